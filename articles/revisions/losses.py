"""What a reading has lost beside the last good one: it is not believed at once.

A page that was cut off, a teaser in its place, an error page in the clothes of the site: each says
less than what was read before. Pure.
"""

import hashlib

from articles.blocks import ListBlock, TableBlock, TextBlock
from articles.model import Article
from articles.prose import words
from articles.text import fold

FEWEST_WORDS = 30  # of a text of which most can be lost
MOST_LOST = 2  # a half of it may go


def words_of(article: Article) -> list[str]:
    """The words of its text, folded: of paragraphs, lists and tables."""
    texts: list[str] = []
    for block in article.blocks:
        match block:
            case TextBlock(text=text):
                texts.append(text)
            case ListBlock(items=items):
                texts += [item.text for item in items]
            case TableBlock(rows=rows):
                texts += [cell.text for row in rows for cell in row.cells]
            case _:
                pass
    return words(fold("\n".join(texts)))


def lost_text(before: Article, article: Article) -> str | None:
    """What was lost, as a sentence, where a reading has lost most of the text."""
    had, has = len(words_of(before)), len(words_of(article))
    if had < FEWEST_WORDS or has * MOST_LOST >= had:
        return None
    return f"{had - has} of {had} words are gone at once: the last good reading stays published"


def fingerprint(article: Article) -> str:
    """What two readings share that say the same; numbers do not count, since counters run on."""
    said = [word for word in words_of(article) if not word.isdigit()]
    told = [(event.title, event.start.value) for each in article.timelines for event in each.events]
    return hashlib.sha256(repr((article.title, said, told)).encode()).hexdigest()
