"""Rules that join dates, in their order: hours to days, two calendars, ranges, lists, durations."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import cast

from articles.dates.mention import Mention, MentionKind, Unit
from articles.dates.rules.doubles import calendar_of, double
from articles.dates.rules.hours import (
    clock_range,
    in_zone,
    of_range,
    on_day,
    on_part_of_day,
    same_clock,
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

_PARTS = fragments(
    thing="<D>|<w>|<m>|<k>",
    to="[,&]{0,2}(?:~{1,2}|-)&?[dl]?I?",
    item="(?:<w>,?)?[nCO]|<D>|<w>|<m>",
    time="<c>|[nCO]",
    end=r"(?=$|[,·¶)(|~&YcPA-])",
)
_PARTS = {name: pattern(text, _PARTS).pattern for name, text in _PARTS.items()}
_NUMBERS = frozenset("nCO")
_BEFORE_NUMBER = pattern("<w>,?[nCO]")
_LONGEST_LIST = 30
_LONGEST_YEARS = 200
_DAY_KINDS = frozenset({"date", "day of month", "double", "nth weekday"})
_WEEK = 7


def _bare_day(match: Match, place: int) -> Mention:
    return Mention(kind="date", day=int(match.tokens.values[place]))


def _range(match: Match, mentions: Mentions) -> Mention | None:
    right = mentions[match.place("right")]
    if match.letter("left"):
        left = mentions[match.place("left")]
    else:
        left = _bare_day(match, match.place("left_day"))
        if match.letter("left_weekday"):
            left.weekday = mentions[match.place("left_weekday")].weekday
        if right.kind not in _DAY_KINDS or _is_list_number(match):
            return None
    if not _agree(left, right):
        return None
    if left.kind == "weekday" and right.kind in _DAY_KINDS and "~" not in match.letters:
        return replace(right, weekday=left.weekday)
    return Mention(kind="range", parts=(left, right))


def _two_ranges(match: Match, mentions: Mentions) -> Mention | None:
    """So: "6 إلى 10 ربيع الآخر الموافق 28 سبتمبر إلى 2 أكتوبر": what is told twice is a range."""
    middle = mentions[match.place("middle")]
    if middle.kind != "double":
        return None
    near, beside = sorted(middle.parts, key=lambda part: part.first)
    if match.letter("left"):
        left = mentions[match.place("left")]
    else:
        left = _bare_day(match, match.place("left_day"))
    told = Mention(kind="range", parts=(left, near))
    again = Mention(kind="range", parts=(beside, mentions[match.place("right")]))
    if not (_agree(left, near) and _agree(*again.parts)):
        return None
    gregorian_first = calendar_of(near) == "gregorian"
    return Mention(kind="double", parts=(told, again) if gregorian_first else (again, told))


def _agree(left: Mention, right: Mention) -> bool:
    """Whether two mentions are of a size, so that a range may go from one to the other."""
    period = {"month", "year", "unit", "nth week"}
    if left.kind in period or right.kind in period:
        return left.kind == right.kind and left.unit == right.unit
    return True


def _is_list_number(match: Match) -> bool:
    """So: "1- 5 سبتمبر" at the beginning of a line is the first point of a list."""
    place = match.place("left_day")
    opens = match.letters.startswith("n") and match.before in {"", "¶"}
    return opens and match.tokens.touches(place) and not match.tokens.touches(place + 1)


def _month_first_range(match: Match, mentions: Mentions) -> Mention | None:
    left = mentions[match.place("left")]
    if not left.month_first:
        return None
    right = replace(left, day=match.number("right_day"), weekday=None)
    return Mention(kind="range", parts=(left, right))


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
        if "v" not in opened:
            return None
        kind: MentionKind = "range" if years == 1 else "list"
        return Mention(kind=kind, parts=(left, right))
    return Mention(kind="range", parts=(left, right))


def _year(match: Match, mentions: Mentions, group: str) -> Mention:
    if match.letter(group).startswith(YEAR):
        return mentions[match.place(group)]
    return Mention(kind="year", year=match.number(group))


def _list(match: Match, mentions: Mentions) -> Mention | None:
    """Several days or months that share what stands after the last: "يومي 7 و8 نوفمبر"."""
    items = [*_days(_items(match, mentions)), mentions[match.place("right")]]
    opened = bool(match.letter("open"))
    first, *_, last = items
    bare = first.kind == "date" and first.month is None
    if bare and not (opened or first.weekday is not None or match.before in {*"IF^~¶|(=", ""}):
        return None
    if not all(_agree(*pair) for pair in pairwise(items)) or (bare and last.kind not in _DAY_KINDS):
        return None
    if not (opened or _is_plain(items, joined=_joined(match), bare=bare)):
        return None
    if _share_step(items):
        for item in items:
            item.week_step = last.week_step
    if _consecutive(items) and (opened or bare):
        return Mention(kind="range", parts=(first, last))
    return Mention(kind="list", parts=tuple(items))


def _days(items: Iterator[Mention]) -> list[Mention]:
    """The items; of "السبت والأحد 27 و28 سبتمبر" the days alone, which tell the same."""
    found = list(items)
    days = [item for item in found if item.kind == "date"]
    if len(days) in {0, len(found)}:
        return found
    return [replace(day, weekday=None) for day in days]


def _is_plain(items: list[Mention], *, joined: bool, bare: bool) -> bool:
    """Whether items are a list without "يومي" before them."""
    alike = all(item.kind in {"date", "month"} for item in items)
    return bare or (joined and (alike or _share_step(items)))


def _share_step(items: list[Mention]) -> bool:
    """So: "السبت والأحد المقبلين": weekdays, of which only the last has an adjective."""
    *others, last = items
    return last.week_step is not None and all(
        one.kind == "weekday" and one.week_step is None for one in others
    )


def _joined(match: Match) -> bool:
    return "," not in match.letter("items")


def _items(match: Match, mentions: Mentions) -> Iterator[Mention]:
    weekday: int | None = None
    for place in match.places("items"):
        letters = match.letters_from(place)
        if letters[0] in _NUMBERS:
            yield replace(_bare_day(match, place), weekday=weekday)
            weekday = None
        elif place in mentions:
            if _BEFORE_NUMBER.match(letters):
                weekday = mentions[place].weekday
            else:
                yield mentions[place]


def _consecutive(items: list[Mention]) -> bool:
    def follows(one: Mention, other: Mention) -> bool:
        if one.kind == "weekday":
            same_week = one.week_step == other.week_step
            return same_week and ((other.weekday or 0) - (one.weekday or 0)) % _WEEK == 1
        if one.kind == "month":
            return one.month is not None and other.month == one.month + 1
        same_month = one.month in {None, other.month}
        return same_month and one.day is not None and other.day == one.day + 1

    return all(follows(*pair) for pair in pairwise(items))


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


def _late_year(match: Match, _: Mentions) -> Mention:
    return Mention(kind="year", year=match.number("year"))


def _rule(letter: str, needs: str, template: str, build: object) -> Rule:
    return Rule(letter, frozenset(needs), pattern(template, _PARTS), build)  # type: ignore[arg-type]


RULES = (
    _rule(
        CLOCK,
        "χ",
        r"(?:w(?P<left><time>)&|[FE]?(?P<left_to><time>)(?:,?&?~|-))(?P<right><c>)",
        clock_range,
    ),
    _rule(
        CLOCK,
        "χ",
        r"(?:w(?P<left><c>)&|[FE]?(?P<left_to><c>)(?:,?&?~|-))(?P<right>[nCO])<end>",
        clock_range,
    ),
    _rule(CLOCK, "χ", r"(?P<first><c>)[(,/-]{1,2}(?P<second><c>)\)?", same_clock),
    _rule(RELATIVE, "κ", r"(?P<day><w>)F?(?P<week><k>)", _of_week),
    _rule(
        DAY,
        "χ",
        r"(?P<date><D>|<w>)[,|(-]{0,2}I?(?P<half>P)?[,|(-]{0,2}&?[IF]{0,2}(?:[JE]F?)?"
        r"(?P<clock><c>)\)?",
        on_day,
    ),
    _rule(
        DAY,
        "χ",
        r"(?P<clock><c>)[,|-]?[FI]{0,2}(?P<half>P)?F?[dl]?(?P<date><D>|<w>)",
        on_day,
    ),
    _rule(DAY, "P", r"(?P<date><D>)[,(]?(?P<half>P)", on_part_of_day),
    _rule(RELATIVE, "P", r"(?P<date><w>)[,(]?(?P<half>P)", on_part_of_day),
    _rule(DAY, "G", r"(?P<date><D>)[,(]{0,2}GI{0,2}(?P<zone>Z)\)?", in_zone),
    _rule(
        DAY, "=/,(-", r"(?P<left><D>)(?P<sep>\)?[=/,(-]?[=(]?[Idl]{0,2})(?P<right><D>)\)?", double
    ),
    _rule(
        SPAN,
        "~-",
        r"[Fw]?(?:(?P<left><thing>)|d?(?P<left_day>[nCO]))<to>(?P<middle><D>)<to>(?P<right><D>)",
        _two_ranges,
    ),
    _rule(
        SPAN,
        "~-",
        r"[Fw]?(?:(?P<left><thing>)|(?P<left_weekday><w>)?,?[dl]?(?P<left_day>[nCO]))"
        r"<to>(?P<right><thing>)",
        _range,
    ),
    _rule(SPAN, "w", r"w(?P<left><thing>),?&[dl]?(?P<right><thing>)", _range),
    _rule(SPAN, "w", r"w(?P<left_day>[nCO]),?&[dl]?(?P<right><D>)", _range),
    _rule(SPAN, "~-", r"(?P<left><D>)(?:~|-)(?P<right_day>[nCO])<end>", _month_first_range),
    _rule(
        SPAN,
        "Yψ",
        r"(?P<open>[Fw^]?[vj]?)(?P<left>(?<![nxY][-/.])Y|<y>)(?P<sep>&?~|[/&-])j?"
        r"(?P<right>Y|<y>)(?![-/.]?[nxY]|u)",
        _years,
    ),
    _rule(
        SPAN,
        "&,",
        rf"(?P<open>[vU]?)d?(?P<items>(?:<item>(?:,&?|&)){{1,{_LONGEST_LIST}}})"
        "d?(?P<right><D>|<w>|<m>)",
        _list,
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
    _rule(YEAR, "~", r"(?<=~)(?P<year>Y)(?![o/.%u-])", _late_year),
)
