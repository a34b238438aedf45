"""Years that rows leave out, and events told in running text alone."""

from datetime import UTC, datetime

import pytest

from articles.model import Article
from articles.read import read_article

AT = datetime(2026, 1, 5, tzinfo=UTC)
TEXT = "تفتح القاعة الكبرى أبوابها للزوار صباح كل يوم من أيام الأسبوع، وتبقى مفتوحة حتى المساء."
MORE = "ويقول القائمون على القاعة إن الدخول إليها ميسر، وإن الأطفال يدخلون مع أهلهم وحدهم."


def _read(*lines: str, prose: bool = False) -> Article:
    text = "\n".join(["أبواب القاعة", TEXT, *lines])
    return read_article(text.encode(), name="a.txt", at=AT, prose=prose)


def _days(*rows: str) -> list[str]:
    titles = ("معرض الخط", "لقاء الخطاطين", "ورشة الرسم", "حفل الختام")
    table = [f"{row} | {title}" for row, title in zip(rows, titles, strict=False)]
    (timeline,) = _read("التاريخ | الحدث", "---|---", *table).timelines
    return [event.start.value for event in timeline.events]


@pytest.mark.parametrize(
    ("rows", "days"),
    [
        (("28 ديسمبر 2024", "2 يناير", "5 يناير"), ["2024-12-28", "2025-01-02", "2025-01-05"]),
        (("5 يناير 2024", "28 ديسمبر", "20 ديسمبر"), ["2024-01-05", "2023-12-28", "2023-12-20"]),
        (("1 مارس 2024", "2 أبريل", "3 أغسطس"), ["2024-03-01", "2024-04-02", "2024-08-03"]),
        (("1 مارس 2024", "2 أبريل 2021", "3 مايو"), ["2024-03-01", "2021-04-02", "2021-05-03"]),
    ],
)
def test_a_year_holds_until_the_rows_pass_its_turn(rows: tuple[str, ...], days: list[str]) -> None:
    """More than half a year back or ahead is the turn of a year, forwards or backwards."""
    assert _days(*rows) == days


@pytest.mark.parametrize(
    ("first", "day", "year"),
    [
        ("1 مارس 2024", "31 أغسطس", "2024"),
        ("1 مارس 2024", "1 سبتمبر", "2023"),
        ("31 أغسطس 2024", "1 مارس", "2024"),
        ("1 سبتمبر 2024", "1 مارس", "2025"),
    ],
)
def test_half_a_year_is_no_turn(first: str, day: str, year: str) -> None:
    """A hundred and eighty-three days ahead or back; a day more is one."""
    assert _days(first, day)[1].startswith(year)


def test_a_sentence_that_tells_a_day_is_an_event_where_prose_is_read() -> None:
    """Each with the words of its sentence, and where in the text its date stood."""
    prose = "تفتح القاعة في 3 فبراير 2026. ويدخلها الأطفال. ثم تغلق أبوابها في 9 فبراير 2026."
    article = _read(MORE, prose, prose=True)
    (timeline,) = article.timelines
    assert [(event.title, event.start.value) for event in timeline.events] == [
        ("تفتح القاعة", "2026-02-03"),
        ("تغلق أبوابها", "2026-02-09"),
    ]
    for event in timeline.events:
        assert event.at.block is not None
        assert event.at.chars is not None
        block = article.blocks[event.at.block]
        told = getattr(block, "text", "")[slice(*event.at.chars)]
        assert told in {"3 فبراير 2026", "9 فبراير 2026"}
    assert _read(MORE, prose).timelines == ()
