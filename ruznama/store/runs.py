"""When each source runs next and how it fared.

A slot is taken by one UPDATE that holds only while the row is as it was read, so that of several
nodes one defers it; who runs what, and who has died, the engine of jobs knows.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, bindparam, delete, select, text, update

from ruznama.store.database.engine import writing
from ruznama.store.kept import SourceItem
from ruznama.store.tables import UtcDateTime, runs

WORKERS = 16  # runs at a time in one process
MOST_WAIT = timedelta(hours=24)  # for what fails to be tried again

# Nodes that start together see the same sources missing.
_NEW = text(
    "INSERT INTO runs (source, form, due, failures) VALUES (:source, :form, :due, :failures)"
    " ON CONFLICT DO NOTHING"
).bindparams(bindparam("due", type_=UtcDateTime()))


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRun:
    """One source.

    Attributes:
        due: when it runs next.
        last: when it was last run; `good` when that last went well.
        failures: in a row; `problem` is what the last one was.
    """

    source: str
    due: datetime
    last: datetime | None = None
    good: datetime | None = None
    failures: int = 0
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStatus:
    """How a source fares, what it has given, and with which of its items something is wrong."""

    run: SourceRun
    title: str
    articles: int
    events: int
    faulty: tuple[SourceItem, ...] = ()

    @property
    def is_partial(self) -> bool:
        """Whether subscribers lack something that they should have."""
        return bool(self.run.failures) or any(item.is_missing for item in self.faulty)

    def as_json(self) -> dict[str, object]:
        """The same for a program; moments in ISO 8601, null for never."""
        run = self.run
        moments = {"last": run.last, "good": run.good, "next": run.due}
        return {
            "name": run.source,
            "title": self.title,
            "articles": self.articles,
            "events": self.events,
            **{name: moment and moment.isoformat() for name, moment in moments.items()},
            "failures": run.failures,
            "problem": run.problem,
        }


class Runs:
    """The table of runs. Every method is one transaction.

    Attributes:
        engine: of the store.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def all(self) -> list[SourceRun]:
        """Every source, the longest overdue first."""
        columns = [column for column in runs.c if column.name != "form"]
        with self.engine.begin() as connection:
            rows = connection.execute(select(*columns).order_by(runs.c.due, runs.c.source))
            return [SourceRun(**row._mapping) for row in rows]  # noqa: SLF001  its public name

    def problem(self, source: str) -> str | None:
        """What was wrong with the last run of a source."""
        query = select(runs.c.problem).where(runs.c.source == source)
        with self.engine.begin() as connection:
            return connection.execute(query).scalar_one_or_none()

    def agree(self, forms: Mapping[str, str], at_once: Iterable[str], now: datetime) -> None:
        """Makes the table hold exactly the sources of a configuration.

        Args:
            forms: by source, what tells one way of reading it from another: a source that is new or
                is now read in another way is due at once.
            at_once: sources that are due in any case.
            now: the time.
        """
        with writing(self.engine) as connection:
            kept = {row.source: row.form for row in connection.execute(select(runs))}
            connection.execute(delete(runs).where(runs.c.source.in_(kept.keys() - forms.keys())))
            due = {name for name, form in forms.items() if kept.get(name, form) != form}
            for name in sorted({*due, *at_once} & kept.keys()):
                values = {"form": forms[name], "due": now}
                connection.execute(update(runs).where(runs.c.source == name).values(**values))
            for name in sorted(forms.keys() - kept.keys()):
                values = {"source": name, "form": forms[name], "due": now, "failures": 0}
                connection.execute(_NEW, values)

    def take(
        self, run: SourceRun, due: datetime, then: Callable[[Connection], None] = lambda _: None
    ) -> bool:
        """Sets when a source is due next; whether nobody has done so in the meantime.

        `then` is done with it, in the same transaction.
        """
        same = (runs.c.source == run.source) & (runs.c.due == run.due)
        with writing(self.engine) as connection:
            taken = connection.execute(update(runs).where(same).values(due=due)).rowcount == 1
            if taken:
                then(connection)
        return taken

    def hasten(self, source: str, now: datetime) -> None:
        """Makes a source due now."""
        later = (runs.c.source == source) & (runs.c.due > now)
        with writing(self.engine) as connection:
            connection.execute(update(runs).where(later).values(due=now))

    def unheard(self) -> set[str]:
        """The sources that were never run."""
        query = select(runs.c.source).where(runs.c.last.is_(None))
        with self.engine.begin() as connection:
            return set(connection.scalars(query))

    def finish(
        self, source: str, now: datetime, problem: str | None, not_before: datetime | None
    ) -> None:
        """Ends a run: what went wrong, if anything did, and when to try again at the earliest."""
        mine = runs.c.source == source
        values: dict[str, object] = {"last": now, "problem": problem}
        if problem is None:
            values |= {"good": now, "failures": 0}
        else:
            values["failures"] = runs.c.failures + 1
        with writing(self.engine) as connection:
            connection.execute(update(runs).where(mine).values(**values))
            if not_before is not None:
                later = update(runs).where(mine & (runs.c.due < not_before))
                connection.execute(later.values(due=not_before))
