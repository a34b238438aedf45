"""What an editor has corrected of a reading, applied to it: the last word on an event or a line.

A correction names its article and an event of it, by its line or by its title as it is read; what
it changes stands in the notes of the article. One that finds no event says so there too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from articles.model import Article, Event, Grain, Note, When
from articles.text import fold

# The grain of an ISO 8601 value, by its length.
_GRAINS: dict[int, Grain] = {10: "day", 16: "minute", 19: "second"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One correction.

    Attributes:
        article: the id of the article.
        line: of the source, where the event stands; or
        event: its title, as it is read.
        date: its day or time, ISO 8601, or "first/last" of a range.
        title: what it is called.
        place: where it is.
        hidden: whether it is no event.
        keep: lines of the article never to leave out; `drop` always.
    """

    article: str
    line: int | None = None
    event: str | None = None
    date: str | None = None
    title: str | None = None
    place: str | None = None
    hidden: bool = False
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()

    def is_of(self, event: Event) -> bool:
        """Whether it is about an event."""
        if self.event is not None:
            return fold(event.title) == fold(self.event)
        first, last = event.at.line, event.at.last_line or event.at.line
        return None not in {self.line, first, last} and first <= self.line <= last  # type: ignore[operator]

    @property
    def is_of_events(self) -> bool:
        """Whether it is about an event at all, and not about lines alone."""
        return self.line is not None or self.event is not None


def correct(article: Article, corrections: Sequence[Correction]) -> Article:
    """The article as its editor has corrected it; itself where nothing is about it."""
    mine = [each for each in corrections if each.article == article.id and each.is_of_events]
    if not mine:
        return article
    events = [event for timeline in article.timelines for event in timeline.events]
    notes = [note for each in mine for note in _notes(each, events)]
    timelines = tuple(
        replace(timeline, events=tuple(_corrected(timeline.events, mine)))
        for timeline in article.timelines
    )
    kept = tuple(timeline for timeline in timelines if timeline.events)
    return replace(article, timelines=kept, notes=(*article.notes, *notes))


def _corrected(events: Sequence[Event], corrections: Sequence[Correction]) -> Iterator[Event]:
    for event in events:
        told: Event | None = event
        for each in corrections:
            if told is not None and each.is_of(event):
                told = _changed(told, each)
        if told is not None:
            yield told


def _changed(event: Event, correction: Correction) -> Event | None:
    """The event after one correction; None where it is none."""
    if correction.hidden:
        return None
    if correction.date is not None:
        first, _, last = correction.date.partition("/")
        start = _when(first, event)
        end = _when(last, event) if last else None
        event = replace(event, start=start, end=end, all_day=not start.is_clock)
    return replace(
        event,
        title=correction.title or event.title,
        place=event.place if correction.place is None else correction.place or None,
    )


def _when(value: str, event: Event) -> When:
    grain = _GRAINS[len(value)]
    zone = (event.start.timezone or "UTC") if grain != "day" else None
    return When(value=value, grain=grain, timezone=zone, raw=event.start.raw)


def _notes(correction: Correction, events: Sequence[Event]) -> Iterator[Note]:
    """What a correction changed, for whoever asks why the page says something else."""
    found = [event for event in events if correction.is_of(event)]
    if not found:
        named = f"line {correction.line}" if correction.event is None else repr(correction.event)
        yield Note(code="correction-unmet", text=f"a correction names {named}, where no event is")
    for event in found:
        told = f"{event.start.value} {event.title}"
        yield Note(code="corrected", text=f"corrected by the editor; read as: {told}", at=event.at)
