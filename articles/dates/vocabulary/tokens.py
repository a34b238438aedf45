"""Text to tokens: a string with one class letter a token, and what each token means.

Most words of a text are no part of a date. The text is cut at its spaces, each piece is looked up
once (pieces repeat), and only the runs of pieces that can hold a date become tokens.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from articles.dates.vocabulary.lexicon import PHRASES, WORDS, Sense, Value
from articles.dates.vocabulary.normal import normalise, plain_word

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\s\w]|\n|_")
_PUNCTUATION = {
    **{mark: Sense(mark, 0) for mark in "/-,()|"},
    **dict.fromkeys(".?!;:", Sense("·", 0)),
    "[": Sense("(", 0),
    "]": Sense(")", 0),
    "\\": Sense("/", 0),
    "\n": Sense("¶", 0),
}
_OTHER = Sense("o", 0)
_AND = Sense("&", 0)
# Words that mean something only as the first or as a further word of a phrase.
_HALVES = str.maketrans("pr", "oo")
_LEXICON = {
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
_SHORTEST_NAME = 3
_YEARS = range(1000, 3000)
_DAY_DIGITS, _YEAR_DIGITS = 2, 4
_LONGEST_NUMBER = 9
_SHORT = 5  # tokens of a table cell, which may be a lone number
_HUNDRED, _THOUSAND = 100, 1000

# 1 unit, 3 tens, 5 tens with "ال", 7 ten, 9 hundred, 0 hundreds, 2 thousand, 4 thousands, 8 ordinal
_BELOW_HUNDRED = "(?:C|17|1&[35]|3|7|1)"
_HUNDREDS = "(?:1?9|0)"
_THOUSANDS = "(?:1?2|4)"
_NUMERAL = re.compile(
    "(?P<ordinal>8(?:&[35]|7)?|5)"
    "|(?P<century>17)(?:1&3|3|17)"  # "nineteen ninety-nine"
    f"|{_THOUSANDS}(?:&{_HUNDREDS})?(?:&{_BELOW_HUNDRED})?"
    f"|{_HUNDREDS}(?:&{_BELOW_HUNDRED})?"
    f"|{_BELOW_HUNDRED}"
)
# One month in two regions' names; a Libyan name beside another, or between a day and a year.
_MONTH = re.compile(r"(?P<first>[Mb])[/(,-]?(?P<second>[Mb])\)?|(?<=[nCO])b(?=Y)")


# What can be a date, over class letters; a blank may be one between two pieces.
# What can be a date, over class letters: the first letter, and what must follow it; a blank may be
# one between two pieces.
_TELLING = {
    "MHWRaYp": "",
    "L": " [VCkd0-9]",
    "Wki": " L",
    "kzjdUhD": " A",
    "tq": " [kzj]",
    "kzj": " q",
    "<>^": " [nCxDkzjdh012345789]",
    "n": " [/:.-] n",
    "c": " [|I]? [nCO0-9]",
    "nO0-9": "(?:[^o]{0,6}P| F? t? [qz]| F? [AQ])",
    "j": " [x24]",
    "f": " [n0-9]? [UDkz]",
}
# The first letters all at once, for speed.
_TELLING_RUN = re.compile(
    f"[{''.join(_TELLING)}](?:"
    + "|".join(f"(?<=[{first}]){rest.replace(' ', ' ?')}" for first, rest in _TELLING.items())
    + ")"
)
_LONGEST_KEPT = 40
_KEPT_PIECES = 1 << 16


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


@dataclass(slots=True)
class Tokens:
    """The tokens of one run of words, in order; places are counted from its beginning.

    Attributes:
        kinds: the class letter of each token (`articles.dates.vocabulary.lexicon`).
        values: what each means.
        words: how each is spelled, normalised.
        starts: where each begins.
        ends: where each ends.
    """

    kinds: str
    values: list[Value]
    words: list[str]
    starts: list[int]
    ends: list[int]

    def word(self, index: int) -> str:
        """The normalised spelling of a token; "" before the first and after the last."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def touches(self, index: int) -> bool:
        """Whether nothing stands between a token and the next."""
        return index + 1 < len(self.starts) and self.ends[index] == self.starts[index + 1]


def telling_runs(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """The runs of a text that can hold a date: where each begins, and its pieces between spaces."""
    cuts = text.split(" ")
    letters = " ".join(map(_LETTERS.__getitem__, cuts))
    wanted = list(_telling_runs(letters))
    if not wanted and len(letters) <= _SHORT:
        wanted = [(0, len(cuts))]
    runs: list[tuple[int, tuple[str, ...]]] = []
    place = counted = 0
    for first, last in wanted:
        place += sum(map(len, cuts[counted:first])) + first - counted
        counted = first
        runs.append((place, tuple(cuts[first:last])))
    return runs


def tokenise(pieces: Sequence[str]) -> Tokens:
    """The tokens of a run."""
    return _join_months(_join_numerals(_tokens(pieces)))


def _telling_runs(letters: str) -> Iterator[tuple[int, int]]:
    """The first piece of each run, and the one after its last: with a piece more on each side.

    Runs that meet are one.
    """
    counted = piece = 0
    begun, done = -1, 0
    for telling in _TELLING_RUN.finditer(letters):
        if telling.start() < counted:
            continue
        start = letters.rfind("o", 0, telling.start()) + 1
        end = letters.find("o", telling.end())
        end = len(letters) if end < 0 else end
        first = piece + letters.count(" ", counted, start)
        last = first + letters.count(" ", start, end)
        counted, piece = end, last
        first = max(first - 1, 0)
        if begun >= 0 and first > done:
            yield begun, done
        if begun < 0 or first > done:
            begun = first
        done = last + 2
    if begun >= 0:
        yield begun, done


class _Letters(dict[str, str]):
    """The class letters of pieces; those that stood in a text are kept, for they come again."""

    def __missing__(self, cut: str) -> str:
        letters = _OTHER.kind if _means_nothing(cut) else _piece(cut).letters
        if len(cut) <= _LONGEST_KEPT:
            if len(self) >= _KEPT_PIECES:
                self.clear()
            self[cut] = letters
        return letters


_LETTERS = _Letters()


def _means_nothing(cut: str) -> bool:
    """Whether a piece is one word of no table; most are."""
    word = plain_word(cut)
    return word is not None and word not in _LEXICON and word.find("ال", _SHORTEST_NAME) < 0


def _piece(cut: str) -> Chunk:
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


_kept_piece = lru_cache(maxsize=_KEPT_PIECES)(_piece)


def _words(text: str) -> Iterator[tuple[str, Sense, int, int]]:
    """The words of a normalised text; a "و" before a word is one of its own."""
    for match in _TOKEN.finditer(text):
        spelled = match[0]
        start, end = match.span()
        entry = _LEXICON.get(spelled)
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
    cut = spelled.find("ال", _SHORTEST_NAME)
    if spelled.isdecimal():
        yield spelled, _number(spelled), start, start + len(spelled)
    elif cut > 0 and _are_joined(spelled, cut):
        yield spelled[:cut], WORDS[spelled[:cut]], start, start + cut
        yield spelled[cut:], WORDS[spelled[cut:]], start + cut, start + len(spelled)
    else:
        yield spelled, _OTHER, start, start + len(spelled)


def _tokens(cuts: Sequence[str]) -> Tokens:
    """Words as tokens; phrases are one."""
    tokens = Tokens(kinds="", values=[], words=[], starts=[], ends=[])
    kinds: list[str] = []
    place = 0
    for cut in cuts:
        piece = _kept_piece(cut) if len(cut) <= _LONGEST_KEPT else _piece(cut)
        kinds.append(piece.letters)
        tokens.values += piece.values
        tokens.words += piece.words
        tokens.starts += map(place.__add__, piece.starts)
        tokens.ends += map(place.__add__, piece.ends)
        place += len(cut) + 1
    tokens.kinds = "".join(kinds)
    tokens = _joined(tokens, _phrases(tokens.words))
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


def _are_joined(word: str, cut: int) -> bool:
    """Whether a word is a month or weekday and a word with "ال", the space between them lost."""
    name = WORDS.get(word[:cut])
    return name is not None and name.kind in _NAMES and word[cut:] in WORDS


def _number(digits: str) -> Sense:
    if len(digits) > _LONGEST_NUMBER:
        return Sense("x", 0)
    value = int(digits)
    if len(digits) <= _DAY_DIGITS:
        return Sense("n", value)
    return Sense("Y" if len(digits) == _YEAR_DIGITS and value in _YEARS else "x", value)


def _mark(mark: str, text: str, place: int) -> Sense:
    """A dot or colon between two digits holds them together; else it ends something."""
    if (
        mark in ".:"
        and text[place - 1 : place].isdecimal()
        and text[place + 1 : place + 2].isdecimal()
    ):
        return Sense(mark, 0)
    return Sense("·" if mark != ":" else "|", 0)


def _join_numerals(tokens: Tokens) -> Tokens:
    return _joined(tokens, _numerals(tokens))


def _numerals(tokens: Tokens) -> Iterator[tuple[int, int, Sense]]:
    for match in _NUMERAL.finditer(tokens.kinds):
        value = _sum(tokens.values[match.start() : match.end()])
        if match["century"]:
            centuries = _sum(tokens.values[match.start("century") : match.end("century")])
            value += centuries * (_HUNDRED - 1)
        if match["ordinal"]:
            kind = "O"
        elif value < _HUNDRED:
            kind = "C"
        else:
            kind = "Y" if value in _YEARS and match[0] != "2" else "x"
        yield match.start(), match.end(), Sense(kind, value)


def _sum(values: list[Value]) -> int:
    thousands = below = 0
    for value in map(int, values):
        if value == _THOUSAND:
            thousands, below = (below or 1) * _THOUSAND, 0
        elif value == _HUNDRED:
            below = (below or 1) * _HUNDRED
        else:
            below += value
    return thousands + below


def _join_months(tokens: Tokens) -> Tokens:
    return _joined(tokens, _months(tokens))


def _months(tokens: Tokens) -> Iterator[tuple[int, int, Sense]]:
    kinds, values = tokens.kinds, tokens.values
    for match in _MONTH.finditer(kinds):
        value = values[match.start()]
        named = "M" in {match["first"], match["second"]}
        if not match["first"] or (named and value == values[match.start("second")]):
            yield match.start(), match.end(), Sense("M", value)


def _joined(tokens: Tokens, joins: Iterator[tuple[int, int, Sense]]) -> Tokens:
    """The tokens with some runs of them made one; the runs in order, apart from each other."""
    runs = list(joins)
    if all(end == start + 1 for start, end, _ in runs):
        return _renamed(tokens, runs)
    kinds: list[str] = []
    values: list[Value] = []
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for start, end, entry in [*runs, (len(tokens.kinds), len(tokens.kinds), _OTHER)]:
        kinds.append(tokens.kinds[done:start])
        values += tokens.values[done:start]
        words += tokens.words[done:start]
        starts += tokens.starts[done:start]
        ends += tokens.ends[done:start]
        if end > start:
            kinds.append(entry.kind)
            values.append(entry.value)
            words.append(" ".join(tokens.words[start:end]))
            starts.append(tokens.starts[start])
            ends.append(tokens.ends[end - 1])
        done = end
    return Tokens(
        kinds="".join(kinds),
        values=values,
        words=words,
        starts=starts,
        ends=ends,
    )


def _renamed(tokens: Tokens, runs: list[tuple[int, int, Sense]]) -> Tokens:
    if not runs:
        return tokens
    kinds = list(tokens.kinds)
    for start, _, entry in runs:
        kinds[start] = entry.kind
        tokens.values[start] = entry.value
    tokens.kinds = "".join(kinds)
    return tokens
