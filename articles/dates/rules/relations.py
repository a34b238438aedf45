"""Rules for what is told from the day of writing: weekdays, tomorrow, so many days ago."""

import re
from dataclasses import replace
from typing import cast

from articles.dates.mention import Mention, PartOfMonth, Unit
from articles.dates.rules.machine import MONTH, RELATIVE, SPAN, WEEK, YEAR, Match
from articles.dates.rules.parts import Mentions, point_rule, read_mention
from articles.dates.vocabulary import words
from articles.dates.vocabulary.lexicon import is_listed, listed, phrases

_PREFIXES = ("", "و", "ف", "ب", "ل", "وب", "ول")
_BEFORE_WEEKDAY = {
    f"{prefix}{word}" for prefix in _PREFIXES for word in listed(words.BEFORE_WEEKDAY)
}
_AFTER_WEEKDAY = listed(words.AFTER_WEEKDAY)
_BEFORE_TODAY = listed(words.BEFORE_TODAY)
_LANDS = listed(words.LANDS_BEFORE_TODAY)
_EVERYDAY, _NOT_TOMORROW = phrases(words.EVERYDAY), listed(words.NOT_TOMORROW)
_OUTLETS = listed(words.OUTLETS)
_AFTER_TODAY = listed(words.AFTER_TODAY)
_GENERAL = listed(words.GENERAL)
_OF_SOMETHING = listed(words.OF_SOMETHING)
_SUCH = "مثل"
_AGO = listed(words.AGO)
_COMPARED = listed(words.BEFORE_OTHERS)
_NEARLY = listed(words.NEARLY)
_BOTH = listed(words.BEFORE_BOTH)
_ARTICLE = re.compile("(?:[وف]?(?:لل|[بك]?ال))")
_HALVES = dict.fromkeys(listed(words.NIGHTS), "night")
_MONDAY, _WEEK = 0, 7


def _weekday(match: Match, _: Mentions) -> Mention | None:
    named = match.letters == "W" and match.word_before in _BEFORE_WEEKDAY
    if named or match.word_after in _AFTER_WEEKDAY:
        return None
    if _means_both(match):
        return None
    mention = read_mention(match, "weekday")
    if match.letter("this"):
        mention.week_step = 0
    return mention


def _means_both(match: Match) -> bool:
    """Whether "الاثنين" is "the two": "الخلاف بين الاثنين", "موالية للاثنين"."""
    if match.letters != "W" or match.raw("weekday") != _MONDAY or match.after == "&":
        return False
    return match.word_before in _BOTH or match.word("weekday").startswith("لل")


def _day_to_day(match: Match, _: Mentions) -> Mention | None:
    """So: "ليل الاثنين الثلاثاء": from one day to the next; "الأحد للخميس": to another."""
    days = first, second = match.integer("weekday"), match.integer("next")
    to = match.word("next").startswith("لل")  # "من الأحد للخميس"
    if not to and (not match.letter("part") or (second - first) % _WEEK != 1):
        return None
    return Mention(kind="range", parts=tuple(Mention(kind="weekday", weekday=day) for day in days))


def _relative_day(match: Match, _: Mentions) -> Mention | None:
    named = _ends_name(match) or match.word_after in _AFTER_TODAY
    if match.letter("today") == "a" and named:
        return None
    mention = read_mention(match, "relative day")
    mention.ambiguous = match.word("today") in _EVERYDAY
    if mention.ambiguous and match.word_after in _NOT_TOMORROW:
        return None
    mention.half = mention.half or _HALVES.get(match.word("today").split(" ")[0])
    return mention


def _ends_name(match: Match) -> bool:
    """Whether "اليوم" ends the name of an outlet: "المصري اليوم", "قناة ليبيا اليوم"."""
    before = match.word_before
    if before in _BEFORE_TODAY or is_listed(before, _OUTLETS):
        return True
    outlet = match.tokens.word(match.place("today") - 2)
    if outlet == _SUCH:  # "في مثل هذا اليوم من عام 1948"
        return True
    return before in _LANDS and is_listed(outlet, _OUTLETS)


def _next_day(match: Match, _: Mentions) -> Mention:
    return read_mention(match, "next day")


def _amount(match: Match, _: Mentions) -> Mention | None:
    """So many units before or after now; not of something told: "بعد عام على الحرب"."""
    if match.word_after in _OF_SOMETHING or _is_of_another(match):
        return None
    mention = Mention(kind="amount", unit=_unit_name(match), step=match.number("sense"))
    number = match.number("amount")
    one_or_two = 2 if match.letter("unit") == "D" else 1
    mention.amount = one_or_two if number is None else number
    return mention if mention.step in {-1, 1} else None


def _is_of_another(match: Match) -> bool:
    """Whether a unit is that of what comes after it, or part of a saying, and counts nothing.

    "قبل يوم الزفاف", "منذ الأسبوع", "يوما بعد يوم", "بعد ساعة تقريبا من إقلاعها".
    """
    if match.letter("unit") in {*"kzjdh"} and _ARTICLE.match(match.word("unit")):
        return True
    if match.word_after in _NEARLY and match.letter_after_next == "F":
        return True
    if match.word_before in _COMPARED:
        return True
    if match.letter("amount") or match.letter("unit") == "D":
        return False
    before = match.tokens.word(match.place("sense") - 1).removesuffix("ا")
    named = match.letters.endswith(match.letter("unit")) and match.word_after.startswith("ال")
    return named or before == match.word("unit").removesuffix("ا")


def _stretch(match: Match, mentions: Mentions) -> Mention | None:
    """So many units up to now or from now on: "خلال 9 أشهر ماضية"; "9 أشهر مضت" is a time ago."""
    mention = _amount(match, mentions)
    ago = match.word("sense") in _AGO
    return mention if ago or mention is None else replace(mention, kind="stretch")


def unit_from_now(match: Match, _: Mentions) -> Mention | None:
    """A week, month or year; "العام الماضي", but not "الأمين العام السابق"."""
    if match.letter("unit") == "j" and match.word_before in _GENERAL:
        return None
    mention = read_mention(match, "unit")
    mention.unit = _unit_name(match)
    mention.part = cast("PartOfMonth | None", match.name("stage"))
    if mention.step is None and not mention.same:
        mention.step = 0
    return mention


def _unit_name(match: Match) -> Unit:
    return cast("Unit", match.name("unit"))


def day_of_this_month(match: Match, _: Mentions) -> Mention:
    """A day of the month that was told before, or of this, the last or the next month."""
    mention = read_mention(match, "day of month")
    if not mention.same and mention.step is None:
        mention.step = 0
    return mention


def day_by_adjective(match: Match, mentions: Mentions) -> Mention | None:
    """So: "في 20 الجاري"; but "في 5 الماضية" counts something."""
    is_month = not match.word("step").endswith(("ه", "ين", "ان", "ات"))
    return day_of_this_month(match, mentions) if is_month else None


RELATION_RULES = (
    point_rule(RELATIVE, "a", r"(?:(?P<part>P)F?)?[dl]?a(?P<step>[Aq])", _next_day),
    point_rule(
        RELATIVE,
        "Ra",
        r"(?:(?P<part>P)F?)?d?(?P<today>R|a(?![OLY]))(?:[,(]?d?(?P<weekday>W)\)?)?",
        _relative_day,
    ),
    point_rule(SPAN, "W", r"F?d?(?P<part>P)?d?(?P<weekday>W)(?P<next>W)", _day_to_day),
    point_rule(
        RELATIVE,
        "W",
        r"(?:(?P<part>P)F?)?[dl]?(?P<this>t)?(?P<weekday>W)(?P<week_step>A)?",
        _weekday,
    ),
    point_rule(
        RELATIVE,
        "<>^",
        r"(?P<sense>[<>^])(?P<amount>[nCx])(?P<unit>[Ukdjzh])(?!F[^N])(?:FN)?",
        _amount,
    ),
    point_rule(
        RELATIVE, "<>^", r"(?P<sense>[<>^])(?P<unit>[Dkdjzh])C?+(?:FN|(?![FYMHSq]))", _amount
    ),
    point_rule(RELATIVE, "A", r"(?P<amount>[nCx])(?P<unit>[Ukdjzh])(?P<sense>A)", _stretch),
    point_rule(RELATIVE, "D", r"(?P<unit>D)(?P<sense>A)", _stretch),
    point_rule(WEEK, "k", r"t?(?P<unit>k)(?:(?P<step>A)|(?P<same>q))", unit_from_now),
    point_rule(WEEK, "k", r"t(?P<unit>k)", unit_from_now),
    point_rule(MONTH, "z", r"t?(?P<unit>z)(?:(?P<step>A)|(?P<same>q))", unit_from_now),
    point_rule(MONTH, "t", r"t(?P<unit>z)", unit_from_now),
    point_rule(YEAR, "j", r"t?(?P<unit>j)(?:(?P<step>A)|(?P<same>q))", unit_from_now),
    point_rule(YEAR, "t", r"t(?P<unit>j)", unit_from_now),
)
