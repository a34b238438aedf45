"""As much of an article's text as a page has room for."""

from dataclasses import replace

from articles.blocks import Block, ListBlock, TableBlock, TextBlock
from articles.model import Article
from feeds.html.content import html

_MOST_ROWS, _MOST_ITEMS, _MOST_LETTERS = 60, 100, 6_000


def fitting(article: Article, base_url: str, octets: int) -> tuple[str, bool]:
    """The text of an article as HTML of at most so many octets, and whether something is cut.

    Long tables, lists and paragraphs are cut first, then whole blocks from the
    end; at last the summary alone is left.
    """
    whole = html(article, base_url=base_url, anchors=True)
    if len(whole.encode()) <= octets:
        return whole, False
    blocks = tuple(map(_shorter, article.blocks))
    written = html(replace(article, blocks=blocks), base_url=base_url, anchors=True)
    while len(written.encode()) > octets and blocks:
        blocks = blocks[: len(blocks) * 3 // 4]
        written = html(replace(article, blocks=blocks), base_url=base_url, anchors=True)
    return written, True


def _shorter(block: Block) -> Block:
    match block:
        case TableBlock(rows=rows):
            return replace(block, rows=rows[:_MOST_ROWS])
        case ListBlock(items=items):
            return replace(block, items=items[:_MOST_ITEMS])
        case TextBlock(text=text) if len(text) > _MOST_LETTERS:
            return replace(block, text=text[:_MOST_LETTERS].rstrip() + "…")
        case _:
            return block
