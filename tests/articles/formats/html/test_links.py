"""Words of inline elements: spaces, breaks, the spans of links, what the page hides."""

import pytest

from tests.articles.formats.html.webpage import blocks, texts


def _linked(body: str) -> list[list[str]]:
    """The words under each link, by paragraph or item."""
    found = blocks(body)
    items = [one for block in found for one in getattr(block, "items", [block])]
    return [[one.text[slice(*link.span)] for link in one.links] for one in items]


@pytest.mark.parametrize(
    ("body", "linked"),
    [
        ("<p><a href='/x'>رابط</a> أول</p>", [["رابط"]]),
        ("<p>أول <a href='/x'>رابط</a></p>", [["رابط"]]),
        ("<p><a href='/x'>رابط <b>طويل</b> جدا</a></p>", [["رابط طويل جدا"]]),
        ("<p><a href='/x'>أول</a> <a href='/y'>ثان</a></p>", [["أول", "ثان"]]),
        ("<p><a href='/x'>أول</a>، <a href='/x'>ثان</a></p>", [["أول", "ثان"]]),
        ("<p>أول<br><br><a href='/x'>رابط</a> بعده</p>", [[], ["رابط"]]),
        ("<p><a href='/x'>رابط</a><br><br>بعده <a href='/y'>آخر</a></p>", [["رابط"], ["آخر"]]),
        ("<p><a href='/x'>رابط<br><br>بعده</a></p>", [["رابط"], ["بعده"]]),
        ("<p><a href='/x'>رابط<br>بعده</a></p>", [["رابط\nبعده"]]),
        ("<dl><dt>الباب<dd>في <a href='/x'>الوسط</a></dl>", [["الوسط"]]),
        (
            "<ul><li>أ<li><a href='/x'>رابط</a><ul><li><a href='/x'>آخر</a></ul></ul>",
            [[], ["رابط"], ["آخر"]],
        ),
        ("<p><b href='/x'>لا رابط</b></p>", [[]]),
        ("<p><a href='mailto:a@news.example'>لا رابط</a></p>", [[]]),
    ],
)
def test_a_link_lies_over_its_own_words(body: str, linked: list[list[str]]) -> None:
    """At the edges of a paragraph, beside another link and across paragraphs too."""
    assert _linked(body) == linked


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>أول <b>ثان</b> ثالث</p>", ["أول ثان ثالث"]),
        ("<p>أول<b>ثان</b>ثالث</p>", ["أولثانثالث"]),
        ("<p>و<b> ثان </b>ثالث</p>", ["و ثان ثالث"]),
        ("<p>أول\n  ثان <b> </b> ثالث </p>", ["أول ثان ثالث"]),
        ("<p>أول<br>ثان</p>", ["أول\nثان"]),
        ("<p>أول<br> <br>ثان<br><br><br>ثالث</p>", ["أول", "ثان", "ثالث"]),
        ("<p><br><br>أول<br><br></p>", ["أول"]),
    ],
)
def test_white_space_is_folded_and_breaks_stay(body: str, words: list[str]) -> None:
    """As a browser shows it."""
    assert texts(body) == words


@pytest.mark.parametrize(
    ("attribute", "hidden"),
    [
        ("hidden", True),
        ("aria-hidden=true", True),
        ("aria-hidden=false", False),
        ("style='color: red'", False),
        ("style='DISPLAY : none'", True),
        ("class=x", False),
    ],
)
def test_what_the_page_hides_is_not_read(attribute: str, *, hidden: bool) -> None:
    """In a block, in a paragraph, in a list and in a table alike."""
    bodies = (
        f"<p>ظاهر.</p><p {attribute}>مستور</p>",
        f"<p>ظاهر <b {attribute}>مستور</b></p>",
        f"<ul><li>ظاهر<li {attribute}>مستور</ul>",
        f"<ul><li>ظاهر<ul {attribute}><li>مستور</ul></ul>",
        f"<dl><dt>ظاهر<dd>آخر<dd {attribute}>مستور</dl>",
        f"<table><tr><td>ظاهر<td>آخر<td {attribute}>مستور</table>",
    )
    assert [("مستور" not in str(blocks(body))) for body in bodies] == [hidden] * 6
