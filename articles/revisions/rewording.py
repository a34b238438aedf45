"""Titles as words, for rows that one edit has joined, or moved and reworded at once."""

from articles.called_off import without_state
from articles.text import fold

_PREFIXES = ("وال", "بال", "لل", "ال")
_SHORTEST = 2  # words that name an event
_MOST_ADDED = 2


def words_of(title: str) -> frozenset[str]:
    """The words of a title but for its state, without "and" before and "the" within them."""
    return frozenset(map(_bare, without_state(fold(title)).split()))


def holds_all(joined: frozenset[str], part: frozenset[str]) -> bool:
    """Whether a title says all that another one did, and more."""
    return len(part) >= _SHORTEST and part < joined


def adds_little(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one of two titles is the other with a word or two more, none of them a number."""
    shorter, longer = sorted((one, other), key=len)
    added = longer - shorter
    plain = not any(map(str.isdigit, "".join(added)))
    return len(shorter) >= _SHORTEST and shorter < longer and len(added) <= _MOST_ADDED and plain


def _bare(word: str) -> str:
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            return word.removeprefix(prefix)
    return word
