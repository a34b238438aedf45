"""What a calendar says in Arabic: dates, times, zones, what changed.

Names come from CLDR and the Umm al-Qura calendar; only the sentences around them are ours.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location

from articles.model import Event, When
from articles.revisions.known import Change, ChangedField, EventRevision
from articles.text import fold
from exporters.day_words import gregorian, hijri
from exporters.recurrence_words import words_before

CANCELLED = "أُلغي: "
REMINDER = "تذكير بموعد قادم"
# In octets at most 8,000: calcurse 4.7 reads lines of 8,192.
MOST_LETTERS = 2_000
_SAYS_CANCELLED = fold(CANCELLED).rstrip(": ")
_SHOWN_CHANGES = 5
_DATE_WORDS = 8  # that a row or sentence has beside its title: a date with its weekday and hour
_SAID_BEFORE: dict[ChangedField, str] = {
    "title": "كان العنوان: {}",
    "start": "كان مقرّرًا {}",
    "end": "كان مقرّرًا أن ينتهي {}",
    "place": "كان المكان: {}",
    "status": "كانت الحالة: {}",
    "recurrence": "كان يتكرر {}",
}
_STATUS = {"confirmed": "مؤكّد", "tentative": "غير مؤكّد", "cancelled": "ملغى"}


def summary(known: EventRevision, *, mark_cancelled: bool) -> str:
    """The title; of an endless one its first words, since the whole is in the description.

    Args:
        known: the event.
        mark_cancelled: whether the title of a cancelled event says so, where it does not already.
    """
    title = known.event.title
    if len(title) > MOST_LETTERS:
        title = title[:MOST_LETTERS].rsplit(" ", 1)[0] + "…"
    if known.status != "cancelled" or not mark_cancelled:
        return title
    return title if fold(title).startswith(_SAYS_CANCELLED) else CANCELLED + title


def description(known: EventRevision, timezone: str, language: str) -> Iterator[str]:
    """What is known of an event, a line each: its own text, its dates, what changed.

    The day itself is what the client shows first, so it is told in the Hijri calendar alone.

    Args:
        known: the event.
        timezone: the IANA name of the zone in which the days of changes are told.
        language: BCP 47; an Arabic one's region chooses the names of the months.
    """
    event = known.event
    if len(event.title) > MOST_LETTERS:
        yield event.title
    if event.description:
        yield event.description
    if _is_sentence(event):
        yield " ".join(event.raw.split())
    yield from _date_lines(event)
    yield from _change_lines(known, timezone, language)


def date_words(event: Event, language: str) -> str:
    """The day or days, with the names of weekdays and months; an Arabic region has its own."""
    return _days(event, partial(gregorian, language=language))


def _is_sentence(event: Event) -> bool:
    """Whether what told the event says more than its date and what is shown of it anyway."""
    dates = event.start.raw, event.end.raw if event.end else ""
    told = (event.title, event.description, event.place, *dates)
    shown = fold(" ".join(filter(None, told))).split()
    more = [word for word in fold(event.raw).split() if word not in shown]
    return len(more) > _DATE_WORDS


def _date_lines(event: Event) -> Iterator[str]:
    if event.recurrence is None and (told := _days(event, hijri)):
        yield told
    if event.start.is_clock:
        ends = event.end and event.end.is_clock
        until = _clock(event.end) if event.end and ends else _clock(event.start)
        yield f"الوقت: {_range(_clock(event.start), until)} {_zone(event.start.timezone)}"


def _days(event: Event, name: Callable[[date], str]) -> str:
    """The span of days in words; "" where one of them has no name."""
    first, last = event.start.day, (event.end or event.start).day
    names = (name(first) if first else "", name(last) if last else "")
    return _range(*names) if all(names) else ""


def _change_lines(known: EventRevision, timezone: str, language: str) -> Iterator[str]:
    """The last changes, the newest first, each with the day on which it was seen."""
    if known.cancelled:
        yield f"لم يعد المقال يذكر هذا الحدث منذ {_seen(known.cancelled, timezone, language)}"
    listed = [change for change in known.changes if change.before and change.field in _SAID_BEFORE]
    for change in listed[: -_SHOWN_CHANGES - 1 : -1]:
        said = _SAID_BEFORE[change.field].format(_before(change, language))
        yield f"{said} (تغيّر {_seen(change.at, timezone, language)})"


def _before(change: Change, language: str) -> str:
    if change.when is not None:
        return _moment(change.when, language)
    if change.field == "recurrence":
        return words_before(change.before, language)
    return _STATUS.get(change.before, change.before)


def _moment(when: When, language: str) -> str:
    day = when.day
    if day is None:
        return when.value
    clock = f"، {_clock(when)} {_zone(when.timezone)}" if when.is_clock else ""
    return gregorian(day, language) + clock


def _range(first: str, last: str) -> str:
    return first if first == last else f"من {first} إلى {last}"


def _clock(when: When) -> str:
    """The time of day as told, always with minutes."""
    time = when.value[11:]
    return time if ":" in time else f"{time}:00"


def _seen(moment: datetime, timezone: str, language: str) -> str:
    return gregorian(moment.astimezone(ZoneInfo(timezone)).date(), language)


@lru_cache(maxsize=256)
def _zone(name: str | None) -> str:
    if name in {None, "UTC", "Etc/UTC"}:
        return "بالتوقيت العالمي"
    assert name is not None  # noqa: S101  told above
    if name[0] in "+-":
        return f"بتوقيت غرينتش {name}"
    return f"بتوقيت {get_timezone_location(ZoneInfo(name), locale='ar', return_city=True)}"
