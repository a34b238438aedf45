"""The walk over a page: every shape that holds words or dates keeps them, with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.blocks import ImageBlock, Link, ListBlock, TableBlock, TextBlock
from articles.draft import MAX_ROWS, Piece
from articles.formats.html.tree import parse_html
from articles.formats.html.walk import Walk


def walk(html: str) -> list[Piece]:
    tree, _ = parse_html(html)
    return list(Walk(base_url="https://news.example/a/b").pieces(tree))


def texts(html: str) -> list[str]:
    return [piece.text for piece in walk(html)]


def table(html: str) -> TableBlock:
    (piece,) = walk(html)
    assert isinstance(piece.block, TableBlock)
    return piece.block


def cells(block: TableBlock) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in block.rows]


def test_blocks_come_in_order_with_their_markup() -> None:
    """A heading is a heading because the page says so."""
    pieces = walk("<h2>عنوان</h2>كلام حر<p>فقرة</p><p><b>غامق</b></p>")
    assert [(piece.text, piece.markup) for piece in pieces] == [
        ("عنوان", "heading"),
        ("كلام حر", "plain"),
        ("فقرة", "paragraph"),
        ("غامق", "strong"),
    ]


def test_links_are_spans_with_absolute_addresses() -> None:
    """A link survives without markup in the text."""
    (piece,) = walk(
        "<p>قال <a href='/x'>إن  <b>الأمر</b></a> تم <a href='javascript:x()'>هنا</a></p>"
    )
    assert isinstance(piece.block, TextBlock)
    assert piece.block.text == "قال إن الأمر تم هنا"
    assert piece.block.links == (Link(span=(4, 12), url="https://news.example/x"),)


def test_two_line_ends_part_paragraphs_and_one_parts_lines() -> None:
    """Old pages have no `<p>`."""
    assert texts("<div>أول<br>ثان<br><br>ثالث <a href='/x'>رابط</a></div>") == [
        "أول\nثان",
        "ثالث رابط",
    ]


def test_a_link_after_a_parted_paragraph_keeps_its_span() -> None:
    """Parting a text moves the spans of what follows."""
    piece = walk("<div>أول<br><br>ثالث <a href='/x'>رابط</a></div>")[1]
    assert isinstance(piece.block, TextBlock)
    (link,) = piece.block.links
    assert piece.block.text[slice(*link.span)] == "رابط"


def test_rows_that_span_are_filled_down_and_section_rows_are_groups() -> None:
    """A date that spans two rows dates both events; "المرحلة الثانية" is no event."""
    block = table(
        "<table><caption>المراحل</caption><tr><th>التاريخ<th>الحدث</tr>"
        "<tr><td rowspan=2>1 مايو<td>أ</tr><tr><td>ب</tr><tr><td colspan=2>المرحلة الثانية</tr>"
        "<tr><td>2 مايو<td>ج</tr></table>"
    )
    assert (block.caption, block.header) == ("المراحل", ("التاريخ", "الحدث"))
    assert cells(block) == [["1 مايو", "أ"], ["1 مايو", "ب"], ["المرحلة الثانية"], ["2 مايو", "ج"]]
    assert [row.group for row in block.rows] == [False, False, True, False]
    assert [row.at.row for row in block.rows] == [1, 2, 3, 4]


def test_a_table_in_a_layout_table_is_read_once() -> None:
    """Old templates lay pages out with tables."""
    html = "<table><tr><td><p>قبل</p><table><tr><td>1 مايو<td>أ</tr></table></td></tr></table>"
    pieces = walk(html)
    assert [piece.text for piece in pieces] == ["قبل", "1 مايو أ"]


@pytest.mark.parametrize("span", ["1000000000", "-3", "x", "0"])
def test_absurd_spans_cost_nothing(span: str) -> None:
    """A page may claim a cell a billion rows high."""
    block = table(f"<table><tr><td rowspan={span} colspan={span}>أ<td>ب</tr><tr><td>ج</tr></table>")
    assert len(block.rows) == 2
    assert all(len(row.cells) <= 4 for row in block.rows)


def test_an_endless_table_is_cut_and_the_cut_is_noted() -> None:
    """Bounded, and said so."""
    tree, _ = parse_html("<table>" + "<tr><td>1<td>أ</tr>" * (MAX_ROWS + 10) + "</table>")
    reader = Walk(base_url=None)
    (piece,) = reader.pieces(tree)
    assert isinstance(piece.block, TableBlock)
    assert len(piece.block.rows) == MAX_ROWS
    assert [note.code for note in reader.notes] == ["table-cut"]


def test_items_of_inner_lists_follow_their_item() -> None:
    """Nothing is lost and nothing stands twice."""
    (piece,) = walk("<ul><li>أ<ul><li>ب</li></ul></li><li>ج</li></ul>")
    assert isinstance(piece.block, ListBlock)
    assert [(item.text, item.at.item) for item in piece.block.items] == [
        ("أ", 1),
        ("ب", 2),
        ("ج", 3),
    ]


def test_a_definition_stands_behind_its_term() -> None:
    """`<dl>` is how some sites write a timeline."""
    (piece,) = walk("<dl><dt>1 مايو</dt><dd>أ</dd><dd><p>ب</p></dd></dl>")
    assert piece.shape == "definition"
    assert piece.text.split("\n") == ["1 مايو: أ", "1 مايو: ب"]


@pytest.mark.parametrize(
    "box",
    [
        "<div class=item><span class=date>{day} مايو 2025</span><h4>{title}</h4><p>شرح</p></div>",
        (
            "<section class='tl x{day}'><time>{day} مايو 2025</time>"
            "<div>{title}<p>شرح</p></div></section>"
        ),
        (
            "<article class=event><div><b>{day} مايو 2025</b></div>"
            "<div><h3>{title}</h3>شرح</div></article>"
        ),
    ],
)
def test_boxes_of_dates_and_titles_are_one_timeline(box: str) -> None:
    """Page builders make timelines of boxes; extractors lose them whole."""
    boxes = "".join(box.format(day=day, title=f"حدث {day}") for day in (3, 4, 5))
    pieces = walk(f"<h2>الخط الزمني</h2><div>{boxes}</div><p>بعدها</p>")
    assert [piece.shape for piece in pieces][1] == "widget"
    block = pieces[1].block
    assert isinstance(block, ListBlock)
    assert [item.text.split("\n") for item in block.items] == [
        [f"{day} مايو 2025", f"حدث {day}", "شرح"] for day in (3, 4, 5)
    ]
    assert pieces[2].text == "بعدها"


def test_boxes_of_headlines_are_no_timeline() -> None:
    """Related articles come in boxes too; they stay pieces for the judge."""
    boxes = "<div class=card><h4><a href='/1'>خبر عن مدينة</a></h4></div>" * 4
    assert all(piece.shape == "list" for piece in walk(boxes))


def test_the_pages_own_words_against_a_part_go_along() -> None:
    """A class "related-posts" is a hint for the judge, on everything inside."""
    (piece,) = walk("<div class='jp relatedPosts'><div><p>خبر آخر</p></div></div>")
    assert piece.suspicion is not None
    assert piece.suspicion.why == "related"
    assert walk("<div class=correlated><p>نص</p></div>")[0].suspicion is None


def test_what_nobody_sees_is_not_read() -> None:
    """Scripts, styles, templates, hidden parts and controls are no text."""
    hidden = (
        "<script>x</script><style>x</style><template>x</template><noscript>x</noscript>"
        "<p style='display: none'>x</p><p hidden>x</p><button>x</button><svg><text>x</text></svg>"
    )
    assert texts(f"{hidden}<p>نص</p>") == ["نص"]


def test_a_picture_loaded_late_keeps_its_address_and_caption() -> None:
    """Lazy loading hides the address in another attribute."""
    (piece,) = walk(
        "<figure><img src='data:image/gif;base64,AA' data-src='/p.jpg' alt='قاعة' width=640>"
        "<figcaption>القاعة الكبرى</figcaption></figure>"
    )
    assert isinstance(piece.block, ImageBlock)
    image = piece.block.image
    assert (image.url, image.alt, image.caption, image.width) == (
        "https://news.example/p.jpg",
        "قاعة",
        "القاعة الكبرى",
        640,
    )


def test_each_piece_says_where_it_stood() -> None:
    """Line and path lead a person back to the source."""
    piece = walk("<html><body>\n<div>\n<p>أ</p>\n<p>ب</p></div></body></html>")[1]
    assert (piece.block.at.line, piece.block.at.xpath) == (4, "/html/body[1]/div[1]/p[2]")


def test_words_below_very_deep_elements_stay() -> None:
    """Depth costs structure, never words."""
    assert texts("<div>" * 200 + "<p>نص</p>" + "</div>" * 200) == ["نص"]


def test_ten_thousand_levels_are_cut_and_the_cut_is_noted() -> None:
    """A bomb of elements ends in a note, not in an overflow."""
    tree, notes = parse_html("<p>قبل</p>" + "<div>" * 10_000 + "نص")
    assert [piece.text for piece in Walk(base_url=None).pieces(tree)] == ["قبل"]
    assert [note.code for note in notes] == ["depth-cut"]


_MARKUP = "< > </ = \" ' & ; ! -- \n أ 1 div table td rowspan=2 li br p a href ul dl dt".split(" ")


@given(st.lists(st.sampled_from(_MARKUP)).map(" ".join) | st.text())
def test_any_markup_is_read_without_an_error(html: str) -> None:
    """Real pages are broken in ways that nobody lists."""
    walk(html)
