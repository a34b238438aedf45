"""What an editor should look at first: every doubtful reading of what is published, by weight.

Pure: revisions and items in, doubts out. Nothing here changes how anything is read.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Literal

from articles.blocks import At, TextBlock
from articles.boilerplate.judge import weigh
from articles.draft import Piece
from articles.model import Article, Event
from articles.prose import stems
from articles.revisions.known import EventRevision, Revision
from exporters.dated import span
from exporters.sameness import perhaps_same
from ruznama.store.kept import SourceItem

DoubtKind = Literal["date", "note", "kept", "left-out", "double"]

_SURE = 0.8  # confidence from which a date is not doubtful
_BORDER = 0.6  # evidence on either side of the judge's border that is little
_ALIKE = 0.6  # shared stems of two titles, in parts of all of theirs
# How grave each note is; those that are not here are of the middle.
_NOTES = {
    "held": 1.0,
    "ambiguous": 0.9,
    "correction-unmet": 0.9,
    "date-impossible": 0.8,
    "backwards": 0.8,
    "event-unread": 0.8,
    "weekday": 0.7,
    "calendars": 0.7,
    "past-after-publication": 0.6,
    "weekday-prose": 0.4,
    "row-order": 0.4,
    "row-empty": 0.3,
    "charset": 0.3,
    "date-coarse": 0.2,
    "table-cut": 0.2,
}
_NOTE = 0.5
_DOUBLE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One reading to look at.

    Attributes:
        weight: from 0 to 1, the gravest.
        kind: what is doubtful: a date, what a note tells, a line that was kept or left out by
            little, or two events that may be one.
        article: the id of the article; `title` its title.
        line: where it stands in the source, from 1; None where no line is to blame.
        event: the title of the event that it is about; None where it is about none.
        read: what was read.
        why: why it is doubtful.
    """

    weight: float
    kind: DoubtKind
    article: str
    title: str
    line: int | None
    read: str
    why: str
    event: str | None = None

    def as_json(self) -> dict[str, object]:
        """The doubt for a program."""
        return asdict(self)


def review(revisions: Sequence[Revision], faulty: Iterable[SourceItem] = ()) -> list[Doubt]:
    """Every doubtful reading, the gravest first.

    Args:
        revisions: of all articles.
        faulty: items with which something is wrong; those are told of which a reading is held.
    """
    found = [doubt for revision in revisions for doubt in _of_article(revision)]
    found += [_held(item) for item in faulty if item.state == "held"]
    found += _doubles(revisions)
    return sorted(found, key=lambda one: (-one.weight, one.article, one.line or 0, one.read))


def _held(item: SourceItem) -> Doubt:
    return Doubt(
        weight=_NOTES["held"],
        kind="note",
        article=item.locator,
        title=item.title or item.locator,
        line=None,
        read=item.problem or "",
        why="held",
    )


def _of_article(revision: Revision) -> Iterator[Doubt]:
    article = revision.article
    for known in revision.events:
        confidence = known.event.start.confidence
        if confidence < _SURE and known.status != "cancelled":
            why = f"the date is {confidence:.0%} sure"
            left_out = ", ".join(known.event.start.inferred)
            told = f"{why}; not told: {left_out}" if left_out else why
            yield _doubt(
                revision,
                "date",
                1 - confidence,
                at=known.event.at,
                read=_told(known.event),
                why=told,
                event=known.event.title,
            )
    for note in (*revision.notes, *article.notes):
        if note.code == "corrected":
            continue
        weight = _NOTES.get(note.code, _NOTE)
        yield _doubt(revision, "note", weight, at=note.at, read=note.text, why=note.code)
    for line in article.dropped:
        if line.score is not None and line.score < _BORDER:
            why = f"left out by little: {line.why} ({line.rule})"
            yield _doubt(
                revision, "left-out", _BORDER - line.score, at=line.at, read=line.text, why=why
            )
    yield from _kept_by_little(revision, article)


def _kept_by_little(revision: Revision, article: Article) -> Iterator[Doubt]:
    """Lines that stayed though they read like headlines of other articles."""
    pieces = [Piece(block=block) for block in article.blocks]
    day = article.published.day if article.published else None
    for verdict in weigh(pieces, title=article.title, at=revision.created, published=day):
        block = article.blocks[verdict.piece]
        if isinstance(block, TextBlock) and block.type == "paragraph" and verdict.score > -_BORDER:
            weight = min(_BORDER, (verdict.score + _BORDER) / 4)
            why = "kept, though it reads like a headline"
            yield _doubt(revision, "kept", weight, at=block.at, read=block.text, why=why)


def _doubles(revisions: Iterable[Revision]) -> Iterator[Doubt]:
    """Events of one day in two articles whose titles say nearly the same."""
    days = defaultdict[str, list[tuple[Revision, EventRevision]]](list)
    for revision in revisions:
        for known in revision.events:
            if span(known.event) is not None and known.status != "cancelled":
                days[known.event.start.value[:10]].append((revision, known))
    for day in days.values():
        for (one, first), (other, second) in combinations(day, 2):
            likeness = _likeness(first.event.title, second.event.title)
            alike = likeness >= _ALIKE or perhaps_same(first.event.title, second.event.title)
            if one.id != other.id and alike:
                read = f"{_told(first.event)} / {second.event.title}"
                why = f"perhaps the same event as in {other.article.title}"
                yield _doubt(
                    one,
                    "double",
                    _DOUBLE * max(likeness, _ALIKE),
                    at=first.event.at,
                    read=read,
                    why=why,
                    event=first.event.title,
                )


def _likeness(one: str, other: str) -> float:
    first, second = stems(one), stems(other)
    return len(first & second) / max(1, len(first | second))


def _told(event: Event) -> str:
    return f"{event.start.value} {event.title}"


def _doubt(
    revision: Revision,
    kind: DoubtKind,
    weight: float,
    *,
    at: At,
    read: str,
    why: str,
    event: str | None = None,
) -> Doubt:
    return Doubt(
        weight=round(weight, 2),
        kind=kind,
        article=revision.id,
        title=revision.article.title,
        line=at.line,
        read=read,
        why=why,
        event=event,
    )
