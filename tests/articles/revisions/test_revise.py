"""Events keep their identity through every edit of their article, and say what changed."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from articles.blocks import At, TextBlock
from articles.model import Source, When
from articles.revisions.known import Change, EventRevision, Revision
from articles.revisions.records import KEEP_CANCELLED, KEEP_CHANGES
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

LATER = START + HOUR


def named(revision: Revision, title: str) -> EventRevision:
    """The event of that title."""
    (known,) = (known for known in revision.events if known.event.title == title)
    return known


def test_the_same_article_changes_nothing() -> None:
    """An unchanged run writes nothing and wakes nobody: the very object comes back."""
    known = first_reading()
    assert revise(known, article(), LATER) is known


def test_the_same_uids_come_back_when_the_store_is_lost() -> None:
    """Subscribers must not get every event twice because a disk died."""
    assert uids(revise(None, article(), START)) == uids(revise(None, article(), START + 400 * DAY))


def test_uids_do_not_depend_on_dates_or_places_in_the_table() -> None:
    """What is derived from a row number or a date changes with it."""
    shifted = [(title, day.replace("09", "10")) for title, day in reversed(ROWS)]
    assert uids(first_reading(shifted)) == uids(first_reading())


def test_events_of_two_articles_have_different_uids() -> None:
    """One calendar holds the events of all articles."""
    one, other = first_reading(), first_reading(id="other")
    assert set(uids(one).values()).isdisjoint(uids(other).values())


def test_moved_event_keeps_its_uid_and_raises_its_sequence() -> None:
    """A corrected date moves the event in the subscriber's calendar."""
    known = first_reading()
    moved = (SUMMIT[0], "2025-09-28")
    after = revise(known, article((ARRIVAL, PARADE, moved, FAREWELL)), LATER)
    summit = named(after, SUMMIT[0])
    assert summit.uid == named(known, SUMMIT[0]).uid
    assert (summit.sequence, summit.last_modified, summit.created) == (1, LATER, START)
    assert summit.changes == (Change(at=LATER, field="start", before="2025-09-25"),)
    assert summit.changes[0].when == When(value="2025-09-25")
    others = [known for known in after.events if known is not summit]
    assert all(known.sequence == 0 and known.last_modified == START for known in others)


def test_reworded_event_keeps_its_uid() -> None:
    """An editor adds a word; the event stays what it was."""
    known = first_reading()
    after = revise(known, article((ARRIVAL, PARADE, ("القمة الثنائية الموسّعة", SUMMIT[1]))), LATER)
    summit = named(after, "القمة الثنائية الموسّعة")
    assert summit.uid == named(known, SUMMIT[0]).uid
    assert summit.sequence == 1
    assert summit.changes == (Change(at=LATER, field="title", before=SUMMIT[0]),)


@pytest.mark.parametrize(
    "spelling",
    ["القمه الثنائيه", "القـــمة الثنائية", "القِمّة الثنائيّة", "القمة  الثنائية"],
    ids=["taa marbuta", "tatweel", "harakat", "spaces"],
)
def test_another_spelling_is_the_same_event_even_if_it_moves(spelling: str) -> None:
    """Spelling is corrected together with a date; folding sees through it."""
    known = first_reading()
    after = revise(known, article((ARRIVAL, PARADE, (spelling, "2025-10-02"), FAREWELL)), LATER)
    assert named(after, spelling).uid == named(known, SUMMIT[0]).uid


def test_another_event_on_the_same_day_is_a_new_event() -> None:
    """Likeness has a limit: a subscriber must not see the summit turn into a football match."""
    known = first_reading()
    match = ("مباراة ودية بين المنتخبين", SUMMIT[1])
    after = revise(known, article((ARRIVAL, PARADE, match, FAREWELL)), LATER)
    assert named(after, match[0]).uid not in uids(known).values()
    assert named(after, SUMMIT[0]).missing == 1


def test_swapped_dates_are_two_moves() -> None:
    """Titles tell who is who before days do."""
    known = first_reading()
    swapped = (ARRIVAL, (PARADE[0], SUMMIT[1]), (SUMMIT[0], PARADE[1]), FAREWELL)
    after = revise(known, article(swapped), LATER)
    assert uids(after) == uids(known)
    assert [known.sequence for known in after.events] == [0, 1, 1, 0]


def test_row_inserted_at_the_top_leaves_the_others_alone() -> None:
    """Lines shift; nothing that subscribers see does."""
    known = first_reading()
    opening = ("افتتاح المركز الإعلامي", "2025-09-22")
    after = revise(known, article((opening, *ROWS)), LATER)
    for before in known.events:
        now = named(after, before.event.title)
        assert replace(now, event=before.event) == before
        assert now.event.at == At(line=before.event.at.line + 1, row=before.event.at.row + 1)
    assert [known.event.title for known in after.events] == [opening[0], *(row[0] for row in ROWS)]


def test_rows_in_another_order_keep_their_uids() -> None:
    """An editor sorts the table."""
    known = first_reading()
    after = revise(known, article(ROWS[::-1]), LATER)
    assert uids(after) == uids(known)
    assert [known.sequence for known in after.events] == [0, 0, 0, 0]


def test_two_rows_of_one_date_and_one_title_are_two_events() -> None:
    """Two sessions on one day; each keeps its UID while the other is there."""
    twins = (SUMMIT, SUMMIT, ARRIVAL, PARADE)
    known = first_reading(twins)
    first, second = known.events[:2]
    assert first.uid != second.uid
    assert first_reading(twins).events == known.events
    after = revise(known, article((SUMMIT, ARRIVAL, PARADE)), LATER)
    assert [(known.uid, known.missing) for known in after.events[:2]] == [
        (first.uid, 0),
        (second.uid, 1),
    ]


def test_rows_of_one_title_that_move_at_once_go_by_their_order_and_are_noted() -> None:
    """Nothing but their order tells which is which, and an editor should know."""
    weekly = [("اجتماع اللجنة", f"2025-09-{day:02}") for day in (2, 9, 16)]
    known = first_reading(weekly)
    moved = [weekly[0], ("اجتماع اللجنة", "2025-09-10"), ("اجتماع اللجنة", "2025-09-17")]
    after = revise(known, article(moved), LATER)
    assert [known.uid for known in after.events] == [known.uid for known in known.events]
    assert [(note.code, note.at.row) for note in after.notes] == [
        ("ambiguous", 2),
        ("ambiguous", 3),
    ]


def test_vanished_row_waits_is_cancelled_and_is_dropped() -> None:
    """One reading may be wrong; two agree; a month later nobody needs the notice."""
    known = first_reading()
    gone = article((ARRIVAL, PARADE, FAREWELL))
    once = revise(known, gone, LATER)
    waiting = named(once, SUMMIT[0])
    assert (waiting.status, waiting.sequence, waiting.last_modified) == ("confirmed", 0, START)
    twice = revise(once, gone, LATER + HOUR)
    cancelled = named(twice, SUMMIT[0])
    assert (cancelled.status, cancelled.sequence) == ("cancelled", 1)
    assert cancelled.cancelled == cancelled.last_modified == LATER + HOUR
    assert cancelled.changes == (Change(at=LATER + HOUR, field="status", before="confirmed"),)
    kept = revise(twice, gone, LATER + HOUR + KEEP_CANCELLED - HOUR)
    assert kept is twice
    end = LATER + HOUR + KEEP_CANCELLED
    over = revise(twice, gone, end)
    assert cancelled.uid not in uids(over).values()
    assert over.retired == (cancelled.uid,)
    assert over.events_updated == end
    assert not over.pending


def test_unchanged_runs_count_as_good_readings() -> None:
    """A source that answers "not modified" confirms that the row is gone."""
    once = revise(first_reading(), article((ARRIVAL, PARADE, FAREWELL)), LATER)
    assert once.pending
    twice = revise(once, once.article, LATER + HOUR)
    assert named(twice, SUMMIT[0]).status == "cancelled"


def test_cancelled_event_stands_where_it_stood() -> None:
    """Pages show the gap in its place."""
    known = first_reading()
    for _ in range(2):
        known = revise(known, article((ARRIVAL, SUMMIT, FAREWELL)), LATER)
    assert [known.event.title for known in known.events] == [row[0] for row in ROWS]


def test_row_back_after_its_cancellation_is_the_same_event() -> None:
    """Subscribers see it come back, not a second one."""
    known = first_reading()
    gone = article((ARRIVAL, PARADE, FAREWELL))
    cancelled = revise(revise(known, gone, LATER), gone, LATER)
    back = revise(cancelled, article(), LATER + DAY)
    summit = named(back, SUMMIT[0])
    assert summit.uid == named(known, SUMMIT[0]).uid
    assert (summit.status, summit.sequence, summit.cancelled, summit.missing) == (
        "confirmed",
        2,
        None,
        0,
    )
    assert not back.pending


def test_row_back_before_its_cancellation_was_never_away() -> None:
    """Nothing was published of its absence."""
    known = first_reading()
    once = revise(known, article((ARRIVAL, PARADE, FAREWELL)), LATER)
    back = revise(once, article(), LATER + HOUR)
    assert back.events == known.events


def test_postponed_event_comes_back_under_its_uid() -> None:
    """The row goes, and weeks later it is there with another date."""
    known = first_reading()
    gone = article((ARRIVAL, PARADE, FAREWELL))
    cancelled = revise(revise(known, gone, LATER), gone, LATER)
    postponed = (SUMMIT[0], "2025-11-01")
    back = revise(cancelled, article((*gone_rows(), postponed)), LATER + 10 * DAY)
    summit = named(back, SUMMIT[0])
    assert summit.uid == named(known, SUMMIT[0]).uid
    assert [change.field for change in summit.changes] == ["status", "start", "status"]


def gone_rows() -> tuple[tuple[str, str], ...]:
    """The rows without the summit."""
    return (ARRIVAL, PARADE, FAREWELL)


def test_uid_of_a_dropped_event_is_never_given_again() -> None:
    """Clients that remember it would show the new event as the old one."""
    known = first_reading()
    old = named(known, SUMMIT[0]).uid
    gone = article(gone_rows())
    for at in (LATER, LATER, LATER + KEEP_CANCELLED):
        known = revise(known, gone, at)
    again = revise(known, article(), LATER + 2 * KEEP_CANCELLED)
    assert named(again, SUMMIT[0]).uid not in {old, *known.retired}


@pytest.mark.parametrize("rows", [(), (ARRIVAL,)], ids=["all gone", "three of four gone"])
def test_mass_disappearance_is_held_and_flagged(rows: tuple[tuple[str, str], ...]) -> None:
    """An error page or a new layout must not empty the calendars of subscribers."""
    known = first_reading()
    held = revise(known, article(rows, title="خطأ في الخادم"), LATER)
    assert replace(held, notes=()) == known
    assert held.held
    assert revise(held, article(rows, title="خطأ في الخادم"), LATER + 99 * DAY) is held


def test_held_reading_ends_when_the_rows_come_back() -> None:
    """The next good reading is applied as if nothing had been between."""
    known = first_reading()
    held = revise(known, article(()), LATER)
    moved = (FAREWELL[0], "2025-09-29")
    good = revise(held, article((ARRIVAL, PARADE, SUMMIT, moved)), LATER + HOUR)
    assert not good.held
    assert uids(good) == uids(known)
    assert revise(held, article(), LATER + HOUR) == known


def test_waiting_events_wait_while_a_reading_is_held() -> None:
    """An unchanged source that is not believed is no second good reading."""
    once = revise(first_reading(), article(gone_rows()), LATER)
    held = revise(once, article(()), LATER + HOUR)
    assert held.held
    assert not held.pending


def test_half_of_the_rows_may_vanish() -> None:
    """Only more than half is suspect."""
    after = revise(first_reading(), article(ROWS[:2]), LATER)
    assert not after.held
    assert [known.missing for known in after.events] == [0, 0, 1, 1]


@pytest.mark.parametrize(
    ("edit", "field"),
    [
        ({"description": "بحضور الصحافة"}, "description"),
        ({"url": "https://example.org/summit"}, "url"),
    ],
)
def test_description_and_link_move_last_modified_alone(edit: dict[str, str], field: str) -> None:
    """They show in no list of events, so SEQUENCE stays (RFC 5545 3.8.7.4)."""
    known = first_reading()
    after = revise(known, article((*ROWS[:3], event(*FAREWELL, raw="x", **edit))), LATER)
    farewell = named(after, FAREWELL[0])
    assert (farewell.sequence, farewell.last_modified) == (0, LATER)
    assert [change.field for change in farewell.changes] == [field]


@pytest.mark.parametrize(
    ("edit", "field", "before"),
    [
        ({"place": "بكين"}, "place", ""),
        ({"status": "tentative"}, "status", "confirmed"),
        ({"end": "2025-09-27"}, "end", ""),
    ],
)
def test_place_status_and_end_raise_the_sequence(
    edit: dict[str, str], field: str, before: str
) -> None:
    """Each shows in a subscriber's list."""
    known = first_reading()
    after = revise(known, article((*ROWS[:3], event(*FAREWELL, **edit))), LATER)
    farewell = named(after, FAREWELL[0])
    assert farewell.sequence == 1
    assert farewell.changes == (Change(at=LATER, field=field, before=before),)  # type: ignore[arg-type]


def test_moved_time_of_day_remembers_its_zone() -> None:
    """The old time is told in words, so the zone has to be known."""
    known = first_reading((timed("المؤتمر الصحفي", "2025-09-25T20:30"), *ROWS))
    after = revise(known, article((timed("المؤتمر الصحفي", "2025-09-25T21:00"), *ROWS)), LATER)
    (change,) = after.events[0].changes
    assert change.before == "2025-09-25T20:30[Asia/Riyadh]"
    assert change.when == When(value="2025-09-25T20:30", grain="minute", timezone="Asia/Riyadh")
    assert after.events[0].uid == known.events[0].uid


def test_new_title_of_the_article_modifies_its_events() -> None:
    """Each of them names it; a client that compares LAST-MODIFIED must see that."""
    known = first_reading()
    after = revise(known, article(title="خمسة أيام في العاصمة"), LATER)
    assert {(known.sequence, known.last_modified) for known in after.events} == {(0, LATER)}
    assert after.updated == LATER


def test_text_edit_updates_the_article_and_leaves_the_calendar() -> None:
    """Feed readers see it; calendars have nothing to fetch."""
    known = first_reading()
    words = (TextBlock(type="paragraph", text="نص آخر", at=At(line=2)),)
    after = revise(known, article(blocks=words), LATER)
    assert (after.updated, after.events_updated) == (LATER, START)
    assert after.events == known.events


def test_another_place_in_the_source_updates_nothing() -> None:
    """A blank line more moves every block and changes no word."""
    known = first_reading()
    words = (TextBlock(type="paragraph", text="نص الخبر", at=At(line=3)),)
    source = Source(kind="text", name="summit.txt", sha256="1" * 64)
    after = revise(known, article(blocks=words, source=source), LATER)
    assert (after.updated, after.events_updated) == (START, START)
    assert after.article.source == source


def test_last_modified_rises_though_the_clock_goes_back() -> None:
    """Clients take an equal or older LAST-MODIFIED for no change."""
    known = first_reading()
    for number, day in enumerate(("2025-10-01", "2025-10-02", "2025-10-03"), start=1):
        after = revise(known, article((*ROWS[:3], (FAREWELL[0], day))), START - DAY)
        assert named(after, FAREWELL[0]).last_modified > named(known, FAREWELL[0]).last_modified
        assert named(after, FAREWELL[0]).sequence == number
        assert after.updated > known.updated
        known = after


@pytest.mark.parametrize("at", [START, START - DAY])
def test_event_that_comes_later_is_never_the_first(at: datetime) -> None:
    """The others are tied to the first one; a clock that goes back must not tie them anew."""
    known = first_reading()
    after = revise(known, article((*ROWS, ("افتتاح", "2025-09-30"), ("ختام", "2025-10-01"))), at)
    assert after.first == known.first
    assert {known.created for known in after.events[4:]} == {START + timedelta(seconds=1)}


def test_the_record_of_changes_is_bounded() -> None:
    """A row that flickers for years must not fill the store."""
    known = first_reading()
    for number in range(KEEP_CHANGES + 5):
        moved = (FAREWELL[0], f"2026-01-{number + 1:02}")
        known = revise(known, article((*ROWS[:3], moved)), LATER)
    farewell = named(known, FAREWELL[0])
    assert farewell.sequence == KEEP_CHANGES + 5
    assert len(farewell.changes) == KEEP_CHANGES


def test_article_keeps_the_id_it_was_first_seen_under() -> None:
    """A later reading may suggest another; links and UIDs must hold."""
    known = first_reading()
    after = revise(known, article((*ROWS, ("افتتاح", "2025-09-30")), id="renamed"), LATER)
    assert after.id == "summit"
    fresh = first_reading((*ROWS, ("افتتاح", "2025-09-30")))
    assert uids(after)["افتتاح"] == uids(fresh)["افتتاح"]


def test_range_that_ends_before_it_starts_is_noted() -> None:
    """It cannot stand in a calendar, and somebody should correct it."""
    known = first_reading((*ROWS, event("معرض", "2025-09-30", "2025-09-28")))
    assert [(note.code, note.at.row) for note in known.notes] == [("backwards", 5)]


def test_article_without_a_timeline_has_no_events() -> None:
    """It goes into the feed alone; a timeline that comes later is all new."""
    known = first_reading((), timelines=())
    assert known.events == ()
    assert len(revise(known, article(), LATER).events) == 4


def test_many_rows_of_one_day_that_change_at_once_go_by_their_order() -> None:
    """Past a bound not every pair is compared; order decides, and nobody doubles."""
    rows = [(f"جلسة {number} من أعمال المؤتمر", "2025-09-23") for number in range(80)]
    known = first_reading(rows)
    after = revise(known, article([(f"{title} العلنية", day) for title, day in rows]), LATER)
    assert [known.uid for known in after.events] == [known.uid for known in known.events]


def test_an_event_that_is_read_another_way_is_found_by_its_words() -> None:
    """Another title and another day at once: of a better reader, or of an editor."""
    row, other = "الاثنين 23 أيلول 2025 | وصول الوفود", "24 أيلول 2025 | ختام"
    first = first_reading(
        [event("وصول", "2025-09-23", raw=row), event("ختام", "2025-09-24", raw=other)]
    )
    again = [event("استقبال الضيوف", "2025-09-22", raw=row), event("ختام", "2025-09-24", raw=other)]
    second = revise(first, article(again), START + DAY)
    assert [known.uid for known in second.events] == [known.uid for known in first.events]
    assert [known.sequence for known in second.events] == [1, 0]


def test_events_without_words_of_a_source_are_not_taken_for_each_other() -> None:
    """Those of structured articles have none."""
    first = first_reading([event("وصول", "2025-09-23"), event("ختام", "2025-09-24")])
    second = revise(
        first, article([event("وصول", "2025-09-23"), event("ندوة", "2025-10-02")]), START
    )
    assert first.events[1].uid not in {
        known.uid for known in second.events if known.event.title == "ندوة"
    }
