"""The people whom a byline names, and the words that open one: the only list of these."""

import re

from articles.text import fold, one_line

# Before a name: who wrote it; folded. Most are also verbs and nouns of everyday sentences, so a
# mark must follow, or the place of the line must help.
BYLINES = (
    "كتب كتبت كتبه كتبها بقلم اعداد اعدته اعده اعدها تحرير ترجمه تقرير حوار المحرر الكاتب الكاتبه"
    " مراسل مراسله by"
).split()
# These name an author without a mark too, anywhere on a page.
SURE_BYLINES = "بقلم اعداد ترجمه تحرير".split()
# And these where a name is expected: over the text, or where the page says that it is an author.
_EXPECTED = {*SURE_BYLINES, *"كتب كتبت كتبه كتبها تقرير by".split()}

_WORD = re.compile(r"[^\s:：/|–—-]+")
_MARK = re.compile(r"\s*[:：/|–—-]?\s*")
_ADDRESS = re.compile(r"^https?://|@")
_AND = re.compile(r"\s+و(?=\S)|\s+and\s+")
_PARTS = re.compile(r"\s*[،,;؛|/]\s*")
# "أحمد سالم - القاهرة", "القاهرة - أحمد سالم", "أحمد سالم (القاهرة)": where from.
_DASH = re.compile(r"\s+[-–—]\s+")
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


def author_names(text: str) -> list[str]:
    """The names in a byline, without the words around them and the place; none in an address."""
    text = _without_opening(one_line(text))
    if not text or _ADDRESS.search(text):
        return []
    dashed = _DASH.split(_BRACKETS.sub("", text))
    whole = next((part for part in dashed if " " in part.strip()), dashed[0])
    parts = [part for part in _PARTS.split(whole) if part]
    if any(" " in part for part in parts):  # a word alone beside a whole name is a place
        parts = [part for part in parts if " " in part]
    return [name for part in parts for name in _AND.split(part) if name]


def names_author(line: str) -> bool:
    """Whether a short line over a text tells who wrote it: "كتب سالم", "تقرير: سالم"."""
    opening = _WORD.match(line)
    if opening is None or len(opening[0]) == len(line):
        return False
    word = fold(opening[0])
    return word in {"كتب", "كتبت", *SURE_BYLINES} or (word in BYLINES and _has_mark(line, opening))


def _without_opening(text: str) -> str:
    opening = _WORD.match(text)
    if opening is None or (word := fold(opening[0])) not in BYLINES:
        return text
    if word not in _EXPECTED and not _has_mark(text, opening):
        return text
    mark = _MARK.match(text, opening.end())
    return text[mark.end() :] if mark else text


def _has_mark(text: str, opening: re.Match[str]) -> bool:
    mark = _MARK.match(text, opening.end())
    return mark is not None and bool(mark[0].strip())
