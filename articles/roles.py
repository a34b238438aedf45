"""What one piece is on its own, before its neighbours are asked: the first half of the judgement."""

import re
from collections.abc import Iterable
from typing import Literal

from articles import marks
from articles.blocks import Piece
from articles.model import ImageBlock, ListBlock, TableBlock, TextBlock
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

# The shortest running text that needs no full stop; headlines are nearly always shorter.
_BODY_WORDS = 25
_SENTENCE_WORDS = 5
_LONGEST_MARKED = 250

_END = r"(?!\w)"


def role_of(piece: Piece) -> Role:
    """The role of a piece by its own words and shape."""
    match piece.block:
        case ListBlock():
            return "list"
        case TableBlock():
            return "table"
        case ImageBlock():
            return "image"
        case TextBlock(type="quote"):
            return "body"
        case TextBlock(type="caption"):
            return "caption"
        case TextBlock(type="credit"):
            return "credit"
        case TextBlock(text=text):
            return _marked(text) or _shaped(text)


def _shaped(text: str) -> Role:
    size = len(words(text))
    if size >= _BODY_WORDS or holds_sentences(text):
        return "body"
    if introduces(text):
        return "intro"
    return "body" if ends_sentence(text) and size >= _SENTENCE_WORDS else "headline"


def _any(entries: Iterable[str]) -> str:
    folded = sorted({fold(entry) for entry in entries}, key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, folded)) + ")" + _END


# Tried in order on the folded line, its leading signs left off. `{0,n}` counts further words.
_PATTERNS: tuple[tuple[Role, str], ...] = (
    ("related", rf"{_any(marks.READ_ALSO)}(?:\W+\w+){{0,2}}\W*$"),
    ("read-also", rf"{_any(marks.READ_ALSO)}(?:\s*[:|.\-–—«\"]|.*[^.]$)"),
    ("share", rf"(?:(?:{_any(marks.SHARE)}|علي|عبر|و|x)\W*)+$"),
    ("share", rf"{_any(marks.FOLLOW)}(?:\W+\w+){{0,12}}\W*$"),
    ("nav", rf"{_any(marks.NAVIGATION)}(?:\s*[:»«>›/|].*|\W*(?:\d+\W*)?(?:\w+\W*)?$)"),
    ("comment", rf"\W*(?:\d+\W+)?{_any(marks.COMMENTS)}(?:\W+\w+){{0,6}}\W*$"),
    ("legal", rf".*?{_any(marks.LEGAL)}"),
    ("credit", rf"{_any(marks.CREDIT)}(?:\s*[:/\-–|]\W*(?:\w+\W*){{1,8}}$|\W+(?:\w+\W*){{1,3}}$)"),
    ("credit", rf"(?:(?:{_any(marks.AGENCIES)}|و)\W*)+$"),
    ("byline", rf"{_any(marks.BYLINE)}\s*[:/|\-–]\s*(?:\w+\W*){{1,8}}$"),
    ("byline", rf"(?:بقلم|اعداد|ترجمه|تحرير){_END}\s+(?:\w+\W*){{1,4}}$"),
    ("caption", rf"{_any(marks.CAPTION)}(?:\s*[:(]|\s+ارشيفيه|\s+ل).{{0,120}}$"),
    ("caption", rf".{{0,120}}\((?:\W*(?:{_any(marks.AGENCIES)}|ارشيف\w*)\W*)+\)\W*$"),
)
_MARKED = tuple((role, re.compile(pattern)) for role, pattern in _PATTERNS)
_LEADING_SIGNS = re.compile(r"^[^\w©]+")


def _marked(text: str) -> Role | None:
    if len(text) > _LONGEST_MARKED:
        return None
    line = _LEADING_SIGNS.sub("", fold(text))
    return next((role for role, pattern in _MARKED if pattern.match(line)), None)
