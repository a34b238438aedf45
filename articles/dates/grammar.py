"""The grammar of dates: ordered rules over class letters, and the machine that applies them.

A rule is a pattern over the class letters of `articles.dates.lexicon`, with a function that makes
the mention. What a rule reads is replaced by the letter of what it now is, followed by "_" for each
further token, so later rules see it as one thing and places stay what they were:

    D a day   m a month   y a year   k a week   w a day by relation   c a clock time   r a range

are written <D>, <m> … in patterns, and stand for one such thing. Blanks in patterns mean nothing.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from articles.dates.lexicon import Value
from articles.dates.mention import Mention
from articles.dates.tokens import Tokens

DAY, MONTH, YEAR, WEEK, RELATIVE, CLOCK, SPAN = "δμψκωχρ"
_THINGS = {"D": DAY, "m": MONTH, "y": YEAR, "k": WEEK, "w": RELATIVE, "c": CLOCK, "r": SPAN}
_PREFIX = re.compile(r"^[وف]?(?:لل|[بكل](?=ال))")
_PREFIXED_LENGTH = 4


class Match:
    """A match of a rule's pattern, with the tokens that it is about.

    Groups that a pattern has not are empty.
    """

    __slots__ = ("_groups", "_match", "kinds", "tokens")

    def __init__(self, match: re.Match[str], tokens: Tokens) -> None:
        self._match = match
        self._groups = match.re.groupindex
        self.kinds = match.string
        self.tokens = tokens

    @property
    def letters(self) -> str:
        """The class letters that were matched."""
        return self._match[0]

    @property
    def words(self) -> list[str]:
        """The words that were matched, in their normalised spelling."""
        return self.tokens.words[slice(*self._match.span())]

    @property
    def before(self) -> str:
        """The class letter before the match, or ""."""
        start = self._match.start()
        return self.kinds[start - 1] if start else ""

    @property
    def after(self) -> str:
        """The class letter after the match, or ""."""
        end = self._match.end()
        return self.kinds[end : end + 1]

    @property
    def word_before(self) -> str:
        """The word before the match, without the prefixes of prepositions, or ""."""
        word = self.tokens.word(self._match.start() - 1)
        return _PREFIX.sub("ال", word) if len(word) >= _PREFIXED_LENGTH else word

    @property
    def word_after(self) -> str:
        """The word after the match, or ""."""
        return self.tokens.word(self._match.end())

    def letter(self, group: str) -> str:
        """The class letters of a group, or ""."""
        return (self._match[group] or "") if group in self._groups else ""

    def told(self) -> list[tuple[str, Value]]:
        """The names of the groups that are not empty, with what their first tokens stand for."""
        match, values = self._match, self.tokens.values
        return [(name, values[match.start(name)]) for name in self._groups if match[name]]

    def place(self, group: str) -> int:
        """The index of the first token of a group."""
        return self._match.start(group)

    def places(self, group: str) -> range:
        """The indices of the tokens of a group."""
        return range(*self._match.span(group))

    def raw(self, group: str) -> Value | None:
        """What the first token of a group stands for, or None."""
        return self.tokens.values[self.place(group)] if self.letter(group) else None

    def number(self, group: str) -> int | None:
        """The number that the first token of a group stands for, or None."""
        value = self.raw(group)
        return value if isinstance(value, int) else None

    def name(self, group: str) -> str | None:
        """The name that the first token of a group stands for, or None."""
        value = self.raw(group)
        return value if isinstance(value, str) else None

    def word(self, group: str) -> str:
        """The first token of a group as it is written, or ""."""
        return self.tokens.word(self.place(group)) if self.letter(group) else ""

    def width(self, group: str) -> int:
        """How many characters the first token of a group has; 0 for an empty group."""
        return len(self.word(group))


Build = Callable[[Match, Mapping[int, Mention]], Mention | None]


class Rule(NamedTuple):
    """One rule.

    Attributes:
        letter: of what it makes.
        needs: class letters of which a match holds one; where a text has none, it is not tried.
        pattern: over class letters.
        build: takes the match and the mentions so far, by their first token; gives the mention, or
            None where a closer look finds that it is none.
    """

    letter: str
    needs: frozenset[str]
    pattern: re.Pattern[str]
    build: Build


def fragments(**templates: str) -> dict[str, str]:
    """Named parts of patterns, for `pattern`."""
    return {name: "".join(template.split()) for name, template in templates.items()}


def pattern(template: str, parts: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """A template as a regular expression: blanks out, <names> in."""
    names = {**{name: f"{letter}_*" for name, letter in _THINGS.items()}, **(parts or {})}
    compact = "".join(template.split())
    return re.compile(re.sub(r"(?<!\?P)<(\w+)>", lambda name: f"(?:{names[name[1]]})", compact))


def read(tokens: Tokens, rules: Sequence[Rule]) -> list[Mention]:
    """The mentions that rules find in tokens, in order; a rule is applied wherever it matches."""
    kinds = tokens.kinds
    mentions: dict[int, Mention] = {}
    letters = set(kinds)
    for rule in rules:
        if letters.isdisjoint(rule.needs):
            continue
        changed = rule.pattern.sub(partial(_apply, rule, tokens, mentions), kinds)
        if changed is not kinds and changed != kinds:
            kinds = changed
            letters.add(rule.letter)
    return [mentions[place] for place in sorted(mentions)]


def _apply(rule: Rule, tokens: Tokens, mentions: dict[int, Mention], match: re.Match[str]) -> str:
    mention = rule.build(Match(match, tokens), mentions)
    if mention is None:
        return match[0]
    start, end = match.span()
    for place in [place for place in range(start, end) if place in mentions]:
        del mentions[place]
    mention.first, mention.last = start, end - 1
    mentions[start] = mention
    return rule.letter + "_" * (end - start - 1)
