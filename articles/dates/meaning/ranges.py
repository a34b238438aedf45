"""The two ends of a range: what each leaves to the other, and the time from one to the other."""

from dataclasses import replace
from datetime import date
from math import inf

from articles.dates.meaning.around import CONTRADICTORY
from articles.dates.meaning.periods import Period
from articles.dates.mention import LAST, Mention


def completed(left: Mention, right: Mention) -> tuple[Mention, Mention]:
    """Two ends of a range, each with what only the other tells."""
    if left.kind == "date" and left.month is None:
        told = min(right.parts, key=lambda part: part.first) if right.kind == "double" else right
        if told.kind == "nth weekday":
            told = replace(told, kind="date", nth=None)
        left = replace(told, day=left.day, weekday=left.weekday, first=left.first, clock=None)
    if left.kind == "weekday" and right.kind == "weekday" and left.week_step is None:
        left = replace(left, week_step=right.week_step, step=right.step)
    if left.kind not in {"date", "month"} or left.kind != right.kind:
        return left, right
    if left.calendar != right.calendar:
        return left, right
    turn = _place(left) > _place(right)
    if left.year is None and right.year is not None and left.step is None:
        left = replace(left, year=right.year - turn)
    elif right.year is None and left.year is not None and right.step is None:
        right = replace(right, year=left.year + turn)
    return left, right


def members(mention: Mention) -> list[Mention]:
    """The members of a list, completed by what its last tells; else the mention itself."""
    if mention.kind != "list":
        return [mention]
    *items, last = mention.parts
    if last.kind == "double":  # it may be the first day that is told in another calendar too
        near = min(last.parts, key=lambda part: part.first)
        last = near if near.calendar == "gregorian" and near.year else last
    members = [_in_step(completed(item, last)[0], last) for item in items]
    return [replace(one, first=mention.first, last=mention.last) for one in [*members, last]]


def _in_step(member: Mention, last: Mention) -> Mention:
    """A member with the adjective of the last: "في مارس وأبريل الماضيين"."""
    dated = member.year is not None or member.step is not None
    fits = member.kind == last.kind and last.kind in {"date", "month"} and last.year is None
    return replace(member, step=last.step) if fits and not dated else member


def _place(mention: Mention) -> list[float]:
    """Where a day or month stands in its year, for comparison with its like."""
    day = inf if mention.day == LAST else mention.day
    return [number for number in (mention.month, day) if number is not None]


def joined(start: Period, end: Period) -> Period:
    """The time from one to the other.

    Raises:
        ValueError: the end comes first.
    """
    same = start.grain == end.grain
    last = (end.last or end.first) if same else end.last_day
    if last < start.first:
        raise ValueError((start, end))
    return start._replace(
        last=last if last > start.first else None,
        grain=start.grain if same else "day",
        confidence=min(start.confidence, end.confidence),
        inferred=tuple(dict.fromkeys(start.inferred + end.inferred)),
        flags=tuple(dict.fromkeys(start.flags + end.flags)),
        year_told=start.year_told or end.year_told,
    )


def confirmed(whole: Period, day: Period) -> Period:
    """A Gregorian range with its first or last day in another calendar, which may contradict it."""
    if any(_is_near(end, day.first) for end in (whole.first, whole.last_day)):
        return whole
    flags = (*whole.flags, "calendars")
    return whole._replace(flags=flags, confidence=min(whole.confidence, CONTRADICTORY))


def anchored(whole: Period, day: Period) -> Period:
    """A range in another calendar, laid where the Gregorian date of its first or last day is.

    A Gregorian day that is neither stands alone, for it wins.
    """
    length = whole.last_day - whole.first
    if _is_near(whole.first, day.first):
        first = day.first
    elif _is_near(whole.last_day, day.first):
        first = day.first - length
    else:
        return day._replace(flags=(*day.flags, "calendars"), confidence=CONTRADICTORY)
    return whole._replace(first=first, last=first + length, confidence=day.confidence)


def _is_near(one: date, other: date) -> bool:
    """Countries that sight the moon differ by a day."""
    return abs((one - other).days) <= 1
