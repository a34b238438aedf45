"""What is kept of the changes of calendars is bounded, and says how far back it goes."""

from ruznama.store.eventmoves import EventMoves, moved_since, put_moves
from ruznama.store.store import open_store

PATH, FORM = "/calendar.ics", "form"


def test_the_last_changes_are_known_and_no_more() -> None:
    """Of three with 600 events each, the first is forgotten; so is one of more than all of them."""
    store = open_store("sqlite://")
    with store.editions.engine.begin() as connection:

        def put(at: int, first: int, count: int) -> None:
            uids = [f"e{number}" for number in range(first, first + count)]
            put_moves(connection, FORM, {PATH: EventMoves(since=None, uids=uids)}, at)

        def known(since: int) -> int | None:
            told = moved_since(connection, FORM, PATH, since)
            return None if told is None else len(told)

        assert known(0) is None
        put(10, 0, 0)
        assert (known(9), known(10), known(11)) == (None, 0, 0)
        put(20, 0, 600)
        put(30, 400, 600)
        assert (known(10), known(20), known(30)) == (1000, 600, 0)
        put(40, 2000, 1)
        assert (known(10), known(20), known(30)) == (None, 601, 1)
        put(50, 0, 1500)
        assert (known(40), known(50)) == (None, 0)
        assert moved_since(connection, "other", PATH, 50) is None
    store.close()
