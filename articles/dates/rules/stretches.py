"""From one day, month or week to another, and what only looks like it."""

from dataclasses import replace

from articles.dates.mention import Mention
from articles.dates.rules.doubles import calendar_of
from articles.dates.rules.machine import Match
from articles.dates.rules.parts import FEMININE, Mentions
from articles.dates.rules.several import DAY_KINDS, agree, bare_day
from articles.dates.vocabulary import words
from articles.dates.vocabulary.lexicon import is_listed, listed

_THINGS = listed(words.NAMES_OF_THINGS) | listed(words.NUMBERED_THINGS)


def day_range(match: Match, mentions: Mentions) -> Mention | None:
    """From one to another; the first may leave its month and year to the second."""
    right = mentions[match.place("right")]
    if match.letter("left"):
        left = mentions[match.place("left")]
    else:
        left = bare_day(match, match.place("left_day"))
        if match.letter("left_weekday"):
            left.weekday = mentions[match.place("left_weekday")].weekday
            if left.weekday is None:
                return right  # "اليوم 1 – 22 سبتمبر" is the first day of something
        if right.kind not in DAY_KINDS or _is_list_number(match) or _names_thing(match):
            return None
    if not agree(left, right):
        return None
    if left.kind == "weekday" and right.kind in DAY_KINDS and "~" not in match.letters:
        return replace(right, weekday=left.weekday)
    whole = Mention(kind="range", parts=(left, right), marked="~" in match.letters)
    if left.clock is None and right.clock is not None:  # the hours of each day
        whole = replace(whole, clock=right.clock, until=right.until)
        whole.parts = (left, replace(right, clock=None, until=None))
    return whole


def two_ranges(match: Match, mentions: Mentions) -> Mention | None:
    """So: "6 إلى 10 ربيع الآخر الموافق 28 سبتمبر إلى 2 أكتوبر": what is told twice is a range."""
    middle = mentions[match.place("middle")]
    if middle.kind != "double":
        return None
    near, beside = sorted(middle.parts, key=lambda part: part.first)
    if match.letter("left"):
        left = mentions[match.place("left")]
    else:
        left = bare_day(match, match.place("left_day"))
    told = Mention(kind="range", parts=(left, near))
    again = Mention(kind="range", parts=(beside, mentions[match.place("right")]))
    if not (agree(left, near) and agree(*again.parts)):
        return None
    gregorian_first = calendar_of(near) == "gregorian"
    return Mention(kind="double", parts=(told, again) if gregorian_first else (again, told))


def _is_list_number(match: Match) -> bool:
    """So: "1- 5 سبتمبر" at the beginning of a line is the first point of a list."""
    place = match.place("left_day")
    opens = match.letters.startswith("n") and match.before in {"", "¶"}
    return opens and match.tokens.touches(place) and not match.tokens.touches(place + 1)


def _names_thing(match: Match) -> bool:
    """Whether what stands before a dash names a thing: "اليوم الأول – 23 سبتمبر"."""
    place = match.place("left_day")
    if match.letter("left_day") == "n":
        return is_listed(match.tokens.word(place - 1), _THINGS) and "F" not in match.letters
    last_word = match.word("left_day").split()[-1]
    feminine = last_word.endswith(FEMININE)
    return feminine or (
        match.letter("left_day") == "O" and "~" not in match.letters and _after_noun(match)
    )


def _after_noun(match: Match) -> bool:
    """Whether a noun stands before, which an ordinal belongs to."""
    return match.before in {*"oadkzjuhi"}


def month_first_range(match: Match, mentions: Mentions) -> Mention | None:
    """So: "يوليو 13-15"."""
    left = mentions[match.place("left")]
    if not left.month_first:
        return None
    right = replace(left, day=match.number("right_day"), weekday=None)
    return Mention(kind="range", parts=(left, right))
