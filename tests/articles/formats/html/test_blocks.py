"""Headings, paragraphs, lists, quotes and pictures of a page, with their levels and places."""

import pytest

from articles.blocks import ImageBlock, ListBlock, TextBlock
from articles.draft import Selectors
from tests.articles.formats.html.webpage import (
    OPENING,
    blocks,
    list_of,
    paragraphs,
    read_page,
    texts,
)


def _inside(tag: str, times: int, body: str) -> str:
    return f"<{tag}>" * times + body + f"</{tag}>" * times


@pytest.mark.parametrize(
    ("element", "level"), [("h1", 2), ("h2", 2), ("h3", 3), ("h4", 4), ("h5", 5), ("h6", 6)]
)
def test_a_heading_has_the_level_of_its_element_below_the_title(element: str, level: int) -> None:
    """The first level is that of the title, which stands outside the text."""
    (heading, _) = blocks(f"<{element}>قبل الباب</{element}><p>كلام</p>")
    assert isinstance(heading, TextBlock)
    assert (heading.type, heading.level) == ("heading", level)


@pytest.mark.parametrize(
    ("paragraph", "heading"),
    [
        ("<p><b>قبل الباب</b></p>", True),
        ("<p><strong>قبل الباب</strong></p>", True),
        ("<p><span><b>قبل الباب</b></span></p>", True),
        ("<p><a><strong>قبل الباب</strong></a></p>", True),
        ("<p><i>قبل الباب</i></p>", False),
        ("<p><i><b>قبل الباب</b></i></p>", False),
        ("<p><b>قبل</b><b>الباب</b></p>", False),
        ("<p>قبل <b>الباب</b></p>", False),
        ("<p><b>قبل</b> الباب</p>", False),
        ("<p><span>قبل <b>الباب</b></span></p>", False),
        ("<p>قبل الباب</p>", False),
    ],
)
def test_a_paragraph_that_is_bold_as_a_whole_names_the_list_below(
    paragraph: str, *, heading: bool
) -> None:
    """Many sites write their headings so; a bold word in a paragraph is none."""
    body = f"{paragraph}<ul><li>3 مايو: افتتاح<li>4 مايو: ختام</ul>"
    article = read_page(f"<article>{paragraphs(*OPENING)}{body}</article>")
    assert (article.timelines[0].title == "قبل الباب") == heading


@pytest.mark.parametrize(("depth", "kind"), [(100, "heading"), (101, "paragraph")])
def test_elements_a_hundred_deep_are_still_blocks(depth: int, kind: str) -> None:
    """What lies deeper keeps its words only."""
    found = blocks(_inside("div", depth, "<h3>عنوان</h3><p>كلام</p>"))
    assert [(block.type, getattr(block, "text", "")) for block in found] == [
        (kind, "عنوان"),
        ("paragraph", "كلام"),
    ]


def test_four_lists_in_one_another_have_items_and_what_is_deeper_is_in_them() -> None:
    """Lists of that depth are menus, or mistakes."""
    block = list_of("".join(f"<ul><li>{item}" for item in "أبجدهو"))
    assert [(item.text, item.at.item) for item in block.items] == [
        ("أ", 1),
        ("ب", 2),
        ("ج", 3),
        ("د\nه\nو", 4),
    ]


@pytest.mark.parametrize(("element", "ordered"), [("ol", True), ("ul", False), ("menu", False)])
def test_a_list_is_ordered_where_its_element_is(element: str, *, ordered: bool) -> None:
    assert list_of(f"<{element}><li>أول<li>ثان</{element}>").ordered == ordered


@pytest.mark.parametrize(
    ("body", "items"),
    [
        ("<dt>الباب<dd>مفتوح<dd>كبير<dd hidden>x", ["الباب: مفتوح", "الباب: كبير"]),
        ("<dt>الباب</dt><dd>مفتوح</dd><dd>كبير</dd>", ["الباب: مفتوح", "الباب: كبير"]),
        ("<dt>الباب<dd>مفتوح<dl><dt>يوم<dd>الأحد</dl>", ["الباب: مفتوح", "يوم: الأحد"]),
        ("<dt>الباب<dd><div>قال:</div>ادخلوا", ["الباب: قال:\nادخلوا"]),
        ("<dt>الباب<dd>قال:<br>ادخلوا", ["الباب: قال:\nادخلوا"]),
        ("<dt>الباب<dd><p>مفتوح</p><p>كبير</p>", ["الباب: مفتوح\nكبير"]),
        ("<dd>قال:<br>ادخلوا<dd> ", ["قال:\nادخلوا"]),
    ],
)
def test_only_the_term_of_a_definition_is_on_its_line(body: str, items: list[str]) -> None:
    """The lines of the definition itself stay."""
    block = list_of(f"<dl>{body}</dl>")
    assert [item.text for item in block.items] == items
    assert [item.at.item for item in block.items] == list(range(1, len(items) + 1))


def test_the_words_of_a_quote_are_quoted_and_its_heading_is_not() -> None:
    """Even without a paragraph of their own."""
    found = blocks("<blockquote><h3>رأي</h3>كلام حر<p>كلام</p></blockquote>")
    assert [(block.type, getattr(block, "text", "")) for block in found] == [
        ("heading", "رأي"),
        ("quote", "كلام حر"),
        ("quote", "كلام"),
    ]


def test_the_line_that_opens_details_is_a_paragraph_over_them() -> None:
    """It has no level among the headings of the page."""
    found = blocks("<details><summary>المزيد عن القاعة</summary><p>كلام</p></details>")
    assert [getattr(block, "level", 0) for block in found] == [None, None]
    assert texts("<details><summary>المزيد</summary><p>كلام</p></details>") == ["المزيد", "كلام"]


@pytest.mark.parametrize(
    ("body", "types"),
    [
        (
            (
                "<i>لوحات</i> الخط العربي التي بقيت في بيوت أصحابها.<img src='/a.jpg'>"
                "وعادت بعد عام كامل إلى متحف المدينة القديمة في يوم افتتاحه."
            ),
            ["paragraph", "image", "paragraph"],
        ),
        ("قبل <span>وسط</span> بعد", ["paragraph"]),
        ("قبل<span><p>وسط</p></span>بعد", ["paragraph", "paragraph", "paragraph"]),
        ("<p>قبل<img src='/a.jpg'>بعد</p>", ["paragraph", "image"]),
        ("<p>قبل</p><img src='data:x'>", ["paragraph"]),
        ("<figure><img><figcaption>لا صورة</figcaption></figure>", []),
        ("<figure><p>كلام</p></figure>", ["paragraph"]),
    ],
)
def test_pictures_and_blocks_part_the_words_around_them(body: str, types: list[str]) -> None:
    """A picture without an address is none."""
    assert [block.type for block in blocks(body)] == types


@pytest.mark.parametrize(
    ("told", "width"),
    [
        ("640", 640),
        ("640px", 640),
        ("1", 1),
        ("0", None),
        ("99999", 99_999),
        ("100000", None),
        ("100%", None),
        ("auto", None),
        ("٦٤٠", None),
    ],
)
def test_a_picture_is_as_wide_as_the_page_says_in_pixels(told: str, width: int | None) -> None:
    """Readers of feeds take a width at its word."""
    (block,) = blocks(f"<img src='/a.jpg' width='{told}'>")
    assert isinstance(block, ImageBlock)
    assert (block.image.width, block.image.height, block.image.caption) == (width, None, None)


def test_each_block_tells_its_path_and_line() -> None:
    """Skipped elements count too: the path is that of the page."""
    found = blocks(
        "\n<div>أ</div>\n<script>x</script><div>ب<p>ج</p>د</div><div hidden></div><div>ه</div>"
    )
    assert [(block.at.line, block.at.xpath) for block in found] == [
        (2, "/html/body[1]/article[1]/div[1]"),
        (3, "/html/body[1]/article[1]/div[2]"),
        (3, "/html/body[1]/article[1]/div[2]/p[1]"),
        (3, "/html/body[1]/article[1]/div[2]"),
        (3, "/html/body[1]/article[1]/div[4]"),
    ]


@pytest.mark.parametrize(
    ("keep", "kept"),
    [
        ((".dates",), 1),
        ((".dates", ".dates table"), 1),
        (("main",), 0),
        (("article",), 0),
    ],
)
def test_what_is_kept_is_read_once(keep: tuple[str, ...], kept: int) -> None:
    """Where a selector matches a part of what another matches, or the article itself."""
    table = "<table><tr><td>3 مايو<td>افتتاح<tr><td>4 مايو<td>ختام</table>"
    article = f"<main><article>{paragraphs(*OPENING)}</article></main>"
    found = read_page(
        f"<div class=dates>{table}</div>{article}", selectors=Selectors(keep=keep)
    ).blocks
    assert [block.type for block in found].count("table") == kept
    assert len(found) == len(OPENING) + kept


def test_what_is_dropped_inside_what_is_dropped_is_told_once() -> None:
    """The outer one is told with all its words."""
    body = f"<article>{paragraphs(*OPENING)}<div>إعلان <div>هنا</div></div></article>"
    found = read_page(body, selectors=Selectors(drop=("div", "html"))).dropped
    assert [(line.text, line.rule) for line in found] == [("إعلان هنا", "css div")]


def test_a_list_without_words_is_none() -> None:
    """Nobody sees that it is there."""
    assert not any(isinstance(block, ListBlock) for block in blocks("<ul><li> <li hidden>أ</ul>"))
