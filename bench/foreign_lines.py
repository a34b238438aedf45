"""Headlines of other articles, in every disguise that sites and dumps give them below a text."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

MONTHS = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()
LABELS = ("رياضة", "فن", "اقتصاد", "منوعات", "سياسة", "صحة", "أخبار عالمية")
NUMBERS = ("2025", "(3-1)", "40%")
THINGS = ("المجموعة", "المرحلة", "الجولة", "الفئة", "اللجنة")
ORDINALS = ("الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة")
INTROS = ("وجاء في التفاصيل:", "وأبرز ما ورد:", "وفيما يلي أهم النقاط:", "وهي كما يلي:")
HEADS = (
    "خلفية",
    "ردود الفعل",
    "تفاصيل أخرى",
    "ماذا بعد؟",
    "كيف بدأت القصة",
    "أسباب ما جرى وتداعياته",
    "ما الذي تغير هذه المرة؟",
    "أسئلة تنتظر من يجيب عنها",
    "وجهة نظر أخرى في المسألة",
)
NOTES = (
    "بوابة إلكترونية تنقل لقرائها ما يجري حول الكرة الأرضية لحظة بلحظة.",
    "انضم إلى قائمتنا ليصلك ملخص يومي مجاني على هاتفك المحمول قبل الجميع.",
    "يمكنكم مراسلة هيئة التحرير على العنوان المذكور في صفحة الاتصال.",
)
_CLAUSE = re.compile("[.،؛]")

Lines = list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Told:
    """An article without its markup: its title, its paragraphs, what it is filed under."""

    title: str
    paragraphs: tuple[str, ...]
    category: str = ""


Disguise = Callable[[Told, Sequence[str], Random], Lines]


def own(lines: Sequence[str]) -> Lines:
    """Lines of the article itself."""
    return [(line, False) for line in lines]


def others(lines: Sequence[str]) -> Lines:
    """Lines of others."""
    return [(line, True) for line in lines]


def clauses(paragraph: str, words: int = 4) -> list[str]:
    """The clauses of a paragraph that have so many words."""
    parts = (part.strip(" .،") for part in _CLAUSE.split(paragraph))
    return [part for part in parts if len(part.split()) >= words]


def stamps(chance: Random, count: int) -> list[str]:
    """So many days as the lines of a site tell them: any, or those of one week."""
    shape = chance.randint(0, 3)
    month, year, first = chance.randint(1, 12), chance.randint(2011, 2026), chance.randint(1, 15)
    days = [first + n for n in range(count)]
    if chance.random() < 0.3:
        days.reverse()
    if chance.random() < 0.5:
        return [_stamp(number, month, year, shape) for number in days]
    return [
        _stamp(chance.randint(1, 28), chance.randint(1, 12), chance.randint(2011, 2026), shape)
        for _ in days
    ]


def _stamp(day: int, month: int, year: int, shape: int) -> str:
    return (
        f"{day} {MONTHS[month - 1]} {year}",
        f"{year}/{month:02}/{day:02}",
        f"{day}-{month}-{year}",
        f"{day}/{month}/{year} - 10:35",
    )[shape]


def days(chance: Random, count: int, *, year: bool) -> list[str]:
    """So many days in order, as a timeline tells them."""
    month, number = chance.randint(0, 9), chance.randint(1, 9)
    told = []
    for _ in range(count):
        told.append(f"{number} {MONTHS[month]}" + (" 2013" if year else ""))
        number += chance.randint(1, 6)
        if number > 28:
            month, number = min(month + 1, 11), number - 27
    return told


def _spoken(headline: str, words: int) -> str:
    """A headline whose first words say who claims the rest."""
    said = headline.replace(":", "").split()
    return f"{' '.join(said[:words])}: {' '.join(said[words:])}"


def _pairs(over: Callable[[Random, str], list[str]]) -> Callable[[Sequence[str], Random], Lines]:
    return lambda titles, chance: others([line for one in titles for line in over(chance, one)])


def _with_days(pattern: str) -> Callable[[Sequence[str], Random], Lines]:
    def made(titles: Sequence[str], chance: Random) -> Lines:
        told = zip(stamps(chance, len(titles)), titles, strict=True)
        return others([part for day, one in told for part in pattern.format(day, one).split("\n")])

    return made


# How a headline of another article may stand on the page.
FOREIGN: dict[str, Callable[[Sequence[str], Random], Lines]] = {
    "bare": _pairs(lambda _, one: [one]),
    "with full stops": _pairs(lambda _, one: [f"{one}."]),
    "bullets": _pairs(lambda _, one: [f"- {one}"]),
    "numbered": lambda titles, _: others([f"{n}. {one}" for n, one in enumerate(titles, 1)]),
    "with a number": _pairs(
        lambda chance, one: [f"{one} {chance.choice(['2025', '(3-1)', '40%'])}"]
    ),
    "a date after it": _with_days("{1} {0}"),
    "a date behind a dash": _with_days("{1} - {0}"),
    "a date before it": _with_days("{0}: {1}"),
    "a bare date before it": _with_days("{0} {1}"),
    "bullets with dates": _with_days("- {1} - {0}"),
    "a date under it": _with_days("{1}\n{0}"),
    "a date over it": _with_days("{0}\n{1}"),
    "the hour under it": _pairs(lambda chance, one: [one, f"منذ {chance.randint(3, 20)} ساعات"]),
    "a label over it": _pairs(lambda chance, one: [chance.choice(LABELS), one]),
    "a label before it": _pairs(lambda chance, one: [f"{chance.choice(LABELS)}: {one}"]),
    "a speaker before it": _pairs(lambda chance, one: [_spoken(one, chance.randint(1, 3))]),
    "one label before all": _pairs(lambda _, one: [f"الأخبار: {one}"]),
    "readers under it": _pairs(lambda chance, one: [one, f"{chance.randint(20, 900)} مشاهدة"]),
}


def tail(shape: str) -> Disguise:
    """Others' headlines below the article."""
    return lambda told, titles, chance: [
        *own([told.title, *told.paragraphs]),
        *FOREIGN[shape](titles, chance),
    ]


def middle(shape: str) -> Disguise:
    """Others' headlines in the middle of the article."""

    def made(told: Told, titles: Sequence[str], chance: Random) -> Lines:
        at = max(1, len(told.paragraphs) // 2)
        over, under = own([told.title, *told.paragraphs[:at]]), own(told.paragraphs[at:])
        return [*over, *FOREIGN[shape](titles, chance), *under]

    return made


def noted(told: Told, titles: Sequence[str], chance: Random) -> Lines:
    """Below the others' headlines a sentence about the site itself."""
    return [*tail("bare")(told, titles, chance), (chance.choice(NOTES), True)]
