"""Rules for parts of a month or year by their order: the last Friday, the second week."""

from articles.dates.mention import LAST, Mention, MentionKind
from articles.dates.rules.machine import DAY, MONTH, WEEK, YEAR, Match
from articles.dates.rules.parts import Mentions, point_rule, read_mention

_HALF = 30  # "النصف" in the table that halves share with the clock
_MONDAY = 0
_WEEKS_OF_MONTH = 5


def _weekday_of_month(match: Match, _: Mentions) -> Mention | None:
    mention = _of_month_from_now(match, "nth weekday")
    if match.letter("weekday") == "C":  # "اثنين" is also two
        if match.word("weekday") != "اثنين":
            return None
        mention.weekday = _MONDAY
    return mention


def _weekday_and_day(match: Match, _: Mentions) -> Mention:
    """So: "الثلاثاء الثالث من سبتمبر": the day where it is a Tuesday, else the third Tuesday."""
    mention = _of_month_from_now(match, "nth weekday")
    mention.day = mention.nth
    if match.integer("nth") > _WEEKS_OF_MONTH:
        mention.kind, mention.nth = "date" if mention.unit is None else "day of month", None
    return mention


def _of_month_from_now(match: Match, kind: MentionKind) -> Mention:
    """A part of a month that is named, or of this, the last, the next month."""
    mention = read_mention(match, kind)
    if "z" in match.letters and mention.month is None:
        mention.unit = "month"
        if mention.step is None and not mention.same:
            mention.step = 0
    return mention


def _day_by_unit(match: Match, _: Mentions) -> Mention | None:
    """So: "آخر يوم في سبتمبر", "ثاني أيام رمضان", "اليوم العاشر من الشهر الجاري"."""
    if match.letter("unit") and match.name("unit") != "day":
        return None
    mention = _of_month_from_now(match, "date")
    mention.day, mention.nth = mention.nth, None
    if mention.unit:
        mention.kind, mention.unit = "day of month", None
    return mention


def _day_of_year(match: Match, _: Mentions) -> Mention | None:
    """So: "آخر يوم من العام", "أول أيام عام 2024"."""
    if match.name("unit") not in {"day", None}:
        return None
    mention = read_mention(match, "date")
    mention.nth = mention.nth or LAST
    last = mention.nth == LAST
    mention.day, mention.month, mention.nth = mention.nth, 12 if last else 1, None
    return mention


def _days_of_month(match: Match, _: Mentions) -> Mention | None:
    """So many days at the beginning or the end of a month: "آخر ثلاثة أيام من سبتمبر"."""
    if match.letter("unit") and match.name("unit") != "day":
        return None
    mention = _of_month_from_now(match, "month days")
    mention.amount = match.integer("amount")
    return mention if mention.nth in {1, LAST} else None


def _week_of_month(match: Match, _: Mentions) -> Mention:
    return _of_month_from_now(match, "nth week")


def _half_month(match: Match, _: Mentions) -> Mention | None:
    mention = _of_month_from_now(match, "fraction")
    mention.unit, mention.amount = "month", match.number("fraction")
    return mention if mention.amount == _HALF else None


def _fraction_of_year(match: Match, _: Mentions) -> Mention:
    """A quarter, third or half of a year."""
    mention = read_mention(match, "fraction")
    mention.unit, mention.amount = "year", match.number("fraction")
    return mention


ORDINAL_RULES = (
    point_rule(
        DAY,
        "OL",
        r"d?(?P<nth>[OL])(?P<weekday>[VWC])<within><some_month>",
        _weekday_of_month,
    ),
    point_rule(DAY, "W", r"d?(?P<weekday>W)(?P<nth>L)<within><some_month>", _weekday_of_month),
    point_rule(
        DAY,
        "W",
        r"(?:(?P<part>P)F?)?d?(?P<weekday>W)(?P<nth>O)<within><some_month>",
        _weekday_and_day,
    ),
    point_rule(
        DAY, "L", r"(?P<nth>L)(?P<amount>[nC])(?P<unit>U)<within><some_month>", _days_of_month
    ),
    point_rule(
        DAY, "O", r"(?P<nth>O)(?P<amount>[nC])(?P<unit>U)<within><some_month>", _days_of_month
    ),
    point_rule(DAY, "C", r"(?P<amount>C)(?P<nth>[LO])<within><some_month>", _days_of_month),
    point_rule(DAY, "OL", r"<lead>(?P<nth>[OL])(?P<unit>[dU])<within><some_month>", _day_by_unit),
    point_rule(DAY, "L", r"<lead>(?<=[da])(?P<nth>L)<within><some_month>", _day_by_unit),
    point_rule(
        DAY,
        "OL",
        r"(?:(?P<nth>[OL])(?P<unit>[dU])|[da](?P<last>L))<within>"
        r"(?:t?j(?P<year>Y)<era>|t?j(?P<year_step>A)|(?P<this_year>tj))",
        _day_of_year,
    ),
    point_rule(WEEK, "k", r"k(?P<nth>[OL])<within><some_month>", _week_of_month),
    point_rule(WEEK, "k", r"(?P<nth>[OL])k<within><some_month>", _week_of_month),
    point_rule(MONTH, "i", r"(?P<fraction>i)(?P<nth>[OL])<within><some_month>", _half_month),
    point_rule(
        YEAR,
        "i",
        r"(?P<fraction>i)(?P<nth>[OL])<within>"
        r"(?:t?j?(?P<year>Y)<era>|t?j(?P<year_step>A)|(?P<this_year>tj))",
        _fraction_of_year,
    ),
)
