"""Rows and items that tell what comes again become one event with its rule."""

from datetime import UTC, date, datetime

import pytest

from articles.expansion import MOST, days_of
from articles.formats.document import read_document, write_article
from articles.model import Altered, Article, Event, Recurrence, When
from articles.read import read_article

AT = datetime(2026, 4, 28, 9, tzinfo=UTC)  # a Tuesday
TEXT = "تفتح القاعة الكبرى أبوابها للزوار صباح كل يوم من أيام الأسبوع، وتبقى مفتوحة حتى المساء."


def _read(*lines: str) -> Article:
    text = "\n".join(["أبواب القاعة الكبرى", TEXT, *lines])
    return read_article(text.encode(), name="a.txt", at=AT, timezone="Asia/Riyadh")


def _table(*rows: str) -> list[Event]:
    article = _read("التاريخ | الحدث |", "---|---|", *rows)
    return [event for timeline in article.timelines for event in timeline.events]


def _days(event: Event, last: date = date(2026, 12, 31)) -> list[str]:
    assert event.recurrence is not None
    assert event.start.day is not None
    return [f"{day:%m-%d}" for day in days_of(event.recurrence, event.start.day, last)]


@pytest.mark.parametrize(
    ("words", "start", "end", "days"),
    [
        (
            "كل ثلاثاء الساعة 6 مساءً حتى 30 يونيو",
            "2026-04-28T18:00",
            None,
            "04-28 05-05 05-12 05-19 05-26 06-02 06-09 06-16 06-23 06-30",
        ),
        (
            "يوميًا عدا الجمعة من 1 إلى 10 مايو",
            "2026-05-02",
            None,
            "05-02 05-03 05-04 05-05 05-06 05-07 05-09 05-10",
        ),
        (
            "أول كل شهر",
            "2026-05-01",
            None,
            "05-01 06-01 07-01 08-01 09-01 10-01 11-01 12-01",
        ),
        (
            "كل ثلاثاء عدا 12 و19 مايو حتى 2 يونيو",
            "2026-04-28",
            None,
            "04-28 05-05 05-26 06-02",
        ),
        (
            "كل خميس من 7 إلى 21 مايو، إضافة إلى الأحد 10 مايو",
            "2026-05-07",
            None,
            "05-07 05-10 05-14 05-21",
        ),
        (
            "5-9 مايو من 10 صباحا إلى 8 مساء",
            "2026-05-05T10:00",
            "2026-05-05T20:00",
            "05-05 05-06 05-07 05-08 05-09",
        ),
        (
            "كل خميس من 11 مساء إلى 1 صباحا خلال مايو 2026",
            "2026-05-07T23:00",
            "2026-05-08T01:00",
            "05-07 05-14 05-21 05-28",
        ),
        ("كل أسبوعين من 5 مايو إلى 5 يونيو", "2026-05-05", None, "05-05 05-19 06-02"),
        (
            "آخر جمعة من كل شهر حتى 1 أغسطس",
            "2026-05-29",
            None,
            "05-29 06-26 07-31",
        ),
    ],
)
def test_row_of_what_comes_again_is_one_event(
    words: str, start: str, end: str | None, days: str
) -> None:
    """It starts with its first time: as told, or the first one from the day of writing on."""
    event, other = _table(f"{words} | أمسية شعرية |", "3 مايو 2026 | افتتاح المعرض |")
    assert (event.title, event.start.value, event.end and event.end.value) == (
        "أمسية شعرية",
        start,
        end,
    )
    assert _days(event) == days.split()
    assert other.recurrence is None


def test_items_and_bare_lines_tell_what_comes_again_too() -> None:
    """As tables do; the hour may stand apart."""
    for lines in (
        ["- كل ثلاثاء 6 مساء: أمسية شعرية", "- 3 مايو 2026: افتتاح المعرض"],
        ["كل ثلاثاء 6 مساء: أمسية شعرية", "3 مايو 2026: افتتاح المعرض"],
    ):
        (timeline,) = _read(*lines).timelines
        assert [event.title for event in timeline.events] == ["أمسية شعرية", "افتتاح المعرض"]
        assert timeline.events[0].recurrence == Recurrence(rule="FREQ=WEEKLY;BYDAY=TU")


def test_whole_days_in_a_row_are_no_recurrence() -> None:
    """What comes every day from one day to another is that range."""
    (event,) = _table("يوميًا من 1 إلى 10 مايو 2026 | معرض الكتاب |")
    assert (event.recurrence, event.end and event.end.value) == (None, "2026-05-10")


@pytest.mark.parametrize("words", ["سنويًا", "كل عام", "يوميًا", "كل يوم", "كل شهر"])
def test_pace_is_no_date(words: str) -> None:
    """ "500 a day" tells no time."""
    assert _table(f"{words} | 500 زائر |", f"{words} | 700 زائر |") == []


def test_end_in_a_column_of_its_own_is_the_last_day() -> None:
    """Of what comes again; of anything else it is its end."""
    article = _read(
        "من | إلى | الحدث |", "---|---|---|", "كل ثلاثاء | 30 يونيو 2026 | أمسية شعرية |"
    )
    (event,) = article.timelines[0].events
    assert event.recurrence == Recurrence(rule="FREQ=WEEKLY;BYDAY=TU", until="2026-06-30")


def test_time_that_is_off_or_moved_is_told_with_the_others() -> None:
    """It is no event of its own, wherever its row stands."""
    event, other = _table(
        "12 مايو 2026 | الأمسية الشعرية (ملغاة) |",
        "كل ثلاثاء الساعة 6 مساء | أمسية شعرية |",
        "19 مايو 2026 | تأجيل الأمسية الشعرية إلى 21 مايو |",
        "13 مايو 2026 | أمسية شعرية (ملغاة) |",
    )
    assert event.recurrence is not None
    off, moved = event.recurrence.altered
    assert off == Altered(day="2026-05-12", status="cancelled")
    assert (moved.day, moved.status) == ("2026-05-19", "confirmed")
    assert moved.start is not None
    assert (moved.start.value, moved.start.timezone) == ("2026-05-21T18:00", "Asia/Riyadh")
    assert (other.start.value, other.status) == ("2026-05-13", "cancelled")  # a Wednesday


def test_document_holds_recurrences_and_only_where_they_are() -> None:
    """What is written is read back; an event without one is written as ever."""
    article = _read(
        "التاريخ | الحدث |",
        "---|---|",
        "كل ثلاثاء عدا 12 مايو | أمسية شعرية |",
        "19 مايو 2026 | أمسية شعرية (ملغاة) |",
        "3 مايو 2026 | افتتاح المعرض |",
    )
    written = write_article(article)
    assert written.count(b'"recurrence"') == 1
    assert write_article(read_document(written, "a.json")) == written
    assert read_document(written, "a.json").timelines == article.timelines


def test_expansion_is_bounded() -> None:
    """A rule without an end gives no endless list."""
    forever = Recurrence(rule="FREQ=DAILY")
    assert len(days_of(forever, date(2026, 1, 1), date.max)) == MOST
    assert When(value="2026-01-01").day == days_of(forever, date(2026, 1, 1), date.max)[0]
