"""Rows that tell of one time of what another row says comes again: it is off, or put off."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from articles.called_off import without_state
from articles.expansion import days_of
from articles.model import Altered, Event, Recurrence, When
from articles.text import fold

_ARTICLE = "ال"

# An event, and the day that stands beside it, which a title may have put off.
ToldOn = tuple[date | None, Event]


def in_series(told: Sequence[ToldOn]) -> tuple[Event, ...]:
    """The events in order; one time of another's that is off or moved is told with that one."""
    series = {_name(event.title): event for _, event in told if event.recurrence}
    if not series:
        return tuple(event for _, event in told)
    altered: dict[int, list[Altered]] = {}
    kept: list[Event] = []
    for day, event in told:
        whole = series.get(_name(event.title))
        if whole is None or day is None or not _is_altered(whole, day, event):
            kept.append(event)
        else:
            altered.setdefault(id(whole), []).append(_altered(whole, day, event))
    return tuple(_with(event, altered.get(id(event), ())) for event in kept)


def _name(title: str) -> tuple[str, ...]:
    """The words of a title but for its state, and with or without the definite article."""
    return tuple(word.removeprefix(_ARTICLE) for word in without_state(fold(title)).split())


def _is_altered(whole: Event, day: date, event: Event) -> bool:
    first = whole.start.day
    if event.recurrence or whole.recurrence is None or first is None:
        return False
    changed = event.status != whole.status or event.start.day != day
    return changed and day in days_of(whole.recurrence, first, day)


def _altered(whole: Event, day: date, event: Event) -> Altered:
    moved = event.start.day != day or event.start.is_clock
    start = _at_its_hour(event.start, whole.start) if moved else None
    end = event.end if moved else None
    return Altered(day=day.isoformat(), start=start, end=end, status=event.status)


def _at_its_hour(start: When, usual: When) -> When:
    """The hour of all times holds where a moved one tells none."""
    if start.is_clock or not usual.is_clock:
        return start
    value = f"{start.value}{usual.value[10:]}"
    return replace(start, value=value, grain=usual.grain, timezone=usual.timezone)


def _with(event: Event, altered: Sequence[Altered]) -> Event:
    if not altered:
        return event
    assert isinstance(event.recurrence, Recurrence)  # noqa: S101  they were looked for by it
    times = tuple(sorted(altered, key=lambda each: each.day))
    return replace(event, recurrence=replace(event.recurrence, altered=times))
