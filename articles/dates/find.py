"""`find_dates`: a text cut into runs of telling words, each read by the grammar, each resolved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from articles.dates.meaning.around import Reference
from articles.dates.meaning.pairing import paired
from articles.dates.meaning.resolver import Resolved, Resolver
from articles.dates.mention import Mention, TimeOfDay
from articles.dates.passage import Passage
from articles.dates.rules import clocks, joints, points
from articles.dates.rules.machine import Grammar
from articles.dates.vocabulary.pieces import tokenise
from articles.dates.vocabulary.telling import telling_runs
from articles.dates.vocabulary.tokens import Tokens
from articles.model import CalendarSystem, Grain, When

_GRAMMAR = Grammar(clocks.RULES + points.RULES + joints.RULES)
_LONGEST_KEPT = 40  # pieces of a run that may come again
_CELL = 120  # characters of a longest cell or item
_CUT = {"year": 4, "month": 7}  # characters of a day that tell the grain


@dataclass(frozen=True, slots=True, kw_only=True)
class DateContext:
    """What is known around a text, for what it leaves out.

    Attributes:
        year: the year that its table, list or heading states.
        month: the month likewise (1 to 12).
        calendar: the calendar that a table column or heading names.
        timezone: the IANA name that clock times without a zone are in.
    """

    year: int | None = None
    month: int | None = None
    calendar: CalendarSystem = "gregorian"
    timezone: str | None = None


class FoundDate(NamedTuple):
    """One date in a text.

    Attributes:
        text: the words, as written.
        span: where they stand, in code points.
        start: ISO 8601 cut to the grain; of a week, its Monday.
        end: the last unit of a range, inclusive; None for one point.
        inferred: what the words left out ("year", "month", …).
        timezone: IANA name or offset of a clock time, where it is told or in the context.
        flags: what an editor should look at: "weekday" (contradicts the date), "calendars" (a Hijri
            and a Gregorian date more than a day apart), …
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

    def as_json(self) -> dict[str, Any]:
        """The members of the JSON object that `ruznama dates` prints."""
        return {
            "text": self.text,
            "span": list(self.span),
            "start": self.start,
            "end": self.end,
            "grain": self.grain,
            "calendar": self.calendar,
            "confidence": self.confidence,
            "inferred": list(self.inferred),
            "timezone": self.timezone,
            "flags": list(self.flags),
        }

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
            timezone=self.timezone,
            calendar=self.calendar,
            raw=self.text,
            inferred=self.inferred,
            confidence=self.confidence,
        )


def find_dates(
    text: str, at: date | datetime, context: DateContext = DateContext()
) -> tuple[FoundDate, ...]:
    """The dates in `text`, in order, as read at the time `at` (when the text was published).

    Args:
        text: any string; none raises, and it takes time in proportion to its length.
        at: a day, or a time with or without a zone; it is moved to the zone of the context.
        context: what a table, a list or a heading tells of the dates in the text.

    Raises:
        TypeError: `at` is neither a date nor a datetime.
    """
    try:
        local = _local(at, context.timezone)
    except AttributeError as error:
        message = f"at: a date or datetime is wanted, not {at!r}; datetime.fromisoformat reads text"
        raise TypeError(message) from error
    find = _find_again if len(text) <= _CELL else _find
    return find(text, local, context)


def _find(text: str, at: datetime, context: DateContext) -> tuple[FoundDate, ...]:
    reference = Reference(at=at, year=context.year, month=context.month, calendar=context.calendar)
    resolver = Resolver(reference)
    return tuple(
        _found(resolved, context.timezone)
        for passage in paired([*_passages(text)])
        for resolved in resolver.resolve(passage)
    )


def _passages(text: str) -> Iterator[Passage]:
    runs = telling_runs(text)
    for place, pieces in runs:
        read = _read_again if len(pieces) <= _LONGEST_KEPT else _read
        tokens, mentions = read(pieces)
        yield Passage(text, place, tokens, mentions, alone=len(runs) == 1)


def _read(pieces: tuple[str, ...]) -> tuple[Tokens, tuple[Mention, ...]]:
    """What a run of words says, whatever stands around it and whenever it is read."""
    tokens = tokenise(pieces)
    return tokens, tuple(_GRAMMAR.read(tokens))


# News tell most dates in the same words, and one day in many texts.
_read_again = lru_cache(maxsize=8192)(_read)
# Whoever reads a table asks of its cells more than once.
_find_again = lru_cache(maxsize=4096)(_find)


def _local(at: date | datetime, timezone: str | None) -> datetime:
    """The time of writing as the clocks of the zone show it; its own where none is known."""
    if not isinstance(at, datetime):
        return datetime(at.year, at.month, at.day)  # noqa: DTZ001  wall-clock time
    if timezone and at.tzinfo:
        at = at.astimezone(_zone(timezone))
    return at.replace(tzinfo=None)


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _found(resolved: Resolved, timezone: str | None) -> FoundDate:
    period, clock = resolved.period, resolved.clock
    span = _extent(resolved)
    grain = _clock_grain(clock) if clock else period.grain
    start, end = _ends(resolved, grain)
    zone = (timezone if clock.zone in {None, "local"} else clock.zone) if clock else None
    return FoundDate(
        text=resolved.passage.text[slice(*span)],
        span=span,
        start=start,
        end=end,
        grain=grain,
        calendar=period.calendar,
        confidence=round(period.confidence, 2),
        inferred=tuple(dict.fromkeys(period.inferred)),
        timezone=zone,
        flags=period.flags,
    )


def _extent(resolved: Resolved) -> tuple[int, int]:
    """Where the words of a date stand, without a bracket left over."""
    passage, first, last = resolved.passage, resolved.mention.first, resolved.mention.last
    kinds = passage.tokens.kinds
    if kinds[last] == ")" and "(" not in kinds[first:last]:
        last -= 1
    return passage.start(first), passage.end(last)


def _clock_grain(clock: TimeOfDay) -> Grain:
    if clock.second is not None:
        return "second"
    return "hour" if clock.minute is None else "minute"


def _ends(resolved: Resolved, grain: Grain) -> tuple[str, str | None]:
    """The start and the end, in ISO 8601 cut to the grain."""
    period, clock, until = resolved.period, resolved.clock, resolved.until
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
