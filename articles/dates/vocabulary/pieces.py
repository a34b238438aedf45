"""A run of words cut at its blanks, each piece looked up once (pieces repeat), then joined."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from articles.dates.vocabulary.lexicon import PHRASES, WORDS, Sense, Value
from articles.dates.vocabulary.normal import normalise, plain_word
from articles.dates.vocabulary.numerals import YEARS, join_brackets, join_months, join_numerals
from articles.dates.vocabulary.tokens import OTHER, Tokens, joined

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\s\w]|\n|_")
_PUNCTUATION = {
    **{mark: Sense(mark) for mark in "/-,()|"},
    **dict.fromkeys(".?!;", Sense("·")),
    ":": Sense("|"),
    "[": Sense("("),
    "]": Sense(")"),
    "\\": Sense("/"),
    "\n": Sense("¶"),
}
# They change no date; "_" is the blank of hashtags.
_QUOTES = frozenset('«»"\u201c\u201d\u201e\u2018\u2019\u2039\u203a_')
# Marks at the ends of a word, as they are written, and the letter of each.
_MARKS = {
    **{mark: _PUNCTUATION[mark].kind for mark in "(),.:;?![]"},
    "،": ",",
    "؛": "·",
    "؟": "·",
    **dict.fromkeys(_QUOTES - {"_"}, ""),
}
EDGES, EDGES_AS_LETTERS = "".join(_MARKS), str.maketrans(_MARKS)
_AND, _WAW = Sense("&", 0), "و"
# Words that mean something only as the first or as a further word of a phrase.
_HALVES = str.maketrans("pr", "oo")
KNOWN = {
    **{
        word: Sense("r")
        for listed in PHRASES.values()
        for rest, _ in listed
        for word in rest
        if word.isalpha()
    },
    **{
        head: listed[0][1]._replace(
            kind="r" if all(entry.kind == "Z" for _, entry in listed) else "p"
        )
        for head, listed in PHRASES.items()
    },
    **WORDS,
    **_PUNCTUATION,
}
_NAMES = frozenset("MHW")
SHORTEST_NAME, _ARTICLE = 3, "ال"
_DAY_DIGITS, _YEAR_DIGITS = 2, 4
_TOLD_DIGITS = 12  # minutes so many lead out of the calendar; int() refuses thousands of digits
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
    return join_months(join_brackets(join_numerals(_tokens(pieces))))


def read_piece(cut: str) -> Chunk:
    """The words of a piece, looked up."""
    word = plain_word(cut)
    if word is not None and len(word) == len(cut) and means_nothing(word):
        return Chunk(OTHER.kind, (OTHER.value,), (word,), (0,), (len(cut),))
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


def means_nothing(word: str | None) -> bool:
    """Whether a text of letters alone is one word of no table; most are."""
    if word is None or word in KNOWN:
        return False
    return _ARTICLE not in word[SHORTEST_NAME:] or _two_words(word) is None


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
        if spelled in ".:" and _holds_together(text, start):
            entry = Sense(spelled)
        if entry.conjoined:
            yield _WAW, _AND, start, start + len(_WAW)
        yield spelled, entry, start + entry.prefix, end


def _unknown(spelled: str, start: int) -> Iterator[tuple[str, Sense, int, int]]:
    """A number, two words that have lost the space between them, a word of no table, no quote."""
    end = start + len(spelled)
    if spelled in _QUOTES:
        return
    if spelled.isdecimal():
        yield spelled, _number(spelled), start, end
    elif pair := _two_words(spelled):
        name, rest = pair
        yield name, WORDS[name], start, start + len(name)
        yield rest, WORDS[rest], start + len(name), end
    else:
        yield spelled, OTHER, start, end


def _two_words(spelled: str) -> tuple[str, str] | None:
    """The name and the word with "ال" that have lost the space between them: "الخميسالماضي"."""
    name = spelled[:SHORTEST_NAME] + spelled[SHORTEST_NAME:].partition(_ARTICLE)[0]
    rest = spelled.removeprefix(name)
    named = rest in WORDS and name in WORDS and WORDS[name].kind in _NAMES
    return (name, rest) if named else None


def _tokens(cuts: Sequence[str]) -> Tokens:
    """Words as tokens; phrases are one."""
    tokens = Tokens(kinds="", values=[], words=[], starts=[], ends=[])
    kinds: list[str] = []
    place = 0
    for cut in cuts:
        piece = _kept_piece(cut) if len(cut) <= LONGEST_KEPT else read_piece(cut)
        letters, values, words, starts, ends = piece
        kinds.append(letters)
        tokens.values += values
        tokens.words += words
        tokens.starts += [place + start for start in starts]
        tokens.ends += [place + end for end in ends]
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


def _number(digits: str) -> Sense:
    value = int(digits[:_TOLD_DIGITS])
    if len(digits) <= _DAY_DIGITS:
        return Sense("n", value)
    return Sense("Y" if len(digits) == _YEAR_DIGITS and value in YEARS else "x", value)


def _holds_together(text: str, place: int) -> bool:
    """Whether a dot or colon stands between two digits; else it ends something."""
    return text[place - 1 : place].isdecimal() and text[place + 1 : place + 2].isdecimal()
