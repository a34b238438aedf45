"""Which runs of a text can hold a date, told by class letters alone: most words are in none."""

import re
from collections.abc import Iterator

from articles.dates.vocabulary.normal import plain_word
from articles.dates.vocabulary.pieces import (
    KEPT_PIECES,
    KNOWN,
    LONGEST_KEPT,
    SHORTEST_NAME,
    read_piece,
)
from articles.dates.vocabulary.tokens import OTHER

# What can be a date, over class letters: the first letter, and what must follow it; a blank may be
# one between two pieces.
_TELLING = {
    "MHWRaYpλ": "",
    "ν": " [WVkzjDPdUCMn0-9]",
    "U": " k",
    "L": " [VCkd0-9]",
    "Wki": " L",
    "kzjdUhD": " A",
    "tq": " [kzj]",
    "kzj": " q",
    "<>^": " [nCxDkzjdhA012345789]",
    "n": " [/:.-] n",
    "c": " [|I]? [nCO0-9]",
    "nO0-9": "(?:[^o]{0,6}[PG]| F? t? [qz]| F? [AQ])",
    "j": " \\(? (?:[nx24]|1 7)",
    "f": " (?:[nx]|[0-9&]{1,5})? [UDdkzjh]",
}
# The first letters all at once, for speed.
_TELLING_RUN = re.compile(
    f"[{''.join(_TELLING)}](?:"
    + "|".join(f"(?<=[{first}]){rest.replace(' ', ' ?')}" for first, rest in _TELLING.items())
    + ")"
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


class _Letters(dict[str, str]):
    """The class letters of pieces; those that stood in a text are kept, for they come again."""

    def __missing__(self, cut: str) -> str:
        letters = OTHER.kind if _means_nothing(cut) else read_piece(cut).letters
        if len(cut) <= LONGEST_KEPT:
            if len(self) >= KEPT_PIECES:
                self.clear()
            self[cut] = letters
        return letters


_LETTERS = _Letters()


def _means_nothing(cut: str) -> bool:
    """Whether a piece is one word of no table; most are."""
    word = plain_word(cut)
    return word is not None and word not in KNOWN and "ال" not in word[SHORTEST_NAME:]
