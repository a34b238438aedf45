"""The grammar of dates: ordered rules over class letters, and the machine that applies them.

A rule is a pattern over the class letters of `articles.dates.vocabulary.lexicon`, with a function
that makes the mention. What a rule reads is replaced by the letter of what it now is, followed by
"_" for each further token, so later rules see it as one thing and places stay what they were:

    D a day   m a month   y a year   k a week   w a day by relation   c a clock time   r a range
    s what comes again

are written <D>, <m> … in patterns, and stand for one such thing. Blanks in patterns mean nothing.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from articles.dates.mention import Mention
from articles.dates.vocabulary.lexicon import Value
from articles.dates.vocabulary.tokens import Tokens

DAY, MONTH, YEAR, WEEK, RELATIVE, CLOCK, SPAN, RECURRENCE = "δμψκωχρσ"
_THINGS = {
    "D": DAY,
    "m": MONTH,
    "y": YEAR,
    "k": WEEK,
    "w": RELATIVE,
    "c": CLOCK,
    "r": SPAN,
    "s": RECURRENCE,
}
_PREFIXED_ARTICLE = re.compile("^[وف]?(?:لل|[بك]?ال)")
# No rule reaches over two words of no meaning.
_ISLAND = re.compile("o?[^o]+(?:o[^o]+)*o?")
_LONGEST_KEPT, _KEPT_SHAPES = 100, 16_384


class Match:
    """A match of a rule's pattern, with the tokens that it is about.

    Groups that a pattern has not are empty.
    """

    __slots__ = ("_groups", "_kinds", "_match", "_offset", "tokens")

    def __init__(self, match: re.Match[str], tokens: Tokens, offset: int) -> None:
        self._match = match
        self._groups = match.re.groupindex
        self._kinds = match.string
        self._offset = offset
        self.tokens = tokens

    @property
    def letters(self) -> str:
        """The class letters that were matched."""
        return self._match[0]

    @property
    def words(self) -> list[str]:
        """The words that were matched, in their normalised spelling."""
        start, end = self._match.span()
        return self.tokens.words[self._offset + start : self._offset + end]

    @property
    def before(self) -> str:
        """The class letter before the match, or ""."""
        start = self._match.start()
        return self._kinds[start - 1] if start else ""

    @property
    def after(self) -> str:
        """The class letter after the match, or ""."""
        end = self._match.end()
        return self._kinds[end : end + 1]

    @property
    def word_before(self) -> str:
        """The word before the match, without what stands before its "ال", or ""."""
        word = self.tokens.word(self._offset + self._match.start() - 1)
        return _PREFIXED_ARTICLE.sub("ال", word)

    @property
    def word_after(self) -> str:
        """The word after the match, or ""."""
        return self.tokens.word(self._offset + self._match.end())

    @property
    def letter_after_next(self) -> str:
        """The class letter of the second token after the match, or ""."""
        end = self._match.end() + 1
        return self._kinds[end : end + 1]

    def letter(self, group: str) -> str:
        """The class letters of a group, or ""."""
        return (self._match[group] or "") if group in self._groups else ""

    def told(self) -> list[tuple[str, Value]]:
        """The names of the groups that are not empty, with what their first tokens stand for."""
        match, values, offset = self._match, self.tokens.values, self._offset
        return [
            (name, values[offset + match.start(name)])
            for name, text in match.groupdict().items()
            if text
        ]

    def place(self, group: str) -> int:
        """The index of the first token of a group."""
        return self._offset + self._match.start(group)

    def places(self, group: str) -> range:
        """The indices of the tokens of a group."""
        start, end = self._match.span(group)
        return range(self._offset + start, self._offset + end)

    def letters_from(self, place: int) -> str:
        """The class letters from a token to the end of the match."""
        return self._kinds[place - self._offset : self._match.end()]

    def raw(self, group: str) -> Value | None:
        """What the first token of a group stands for, or None."""
        return self.tokens.values[self.place(group)] if self.letter(group) else None

    def integer(self, group: str) -> int:
        """The number that the first token of a group stands for, which is one of numbers."""
        return int(self.tokens.values[self.place(group)])

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


class Grammar:
    """Rules, applied in their order wherever they match."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = tuple(rules)
        # Few shapes of dates make up all texts: which rule matches one next is asked once.
        self._next_known = lru_cache(maxsize=_KEPT_SHAPES)(self._next)

    def read(self, tokens: Tokens) -> list[Mention]:
        """The mentions in tokens, in order."""
        mentions: dict[int, Mention] = {}
        for island in _ISLAND.finditer(tokens.kinds):
            self._read_island(island[0], island.start(), tokens, mentions)
        return [mentions[place] for place in sorted(mentions)]

    def _read_island(
        self, kinds: str, offset: int, tokens: Tokens, mentions: dict[int, Mention]
    ) -> None:
        following = self._next_known if len(kinds) <= _LONGEST_KEPT else self._next
        number = following(kinds, 0)
        while number < len(self._rules):
            rule = self._rules[number]
            kinds = _applied(rule, kinds, partial(_apply, rule, tokens, mentions, offset))
            number = following(kinds, number + 1)

    def _next(self, kinds: str, first: int) -> int:
        """The number of the first rule from `first` on that matches; how many there are if none."""
        letters = set(kinds)
        for number in range(first, len(self._rules)):
            rule = self._rules[number]
            if not letters.isdisjoint(rule.needs) and rule.pattern.search(kinds):
                return number
        return len(self._rules)


def _applied(rule: Rule, kinds: str, apply: Callable[[re.Match[str]], str]) -> str:
    """The letters after a rule was applied wherever it matches.

    What stands at the right of a match that is refused may be the left of the next: it is "28 May -
    2 June (6 Shawwal)" that holds a day in two calendars, not "28 May - 2 June".
    """
    place, parts = 0, []
    again = "right" in rule.pattern.groupindex
    while match := rule.pattern.search(kinds, place):
        made = apply(match)
        end = match.start("right") if again and made == match[0] else match.end()
        parts += [kinds[place : match.start()], made[: end - match.start()]]
        place = end
    return "".join((*parts, kinds[place:]))


def _apply(
    rule: Rule, tokens: Tokens, mentions: dict[int, Mention], offset: int, match: re.Match[str]
) -> str:
    mention = rule.build(Match(match, tokens, offset), mentions)
    if mention is None:
        return match[0]
    first, end = match.start() + offset, match.end() + offset
    for place in range(first, end):
        mentions.pop(place, None)
    mention.first, mention.last = first, end - 1
    mentions[first] = mention
    return rule.letter + "_" * (end - first - 1)
