"""First rows that are no records: the caption of a table, the headings of its columns."""

from datetime import UTC, datetime

import pytest

from articles.blocks import TableBlock
from articles.model import Article
from articles.read import read_article

AT = datetime(2026, 1, 5, tzinfo=UTC)
TEXT = "تفتح القاعة الكبرى أبوابها للزوار صباح كل يوم من أيام الأسبوع، وتبقى مفتوحة حتى المساء."
ROWS = [["3 مايو 2026", "افتتاح المعرض"], ["4 مايو 2026", "لقاء الخطاطين"]]


def _page(*rows: list[str]) -> Article:
    """A page with a table of plain cells."""
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<article><h1>أبواب القاعة الكبرى</h1><p>{TEXT}</p><table>{body}</table></article>"
    return read_article(page.encode(), name="a.html", at=AT)


def _table(*rows: list[str]) -> TableBlock:
    (table,) = (block for block in _page(*rows).blocks if isinstance(block, TableBlock))
    return table


@pytest.mark.parametrize(
    ("first", "count", "caption"),
    [
        (["برنامج القاعة", ""], 2, "برنامج القاعة"),
        (["", "برنامج القاعة"], 2, "برنامج القاعة"),
        (["برنامج القاعة", "برنامج القاعة"], 2, "برنامج القاعة"),
        (["برنامج القاعة", ""], 1, None),
        (["برنامج القاعة", "في الربيع"], 2, None),
    ],
)
def test_one_text_over_two_rows_is_the_caption(
    first: list[str], count: int, caption: str | None
) -> None:
    """Over a single row it may as well be the one above; two texts are headings."""
    table = _table(first, *ROWS[:count])
    assert table.caption == caption
    if caption:
        (timeline,) = _page(first, *ROWS[:count]).timelines
        assert timeline.title == caption
        assert [row.at.row for row in table.rows] == [1, 2]
        assert [row.cells[0].text for row in table.rows] == [row[0] for row in ROWS]


def test_texts_alone_in_their_rows_are_no_captions() -> None:
    """The second row must have two for the first to stand over it."""
    table = _table(["برنامج القاعة", ""], ["للزوار", ""], *ROWS, ["5 مايو 2026", "ختام"])
    assert table.caption is None
    assert [row.group for row in table.rows] == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("first", "header"),
    [
        (["التاريخ", "الحدث", ""], True),
        (["الفصل", "المجلس", "الديوان"], True),
        (["الفصل", "مجلس أهل الخط القديم", "الديوان"], True),
        (["الفصل", "مجلس أهل الخط العربي القديم", "الديوان"], False),
        (["الفصل", "المجلس", ""], False),
        (["الفصل 2", "المجلس", "الديوان"], False),
        (["2 مايو 2026", "معرض الرسم", "دمشق"], False),
    ],
)
def test_a_first_row_that_names_columns_is_the_header(first: list[str], *, header: bool) -> None:
    """By one heading that is known, or by four words or fewer in every cell, none a figure."""
    table = _table(first, *([*row, "بغداد"] for row in ROWS))
    assert table.header == (tuple(first) if header else ())
    assert [row.at.row for row in table.rows] == list(range(1, len(table.rows) + 1))
    assert table.rows[-1].cells[1].text == ROWS[-1][1]


def test_a_header_may_stand_over_one_row_with_figures() -> None:
    """Two rows are the fewest; without figures below, both may be anything."""
    assert _table(["التاريخ", "الحدث"], ROWS[0]).header == ("التاريخ", "الحدث")
    assert _table(["التاريخ", "الحدث"], ["غدا", "افتتاح"]).header == ()


def test_a_label_that_spans_the_columns_is_no_header() -> None:
    """The rows under it may be; what a page says stands."""
    wide = "<tr><td colspan=2>التاريخ</td></tr>"
    rows = "".join(f"<tr><td>{day}</td><td>{title}</td></tr>" for day, title in ROWS)
    page = f"<article><h1>القاعة</h1><p>{TEXT}</p><table>{wide}{rows}</table></article>"
    article = read_article(page.encode(), name="a.html", at=AT)
    (table,) = (block for block in article.blocks if isinstance(block, TableBlock))
    assert (table.caption, table.header, table.rows[0].group) == (None, (), True)
    first, last = rows.split("<tr>")[1:]
    page = f"<article><p>{TEXT}</p><table><tr>{first}{wide}<tr>{last}</table></article>"
    article = read_article(page.encode(), name="a.html", at=AT)
    assert [event.group for event in article.timelines[0].events] == [None, "التاريخ"]


@pytest.mark.parametrize(("later", "told"), [(19, True), (20, False)])
def test_the_first_twenty_rows_tell_what_columns_hold(later: int, *, told: bool) -> None:
    """A column of days that are all still open there holds no dates."""
    rows = [["التاريخ", "الحدث"], *[["يعلن لاحقا", "لقاء 1"]] * later, ["3 مايو 2026", "ختام"]]
    assert bool(_page(*rows).timelines) is told


def test_rows_may_be_shorter_than_the_header() -> None:
    """A cell that is missing is an empty one."""
    article = _page(["التاريخ", "الحدث", "المكان"], *ROWS, [*ROWS[0], "بغداد"])
    assert [event.place for event in article.timelines[0].events] == [None, None, "بغداد"]
