"""The text by which an article is found, folded."""

from collections.abc import Iterator

from articles.blocks import ListBlock, TableBlock, TextBlock
from articles.model import Article
from articles.text import fold


def findable(article: Article) -> str:
    """The words of an article, folded, a line each block."""
    return fold("\n".join(_texts(article)))


def _texts(article: Article) -> Iterator[str]:
    yield article.title
    yield article.summary or ""
    for timeline in article.timelines:
        for event in timeline.events:
            yield from filter(None, (event.title, event.place, event.description))
    for block in article.blocks:
        match block:
            case TextBlock(text=text):
                yield text
            case ListBlock(items=items):
                yield from (item.text for item in items)
            case TableBlock(rows=rows):
                yield from (cell.text for row in rows for cell in row.cells)
            case _:
                pass
