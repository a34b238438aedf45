"""What has changed in each calendar, for those who ask for it alone: the last changes of it.

SQL only. An event has one row, of when it last moved; the row of "" tells since when all are known.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from ruznama.store.tables import event_moves

_MOST = 1_000  # of a calendar
_SINCE = ""  # no UID


@dataclass(frozen=True, slots=True)
class EventMoves:
    """What a publication changed in a calendar.

    Attributes:
        since: when it was published before, in seconds; None of a new one.
        uids: of the events that came, changed or went.
    """

    since: int | None
    uids: Collection[str]


def put_moves(connection: Connection, form: str, moved: Mapping[str, EventMoves], at: int) -> None:
    """Keeps what changed at a time, by path."""
    for path, moves in moved.items():
        here = (event_moves.c.form == form) & (event_moves.c.path == path)
        own = {"form": form, "path": path}
        known = select(event_moves.c.moved).where(here, event_moves.c.uid == _SINCE)
        if connection.scalar(known) is None:
            since = at if moves.since is None else moves.since
            connection.execute(insert(event_moves).values(**own, uid=_SINCE, moved=since))
        if moves.uids:
            uids = list(moves.uids)
            connection.execute(delete(event_moves).where(here, event_moves.c.uid.in_(uids)))
            rows = [{**own, "uid": uid, "moved": at} for uid in uids]
            connection.execute(insert(event_moves), rows)
        _forget_oldest(connection, here)


def moved_since(connection: Connection, form: str, path: str, since: int) -> list[str] | None:
    """The UIDs of the events that moved after a time; None where that is not known any more."""
    here = (event_moves.c.form == form) & (event_moves.c.path == path)
    known = select(event_moves.c.moved).where(here, event_moves.c.uid == _SINCE)
    first = connection.scalar(known)
    if first is None or since < first:
        return None
    later = (event_moves.c.uid != _SINCE) & (event_moves.c.moved > since)
    return list(connection.scalars(select(event_moves.c.uid).where(here, later)))


def _forget_oldest(connection: Connection, here: ColumnElement[bool]) -> None:
    """Leaves no more than the last moves of a calendar; of one time all or none."""
    events = here & (event_moves.c.uid != _SINCE)
    newest = select(event_moves.c.moved).where(events).order_by(event_moves.c.moved.desc())
    over = connection.scalar(newest.offset(_MOST).limit(1))
    if over is not None:
        connection.execute(delete(event_moves).where(events, event_moves.c.moved <= over))
        since = update(event_moves).where(here, event_moves.c.uid == _SINCE)
        connection.execute(since.values(moved=over))
