"""Tables of which the source lost the rows: a cell a line, found again by their dates."""

from datetime import UTC, datetime

import pytest

from articles.blocks import TableBlock
from articles.model import Article
from articles.read import read_article

AT = datetime(2026, 1, 5, tzinfo=UTC)
TEXT = "تفتح القاعة الكبرى أبوابها للزوار صباح كل يوم من أيام الأسبوع، وتبقى مفتوحة حتى المساء."
HEAD = ["التاريخ", "الحدث"]
OPENING, MEETING, END = (
    ["3 فبراير 2026", "افتتاح"],
    ["4 فبراير 2026", "لقاء"],
    ["5 فبراير 2026", "ختام"],
)


def _read(*cells: str) -> Article:
    lines = ["أبواب القاعة الكبرى", TEXT, *(f"{cell}|" for cell in cells)]
    return read_article("\n".join(lines).encode(), name="a.txt", at=AT)


def _table(*cells: str) -> TableBlock:
    (table,) = (block for block in _read(*cells).blocks if isinstance(block, TableBlock))
    return table


@pytest.mark.parametrize(
    ("caption", "head"),
    [([], []), ([], HEAD), (["مواعيد القاعة"], HEAD), (["مواعيد", "القاعة"], HEAD)],
)
def test_rows_come_back_under_caption_and_header(caption: list[str], head: list[str]) -> None:
    """Each at the lines of its cells, from one; what stands over the header is the caption."""
    table = _table(*caption, *head, *OPENING, *MEETING, *END)
    assert table.caption == (" ".join(caption) or None)
    assert table.header == tuple(head)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [OPENING, MEETING, END]
    first = 3 + len(caption) + len(head)
    assert [(row.at.line, row.at.last_line, row.at.row) for row in table.rows] == [
        (first, first + 1, 1),
        (first + 2, first + 3, 2),
        (first + 4, first + 5, 3),
    ]


def test_a_last_row_that_was_cut_keeps_the_cells_that_it_has() -> None:
    """A row of one cell stands on one line."""
    table = _table(*HEAD, *OPENING, *MEETING, END[0])
    assert [len(row.cells) for row in table.rows] == [2, 2, 1]
    assert (table.rows[-1].at.line, table.rows[-1].at.last_line) == (9, None)


def test_rows_of_three_cells() -> None:
    """The commonest distance between two dates is the width."""
    article = _read(*HEAD, "المكان", *OPENING, "بغداد", *MEETING, "دمشق", *END)
    (timeline,) = article.timelines
    assert [(event.title, event.place) for event in timeline.events] == [
        ("افتتاح", "بغداد"),
        ("لقاء", "دمشق"),
        ("ختام", None),
    ]


@pytest.mark.parametrize("count", [3, 4])
def test_four_cells_make_rows_three_do_not(count: int) -> None:
    """Two dates and one event may as well be three lines."""
    table = _table(*[*OPENING, *MEETING][:count])
    assert [len(row.cells) for row in table.rows] == ([2, 2] if count == 4 else [1, 1, 1])


@pytest.mark.parametrize("event", ["حفل", "لقاء الخطاطين"])
def test_an_event_that_could_head_a_column_is_an_event(event: str) -> None:
    """Headings stand over the first date, not beside it."""
    table = _table(*HEAD, OPENING[0], event, *MEETING)
    assert table.header == tuple(HEAD)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        [OPENING[0], event],
        MEETING,
    ]


def test_lines_of_one_date_keep_to_themselves() -> None:
    """Nothing comes again that would tell where a row ends."""
    table = _table("مواعيد القاعة", *OPENING, "للجميع", "بلا مقابل")
    assert {len(row.cells) for row in table.rows} == {1}
