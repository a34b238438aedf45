"""False friends of dates: names and numbers of things, and names of events.

They are told by the words before; the tables are in `articles.dates.vocabulary.words`.
"""

import re
from functools import lru_cache

from articles.dates.mention import Mention
from articles.dates.vocabulary import words
from articles.dates.vocabulary.lexicon import listed
from articles.dates.vocabulary.tokens import Tokens

_THINGS = listed(words.NAMES_OF_THINGS)
_PLANS = listed(words.NAMES_OF_PLANS)
_EVENTS = listed(words.NAMES_OF_EVENTS)
_PREFIXES = re.compile("[وف]?[بلك]?")
_BARE = frozenset("nxYCOK")
_KEPT_WORDS = 4096


def is_name(tokens: Tokens, mention: Mention) -> bool:
    """Whether the words of a date are the name or the number of something.

    "ملعب 5 يوليو", "المادة 12/2024", "رؤية 2030", "القرار رقم 15 لسنة 2024".
    """
    before = tokens.word(mention.first - 1)
    if mention.kind == "year" and tokens.kinds[mention.first - 1 : mention.first] in {"n", "x"}:
        return _is_listed(tokens.word(mention.first - 2), _THINGS)
    if tokens.kinds[mention.first] not in _BARE:
        return False
    told_year = mention.year is not None and mention.kind != "year" and not mention.numeric
    if not told_year and _is_listed(before, _THINGS):
        return True
    years = any(one.kind == "year" for one in (mention, *mention.parts))
    return years and _is_listed(before, _PLANS)


def names_event(tokens: Tokens, mention: Mention) -> bool:
    """Whether the date is in the name of an event of some year: "ثورة 25 يناير"."""
    return _is_listed(tokens.word(mention.first - 1), _EVENTS)


def _is_listed(word: str, table: frozenset[str]) -> bool:
    """Whether a word is in a table, with or without prefixes."""
    return word != "" and not _forms(word).isdisjoint(table)


@lru_cache(maxsize=_KEPT_WORDS)
def _forms(word: str) -> frozenset[str]:
    """A word, and what it is without what may be its prefixes."""
    forms = {word, *(word[end:] for end in (1, 2) if _PREFIXES.fullmatch(word[:end]))}
    if word.startswith("لل"):
        forms.add(f"ال{word[2:]}")
    return frozenset(forms)
