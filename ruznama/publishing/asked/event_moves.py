"""Which events of each calendar a publication moved, for those who synchronise them."""

from collections.abc import Mapping

from exporters.ics.objects import event_uid
from ruznama.publishing.forms.calendars import COMBINED
from ruznama.publishing.paths import slice_of
from ruznama.publishing.storage.joining import Pieces, split
from ruznama.publishing.storage.snapshot import Body
from ruznama.store.eventmoves import EventMoves


def moves(
    new: Mapping[str, Body], before: Mapping[str, Body], pieces: Pieces
) -> dict[str, EventMoves]:
    """By path, what was moved in each calendar that is another one than before."""
    return {
        path: _moves(body, before.get(path), pieces)
        for path, body in new.items()
        if path == COMBINED or slice_of(path)
    }


def _moves(now: Body, before: Body | None, pieces: Pieces) -> EventMoves:
    if before is None:
        return EventMoves(since=None, uids=())
    moved = _events(now) ^ _events(before)
    uids = {event_uid(lines) for lines in pieces.get(moved)}
    return EventMoves(since=int(before.last_modified.timestamp()), uids=sorted(uids))


def _events(calendar: Body) -> set[bytes]:
    """The digests of the events that a calendar is joined from."""
    return {*split(calendar.parts)[1:-1]}
