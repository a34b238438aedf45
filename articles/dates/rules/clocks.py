"""Rules for times of day: "الساعة الثالثة والنصف عصرًا", "20:30 بتوقيت مكة المكرمة"."""

from collections.abc import Mapping

from articles.dates.mention import Mention, TimeOfDay
from articles.dates.rules.machine import CLOCK, DAY, Match, Rule, fragments, pattern
from articles.dates.vocabulary import words
from articles.dates.vocabulary.lexicon import is_listed, listed

_PARTS = fragments(
    mark="η?F?(?P<mark>c)η?[|I]?",
    colon="(?P<hour>n):(?P<minute>n)(?::(?P<second>n))?",
    dot=r"(?P<hour>n)\.(?P<minute>n)(?!\.n)",
    minutes="""&(?P<fraction>i)(?:(?P<beside>[&m])(?P<minutes_beside>[nC])[Uh])?
        | m(?P<lack>i) | m(?P<minutes_lacking>[nC])[Uh] | &(?P<minutes>[nC])[Uh]""",
    half="F?I?(?P<half>[Pg])",
    zone=r"[(,|]{0,2}G I{0,2}(?P<zone>Z?)(?P<city>Z?)\)?",
)
_HOURS, _MINUTES, _HALF_DAY = 24, 60, 12
_GLUED = "ال"  # before a number
_SIXTIETHS = {None, *range(_MINUTES)}
_TWO_DIGITS = 2
_NIGHT_ENDS, _NOON_ENDS = 6, 5
_GLOBAL = frozenset({"GMT", "UTC", "ت غ", "ت . غ"})
_FEMININE = "ه"
_NIGHTS = frozenset({"ليله"})  # "23 ليلة" counts nights
_STAGES = listed(words.NUMBERED_STAGES)
_ABBREVIATED, _ABOUT = "س", "η"
_LETTERS = frozenset({"h", "H", "س", "سا"})  # of hours, between figures


def set_half(clock: TimeOfDay, half: str | None) -> TimeOfDay:
    """A clock time in the part of the day that `half` names; hours from 13 on are left alone."""
    if half is None or clock.hour > _HALF_DAY:
        return clock
    hour = clock.hour % _HALF_DAY
    late = {"pm": True, "noon": hour < _NOON_ENDS, "night": hour >= _NIGHT_ENDS}.get(half, False)
    clock.hour = hour + _HALF_DAY if late else hour
    clock.half = half
    return clock


def _clock(match: Match) -> TimeOfDay | None:
    """The clock time that a match tells; None where there is no such time."""
    hour = match.integer("hour")
    minute, second = match.number("minute"), match.number("second")
    if minute is None:
        hour, minute = _with_minutes(match, hour)
    if hour > _HOURS or not _SIXTIETHS.issuperset({minute, second}):
        return None
    if hour == _HOURS and (minute or second):
        return None
    half = match.name("half")
    clock = TimeOfDay(hour=hour, minute=minute, second=second, zone=_zone(match))
    marked = match.word("mark") not in {"", _ABBREVIATED} or match.letters.startswith(_ABOUT)
    clock.sure = bool(marked or half or "G" in match.letters)
    return set_half(clock, "pm" if half == "gregorian" else half)


def _with_minutes(match: Match, hour: int) -> tuple[int, int | None]:
    """The hour, and the minutes that are told after it in words: "والنصف إلا خمس دقائق"."""
    lack = match.number("lack") or match.number("minutes_lacking")
    if lack is not None:
        return (hour - 1) or _HALF_DAY, _MINUTES - lack
    minutes = match.number("fraction") or match.number("minutes")
    beside = match.number("minutes_beside")
    if minutes is None or beside is None:
        return hour, minutes
    return hour, minutes + (beside if match.letter("beside") == "&" else -beside)


def _zone(match: Match) -> str | None:
    """The zone that a match names; the city where it names "local" and a city."""
    named = [name for name in (match.name("zone"), match.name("city")) if name]
    told = [name for name in named if name != "local"]
    if named:
        return (told or named)[0]
    is_global = "G" in match.letters and not _GLOBAL.isdisjoint(match.words)
    return "UTC" if is_global else None


def _in_digits(match: Match, _: Mapping[int, Mention]) -> Mention | None:
    if match.width("minute") != _TWO_DIGITS:
        return None
    return Mention(kind="clock", clock=_clock(match))


def _in_words(match: Match, _: Mapping[int, Mention]) -> Mention | None:
    clock = _clock(match)
    return Mention(kind="clock", clock=clock) if clock else None


def _beside_a_day(match: Match, mentions: Mapping[int, Mention]) -> Mention | None:
    """So: "من 7 م إلى 9 م", which may also be metres."""
    mention = _in_words(match, mentions)
    if mention and mention.clock:
        mention.clock.sure = False
    return mention


def _with_letter(match: Match, mentions: Mapping[int, Mention]) -> Mention | None:
    """So: "18h30", "20h", "18س30": nothing stands between the letter and its numbers."""
    tokens, letter = match.tokens, match.place("letter")
    together = tokens.touches(letter - 1) and match.word("letter") in _LETTERS
    if match.letter("minute"):
        together = together and tokens.touches(letter) and match.width("minute") == _TWO_DIGITS
    return _in_words(match, mentions) if together else None


def _unmarked(match: Match, mentions: Mapping[int, Mention]) -> Mention | None:
    """An hour without "الساعة": a feminine ordinal ("الثامنة") and a part of the day or a zone.

    A fraction will do as well: "الثامنة والنصف".
    """
    ordinal = match.letter("hour") == "O"
    masculine = ordinal and not match.word("hour").split()[0].endswith(_FEMININE)
    if masculine or match.width("half") == 1:
        return None
    if not ordinal and (match.word("half") in _NIGHTS or _numbers_thing(match)):
        return None
    return _in_words(match, mentions)


def _numbers_thing(match: Match) -> bool:
    """Whether a number before a part of the day is that of something: "دور الـ16 مساء اليوم"."""
    if match.letter("half") and match.integer("hour") > _HALF_DAY:
        return True
    place = match.place("hour") - 1
    place -= match.tokens.word(place) == _GLUED
    return is_listed(match.tokens.word(place), _STAGES)


def _in_four_digits(match: Match, _: Mapping[int, Mention]) -> Mention | None:
    """So: "الساعة 1430 بتوقيت غرينتش", as agencies write it."""
    if match.width("digits") != 2 * _TWO_DIGITS:
        return None
    hour, minute = divmod(match.integer("digits"), 100)
    if hour >= _HOURS or minute >= _MINUTES:
        return None
    clock = TimeOfDay(hour=hour, minute=minute, zone=_zone(match))
    return Mention(kind="clock", clock=set_half(clock, match.name("half")))


def _moment(match: Match, _: Mapping[int, Mention]) -> Mention | None:
    """ISO 8601 as machines write it: "2025-09-23T10:00:00+03:00"."""
    clock = _clock(match)
    if clock is None:
        return None
    offset = (
        "".join(map(match.tokens.word, match.places("offset"))) if match.letter("offset") else ""
    )
    if offset.startswith(("+", "-")):
        clock.zone = offset
    elif match.letter("zulu"):
        clock.zone = "UTC"
    return Mention(
        kind="date",
        day=match.number("day"),
        month=match.number("month"),
        year=match.number("year"),
        clock=clock,
    )


RULES = (
    Rule(
        DAY,
        frozenset("T"),
        pattern(
            r"(?P<year>Y)-(?P<month>n)-(?P<day>n)(?P<mark>T)<colon>"
            r"(?:\.[nxY])?(?P<zulu>Z)?(?P<offset>[o-]n:n)?",
            _PARTS,
        ),
        _moment,
    ),
    Rule(
        CLOCK,
        frozenset(":"),
        pattern(r"(?<![:.])(?:<mark>|η)?<colon>(?![:.]n)<half>?<zone>?", _PARTS),
        _in_digits,
    ),
    Rule(
        CLOCK,
        frozenset("ħc"),
        pattern("<mark>?(?P<hour>n)(?P<letter>[ħc])(?P<minute>n)?<half>?<zone>?", _PARTS),
        _with_letter,
    ),
    Rule(CLOCK, frozenset("c"), pattern("<mark><dot><half>?<zone>?", _PARTS), _in_digits),
    Rule(
        CLOCK,
        frozenset("c"),
        pattern("<mark>(?P<digits>[xY])<half>?<zone>?", _PARTS),
        _in_four_digits,
    ),
    Rule(CLOCK, frozenset("P"), pattern("<dot>(?P<half>P)<zone>?", _PARTS), _in_digits),
    Rule(
        CLOCK,
        frozenset("c"),
        pattern(r"<mark>(?P<hour>[nCO])(?![:.]n)<minutes>?<half>?<zone>?", _PARTS),
        _in_words,
    ),
    Rule(
        CLOCK,
        frozenset("PG"),
        pattern(r"η?F?(?P<hour>[nCO])<minutes>?(?:<half>(?<=P)|(?=[(,|]{0,2}G))<zone>?", _PARTS),
        _unmarked,
    ),
    Rule(
        CLOCK,
        frozenset("gP"),
        pattern(
            r"(?:(?<=[WRa])|(?<=[WMY][,|-])|(?=n[gP][,|-]?d?W))(?P<hour>n)(?P<half>[gP])", _PARTS
        ),
        _in_words,
    ),
    Rule(
        CLOCK,
        frozenset("gP"),
        pattern(r"(?:(?=n[gP](?:~|-)n[gP])|(?<=n[gP][~-]))(?P<hour>n)(?P<half>[gP])(?!Y)", _PARTS),
        _beside_a_day,
    ),
    Rule(CLOCK, frozenset("im&"), pattern("η?(?P<hour>O)<minutes>", _PARTS), _unmarked),
    Rule(CLOCK, frozenset("η"), pattern("η(?P<hour>O)", _PARTS), _unmarked),
)
