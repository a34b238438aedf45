"""What an article says twice and not alike is told to the editor, and changes nothing."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.blocks import TextBlock
from articles.checks.consistency import find_contradictions
from articles.model import Article
from articles.read import read_article
from tests.conftest import SAMPLE, SHARED

AT = datetime(2026, 4, 1, tzinfo=UTC)
LEAD = "تستضيف المدينة مهرجان المسرح الجامعي ثلاثة أيام متتالية، بحسب ما أعلن القائمون عليه.\n"
TABLE = """
اليوم | التاريخ | الحدث |
---|---|---|
الثلاثاء | 5 مايو 2026 | افتتاح المهرجان |
الأربعاء | 6 مايو 2026 | ندوة النقاد العرب |
الخميس | 7 مايو 2026 | إعلان الجوائز الكبرى |
الجمعة | 8 مايو 2026 | سهرة الختام |
"""


def read(text: str) -> Article:
    return read_article(text.encode(), name="a.txt", at=AT)


def codes(text: str) -> list[str]:
    return [note.code for note in read(text).notes]


def test_an_article_that_agrees_with_itself_has_no_notes() -> None:
    """No false alarm."""
    prose = "وقال المنظمون إن إعلان الجوائز الكبرى سيكون يوم الخميس بحضور الفنانين المكرمين.\n"
    assert codes(LEAD + prose + TABLE) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("الأربعاء | 6 مايو", "الأحد | 6 مايو", "weekday", 6),
        ("8 مايو", "32 مايو", "date-impossible", 8),
        ("الجمعة | 8 مايو 2026", "الجمعة | مايو 2026", "date-coarse", 8),
        ("الجمعة | 8 مايو 2026 | سهرة الختام", "الاثنين | 4 مايو 2026 | وصول", "row-order", 8),
        (
            "الجمعة | 8 مايو 2026 | سهرة الختام",
            "الخميس | 7 مايو 2026 | إعلان الجوائز الكبرى",
            "row-twice",
            8,
        ),
    ],
)
def test_a_row_that_contradicts_is_noted_with_its_line(
    old: str, new: str, code: str, line: int
) -> None:
    """The editor is told which row; the others stand."""
    article = read(LEAD + TABLE.replace(old, new))
    assert [(note.code, note.at.line) for note in article.notes] == [(code, line)]
    assert len(article.timelines[0].events) >= 3


def test_a_weekday_in_the_prose_is_held_against_the_table() -> None:
    """The prose says Friday, the table Thursday."""
    prose = "وقال المنظمون إن إعلان الجوائز الكبرى سيكون يوم الجمعة بحضور الفنانين المكرمين.\n"
    article = read(LEAD + prose + TABLE)
    assert [note.code for note in article.notes] == ["weekday-prose"]
    assert "إعلان الجوائز الكبرى" in article.notes[0].text


def test_a_weekday_beside_another_date_in_prose_is_noted() -> None:
    """6 May 2026 is a Wednesday."""
    prose = "وينطلق بيع التذاكر يوم الأحد 6 مايو 2026 في مقر المسرح الوطني وسط المدينة.\n"
    assert codes(LEAD + prose) == ["weekday"]


def test_what_is_told_as_past_cannot_lie_after_publication() -> None:
    """Only where the article tells when it was published."""
    front = "---\ntitle: مهرجان\ndate: 2026-04-01\n---\n\n"
    text = "وصل الضيوف إلى الفندق في 20 مايو 2026 قادمين من سبع دول عربية وأوروبية.\n"
    article = read_article((front + LEAD + "\n" + text).encode(), name="a.md", at=AT)
    assert [note.code for note in article.notes] == ["past-after-publication"]


def test_rows_in_falling_order_are_an_order() -> None:
    """Many timelines begin with the newest."""
    head, rule, *rows = TABLE.strip().split("\n")
    assert codes(LEAD + "\n".join([head, rule, *reversed(rows)])) == []


@pytest.mark.parametrize("path", [SAMPLE.parent, *SHARED.glob("seed")])
def test_the_summit_agrees_with_itself(path: Path) -> None:
    """Tuesday, Wednesday and Thursday of the prose are 23, 24 and 25 September 2025."""
    [*_, file] = sorted(path.glob("*.txt"))
    article = read_article(file.read_bytes(), name="a.txt", at=AT)
    assert Counter(note.code for note in article.notes) == {}


@pytest.mark.parametrize(
    ("title", "noted"),
    [
        ("الفنانون المكرمون", True),
        ("الفنانون المكرمون بموسيقى شرقية", True),
        ("افتتاح المعرض والفنانون المكرمون بموسيقى شرقية", False),
        ("جوائز", False),
    ],
)
def test_a_sentence_is_about_an_event_that_shares_half_its_words(
    title: str,
    noted: bool,  # noqa: FBT001
) -> None:
    """Two words at least, and half of the title: else Friday may be the day of something else."""
    prose = "وقال المنظمون إن إعلان الجوائز سيكون يوم الجمعة بحضور الفنانين المكرمين.\n"
    told = codes(LEAD + prose + TABLE.replace("إعلان الجوائز الكبرى", title))
    assert told == ["weekday-prose"] * noted


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("ثم فجأة وصل الضيوف إلى الفندق في 20 مايو 2026", ["past-after-publication"]),
        ("ثم فجأة وبهدوء وصل الضيوف إلى الفندق في 20 مايو 2026", []),
        ("وصل الضيوف إلى الفندق في 2 أبريل 2026", ["past-after-publication"]),
        ("وصل الضيوف إلى الفندق في 1 أبريل 2026", []),
    ],
)
def test_a_sentence_tells_the_past_where_its_verb_stands_early(
    sentence: str, codes: list[str]
) -> None:
    """Further on, the verb is of another clause. What is told on its own day is news."""
    front = "---\ntitle: مهرجان\ndate: 2026-04-01\n---\n\n"
    text = f"{front}{LEAD}\n{sentence} قادمين من سبع دول عربية وأوروبية.\n"
    article = read_article(text.encode(), name="a.md", at=AT)
    assert [note.code for note in article.notes] == codes


def test_the_first_sentences_of_an_endless_article_are_looked_at() -> None:
    """Two thousand; the next may say what it likes."""
    wrong = "ينطلق البيع يوم الأحد 6 مايو 2026.\n"
    filler = "نعم.\n"
    blocks = [TextBlock(type="paragraph", text=filler * 1_999 + wrong + wrong)]
    (note,) = find_contradictions(blocks, [], at=AT, published=None)
    assert note.code == "weekday"
