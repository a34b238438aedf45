"""Rules that join dates, in their order: hours to days, two calendars, ranges, lists, durations."""

from dataclasses import replace
from typing import cast

from articles.dates.mention import Mention, MentionKind, Unit
from articles.dates.rules import recurrences
from articles.dates.rules.doubles import double
from articles.dates.rules.hours import (
    at_bare_hour,
    clock_range,
    in_zone,
    of_range,
    on_day,
    on_part_of_day,
    same_clock,
    until_midnight,
    until_next_day,
)
from articles.dates.rules.machine import (
    CLOCK,
    DAY,
    MONTH,
    RELATIVE,
    SPAN,
    YEAR,
    Match,
    Rule,
    fragments,
    pattern,
)
from articles.dates.rules.parts import Mentions
from articles.dates.rules.several import DAY_KINDS, several
from articles.dates.rules.stretches import day_range, month_first_range, two_ranges

_PARTS = fragments(
    thing="<D>|<w>|<m>|<k>",
    to="[,&]{0,2}(?:~{1,2}E?|-)&?[dl]?I?",
    item="(?:<w>,?)?[nCO]|<D>|<w>|<m>",
    time="<c>|[nCO]",
    end=r"(?=$|[,·¶)(|~&YcPA-])",
)
_PARTS = {name: pattern(text, _PARTS).pattern for name, text in _PARTS.items()}
_LONGEST_LIST = 30
_LONGEST_YEARS = 200
_LATE_YEARS = range(1800, 2101)


def _years(match: Match, mentions: Mentions) -> Mention | None:
    left, right = (_year(match, mentions, group) for group in ("left", "right"))
    if left.year is None or right.year is None:
        return None
    years = right.year - left.year
    if left.calendar == "gregorian" and years >= 0:
        left = replace(left, calendar=right.calendar)  # "1446-1447هـ"
    if left.calendar != right.calendar:
        return None
    if not 0 <= years <= _LONGEST_YEARS or (match.letter("sep") == "/" and years != 1):
        return None
    opened = match.letter("open")
    if match.letter("sep") == "&" and "w" not in opened:
        if not set("vD") & set(opened):
            return None
        kind: MentionKind = "range" if years == 1 else "list"
        return Mention(kind=kind, parts=(left, right))
    return Mention(kind="range", parts=(left, right))


def _year_list(match: Match, _: Mentions) -> Mention | None:
    """Years that share their word: "في الأعوام 2011 و2013 و2015"."""
    if match.name("open") != "year":
        return None
    places = (*match.places("items"), match.place("right"))
    values = match.tokens.values
    years = [int(values[place]) for place in places if match.letters_from(place)[0] == "Y"]
    return Mention(kind="list", parts=tuple(Mention(kind="year", year=year) for year in years))


def _year(match: Match, mentions: Mentions, group: str) -> Mention:
    if match.letter(group).startswith(YEAR):
        return mentions[match.place(group)]
    return Mention(kind="year", year=match.number(group))


def _duration(match: Match, mentions: Mentions) -> Mention | None:
    """So: "على مدى ثلاثة أيام بدءًا من …": so many days from the first on."""
    unit = cast("Unit", match.name("unit"))
    two = match.letter("unit") == "D"
    amount = match.number("amount") or (2 if two else 1)
    if unit in {"hour", "minute"}:
        return None
    start = mentions[match.place("start")]
    return Mention(kind="duration", amount=amount, unit=unit, parts=(start,))


def _of_week(match: Match, mentions: Mentions) -> Mention | None:
    """So: "السبت من الأسبوع المقبل"."""
    day, week = mentions[match.place("day")], mentions[match.place("week")]
    if day.kind != "weekday" or week.kind != "unit":
        return None
    return replace(day, step=week.step, unit="week")


def _with_weekday(match: Match, mentions: Mentions) -> Mention | None:
    """A weekday that stands after its date: "25 سبتمبر 2025 (الخميس)"."""
    date, day = mentions[match.place("date")], mentions[match.place("day")]
    bare = day.kind == "weekday" and day.week_step is None and day.clock is None
    if not bare or date.kind != "date" or date.weekday is not None:
        return None
    return replace(date, weekday=day.weekday)


def _in_same_month(match: Match, mentions: Mentions) -> Mention | None:
    """A day whose month is told before it too: "تشرين الأول (14 / 10 / 1947)"."""
    month, date = mentions[match.place("month")], mentions[match.place("date")]
    same = date.numeric and month.month == date.month and month.calendar == date.calendar
    return replace(date, ambiguous=False) if same and month.year in {None, date.year} else None


def _from_told(match: Match, mentions: Mentions) -> Mention | None:
    """So long before or after a day that is told: "بعد ثلاثة أيام من 5 مايو"."""
    date = mentions[match.place("date")]
    if date.kind not in DAY_KINDS or match.number("sense") not in {-1, 1}:
        return None
    amount = match.number("amount") or (2 if match.letter("unit") == "D" else 1)
    unit = cast("Unit", match.name("unit"))
    step = match.number("sense")
    return Mention(kind="offset", amount=amount, unit=unit, step=step, parts=(date,))


def _late_year(match: Match, _: Mentions) -> Mention | None:
    """A year up to which something goes on, which no comma makes a decimal number."""
    year, end = match.integer("year"), match.place("year") + 1
    decimal = match.after == "," and match.tokens.touches(end - 1)
    return None if decimal or year not in _LATE_YEARS else Mention(kind="year", year=year)


def _rule(letter: str, needs: str, template: str, build: object) -> Rule:
    return Rule(letter, frozenset(needs), pattern(template, _PARTS), build)  # type: ignore[arg-type]


RULES = (
    _rule(CLOCK, "(", r"(?P<first><c>)\((?P<second><c>)\)", same_clock),
    _rule(
        CLOCK,
        "χ",
        r"(?:w(?P<left><time>)&|(?:[FE]I?)?(?P<left_to><time>)(?:,?&?~I?|-))(?P<right><c>)",
        clock_range,
    ),
    _rule(CLOCK, "P", r"[FE]?(?P<left><c>),?&?~(?P<right>P)", until_midnight),
    _rule(CLOCK, "I", r"(?:[FE]I?)?(?P<left_to><time>)(?P<sep>I)(?P<right><c>)", clock_range),
    _rule(
        CLOCK,
        "χ",
        r"(?:w(?P<left><c>)&|[FE]?(?P<left_to><c>)(?:,?&?~|-))(?P<right>[nCO])<end>",
        clock_range,
    ),
    _rule(
        CLOCK,
        "χ",
        r"(?P<first><c>)(?:[(,/-]{1,2}|,?(?P<between>o))(?P<second><c>)\)?",
        same_clock,
    ),
    _rule(CLOCK, "ω", r"(?P<clock><c>)F?(?P<day><w>)", until_next_day),
    *recurrences.JOINTS,
    _rule(RELATIVE, "κ", r"(?P<day><w>)F?(?P<week><k>)", _of_week),
    _rule(
        DAY,
        "χ",
        r"(?P<date><D>|<w>)\)?[,|/(-]{0,4}I?(?P<half>P)?[,|(-]{0,2}&?[IF]{0,2}(?:[JE]F?)?"
        r"(?P<clock><c>)\)?",
        on_day,
    ),
    _rule(
        DAY,
        "χ",
        r"(?P<clock><c>)[,|-]?[FI]{0,2}(?P<half>P)?F?[dl]?(?P<date><D>|<w>)",
        on_day,
    ),
    _rule(DAY, "O", r"(?P<date><D>)[,]?[IF](?P<hour>O)<end>", at_bare_hour),
    _rule(RELATIVE, "O", r"(?P<date><w>)[,]?[IF](?P<hour>O)<end>", at_bare_hour),
    _rule(DAY, "P", r"(?P<date><D>)[,(]?(?P<half>P)", on_part_of_day),
    _rule(RELATIVE, "P", r"(?P<date><w>)[,(]?(?P<half>P)", on_part_of_day),
    _rule(DAY, "G", r"(?P<date><D>)[,(]{0,2}GI{0,2}(?P<zone>Z)\)?", in_zone),
    _rule(DAY, "ω", r"(?P<date><D>)[,(-]?d?(?P<day><w>)\)?(?!I?[nCO~-])", _with_weekday),
    _rule(DAY, "μ", r"(?P<month><m>)[/,|]?\(?(?P<date><D>)\)?", _in_same_month),
    _rule(
        DAY,
        "<>",
        r"(?P<sense>[<>])(?P<amount>[nCx])?(?P<unit>[UDdkzj])[FI]{1,2}(?P<date><D>)",
        _from_told,
    ),
    _rule(
        DAY, "=/,(-", r"(?P<left><D>)(?P<sep>\)?[=/,(-]?[=(]?[Idl]{0,2})(?P<right><D>)\)?", double
    ),
    _rule(
        SPAN,
        "~-",
        r"[Fw]?(?:(?P<left><thing>)|d?(?P<left_day>[nCO]))<to>(?P<middle><D>)<to>(?P<right><D>)",
        two_ranges,
    ),
    _rule(
        SPAN,
        "~-",
        r"(?:[Fw]I?)?(?:(?P<left><thing>)|(?P<left_weekday><w>)?,?[dl]?(?P<left_day>[nCO])(?:-n){0,5})"
        r"<to>(?P<right><thing>)",
        day_range,
    ),
    _rule(SPAN, "w", r"w(?P<left><thing>),?&[dl]?(?P<right><thing>)", day_range),
    _rule(SPAN, "w", r"w(?P<left_day>[nCO]),?&[dl]?(?P<right><D>)", day_range),
    _rule(SPAN, "~-", r"(?P<left><D>)(?:~|-)(?P<right_day>[nCO])<end>", month_first_range),
    _rule(
        SPAN,
        "Yψ",
        r"(?P<open>[Fw^]?[vjDU]?)(?P<left>(?<![nxY][-/.])Y|<y>)(?P<sep>&?~|[/&-])j?"
        r"(?P<right>Y|<y>)(?![-/.]?[nxY]|u)",
        _years,
    ),
    _rule(
        SPAN,
        "&,ø",
        rf"(?P<open>[vU]?)d?(?P<items>(?:<item>(?:,&?|&|ø)I?){{1,{_LONGEST_LIST}}})"
        "d?(?P<right><D>|<w>|<m>)",
        several,
    ),
    _rule(
        SPAN,
        "f",
        r"f(?P<amount>[nC])?(?P<unit>[UDdkzj]),?J?[FI]{0,2}[dl]?(?P<start><D>|<w>)",
        _duration,
    ),
    _rule(SPAN, "f", r"(?P<start><D>|<w>),?&?o?I?f(?P<amount>[nC])?(?P<unit>[UDdkzj])", _duration),
    _rule(SPAN, "ρ", r"(?P<left><r>)(?P<sep>\)?[=/,(-]?[=(]?[Idl]{0,2})(?P<right><r>)\)?", double),
    _rule(MONTH, "μ", r"(?P<left><m>)(?P<sep>\)?[=/,(-]?[=(]?)(?P<right><m>)\)?", double),
    _rule(YEAR, "ψ", r"(?P<left><y>)(?P<sep>\)?[=/,(-]?[=(]?)(?P<right><y>)\)?", double),
    _rule(SPAN, "ρ", r"(?P<date><r>)[,|(-]{0,2}&?[IF]{0,2}(?P<clock><c>)\)?", of_range),
    _rule(
        YEAR,
        "Y",
        rf"(?P<open>U)(?P<items>(?:Y(?:,&?|&)){{1,{_LONGEST_LIST}}})(?P<right>Y)",
        _year_list,
    ),
    *recurrences.BOUNDS,
    _rule(YEAR, "~", r"(?<=~)(?P<year>Y)(?![o/.%u-])", _late_year),
)
