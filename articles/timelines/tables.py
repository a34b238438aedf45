"""Tables that are timelines: caption, header and groups told apart from rows, rows to events.

A table becomes a timeline when one of its columns holds dates (`articles.timelines.columns`). What
a row leaves open is filled from the table: the year, and a date that spans rows. A row whose date
cannot be read makes a note and no event; the rows around it stand.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import zip_longest

from articles.blocks import ColumnRole, Row, TableBlock
from articles.dates import DateContext, find_dates
from articles.model import Event, Note
from articles.timelines.columns import column_roles, date_words, heading_role
from articles.timelines.heads import goes_on
from articles.timelines.reader import DateSequence, stated_day, stated_year
from articles.timelines.rowless import with_rows
from articles.timelines.series import ToldOn, in_series
from articles.timelines.split import split_leading
from articles.timelines.telling import Telling, date_notes, is_date, is_read, read_event

_SAMPLED_ROWS = 20
_HEADING_WORDS = 4
_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReading:
    """A table as understood; it is no timeline where `events` is empty."""

    table: TableBlock
    events: tuple[Event, ...] = ()
    notes: tuple[Note, ...] = ()


def read_table(
    table: TableBlock,
    *,
    at: datetime,
    context: DateContext,
    over: Sequence[str] = (),
    anchored: bool = True,
) -> TableReading:
    """The table with its caption, header, groups and roles told, and the events of its rows.

    Args:
        table: as a reader of a format made it.
        at: when the article was published.
        context: what stands around the table; the table's own year and calendar come first.
        over: the texts over the table, the nearest first: a day that one tells is that of a
            programme which names hours only.
        anchored: whether `at` is known, from which "tomorrow" counts.
    """
    tells_date = partial(is_date, at=at)
    table = _with_header(_with_caption(with_rows(table, tells_date)), tells_date)
    roles = _roles(table, tells_date)
    if not roles:
        return TableReading(table=table)
    year = stated_year([table.caption or "", *table.header]) or context.year
    day = (
        ""
        if "date" in roles
        else stated_day([table.caption or "", *over], partial(find_dates, at=at))
    )
    if day is None:
        return TableReading(table=table)
    rows = _Rows(
        table.header,
        roles,
        DateSequence(at, replace(context, year=year), anchored=anchored),
        day=day,
    )
    read = [rows.read(row) for row in table.rows]
    if not rows.events:
        return TableReading(table=table)
    table = replace(table, roles=roles, rows=tuple(read))
    return TableReading(table=table, events=in_series(rows.events), notes=tuple(rows.notes))


class _Rows:
    """Reads the rows of one timeline from top to bottom."""

    def __init__(
        self,
        header: Sequence[str],
        roles: Sequence[ColumnRole],
        sequence: DateSequence,
        *,
        day: str,
    ) -> None:
        self._header = (*header, *[""] * (len(roles) - len(header)))
        self._roles = roles
        self._sequence = sequence
        self._group: str | None = None
        self._day = day
        self._date = ""
        self.events: list[ToldOn] = []
        self.notes: list[Note] = []

    def read(self, row: Row) -> Row:
        """The row, known for a group if it is one; its event and notes are kept."""
        filled = {cell.text for cell in row.cells if cell.text}
        if row.group or (len(filled) == 1 and self._is_alone(row)):
            return self._read_alone(row, next(iter(filled), ""))
        self._tell(row, date=self._date_words(row) or self._date, title=self._words(row, "event"))
        return row

    def _is_alone(self, row: Row) -> bool:
        """Whether the one text of a row is no event under the date of the row before it."""
        return bool(row.cells[0].text) or not self._date

    def _read_alone(self, row: Row, text: str) -> Row:
        """A row of one text: a date and an event in one cell, or a label over the rows below."""
        split = split_leading(text, self._sequence.read)
        if split and split.rest and not row.group:
            self._tell(row, date=text[: len(text) - len(split.rest)], title=split.rest)
            return row
        if split and is_read(split.dates, text):
            self._sequence.learn(split.dates[0])
        elif (year := stated_year([text])) is not None:
            self._sequence.learn_year(year)
        self._group, self._date = text, ""
        return replace(row, group=True)

    def _tell(self, row: Row, *, date: str, title: str) -> None:
        dates = self._sequence.read(date) if date else ()
        self.notes += date_notes(dates, date or title, row.at)
        if not is_read(dates, date):
            return
        self._date = date
        if not title:
            self.notes.append(
                Note(code="row-empty", text=f"a date and no event: {date}", at=row.at)
            )
            return
        title, *lines = _lines(title)
        place = self._words(row, "place")
        end = self._words(row, "end")
        links = [link.url for cell in row.cells for link in cell.links]
        telling = Telling(
            title=title,
            dates=dates,
            last=self._sequence.read(end) if end else (),
            # One cell that spans both says it once.
            place=None if place == title else place,
            remarks=(*filter(None, lines), *self._remarks(row)),
            url=self._words(row, "url") or next(iter(links), None),
            group=self._group,
            raw=" | ".join(cell.text for cell in row.cells),
            at=row.at,
        )
        self.events.append((dates[0].starts.day, read_event(telling)))

    def _cells(self, row: Row, *roles: ColumnRole) -> Iterator[tuple[str, str]]:
        """The headings and texts of the cells with one of the roles that are not empty."""
        for heading, role, cell in zip(self._header, self._roles, row.cells, strict=False):
            if role in roles and cell.text:
                yield heading, cell.text

    def _words(self, row: Row, role: ColumnRole) -> str:
        return " ".join(text for _, text in self._cells(row, role))

    def _date_words(self, row: Row) -> str:
        dates = [("", self._day)] if self._day else self._cells(row, "date")
        return date_words(dates, self._cells(row, "time"))

    def _remarks(self, row: Row) -> Iterator[str]:
        for _, text in self._cells(row, "note"):
            yield text
        for heading, text in self._cells(row, "other"):
            yield f"{heading}: {text}" if heading else text


def _lines(title: str) -> list[str]:
    """The lines of a cell; one that only goes on from the line before it is part of that."""
    lines: list[str] = []
    for line in title.split("\n"):
        if lines and goes_on(line):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return lines


def _roles(table: TableBlock, tells_date: Callable[[str], bool]) -> tuple[ColumnRole, ...]:
    sample = [row for row in table.rows if not row.group][:_SAMPLED_ROWS]
    texts = ([cell.text for cell in row.cells] for row in sample)
    columns = [column for _, *column in zip_longest(table.header, *texts, fillvalue="")]
    return column_roles(table.header, columns, tells_date)


def _with_caption(table: TableBlock) -> TableBlock:
    """A first row of one text over rows of several is the caption."""
    if table.caption or table.header or len(table.rows) <= _FEWEST_ROWS:
        return table
    first, second = ([cell.text for cell in row.cells if cell.text] for row in table.rows[:2])
    if len(set(first)) == 1 and len(second) > 1 and not table.rows[0].group:
        return replace(table, caption=first[0], rows=_numbered(table.rows[1:]))
    return table


def _with_header(table: TableBlock, tells_date: Callable[[str], bool]) -> TableBlock:
    """A first row that names columns over rows with figures is the header."""
    if table.header or len(table.rows) < _FEWEST_ROWS or table.rows[0].group:
        return table
    first, second = ([cell.text for cell in row.cells] for row in table.rows[:2])
    dated = any(tells_date(cell) and heading_role(cell) is None for cell in first)
    if dated or not any(map(str.isdigit, "".join(second))):
        return table
    named = any(heading_role(cell) for cell in first)
    words = all(
        0 < len(cell.split()) <= _HEADING_WORDS and not any(map(str.isdigit, cell))
        for cell in first
    )
    if named or words:
        return replace(table, header=tuple(first), rows=_numbered(table.rows[1:]))
    return table


def _numbered(rows: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(
        replace(row, at=replace(row.at, row=number)) for number, row in enumerate(rows, start=1)
    )
