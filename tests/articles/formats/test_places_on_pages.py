"""Where on a page the article is: its element by name, by what it holds, and what is too little."""

from datetime import UTC, datetime

import pytest

from articles.blocks import TextBlock
from articles.errors import ReadError
from articles.model import Article
from articles.read import read_article

AT = datetime(2026, 1, 5, tzinfo=UTC)
PARAGRAPHS = (
    "تفتح القاعة الكبرى أبوابها للزوار صباح كل يوم من أيام الأسبوع، وتبقى مفتوحة حتى المساء.",
    "ويقول القائمون على القاعة إن الدخول إليها ميسر، وإن الأطفال يدخلون مع أهلهم وحدهم دائما.",
    "وتضم القاعة لوحات من الخط العربي، كتبت في القرن الماضي وبقيت في بيوت أصحابها زمنا طويلا.",
    "وينتظر الزوار لقاء مع الخطاطين في آخر الأسبوع، يجيبون فيه عن أسئلتهم ويكتبون أسماءهم لهم.",
)
BESIDE = "يعرض المتحف القريب من الميناء مراكب الصيد القديمة التي أهداها الصيادون في العام الماضي."


def _read(body: str) -> Article:
    page = f"<html><head><title>أبواب القاعة</title></head><body>{body}</body></html>"
    return read_article(page.encode(), name="a.html", at=AT)


def _texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks if isinstance(block, TextBlock)]


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize("element", ["<article>", "<div itemprop='articleBody'>", "<div>"])
def test_the_article_is_its_element_whatever_its_name(element: str) -> None:
    """What a page tells beside it is not read."""
    tag = element.strip("<>").split()[0]
    body = f"<div><main>{element}{_paragraphs(*PARAGRAPHS)}</{tag}></main></div>"
    assert _texts(_read(f"{body}<footer><p>{BESIDE}</p></footer>")) == list(PARAGRAPHS)


def test_one_of_two_articles_is_not_taken_by_its_name() -> None:
    """The element is found by its text where its name is no sign."""
    teaser = f"<article><p>{BESIDE[:50]}</p></article>"
    main = f"<article><h1>أبواب القاعة</h1>{_paragraphs(*PARAGRAPHS)}</article>"
    assert _texts(_read(f"<main>{main}</main><aside>{teaser}</aside>")) == list(PARAGRAPHS)


def test_an_empty_page_is_told() -> None:
    """A page without an article is no article without text."""
    with pytest.raises(ReadError, match="no article"):
        _read("<nav><a href='/'>الرئيسية</a></nav>")


@pytest.mark.parametrize("told", ["\u00b2", "9" * 5000, "-1", "سطر", ""])
@pytest.mark.parametrize("attribute", ["data-line", "data-last-line"])
def test_a_page_that_numbers_its_lines_oddly_is_read(attribute: str, told: str) -> None:
    """What is no number of a line does not count: the page stood on one line."""
    article = _read(f"<article><p {attribute}='{told}'>{PARAGRAPHS[0]}</p></article>")
    assert (article.blocks[0].at.line, article.blocks[0].at.last_line) == (1, None)
