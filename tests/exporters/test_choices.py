"""What a subscriber chooses in the address leaves events out and changes none."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.errors import ChoiceError
from articles.revisions.revise import revise
from exporters.choices import Choices, choose, parse_choices
from exporters.dated import Listing, listings, sort_key
from exporters.ics.calendar import write_events
from tests.builders import DAY, ROWS, START, article, event, first_reading, timed
from tests.exporters.calendars import INFO, by_uid, edited, events, value, values

TODAY = date(2025, 9, 25)


def sample() -> list[Listing]:
    """Four whole days of one newspaper, one evening of another."""
    summit = first_reading(
        [*ROWS[:3], event("معرض الكتاب", "2025-09-20", "2025-09-24", place="الدوحة")],
        publisher="صحيفة المثال",
        tags=("سياسة", "آسيا"),
        url="https://news.example/1",
    )
    match = first_reading(
        [timed("المباراة النهائية", "2025-09-27T20:00")], id="match", section="رياضة", title="كأس"
    )
    return sorted(listings([summit, match], INFO.base_url), key=sort_key)


def titles(**query: str) -> list[str]:
    """The titles left by these parameters."""
    choices = parse_choices((name.rstrip("_"), text) for name, text in query.items())
    return [listing.known.event.title for listing in choose(sample(), choices, TODAY)]


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ({}, 5),
        ({"from_": "2025-09-24"}, 4),
        ({"from_": "2025-09-26"}, 1),
        ({"to": "2025-09-23"}, 2),
        ({"from_": "2025-09-24", "to": "2025-09-24"}, 2),
        ({"tag": "أسيا"}, 4),
        ({"tag": "رياضة"}, 1),
        ({"source": "صحيفه المثال"}, 4),
        ({"source": "NEWS.example"}, 4),
        ({"q": "الكتاب الدوحة"}, 1),
        ({"q": "كاس"}, 1),
        ({"q": "لا شيء"}, 0),
        ({"upcoming": "1"}, 2),
        ({"upcoming": "0"}, 5),
        ({"upcoming": "1", "from_": "2025-09-27"}, 1),
        ({"utm_source": "x", "nocache": ""}, 5),
    ],
)
def test_choices_leave_out_what_is_not_asked_for(query: dict[str, str], left: int) -> None:
    """Ranges are inclusive and count every day of an event; words are compared folded."""
    assert len(titles(**query)) == left


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("from", "yesterday"),
        ("from", "2025-02-30"),
        ("to", ""),
        ("tag", ""),
        ("tag", "\u200f"),
        ("q", "س" * 201),
        ("alarm", "P"),
        ("alarm", "PT"),
        ("alarm", "1D"),
        ("alarm", "P29D"),
        ("alarm", "P99999W"),
        ("alarm", "PT-1H"),
        ("alarm", "24:00"),
        ("alarm", "9:00"),
        ("alarm", "P١D"),
        ("cancelled", "Mark"),
        ("upcoming", "yes"),
    ],
)
def test_value_that_means_nothing_is_refused(name: str, text: str) -> None:
    """With the parameter, the value and what would do."""
    with pytest.raises(ChoiceError) as raised:
        parse_choices([(name, text)])
    assert (raised.value.parameter, raised.value.value) == (name, text)
    assert "expected" in str(raised.value)


def test_range_that_ends_before_it_starts_is_refused() -> None:
    """An empty calendar would hide the mistake."""
    with pytest.raises(ChoiceError, match="to="):
        parse_choices([("from", "2025-09-25"), ("to", "2025-09-24")])


def test_too_many_alarms_are_refused() -> None:
    """Each multiplies the file."""
    with pytest.raises(ChoiceError, match="5 alarms"):
        parse_choices([("alarm", f"PT{hours}H") for hours in range(6)])


@given(st.text(max_size=30))
def test_any_value_is_understood_or_refused(text: str) -> None:
    """No address makes an error of another kind."""
    for name in ("from", "to", "tag", "source", "q", "alarm", "cancelled", "upcoming"):
        with suppress(ChoiceError):
            assert isinstance(parse_choices([(name, text)]), Choices)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("P1D", timedelta(days=1)),
        ("PT9H", timedelta(hours=9)),
        ("P1DT30M", timedelta(days=1, minutes=30)),
        ("P2W", timedelta(weeks=2)),
        ("PT0M", timedelta()),
        ("09:00", -timedelta(hours=9)),
        ("23:59", -timedelta(hours=23, minutes=59)),
    ],
)
def test_alarm_is_a_duration_or_an_hour(text: str, length: timedelta) -> None:
    """As RFC 5545 3.3.6 writes it, before the start; or an hour of the day itself."""
    assert parse_choices([("alarm", text)]).alarms == (length,)


def test_chosen_events_keep_every_line() -> None:
    """UID, SEQUENCE and all: a subscriber may change the choice at any time."""
    everything = by_uid(write_events(INFO, sample()))
    chosen = by_uid(write_events(INFO, choose(sample(), Choices(words="قمة"), TODAY)))
    assert chosen.items() < everything.items()


def test_alarms_stand_inside_their_events_and_change_nothing_else() -> None:
    """And none stand where none are asked for."""
    plain = write_events(INFO, sample())
    assert b"VALARM" not in plain
    alarms = (timedelta(days=1), timedelta(hours=9))
    ringing = write_events(INFO, sample(), alarms=alarms)
    assert ringing.count(b"BEGIN:VALARM") == 2 * len(sample())
    for found in events(ringing):
        assert values(found, "TRIGGER") == ["-P1D", "-PT9H"]
        at = found.index("BEGIN:VALARM")
        assert found[:at] == by_uid(plain)[value(found, "UID")]
        assert set(values(found, "ACTION")) == {"DISPLAY"}


def test_hour_of_the_day_reminds_of_whole_days_alone() -> None:
    """Nine in the morning comes after an event at eight, or hours before one at night."""
    every = listings([first_reading((ROWS[0], timed("مؤتمر", "2025-09-25T20:30")))], INFO.base_url)
    day, hour = events(write_events(INFO, every, alarms=[-timedelta(hours=9)]))
    assert values(day, "TRIGGER") == ["PT9H"]
    assert values(hour, "TRIGGER") == []


def test_nobody_is_reminded_of_what_is_off() -> None:
    """A cancelled event has no alarm."""
    off = first_reading((ROWS[0], event("حفل", "2025-09-25", status="cancelled")))
    ringing = write_events(INFO, listings([off], INFO.base_url), alarms=[timedelta(days=1)])
    assert [len(values(found, "TRIGGER")) for found in events(ringing)] == [1, 0]


def test_cancelled_events_are_marked_hidden_or_left_to_be_struck_out() -> None:
    """Programs differ, so the subscriber decides."""
    every = listings([edited()], INFO.base_url)

    def summaries(cancelled: str) -> list[str]:
        choices = parse_choices([("cancelled", cancelled)])
        chosen = choose(every, choices, TODAY)
        mark = choices.cancelled == "mark"
        calendar = write_events(INFO, chosen, mark_cancelled=mark)
        return [value(found, "SUMMARY") for found in events(calendar)]

    assert [title for title in summaries("mark") if "وداع" in title] == ["أُلغي: حفل الوداع"]
    assert [title for title in summaries("strike") if "وداع" in title] == ["حفل الوداع"]
    assert not [title for title in summaries("hide") if "وداع" in title]


def test_event_cancelled_by_the_article_itself_can_be_hidden_too() -> None:
    """It is the status that counts, not who told it."""
    known = first_reading(ROWS)
    row = event(*ROWS[3], raw="2025-09-26 | حفل الوداع", status="cancelled")
    after = revise(known, article((*ROWS[:3], row)), START + DAY)
    left = choose(listings([after], INFO.base_url), Choices(cancelled="hide"), TODAY)
    assert len(left) == 3
