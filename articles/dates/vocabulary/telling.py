"""Which runs of a text can hold a date, told by class letters alone: most words are in none."""

import re
from collections.abc import Iterator

from articles.dates.vocabulary.lexicon import PHRASES
from articles.dates.vocabulary.normal import plain_word
from articles.dates.vocabulary.pieces import (
    EDGES,
    EDGES_AS_LETTERS,
    KEPT_PIECES,
    KNOWN,
    LONGEST_KEPT,
    means_nothing,
    read_piece,
)
from articles.dates.vocabulary.tokens import OTHER

# Class letters that may be a date by themselves.
ALONE = "HMRSWYaλ"
# With which other two letters what the grammar reads may begin, where it holds none of those:
# derived from its rules by `tests/articles/dates/test_telling.py`, which prints what is missing.
TOGETHER = {
    "<": "CDdhjknxz",
    ">": "CDdhjknxz",
    "C": "&(,-./CFGILOPQUdghjkmqtz|·øν",
    "D": "A",
    "E": "FIjtzν",
    "F": "COcjnxν",
    "I": "U",
    "K": ",-./FUdtz·ν",
    "L": "CFIUVdkntzν",
    "O": "&(,-./CFGIPQUVdgkmnqtz|·ν",
    "P": "CFKLOUVXdlnvν",
    "U": "CVdk",
    "V": "&,CFIø",
    "X": ",-./Ftz·",
    "^": "CDdhjknxz",
    "c": "CIOnx|η",
    "d": "CIKLOVXdln",
    "f": "CDUdhjknxz",
    "i": "LO",
    "j": "Anqx",
    "k": "ALOq",
    "l": "CIKLOXdln",
    "m": "CUVdv",
    "n": "&(,-./:ABFGIPQUcdghjkmqtz|·ħν",
    "t": "jkz",
    "v": "CVd",
    "x": "BUdhjkz",
    "z": "AOnq",
    "ε": "CUVdv",
    "η": "CFOcn",
    "ν": "CDPUVdjknz",
}
# The letters of numerals in words (`lexicon.NUMERALS`) that a number, once joined, may begin with.
_NUMERALS = {"C": "1357", "O": "58", "x": "01249"}
_YEAR_IN_WORDS = "4|2 ?&|1 ?7 ?[137]"
_BETWEEN = r" *\)? *\(? *"  # the brackets of a number vanish


def _first(letter: str) -> str:
    return f"(?:{letter}|[{_NUMERALS[letter]}](?: ?[0-9&]){{0,6}}?)"


def _pairs() -> Iterator[str]:
    """A pattern for each letter that may begin something, with those that may follow it."""
    for letter, others in TOGETHER.items():
        first = _first(letter) if letter in _NUMERALS else re.escape(letter)
        spelled = "".join(others + "".join(_NUMERALS.get(other, "") for other in others))
        yield f"{first}{_BETWEEN}[{re.escape(spelled)}]"


def _phrases() -> Iterator[str]:
    """The letters of phrases, as "بعد غد", but for zones, which are no dates by themselves."""
    for head, listed in PHRASES.items():
        for rest, entry in listed:
            letters = KNOWN[head].kind, _letter(rest[0])
            if entry.kind != "Z" and not {*"ro"}.intersection(letters[0]):
                yield " ?".join(map(re.escape, letters))


def _letter(word: str) -> str:
    return "n" if word.isdecimal() else KNOWN.get(word, OTHER).kind


_BEGINNINGS = "".join({*TOGETHER, *"".join(_NUMERALS.values())})
_TELLING_RUN = re.compile(
    f"[{ALONE}]|{_YEAR_IN_WORDS}|(?=[{re.escape(_BEGINNINGS)}])(?:{'|'.join(_pairs())})"
    f"|{'|'.join(sorted(set(_phrases())))}"
)


def telling_runs(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """The runs of a text that can hold a date: where each begins, and its pieces between spaces.

    A text in which each word means something is one: a cell with the number of a day alone.
    """
    cuts = text.split(" ")
    letters = " ".join(map(_LETTERS.__getitem__, cuts))
    wanted = list(_telling_runs(f"o{letters}o"))
    if not wanted and "o" not in letters:
        wanted = [(0, len(cuts))]
    runs: list[tuple[int, tuple[str, ...]]] = []
    place = counted = 0
    for first, last in wanted:
        place += sum(map(len, cuts[counted:first])) + first - counted
        counted = first
        runs.append((place, tuple(cuts[first:last])))
    return runs


def _telling_runs(letters: str) -> Iterator[tuple[int, int]]:
    """The first piece of each run and the one after its last, with the words beside it.

    The letters begin and end with a word of no meaning. Runs that share a piece are one.
    """
    counted = piece = begun = done = 0
    while telling := _TELLING_RUN.search(letters, counted):
        start = letters.rindex("o", counted, telling.start())
        end = letters.index("o", telling.end())
        first = piece + letters.count(" ", counted, start)
        counted, piece = end, first + letters.count(" ", start, end)
        if first >= done:
            if done:
                yield begun, done
            begun = first
        done = piece + 1
    if done:
        yield begun, done


_LINE_END = KNOWN["\n"].kind


class _Letters(dict[str, str]):
    """The class letters of pieces; those that stood in a text are kept, for they come again."""

    def __missing__(self, cut: str) -> str:
        core = cut.strip(EDGES)
        if "\n" in cut:
            lines = (self[line] if line else "" for line in cut.split("\n"))
            letters = _LINE_END.join(lines)
        elif means_nothing(plain_word(core)):
            letters = OTHER.kind if core == cut else _with_edges(cut, core)
        else:
            letters = read_piece(cut).letters
        if len(cut) <= LONGEST_KEPT:
            if len(self) >= KEPT_PIECES:
                self.clear()
            self[cut] = letters
        return letters


_LETTERS = _Letters()


def _with_edges(cut: str, core: str) -> str:
    """The letters of a word of no meaning with marks at its ends."""
    before, _, after = cut.partition(core)
    return f"{before.translate(EDGES_AS_LETTERS)}{OTHER.kind}{after.translate(EDGES_AS_LETTERS)}"
