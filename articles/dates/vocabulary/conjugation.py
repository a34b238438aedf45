"""The forms of the verbs of `articles.dates.vocabulary.verbs`, and what a word says of its day."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from articles.dates.vocabulary import verbs
from articles.dates.vocabulary.lexicon import listed
from articles.dates.vocabulary.normal import normalise

Sense = Literal["past", "present", "coming", "not", "was"]

_OF_PAST = ("", "ت", "ا", "تا", "وا", "ن", "نا", "تم")
_OF_PRESENT = ("", "ان", "ون", "ين", "ن", "ا", "وا", "ي")
_PERSONS = "يتنا"
_WEAK = ("ي", "ا", "و")
_LEAD = re.compile("[وف](?=..)")
_UNKNOWN_FUTURE = re.compile(r"س[يتن]\w{2,}")
_SHORTEST_FUTURE = 4  # "ستر", "سير" are verbs of the past
_TA_MARBUTA = "ة"
_PRONOUN = re.compile("(?<=...)(?:ه|ها|هم|هما|هن|نا)$")
_NOUN_ENDS = ("ات", "ت")  # "سيطرت" too is no future
_KEPT_WORDS = 8192


def _past(base: str) -> Iterator[str]:
    """The forms of a past: of "التقى" also "التقت", "التقوا"."""
    yield from (base + ending for ending in _OF_PAST)
    if base.endswith(_WEAK):
        yield from (base[:-1] + ending for ending in _OF_PAST[1:])


def _present(base: str) -> Iterator[str]:
    """The forms of a present without its first letter: of "يلتقي" also "يلتقون", "يلتق"."""
    stem = base[1:]
    yield from (stem + ending for ending in _OF_PRESENT)
    if stem.endswith(_WEAK):
        yield from (stem[:-1] + ending for ending in _OF_PRESENT)
    if stem[-2:-1] in _WEAK:
        yield stem[:-2] + stem[-1]


def _pairs(table: str) -> Iterator[tuple[str, str]]:
    for pair in table.split():
        past, present = normalise(pair).text.split("/")
        yield past, present


def _stems(*tables: str) -> frozenset[str]:
    return frozenset(
        form for table in tables for _, verb in _pairs(table) for form in _present(verb)
    )


_PAST = frozenset(
    form
    for table in (verbs.EVENTS, verbs.REPORTS)
    for past, _ in _pairs(table)
    for form in _past(past)
)
_EVENT_STEMS = _stems(verbs.EVENTS)
_STEMS = _stems(verbs.EVENTS, verbs.REPORTS)
_COMING = listed(verbs.COMING)
_NOT, _WAS = listed(verbs.PAST_PARTICLES), listed(verbs.WAS)
_NO_VERBS = listed(verbs.NO_VERBS)
_NO_FUTURE = listed(verbs.NO_FUTURE)
_NO_FUTURE_BEGINS = tuple(listed(verbs.NO_FUTURE_BEGINS))


@lru_cache(maxsize=_KEPT_WORDS)
def sense_of(written: str) -> Sense | None:
    """What a word of a clause says of its day; None for most words.

    "past": a verb of the past; "coming": of what is to come, or a noun of it; "present": a
    verb whose day is to come unless "not" ("لم") or "was" ("كان") stands before it.
    """
    word = normalise(written).text
    led = _LEAD.sub("", word, count=1)
    forms = [word, led]
    if not written.endswith(_TA_MARBUTA):
        forms += [_PRONOUN.sub("", form) for form in forms]
    for form in forms:
        found = _sense(form, written)
        if found:
            return found
    return None


def _sense(word: str, written: str) -> Sense | None:
    if word in _NO_VERBS:
        return None
    if word in _WAS:
        return "was"
    if word in _NOT:
        return "not"
    if word in _COMING or _is_future(word, written):
        return "coming"
    if word in _PAST:
        return "past"
    present = word.removeprefix("ل")
    return "present" if present[:1] in {*"يت"} and present[1:] in _EVENT_STEMS else None


def _is_future(word: str, written: str) -> bool:
    """Whether a word is "س" and a present: of a verb that is known, or that looks like one."""
    if word[:1] != "س":
        return False
    if len(word) < _SHORTEST_FUTURE:
        return False
    if word[1:2] in {*_PERSONS} and word[2:] in _STEMS:
        return True
    if not _UNKNOWN_FUTURE.fullmatch(word) or word in _NO_FUTURE:
        return False
    noun = written.endswith(_TA_MARBUTA) or word.endswith(_NOUN_ENDS)
    return not (noun or word.startswith(_NO_FUTURE_BEGINS))
