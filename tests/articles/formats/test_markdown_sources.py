"""Markdown: the lines that blocks stood on, and what is wrong with front matter."""

from datetime import UTC, datetime

import pytest

from articles.draft import Draft, RawBody
from articles.errors import ReadError
from articles.formats.markdown import read_markdown

AT = datetime(2026, 1, 5, tzinfo=UTC)
TEXT = "تفتح القاعة الكبرى أبوابها للزوار صباح كل يوم."


def _read(*lines: str) -> Draft:
    return read_markdown(RawBody(content="\n".join(lines).encode(), name="a.md", at=AT))


def _places(*lines: str) -> list[tuple[int | None, int | None]]:
    return [(piece.block.at.line, piece.block.at.last_line) for piece in _read(*lines).pieces]


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        ([TEXT], [(1, None)]),
        ([TEXT, TEXT], [(1, 2)]),
        ([TEXT, TEXT, TEXT, "", TEXT], [(1, 3), (5, None)]),
        (["---", "title: أبواب", "---", TEXT, "", TEXT], [(4, None), (6, None)]),
        (["---", "---", "", TEXT], [(4, None)]),
        (["```", TEXT, "```", "", TEXT], [(1, 3), (5, None)]),
        ([TEXT, "", "- باب", "- نافذة"], [(1, None), (3, 4)]),
        (
            [TEXT, "", "<div>", f"<p>{TEXT}</p>", f"<p>{TEXT}</p>", "</div>"],
            [(1, None), (4, None), (5, None)],
        ),
        ([TEXT, "", "<p>", TEXT, "</p>", "", TEXT], [(1, None), (3, None), (7, None)]),
    ],
)
def test_blocks_know_their_lines(
    lines: list[str], places: list[tuple[int | None, int | None]]
) -> None:
    """The first, and the last where it is another; front matter counts."""
    assert _places(*lines) == places


def test_front_matter_may_be_empty() -> None:
    """An editor writes the fences before the keys."""
    assert _read("---", "---", TEXT).metadata.title is None


@pytest.mark.parametrize(
    ("matter", "line"),
    [
        (["title: أبواب: القاعة"], 2),
        (["title: أبواب", "tags: [باب", "date: 2026"], 4),
        (["- أبواب"], None),
    ],
)
def test_front_matter_that_cannot_be_read_is_named(matter: list[str], line: int | None) -> None:
    """With its line, as an editor counts, where the fault has one."""
    with pytest.raises(ReadError, match="front matter") as error:
        _read("---", *matter, "---", TEXT)
    assert error.value.line == line
