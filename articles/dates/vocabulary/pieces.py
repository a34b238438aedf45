"""A run of words cut at its blanks, each piece looked up once (pieces repeat), then joined."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from articles.dates.vocabulary.lexicon import PHRASES, WORDS, Sense, Value
from articles.dates.vocabulary.normal import normalise
from articles.dates.vocabulary.numerals import YEARS, join_months, join_numerals
from articles.dates.vocabulary.tokens import OTHER, Tokens, joined

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\s\w]|\n|_")
_PUNCTUATION = {
    **{mark: Sense(mark, 0) for mark in "/-,()|"},
    **dict.fromkeys(".?!;:", Sense("·", 0)),
    "[": Sense("(", 0),
    "]": Sense(")", 0),
    "\\": Sense("/", 0),
    "\n": Sense("¶", 0),
}
_AND = Sense("&", 0)
# Words that mean something only as the first or as a further word of a phrase.
_HALVES = str.maketrans("pr", "oo")
KNOWN = {
    **dict.fromkeys(
        {
            word
            for listed in PHRASES.values()
            for rest, _ in listed
            for word in rest
            if word.isalpha()
        },
        Sense("r", 0),
    ),
    **{
        head: Sense(
            "r" if all(entry.kind == "Z" for _, entry in listed) else "p",
            0,
            conjoined=listed[0][1].conjoined,
            prefix=listed[0][1].prefix,
        )
        for head, listed in PHRASES.items()
    },
    **WORDS,
    **_PUNCTUATION,
}
_NAMES = frozenset("MHW")
SHORTEST_NAME = 3
_DAY_DIGITS, _YEAR_DIGITS = 2, 4
_LONGEST_NUMBER = 9
LONGEST_KEPT = 40  # characters of a piece that may come again
KEPT_PIECES = 1 << 16


class Chunk(NamedTuple):
    """What stands between two spaces: a class letter for each word, and the words.

    Attributes:
        letters: the class letter of each word, number or mark.
        values: what each means.
        words: how each is spelled, normalised.
        starts: where each begins in the piece.
        ends: where each ends.
    """

    letters: str
    values: tuple[Value, ...]
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def tokenise(pieces: Sequence[str]) -> Tokens:
    """The tokens of a run."""
    return join_months(join_numerals(_tokens(pieces)))


def read_piece(cut: str) -> Chunk:
    """The words of a piece, looked up."""
    normal = normalise(cut)
    found = list(_words(normal.text))
    spans = [normal.span(start, end) for _, _, start, end in found]
    return Chunk(
        letters="".join([entry.kind for _, entry, _, _ in found]),
        values=tuple(entry.value for _, entry, _, _ in found),
        words=tuple(spelled for spelled, _, _, _ in found),
        starts=tuple(start for start, _ in spans),
        ends=tuple(end for _, end in spans),
    )


_kept_piece = lru_cache(maxsize=KEPT_PIECES)(read_piece)


def _words(text: str) -> Iterator[tuple[str, Sense, int, int]]:
    """The words of a normalised text; a "و" before a word is one of its own."""
    for match in _TOKEN.finditer(text):
        spelled = match[0]
        start, end = match.span()
        entry = KNOWN.get(spelled)
        if entry is None:
            yield from _unknown(spelled, start)
            continue
        if spelled in ".:":
            entry = _mark(spelled, text, start)
        if entry.conjoined:
            yield "و", _AND, start, start + 1
        yield spelled, entry, start + entry.prefix, end


def _unknown(spelled: str, start: int) -> Iterator[tuple[str, Sense, int, int]]:
    """A number, two words that have lost the space between them, or a word of no table."""
    cut = spelled.find("ال", SHORTEST_NAME)
    if spelled.isdecimal():
        yield spelled, _number(spelled), start, start + len(spelled)
    elif cut > 0 and _arejoined(spelled, cut):
        yield spelled[:cut], WORDS[spelled[:cut]], start, start + cut
        yield spelled[cut:], WORDS[spelled[cut:]], start + cut, start + len(spelled)
    else:
        yield spelled, OTHER, start, start + len(spelled)


def _tokens(cuts: Sequence[str]) -> Tokens:
    """Words as tokens; phrases are one."""
    tokens = Tokens(kinds="", values=[], words=[], starts=[], ends=[])
    kinds: list[str] = []
    place = 0
    for cut in cuts:
        piece = _kept_piece(cut) if len(cut) <= LONGEST_KEPT else read_piece(cut)
        kinds.append(piece.letters)
        tokens.values += piece.values
        tokens.words += piece.words
        tokens.starts += map(place.__add__, piece.starts)
        tokens.ends += map(place.__add__, piece.ends)
        place += len(cut) + 1
    tokens.kinds = "".join(kinds)
    tokens = joined(tokens, _phrases(tokens.words))
    tokens.kinds = tokens.kinds.translate(_HALVES)
    return tokens


def _phrases(words: Sequence[str]) -> Iterator[tuple[int, int, Sense]]:
    """The longest phrases, from the first on."""
    done = 0
    for index in [index for index, word in enumerate(words) if word in PHRASES]:
        found = _phrase(words, index) if index >= done else None
        if found:
            entry, done = found
            yield index, done, entry


def _phrase(spelled: Sequence[str], index: int) -> tuple[Sense, int] | None:
    """The longest phrase that begins at a word, and where it ends."""
    for rest, entry in PHRASES[spelled[index]]:
        end = index + 1 + len(rest)
        if tuple(spelled[index + 1 : end]) == rest:
            return entry, end
    return None


def _arejoined(word: str, cut: int) -> bool:
    """Whether a word is a month or weekday and a word with "ال", the space between them lost."""
    name = WORDS.get(word[:cut])
    return name is not None and name.kind in _NAMES and word[cut:] in WORDS


def _number(digits: str) -> Sense:
    if len(digits) > _LONGEST_NUMBER:
        return Sense("x", 0)
    value = int(digits)
    if len(digits) <= _DAY_DIGITS:
        return Sense("n", value)
    return Sense("Y" if len(digits) == _YEAR_DIGITS and value in YEARS else "x", value)


def _mark(mark: str, text: str, place: int) -> Sense:
    """A dot or colon between two digits holds them together; else it ends something."""
    if (
        mark in ".:"
        and text[place - 1 : place].isdecimal()
        and text[place + 1 : place + 2].isdecimal()
    ):
        return Sense(mark, 0)
    return Sense("·" if mark != ":" else "|", 0)
