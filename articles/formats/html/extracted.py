"""What trafilatura finds on a page: evidence of where its article is.

Its own output loses timelines, tables of dates and their order, so only its words are used: how
much of each piece of ours it has found.
"""

import re
from copy import deepcopy

import trafilatura
from lxml.html import HtmlElement

_MOST_CHILDREN = 1_000
_SAMPLE = 32  # letters that are looked for
_SAMPLES = 6  # of a piece
_SHORT = 24  # letters: a piece this short counts only where it was found as a whole
_GAPS = re.compile(r"\W+")


class Extracted:
    """The words that trafilatura takes for the article.

    Attributes:
        lines: its texts, in order.
    """

    def __init__(self, tree: HtmlElement) -> None:
        document = trafilatura.bare_extraction(
            _sampled(tree), include_comments=False, include_tables=True
        )
        text = "" if document is None or isinstance(document, dict) else document.text or ""
        self.lines = [line for line in map(str.strip, text.split("\n")) if line]
        texts = [_squeezed(line) for line in self.lines]
        self._whole = set(texts)
        self._letters = "".join(texts)

    def share(self, text: str) -> float:
        """How much of a text was found, from 0 to 1."""
        letters = _squeezed(text)
        if len(letters) <= _SHORT:
            return float(letters in self._whole)
        last = max(0, len(letters) - _SAMPLE)
        starts = {last * number // (_SAMPLES - 1) for number in range(_SAMPLES)}
        hits = sum(letters[start : start + _SAMPLE] in self._letters for start in starts)
        return hits / len(starts)


def _sampled(tree: HtmlElement) -> HtmlElement:
    """A copy in which every element has its first children only: enough to tell a place by."""
    copy = deepcopy(tree)
    for element in list(copy.iter()):
        for child in element[_MOST_CHILDREN:]:
            element.remove(child)
    return copy


def _squeezed(text: str) -> str:
    return _GAPS.sub("", text)
