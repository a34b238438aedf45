"""Time zones of a calendar (RFC 5545 3.6.5): when their clocks change in the years that it touches.

Where they change by a rule, the rule is told, else each change for itself; never by RDATE, which
readers take differently.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vText

from articles.model import zone_of
from exporters.ics.contentlines import add
from exporters.ics.timestyle import Raw, tzid

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_SECOND = timedelta(seconds=1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST_YEAR = 9998


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """A change of the clocks: what they showed that had not been changed, and both offsets."""

    local: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool


@lru_cache(maxsize=256)
def vtimezone(zone: str, first: int, last: int) -> Timezone:
    """A zone as it is in some years, and in the one before: readers look for the last change."""
    component = Timezone()
    add(component, {"tzid": vText(tzid(zone))})
    begin = datetime(max(first - 1, 1), 1, 1, tzinfo=UTC) + _DAY
    kinds: defaultdict[tuple[timedelta, timedelta], list[_Change]] = defaultdict(list)
    for change in (_change(zone, begin, begin), *_changes(zone, begin, min(last, _LAST_YEAR))):
        kinds[(change.before, change.after)].append(change)
    for changes in kinds.values():
        rule = _rule(changes)
        for change in changes[:1] if rule else changes:
            component.add_component(_observance(change, rule))
    return component


def _observance(change: _Change, rule: str | None) -> TimezoneStandard | TimezoneDaylight:
    component = TimezoneDaylight() if change.summer else TimezoneStandard()
    add(
        component,
        {
            "dtstart": change.local,
            "tzoffsetfrom": change.before,
            "tzoffsetto": change.after,
            "rrule": Raw(rule) if rule else None,
            "tzname": vText(change.name),
        },
    )
    return component


def _rule(changes: Sequence[_Change]) -> str | None:
    """The weekday of a month on which clocks change every year; None where it is not always one."""
    moments = [change.local for change in changes]
    if len(moments) == 1 or any(two.year - one.year != 1 for one, two in pairwise(moments)):
        return None
    if len({(one.month, one.weekday(), one.time()) for one in moments}) != 1:
        return None
    first = moments[0]
    nths = {(one.day - 1) // 7 + 1 for one in moments}
    if all((one + _WEEK).month != one.month for one in moments):
        nths = {-1}
    if len(nths) != 1:
        return None
    return f"FREQ=YEARLY;BYMONTH={first.month};BYDAY={nths.pop()}{_WEEKDAYS[first.weekday()]}"


def _changes(zone: str, begin: datetime, last: int) -> Iterator[_Change]:
    """The changes of its clocks from a moment to the end of a year."""
    day, end = begin, datetime(last + 1, 1, 1, tzinfo=UTC)
    while day < end:
        after = day + _DAY
        if _at(zone, day).utcoffset() != _at(zone, after).utcoffset():
            moment = _turn(zone, day, after)
            yield _change(zone, moment, moment - _SECOND)
        day = after


def _change(zone: str, moment: datetime, before: datetime) -> _Change:
    now = _at(zone, moment)
    offset = _at(zone, before).utcoffset() or timedelta()
    return _Change(
        local=(moment + offset).replace(tzinfo=None),
        before=offset,
        after=now.utcoffset() or timedelta(),
        name=now.tzname() or tzid(zone),
        summer=bool(now.dst()),
    )


def _turn(zone: str, before: datetime, after: datetime) -> datetime:
    """The first second that has the offset of the later moment."""
    new = _at(zone, after).utcoffset()
    while after - before > _SECOND:
        middle = (before + (after - before) // 2).replace(microsecond=0)
        if _at(zone, middle).utcoffset() == new:
            after = middle
        else:
            before = middle
    return after


def _at(zone: str, moment: datetime) -> datetime:
    return moment.astimezone(zone_of(zone))
