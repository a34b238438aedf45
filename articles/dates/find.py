"""`find_dates`: a text cut into runs of telling words, each read by the grammar, each resolved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from articles.dates.further import with_further_days
from articles.dates.meaning.around import Order, Reference
from articles.dates.meaning.countries import HIJRI_FIRST, OFFSETS
from articles.dates.meaning.pairing import paired
from articles.dates.meaning.resolver import Resolver
from articles.dates.mention import Mention
from articles.dates.passage import Passage
from articles.dates.results import FoundDate, Undated, found
from articles.dates.rules import clocks, joints, points, recurrences
from articles.dates.rules.machine import Grammar
from articles.dates.vocabulary.pieces import tokenise
from articles.dates.vocabulary.telling import telling_runs
from articles.dates.vocabulary.tokens import Tokens
from articles.model import CalendarSystem, Preference

_GRAMMAR = Grammar(clocks.RULES + recurrences.RULES + points.RULES + joints.RULES)
_LONGEST_KEPT = 40  # pieces of a run that may come again
_CELL = 120  # characters of a longest cell or item


@dataclass(frozen=True, slots=True, kw_only=True)
class DateContext:
    """What is known around a text, for what it leaves out.

    Attributes:
        year: the year that its table, list or heading states.
        month: the month likewise (1 to 12).
        calendar: the calendar that a table column or heading names.
        timezone: the IANA name that clock times without a zone are in.
        country: where it was written (ISO 3166-1, two letters): by how many days its Hijri months
            begin after those of Umm al-Qura, as a rule, and whether years are Hijri first.
        hijri_offset: by how many days its Hijri months begin later, in place of the country's.
        prefer: which day is meant where the words leave it open, as news of "nearest" does; a
            programme means the "future", a chronicle the "past".
        order: of numbers in a date, "dmy" or "mdy", where both can be.
    """

    year: int | None = None
    month: int | None = None
    calendar: CalendarSystem = "gregorian"
    timezone: str | None = None
    country: str | None = None
    hijri_offset: int | None = None
    prefer: Preference = "nearest"
    order: Order = "dmy"

    def reference(self, at: datetime) -> Reference:
        """What is known around a text that is read at a time."""
        usual = OFFSETS.get(self.country or "", 0)
        return Reference(
            at=at,
            year=self.year,
            month=self.month,
            calendar=self.calendar,
            hijri_offset=usual if self.hijri_offset is None else self.hijri_offset,
            hijri_first=self.country in HIJRI_FIRST,
            prefer=self.prefer,
            order=self.order,
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
    return tuple(one for one in find_times(text, at, context) if isinstance(one, FoundDate))


def find_times(
    text: str, at: date | datetime, context: DateContext = DateContext()
) -> tuple[FoundDate | Undated, ...]:
    """The dates in `text` as of `find_dates`, and what tells of time without a day, in order.

    That is what comes again without a beginning ("كل ثلاثاء"), and lengths ("لمدة ثلاثة أيام").

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


def _find(text: str, at: datetime, context: DateContext) -> tuple[FoundDate | Undated, ...]:
    resolver = Resolver(context.reference(at))
    told = (
        found(resolved, context.timezone)
        for passage in paired([*_passages(text)])
        for resolved in resolver.resolve(passage)
    )
    return with_further_days(text, told)


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
