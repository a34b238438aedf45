"""How times of day are joined: to each other, to a zone, to the day beside them."""

from dataclasses import replace

from articles.dates.mention import Mention, TimeOfDay
from articles.dates.rules.clocks import set_half
from articles.dates.rules.machine import CLOCK, Match
from articles.dates.rules.parts import Mentions


def clock_range(match: Match, mentions: Mentions) -> Mention | None:
    """From one time of day to another; the first may leave its half of the day to the second."""
    right = mentions[match.place("right")].clock
    group = "left" if match.letter("left") else "left_to"
    if match.letter(group).startswith(CLOCK):
        left = mentions[match.place(group)].clock
    else:
        left = TimeOfDay(hour=match.integer(group))
    if left is None or right is None or left.hour > 23:  # noqa: PLR2004
        return None
    if left.half is None and right.half is not None:
        later = set_half(replace(left), right.half)
        left = later if _time(later) < _time(right) else left
    left.zone = left.zone or right.zone
    if left.minute is None and right.minute is not None:
        left.minute = 0
    left.sure = left.sure or right.sure
    return Mention(kind="clock", clock=left, until=right)


def _time(clock: TimeOfDay) -> tuple[int, int]:
    return clock.hour, clock.minute or 0


def same_clock(match: Match, mentions: Mentions) -> Mention | None:
    """One time told in two zones: the first stands."""
    first, second = mentions[match.place("first")], mentions[match.place("second")]
    if first.clock is None or second.clock is None or first.clock.zone == second.clock.zone:
        return None
    return first


def in_zone(match: Match, mentions: Mentions) -> Mention | None:
    """A zone that is told after the day."""
    date = mentions[match.place("date")]
    if date.clock is None or date.clock.zone is not None:
        return None
    return replace(date, clock=replace(date.clock, zone=match.name("zone")))


def on_day(match: Match, mentions: Mentions) -> Mention | None:
    """A time of day on the day beside it."""
    date, clock = mentions[match.place("date")], mentions[match.place("clock")]
    if date.clock is not None or date.kind in {"amount", "range"}:
        return None
    return replace(date, clock=clock.clock, until=clock.until)


def of_range(match: Match, mentions: Mentions) -> Mention:
    """Hours after a range are those of each of its days: the days stand."""
    return mentions[match.place("date")]
