"""Numbers in words, and months told in two regions' names, as one token each."""

import re
from collections.abc import Iterator

from articles.dates.vocabulary import words
from articles.dates.vocabulary.lexicon import Sense, Value, listed
from articles.dates.vocabulary.tokens import Tokens, joined

YEARS = range(1000, 3000)
_FIRST = listed(words.FIRST)  # "أول عشرة" is no eleventh
_HUNDRED, _THOUSAND = 100, 1000

# 1 unit, 3 tens, 5 tens with "ال", 7 ten, 9 hundred, 0 hundreds, 2 thousand, 4 thousands, 8 ordinal
_BELOW_HUNDRED = "(?:C|17|1&[35]|3|7|1)"
_HUNDREDS = "(?:1?9|0)"
_THOUSANDS = "(?:1?2|4)"
_NUMERAL = re.compile(
    # "الثامنة وعشرين دقيقة" is no twenty-eighth
    "(?P<ordinal>8(?:&5|&3(?![hU])|7)?|5)"
    "|(?P<century>17)(?:1&3|3|17)"  # "nineteen ninety-nine"
    f"|{_THOUSANDS}(?:&{_HUNDREDS})?(?:&{_BELOW_HUNDRED})?"
    f"|{_HUNDREDS}(?:&{_BELOW_HUNDRED})?"
    f"|{_BELOW_HUNDRED}"
)
# One month in two regions' names; a Libyan name beside another, or between a day and a year.
_MONTH = re.compile(r"(?P<first>[Mb])[/(,-]?(?P<second>[Mb])\)?|(?<=[nCO])b(?=Y)")
# A part of a date in brackets of its own: "(28) أبريل", "عام (1320) هجري".
_BRACKETS = re.compile(
    r"\([nCO]\)(?=[F,&]*(?:z?[MHS~-]|\([nCO]\)))|(?<=[jWd~-])\([nCOY]\)|\(Y\)(?=[ges])|\(W\)(?=[n=CO(])"
)


def join_numerals(tokens: Tokens) -> Tokens:
    """The tokens with the words of each number made one."""
    return joined(tokens, _numerals(tokens))


def join_brackets(tokens: Tokens) -> Tokens:
    """The tokens with each part of a date that has brackets of its own made one with them."""
    runs = [
        (match.start(), match.end(), Sense(match[0][1], tokens.values[match.start() + 1]))
        for match in _BRACKETS.finditer(tokens.kinds)
    ]
    if not runs:
        return tokens
    inner = [tokens.words[start + 1] for start, _, _ in runs]
    tokens = joined(tokens, iter(runs))
    for place, word in enumerate(tokens.words):
        if word.startswith("( "):
            tokens.words[place] = inner.pop(0)
    return tokens


def join_months(tokens: Tokens) -> Tokens:
    """The tokens with each month that is told in two regions' names made one."""
    return joined(tokens, _months(tokens))


def _numerals(tokens: Tokens) -> Iterator[tuple[int, int, Sense]]:
    for match in _NUMERAL.finditer(tokens.kinds):
        value = _sum(tokens.values[match.start() : match.end()])
        if match["century"]:
            centuries = _sum(tokens.values[match.start("century") : match.end("century")])
            value += centuries * (_HUNDRED - 1)
        if match["ordinal"] == "87" and tokens.words[match.start()] in _FIRST:
            yield match.start(), match.start() + 1, Sense("O", 1)
            yield match.start() + 1, match.end(), Sense("C", 10)
            continue
        if match["ordinal"]:
            kind = "O"
        elif value in range(_HUNDRED):
            kind = "C"
        else:
            kind = "Y" if value in YEARS and match[0] != "2" else "x"
        yield match.start(), match.end(), Sense(kind, value)


def _sum(values: list[Value]) -> int:
    """A hundred or a thousand times the number straight before it; "و", which is 0, adds."""
    whole = part = 0
    for value in map(int, values):
        if value in {_HUNDRED, _THOUSAND}:
            part = (part or 1) * value
        elif value:
            part += value
        else:
            whole, part = whole + part, 0
    return whole + part


def _months(tokens: Tokens) -> Iterator[tuple[int, int, Sense]]:
    kinds, values = tokens.kinds, tokens.values
    for match in _MONTH.finditer(kinds):
        value = values[match.start()]
        named = "M" in {match["first"], match["second"]}
        if not match["first"] or (named and value == values[match.start("second")]):
            yield match.start(), match.end(), Sense("M", value)
