"""How times of day are joined: to each other, to a zone, to the day beside them."""

from dataclasses import replace

from articles.dates.mention import Mention, TimeOfDay
from articles.dates.rules.clocks import set_half
from articles.dates.rules.machine import CLOCK, Match
from articles.dates.rules.parts import FEMININE, Mentions

_LAST_HOUR, _HALF_DAY = 24, 12
_THAT_IS, _TO = "اي", "ل"
_MIDNIGHTS = frozenset({"منتصف الليل", "منتصف ليل"})
_ADVERBIAL = ("ا", "مساء")  # as "صباحا"


def clock_range(match: Match, mentions: Mentions) -> Mention | None:
    """From one time of day to another; the first may leave its half of the day to the second."""
    first = "left" if match.letter("left") else "left_to"
    left, right = (_hour(match, mentions, end) for end in (first, "right"))
    if left is None or right is None:
        return None
    if left.half is None and right.half is not None:
        later = set_half(replace(left), right.half)
        left = later if _time(later) < _time(right) else left
    elif right.half is None:
        right = _later_half(left, right)
    if right.hour == 0 and right.half == "night" and _time(left) > _time(right):
        right = replace(right, hour=_LAST_HOUR)
    if match.letter("sep") == "I" and match.word("sep") != _TO:
        return None
    sure = left.sure or right.sure
    left = replace(left, zone=left.zone or right.zone, sure=sure)
    if left.minute is None and right.minute is not None:
        left.minute = 0
    return Mention(kind="clock", clock=left, until=right)


def until_midnight(match: Match, mentions: Mentions) -> Mention | None:
    """So: "من الخامسة عصرا حتى منتصف الليل"."""
    told = mentions[match.place("left")]
    if told.until is not None or match.word("right") not in _MIDNIGHTS:
        return None
    return replace(told, until=TimeOfDay(hour=_LAST_HOUR))


def _hour(match: Match, mentions: Mentions, group: str) -> TimeOfDay | None:
    """One end of a range of hours: a time of day, or a bare number."""
    if match.letter(group).startswith(CLOCK):
        return mentions[match.place(group)].clock
    hour = match.integer(group)
    last = _LAST_HOUR if group == "right" else _LAST_HOUR - 1
    return TimeOfDay(hour=hour, sure=group != "right") if hour <= last else None


def _later_half(left: TimeOfDay, right: TimeOfDay) -> TimeOfDay:
    """The end of hours without its half of the day: "10 to 2" ends at 14, "3 pm to 5" at 17."""
    by_day = left.half is None and left.hour > _HALF_DAY  # told from 0 to 24
    if by_day or right.hour > _HALF_DAY or _time(right) >= _time(left) or not left.hour:
        return right
    later = replace(right, hour=right.hour % _HALF_DAY + _HALF_DAY)
    return later if _time(later) > _time(left) else right


def _time(clock: TimeOfDay) -> tuple[int, int]:
    return clock.hour, clock.minute or 0


def until_next_day(match: Match, mentions: Mentions) -> Mention | None:
    """Hours that end on the day after: "من 23:30 إلى الرابعة من صباح اليوم الموالي"."""
    told, day = mentions[match.place("clock")], mentions[match.place("day")]
    return told if told.until is not None and day.kind == "next day" else None


def same_clock(match: Match, mentions: Mentions) -> Mention | None:
    """One time told in two zones, or in words and in figures: the first stands."""
    first, second = mentions[match.place("first")], mentions[match.place("second")]
    if first.clock is None or second.clock is None:
        return None
    between = match.word("between")
    if between and between != _THAT_IS:
        return None
    same = "(" in match.letters and _time(first.clock) == _time(second.clock)
    if same and first.until is None:
        return replace(first, clock=replace(first.clock, minute=second.clock.minute))
    return None if first.clock.zone == second.clock.zone else first


def in_zone(match: Match, mentions: Mentions) -> Mention | None:
    """A zone that is told after the day."""
    date = mentions[match.place("date")]
    if date.clock is None or date.clock.zone is not None:
        return None
    return replace(date, clock=replace(date.clock, zone=match.name("zone")))


def on_day(match: Match, mentions: Mentions) -> Mention | None:
    """A time of day on the day beside it."""
    date, clock = mentions[match.place("date")], mentions[match.place("clock")]
    if date.clock is not None or date.kind in {"amount", "range", "stretch"}:
        return None
    time = clock.clock
    marked = date.marked or (time is not None and (time.sure or time.minute is not None))
    date = replace(date, half=match.name("half") or date.half, marked=marked)
    return with_clock(date, clock)


def with_clock(date: Mention, clock: Mention) -> Mention:
    """A day with a time of day, which is in the part of the day that is told with the day."""
    time, until = clock.clock, clock.until
    if time and time.half is None and date.half is not None:
        time = set_half(replace(time), date.half)
        until = until and _later_half(time, until)
    return replace(date, clock=time, until=until)


def at_bare_hour(match: Match, mentions: Mentions) -> Mention | None:
    """So: "صباح اليوم في الثامنة": the hour after a part of the day."""
    date, hour = mentions[match.place("date")], match.integer("hour")
    named = date.half is not None and match.word("hour").endswith(FEMININE)
    if not named or date.clock is not None or hour > _HALF_DAY:
        return None
    return with_clock(date, Mention(kind="clock", clock=TimeOfDay(hour=hour)))


def on_part_of_day(match: Match, mentions: Mentions) -> Mention | None:
    """A part of the day that stands after its day: "الخميس مساءً"; but "ظهر" is also a verb."""
    word = match.word("half")
    if not (word.startswith("ال") or " " in word or word.endswith(_ADVERBIAL)):
        return None
    return replace(mentions[match.place("date")], half=match.name("half"))


def of_range(match: Match, mentions: Mentions) -> Mention:
    """Hours after a range are those of each of its days: the days stand."""
    return with_clock(mentions[match.place("date")], mentions[match.place("clock")])
