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
from math import inf

from articles.boilerplate.phrases import CONNECTIVES, NOT_JOINED, PREPOSITIONS, TEASERS
from articles.prose import ends_sentence, last_mark, stems, words
from articles.text import fold

# By the number of stems shared with the article. In news 81 % of foreign headlines share none and
# 0.9 % share three or more; of own clauses 15 % and 43 %. The far end is held back: what is linked
# under an article is often on its subject.
_SHARED = (1.6, -0.3, -1.2, -2.0, -3.5)
_TEASER = 1.5
_CONNECTIVE = -4.0
_PREPOSITION = -1.0
_UNFINISHED = -4.0
_SENTENCE = -1.0
_BY_WORDS = ((3, -4.0), (4, -1.0), (15, 0.0), (inf, -1.5))
# Foreign headlines come in company.
_COMPANY = 0.4
# Before any word is compared: bare lines after paragraphs that close are rarely part of the text;
# after bare lines of its own they may well be; after an intro they are what it announced.
_AFTER_CLOSED = 2.0
_AFTER_OPEN = -2.2
_BEFORE_SENTENCE = -1.4
_AFTER_INTRO = -inf

_ALIKE = 3
_MOST = 0.8
_NAME_WORDS = 3.5
_TEASERS = tuple(f"{teaser} " for teaser in TEASERS)
_TEASING = re.compile(r"«[^»]{3,40}»|.{3,60}\.\.\s*\S")
_JOINED = re.compile("[وف](?=\\w{2})")


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
    """From which line on a run is foreign (`len(lines)` for none), and the mean of their scores."""
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
    said = words(fold(line))
    score = _SHARED[min(len(stems(line) & own), len(_SHARED) - 1)]
    score += next(weight for most, weight in _BY_WORDS if len(said) <= most)
    if _TEASING.match(line) or f"{' '.join(said)} ".startswith(_TEASERS):
        score += _TEASER
    if _joins(said):
        score += _CONNECTIVE
    elif said and said[0] in PREPOSITIONS:
        score += _PREPOSITION
    if last_mark(line) in "،؛,;":
        score += _UNFINISHED
    if ends_sentence(line):
        score += _SENTENCE
    return score


def opens_with_connective(line: str) -> bool:
    """Whether a line goes on from what stands before it."""
    return _joins(words(fold(line)))


def _joins(said: Sequence[str]) -> bool:
    if not said:
        return False
    joined = _JOINED.match(said[0]) is not None and said[0] not in NOT_JOINED
    return joined or said[0] in CONNECTIVES


def _prior(lines: Sequence[str], index: int, before: Before) -> float:
    if ends_sentence(lines[index]):
        return _BEFORE_SENTENCE
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
