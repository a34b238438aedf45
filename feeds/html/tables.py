"""A table of an article as HTML: caption, head, rows, and in a timeline the date of each row."""

from collections.abc import Callable, Sequence
from itertools import repeat

from articles.blocks import Cell, Row, TableBlock
from articles.model import Event, Timeline
from feeds.html.phrasing import Mark, link_marks, phrasing, time_mark, time_marks

# The caption of a timeline that has neither a caption nor a heading: "dates".
_UNNAMED = "المواعيد"


def table_content(
    block: TableBlock,
    timelines: Sequence[Timeline],
    events: Sequence[Event],
    base: str,
    named: Callable[[int], str],
) -> str:
    """What stands inside the `<table>` of `block`.

    Args:
        block: the table.
        timelines: those that it tells.
        events: those of its rows (`Event.at.row` says which).
        base: the address that links are relative to.
        named: the id of a row that tells an event; "" for none.
    """
    width = max((len(block.header), *(len(row.cells) for row in block.rows)))
    by_row = {event.at.row: event for event in reversed(events)}
    body = (
        _group(row, width)
        if row.group
        else _record(block, row, by_row.get(place), base, named(place))
        for place, row in enumerate(block.rows, start=1)
    )
    return f"{_caption(block, timelines)}{_head(block)}<tbody>{''.join(body)}</tbody>"


def _caption(block: TableBlock, timelines: Sequence[Timeline]) -> str:
    titles = (timeline.title or _UNNAMED for timeline in timelines)
    caption = block.caption or next(titles, None)
    return f"<caption>{phrasing(caption)}</caption>" if caption else ""


def _head(block: TableBlock) -> str:
    cells = "".join(f'<th scope="col">{phrasing(text)}</th>' for text in block.header)
    return f"<thead><tr>{cells}</tr></thead>" if cells else ""


def _group(row: Row, width: int) -> str:
    label = phrasing(" ".join(cell.text for cell in row.cells if cell.text))
    return f'<tr><th colspan="{width}">{label}</th></tr>'


def _record(block: TableBlock, row: Row, event: Event | None, base: str, name: str) -> str:
    roles = (*block.roles, *repeat("other", len(row.cells)))
    cells = (
        phrasing(cell.text, (*link_marks(cell.links, base), *_dates(cell, role, event)))
        for cell, role in zip(row.cells, roles, strict=False)
    )
    identified = f' id="{name}"' if name and event else ""
    return f"<tr{identified}>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _dates(cell: Cell, role: str, event: Event | None) -> list[Mark]:
    """The dates that a cell tells: where their words stand, else the whole cell."""
    if event is None or role not in {"date", "end"}:
        return []
    whens = [event.start, event.end] if role == "date" else [event.end]
    marks = list(time_marks(cell.text, whens))
    first = whens[0]
    if marks or first is None:
        return marks
    return [time_mark(0, len(cell.text), first)]
