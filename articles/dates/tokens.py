"""Normalised text to tokens: a string with one class letter a token, and what each token means."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.dates.lexicon import PHRASES, WORDS, Entry, Value

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\s\w]|\n|_")
_PUNCTUATION = {
    **{mark: Entry(mark, 0) for mark in "/-,()|"},
    **dict.fromkeys(".?!;:", Entry("·", 0)),
    "[": Entry("(", 0),
    "]": Entry(")", 0),
    "\\": Entry("/", 0),
    "\n": Entry("¶", 0),
}
_OTHER = Entry("o", 0)
_LEXICON = {**dict.fromkeys(PHRASES, _OTHER), **WORDS, **_PUNCTUATION}
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


# Runs of known tokens that can hold a date; most text is none.
_KNOWN = re.compile("[^o]+")
_TELLING = re.compile(
    "[MHSWRaYL]|[kzjdUhD]A|[tq][kzj]|[kzj]q|[<>^][nCxDkzjdh]|n[/:.-]n|c[|I]?[nCO]"
    "|[OCni][^o]{0,4}P|[nCO]F?t?[qz]|[nCO]A|[nCO]Q|jx|f[nC]?[UDkz]"
)


@dataclass(slots=True)
class Tokens:
    """The tokens of a text, in order.

    Attributes:
        text: the normalised text.
        kinds: the class letter of each token (`articles.dates.lexicon`).
        values: what each means.
        starts: where each begins in `text`.
        ends: where each ends.
    """

    text: str
    kinds: str
    values: list[Value]
    starts: list[int]
    ends: list[int]

    def word(self, index: int) -> str:
        """A token as it stands in the normalised text; "" before the first and after the last."""
        if not 0 <= index < len(self.starts):
            return ""
        return self.text[self.starts[index] : self.ends[index]]

    def width(self, index: int) -> int:
        """How many characters a token has."""
        return self.ends[index] - self.starts[index]

    def touches(self, index: int) -> bool:
        """Whether nothing stands between a token and the next."""
        return index + 1 < len(self.starts) and self.ends[index] == self.starts[index + 1]


def tokenise(text: str) -> Tokens:
    """The tokens of a normalised text that can be part of a date, with a neighbour on each side."""
    return _telling(_join_months(_join_numerals(_split(text))))


def _telling(tokens: Tokens) -> Tokens:
    if len(tokens.kinds) <= _SHORT:
        return tokens
    kept: list[int] = []
    done = 0
    for run in _KNOWN.finditer(tokens.kinds):
        if _TELLING.search(run[0]):
            start = max(run.start() - 1, done)
            done = min(run.end() + 1, len(tokens.kinds))
            kept.extend(range(start, done))
    return Tokens(
        text=tokens.text,
        kinds="".join([tokens.kinds[place] for place in kept]),
        values=[tokens.values[place] for place in kept],
        starts=[tokens.starts[place] for place in kept],
        ends=[tokens.ends[place] for place in kept],
    )


def _split(text: str) -> Tokens:
    """Known words and marks as tokens; of the unknown between them only the first and the last."""
    matches = list(_TOKEN.finditer(text))
    words = [match[0] for match in matches]
    entries = list(map(_LEXICON.get, words))
    row = _Row()
    done = 0
    for index, entry in enumerate(entries):
        if entry is None:
            word = words[index]
            if word.isdecimal():
                entry = _number(word)
            elif (cut := word.find("ال", _SHORTEST_NAME)) < 0 or not _are_joined(word, cut):
                continue
        if index < done:
            continue
        if index > done:
            row.append("o", 0, *matches[done].span())
            if index > done + 1:
                row.append("o", 0, *matches[index - 1].span())
        start, end = matches[index].span()
        done = index + 1
        if entry is None:
            row.add(WORDS[words[index][:cut]], start, start + cut)
            row.add(WORDS[words[index][cut:]], start + cut, end)
            continue
        phrase = _phrase(words, index) if words[index] in PHRASES else None
        if phrase:
            entry, length = phrase
            done = index + length
            end = matches[done - 1].end()
        elif words[index] in ".:":
            entry = _mark(words[index], text, start)
        row.add(entry, start, end)
    if done < len(matches):
        row.append("o", 0, *matches[done].span())
    return Tokens(
        text=text, kinds="".join(row.kinds), values=row.values, starts=row.starts, ends=row.ends
    )


class _Row:
    """Tokens as they come."""

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self.values: list[Value] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def add(self, entry: Entry, start: int, end: int) -> None:
        """Takes a known token; its "و" becomes one of its own, other prefixes are left off."""
        if entry.conjoined:
            self.append("&", 0, start, start + 1)
        self.append(entry.kind, entry.value, start + entry.prefix, end)

    def append(self, kind: str, value: Value, start: int, end: int) -> None:
        """Takes a token as it is."""
        self.kinds.append(kind)
        self.values.append(value)
        self.starts.append(start)
        self.ends.append(end)


def _are_joined(word: str, cut: int) -> bool:
    """Whether a word is a month or weekday and a word with "ال", the space between them lost."""
    name = WORDS.get(word[:cut])
    return name is not None and name.kind in _NAMES and word[cut:] in WORDS


def _phrase(words: list[str], index: int) -> tuple[Entry, int] | None:
    """The longest phrase that begins at a word, and how many words it has."""
    for rest, entry in PHRASES[words[index]]:
        end = index + 1 + len(rest)
        if tuple(words[index + 1 : end]) == rest:
            return entry, 1 + len(rest)
    return None


def _number(digits: str) -> Entry:
    if len(digits) > _LONGEST_NUMBER:
        return Entry("x", 0)
    value = int(digits)
    if len(digits) <= _DAY_DIGITS:
        return Entry("n", value)
    return Entry("Y" if len(digits) == _YEAR_DIGITS and value in _YEARS else "x", value)


def _mark(mark: str, text: str, place: int) -> Entry:
    """A dot or colon between two digits holds them together; else it ends something."""
    if mark in ".:" and text[place - 1 : place].isdecimal() and text[place + 1 : place + 2].isdecimal():
        return Entry(mark, 0)
    return Entry("·" if mark != ":" else "|", 0)


def _join_numerals(tokens: Tokens) -> Tokens:
    return _joined(tokens, _numerals(tokens))


def _numerals(tokens: Tokens) -> Iterator[tuple[int, int, Entry]]:
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
        yield match.start(), match.end(), Entry(kind, value)


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


def _months(tokens: Tokens) -> Iterator[tuple[int, int, Entry]]:
    kinds, values = tokens.kinds, tokens.values
    for match in _MONTH.finditer(kinds):
        value = values[match.start()]
        named = "M" in {match["first"], match["second"]}
        if not match["first"] or (named and value == values[match.start("second")]):
            yield match.start(), match.end(), Entry("M", value)


def _joined(tokens: Tokens, joins: Iterator[tuple[int, int, Entry]]) -> Tokens:
    """The tokens with some runs of them made one; the runs in order, apart from each other."""
    runs = list(joins)
    if all(end == start + 1 for start, end, _ in runs):
        return _renamed(tokens, runs)
    kinds: list[str] = []
    values: list[Value] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for start, end, entry in [*runs, (len(tokens.kinds), len(tokens.kinds), _OTHER)]:
        kinds.append(tokens.kinds[done:start])
        values += tokens.values[done:start]
        starts += tokens.starts[done:start]
        ends += tokens.ends[done:start]
        if end > start:
            kinds.append(entry.kind)
            values.append(entry.value)
            starts.append(tokens.starts[start])
            ends.append(tokens.ends[end - 1])
        done = end
    return Tokens(text=tokens.text, kinds="".join(kinds), values=values, starts=starts, ends=ends)


def _renamed(tokens: Tokens, runs: list[tuple[int, int, Entry]]) -> Tokens:
    if not runs:
        return tokens
    kinds = list(tokens.kinds)
    for start, _, entry in runs:
        kinds[start] = entry.kind
        tokens.values[start] = entry.value
    tokens.kinds = "".join(kinds)
    return tokens
