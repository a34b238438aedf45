"""Events that come again, and rows of one title on several days, keep their identity."""

from dataclasses import replace

from articles.expansion import BEGUN
from articles.model import Event, Recurrence, When
from articles.revisions.known import EventRevision, Revision
from articles.revisions.revise import revise
from tests.builders import HOUR, START, article, event, first_reading

LATER = START + HOUR
SESSION = "جلسة البرلمان"
OTHERS = (("وصول الوفود إلى العاصمة", "2026-06-01"), ("حفل الوداع", "2026-06-02"))
TUESDAYS = Recurrence(rule="FREQ=WEEKLY;BYDAY=TU")


def _sessions(*days: str) -> list[tuple[str, str]]:
    return [*((SESSION, f"2026-05-{day}") for day in days), *OTHERS]


def _by_day(revision: Revision) -> dict[str, EventRevision]:
    told = (known for known in revision.events if known.event.title == SESSION)
    return {known.event.start.value[8:]: known for known in told}


def _read_again(known: Revision, *days: str) -> Revision:
    once = revise(known, article(_sessions(*days)), LATER)
    return revise(once, article(_sessions(*days)), LATER + HOUR)


def test_first_of_a_series_that_goes_as_a_last_one_comes_is_over() -> None:
    """The 5th is cancelled, the 26th is new, and nobody has moved."""
    known = first_reading(_sessions("05", "12", "19"))
    before, now = _by_day(known), _by_day(_read_again(known, "12", "19", "26"))
    assert {day: now[day].uid for day in ("05", "12", "19")} == {
        day: one.uid for day, one in before.items()
    }
    assert [(day, now[day].status, now[day].sequence) for day in sorted(now)] == [
        ("05", "cancelled", 1),
        ("12", "confirmed", 0),
        ("19", "confirmed", 0),
        ("26", "confirmed", 0),
    ]


def test_one_of_a_series_moves_between_its_neighbours() -> None:
    """The 12th becomes the 13th, and the last is put off from the 19th to the 26th."""
    known = first_reading(_sessions("05", "12", "19"))
    before = _by_day(known)
    assert _by_day(_read_again(known, "05", "13", "19"))["13"].uid == before["12"].uid
    assert _by_day(_read_again(known, "05", "12", "26"))["26"].uid == before["19"].uid


def test_whole_series_moves_in_its_order() -> None:
    """Where none stays, the first is the first."""
    known = first_reading(_sessions("05", "12", "19"))
    before, now = _by_day(known), _by_day(_read_again(known, "06", "13", "20"))
    assert [now[day].uid for day in ("06", "13", "20")] == [
        before[day].uid for day in ("05", "12", "19")
    ]


def _weekly(day: str, comes: Recurrence = TUESDAYS, clock: str = "18:00") -> Event:
    """As read on a day: without a beginning, it begins with the next Tuesday."""
    told = event("أمسية شعرية", day)
    start = When(value=f"{day}T{clock}", grain="minute", timezone="Asia/Riyadh", inferred=(BEGUN,))
    return replace(told, start=start, all_day=False, recurrence=comes)


def test_what_comes_again_begins_when_it_was_told_first() -> None:
    """Reading the article a month later moves nothing."""
    known = first_reading([_weekly("2026-05-05")])
    again = revise(known, article([_weekly("2026-06-09")]), LATER)
    assert again.events == known.events


def test_another_hour_of_what_comes_again_moves_it_from_its_first_day_on() -> None:
    """Its first day stays; its subscribers see the new hour."""
    known = first_reading([_weekly("2026-05-05")])
    (moved,) = revise(known, article([_weekly("2026-06-09", clock="19:00")]), LATER).events
    assert (moved.event.start.value, moved.sequence) == ("2026-05-05T19:00", 1)


def test_another_rule_or_end_is_a_change_that_is_told() -> None:
    """SEQUENCE rises, and what was told before is kept."""
    known = first_reading([_weekly("2026-05-05")])
    bounded = replace(TUESDAYS, until="2026-06-30", without=("2026-05-12",))
    (changed,) = revise(known, article([_weekly("2026-05-05", bounded)]), LATER).events
    assert (changed.uid, changed.sequence) == (known.events[0].uid, 1)
    assert [(one.field, one.before) for one in changed.changes] == [
        ("recurrence", "FREQ=WEEKLY;BYDAY=TU")
    ]
