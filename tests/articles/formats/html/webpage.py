"""A web page around a body of one's own, and what is read from it."""

from datetime import UTC, datetime
from typing import Any

from articles.blocks import Block, ListBlock, TableBlock
from articles.draft import Selectors
from articles.model import Article
from articles.read import read_article

AT = datetime(2026, 1, 5, tzinfo=UTC)
URL = "https://news.example/hall/opening"
OPENING = (
    "تفتح القاعة الكبرى أبوابها للزوار صباح كل يوم من أيام الأسبوع، وتبقى مفتوحة حتى المساء.",
    "ويقول القائمون على القاعة إن الدخول إليها ميسر، وإن الأطفال يدخلون مع أهلهم وحدهم دائما.",
    "وتضم القاعة لوحات من الخط العربي، كتبت في القرن الماضي وبقيت في بيوت أصحابها زمنا طويلا.",
    "وينتظر الزوار لقاء مع الخطاطين في آخر الأسبوع، يجيبون فيه عن أسئلتهم ويكتبون أسماءهم لهم.",
)


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def read_page(body: str, head: str = "", **options: Any) -> Article:
    """The article of a page, which has nothing in it but `head` and `body`."""
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_article(page.encode(), name="hall.html", at=AT, url=URL, **options)


def read_body(body: str, head: str = "<title>أبواب القاعة</title>") -> Article:
    """The article that opens with `OPENING` and goes on with `body`, of which all is kept."""
    article = f"<article>{paragraphs(*OPENING)}{body}</article>"
    return read_page(article, head, selectors=Selectors(keep=("article > *",)))


def blocks(body: str) -> tuple[Block, ...]:
    """What is read from `body` in an article."""
    return read_body(body).blocks[len(OPENING) :]


def texts(body: str) -> list[str]:
    """The text of each block of `body`."""
    return [getattr(block, "text", "") for block in blocks(body)]


def list_of(body: str) -> ListBlock:
    (block,) = blocks(body)
    assert isinstance(block, ListBlock)
    return block


def table_of(body: str) -> TableBlock:
    (block,) = blocks(body)
    assert isinstance(block, TableBlock)
    return block
