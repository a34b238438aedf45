"""What speaks for and against one line: its evidence, by name. The weights say how much each says.

A line is a text, an item of a list or a whole table. Evidence is what can be seen: the words that
it shares with the article, its shape, its date, its markup, what stands around it. Nothing here
decides; `articles.boilerplate.weights` has a row for each name.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from math import inf

from articles.blocks import ListBlock, TextBlock
from articles.boilerplate.phrases import (
    AGO,
    CONNECTIVES,
    COUNTED,
    PAST_VERBS,
    PREPOSITIONS,
    TEASERS,
)
from articles.boilerplate.surroundings import of_company, of_dates, of_places
from articles.boilerplate.suspects import RUNNING, WORDED, Suspect, joins
from articles.prose import ends_sentence, holds_sentences, introduces, last_mark, stems, tells_now
from articles.text import fold

# By how many words, without those of dates.
_SIZES = (
    (1, "1 word"),
    (2, "2 words"),
    (3, "3 words"),
    (4, "4 words"),
    (5, "5 words"),
    (6, "6 words"),
    (8, "7 or 8 words"),
    (11, "9 to 11 words"),
    (15, "12 to 15 words"),
    (24, "16 to 24 words"),
    (inf, "25 words and more"),
)
_SHARED = ("shares nothing", "shares 1 word", "shares 2 words", "shares 3 words")
_SHARED_MORE = "shares 4 words and more"
_LONG_SENTENCE = 12  # words
_TELLING_WORDS = 3
_MANY_WORDS = 5  # stems of a line that shares hardly one: a heading of the article would
_SHORT_TEXT = 40  # stems of an article that is too short to be known by them
_MAIN = 3  # times that an article says what it is about
_MOST = 0.8
_TEASERS = tuple(f"{teaser} " for teaser in TEASERS)
_TEASING = re.compile(r"«[^»]{3,40}»|.{3,60}\.\.\s*\S")
_AGO = re.compile(rf"(?:{'|'.join(AGO)})\s+\w+(?:\s+\w+){{0,2}}")
_COUNTED = re.compile(
    rf"\W*(?:\d[\d.,]*\W+(?:{'|'.join(COUNTED)})|(?:{'|'.join(COUNTED)})\W+\d+)\W*"
)


def gather_evidence(lines: Sequence[Suspect], *, title: str, published: date | None) -> None:
    """Writes down the evidence of every line."""
    _of_themselves(lines)
    _of_words(lines, title)
    of_places(lines)
    of_dates(lines, published)
    of_company(lines)


def _of_themselves(lines: Sequence[Suspect]) -> None:
    """What a line shows on its own: markup, words that sites use, length, first word, last mark."""
    for line in lines:
        line.evidence += _markup(line)
        if line.role in WORDED:
            line.evidence.append(f"words: {line.role}")
        else:
            line.evidence += _shape(line)


def _markup(line: Suspect) -> Iterator[str]:
    piece = line.source
    if piece.suspicion and piece.suspicion.wide:
        yield "name on most of the text"
    elif piece.suspicion:
        yield "name on dated lines" if piece.dated else "name of its element"
    if line.item is not None:
        yield "item"
    if line.role == "table":
        yield "table"
    if piece.dated:
        yield "under dates" if piece.is_text else "timeline"
    if _is_linked(line):
        yield "link alone"


def _is_linked(line: Suspect) -> bool:
    """Whether a line is a link as a whole."""
    block = line.source.block
    if isinstance(block, ListBlock) and line.item is not None:
        links = block.items[line.item].links
    else:
        links = block.links if isinstance(block, TextBlock) else ()
    covered = sum(link.span[1] - link.span[0] for link in links)
    return covered >= _MOST * len(line.text) > 0


def _shape(line: Suspect) -> Iterator[str]:
    if line.said:
        yield next(name for most, name in _SIZES if len(line.said) <= most)
        opening = list(_opening(line.said[0]))
        yield from opening
        if not opening and tells_now(" ".join(line.said)):
            yield "tells as headlines do"
    if holds_sentences(line.text):
        yield "several sentences"
    if "،" in line.text[:-1]:
        yield "a comma inside"
    if _TEASING.match(line.text) or f"{' '.join(line.said)} ".startswith(_TEASERS):
        yield "teases"
    if _AGO.fullmatch(fold(line.text)):
        yield "so long ago"
    if _COUNTED.fullmatch(fold(line.text)):
        yield "a count of readers"
    yield from _ending(line)


def _ending(line: Suspect) -> Iterator[str]:
    """What the last mark says."""
    if introduces(line.text):
        yield "ends with a colon"
    elif ends_sentence(line.text):
        yield "ends with a full stop"
        if len(line.said) >= _LONG_SENTENCE:
            yield "a long sentence"
    elif last_mark(line.text) in "،؛,;":
        yield "ends with a comma"


def _opening(word: str) -> Iterator[str]:
    """What the first word says."""
    if word in CONNECTIVES:
        yield "goes on from before"
    elif joins(word):
        yield "opens with and" if word[0] == "و" else "opens with so"
    elif word in PREPOSITIONS:
        yield "opens with a preposition"
    elif word in PAST_VERBS:
        yield "opens with a past verb"


def _of_words(lines: Sequence[Suspect], title: str) -> None:
    """How many words a line shares with the article, and with others of its kind."""
    running = [line for line in lines if line.runs and not line.source.suspicion]
    running = running or [line for line in lines if line.role in RUNNING]
    said = Counter(stem for line in running for stem in stems(line.text))
    named = stems(title)
    own = named | said.keys()
    main = named | {stem for stem, count in said.items() if count >= _MAIN}
    settled = set(map(id, running))
    bare = [line for line in lines if id(line) not in settled and line.role not in WORDED]
    told = [stems(line.told) for line in bare]
    counts = Counter(stem for each in told for stem in each)
    for line, words_of_it in zip(bare, told, strict=True):
        if any(counts[stem] > 1 and stem not in own for stem in words_of_it):
            line.evidence.append("shares words with its like")
        if len(line.said) < _TELLING_WORDS or not running:
            continue
        if words_of_it & main:
            line.evidence.append("shares a main word")
        shared = len(words_of_it & own)
        many = len(words_of_it) >= _MANY_WORDS and len(own) >= _SHORT_TEXT
        if many and shared <= 1 and line.role != "table":
            line.evidence.append("shares few of many words")
        if not shared and len(own) < _SHORT_TEXT:
            line.evidence.append("shares nothing with a short text")
        else:
            line.evidence.append(_SHARED[shared] if shared < len(_SHARED) else _SHARED_MORE)
