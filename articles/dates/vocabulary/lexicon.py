"""The tables of `words` as one dictionary: a written word to its class letter and its value.

Class letters, which the grammar is written in:

    numbers     n one or two digits   x other digits   Y a year (four digits, or in words)
                C a number in words   O an ordinal     L "last"
    names       M H S months (Gregorian, Hijri, Persian)   b Libyan month
                W weekday   V weekday without "ال"   R day told from today   a "اليوم"
    steps       A past, next, this (value: steps from now)   q same   Q "منه"   t this   N now
    units       d day   k week   z month   j year   h hour, minute   D two of   U several   v "يومي"
    parts       K first day   X last day   E early, middle, late   i half, third, quarter
    eras        g Gregorian   e Hijri   s Persian   B before the era
    joints      = "الموافق"   F of   w between   ~ until   I in   ^ since   < before   > after
                f for (a duration)   J starting   l "تاريخ"   & and   ø or   u a counted noun
    clock       c "الساعة"   η about   ħ the "h" of 18h30   m except   P part of day   G "توقيت"
                Z time zone   T the "T" of ISO
    again       ν "كل"   λ daily, weekly   ε "عدا"
    rest        / - . : , ( ) | as themselves   ¶ line end   · sentence end   o anything else

Numerals in words are first the letters of `NUMERALS`, then joined to C, O or Y.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from articles.dates.vocabulary import words
from articles.dates.vocabulary.normal import normalise

Value = int | str


class Sense(NamedTuple):
    """What a word means.

    Attributes:
        kind: its class letter.
        value: what it stands for (a month's number, a unit's name …); "" for nothing but its kind.
        conjoined: whether it begins with "و", which joins it to what stands before.
        prefix: how many letters of it are prefixes.
    """

    kind: str
    value: Value = ""
    conjoined: bool = False
    prefix: int = 0


UNIT, TEN_MULTIPLE, DEFINITE_TEN, TEN, HUNDRED, HUNDREDS, THOUSAND, THOUSANDS, ORDINAL = "135790248"
NUMERALS = frozenset("135790248")

_TABLES: tuple[tuple[str, dict[int, str] | dict[str, str]], ...] = (
    ("M", words.GREGORIAN_MONTHS),
    ("b", words.LIBYAN_MONTHS),
    ("H", words.HIJRI_MONTHS),
    ("S", words.PERSIAN_MONTHS),
    ("V", words.BARE_WEEKDAYS),
    ("W", words.WEEKDAYS),
    (ORDINAL, words.ORDINALS),
    (UNIT, words.UNITS_OF_NUMBERS),
    (TEN, words.TEN),
    ("C", words.ELEVEN),
    (TEN_MULTIPLE, words.TENS),
    (DEFINITE_TEN, words.ORDINAL_TENS),
    (HUNDRED, words.HUNDRED),
    (HUNDREDS, words.HUNDREDS),
    (THOUSAND, words.THOUSAND),
    (THOUSANDS, words.THOUSANDS),
    ("R", words.RELATIVE_DAYS),
    ("A", words.ADJECTIVES),
    ("D", words.DUAL_UNITS),
    ("U", words.PLURAL_UNITS),
    ("v", words.PAIR_UNITS),
    ("i", words.MINUTES),
    ("P", words.PARTS_OF_DAY),
    ("Z", words.TIME_ZONES),
    ("λ", words.EVERY_UNIT),
)
_LISTS: tuple[tuple[Sense, str], ...] = (
    (Sense("L", -1), words.LAST),
    (Sense("a", 0), words.TODAY),
    (Sense("q", 0), words.SAME),
    (Sense("Q"), words.SAME_ALONE),
    (Sense("t"), words.THIS),
    (Sense("N"), words.NOW),
    (Sense("K", 1), words.FIRST_DAY),
    (Sense("X", -1), words.LAST_DAY),
    (Sense("E", "early"), words.EARLY),
    (Sense("E", "middle"), words.MIDDLE),
    (Sense("E", "late"), words.LATE),
    (Sense("g", "gregorian"), words.GREGORIAN_ERA),
    (Sense("e", "hijri"), words.HIJRI_ERA),
    (Sense("s", "persian"), words.PERSIAN_ERA),
    (Sense("B"), words.BEFORE_ERA),
    (Sense("="), words.SAME_DAY),
    (Sense("F"), words.OF),
    (Sense("w"), words.BETWEEN),
    (Sense("~"), words.UNTIL),
    (Sense("I"), words.IN),
    (Sense("^", -1), words.SINCE),
    (Sense("<", -1), words.BEFORE),
    (Sense(">", 1), words.AFTER),
    (Sense("f"), words.FOR),
    (Sense("J"), words.STARTING),
    (Sense("l"), words.DATE),
    (Sense("c"), words.CLOCK),
    (Sense("η"), words.ABOUT),
    (Sense("m"), words.EXCEPT),
    (Sense("ε"), words.LEFT_OUT),
    (Sense("ν"), words.EVERY),
    (Sense("G"), words.TIME_ZONE),
    (Sense("u"), words.COUNTED),
)
_UNIT_LETTERS = {"day": "d", "week": "k", "month": "z", "year": "j", "hour": "h", "minute": "h"}
# Letters that stand for a word only by themselves, and prefixes written apart from digits ("و24").
_SINGLE = {
    **dict.fromkeys(("ب", "ل", "ف", "فب", "ال", "بال"), Sense("I")),
    **dict.fromkeys(("وب", "ول", "وال"), Sense("I", conjoined=True, prefix=len("و"))),
    "و": Sense("&", 0),
    "T": Sense("T"),
    "او": Sense("ø"),
    **dict.fromkeys(("h", "H", "سا"), Sense("ħ")),
    "س": Sense("c"),
    "Z": Sense("Z", "UTC"),
}
_PREFIXES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_MAY_BE_PREFIXES = re.compile("[وف]?[بلك]?")
_KEPT_WORDS = 4096
_OTHER_WORDS = frozenset(words.NOT_PREFIXED.split())


def _entries() -> Iterator[tuple[str, Sense]]:
    for kind, table in _TABLES:
        for value, listed in table.items():
            for word in listed.split():
                yield word, Sense(kind, value)
    for sense, listed in _LISTS:
        for word in listed.split():
            yield word, sense
    for unit, listed in words.UNITS.items():
        for word in listed.split():
            yield word, Sense(_UNIT_LETTERS[unit], unit)


def _prefixed(word: str, entry: Sense) -> Iterator[tuple[str, Sense]]:
    for prefix in _PREFIXES:
        letters = word
        if prefix.endswith("ل") and word.startswith("ال"):
            letters = "ل" + word[2:]  # ل + ال is written لل
        if not (prefix and prefix + letters in _OTHER_WORDS):
            conjoined = prefix.startswith("و")
            yield prefix + letters, entry._replace(conjoined=conjoined, prefix=len(prefix))


def _lexicon() -> tuple[dict[str, Sense], dict[str, list[tuple[tuple[str, ...], Sense]]]]:
    """Single words, and phrases by their first word, longest first."""
    single: dict[str, Sense] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Sense]]] = {}
    for written, entry in _entries():
        first, *rest = normalise(written).text.split("_")
        takes_prefix = first.isalpha() and not first.isascii() and len(first) > 1
        forms = _prefixed(first, entry) if takes_prefix or rest else [(first, entry)]
        for form, found in forms:
            if rest:
                phrases.setdefault(form, []).append((tuple(rest), found))
            elif form not in single or (form == first and single[form].prefix):
                single[form] = found
    for found_phrases in phrases.values():
        found_phrases.sort(key=lambda phrase: -len(phrase[0]))
    return {**single, **_SINGLE}, phrases


WORDS, PHRASES = _lexicon()


def phrases(text: str) -> frozenset[str]:
    """The words and phrases of a table, spelled as tokens are."""
    return frozenset(normalise(word.replace("_", " ")).text for word in text.split())


def listed(text: str) -> frozenset[str]:
    """The words of a table that is only looked things up in, spelled as the lexicon is."""
    return frozenset(normalise(text.replace("_", " ")).text.split())


def is_listed(word: str, table: frozenset[str]) -> bool:
    """Whether a word is in a table, with or without prefixes."""
    return word != "" and not _forms(word).isdisjoint(table)


@lru_cache(maxsize=_KEPT_WORDS)
def _forms(word: str) -> frozenset[str]:
    """A word, and what it is without what may be its prefixes."""
    forms = {word, *(word[end:] for end in (1, 2) if _MAY_BE_PREFIXES.fullmatch(word[:end]))}
    if word.startswith("لل"):
        forms.add(f"ال{word[2:]}")
    return frozenset(forms)
