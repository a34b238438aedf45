"""Times of day joined to the days of their sentences, where other words stand between them.

"يوم الخميس 25 سبتمبر في قاعة المؤتمرات الساعة 8 مساءً" is one date, not two. What stands side by
side the grammar has joined already (`articles.dates.rules.hours`).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from articles.dates.mention import Mention
from articles.dates.passage import Passage
from articles.dates.rules.hours import with_clock

SENTENCE_END = re.compile(r"[?!;؟؛۔\n]|\.(?!\d)")
# Parts of a line ("5 مايو – مباراة – الساعة 8") are joined by who knows the line.
CLAUSE_END = re.compile(rf"{SENTENCE_END.pattern}|\||\s[-\u2013\u2014]\s")
# Behind a time of day, what stands after one of these is told of another: "بعد هبوطه يوم الأحد".
_OTHER_TIME = re.compile(r"(?<!\w)(?:بعد|قبل|منذ|مقابل|مقارنة)(?!\w)")
_REACH = 80  # characters between a time of day and its day
_DAYS = frozenset(
    {"date", "weekday", "relative day", "nth weekday", "day of month", "next day", "recurrence"}
)


class _Told(NamedTuple):
    """A mention, and where it stands in the text."""

    passage: int
    mention: Mention
    start: int
    end: int


def paired(passages: Sequence[Passage]) -> Sequence[Passage]:
    """The passages with each time of day on the day that its sentence tells."""
    told = [
        _Told(number, mention, passage.start(mention.first), passage.end(mention.last))
        for number, passage in enumerate(passages)
        for mention in passage.mentions
    ]
    clocks = [
        place
        for place, one in enumerate(told)
        if _is_clock(one.mention) and not ends_only(passages[one.passage], one.mention)
    ]
    if len(told) == 1 or not clocks:
        return passages
    text = passages[0].text
    for place in clocks:
        day = _day_of(told, place, text)
        if day is not None:
            joined = with_clock(told[day].mention, told[place].mention)
            told[day] = told[day]._replace(mention=joined)
            told[place] = told[place]._replace(passage=-1)
    mentions: list[list[Mention]] = [[] for _ in passages]
    for one in told:
        if one.passage >= 0:
            mentions[one.passage].append(one.mention)
    return [
        replace(passage, mentions=tuple(own))
        for passage, own in zip(passages, mentions, strict=True)
    ]


def _day_of(told: Sequence[_Told], clock: int, text: str) -> int | None:
    """The place of the day that a time of day is on: the one before it, else the one after."""
    for day in (clock - 1, clock + 1):
        if not 0 <= day < len(told) or told[day].passage < 0:
            continue
        first, second = sorted((told[day], told[clock]), key=lambda one: one.start)
        between = text[first.end : second.start]
        apart = CLAUSE_END.search(between) or (day > clock and _OTHER_TIME.search(between))
        if len(between) <= _REACH and not apart:
            return day if _takes_clock(told[day].mention) else None
    return None


def _takes_clock(mention: Mention) -> bool:
    if mention.kind in {"double", "range"}:
        return _takes_clock(mention.parts[0])
    return mention.kind in _DAYS and mention.clock is None and mention.marked


def ends_only(passage: Passage, mention: Mention) -> bool:
    """Whether a time of day is only an end: "حتى الساعة العاشرة"."""
    kinds = passage.tokens.kinds[max(0, mention.first - 2) : mention.first]
    return mention.until is None and kinds.rstrip("I").endswith("~")


def _is_clock(mention: Mention) -> bool:
    """Whether a mention is a time of day; beside a day, 20:45 is no score."""
    clock = mention.clock if mention.kind == "clock" else None
    return clock is not None and (clock.sure or clock.minute is not None)
