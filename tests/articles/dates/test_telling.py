"""What the grammar reads the prefilter lets through: both are of one language."""

import re
from collections.abc import Iterable
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from articles.dates import find
from articles.dates.passage import Passage
from articles.dates.rules import clocks, joints, points, recurrences
from articles.dates.vocabulary.lexicon import PHRASES, WORDS
from articles.dates.vocabulary.pieces import tokenise
from articles.dates.vocabulary.telling import ALONE, TOGETHER

_RULES = (*clocks.RULES, *recurrences.RULES, *points.RULES, *joints.RULES)
_MADE = frozenset("δμψκωχρσ")  # the letters of what other rules have read
_LOOKED_FOR = 2


def _joined(left: Iterable[str], right: Iterable[str]) -> set[str]:
    """The beginnings of one thing and another after it."""
    pairs = ((one, other) for one in left for other in (right if len(one) < _LOOKED_FOR else [""]))
    return {(one + other)[:_LOOKED_FOR] for one, other in pairs}


def _beginnings(parsed: Any) -> set[str]:
    """The first two letters of what a pattern matches without a letter that tells alone."""
    found = {""}
    for operation, argument in parsed:
        choices = _choices(operation, argument)
        if not choices:  # it cannot be passed without such a letter
            return set()
        found = _joined(found, choices)
    return found


def _choices(operation: Any, argument: Any) -> set[str]:
    if operation is code.LITERAL:
        return {chr(argument)} - {*ALONE, *_MADE}
    if operation is code.IN:
        return {chr(value) for kind, value in argument if kind is code.LITERAL} - {*ALONE, *_MADE}
    if operation is code.BRANCH:
        return set().union(*map(_beginnings, argument[1]))
    if operation in {code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT}:
        least, most, repeated = argument
        once = _beginnings(repeated)
        times = [{""}, once, _joined(once, once)]
        return set().union(*times[min(least, _LOOKED_FOR) : min(most, _LOOKED_FOR) + 1])
    if operation is code.SUBPATTERN or (operation is code.ASSERT and argument[0] == 1):
        return _beginnings(argument[-1])
    return {*"/.-"} if operation is code.GROUPREF else {""}


def test_prefilter_is_made_from_the_rules_of_the_grammar() -> None:
    """A rule whose beginning the filter does not know would never be tried."""
    begin: dict[str, set[str]] = {}
    for rule in _RULES:
        for letters in _beginnings(_parser.parse(rule.pattern.pattern)):
            if len(letters) == _LOOKED_FOR:
                begin.setdefault(letters[0], set()).add(letters[1])
            assert len(letters) != 1, (
                rule.pattern.pattern,
                "may match a letter that tells nothing",
            )
    assert {first: "".join(sorted(others)) for first, others in begin.items()} == {
        first: "".join(sorted(others)) for first, others in TOGETHER.items()
    }


_BY_LETTER: dict[str, list[str]] = {}
for _word, _sense in WORDS.items():
    _BY_LETTER.setdefault(_sense.kind, []).append(_word)
for _head, _listed in PHRASES.items():
    for _rest, _sense in _listed:
        _BY_LETTER.setdefault(_sense.kind, []).append(" ".join((_head, *_rest)))
_WORDS = st.sampled_from(sorted(_BY_LETTER)).flatmap(lambda kind: st.sampled_from(_BY_LETTER[kind]))
_NUMBERS = st.sampled_from("5 12 30 2024 1446 500 18.30 20:15 (7) / - ( ) ، : و كلام بيت".split())


def _told(passages: Iterable[Passage]) -> set[tuple[str, int, int]]:
    return {
        (mention.kind, passage.start(mention.first), passage.end(mention.last))
        for passage in passages
        for mention in passage.mentions
    }


@given(st.lists(_WORDS | _NUMBERS, min_size=1, max_size=7))
def test_what_the_grammar_reads_the_filter_lets_through(words: list[str]) -> None:
    """Whatever words stand together, each from any table, with any prefix."""
    text = re.sub(" +", " ", f"كلام كلام {' '.join(words)} كلام كلام")
    pieces = tuple(text.split(" "))
    tokens = tokenise(pieces)
    whole = Passage(text, 0, tokens, tuple(find._GRAMMAR.read(tokens)), alone=True)
    assert _told(find._passages(text)) == _told([whole])
