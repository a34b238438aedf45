"""False friends of dates: names and numbers of things, and names of events.

They are told by the words before; the tables are in `articles.dates.vocabulary.words`.
"""

import re
from datetime import date
from typing import cast

from articles.dates.meaning.pairing import SENTENCE_END
from articles.dates.meaning.tense import tense_of
from articles.dates.mention import Mention, Repeat
from articles.dates.passage import Passage
from articles.dates.vocabulary import words
from articles.dates.vocabulary.lexicon import is_listed, listed
from articles.dates.vocabulary.normal import normalise
from articles.dates.vocabulary.tokens import Tokens

_THINGS = listed(words.NAMES_OF_THINGS)
_PLANS = listed(words.NAMES_OF_PLANS)
_EVENTS = listed(words.NAMES_OF_EVENTS)
_BARE = frozenset("nxYCOK")
_NUMBERS = frozenset("nxY")
_GLUE = frozenset("/.")
_YEARLY = listed(words.NOUNS_OF_YEARS)
_NUMBERED = _THINGS | listed(words.NUMBERED_THINGS)
_WITH_NUMBERS = _NUMBERED | listed(words.NUMBER)
_YEAR_OF_NUMBER = re.compile(r"(?:[nxY]|\([nxY]\))\Z")
_NOUN_REACH = 40  # characters before a year in which its noun stands
_OPENING = listed(words.OPENING)
_OPENING_REACH = 60  # characters before weekdays in which such a word stands
_NAME = 30  # characters of a longest name
_FAMOUS = frozenset(
    (int(day), int(month))
    for day, month in (famous.split("/") for famous in words.FAMOUS_DAYS.split())
)
_YEAR, _SOON = 365, 30  # days
_QUOTED_NAME = re.compile(r"[«\"\u201c\u201e](?:\w+ )?\w+$")
_CLOSING = frozenset('»"\u201d\u201c')


def is_name(tokens: Tokens, mention: Mention) -> bool:
    """Whether the words of a date are the name or the number of something.

    "ملعب 5 يوليو", "المادة 12/2024", "رؤية 2030", "القرار رقم 15 لسنة 2024".
    """
    before = tokens.word(mention.first - 1)
    if mention.kind == "year":
        numbered = _YEAR_OF_NUMBER.search(tokens.kinds[: mention.first])
        if numbered:
            return is_listed(tokens.word(numbered.start() - 1), _WITH_NUMBERS)
    if mention.kind == "month" and _is_bare_month(mention):
        return is_listed(before, _THINGS)
    if tokens.kinds[mention.first] not in _BARE:
        return False
    told_year = mention.year is not None and mention.kind != "year" and not mention.numeric
    if not told_year and is_listed(before, _THINGS):
        return True
    years = any(one.kind == "year" for one in (mention, *mention.parts))
    return years and is_listed(before, _PLANS)


def _is_bare_month(mention: Mention) -> bool:
    """Whether a month is told by its name alone: "كوبري أكتوبر"."""
    dated = mention.year is not None or mention.year_step is not None or mention.same
    return mention.first == mention.last and not dated


def names_event(tokens: Tokens, mention: Mention) -> bool:
    """Whether the date is in the name of an event of some year: "ثورة 25 يناير"."""
    if mention.kind not in {"date", "month"} or mention.step is not None:
        return False
    return is_listed(tokens.word(mention.first - 1), _EVENTS)


def is_famous(mention: Mention, today: date) -> bool:
    """Whether a day without its year, far from today, more often means one of another year."""
    alone = mention.kind == "date" and mention.year is None and mention.weekday is None
    if not alone or mention.step is not None or (mention.day, mention.month) not in _FAMOUS:
        return False
    apart = (today - date(today.year, cast("int", mention.month), cast("int", mention.day))).days
    return min(abs(apart), _YEAR - abs(apart)) > _SOON


def is_torn(tokens: Tokens, mention: Mention) -> bool:
    """Whether a month or year is the end of a broken date or a number: "30/455/1436هـ"."""
    first = mention.first
    if (
        mention.kind not in {"month", "year"}
        or tokens.kinds[max(0, first - 1) : first] not in _GLUE
    ):
        return False
    touching = first > 1 and tokens.touches(first - 2) and tokens.touches(first - 1)
    return touching and tokens.kinds[first - 2] in _NUMBERS


def is_title(passage: Passage, mention: Mention) -> bool:
    """Whether "today" ends a name in quotes: «الكويت اليوم»."""
    if mention.kind != "relative day" or mention.first != mention.last:
        return False
    text, end = passage.text, passage.end(mention.last)
    opened = _QUOTED_NAME.search(text, max(0, end - _NAME), end)
    return opened is not None and text[end : end + 1] in _CLOSING


def is_bare_number(passage: Passage, mention: Mention) -> bool:
    """Whether four digits are no year: no noun that has years, or a numbered one, is before."""
    if mention.kind != "year" or not mention.numeric:
        return False
    if mention.marked:  # in brackets: "المادة (2010)"
        return is_listed(passage.tokens.word(mention.first - 1), _NUMBERED)
    start = passage.start(mention.first)
    words_before = normalise(passage.text[max(0, start - _NOUN_REACH) : start]).text.split()[-2:]
    return not any(is_listed(word, _YEARLY) for word in words_before)


def opening_days(passage: Passage, mention: Mention) -> Repeat | None:
    """The weekdays of opening hours: "أوقات العمل من الأحد إلى الخميس"; else None.

    So are weekdays with hours in a sentence without a verb that is known.
    """
    if mention.kind != "range" or not all(map(_is_bare_weekday, mention.parts)):
        return None
    start = passage.start(mention.first)
    before = SENTENCE_END.split(passage.text[max(0, start - _OPENING_REACH) : start])[-1]
    opening = any(is_listed(word, _OPENING) for word in normalise(before).text.split())
    if not opening and (mention.clock is None or tense_of(passage, mention)):
        return None
    first, last = (cast("int", part.weekday) for part in mention.parts)
    return Repeat.between(first, last)


def _is_bare_weekday(part: Mention) -> bool:
    return part.kind == "weekday" and part.week_step is None and part.step is None
