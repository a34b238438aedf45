"""Names of months that are also names of people and things, or verbs: when they are no months."""

import re

from articles.dates.rules.machine import Match
from articles.dates.vocabulary import words
from articles.dates.vocabulary.lexicon import WORDS, listed

_MONTH_BEFORE = re.compile("(?<=[MH][~&])|(?<=[MH]Y[~&])")
_MONTH_AFTER = re.compile("[~&-][MH](?P<year>t?j?Y)?")


def _spelled(table: str, prefixes: str) -> frozenset[str]:
    """The names of months in a table as texts have them, with prefixes of some letters."""
    names = listed(table)
    return frozenset(
        word
        for word, sense in WORDS.items()
        if word[sense.prefix :] in names and set(prefixes).issuperset(word[: sense.prefix])
    )


_SELDOM = _spelled(words.SELDOM_MONTHS, "وفبلك")
_OFTEN = _spelled(words.OFTEN_MONTHS, "وف")  # "برمضان" is as good as "في رمضان"


def is_everyday(match: Match) -> bool:
    """Whether a month's name, with nothing beside it, more often means something else."""
    word, place, tokens = match.word("month"), match.place("month"), match.tokens
    before = _MONTH_BEFORE.match(tokens.kinds, place)
    after = _MONTH_AFTER.match(tokens.kinds, place + 1)
    if word in _SELDOM:
        beside = [tokens.word(place - 2)] if before else []
        beside += [tokens.word(place + 2)] if after else []
        return not (after and after["year"]) and _SELDOM.issuperset(beside)
    return word in _OFTEN and not (before or after) and match.before not in {*"IFw~^<>E"}
