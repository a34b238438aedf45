"""Which element of a page is its article: by its name, by the share of the text that it holds."""

import pytest

from articles.errors import ReadError
from tests.articles.formats.html.webpage import read_page

DATES = "<table><tr><td>3 مايو<td>افتتاح<tr><td>4 مايو<td>ختام</table>"


def _paragraph(length: int, number: int, element: str = "p") -> str:
    words = f"تفتح القاعة رقم {number} من قاعات المتحف الكبير أبوابها للزوار كل يوم " * length
    return f"<{element}>{words[: length - 1].strip().ljust(length - 1, 'ا')}.</{element}>"


def _some(count: int, length: int, start: int = 0, element: str = "p") -> str:
    return "".join(_paragraph(length, start + number, element) for number in range(count))


def _read(body: str) -> list[str]:
    """The types of the blocks."""
    return [block.type for block in read_page(body, "<title>أبواب القاعة</title>").blocks]


def _count(body: str) -> int:
    return len(_read(f"<div class=entry-content>{body}</div>"))


@pytest.mark.parametrize(("length", "count"), [(425, 4), (424, 7)])
def test_an_article_by_name_holds_most_letters_of_the_paragraphs(length: int, count: int) -> None:
    """Eighty-five of a hundred; else the name is that of a part of it, and all of it is read."""
    named = f"<article>{_some(4, length)}</article>"
    assert _count(f"{named}<div>{_some(3, 100, start=4)}</div>") == count


@pytest.mark.parametrize(
    ("paragraphs", "length", "named"), [(5, 60, True), (4, 60, False), (6, 59, False)]
)
def test_an_article_by_name_has_some_long_paragraphs(
    paragraphs: int, length: int, *, named: bool
) -> None:
    """Three hundred letters in paragraphs of sixty; a teaser is no article."""
    article = f"<article>{_some(paragraphs, length)}</article>"
    beside = f"<ul>{_some(4, 200, start=6, element='li')}</ul>"
    assert _count(f"{article}{beside}") == paragraphs + (0 if named else 1)


@pytest.mark.parametrize(("inside", "count"), [(17, 17), (16, 20)])
def test_an_article_without_a_name_holds_most_of_what_is_found(inside: int, count: int) -> None:
    """Eighty-five of a hundred again: what is beside it is of something else."""
    rest = _some(20 - inside, 100, start=inside)
    assert _count(f"<div>{_some(inside, 100)}</div><div>{rest}</div>") == count


def test_a_page_of_short_lines_only_has_no_article() -> None:
    """Front pages and logins have nothing of sixty letters."""
    assert _count(_some(8, 60)) == 8
    with pytest.raises(ReadError, match="no article"):
        _count(_some(8, 59))


@pytest.mark.parametrize(
    ("opening", "closing", "inside"),
    [
        ("<article>", "</article>", True),
        ("<div itemprop=articleBody>", "</div>", True),
        ("<div>", "</div>", False),
    ],
)
def test_the_article_is_as_wide_as_the_page_says(
    opening: str, closing: str, *, inside: bool
) -> None:
    """A timeline stands beside the paragraphs; the teaser below has the same name."""
    text = f"<div class=entry-content>{_some(5, 100)}</div>"
    teaser = f"<div>{opening}{_paragraph(100, 6)}{closing}</div>"
    found = _read(f"<main>{opening}{text}{DATES}{closing}{teaser}</main>")
    assert (len(found), "table" in found) == (5 + inside, inside)


@pytest.mark.parametrize(
    ("element", "beside"), [("p", True), ("span", True), ("font", True), ("section", False)]
)
def test_one_paragraph_is_no_article(element: str, *, beside: bool) -> None:
    """What stands beside it is read too, but not what is beside a part of a page."""
    found = _read(f"<div>{_paragraph(400, 0, element)}{DATES}</div>")
    assert found == ["lead"] + ["table"] * beside
