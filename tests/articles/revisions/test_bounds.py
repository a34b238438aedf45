"""The numbers that decide whether an event stays the same, and how long what is gone is kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from articles.model import When
from articles.read import read_article
from articles.revisions.known import Revision
from articles.revisions.revise import revise
from tests.builders import (
    ARRIVAL,
    DAY,
    FAREWELL,
    HOUR,
    PARADE,
    ROWS,
    START,
    SUMMIT,
    article,
    event,
    first_reading,
    timed,
    uids,
)

SECOND = timedelta(seconds=1)
STAYING = (ARRIVAL, PARADE, FAREWELL)


def _retitled(before: str, after: str) -> bool:
    """Whether an event whose title is changed on its day stays the same event."""
    known = first_reading((*STAYING, (before, SUMMIT[1])))
    told = revise(known, article((*STAYING, (after, SUMMIT[1]))), START + HOUR)
    return uids(known)[before] == uids(told)[after]


def _cancelled() -> Revision:
    """The summit gone from two readings, cancelled at the second."""
    known = first_reading()
    for hours in (1, 2):
        known = revise(known, article(STAYING), START + hours * HOUR)
    return known


def _id(address: str) -> str:
    text = "<p>تفتح القاعة أبوابها للزوار صباح كل يوم، وتبقى مفتوحة حتى المساء.</p>" * 3
    head = f"<head><link rel='canonical' href='{address}'></head>"
    page = f"<html>{head}<body><article><h1>أبواب القاعة</h1>{text}</article></body></html>"
    return read_article(page.encode(), name="a.html", at=datetime(2026, 1, 5, tzinfo=UTC)).id


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("كتاب صور مزاد", "زهور مزاد", True),
        ("سباق نهر كتاب", "كتاب سباق", True),
        ("ليل بحر كتاب", "بحر ليل", False),
        ("زهور سفن شموع", "خيول زهور سفن", False),
        ("صيد", "صيد", True),
        ("ق", "ص", False),
        ("حج", "حجة", True),
    ],
)
def test_six_letter_pairs_in_ten_make_a_title_the_same(
    before: str,
    after: str,
    same: bool,  # noqa: FBT001
) -> None:
    """Exactly 0.6 is enough, 0.59 is another event of that day."""
    assert _retitled(before, after) is same


def test_one_title_on_two_days_that_moves_to_two_others_is_told_as_doubtful() -> None:
    """Which is which only the order of the rows tells; a single one that moves is sure."""
    twice = [(SUMMIT[0], "2025-09-25"), (SUMMIT[0], "2025-09-27")]
    moved = [(SUMMIT[0], "2025-10-05"), (SUMMIT[0], "2025-10-07")]
    doubtful = revise(first_reading((*STAYING, *twice)), article((*STAYING, *moved)), START + HOUR)
    assert [note.code for note in doubtful.notes] == ["ambiguous", "ambiguous"]
    one = revise(first_reading(), article((*STAYING, moved[0])), START + HOUR)
    assert one.notes == ()
    split = revise(first_reading(), article((*STAYING, *moved)), START + HOUR)
    assert [note.code for note in split.notes] == ["ambiguous", "ambiguous"]


def test_a_cancelled_event_is_kept_for_thirty_days() -> None:
    """A calendar that is opened once a month still hears of it."""
    known = _cancelled()
    end = START + 2 * HOUR + 30 * DAY
    assert len(revise(known, article(STAYING), end - SECOND).events) == len(ROWS)
    assert len(revise(known, article(STAYING), end).events) == len(STAYING)


def test_the_last_twenty_changes_of_an_event_are_kept() -> None:
    """A row that is moved every day must not grow for ever."""
    known = first_reading()
    for day in range(1, 25):
        moved = (SUMMIT[0], f"2025-10-{day:02}")
        known = revise(known, article((*STAYING, moved)), START + day * DAY)
    (summit,) = (one for one in known.events if one.event.title == SUMMIT[0])
    assert [change.before for change in summit.changes] == [
        f"2025-10-{day:02}" for day in range(4, 24)
    ]


@pytest.mark.parametrize("value", ["2025", "2025-10", "2025-W40", "2025-10-03"])
def test_what_a_moved_event_said_before_comes_back_with_its_grain(value: str) -> None:
    """A page says "postponed from October" of what was to be in October."""
    grain = {4: "year", 7: "month", 8: "week", 10: "day"}[len(value)]
    whole = When(value=value, grain=grain)  # type: ignore[arg-type]
    before = replace(event(SUMMIT[0], "2025-10-01"), start=whole)
    known = first_reading((*STAYING, before))
    told = revise(known, article((*STAYING, (SUMMIT[0], "2026-01-01"))), START + HOUR)
    (summit,) = (one for one in told.events if one.event.title == SUMMIT[0])
    assert summit.moved_from == whole


@pytest.mark.parametrize(
    ("value", "grain"),
    [("2025-10-03T09", "hour"), ("2025-10-03T09:30", "minute"), ("2025-10-03T09:30:15", "second")],
)
def test_an_hour_that_moved_comes_back_with_its_grain_and_zone(value: str, grain: str) -> None:
    """The same for times of day."""
    whole = When(value=value, grain=grain, timezone="Asia/Riyadh")  # type: ignore[arg-type]
    before = replace(timed(SUMMIT[0], "2025-10-03T09:30"), start=whole)
    known = first_reading((*STAYING, before))
    after = timed(SUMMIT[0], "2025-10-05T10:00")
    told = revise(known, article((*STAYING, after)), START + HOUR)
    (summit,) = (one for one in told.events if one.event.title == SUMMIT[0])
    assert summit.moved_from == whole


def test_an_event_that_was_only_renamed_never_moved() -> None:
    """`moved_from` tells a former start, not a former end or title."""
    renamed = ("القمة الثنائية الموسّعة", SUMMIT[1])
    known = revise(first_reading(), article((*STAYING, renamed)), START + HOUR)
    assert [one.moved_from for one in known.events] == [None] * len(ROWS)
    longer = event(renamed[0], SUMMIT[1], "2025-09-27")
    known = revise(known, article((*STAYING, longer)), START + 2 * HOUR)
    assert [one.moved_from for one in known.events] == [None] * len(ROWS)
    later = event(renamed[0], "2025-09-26", "2025-09-28")
    known = revise(known, article((*STAYING, later)), START + 3 * HOUR)
    assert When(value=SUMMIT[1]) in [one.moved_from for one in known.events]


@pytest.mark.parametrize(("scheme", "port"), [("http", 80), ("https", 443)])
def test_the_default_port_makes_no_other_article(scheme: str, port: int) -> None:
    """RFC 3986, 6.2.3."""
    plain = _id(f"{scheme}://news.example/a")
    assert _id(f"{scheme}://news.example:{port}/a") == plain
    assert _id(f"{scheme}://news.example:{port + 1}/a") != plain


def test_the_id_of_a_long_name_is_its_first_sixty_four_letters() -> None:
    """It stands in addresses and file names, which have bounds of their own."""
    at = datetime(2026, 1, 5, tzinfo=UTC)
    assert read_article("خبر طويل\n".encode(), name=f"{'a' * 70}.txt", at=at).id == "a" * 64


def test_events_of_one_title_have_uids_by_their_count() -> None:
    """As they were given from the first: with others, subscribers would have every event twice."""
    thrice = [(SUMMIT[0], f"2025-09-{day}") for day in (24, 25, 26)]
    assert [known.uid for known in first_reading(thrice).events] == [
        "82390179-4b77-5a83-8190-97a9fe8a0482",
        "c4e5ec8c-acbc-51fa-bb75-312a3a6fcdf3",
        "38780a5a-8c4f-510f-ac9b-407905deaeee",
    ]


def test_a_cancelled_event_never_takes_the_place_of_one_that_is_told() -> None:
    """Two had one title; the first is gone, so a row that moves is the second."""
    second = (SUMMIT[0], "2025-09-28")
    both = first_reading((*STAYING, SUMMIT, second))
    known = both
    for hours in (1, 2):
        known = revise(known, article((*STAYING, second)), START + hours * HOUR)
    moved = (SUMMIT[0], "2025-10-05")
    told = revise(known, article((*STAYING, moved)), START + 3 * HOUR)
    (living,) = (one for one in told.events if one.event.start.value == moved[1])
    (uid,) = (one.uid for one in both.events if one.event.start.value == second[1])
    assert living.uid == uid
