"""What the columns of a table hold: by their headings, else by most of their cells."""

from datetime import UTC, datetime

import pytest

from articles.blocks import ColumnRole, TableBlock
from articles.model import Article, Event
from articles.read import read_article

AT = datetime(2026, 1, 5, tzinfo=UTC)
TEXT = "تفتح القاعة الكبرى أبوابها للزوار صباح كل يوم من أيام الأسبوع، وتبقى مفتوحة حتى المساء."
DAYS = ["1 مارس 2026", "2 مارس 2026", "3 مارس 2026", "4 مارس 2026", "5 مارس 2026"]
TITLES = ["معرض الخط", "لقاء الرسامين", "ورشة النسخ", "أمسية الشعر", "حفل الختام"]


def _read(*columns: list[str], over: str = TEXT) -> Article:
    """An article with a table of these columns, each under its heading."""
    head, *rows = (" | ".join(cells) for cells in zip(*columns, strict=True))
    text = ["أبواب القاعة الكبرى", TEXT, over, head, "---|" * len(columns), *rows]
    return read_article("\n".join(text).encode(), name="a.txt", at=AT)


def _roles(*columns: list[str]) -> tuple[ColumnRole, ...]:
    (table,) = (block for block in _read(*columns).blocks if isinstance(block, TableBlock))
    return table.roles


def _events(*columns: list[str]) -> tuple[Event, ...]:
    (timeline,) = _read(*columns).timelines
    return timeline.events


def _role(heading: str, *cells: str) -> ColumnRole:
    """The role of a column beside one of dates and one of events."""
    return _roles(["التاريخ", *DAYS], ["الحدث", *TITLES], [heading, *cells])[-1]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("المكان", "place"),
        ("قاعة العرض", "place"),
        ("والموقع", "place"),
        ("نهاية العرض", "end"),
        ("تاريخ الانتهاء", "end"),
        ("تاريخ الانتهاء المتوقع", "end"),
        ("موعد الانطلاق من الساحة", "time"),
        ("التفاصيل", "note"),
        ("تاريخ الميلاد", "other"),
        ("عدد الزوار", "other"),
    ],
)
def test_a_heading_is_known_by_its_first_word_or_two(heading: str, role: str) -> None:
    """Further words only say of what; a date of birth is none of the event."""
    assert _role(heading, *["كلام"] * 5) == role


@pytest.mark.parametrize(
    ("heading", "cells", "role"),
    [
        ("", ["https://x.example/1"] * 3 + ["لا يوجد"] * 2, "url"),
        ("", ["https://x.example/1"] * 2 + ["لا يوجد"] * 3, "other"),
        ("للتسجيل", ["https://x.example/1"] * 3 + ["لا يوجد"] * 2, "url"),
        ("", ["10:30"] * 3 + ["كلام"] * 2, "time"),
        ("", ["10:30"] * 2 + ["كلام"] * 3, "other"),
        ("", ["10", "11", "12", "9", "8"], "other"),
        ("المدة", ["1:30"] * 5, "other"),
        ("", ["3 مايو 2026"] * 3 + ["كلام"] * 2, "date"),
        ("", ["3 مايو 2026"] * 2 + ["كلام"] * 3, "other"),
        ("آخر زيارة", ["3 مايو 2026"] * 5, "other"),
    ],
)
def test_without_a_heading_three_cells_of_five_tell(
    heading: str, cells: list[str], role: str
) -> None:
    """A heading that names something else is believed, but an address is one anywhere."""
    assert _role(heading, *cells) == role


@pytest.mark.parametrize(
    ("columns", "start"),
    [
        ([("اليوم", "الأحد"), ("التاريخ", "3 مايو"), ("السنة", "2026")], "2026-05-03"),
        ([("السنة", "2025"), ("التاريخ", "3 مايو"), ("اليوم", "السبت")], "2025-05-03"),
        ([("التاريخ", "3 مايو 2026"), ("اليوم", "الأحد")], "2026-05-03"),
        ([("السنة", "2025")], "2025"),
        ([("السنة", "2025"), ("الشهر", "مايو")], "2025-05"),
    ],
)
def test_one_date_in_several_columns_in_any_order(
    columns: list[tuple[str, str]], start: str
) -> None:
    """Read as it is said: the weekday, the day, the year; nothing in it contradicts itself."""
    article = _read(*([heading, cell, cell] for heading, cell in columns), ["الحدث", *TITLES[:2]])
    (timeline,) = article.timelines
    assert [event.start.value for event in timeline.events] == [start, start]
    assert "weekday" not in {note.code for note in article.notes}


@pytest.mark.parametrize(
    ("heading", "cell", "zone"),
    [
        ("الوقت", "10:30", "UTC"),
        ("الوقت (بتوقيت مكة)", "10:30", "Asia/Riyadh"),
        ("الوقت بتوقيت القاهرة", "10:30", "Africa/Cairo"),
        ("الوقت (بتوقيت مكة)", "10:30 بتوقيت القاهرة", "Africa/Cairo"),
    ],
)
def test_the_zone_of_a_heading_is_that_of_its_hours(heading: str, cell: str, zone: str) -> None:
    """But for a cell that names its own."""
    events = _events(["التاريخ", *DAYS[:2]], [heading, cell, cell], ["الحدث", *TITLES[:2]])
    assert {event.start.timezone for event in events} == {zone}
    assert {event.start.value[11:] for event in events} == {"10:30"}


def test_the_longer_column_tells_the_event_where_no_heading_does() -> None:
    """Before places; and of two columns of dates, the longer."""
    events = _events(["التاريخ", *DAYS], ["فئة", *"أبجده"], ["الفائز", *TITLES])
    assert [event.title for event in events] == TITLES
    events = _events(["التاريخ", *DAYS], ["المكان", *TITLES])
    assert [event.title for event in events] == TITLES
    months = [f"تقرير شهر {day} عن أعمال القاعة" for day in DAYS]
    events = _events(["التاريخ", *DAYS], ["الشهر", *months])
    assert [event.title for event in events] == months


@pytest.mark.parametrize("second", [["الوقت", "10:00", "11:00"], ["المكان", "", ""]])
def test_dates_alone_are_no_timeline(second: list[str]) -> None:
    """Not even under a day: nothing happens on them."""
    article = _read(["التاريخ", *DAYS[:2]], second, over="برنامج يوم 7 مارس 2026:")
    assert article.timelines == ()
