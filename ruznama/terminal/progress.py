"""How runs go and went, for a person at a terminal."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from ruznama.bootstrap import BuildReport
from ruznama.review import Doubt
from ruznama.sources.source import SourceReport
from ruznama.store.kept import SourceItem
from ruznama.store.runs import SourceStatus

_COUNTS = ("new", "changed", "removed", "same", "failed")
_NUMBERS = frozenset({*_COUNTS, "articles", "events", "failures"})
_LONGEST = 120  # letters of what was read


@contextmanager
def show_progress(total: int, *, hidden: bool) -> Iterator[Callable[[SourceReport], None]]:
    """A bar on standard error while sources run; nothing where that is no terminal."""
    console = Console(stderr=True)
    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[failed]} failed, {task.fields[same]} unchanged"),
        TimeElapsedColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=hidden or not console.is_terminal
    ) as progress:
        task = progress.add_task("sources", total=total, failed=0, same=0)
        ended: list[SourceReport] = []

        def told(report: SourceReport) -> None:
            ended.append(report)
            failed = sum(bool(one.failures) for one in ended)
            same = sum(not (one.failures or one.moved) for one in ended)
            progress.update(task, advance=1, failed=failed, same=same)

        yield told


def show_report(report: BuildReport, *, quiet: bool) -> None:
    """A table of what each source gave, what failed, and what was written."""
    console = Console(soft_wrap=True)
    if not quiet:
        table = _table("source", *_COUNTS)
        for source in report.sources:
            table.add_row(Text(source.source), *map(str, _counts(source)))
        console.print(table)
    for source in report.sources:
        for failure in source.failures:
            how = "failed" if failure.is_missed or failure.of_source else "passed over"
            console.print(Text(f"{source.source}: {how}: {failure.message}"))
    for what, why in report.left_out.items():
        console.print(Text(f"{what}: not published: it {why}"))
    if not quiet:
        written = report.written
        told = f"{written.changed} files written, {written.same} the same"
        console.print(Text(f"{report.out}: {told}, {written.removed} removed"))


def show_sources(sources: Sequence[SourceStatus]) -> None:
    """A table of how each source fares: when it was last run, when it is next, what fails."""
    console = Console(soft_wrap=True)
    columns = ("articles", "events", "last run", "last good", "next run", "failures")
    table = _table("source", *columns)
    for source in sources:
        run = source.run
        moments = map(_moment, (run.last, run.good, run.due))
        counts = (str(source.articles), str(source.events))
        table.add_row(Text(run.source), *counts, *moments, str(run.failures))
    console.print(table)
    for source in sources:
        if source.run.problem:
            console.print(Text(f"{source.run.source}: {source.run.problem}"))
        for item in source.faulty:
            told = f"{source.run.source}: {item.state}: {_named(item)}"
            console.print(Text(told))


def _named(item: SourceItem) -> str:
    """What is wrong with an item, by name."""
    problem = item.problem or ""
    return problem if item.locator in problem else f"{item.locator}: {problem}"


def show_doubts(doubts: Sequence[Doubt], *, more: int) -> None:
    """A table of what an editor should look at; `more` counts what it has no room for."""
    console = Console(soft_wrap=True)
    if not doubts:
        console.print("Nothing waits for an editor.")
        return
    table = _table("weight", "article", "line", "read", "why")
    for one in doubts:
        read = one.read if len(one.read) <= _LONGEST else f"{one.read[: _LONGEST - 1]}…"
        cells = (one.article, str(one.line or ""), read, one.why)
        table.add_row(f"{one.weight:.2f}", *map(Text, cells))
    console.print(table)
    if more:
        console.print(f"{more} more; --most shows them")


def _counts(report: SourceReport) -> tuple[int, ...]:
    moved = (len(report.added), len(report.changed), len(report.removed))
    return (*moved, report.unchanged, len(report.failures))


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right" if column in _NUMBERS else "left")
    return table


def _moment(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%d %H:%M") if moment else "never"
