"""Rules for what comes again: "كل ثلاثاء", "يوميًا عدا الجمعة", "أول خميس من كل شهر"."""

from dataclasses import replace
from typing import cast

from articles.dates.mention import LAST, Bounds, Frequency, Mention, Repeat, Unit
from articles.dates.rules.hours import with_clock
from articles.dates.rules.machine import RECURRENCE, Match, Rule, fragments, pattern
from articles.dates.rules.parts import Mentions
from articles.dates.vocabulary import words
from articles.dates.vocabulary.lexicon import listed

_PARTS = fragments(
    days="d?[WVC](?:(?:,&?|&|ø)[dl]?[WVC]|C)*+",
    span="[dl]?W(?:~|-)[dl]?W",
    part="(?:(?P<part>P)F?)?",
    # What makes a date of it: a number, "next".
    end="(?![,(=]?l?[nCOAYq])",
)
_FREQUENCIES: dict[str, Frequency] = {
    "day": "DAILY",
    "week": "WEEKLY",
    "month": "MONTHLY",
    "year": "YEARLY",
}
_DAYS_AND_NUMBERS = {
    word: day for day, table in words.WEEKDAYS_AND_NUMBERS.items() for word in listed(table)
}
_WEEK, _MIDDLE = 7, 15
_MEASURES = frozenset("unxCUhD")
_STAGES = {"early": 1, "middle": _MIDDLE, "late": LAST}


def _repeat(match: Match, repeat: Repeat) -> Mention:
    return Mention(kind="recurrence", repeat=repeat, half=match.name("part"))


def _weekly(match: Match, _: Mentions) -> Mention | None:
    """On these days of every week; "خمس سنوات الثلاثاء" is no such."""
    if match.letter("unit") and match.name("unit") != "day":
        return None
    days = _weekdays(match, "days")
    return _repeat(match, Repeat("WEEKLY", weekdays=days)) if days else None


def _from_day_to_day(match: Match, _: Mentions) -> Mention | None:
    """So: "أيام الأحد إلى الخميس"."""
    if match.letter("unit") and match.name("unit") != "day":
        return None
    first, last = (
        int(match.tokens.values[place])
        for place in match.places("span")
        if match.letters_from(place)[0] == "W"
    )
    return _repeat(match, Repeat.between(first, last))


def _weekdays(match: Match, group: str) -> tuple[int, ...]:
    """The weekdays of a group; none where "اثنين" or "واحد" is a number."""
    days: list[int] = []
    for place in match.places(group):
        letter = match.letters_from(place)[0]
        if letter == "C":
            day = _DAYS_AND_NUMBERS.get(match.tokens.word(place))
            if day is None or (day and not days):
                return ()
            days.append(day)
        elif letter in "WV":
            days.append(int(match.tokens.values[place]))
    return tuple(days)


def _every(match: Match, _: Mentions) -> Mention | None:
    """Every day, every two weeks, every three months, every morning."""
    unit = match.name("unit") or "day"
    if unit not in _FREQUENCIES:
        return None
    interval = match.number("amount") or (2 if match.letter("unit") == "D" else 1)
    return _repeat(match, Repeat(_FREQUENCIES[unit], interval=interval))


def _daily(match: Match, _: Mentions) -> Mention | None:
    """On the days of the week, as "طوال أيام الأسبوع"."""
    return _repeat(match, Repeat("DAILY")) if match.name("days") == "day" else None


def _adverb(match: Match, _: Mentions) -> Mention | None:
    """So: "يوميًا", "أسبوعيًا"; but "مليون برميل يوميًا" is a measure."""
    if match.before in _MEASURES:
        return None
    return _repeat(match, Repeat(_FREQUENCIES[cast("Unit", match.name("adverb"))]))


def _monthly(match: Match, _: Mentions) -> Mention | None:
    """On a day of every month: "أول كل شهر", "يوم 5 من كل شهر"; on its first Thursday."""
    stage = match.name("stage")
    day = _STAGES[stage] if stage else match.integer("nth")
    if match.letter("weekday"):
        days = _weekdays(match, "weekday")
        return _repeat(match, Repeat("MONTHLY", weekdays=days, nth=day)) if days else None
    return _repeat(match, Repeat("MONTHLY", day=day))


def _yearly(match: Match, _: Mentions) -> Mention:
    """On a day or in a month of every year: "25 ديسمبر من كل عام"."""
    repeat = Repeat("YEARLY", day=match.number("day"), month=match.number("month"))
    return _repeat(match, repeat)


def _exception(match: Match, _: Mentions) -> Mention | None:
    """Weekdays that are left out, which are no dates: "عدا الخميس والجمعة"."""
    days = _weekdays(match, "days")
    return Mention(kind="exception", repeat=Repeat("WEEKLY", weekdays=days)) if days else None


def _together(match: Match, mentions: Mentions) -> Mention | None:
    """Two ways of saying one: "أسبوعيًا كل خميس"; or but for some days: "يوميًا عدا الجمعة"."""
    left, right = (mentions[match.place(group)] for group in ("left", "right"))
    if left.repeat is None or right.repeat is None or left.kind == "exception":
        return None
    if right.kind == "exception":
        return replace(left, repeat=_without(left.repeat, right.repeat.weekdays))
    plain, days = sorted((left, right), key=lambda one: bool(one.repeat and one.repeat.weekdays))
    if plain.repeat is None or plain.repeat.weekdays:
        return None
    return replace(days, half=days.half or plain.half, clock=days.clock or plain.clock)


def _without(repeat: Repeat, left_out: tuple[int, ...]) -> Repeat:
    kept = repeat.weekdays or tuple(range(_WEEK))
    weekdays = tuple(day for day in kept if day not in left_out)
    return replace(repeat, frequency="WEEKLY", weekdays=weekdays)


def _at_hours(match: Match, mentions: Mentions) -> Mention | None:
    told, clock = mentions[match.place("told")], mentions[match.place("clock")]
    return None if told.clock or told.kind == "exception" else with_clock(told, clock)


def _within(match: Match, mentions: Mentions) -> Mention | None:
    """In a month, or from one day to another; "سنويا في عام 1980" is a measure."""
    bound, told = mentions[match.place("bound")], mentions[match.place("told")]
    fits = bound.kind in {"range", "month", "year", "double", "unit", "duration"}
    if told.repeat and (bound.kind == "year" or told.repeat.frequency == "YEARLY"):
        fits = fits and bool(told.repeat.weekdays or told.clock)
    return _bounded(match, mentions, "within") if fits else None


def _since(match: Match, mentions: Mentions) -> Mention | None:
    """From a day on: "بدءًا من 5 مايو"."""
    return _bounded(match, mentions, "since")


def _till(match: Match, mentions: Mentions) -> Mention | None:
    """Up to a day: "حتى 30 يونيو"."""
    return _bounded(match, mentions, "till")


def _bounded(match: Match, mentions: Mentions, bounds: Bounds) -> Mention | None:
    told = mentions[match.place("told")]
    if told.bounds or told.kind == "exception":
        return None
    return replace(told, bounds=bounds, parts=(mentions[match.place("bound")],))


def _for_so_long(match: Match, mentions: Mentions) -> Mention | None:
    """So: "كل خميس لمدة شهرين"."""
    amount, unit = length_of(match)
    return replace(mentions[match.place("told")], amount=amount, unit=unit)


def _length(match: Match, _: Mentions) -> Mention | None:
    """A length of time that begins on no day: "لمدة ثلاثة أيام"; "طوال أيام المعرض" is none."""
    if match.letter("unit") == "U" and not match.letter("amount"):
        return None
    amount, unit = length_of(match)
    return Mention(kind="length", amount=amount, unit=unit)


def length_of(match: Match) -> tuple[int, Unit]:
    """How many of which unit a match tells; one or two need no number."""
    one_or_two = 2 if match.letter("unit") == "D" else 1
    return match.number("amount") or one_or_two, cast("Unit", match.name("unit"))


def _rule(needs: str, template: str, build: object) -> Rule:
    return Rule(RECURRENCE, frozenset(needs), pattern(template, _PARTS), build)  # type: ignore[arg-type]


RULES = (
    _rule("εm", r"[εm][vUd]?(?P<days><days>)<end>", _exception),
    _rule("ν", r"<part>ν(?!CFo)(?P<days><days>)(?:Fνk)?<end>", _weekly),
    _rule("ν", r"<part>[vU]?(?P<days><days>)[FI]νk", _weekly),
    _rule("U", r"(?P<unit>U)(?P<span><span>)<end>", _from_day_to_day),
    _rule("U", r"<part>(?P<unit>U)(?P<days><days>)<end>", _weekly),
    _rule("λ", r"λ,?F?(?P<span><span>)<end>", _from_day_to_day),
    _rule("λ", r"F?(?P<span><span>),?λ", _from_day_to_day),
    _rule("λ", r"λ,?(?P<days><days>)<end>", _weekly),
    _rule("λ", r"(?P<days><days>),?λ", _weekly),
    _rule("Uk", r"[fνI]?(?P<days>U)k(?![OLAq])", _daily),
    _rule("ν", r"[dl]?(?P<nth>[OL])(?P<weekday>[WVC])Fνz", _monthly),
    _rule("ν", r"d?(?P<weekday>W)(?P<nth>[OL])Fνz", _monthly),
    _rule("ν", r"[dal]{0,2}(?P<nth>[nCOLK])[dU]?F?νz", _monthly),
    _rule("ν", r"(?P<stage>E)F?νz", _monthly),
    _rule("ν", r"[dal]{0,2}(?P<day>[nCOK])F?z?(?P<month>M)Fνj", _yearly),
    _rule("ν", r"ν(?P<day>[nC])F?(?P<month>M)(?![,]?F?j?Y)", _yearly),
    _rule("ν", r"z?(?P<month>M)Fνj", _yearly),
    _rule("ν", r"F?ν(?P<amount>[nC])(?P<unit>[Ud])", _every),
    _rule("ν", r"F?ν(?P<unit>[dkzjD])(?:P)?(?![OLAqW])", _every),
    _rule("ν", r"F?ν(?P<part>P)", _every),
    _rule("λ", r"(?P<adverb>λ)", _adverb),
)
_HOURS_BEHIND = _rule("σ", r"(?P<told><s>)[,|(-]{0,2}[IFJE]{0,2}(?P<clock><c>)\)?", _at_hours)
_TOGETHER = _rule("σ", r"(?P<left><s>)[,(]{0,2}(?P<right><s>)\)?", _together)
JOINTS = (
    _TOGETHER,
    _HOURS_BEHIND,
    _rule("σ", r"(?P<clock><c>),?[IF]{0,2}(?P<told><s>)", _at_hours),
    _TOGETHER,
)
BOUNDS = (
    _rule("σ", r"(?P<told><s>),?[IFf]{1,2}(?P<bound><m>|<r>|<y>|<k>)", _within),
    _rule("σ", r"(?P<told><s>),?(?P<bound><r>)", _within),
    _rule("σ", r"I?(?P<bound><r>|<m>)[,|(]{0,2}(?P<told><s>)\)?", _within),
    _rule("σ", r"(?P<told><s>),?&?(?:[JE^]F?|F)(?P<bound><D>|<w>|<m>)", _since),
    _rule("σ", r"(?P<told><s>),?&?~(?P<bound><D>|<w>|<m>)", _till),
    _rule("σ", r"(?P<told><s>),?f(?P<amount>[nCx])?(?P<unit>[UDdkzj])", _for_so_long),
    _HOURS_BEHIND,
    _rule("f", r"f(?P<amount>[nCx])?(?P<unit>[UDdkzjh])(?![OLAFMHSqt])", _length),
)
