"""Rules for single dates: days, months and years, and their parts."""

import re
from dataclasses import replace
from typing import cast

from articles.dates.mention import Mention, MentionKind, PartOfMonth
from articles.dates.rules.everyday import is_everyday
from articles.dates.rules.machine import (
    DAY,
    MONTH,
    YEAR,
    Match,
)
from articles.dates.rules.ordinals import ORDINAL_RULES
from articles.dates.rules.parts import FEMININE, Mentions, point_rule, read_mention
from articles.dates.rules.relations import (
    RELATION_RULES,
    day_by_adjective,
    day_of_this_month,
    unit_from_now,
)
from articles.dates.vocabulary import words
from articles.dates.vocabulary.lexicon import is_listed, listed

_MONTHS, _DAYS = range(1, 13), range(1, 32)
_PIVOT = 70  # two digits from here on are of the last century
_HIJRI_YEARS = range(1300, 1501)
_PERSIAN_YEARS = range(1250, 1500)
_SAFAR = 2
_TWO_DIGITS = 2
_PARTS_OF_NAMES = (1, 2)  # of months: "تشرين الأول", "كانون الثاني"
_HALF = 30  # "النصف" in the table that halves share with the clock
_MONDAY = 0
_CONTESTS = listed(words.NAMES_OF_CONTESTS)
_YEARLY = listed(words.NOUNS_OF_YEARS)
_NUMBERED = listed(words.NUMBERED_THINGS)
_OF_YEARS, _OF_VALUES = listed(words.BEFORE_YEARS), listed(words.BEFORE_VALUES)
_BARE_YEARS = range(1900, 2051)
_WRITTEN_YEARS = range(1800, 2101)  # of months and years that are told by numbers alone
_WEEKS_OF_MONTH = 5


def _day(match: Match, _: Mentions) -> Mention | None:
    """A day of a named month; ordinals of days are masculine."""
    if match.letter("day") == "O" and match.word("day").endswith(FEMININE):
        return None
    mention = read_mention(match, "date")
    if mention.calendar == "persian" and mention.year not in _PERSIAN_YEARS:
        return None
    if match.letter("day") and _numbers_issue(match):
        return None
    told = match.letter("weekday") or match.letter("part") or mention.year or mention.step
    zero = mention.calendar == "hijri" and mention.month == _SAFAR
    if zero and not told and match.after != "=" and match.before not in {"I", "~", "F"}:
        return None  # "صفر" is also the zero of a score
    if zero and not mention.year and {*"/-"} & {*match.letters}:
        return None
    return _without_count(match, mention)


def _numbers_issue(match: Match) -> bool:
    """Whether a number before a dash is that of an issue: "العدد 12 - مارس 2026"."""
    place = match.place("day")
    parted = match.tokens.kinds[place + 1 : place + 2] in {"-", ","}
    return parted and is_listed(match.tokens.word(place - 1), _NUMBERED)


def _first_day(match: Match, mentions: Mentions) -> Mention | None:
    mention = _day(match, mentions)
    if mention:
        mention.day, mention.nth = mention.nth, None
    return mention


def _month_first(match: Match, mentions: Mentions) -> Mention | None:
    mention = _day(match, mentions)
    if mention is None:
        return None
    bare = mention.year is None and mention.weekday is None
    if match.letter("day") == "O" and bare and match.integer("day") in _PARTS_OF_NAMES:
        return None  # "يناير الثاني", which somebody made of "كانون الثاني"
    mention.month_first = True
    return mention


def _numeric(match: Match, _: Mentions) -> Mention | None:
    """Three numbers, the year last: the day stands before the month."""
    mention = _numeric_mention(match, "date")
    if match.letter("year") == "n":
        if not _is_short_date(match, mention):
            return None
        short = match.integer("year")
        mention.year = short + (1900 if short >= _PIVOT else 2000)
    mention.ambiguous = _is_ambiguous(mention)
    return mention


def _year_first(match: Match, _: Mentions) -> Mention:
    return _numeric_mention(match, "date")


def _numeric_mention(match: Match, kind: MentionKind) -> Mention:
    mention = read_mention(match, kind)
    mention.numeric = True
    if mention.year in _HIJRI_YEARS and not match.letter("era"):
        mention.calendar = "hijri"
    return mention


def _is_short_date(match: Match, mention: Mention) -> bool:
    """Whether three short numbers are a date: all of two digits, or with "/" and a year of two."""
    widths = [match.width(group) for group in ("day", "month", "year")]
    if match.word("sep") != "/" and set(widths) != {_TWO_DIGITS}:
        return False
    return _exists(mention) and widths[-1] == _TWO_DIGITS


def _exists(mention: Mention) -> bool:
    return mention.month in _MONTHS and mention.day in _DAYS


def _is_ambiguous(mention: Mention) -> bool:
    return mention.day in _MONTHS and mention.day != mention.month


def _day_and_month(match: Match, _: Mentions) -> Mention | None:
    """So: "23/9": a date only beside a weekday or "يوم", or where a table has told the year."""
    mention = _numeric_mention(match, "date")
    ends = match.before == "~" and not _is_ambiguous(mention)  # "لغاية 31/3"
    mention.marked = ends or len(match.letters) > len("n/n")
    mention.ambiguous = _is_ambiguous(mention)
    return mention if _exists(mention) else None


def _numeric_month(match: Match, _: Mentions) -> Mention | None:
    """So: "5/2024"; what is written with a dot may be a decimal number."""
    mention = _numeric_mention(match, "month")
    decimal = match.word("sep") == "." and mention.year not in _BARE_YEARS
    if decimal or not (mention.year in _WRITTEN_YEARS or mention.year in _HIJRI_YEARS):
        return None
    return mention if mention.month in _MONTHS else None


def _month(match: Match, _: Mentions) -> Mention | None:
    """A month, with or without its year."""
    mention = read_mention(match, "month")
    if mention.calendar == "persian" and mention.year not in _PERSIAN_YEARS:
        return None
    dated = mention.same or not (mention.year is None and mention.year_step is None)
    if match.letter("month_number") and not dated:
        return None
    bare = not (dated or mention.step is not None or match.letter("stage") or "z" in match.letters)
    return None if bare and is_everyday(match) else _without_count(match, mention)


def _part_of_month(match: Match, mentions: Mentions) -> Mention | None:
    mention = _month(match, mentions)
    if mention:
        mention.part = cast("PartOfMonth", match.name("stage"))
    return mention


def _before_era(_match: Match, _: Mentions) -> Mention:
    """A year before the common era, which no calendar holds."""
    return Mention(kind="year", year=0)


def _year(match: Match, _: Mentions) -> Mention | None:
    if _counts(match) and not match.letter("mark") and not match.letter("era"):
        return None
    mention = read_mention(match, "year")
    if match.letters == "Y" and not _may_be_year(match, mention):
        return None
    # Of the Hijri years of our time none but the era, or their being near, tells.
    mention.ambiguous = not match.letter("era") and mention.year in _HIJRI_YEARS
    return mention


def _may_be_year(match: Match, mention: Mention) -> bool:
    """Whether four digits after a particle can be a year; after "عند" and its like they count."""
    if _is_fraction(match) or match.word_before in _OF_VALUES:
        return False
    place = match.place("year") - 1
    if len(match.tokens.word(place)) == 1 and not match.tokens.touches(place):
        return False  # "ص.ب 2020"
    return mention.year in _WRITTEN_YEARS or match.word_before in _OF_YEARS


def _is_fraction(match: Match) -> bool:
    """Whether a number goes on behind a comma: "1103,25"."""
    tokens, end = match.tokens, match.place("year") + 1
    if tokens.kinds[end : end + 1] != "," or tokens.kinds[end + 1 : end + 2] not in {*"nxY"}:
        return False
    return tokens.touches(end - 1) and tokens.touches(end)


def _without_count(match: Match, mention: Mention) -> Mention:
    """A date without the number behind it, where that counts something: "مايو الماضي 1959 فرعا"."""
    counted = match.letters.endswith("Y") and mention.step is not None and _counts(match)
    return replace(mention, year=None) if counted else mention


def _bare_year(match: Match, _: Mentions) -> Mention | None:
    """A year by itself: on a line of its own, before a colon, or in the name of a contest."""
    mention = read_mention(match, "year")
    mention.marked = not is_listed(match.word_before, _CONTESTS)
    alone = match.before in {*"¶|", ""} and match.after in {*"¶|-", ""}
    return mention if alone or not (mention.marked or match.after == "u") else None


def _year_by_noun(match: Match, _: Mentions) -> Mention | None:
    """So: "انتخابات 2015", "الفيلم العربي (1949)"; whether a noun has years is asked later."""
    mention = read_mention(match, "year")
    mention.numeric, mention.marked = True, bool(match.letter("open"))
    named = not mention.marked and is_listed(match.word_before, _CONTESTS - _YEARLY)
    return None if named or mention.year not in _BARE_YEARS or _counts(match) else mention


def _counts(match: Match) -> bool:
    """Whether a number counts what comes after it: "2014 شخصا"."""
    return match.after == "u" or re.fullmatch(r"\w{2,}[^\Wه]ا", match.word_after) is not None


_BEFORE_ERA_RULE = (
    point_rule(YEAR, "B", r"(?:(?:<lead>[nCO]<of>)?<month>,?)?F?j?[nxY]B", _before_era),
)
_DAY_RULES = (
    point_rule(
        DAY,
        "/.-",
        r"<lead>(?<![nxY][/.])(?P<day>n)(?P<sep>[/.-])(?P<month>n)(?P=sep)(?P<year>[Yn])"
        r"(?![/.][nxY])<era>",
        _numeric,
    ),
    point_rule(
        DAY,
        "Y",
        r"<lead>(?<![nxY][/.])(?P<year>Y)(?P<sep>[/.-])(?P<month>n)(?P=sep)(?P<day>n)"
        r"(?![/.][nxY])<era>",
        _year_first,
    ),
    point_rule(
        DAY,
        "/",
        r"<lead>(?<![nxYo][/.:-])(?<!o)(?P<day>n)/(?P<month>n)(?![/.:]?[nxYo]|-[nxY])",
        _day_and_month,
    ),
    point_rule(DAY, "KX", r"<lead>(?P<nth>[KX])<of><month><step><year>", _first_day),
    point_rule(DAY, "MHSz", r"<lead>(?P<day>[nC]|(?<!i)O)<of><month><step><year>", _day),
    point_rule(
        DAY,
        "MH",
        r"<lead>z?(?P<month>[MH])[/,-]?(?P<day>[nC]|(?<=M)O)(?!<of>z?[MHS])"
        r"(?:,?(?P<year>Y)(?!u))?<end>",
        _month_first,
    ),
    point_rule(
        DAY, "z", r"<lead>(?P<day>[nCO])<within>(?:z(?:(?P<step>A)|(?P<same>q)))", day_of_this_month
    ),
    point_rule(DAY, "qQt", r"<lead>(?P<day>[nCO])<within>(?:(?P<same>qz|Q)|tz)", day_of_this_month),
    point_rule(DAY, "A", r"<lead>(?<=[IWdF])(?P<day>n)F?(?P<step>A)", day_by_adjective),
)
_PERIOD_RULES = (
    point_rule(
        MONTH,
        "Y",
        r"(?<![nxY][/.-])z?(?P<month>n)(?P<sep>[/.-])(?P<year>Y)(?![/.-]?[nxY]|u)<era>",
        _numeric_month,
    ),
    point_rule(
        MONTH,
        "Y",
        r"(?<![nxY][/.-])(?P<year>Y)(?P<sep>[/.-])(?P<month>n)(?![/.:-]?[nxYouU])<era>",
        _numeric_month,
    ),
    point_rule(MONTH, "E", r"(?P<stage>E)<within><month><step><year>", _part_of_month),
    point_rule(
        YEAR,
        "E",
        r"E<within>(?:t?j?(?P<year>Y)<era>|t?j(?P<year_step>A)|(?P<this_year>tj))",
        _year,
    ),
    point_rule(
        MONTH, "E", r"(?P<stage>E)<within>(?P<unit>z)(?:(?P<step>A)|(?P<same>q))", unit_from_now
    ),
    point_rule(MONTH, "E", r"(?P<stage>E)<within>t(?P<unit>z)", unit_from_now),
    point_rule(MONTH, "MHSz", r"<month><step><year>", _month),
    point_rule(YEAR, "j", r"(?P<mark>t?j)(?P<year>Y)<era>", _year),
    point_rule(YEAR, "j", r"(?P<mark>j)(?P<short>[nx])(?P<short_era>[ges])", _year),
    point_rule(YEAR, "j", r"(?P<mark>j)(?P<era>[ges])(?P<year>Y)", _year),
    point_rule(YEAR, "x", r"(?P<mark>j)(?P<short>x)", _year),
    point_rule(YEAR, "Y", r"(?P<year>Y)(?P<era>[ges])", _year),
    point_rule(YEAR, "Y", r"(?<=[I^<>])(?P<year>Y)(?![/.%-][nxY]|[Ukdjzh])", _year),
    point_rule(YEAR, "Y", r"(?P<open>\()(?P<year>Y)\)", _year_by_noun),
    point_rule(YEAR, "Y", r"(?<=[oOA])(?P<year>Y)(?![/.%:-][nxY]|[Ukdjzh])", _year_by_noun),
    point_rule(YEAR, "Y", r"(?P<year>Y)(?!-[nxY])", _bare_year),
)
RULES = _BEFORE_ERA_RULE + ORDINAL_RULES + _DAY_RULES + _PERIOD_RULES + RELATION_RULES
