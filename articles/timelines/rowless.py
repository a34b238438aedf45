"""Tables of which the source lost the rows: one cell a line, as extractors of 2023 wrote them.

The rows are found again by their dates: each row holds one, always in the same place.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from articles.blocks import At, Row, TableBlock
from articles.timelines.columns import heading_role

_FEWEST_CELLS = 4


def with_rows(table: TableBlock, tells_date: Callable[[str], bool]) -> TableBlock:
    """The table with its rows; as it is, where it has columns or no dates that repeat."""
    if len(table.rows) < _FEWEST_CELLS or any(len(row.cells) != 1 for row in table.rows):
        return table
    texts = [row.cells[0].text for row in table.rows]
    dated = [index for index, text in enumerate(texts) if tells_date(text)]
    gaps = Counter(after - before for before, after in pairwise(dated))
    width = max(gaps, key=lambda gap: gaps[gap], default=1)
    if width == 1:
        return table
    headed = _header_size(texts[: dated[0]])
    start = max(headed - width, 0)
    caption = " ".join(texts[:start]) or table.caption
    rows = [table.rows[at : at + width] for at in range(start, len(table.rows), width)]
    if headed:
        header = tuple(row.cells[0].text for row in rows.pop(0))
        table = replace(table, header=header)
    joined = tuple(_joined(row, number) for number, row in enumerate(rows, start=1))
    return replace(table, caption=caption, rows=joined)


def _header_size(before: Sequence[str]) -> int:
    """How many cells stand up to the last heading before the first date."""
    named = [index for index, text in enumerate(before) if heading_role(text)]
    return named[-1] + 1 if named else 0


def _joined(cells: Sequence[Row], number: int) -> Row:
    first, last = cells[0].at, cells[-1].at
    at = At(line=first.line, last_line=last.line if len(cells) > 1 else None, row=number)
    return Row(cells=tuple(cell.cells[0] for cell in cells), at=at)
