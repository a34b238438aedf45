"""Whether two titles of one day say the same happening: by evidence, and never by containment.

Said the same way are titles whose words are the same in the same order, but for empty words, for
verbs and nouns of one happening, and for who stands first of two that are joined by "and". What one
title alone tells of its place may be missing in the other, where the rest names the happening.
Numbers, ordinals, stages, ages, genders, negations and words of change must be the same in both.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from articles.text import fold
from exporters.title_words import EMPTY, KINDS, ORDINALS, SAME, TELLING, WAW

Verdict = Literal["same", "perhaps", "other"]

_PREFIXES = ("بال", "كال", "فال", "لل", "ال")
_AND = "و"
_BETWEEN = "بين"
_IN = "في"
_WAYS = ("من", "الي")  # from, to
_PREPOSITIONS = (_IN, *_WAYS, "علي", "عن", "مع")
_HAPPENINGS = frozenset(SAME.values())
_STEM = 2  # letters that must be left of a word without its prefix
_NAMING = 2  # words that name a happening among others of its kind
_NEAR = 0.6  # share of words in common, from which two titles are perhaps the same


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a title: its stem, the preposition before it, whether "and" stands before it."""

    stem: str
    after: str
    joined: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Title:
    """What a title tells.

    Attributes:
        names: its words in order, those that are joined by "and" in an order of their own.
        unplaced: likewise without what is told of the place.
        happenings: the verbs and nouns of what happens.
        telling: words that make it another happening.
        ways: for words the "from" or "to" before them.
        words: names and happenings.
    """

    names: tuple[str, ...]
    unplaced: tuple[str, ...]
    happenings: tuple[str, ...]
    telling: frozenset[str]
    ways: frozenset[tuple[str, str]]
    words: frozenset[str]

    @property
    def is_named(self) -> bool:
        """Whether it tells more than a kind of happening."""
        return len({*self.unplaced} - KINDS - self.telling) >= _NAMING


def same_happening(title: str, other: str) -> Verdict:
    """Whether two titles of one day tell the same happening."""
    one, two = _read(title), _read(other)
    if one.telling != two.telling or _goes_back(one, two):
        return "other"
    if one.happenings == two.happenings and _say_the_same(one, two):
        return "same"
    if one.happenings and two.happenings and not {*one.happenings} & {*two.happenings}:
        return "other"
    return "perhaps" if _share(one, two) >= _NEAR else "other"


def perhaps_same(title: str, other: str) -> bool:
    """Whether two titles perhaps say the same; most of a day share too few words to be asked."""
    return _share(_read(title), _read(other)) >= _NEAR and same_happening(title, other) == "perhaps"


def _share(one: _Title, two: _Title) -> float:
    """The words in common, in parts of all."""
    return 2 * len(one.words & two.words) / max(1, len(one.words) + len(two.words))


def keys(title: str) -> set[str]:
    """What titles that say the same share: one of these at least."""
    told = _read(title)
    return {"".join(told.names), "".join(told.unplaced)}


def names_one(title: str) -> bool:
    """Whether a title names one happening among others of its kind."""
    return _read(title).is_named


def _say_the_same(one: _Title, two: _Title) -> bool:
    if "".join(one.names) == "".join(two.names):
        return True
    placed = [each for each in (one, two) if each.names != each.unplaced]
    return len(placed) == 1 and one.unplaced == two.unplaced and one.is_named


def _goes_back(one: _Title, two: _Title) -> bool:
    """Whether one tells "from" where the other tells "to"."""
    ways = dict(one.ways)
    return any(ways.get(word, way) != way for word, way in two.ways)


@lru_cache(maxsize=1 << 13)
def _read(title: str) -> _Title:
    words = list(_words(fold(title)))
    stems = [word.stem for word in words]
    names = [word for word in words if word.stem not in _HAPPENINGS]
    telling = {stem for stem in stems if stem in TELLING or any(map(str.isdigit, stem))}
    happenings = tuple(sorted(stem for stem in stems if stem in _HAPPENINGS))
    ordered = _ordered(names)
    return _Title(
        names=ordered,
        unplaced=_ordered([word for word in names if word.after != _IN]),
        happenings=happenings,
        telling=frozenset(telling),
        ways=frozenset((word.stem, word.after) for word in words if word.after in _WAYS),
        words=frozenset((*ordered, *happenings)),
    )


def _words(folded: str) -> Iterator[_Word]:
    after = ""
    for token in re.findall(r"\w+", folded):
        joined = _is_joined(token)
        word = token.removeprefix(_AND) if joined else token
        stem = _stem(word)
        if word in _PREPOSITIONS or word == _BETWEEN:
            after = word
        elif stem in _HAPPENINGS or SAME.get(stem):
            after = ""
        if not {word, stem} & EMPTY:
            yield _Word(SAME.get(stem) or ORDINALS.get(stem) or stem, after, joined)


def _is_joined(token: str) -> bool:
    rest = token.removeprefix(_AND)
    return rest != token and len(rest) >= _STEM and token not in WAW


def _ordered(words: list[_Word]) -> tuple[str, ...]:
    """The words; of those that "and" joins, what stands first makes no difference."""
    parts: list[list[list[str]]] = []
    before = ""
    for word in words:
        between = word.after == before == _BETWEEN
        if word.joined and parts:
            parts[-1].append([word.stem])
        elif between and parts:
            parts[-1][-1].append(word.stem)
        else:
            parts.append([[word.stem]])
        before = word.after
    return tuple(stem for part in parts for names in sorted(part) for stem in names)


def _stem(word: str) -> str:
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + _STEM:
            return word.removeprefix(prefix)
    return word
