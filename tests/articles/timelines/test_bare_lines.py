"""Bare lines that begin or end with dates: when they make a list, and of which pieces."""

from datetime import UTC, datetime

import pytest

from articles.model import Article
from articles.read import read_article

AT = datetime(2026, 1, 5, tzinfo=UTC)
TEXT = "تفتح القاعة الكبرى أبوابها للزوار صباح كل يوم من أيام الأسبوع، وتبقى مفتوحة حتى المساء."
DATED = ["3 مايو 2026: أول", "4 مايو 2026: ثان", "5 مايو 2026: ثالث"]


def _read(*lines: str) -> Article:
    text = "\n".join(["أبواب القاعة الكبرى", TEXT, *lines])
    return read_article(text.encode(), name="a.txt", at=AT)


def _told(article: Article) -> list[tuple[str, str]]:
    events = [event for timeline in article.timelines for event in timeline.events]
    return [(event.start.value, event.title) for event in events]


def _days(article: Article) -> list[str]:
    return [day for day, _ in _told(article)]


def _long(opening: str, size: int, closing: str = "") -> str:
    """A line of so many characters."""
    return opening + "ا".rjust(size - len(opening) - len(closing), "و") + closing


@pytest.mark.parametrize(("size", "count"), [(400, 2), (401, 0)])
def test_a_line_of_four_hundred_characters_may_begin_with_its_date(size: int, count: int) -> None:
    """A longer one is a paragraph."""
    lines = [_long(f"{day} مايو 2026: ", size) for day in (3, 4)]
    assert [len(line) for line in lines] == [size, size]
    assert len(_days(_read(*lines))) == count


@pytest.mark.parametrize(("size", "count"), [(120, 2), (121, 0)])
def test_a_label_with_its_date_has_a_hundred_and_twenty(size: int, count: int) -> None:
    """A longer one is a sentence that happens to end so."""
    lines = [_long("المرحلة الأولى ", size, f": {day} مايو 2026") for day in (3, 4)]
    assert [len(line) for line in lines] == [size, size]
    assert len(_days(_read(*lines))) == count


def test_a_year_alone_is_that_of_the_line_below_it() -> None:
    """Also of the last line; under nothing it is only a year."""
    lines = ["2 أبريل 2010: افتتاح", "2011", "3 مايو: لقاء"]
    told = [("2010-04-02", "افتتاح"), ("2011-05-03", "لقاء")]
    assert _told(_read(*lines)) == told
    assert _told(_read(*lines, TEXT)) == told
    assert _told(_read(lines[0], lines[2], "2012")) == [told[0], ("2010-05-03", "لقاء")]


def test_a_date_alone_is_that_of_the_headline_below_it() -> None:
    """Also of the last two lines; a date with nothing below tells nothing."""
    first, second = ["3 مايو 2026", "افتتاح المعرض"], ["4 مايو 2026", "لقاء الخطاطين"]
    told = [("2026-05-03", "افتتاح المعرض"), ("2026-05-04", "لقاء الخطاطين")]
    assert _told(_read(*first, *second)) == told
    assert _told(_read(*first, *second, "9 مايو 2026")) == told
    assert _told(_read(*first, second[0])) == []


@pytest.mark.parametrize(
    ("line", "starts"),
    [
        ("10:00 صباحا: افتتاح المعرض", ["2026-03-10T10:00"]),
        ("الأربعاء، 10:00 صباحا: افتتاح المعرض", []),
        ("الأربعاء: افتتاح عند الساعة 10:00", []),
    ],
)
def test_one_hour_is_enough_under_a_date_alone(line: str, starts: list[str]) -> None:
    """The date must be all that stands there, and the hour come first."""
    assert _days(_read("الثلاثاء 10 مارس 2026", line, TEXT)) == starts


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["3 مايو 2026: افتتاح", "4 مايو 2026: لقاء"], 2),
        (["3 مايو 2026: افتتاح", "يحضره الوزير"], 0),
        (["في القاعة", *DATED, "للجميع"], 3),
        (["في القاعة", *DATED, "للجميع", "بلا مقابل"], 0),
    ],
)
def test_a_paragraph_of_broken_lines_is_parted_where_most_tell_dates(
    lines: list[str], count: int
) -> None:
    """Two at least, and three of five; else it is a paragraph that mentions days."""
    page = f"<article><h1>القاعة</h1><p>{TEXT}</p><p>{'<br>'.join(lines)}</p></article>"
    assert len(_days(read_article(page.encode(), name="a.html", at=AT))) == count
