"""One event from one row: how much of a text is a date, when a title is cut, what its state is."""

from datetime import UTC, datetime

import pytest

from articles.model import Event
from articles.read import read_article
from articles.timelines.telling import is_date

AT = datetime(2026, 1, 5, tzinfo=UTC)
TEXT = "تفتح القاعة الكبرى أبوابها للزوار صباح كل يوم من أيام الأسبوع، وتبقى مفتوحة حتى المساء."
DAY = "03 مايو 2026"


def _event(date: str, title: str, *more: str) -> Event:
    head = ("التاريخ", "الحدث", "ملاحظات")[: 2 + len(more)]
    rows = [" | ".join(head), "---|" * len(head), " | ".join((date, title, *more))]
    article = read_article("\n".join(["القاعة", TEXT, *rows]).encode(), name="a.txt", at=AT)
    (timeline,) = article.timelines
    return timeline.events[0]


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        (DAY, True),
        (f"{DAY} لقاء 12", True),
        (f"{DAY} لقاء 123", False),
        ("لقاء", False),
        ("", False),
        (" ", False),
    ],
)
def test_a_date_and_little_else_is_a_date(text: str, *, dated: bool) -> None:
    """Three fifths of it at least are the words of the date."""
    assert is_date(text, AT) is dated


@pytest.mark.parametrize(("size", "dated"), [(80, True), (81, False)])
def test_a_date_has_eighty_characters(size: int, *, dated: bool) -> None:
    """What is longer is a text that tells dates."""
    text = "الأحد 3 مايو 2026 والاثنين 4 مايو 2026 والثلاثاء 5 مايو 2026 في".ljust(size, "ا")
    assert is_date(text, AT) is dated


@pytest.mark.parametrize(("size", "cut"), [(120, False), (121, True)])
def test_a_title_longer_than_a_headline_is_cut_and_told_whole(size: int, *, cut: bool) -> None:
    """One that just fits is not said twice."""
    title = ("لقاء كبير " * 20)[: size - 1].strip().ljust(size, "ا")
    event = _event("3 مايو 2026", title)
    assert len(title) == size
    assert event.description == (title if cut else None)
    assert (event.title == title) is not cut


@pytest.mark.parametrize(
    ("title", "remark", "status", "description"),
    [
        ("لقاء", "ألغي", "cancelled", None),
        ("لقاء (ألغي)", "بلا مقابل", "cancelled", "بلا مقابل"),
        ("لقاء", "ألغي الرسم", "confirmed", "ألغي الرسم"),
        ("إلغاء الرسوم", "", "confirmed", None),
        ("لقاء", "غير مؤكد", "tentative", None),
        ("لقاء [مبدئي]", "مؤكد", "tentative", None),
        ("لقاء", "مؤكد", "confirmed", None),
    ],
)
def test_a_state_stands_alone_or_in_brackets(
    title: str, remark: str, status: str, description: str | None
) -> None:
    """The same words in a sentence are the news itself."""
    event = _event("3 مايو 2026", title, remark)
    assert (event.status, event.description) == (status, description)
