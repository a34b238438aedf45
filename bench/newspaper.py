"""A newspaper of any size, made up: the same articles as raw text, and as a site for Hugo.

Words are put together from stems, prefixes and endings of our own, so that no two articles are
alike and nothing is read twice; each has a lead, headings, paragraphs, a list, a table of four
dates, and eight headlines of others at its end.
"""

import json
import os
import random
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

_STEMS = (
    "بلد ميناء جسر سوق مصنع حقل بئر شارع ميدان حديقة متحف مكتبة مدرسة معهد مختبر ورشة "
    "قطار طائرة سفينة شاحنة مزرعة قرية جبل سهل واد ساحل خليج جزيرة صحراء غابة موسم محصول "
    "قمح زيتون تمر سكر قطن نسيج حديد ذهب فضة نحاس غاز زيت نور ظل ريح مطر ثلج ضباب حر برد "
    "ربيع صيف خريف شتاء لجنة هيئة نقابة جمعية شركة مصرف خزينة ميزانية ضريبة قرض سهم عملة "
    "سعر أجر عقد مناقصة مزاد خطة دراسة تقرير مسح إحصاء نسبة رقم جدول خريطة "
).split()
_PREFIXES = ("", "", "ال", "ال", "وال", "بال", "لل", "و", "ب", "ل", "ف")
_ENDINGS = ("", "", "", "ات", "ون", "ين", "ية", "ها", "هم", "نا")
_MONTHS = ("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر").split()
_FIRST = date(2020, 1, 1)
_DAYS = 2_400
_OCTETS = 4_300  # of the paragraphs


class Story:
    """One article.

    Attributes:
        day: of publication.
        title: a line.
        lead: a sentence.
        body: paragraphs, headings and items of a list.
        events: day and title of each row.
        foreign: headlines of other articles.
    """

    def __init__(self, number: int) -> None:
        chance = random.Random(number * 104_729 + 7)  # noqa: S311  no secret
        self.day = _FIRST + timedelta(days=number * 7 % _DAYS)
        self.title, self.lead = _words(chance, 9), _words(chance, 38) + "."
        self.body = list(_body(chance))
        self.events: list[tuple[date, str]] = []
        day = self.day
        for _ in range(4):
            day += timedelta(days=chance.randint(1, 20))
            self.events.append((day, _words(chance, 7)))
        self.foreign = [_words(chance, chance.randint(7, 12)) for _ in range(8)]

    def text(self) -> str:
        """As it is scraped."""
        rows = [
            f"{told.day} {_MONTHS[told.month - 1]} {told.year} | {title} |"
            for told, title in self.events
        ]
        head = [self.lead, self.title]
        return "\n".join([*head, *self.body, "التاريخ | الحدث |", "---|---|", *rows, *self.foreign])

    def front_matter(self) -> str:
        """As Hugo takes it: everything known beforehand, nothing foreign."""
        told = [{"day": day.isoformat(), "title": title} for day, title in self.events]
        matter = {
            "title": self.title,
            "date": f"{self.day}T00:00:00Z",
            "summary": self.lead,
            "events": told,
        }
        rows = [f"| {one['day']} | {one['title']} |" for one in told]
        table = "\n".join(["| التاريخ | الحدث |", "|---|---|", *rows])
        return "\n\n".join([json.dumps(matter, ensure_ascii=False), *self.body, table])


def write_texts(count: int, folder: Path) -> None:
    """Writes so many articles as text files, each as old as its story."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        story = Story(number)
        path = folder / f"n{number:05}.txt"
        path.write_text(story.text(), "utf-8")
        moment = datetime(story.day.year, story.day.month, story.day.day, tzinfo=UTC).timestamp()
        os.utime(path, (moment, moment))


def write_hugo(count: int, folder: Path) -> None:
    """Writes the same articles as a site that Hugo makes pages, feeds and calendars of."""
    content = folder / "content" / "articles"
    content.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (content / f"n{number:05}.md").write_text(Story(number).front_matter(), "utf-8")
    shutil.copytree(Path(__file__).parent / "hugo", folder, dirs_exist_ok=True)


def _body(chance: random.Random) -> list[str]:
    told: list[str] = []
    octets = 0
    while octets < _OCTETS:
        sentences = (_words(chance, chance.randint(12, 26)) for _ in range(chance.randint(3, 5)))
        paragraph = " ".join(f"{sentence}." for sentence in sentences)
        octets += len(paragraph.encode())
        told += [_words(chance, 8), paragraph] if told else [paragraph]
    return [*told, *(f"- {_words(chance, 6)}." for _ in range(4))]


def _words(chance: random.Random, count: int) -> str:
    def word() -> str:
        return chance.choice(_PREFIXES) + chance.choice(_STEMS) + chance.choice(_ENDINGS)

    return " ".join(word() for _ in range(count))
