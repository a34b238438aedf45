"""Paragraphs of broken lines: when they are lists, and what becomes of their links."""

import pytest

from articles.blocks import At, Link, ListBlock, TextBlock
from articles.draft import Markup, Piece
from articles.formats.breaks import itemised

DAY = "الاثنين 2 مارس"


def _piece(*lines: str, markup: Markup = "paragraph", links: tuple[Link, ...] = ()) -> Piece:
    text = "\n".join(lines)
    block = TextBlock(type="paragraph", text=text, links=links, at=At(line=1))
    return Piece(block=block, markup=markup)


def _itemised(piece: Piece) -> list[Piece]:
    return list(itemised([piece], lambda text: text == DAY))


@pytest.mark.parametrize(
    ("lines", "heads", "items"),
    [
        (["- معرض", "- لقاء"], 0, 2),
        (["في القاعة", "- معرض", "- لقاء"], 1, 2),
        (["في القاعة", "كل صباح", "- معرض", "- لقاء"], 2, 2),
        ([DAY, "- معرض"], 1, 1),
        (["في القاعة", "- معرض"], 1, 0),
        (["في القاعة", DAY, "- معرض"], 1, 0),
        ([DAY, "كل صباح", "- معرض"], 1, 0),
        ([DAY, "كل صباح"], 1, 0),
        (["- معرض", "-", "- لقاء"], 1, 0),
        (["- معرض", "- لقاء", "كل صباح"], 1, 0),
        (["معرض"], 1, 0),
    ],
)
def test_a_paragraph_that_ends_in_bullets_is_a_list(
    lines: list[str], heads: int, items: int
) -> None:
    """Two items, or one under a line that is a date; a bullet has words after it."""
    *over, last = _itemised(_piece(*lines))
    if items:
        assert isinstance(last.block, ListBlock)
        assert [item.text for item in last.block.items] == [line[2:] for line in lines[heads:]]
        assert [one.text for one in over] == lines[:heads]
    else:
        assert last == _piece(*lines)


def test_a_date_over_bullets_is_strong_and_a_heading_is_no_list() -> None:
    """So that the day is found again; what markup tells stays."""
    assert [one.markup for one in _itemised(_piece(DAY, "- معرض"))] == ["strong", "plain"]
    assert _itemised(_piece("في القاعة", "- معرض", "- لقاء"))[0].markup == "paragraph"
    heading = _piece(DAY, "- معرض", markup="heading")
    assert _itemised(heading) == [heading]


def test_a_link_over_a_bullet_alone_is_none() -> None:
    """A link has words that it lies over."""
    links = (
        Link(span=(0, 2), url="https://a.example/1"),
        Link(span=(3, 9), url="https://a.example/2"),
    )
    (piece,) = _itemised(_piece("- معرض", "- لقاء", links=links))
    assert isinstance(piece.block, ListBlock)
    first, second = (item.links for item in piece.block.items)
    assert first == (Link(span=(1, 4), url="https://a.example/2"),)
    assert second == ()
