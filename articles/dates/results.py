"""What is handed out: dates, and what tells no day but a rule or a length of time."""

from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from articles.dates.meaning.occurrences import length_text, rule_text
from articles.dates.meaning.periods import Period
from articles.dates.meaning.resolver import Resolved
from articles.dates.mention import TimeOfDay
from articles.model import CalendarSystem, Grain, When

UNDATED = 0.4  # how sure a recurrence without bounds is of any day
_CLOCK_GRAINS = frozenset({"hour", "minute", "second"})
_DAY_HOURS = 24
_CUT = {"year": 4, "month": 7}  # characters of a day that tell the grain


class FoundDate(NamedTuple):
    """One date in a text.

    Attributes:
        text: the words, as written.
        span: where they stand, in code points.
        start: ISO 8601 cut to the grain; of a week, its Monday; of a recurrence, its first time.
        end: the last unit of a range, inclusive; None for one point.
        inferred: what the words left out ("year", "month", …).
        timezone: IANA name or offset of a clock time, where it is told or in the context.
        flags: what an editor should look at: "weekday" (contradicts the date), "calendars" (a Hijri
            and a Gregorian date more than a day apart), …
        rrule: of a recurrence, the parts of an RRULE (RFC 5545), such as "FREQ=WEEKLY;BYDAY=TU".
        hours: of what comes on each day of a range: "18:00" or "18:00/20:00".
        duration: how long it lasts, where the words say so (ISO 8601): "P3D".
    """

    text: str
    span: tuple[int, int]
    start: str
    end: str | None
    grain: Grain
    calendar: CalendarSystem
    confidence: float
    inferred: tuple[str, ...] = ()
    timezone: str | None = None
    flags: tuple[str, ...] = ()
    rrule: str | None = None
    hours: str | None = None
    duration: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The members of the JSON object that `ruznama dates` prints."""
        told = self._asdict()
        return told | {key: list(told[key]) for key in ("span", "inferred", "flags")}

    @property
    def starts(self) -> When:
        """The start as the model holds it."""
        return self._when(self.start)

    @property
    def ends(self) -> When | None:
        """The inclusive end as the model holds it."""
        return None if self.end is None else self._when(self.end)

    def _when(self, value: str) -> When:
        if self.grain == "week":
            value = f"{date.fromisoformat(value):%G-W%V}"
        return When(
            value=value,
            grain=self.grain,
            timezone=self.timezone if self.grain in _CLOCK_GRAINS else None,
            calendar=self.calendar,
            raw=self.text,
            inferred=self.inferred,
            confidence=self.confidence,
        )


class Undated(NamedTuple):
    """What tells of time, but of no day: a recurrence without a beginning, a length of time.

    Attributes:
        text: the words, as written.
        span: where they stand, in code points.
        rrule: as of `FoundDate`.
        hours: as of `FoundDate`.
        duration: as of `FoundDate`.
        timezone: as of `FoundDate`.
    """

    text: str
    span: tuple[int, int]
    rrule: str | None = None
    hours: str | None = None
    duration: str | None = None
    timezone: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The members of a date, whose start, end and grain are null."""
        undated: dict[str, Any] = {"text": self.text, "span": list(self.span)}
        undated |= {"start": None, "end": None}
        undated |= {"grain": None, "calendar": "gregorian", "confidence": UNDATED, "inferred": []}
        told = {"rrule": self.rrule, "hours": self.hours, "duration": self.duration}
        return undated | {"timezone": self.timezone, "flags": []} | told


def found(resolved: Resolved, timezone: str | None) -> FoundDate | Undated:
    """What is handed out for a mention, in the time zone of the context where it names none."""
    span, clock = _extent(resolved), resolved.clock
    text = resolved.passage.text[slice(*span)]
    zone = (timezone if clock.zone in {None, "local"} else clock.zone) if clock else None
    values = {"hours": _hours(resolved), "duration": length_text(resolved.mention)}
    period = resolved.period
    if period is None:
        return Undated(text, span, rrule=_rule(resolved, None), timezone=zone, **values)
    at_once = None if resolved.daily else clock
    grain = _clock_grain(at_once) if at_once else period.grain
    start, end = _ends(period, at_once, resolved.until, grain)
    return FoundDate(
        text=text,
        span=span,
        start=start,
        end=end,
        grain=grain,
        calendar=period.calendar,
        confidence=round(period.confidence, 2),
        inferred=tuple(dict.fromkeys(period.inferred)),
        timezone=zone,
        flags=period.flags,
        rrule=_rule(resolved, zone),
        **values,
    )


def _extent(resolved: Resolved) -> tuple[int, int]:
    """Where the words of a date stand, without a bracket left over."""
    passage, first, last = resolved.passage, resolved.mention.first, resolved.mention.last
    kinds = passage.tokens.kinds
    if kinds[last] == ")" and "(" not in kinds[first:last]:
        last -= 1
    return passage.start(first), passage.end(last)


def _rule(resolved: Resolved, zone: str | None) -> str | None:
    repetition = resolved.repetition
    if repetition is None:
        return None
    timed = resolved.clock if resolved.period and not resolved.daily else None
    return rule_text(repetition, _until(repetition.last, timed, zone))


def _until(last: date | None, clock: TimeOfDay | None, zone: str | None) -> str | None:
    """UNTIL: a day, or a time as the start is, which is in UTC where its zone is known."""
    if last is None:
        return None
    if clock is None:
        return f"{last:%Y%m%d}"
    moment = datetime.combine(last, time(clock.hour, clock.minute or 0, clock.second or 0))
    try:
        known = ZoneInfo(zone or "")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return f"{moment:%Y%m%dT%H%M%S}"
    return f"{moment.replace(tzinfo=known).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _hours(resolved: Resolved) -> str | None:
    """The hours of what comes on many days."""
    clock, until = resolved.clock, resolved.until
    if clock is None or not (resolved.period is None or resolved.daily):
        return None
    ends = [one for one in (clock, until) if one]
    return "/".join(f"{one.hour % _DAY_HOURS:02}:{one.minute or 0:02}" for one in ends)


def _clock_grain(clock: TimeOfDay) -> Grain:
    if clock.second is not None:
        return "second"
    return "hour" if clock.minute is None else "minute"


def _ends(
    period: Period, clock: TimeOfDay | None, until: TimeOfDay | None, grain: Grain
) -> tuple[str, str | None]:
    """The start and the end, in ISO 8601 cut to the grain."""
    if clock is None:
        cut = _CUT.get(grain)
        last = period.last
        return period.first.isoformat()[:cut], last.isoformat()[:cut] if last else None
    start = f"{period.first.isoformat()}T{_clock_text(clock, grain)}"
    if until is None:
        return start, None
    last = period.last or period.first
    return start, f"{last.isoformat()}T{_clock_text(until, grain)}"


def _clock_text(clock: TimeOfDay, grain: Grain) -> str:
    fields = [clock.hour, clock.minute, clock.second]
    told = fields[: ("hour", "minute", "second").index(grain) + 1]
    return ":".join(f"{field or 0:02}" for field in told)
