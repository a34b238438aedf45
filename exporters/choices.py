"""What a subscriber may choose in the address of a calendar, and the events that are left.

Choices leave out events and add reminders; they change no UID and no SEQUENCE. Parameters that are
not ours are passed over: mail programs and caches add their own.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal
from urllib.parse import urlsplit

from articles.asking import holds, words_of
from articles.errors import ChoiceError
from articles.text import fold
from exporters.dated import Listing

Cancelled = Literal["mark", "hide", "strike"]
_CANCELLED: dict[str, Cancelled] = {"mark": "mark", "hide": "hide", "strike": "strike"}

_DAY = timedelta(days=1)
_MAX_ALARMS = 5
_MAX_ALARM = timedelta(weeks=4)
# RFC 5545 3.3.6 without a sign: weeks alone, or days and a time.
_DURATION = re.compile(
    r"P(?=.)(?:(?P<weeks>\d{1,4})W|(?:(?P<days>\d{1,4})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,4})H)?(?:(?P<minutes>\d{1,5})M)?)?)",
    re.ASCII,
)
# The hour at which people are reminded on the day itself.
_HOUR = re.compile(r"(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What is asked for.

    Attributes:
        since: events that end on this day or later; of those that come again, one time at least.
        until: events that start on this day or earlier.
        tag: events of articles with this tag or section.
        source: events of this publisher, or of articles on this host.
        words: events that hold all these words.
        alarms: reminders, so long before the start; a negative one is an hour of the day itself.
        cancelled: "mark" cancelled events in their title, "hide" them, or leave it to the program
            to "strike" them out.
        upcoming: events that are not over.
    """

    since: date | None = None
    until: date | None = None
    tag: str | None = None
    source: str | None = None
    words: str | None = None
    alarms: tuple[timedelta, ...] = ()
    cancelled: Cancelled = "mark"
    upcoming: bool = False


def parse_choices(query: Iterable[tuple[str, str]]) -> Choices:
    """The choices in the parameters of an address, decoded; of a repeated one the last holds.

    `alarm` may stand several times.

    Raises:
        ChoiceError: a value means nothing.
    """
    choices = Choices()
    for name, value in query:
        if name in _PARSERS:
            choices = _PARSERS[name](choices, value)
    if choices.since and choices.until and choices.since > choices.until:
        raise ChoiceError(
            parameter="to",
            value=choices.until.isoformat(),
            expected=f"a day from {choices.since} on",
        )
    return choices


def choose(listings: Iterable[Listing], choices: Choices, today: date) -> list[Listing]:
    """The events that are asked for, in their order; `today` is for `upcoming`."""
    since = max(filter(None, (choices.since, today if choices.upcoming else None)), default=None)
    choices = replace(choices, since=since)
    return [listing for listing in listings if _is_wanted(listing, choices)]


def last_over(listings: Iterable[Listing], today: date) -> date | None:
    """The first day on which the one of these is over that was over last; None where none is."""
    ends = (listing.reach.last for listing in listings)
    return max((end + _DAY for end in ends if end < today), default=None)


def _is_wanted(listing: Listing, choices: Choices) -> bool:
    first, last = choices.since or date.min, choices.until or date.max
    return (
        any(first <= days.last and days.first <= last for days in listing.touches)
        and (choices.cancelled != "hide" or listing.known.status != "cancelled")
        and (choices.tag is None or _has_tag(listing, choices.tag))
        and (choices.source is None or _is_from(listing, choices.source))
        and (choices.words is None or _holds(listing, choices.words))
    )


def _has_tag(listing: Listing, tag: str) -> bool:
    return any(
        fold(name) == fold(tag)
        for telling in listing.tellings
        for name in telling.teller.categories
    )


def _is_from(listing: Listing, source: str) -> bool:
    return any(
        fold(telling.teller.publisher or "") == fold(source)
        or urlsplit(telling.teller.link).hostname == source.lower()
        for telling in listing.tellings
    )


def _holds(listing: Listing, words: str) -> bool:
    event = listing.known.event
    titles = (telling.teller.title for telling in listing.tellings)
    text = fold(" ".join((event.title, event.place or "", event.description or "", *titles)))
    return holds(text, words)


def _day(name: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ChoiceError(
            parameter=name, value=value, expected="a day such as 2025-09-23"
        ) from None


def _cancelled(name: str, value: str) -> Cancelled:
    if value in _CANCELLED:
        return _CANCELLED[value]
    raise ChoiceError(parameter=name, value=value, expected="mark, hide or strike")


def _switch(name: str, value: str) -> bool:
    if value not in {"0", "1"}:
        raise ChoiceError(parameter=name, value=value, expected="0 or 1")
    return value == "1"


def _alarm(name: str, value: str) -> timedelta:
    hour = _HOUR.fullmatch(value)
    if hour:
        return -timedelta(hours=int(hour["hour"]), minutes=int(hour["minute"]))
    match = _DURATION.fullmatch(value)
    parts = match.groupdict("0") if match else {}
    before = timedelta(**{part: int(number) for part, number in parts.items()})
    if not match or before > _MAX_ALARM:
        raise ChoiceError(
            parameter=name,
            value=value,
            expected="a duration up to four weeks, such as P1D or PT9H, or an hour such as 09:00",
        )
    return before


def _add_alarm(choices: Choices, value: str) -> Choices:
    alarms = dict.fromkeys((*choices.alarms, _alarm("alarm", value)))
    if len(alarms) > _MAX_ALARMS:
        raise ChoiceError(parameter="alarm", value=value, expected=f"{_MAX_ALARMS} alarms at most")
    return replace(choices, alarms=tuple(alarms))


_PARSERS: dict[str, Callable[[Choices, str], Choices]] = {
    "from": lambda choices, value: replace(choices, since=_day("from", value)),
    "to": lambda choices, value: replace(choices, until=_day("to", value)),
    "tag": lambda choices, value: replace(choices, tag=words_of("tag", value)),
    "source": lambda choices, value: replace(choices, source=words_of("source", value)),
    "q": lambda choices, value: replace(choices, words=words_of("q", value)),
    "alarm": _add_alarm,
    "cancelled": lambda choices, value: replace(choices, cancelled=_cancelled("cancelled", value)),
    "upcoming": lambda choices, value: replace(choices, upcoming=_switch("upcoming", value)),
}
# The names of the parameters that choose.
PARAMETERS = frozenset(_PARSERS)
