"""The people whom a byline names."""

import re

from articles.text import one_line

_BY = re.compile(
    r"^(?:كتبت|كتبه|كتبها|كتب|بقلم|إعداد|اعداد|تحرير|ترجمة|تقرير|by)\s*[:：/|-]?\s+", re.IGNORECASE
)
_ADDRESS = re.compile(r"^https?://|@")
_AND = re.compile(r"\s*[،,;؛|/]\s*|\s+و(?=\S)|\s+and\s+")


def author_names(text: str) -> list[str]:
    """The names in a byline, without the words that introduce them; none in an address."""
    text = _BY.sub("", one_line(text))
    if not text or _ADDRESS.search(text):
        return []
    return [name for name in _AND.split(text) if name]
