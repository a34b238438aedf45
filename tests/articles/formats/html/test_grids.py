"""Tables of pages: which rows and cells they have, what is a header, what only lays a page out."""

import pytest

from articles.blocks import TableBlock
from tests.articles.formats.html.webpage import blocks, table_of, texts

ROW = "<tr><td>القاعة<td>الدور الأول</tr>"
NEXT = ["القاعة", "الدور الأول"]


def _rows(rows: str) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table_of(f"<table>{rows}</table>").rows]


@pytest.mark.parametrize(
    ("first", "header"),
    [
        ("<thead><tr><td>المكان<td>الموضع</thead>", True),
        ("<tr><th>المكان<th>الموضع</tr>", True),
        ("<tbody><tr><td>المكان<td>الموضع</tbody>", False),
        ("<tr><th>المكان<td>الموضع</tr>", False),
    ],
)
def test_a_header_is_marked_as_a_whole(first: str, *, header: bool) -> None:
    """A row that only begins with a heading is a row."""
    table = table_of(f"<table>{first}{ROW}</table>")
    assert table.header == (("المكان", "الموضع") if header else ())
    assert len(table.rows) == (1 if header else 2)


def test_rows_come_from_every_part_of_a_table() -> None:
    """Head, bodies and foot, and rows outside all of them."""
    rows = _rows(f"{ROW}<tbody>{ROW}</tbody><tbody>{ROW}</tbody><tfoot>{ROW}</tfoot>")
    assert rows == [NEXT] * 4


@pytest.mark.parametrize(
    ("cells", "row"),
    [
        ("<td colspan=1>أ<td>ب", ["أ", "ب"]),
        ("<td colspan=2>أ<td>ب", ["أ", "أ", "ب"]),
        ("<td colspan=x>أ<td>ب", ["أ", "ب"]),
        ("<td colspan=9>أ<td>ب", ["أ", "أ", "أ", "ب"]),  # the longest row has three
        ("<td>أ<td>", ["أ", ""]),
        ("<td>أ", ["أ"]),
    ],
)
def test_a_cell_spans_what_it_says_and_no_more_than_its_table_has(
    cells: str, row: list[str]
) -> None:
    """Spans that are never met say a thousand."""
    assert _rows(f"<tr><td>1<td>2<td>3</tr><tr>{cells}</tr>")[1] == row


@pytest.mark.parametrize(
    ("rows", "filled"),
    [
        ("<tr><td rowspan=1>أ<td>ب</tr><tr><td>ج<td>د</tr>", [["أ", "ب"], ["ج", "د"]]),
        ("<tr><td rowspan=2>أ<td>ب</tr><tr><td>ج</tr>", [["أ", "ب"], ["أ", "ج"]]),
        (
            "<tr><td rowspan=3>أ<td>ب</tr><tr><td>ج</tr><tr><td>د</tr>",
            [["أ", "ب"], ["أ", "ج"], ["أ", "د"]],
        ),
        (
            "<tr><td>أ<td>ب<td rowspan=2>ج</tr><tr><td>د</tr>",
            [["أ", "ب", "ج"], ["د", "", "ج"]],
        ),
        (
            "<tr><td>أ<td rowspan=2 colspan=2>ب<td>ج</tr><tr><td>د<td>ه</tr>",
            [["أ", "ب", "ب", "ج"], ["د", "ب", "ب", "ه"]],
        ),
        (
            "<tr><td>أ<td>ب<td rowspan=2>ج</tr><tr><td>د<td colspan=2>ه</tr>",
            [["أ", "ب", "ج"], ["د", "ه", "ج"]],
        ),
    ],
)
def test_a_cell_reaches_down_as_many_rows_as_it_says(rows: str, filled: list[list[str]]) -> None:
    """One day of a programme spans the rows of its hours; the next day begins with its own."""
    assert _rows(rows + ROW) == [*filled, NEXT]


@pytest.mark.parametrize(
    ("cells", "group"),
    [
        ("<td colspan=2>اليوم الأول", True),
        ("<td colspan=1>اليوم الأول", False),
        ("<td>اليوم الأول", False),
        ("<td colspan=2>اليوم الأول<td>صباحا", False),
    ],
)
def test_a_row_is_a_group_where_one_wide_cell_fills_it(cells: str, *, group: bool) -> None:
    """A short row is no label of a section."""
    row = table_of(f"<table>{ROW}<tr>{cells}</tr>{ROW}</table>").rows[1]
    assert row.group == group
    assert not group or [cell.text for cell in row.cells] == ["اليوم الأول"]


@pytest.mark.parametrize(
    ("table", "read"),
    [
        (f"<table>{ROW}</table>", True),
        (f"<table role=grid>{ROW}</table>", True),
        (f"<table role=presentation>{ROW}</table>", False),
        (f"<table role=none>{ROW}</table>", False),
        ("<table><tr><td>خبر طويل</td></tr></table>", False),
        ("<table><tr><td>خبر</td></tr><tr><td>طويل</td></tr></table>", True),
    ],
)
def test_a_table_that_says_so_or_has_one_cell_only_lays_out(table: str, *, read: bool) -> None:
    """Old templates lay pages out with tables: their cells are parts of the page."""
    assert isinstance(blocks(table)[0], TableBlock) == read


def test_a_table_without_words_is_none() -> None:
    """Templates leave empty ones behind."""
    assert texts("<table><tr><td></td><td> </td></tr></table><p>بعده</p>") == ["بعده"]


def test_a_row_has_a_hundred_cells_at_most() -> None:
    """Whatever the page says; a page of thousands of columns is an attack or a mistake."""
    assert len(_rows(ROW + f"<tr>{'<td>رقم' * 200}</tr>")[1]) == 100


def test_the_cells_of_a_layout_table_are_parts_of_the_page() -> None:
    """Each stands where it is, beside a table in another cell too; a sidebar is one."""
    body = (
        "<table><tr><td><p>قبل</p><table><tr><td>أ<td>ب</tr></table></td>"
        "<td>بعد</td></tr><tr><th>آخر</th></tr></table>"
    )
    found = [(block.type, block.at.xpath) for block in blocks(body)]
    assert found == [
        ("paragraph", "/html/body[1]/article[1]/table[1]/tr[1]/td[1]/p[1]"),
        ("table", "/html/body[1]/article[1]/table[1]/tr[1]/td[1]/table[1]"),
        ("paragraph", "/html/body[1]/article[1]/table[1]/tr[1]/td[2]"),
        ("paragraph", "/html/body[1]/article[1]/table[1]/tr[2]/th[1]"),
    ]
