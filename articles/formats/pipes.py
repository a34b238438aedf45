r"""Tables drawn with pipes, as extractors and people write them.

    a | b |        | a | b |        |a        a|        a | b
    ---|---|       |---|---|        |b        b|        c | d

The edges may be missing, a pipe in a cell is `\|`, a row may be short or long, the rule under the
header may be missing, a caption may have a rule of its own. Which column holds what is not asked
here (`articles.timelines.tables`).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from articles.blocks import At, Cell, Row, TableBlock
from articles.draft import Piece
from articles.model import Note

_PIPE = re.compile(r"(?<!\\)\|")
Misfit = Literal["row-short", "row-long"]

_MISFITS: dict[Misfit, str] = {
    "row-short": "the row has fewer cells than its table is wide",
    "row-long": "the row has more cells than its table is wide; the last ones are kept together",
}
_FEWEST_LINES = 4  # of a table with a row that broke
_RULE_CELL = re.compile(r":?-{2,}:?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the source that is not blank: its number from 1, its text in single spaces.

    `last` is the number of the last line, of a row that broke over several.
    """

    number: int
    text: str
    indented: bool = False
    last: int | None = None


def has_pipe(text: str) -> bool:
    r"""Whether a line has a pipe that is not written `\|`."""
    return "|" in text and _PIPE.search(text) is not None


def is_rule(text: str) -> bool:
    """Whether a line is the rule under a header: `---|---`."""
    return "--" in text and all(map(_RULE_CELL.match, filter(None, _split(text))))


def read_pipes(lines: Sequence[Line]) -> tuple[list[Piece], list[Note]]:
    """The tables in neighbouring lines that all have pipes, and what had to be mended.

    A new table begins at a header with a rule under it, after rows.
    """
    pieces: list[Piece] = []
    notes: list[Note] = []
    for table in _tables(lines):
        block, found = _read_table(_mended(table))
        pieces.append(Piece(block=block))
        notes += found
    return pieces, notes


def _tables(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines cut into tables: before a header with its rule, where rows stand before it."""
    tables: list[list[Line]] = [[]]
    has_rows = False
    for line, rule_follows in zip(lines, _before_rule(lines), strict=True):
        if rule_follows and has_rows:
            tables.append([])
            has_rows = False
        tables[-1].append(line)
        has_rows = has_rows or not (rule_follows or is_rule(line.text))
    return tables


def _mended(lines: list[Line]) -> list[Line]:
    """The lines of a table with a header; a row whose cell broke over a line is one line again.

    Such a row is short, the next has what it lacks, and only the first begins with a figure.
    """
    if len(lines) < _FEWEST_LINES or not is_rule(lines[1].text):
        return lines
    width = len(_bare(lines[0].text))
    mended: list[Line] = []
    for line in lines:
        before = _bare(mended[-1].text) if mended else []
        cells = _bare(line.text)
        broken = 0 < len(before) < width and len(before) + len(cells) == width + 1
        if broken and _has_figure(before[0]) and not _has_figure(cells[0]):
            text = f"{mended[-1].text}\n{line.text}"
            mended[-1] = replace(mended[-1], text=text, last=line.number)
        else:
            mended.append(line)
    return mended


def _bare(text: str) -> list[str]:
    """The cells of a row without its edges."""
    cells = _split(text)
    start = 1 if cells and not cells[0] else 0
    return cells[start : -1 if len(cells) > 1 and not cells[-1] else None]


def _has_figure(text: str) -> bool:
    return any(map(str.isdigit, text))


def _read_table(lines: list[Line]) -> tuple[TableBlock, list[Note]]:
    grid = _Grid([line for line in lines if not is_rule(line.text)])
    caption: str | None = None
    header: tuple[str, ...] = ()
    rows: list[Row] = []
    notes: list[Note] = []
    for line, rule_follows in zip(lines, _before_rule(lines), strict=True):
        if is_rule(line.text):
            continue
        cells, misfit = grid.fit(line)
        if not rule_follows:
            at = At(line=line.number, last_line=line.last, row=len(rows) + 1)
            rows.append(Row(cells=tuple(Cell(text=cell) for cell in cells), at=at))
            notes += [Note(code=misfit, text=_MISFITS[misfit], at=at)] if misfit else []
        elif len(list(filter(None, cells))) == 1 and grid.width > 1:
            caption = " ".join(cells).strip()
        else:
            header = cells
    at = At(line=lines[0].number, last_line=lines[-1].last or lines[-1].number)
    return TableBlock(caption=caption, header=header, rows=tuple(rows), at=at), notes


class _Grid:
    """How the rows of one table are drawn: whether their edges have pipes, how many cells."""

    def __init__(self, lines: Sequence[Line]) -> None:
        # Most rows decide: a row that then begins with a pipe has an empty first cell.
        self._leading = 2 * sum(line.text.startswith("|") for line in lines) > len(lines)
        sizes = Counter(len(self._cells(line)) for line in lines)
        # The commonest size; of two equally common ones the larger, since cells get lost.
        self.width = max(sizes, key=lambda size: (sizes[size], size))

    def fit(self, line: Line) -> tuple[tuple[str, ...], Misfit | None]:
        """The cells of a row, as many as the table is wide, and what was wrong with them."""
        cells = self._cells(line)
        if len(cells) > self.width and not cells[0]:
            del cells[0]
        if len(cells) < self.width:
            return (*cells, *[""] * (self.width - len(cells))), "row-short"
        if len(cells) > self.width:
            head, rest = cells[: self.width - 1], cells[self.width - 1 :]
            return (*head, " | ".join(filter(None, rest))), "row-long"
        return tuple(cells), None

    def _cells(self, line: Line) -> list[str]:
        cells = _split(line.text)
        if self._leading and not cells[0]:
            del cells[0]
        if len(cells) > 1 and not cells[-1]:
            del cells[-1]
        return cells


def _split(text: str) -> list[str]:
    return [cell.replace("\\|", "|").strip() for cell in _PIPE.split(text)]


def _before_rule(lines: Sequence[Line]) -> list[bool]:
    rules = [is_rule(line.text) for line in lines]
    return [not here and below for here, below in zip(rules, [*rules[1:], False], strict=True)]
