"""What one piece is on its own, before its neighbours are asked."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from articles.blocks import ImageBlock, ListBlock, TableBlock, TextBlock
from articles.boilerplate import phrases
from articles.draft import Piece
from articles.people import BYLINES, SURE_BYLINES
from articles.prose import ends_sentence, holds_sentences, introduces, words
from articles.text import fold

Role = Literal[
    "body",  # running text
    "intro",  # ends with a colon: what follows belongs to it
    "headline",  # reads like a headline: of a section, of another article, no one knows yet
    "byline",
    "credit",
    "caption",
    "list",
    "table",
    "image",
    "related",  # heads a list of other articles
    "read-also",  # points to one other article
    "share",
    "nav",
    "comment",
    "legal",
]

# The shortest running text without a full stop; headlines are nearly always shorter. Where nothing
# ends with a full stop, shorter paragraphs have to be told from headlines by their length alone.
BODY_WORDS = 25
LONG_WORDS = 16
_SENTENCE_WORDS = 5
_LONGEST_MARKED = 250

_END = r"(?!\w)"


def role_of(piece: Piece, *, body_words: int = BODY_WORDS) -> Role:
    """The role of a piece by its own words and shape.

    Args:
        piece: any piece.
        body_words: from how many words on a text is running text without a full stop.
    """
    match piece.block:
        case ListBlock(type=kind) | TableBlock(type=kind) | ImageBlock(type=kind):
            return kind
        case TextBlock(type="caption" | "credit" as kind):
            return kind
        case TextBlock(type="quote"):
            return "body"
        case TextBlock(text=text):
            return _marked(text) or _shaped(text, body_words)


def closes_paragraphs(pieces: Sequence[Piece]) -> bool:
    """Whether the text that the pieces are from ends its paragraphs with full stops."""
    long = [
        piece.text for piece in pieces if piece.is_text and len(words(piece.text)) >= LONG_WORDS
    ]
    return 2 * sum(map(ends_sentence, long)) >= len(long)


def _shaped(text: str, body_words: int) -> Role:
    size = len(words(text))
    if size >= body_words or holds_sentences(text):
        return "body"
    if introduces(text):
        return "intro"
    return "body" if ends_sentence(text) and size >= _SENTENCE_WORDS else "headline"


def _any(entries: Iterable[str]) -> str:
    folded = sorted({fold(entry) for entry in entries}, key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, folded)) + ")" + _END


# Tried in order on the folded line, its leading signs left off. `{0,n}` counts further words.
_PATTERNS: tuple[tuple[Role, str], ...] = (
    ("related", rf"{_any(phrases.READ_ALSO)}(?:\W+\w+){{0,2}}\W*$"),
    ("read-also", rf"{_any(phrases.READ_ALSO)}(?:\s*[:|.\-–—«\"]|.*[^.]$)"),
    ("read-also", r"(?:شاهد|شاهدوا|طالع|طالعوا|تابع|تابعوا|اقرا|اقراوا)\s*:\s*\S"),
    ("share", rf"(?:(?:{_any(phrases.SHARE)}|علي|عبر|و|x)\W*)+$"),
    ("share", rf"{_any(phrases.FOLLOW)}(?:\W+\w+){{0,12}}\W*$"),
    ("nav", rf"{_any(phrases.NAVIGATION)}(?:\s*[:»«>›/|].*|\W*(?:\d+\W*)?(?:\w+\W*)?$)"),
    ("comment", rf"\W*(?:\d+\W+)?{_any(phrases.COMMENTS)}(?:\W+\w+){{0,6}}\W*$"),
    ("legal", rf".*?{_any(phrases.LEGAL)}"),
    (
        "credit",
        rf"{_any(phrases.CREDIT)}(?:\s*[:/\-–|]\W*(?:\w+\W*){{1,8}}$|\W+(?:\w+\W*){{1,3}}$)",
    ),
    ("credit", rf"(?:(?:{_any(phrases.AGENCIES)}|و)\W*)+$"),
    ("byline", rf"{_any(BYLINES)}\s*[:/|\-–]\s*(?:\w+\W*){{1,8}}$"),
    ("byline", rf"{_any(SURE_BYLINES)}\s+(?:\w+\W*){{1,4}}$"),
    ("caption", rf"{_any(phrases.CAPTION)}(?:\s*[:(]|\s+ارشيفيه|\s+ل).{{0,120}}$"),
    ("caption", rf".{{0,120}}\((?:\W*(?:{_any(phrases.AGENCIES)}|ارشيف\w*)\W*)+\)\W*$"),
)
_ROLES = {f"p{number}": role for number, (role, _) in enumerate(_PATTERNS)}
_MARKED = re.compile(
    "|".join(f"(?P<p{number}>{pattern})" for number, (_, pattern) in enumerate(_PATTERNS))
)
_LEADING_SIGNS = re.compile(r"^[^\w©]+")


def _marked(text: str) -> Role | None:
    if len(text) > _LONGEST_MARKED:
        return None
    marked = _MARKED.match(_LEADING_SIGNS.sub("", fold(text)))
    return _ROLES[str(marked.lastgroup)] if marked else None
