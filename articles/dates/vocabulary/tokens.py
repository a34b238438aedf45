"""The tokens of a run of words: a string with one class letter a token, and what each means."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.dates.vocabulary.lexicon import Sense, Value

OTHER = Sense("o")  # what is no part of a date


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
        """Whether nothing stands between a token and the next, which there must be."""
        return self.ends[index] == self.starts[index + 1]


def joined(tokens: Tokens, joins: Iterator[tuple[int, int, Sense]]) -> Tokens:
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
    for start, end, entry in [*runs, (len(tokens.kinds), len(tokens.kinds), OTHER)]:
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
