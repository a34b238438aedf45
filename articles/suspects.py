"""Weighs a run of headline-like lines: from which of them on do they belong to other articles?

Own lines come first and foreign ones after them, so the question is where to cut. Every line gets
a score: how much likelier it is foreign than own, from the words that it shares with the article
and from its shape. The cut is where the sum of what goes out is largest, if that is positive.

The scores are logarithms of likelihood ratios. Those of shared words were measured on news whose
last paragraphs were cut into clauses, against the headlines of other news.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.marks import CONNECTIVES, NOT_JOINED, TEASERS
from articles.prose import ends_sentence, last_mark, stems, words
from articles.text import fold

# By the number of stems shared with the article: 83 % of foreign headlines share none, 16 % of
# own clauses do; with three or more it is 1 % against 43 %.
_SHARED = (1.6, -0.45, -1.9, -4.0)
_TEASER = 1.5
_CONNECTIVE = -3.0
_UNFINISHED = -3.0
_SHORT = -2.0
_SENTENCE = -2.0
# Foreign headlines come in company.
_COMPANY = 0.4
# Before any word is compared: bare lines after paragraphs that close are rarely part of the text;
# after bare lines of its own they may well be; after an intro they are what it announced.
_AFTER_CLOSED = 1.2
_AFTER_OPEN = -2.2
_AFTER_INTRO = -8.0

_HEADLINE_WORDS = 5
_ALIKE = 3
_MOST = 0.8
_NAME_WORDS = 3.5
_TEASING = re.compile(r"«[^»]{3,40}»|.{3,60}\.\.\s*\S")
_JOINED = re.compile("[وف](?=\\w{3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What stands before a run of suspects: the stems of the article, and how its text ends.

    Attributes:
        stems: of the article's own text and title.
        closed: whether the text right before the run ends as a sentence does.
        introduced: whether it ends with a colon.
    """

    stems: frozenset[str]
    closed: bool
    introduced: bool


def first_foreign(lines: Sequence[str], before: Before) -> tuple[int, float]:
    """From which line on a run is foreign (`len(lines)` for none), and the mean score from there."""
    if _is_content(lines):
        return len(lines), 0.0
    scores = [foreignness(line, before.stems) for line in lines]
    best, cut, total = 0.0, len(lines), 0.0
    for index in range(len(lines) - 1, -1, -1):
        total += scores[index]
        company = _COMPANY * (len(lines) - index - 1)
        evidence = total + company + _prior(lines, index, before)
        if evidence > best:
            best, cut = evidence, index
    return cut, round(best / max(1, len(lines) - cut), 2)


def foreignness(line: str, own: frozenset[str]) -> float:
    """How much likelier a line is of another article than of the one with the stems `own`."""
    shared = len(stems(line) & own)
    score = _SHARED[min(shared, len(_SHARED) - 1)]
    if _TEASING.match(line) or fold(line).startswith(TEASERS):
        score += _TEASER
    if opens_with_connective(line):
        score += _CONNECTIVE
    if last_mark(line) in "،؛,;":
        score += _UNFINISHED
    if ends_sentence(line):
        score += _SENTENCE
    if len(words(line)) < _HEADLINE_WORDS:
        score += _SHORT
    return score


def opens_with_connective(line: str) -> bool:
    """Whether a line goes on from what stands before it."""
    first = next(iter(words(fold(line))), "")
    if first in CONNECTIVES:
        return True
    return first not in NOT_JOINED and _JOINED.match(first) is not None


def _prior(lines: Sequence[str], index: int, before: Before) -> float:
    if index:
        return _AFTER_CLOSED if ends_sentence(lines[index - 1]) else _AFTER_OPEN
    if before.introduced:
        return _AFTER_INTRO
    return _AFTER_CLOSED if before.closed else _AFTER_OPEN


def _is_content(lines: Sequence[str]) -> bool:
    """Whether the lines are alike as no headlines are: labels, names, prices, one opening word."""
    if len(lines) < _ALIKE:
        return False
    counts = [words(line) for line in lines]
    same_opening = len({tuple(line[:1]) for line in counts}) == 1
    labels = sum(":" in line for line in lines) >= _MOST * len(lines)
    figures = sum(any(map(str.isdigit, line)) for line in lines) >= _MOST * len(lines)
    names = sum(map(len, counts)) < _NAME_WORDS * len(lines)
    return same_opening or labels or figures or names
