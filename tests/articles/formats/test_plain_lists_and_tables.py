"""Lists and tables of plain text: which lines they take, where these stood, what was mended."""

from datetime import UTC, datetime

import pytest

from articles.blocks import ListBlock, TableBlock
from articles.draft import RawBody
from articles.formats.plaintext import read_plaintext
from articles.model import Article
from articles.read import read_article

AT = datetime(2026, 1, 5, tzinfo=UTC)
TEXT = "تفتح القاعة الكبرى أبوابها للزوار صباح كل يوم من أيام الأسبوع، وتبقى مفتوحة حتى المساء."
MORE = "ويقول القائمون على القاعة إن الدخول إليها ميسر، وإن الأطفال يدخلون مع أهلهم وحدهم."


def _read(*lines: str) -> Article:
    return read_article("\n".join(["أبواب القاعة", TEXT, *lines]).encode(), name="a.txt", at=AT)


def _lists(*lines: str) -> list[list[tuple[str, int | None, int | None]]]:
    """The items of each list, with the first and the last of their lines."""
    blocks = (block for block in _read(*lines).blocks if isinstance(block, ListBlock))
    return [[(item.text, item.at.line, item.at.last_line) for item in one.items] for one in blocks]


def _table(*lines: str) -> TableBlock:
    (table,) = (block for block in _read(*lines).blocks if isinstance(block, TableBlock))
    return table


def _cells(*lines: str) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in _table(*lines).rows]


def test_a_list_at_the_end_of_a_text() -> None:
    """The last item may be the last line."""
    assert _lists("- معرض الخط:", "- لقاء الخطاطين:") == [
        [("معرض الخط:", 3, None), ("لقاء الخطاطين:", 4, None)]
    ]


def test_an_item_goes_on_in_lines_that_stand_in() -> None:
    """Also where the bullet stands alone on its line; after a blank line nothing goes on."""
    assert _lists("- معرض الخط", "  كل صباح", "  ومساء", "- لقاء", MORE) == [
        [("معرض الخط كل صباح ومساء", 3, 5), ("لقاء", 6, None)]
    ]
    assert _lists("-", "معرض الخط", "-", "لقاء", MORE) == [[("معرض الخط", 3, 4), ("لقاء", 5, 6)]]
    assert _lists("- معرض الخط", "", "  كل صباح", MORE) == [[("معرض الخط", 3, None)]]


@pytest.mark.parametrize("count", [1, 2])
def test_one_line_with_a_number_is_no_list(count: int) -> None:
    """Sections of an article are numbered so; one line with a bullet is a list."""
    numbered = ["1. معرض الخط كل صباح", "2. لقاء الخطاطين كل مساء"][:count]
    assert len(_lists(*numbered, MORE)) == (count == 2)
    assert len(_lists("- معرض الخط كل صباح", MORE)) == 1


@pytest.mark.parametrize("count", [1, 2])
def test_one_line_with_a_pipe_is_no_table(count: int) -> None:
    """A headline of a site may have one: "title | newspaper"."""
    rows = ["الباب | الصحيفة", "النافذة | المجلة"][:count]
    blocks = _read(*rows, MORE).blocks
    assert any(isinstance(block, TableBlock) for block in blocks) is (count == 2)


@pytest.mark.parametrize("letters", [200, 201])
def test_a_row_that_lost_its_pipes_is_a_row_up_to_two_hundred_letters(letters: int) -> None:
    """A longer line between two tables is text."""
    lost = ("كلمة " * 50)[: letters - 1] + "ن"
    tables = [
        block
        for block in _read("معرض | صباحا", lost, "لقاء | مساء").blocks
        if isinstance(block, TableBlock)
    ]
    assert len(tables) == (letters == 200)


@pytest.mark.parametrize("gap", ["before", "after", "neither"])
def test_a_line_between_tables_with_a_blank_line_is_text(gap: str) -> None:
    """A row stands close to both of its neighbours."""
    before, after = [""] * (gap == "before"), [""] * (gap == "after")
    rows = ["معرض | صباحا", "خط | ظهرا", *before, "استراحة", *after, "لقاء | مساء", "ختام | ليلا"]
    tables = [block for block in _read(*rows).blocks if isinstance(block, TableBlock)]
    assert len(tables) == (1 if gap == "neither" else 2)


def test_the_header_of_a_second_table_is_no_row_of_the_first() -> None:
    """A line over a rule begins a table, also where the line before it lost its pipes."""
    rows = [
        "باب | وقت",
        "---|---",
        "معرض | صباحا",
        "القسم الثاني",
        "باب | وقت",
        "---|---",
        "لقاء | مساء",
    ]
    tables = [block for block in _read(*rows).blocks if isinstance(block, TableBlock)]
    assert [len(table.rows) for table in tables] == [1, 1]


def test_a_header_and_its_rule_at_the_end_are_a_table_of_their_own() -> None:
    """Also where no row follows: the line before them is no row of the first table."""
    rows = ["باب | وقت", "---|---", "معرض | صباحا", "القسم الثاني", "باب | وقت", "---|---"]
    tables = [block for block in _read(*rows).blocks if isinstance(block, TableBlock)]
    assert [len(table.rows) for table in tables] == [1, 0]


def test_an_empty_row_is_a_row_of_a_table_of_one_column() -> None:
    """Its one cell has no words, but is there."""
    table = _read("| باب |", "|---|", "| معرض |", "|", "| لقاء |")
    assert "row-short" not in [note.code for note in table.notes]


@pytest.mark.parametrize("rows", [5000, 5001])
def test_a_table_of_five_thousand_rows_is_not_cut(rows: int) -> None:
    """The next one is left out, and a note says so."""
    lines = "\n".join(["معرض | صباحا"] * rows)
    draft = read_plaintext(RawBody(content=lines.encode(), name="a.txt", at=AT))
    assert [note.code for note in draft.notes] == ["table-cut"] * (rows - 5000)


def test_numbers_before_dates_count_on_in_an_ordered_list() -> None:
    """Otherwise they are days: "3. 11 March" is no third item of a list that begins with it."""
    lines = ["1. 11 مارس: معرض الخط", "2. 12 مارس: لقاء الخطاطين"]
    (block,) = (block for block in _read(*lines, MORE).blocks if isinstance(block, ListBlock))
    assert block.ordered
    assert [(item.text, item.at.item) for item in block.items] == [
        ("11 مارس: معرض الخط", 1),
        ("12 مارس: لقاء الخطاطين", 2),
    ]
    assert _lists("3. 11 مارس: معرض الخط", "4. 12 مارس: لقاء الخطاطين", MORE) == []


def test_a_row_with_too_many_cells_keeps_all_its_words() -> None:
    """The last cells stay together; an empty first one goes; short rows are filled."""
    header = ["باب | وقت | مكان", "---|---|---", "معرض | صباحا | بهو", "لقاء | مساء | ركن"]
    assert _cells(*header, "ختام | ليلا | بهو | مجانا")[-1] == ["ختام", "ليلا", "بهو | مجانا"]
    assert _cells(*header, "| ختام | ليلا | بهو")[-1] == ["ختام", "ليلا", "بهو"]
    assert _cells(*header, "ختام | ليلا")[-1] == ["ختام", "ليلا", ""]
    assert _cells(*header, "| ليلا | بهو")[-1] == ["", "ليلا", "بهو"]
    notes = [note.code for note in _read(*header, "ختام | ليلا | بهو | مجانا", "خط | ظهرا").notes]
    assert notes.count("row-long") == 1
    assert notes.count("row-short") == 1


def test_most_rows_decide_whether_edges_have_pipes() -> None:
    """Then a pipe before a row is an empty first cell; half of them are not most."""
    assert _cells("معرض | صباحا", "لقاء | مساء", "| ليلا")[-1] == ["", "ليلا"]
    assert _cells("| معرض | صباحا", "| لقاء | مساء", "| ختام | ليلا")[-1] == ["ختام", "ليلا"]
    assert _cells("معرض | صباحا | بهو", "| لقاء | مساء")[-1] == ["", "لقاء", "مساء"]


def test_a_row_of_one_cell_over_a_rule_is_the_caption_of_a_wider_table() -> None:
    """In a table of one column it is the header."""
    wide = _table("| مواعيد القاعة |", "|---|", "| باب | وقت |", "|---|---|", "| معرض | صباحا |")
    assert (wide.caption, wide.header) == ("مواعيد القاعة", ("باب", "وقت"))
    narrow = _table("| باب |", "|---|", "| معرض |", "| لقاء |")
    assert (narrow.caption, narrow.header) == (None, ("باب",))


def test_a_table_and_its_rows_know_where_they_stood() -> None:
    """The table its first and last line, a row its line and its number."""
    table = _table("باب | وقت", "---|---", "معرض | صباحا", "لقاء | مساء", MORE)
    assert (table.at.line, table.at.last_line) == (3, 6)
    assert [(row.at.line, row.at.row) for row in table.rows] == [(5, 1), (6, 2)]
