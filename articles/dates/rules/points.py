"""Rules for single dates: days, months, years, weekdays and what is told from today."""

import re
from collections.abc import Mapping
from typing import cast

from articles.dates.mention import Mention, MentionKind, PartOfMonth, Unit
from articles.dates.rules.machine import (
    DAY,
    MONTH,
    RELATIVE,
    WEEK,
    YEAR,
    Match,
    Rule,
    fragments,
    pattern,
)
from articles.dates.vocabulary import words
from articles.dates.vocabulary.lexicon import listed
from articles.model import CalendarSystem

_PARTS = fragments(
    # What stands before the number of a day: "مساء يوم السبت المقبل الموافق", "غدًا الجمعة".
    lead=r"""(?:(?P<part>P)F?)?(?:d?(?P<today>[Ra])[,(]?)?
        (?:d?(?P<weekday>W)(?P<week_step>A)?\)?[,(]?=?l?I?)?[dal]{0,2}""",
    month="t?z?(?P<month>[MHS])|t?z(?P<month_number>[On])",
    step="(?P<step>A)?",
    year=r"""(?:
          [,./(-]?F?I?t?[jl]?(?P<year>Y)(?!u)\)?(?P<era>[ges])?
        | ,?F?I?j?(?P<short>[nx])(?P<short_era>[es])
        | ,?F?I?t?j(?P<year_step>A)
        | ,?F?I?(?P<this_year>tj)
        | ,?F?I?(?P<same_year>jq|qj)
        )?""",
    of=r"[./,·-]?F?",
    within="[FI]{0,2}",
    era="(?P<era>[ges])?",
    # A number that counts what comes next is no day.
    end=r"(?=$|[,·¶)(|~&YcPA-])",
)

_MONTHS, _DAYS = 12, 31
_PIVOT = 70  # two digits from here on are of the last century
_HIJRI_YEARS = range(1300, 1501)
_PERSIAN_YEARS = range(1250, 1500)
_SAFAR = 2
_TWO_DIGITS = 2
_HALF = 30  # "النصف" in the table that halves share with the clock
_MONDAY = 0
_ERAS: dict[str, CalendarSystem] = {"g": "gregorian", "e": "hijri", "s": "persian"}
_CALENDARS: dict[str, CalendarSystem] = {"M": "gregorian", "H": "hijri", "S": "persian"}

# The groups of patterns: the fields of a mention that they tell.
_FIELDS = {
    **{
        name: name
        for name in ("day", "month", "year", "weekday", "step", "week_step", "year_step", "nth")
    },
    "month_number": "month",
    "short": "year",
    "today": "amount",
}

_MONTH_FOLLOWS = re.compile("[~&-][MH](?P<year>t?j?Y)?")
_SELDOM = listed(words.SELDOM_MONTHS)
_OFTEN = listed(words.OFTEN_MONTHS)
_BEFORE_WEEKDAY = listed(words.BEFORE_WEEKDAY)
_AFTER_WEEKDAY = listed(words.AFTER_WEEKDAY)
_BEFORE_TODAY = listed(words.BEFORE_TODAY)
_AFTER_TODAY = listed(words.AFTER_TODAY)
_CONTESTS = listed(words.NAMES_OF_CONTESTS)
_GENERAL = listed(words.GENERAL)

Mentions = Mapping[int, Mention]


def _mention(match: Match, kind: MentionKind) -> Mention:
    """A mention of all that the fragments of a match tell."""
    mention = Mention(kind=kind)
    era = ""
    for group, value in match.told():
        if group in _FIELDS:
            setattr(mention, _FIELDS[group], value)
        elif group in {"era", "short_era"}:
            era = match.letter(group)
        elif group in {"same", "same_year"}:
            mention.same = True
        elif group == "this_year":
            mention.year_step = 0
    mention.calendar = _CALENDARS.get(match.letter("month")) or _ERAS.get(era, "gregorian")
    return mention


def _day(match: Match, _: Mentions) -> Mention | None:
    """A day of a named month."""
    mention = _mention(match, "date")
    if mention.calendar == "persian" and mention.year not in _PERSIAN_YEARS:
        return None
    told = match.letter("weekday") or match.letter("part") or mention.year or mention.step
    zero = mention.calendar == "hijri" and mention.month == _SAFAR
    if zero and not told and match.after != "=" and match.before not in {"I", "~", "F"}:
        return None  # "صفر" is also the zero of a score
    return mention


def _first_day(match: Match, mentions: Mentions) -> Mention | None:
    mention = _day(match, mentions)
    if mention:
        mention.day, mention.nth = mention.nth, None
    return mention


def _month_first(match: Match, mentions: Mentions) -> Mention | None:
    mention = _day(match, mentions)
    if mention:
        mention.month_first = True
    return mention


def _numeric(match: Match, _: Mentions) -> Mention | None:
    """Three numbers: the year is the one with four digits, and the day stands before the month."""
    mention = _numeric_mention(match, "date")
    if mention.day is None or mention.year is None:
        return None
    if match.letter("year") == "n":
        if not _is_short_date(match, mention):
            return None
        mention.year += 1900 if mention.year >= _PIVOT else 2000
    year_first = match.place("year") < match.place("day")
    mention.ambiguous = not year_first and mention.day <= _MONTHS and mention.day != mention.month
    return mention


def _numeric_mention(match: Match, kind: MentionKind) -> Mention:
    mention = _mention(match, kind)
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
    return 1 <= (mention.month or 0) <= _MONTHS and 1 <= (mention.day or 0) <= _DAYS


def _day_and_month(match: Match, _: Mentions) -> Mention | None:
    """So: "23/9": a date only beside a weekday or "يوم", or where a table has told the year."""
    mention = _numeric_mention(match, "date")
    mention.marked = len(match.letters) > len("n/n")
    mention.ambiguous = mention.day != mention.month and (mention.day or 0) <= _MONTHS
    return mention if _exists(mention) else None


def _numeric_month(match: Match, _: Mentions) -> Mention | None:
    mention = _numeric_mention(match, "month")
    return mention if 1 <= (mention.month or 0) <= _MONTHS else None


def _month(match: Match, _: Mentions) -> Mention | None:
    """A month, with or without its year."""
    mention = _mention(match, "month")
    if mention.calendar == "persian" and mention.year not in _PERSIAN_YEARS:
        return None
    dated = mention.same or not (mention.year is None and mention.year_step is None)
    if match.letter("month_number") and not dated:
        return None
    bare = not (dated or mention.step is not None or match.letter("stage") or "z" in match.letters)
    return None if bare and _is_everyday(match) else mention


def _is_everyday(match: Match) -> bool:
    """Whether a month's name, with nothing beside it, more often means something else."""
    word = match.word("month")
    following = _MONTH_FOLLOWS.match(match.letters_from(match.place("month") + 1))
    if word in _SELDOM:
        return not (following and following["year"])
    return word in _OFTEN and not following and match.before not in {*"IFw~^<>E"}


def _part_of_month(match: Match, mentions: Mentions) -> Mention | None:
    mention = _month(match, mentions)
    if mention:
        mention.part = cast("PartOfMonth", match.name("stage"))
    return mention


def _weekday_of_month(match: Match, _: Mentions) -> Mention | None:
    mention = _mention(match, "nth weekday")
    if match.letter("weekday") == "C":  # "اثنين" is also two
        if match.word("weekday") != "اثنين":
            return None
        mention.weekday = _MONDAY
    return mention


def _before_era(_match: Match, _: Mentions) -> Mention:
    """A year before the common era, which no calendar holds."""
    return Mention(kind="year", year=0)


def _week_of_month(match: Match, _: Mentions) -> Mention:
    return _mention(match, "nth week")


def _half_month(match: Match, _: Mentions) -> Mention | None:
    mention = _mention(match, "fraction")
    mention.unit, mention.amount = "month", match.number("fraction")
    return mention if mention.amount == _HALF else None


def _fraction_of_year(match: Match, _: Mentions) -> Mention:
    """A quarter, third or half of a year."""
    mention = _mention(match, "fraction")
    mention.unit, mention.amount = "year", match.number("fraction")
    return mention


def _day_of_month(match: Match, _: Mentions) -> Mention:
    """A day of the month that was told before, or of this, the last or the next month."""
    mention = _mention(match, "day of month")
    if not mention.same and mention.step is None:
        mention.step = 0
    return mention


def _day_by_adjective(match: Match, mentions: Mentions) -> Mention | None:
    """So: "في 20 الجاري"; but "في 5 الماضية" counts something."""
    is_month = not match.word("step").endswith(("ه", "ين", "ان", "ات"))
    return _day_of_month(match, mentions) if is_month else None


def _weekday(match: Match, _: Mentions) -> Mention | None:
    if match.word_before in _BEFORE_WEEKDAY or match.word_after in _AFTER_WEEKDAY:
        return None
    mention = _mention(match, "weekday")
    if match.letter("this"):
        mention.week_step = 0
    return mention


def _relative_day(match: Match, _: Mentions) -> Mention | None:
    named = match.word_before in _BEFORE_TODAY or match.word_after in _AFTER_TODAY
    if match.letter("today") == "a" and named:
        return None
    return _mention(match, "relative day")


def _next_day(match: Match, _: Mentions) -> Mention:
    return _mention(match, "next day")


def _amount(match: Match, _: Mentions) -> Mention | None:
    """So many units before or after now."""
    mention = Mention(kind="amount", unit=_unit_name(match), step=match.number("sense"))
    number = match.number("amount")
    one_or_two = 2 if match.letter("unit") == "D" else 1
    mention.amount = one_or_two if number is None else number
    return mention if mention.step in {-1, 1} else None


def _unit(match: Match, _: Mentions) -> Mention | None:
    """A week, month or year; "العام الماضي", but not "الأمين العام السابق"."""
    if match.letter("unit") == "j" and match.word_before in _GENERAL:
        return None
    mention = _mention(match, "unit")
    mention.unit = _unit_name(match)
    mention.part = cast("PartOfMonth | None", match.name("stage"))
    if mention.step is None and not mention.same:
        mention.step = 0
    return mention


def _unit_name(match: Match) -> Unit:
    return cast("Unit", match.name("unit"))


def _year(match: Match, _: Mentions) -> Mention | None:
    counted = match.after == "u" or re.fullmatch(r"\w{3,}ا", match.word_after)
    if counted and not match.letter("mark") and not match.letter("era"):
        return None
    return _mention(match, "year")


def _bare_year(match: Match, _: Mentions) -> Mention | None:
    """A year by itself: on a line of its own, before a colon, or in the name of a contest."""
    mention = _mention(match, "year")
    mention.marked = match.word_before not in _CONTESTS
    alone = match.before in {*"¶|", ""} and match.after in {*"¶|-", ""}
    return mention if alone or not mention.marked else None


def _rule(letter: str, needs: str, template: str, build: object) -> Rule:
    return Rule(letter, frozenset(needs), pattern(template, _PARTS), build)  # type: ignore[arg-type]


_ORDINAL_RULES = (
    _rule(YEAR, "B", r"(?:(?:<lead>[nCO]<of>)?<month>,?)?F?j?[nxY]B", _before_era),
    _rule(
        DAY,
        "OL",
        r"d?(?P<nth>[OL])(?P<weekday>[VWC])<within><month><step><year>",
        _weekday_of_month,
    ),
    _rule(DAY, "W", r"d?(?P<weekday>W)(?P<nth>[OL])<within><month><step><year>", _weekday_of_month),
    _rule(WEEK, "k", r"(?:k(?P<nth>[OL]))<within><month><step><year>", _week_of_month),
    _rule(WEEK, "k", r"(?P<nth>[OL])k<within><month><step><year>", _week_of_month),
    _rule(MONTH, "i", r"(?P<fraction>i)(?P<nth>[OL])<within><month><step><year>", _half_month),
    _rule(
        YEAR,
        "i",
        r"(?P<fraction>i)(?P<nth>[OL])<within>"
        r"(?:t?j?(?P<year>Y)<era>|t?j(?P<year_step>A)|(?P<this_year>tj))",
        _fraction_of_year,
    ),
)
_DAY_RULES = (
    _rule(
        DAY,
        "/.-",
        r"<lead>(?<![nxY][/.])(?P<day>n)(?P<sep>[/.-])(?P<month>n)(?P=sep)(?P<year>[Yn])"
        r"(?![/.][nxY])<era>",
        _numeric,
    ),
    _rule(
        DAY,
        "Y",
        r"<lead>(?<![nxY][/.])(?P<year>Y)(?P<sep>[/.-])(?P<month>n)(?P=sep)(?P<day>n)"
        r"(?![/.][nxY])<era>",
        _numeric,
    ),
    _rule(
        DAY,
        "/",
        r"<lead>(?<![nxYo][/.:-])(?<!o)(?P<day>n)/(?P<month>n)(?![/.:]?[nxYo]|-[nxY])",
        _day_and_month,
    ),
    _rule(DAY, "KX", r"<lead>(?P<nth>[KX])<of><month><step><year>", _first_day),
    _rule(DAY, "MHSz", r"<lead>(?P<day>[nCO])<of><month><step><year>", _day),
    _rule(
        DAY,
        "MH",
        r"<lead>z?(?P<month>[MH])[/,-]?(?P<day>[nC]|(?<=M)O)(?!<of>z?[MHS])"
        r"(?:,?(?P<year>Y)(?!u))?<end>",
        _month_first,
    ),
    _rule(DAY, "z", r"<lead>(?P<day>[nCO])<within>(?:z(?:(?P<step>A)|(?P<same>q)))", _day_of_month),
    _rule(DAY, "qQt", r"<lead>(?P<day>[nCO])<within>(?:(?P<same>qz|Q)|tz)", _day_of_month),
    _rule(DAY, "A", r"<lead>(?<=[IWdF])(?P<day>n)F?(?P<step>A)", _day_by_adjective),
)
_PERIOD_RULES = (
    _rule(
        MONTH,
        "Y",
        r"(?<![nxY][/.-])z?(?P<month>n)(?P<sep>[/.-])(?P<year>Y)(?![/.-]?[nxY]|u)<era>",
        _numeric_month,
    ),
    _rule(
        MONTH,
        "Y",
        r"(?<![nxY][/.-])(?P<year>Y)(?P<sep>[/.-])(?P<month>n)(?![/.:-]?[nxYouU])<era>",
        _numeric_month,
    ),
    _rule(MONTH, "E", r"(?P<stage>E)<within><month><step><year>", _part_of_month),
    _rule(
        YEAR,
        "E",
        r"E<within>(?:t?j?(?P<year>Y)<era>|t?j(?P<year_step>A)|(?P<this_year>tj))",
        _year,
    ),
    _rule(MONTH, "E", r"(?P<stage>E)<within>(?P<unit>z)(?:(?P<step>A)|(?P<same>q))", _unit),
    _rule(MONTH, "E", r"(?P<stage>E)<within>t(?P<unit>z)", _unit),
    _rule(MONTH, "MHSz", r"<month><step><year>", _month),
    _rule(YEAR, "j", r"(?P<mark>t?j)(?P<year>Y)<era>", _year),
    _rule(YEAR, "j", r"(?P<mark>j)(?P<short>[nx])(?P<short_era>[ges])", _year),
    _rule(YEAR, "j", r"(?P<mark>j)(?P<era>[ges])(?P<year>Y)", _year),
    _rule(YEAR, "x", r"(?P<mark>j)(?P<short>x)", _year),
    _rule(YEAR, "Y", r"(?P<year>Y)(?P<era>[ges])", _year),
    _rule(YEAR, "Y", r"(?<=[I^<>])(?P<year>Y)(?![/.%-][nxY]|[Ukdjzh])", _year),
    _rule(YEAR, "Y", r"(?P<year>Y)(?!-[nxY])", _bare_year),
)
_RELATION_RULES = (
    _rule(RELATIVE, "a", r"(?:(?P<part>P)F?)?[dl]?a(?P<step>[Aq])", _next_day),
    _rule(
        RELATIVE,
        "Ra",
        r"(?:(?P<part>P)F?)?d?(?P<today>R|a(?![OLY]))(?:[,(]?d?(?P<weekday>W)\)?)?",
        _relative_day,
    ),
    _rule(
        RELATIVE,
        "W",
        r"(?:(?P<part>P)F?)?[dl]?(?P<this>t)?(?P<weekday>W)(?P<week_step>A)?",
        _weekday,
    ),
    _rule(
        RELATIVE,
        "<>^",
        r"(?P<sense>[<>^])(?P<amount>[nCx])(?P<unit>[Ukdjzh])(?!F[^N])(?:FN)?",
        _amount,
    ),
    _rule(RELATIVE, "<>^", r"(?P<sense>[<>^])(?P<unit>[Dkdjzh])(?![FYMHSq])(?:FN)?", _amount),
    _rule(RELATIVE, "A", r"(?P<amount>[nCx])(?P<unit>[Ukdjzh])(?P<sense>A)", _amount),
    _rule(RELATIVE, "D", r"(?P<unit>D)(?P<sense>A)", _amount),
    _rule(WEEK, "k", r"t?(?P<unit>k)(?:(?P<step>A)|(?P<same>q))", _unit),
    _rule(WEEK, "k", r"t(?P<unit>k)", _unit),
    _rule(MONTH, "z", r"t?(?P<unit>z)(?:(?P<step>A)|(?P<same>q))", _unit),
    _rule(MONTH, "t", r"t(?P<unit>z)", _unit),
    _rule(YEAR, "j", r"t?(?P<unit>j)(?:(?P<step>A)|(?P<same>q))", _unit),
    _rule(YEAR, "t", r"t(?P<unit>j)", _unit),
)
RULES = _ORDINAL_RULES + _DAY_RULES + _PERIOD_RULES + _RELATION_RULES
