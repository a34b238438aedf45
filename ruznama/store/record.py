"""The record of change: in which form outputs are written, and what subscribers saw of it."""

from datetime import datetime

from sqlalchemy import Engine, select, update

from ruznama.store.database.engine import writing
from ruznama.store.rows import lift, move
from ruznama.store.tables import articles, change


class Record:
    """What is said beside the counter and the time of change. Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def lift(self, sequence: int, now: datetime) -> None:
        """Raises every SEQUENCE to at least what subscribers saw, and moves the record of change.

        For a store that knows less than they do: made anew, or put back from a copy.
        """
        with writing(self.engine) as connection:
            counter, _ = move(connection, now)
            lift(connection, sequence)
            connection.execute(update(articles).values(moved=counter))

    def form(self) -> str | None:
        """In which form outputs are written; None while nobody has said so."""
        with self.engine.begin() as connection:
            return connection.execute(select(change.c.form)).scalar_one_or_none()

    def agree_on_form(self, form: str, now: datetime) -> bool:
        """Moves the record of change where outputs were last written in another form.

        Args:
            form: tells one way of writing (configuration, version) from every other.
            now: the time.

        Returns:
            Whether they were.
        """
        with self.engine.begin() as connection:
            row = connection.execute(select(change)).one_or_none()
        if row is None or row.form == form:
            return False
        with writing(self.engine) as connection:
            if row.form is not None:
                move(connection, now)
            connection.execute(update(change).values(form=form))
        return row.form is not None

    def name_form(self, form: str) -> None:
        """Says in which form outputs are written, where nobody has said so yet."""
        with writing(self.engine) as connection:
            unnamed = update(change).where(change.c.form.is_(None))
            connection.execute(unnamed.values(form=form))
