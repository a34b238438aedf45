"""What others ask of a text before its dates are read: whether it may begin with one, and its like.

Cheap looks, made from the tables of `articles.dates.vocabulary.words`, so that a spelling which the
dates know is known here too. They say what a text looks like; only `find_dates` says what it means.
"""

import re
from collections.abc import Iterable

from articles.dates.vocabulary import words
from articles.dates.vocabulary.normal import normalise

CLOCK_WORD = words.CLOCK.split()[0]

_LOOKED_AT = 80  # characters of a text in which its beginning is looked for
_ARTICLE = "ال"


def _spelled(tables: Iterable[str]) -> list[str]:
    """The words of tables as a normalised text has them, the longest first."""
    listed = {normalise(word.replace("_", " ")).text for table in tables for word in table.split()}
    return sorted(listed, key=lambda word: (-len(word), word))


def any_of(*tables: str) -> str:
    """A pattern for the words of tables, over normalised text."""
    return f"(?:{'|'.join(map(re.escape, _spelled(tables)))})"


# The numbers of weekdays by their names, normalised; Monday is 0.
WEEKDAYS = {name: day for day, table in words.WEEKDAYS.items() for name in _spelled([table])}
PART_OF_DAY = any_of(*words.PARTS_OF_DAY.values())

_WEEKDAY = any_of(*words.WEEKDAYS.values())
_BARE_WEEKDAY = any_of(*(name.removeprefix(_ARTICLE).replace(" ", "_") for name in WEEKDAYS))
_DAY = any_of(words.UNITS["day"])
_AFTERNOON = any_of(*(word for word in words.GREGORIAN_ERA.split() if len(word) == 1))
_HALF = rf"(?:\s*(?:{PART_OF_DAY}|{_AFTERNOON})(?!\w))"
_HOUR = any_of(words.CLOCK)
_TO = rf"\s*(?:-|{any_of(words.UNTIL)})\s*"
_FIGURES = r"\d{1,2}(?:[:.]\d{2})?"

_MAY_LEAD = re.compile(rf"\D{{0,24}}\d|.{{0,8}}{_WEEKDAY}(?!\w)|{_DAY}\s+{_BARE_WEEKDAY}(?!\w)")
_FROM_TODAY = re.compile(
    rf"\W*(?:{PART_OF_DAY}\s+)?{any_of(words.TODAY, *words.RELATIVE_DAYS.values())}(?!\w)"
)
_IS_WEEKDAY = re.compile(rf"(?:{_DAY}\s+)?(?:{_WEEKDAY}|{_BARE_WEEKDAY})")
_IS_CLOCK = re.compile(rf"(?:{_HOUR}\s+)?{_FIGURES}{_HALF}?(?:{_TO}{_FIGURES}{_HALF}?)?")
_IS_YEAR = re.compile(rf"\d{{4}}\s*(?:{any_of(words.GREGORIAN_ERA, words.HIJRI_ERA)})?")
_LONE_YEAR = re.compile(
    rf"(?:{any_of(words.UNITS['year'])}\s+)?((?:19|20)\d{{2}})"
    rf"\s*(?:\|?:|{any_of(words.GREGORIAN_ERA)})?"
)
_HOUR_AND_HALF = re.compile(rf"(?:{_FIGURES}|{_HOUR}\s+\w+)\s*(?P<half>{PART_OF_DAY})(?!\w)")
_TIME = rf"(?:{_HOUR}\s+{_FIGURES}{_HALF}?|\d{{1,2}}[:.]\d{{2}}{_HALF}?|\d{{1,2}}{_HALF})"
_LEADING_CLOCK = re.compile(
    rf"(?P<clock>{_TIME}(?:{_TO}\d{{1,2}}[:.]\d{{2}}{_HALF}?)?)\s*[-:|,]?\s+(?=\S)"
)


def may_lead(text: str) -> bool:
    """Whether a text may begin with a date: a number or a weekday is near its beginning."""
    return _MAY_LEAD.match(normalise(text[:_LOOKED_AT]).text) is not None


def tells_from_today(text: str) -> bool:
    """Whether a short text begins with a day that is told from the day of writing: "غدا"."""
    return _FROM_TODAY.match(normalise(text[:_LOOKED_AT]).text) is not None


def is_weekday(text: str) -> bool:
    """Whether a text is the name of a weekday and no more."""
    return _IS_WEEKDAY.fullmatch(normalise(text).text.strip()) is not None


def is_clock(text: str) -> bool:
    """Whether a text is a time of day, or from one to another, and no more."""
    return _IS_CLOCK.fullmatch(normalise(text).text.strip()) is not None


def is_year(text: str) -> bool:
    """Whether a text is the four digits of a year, with or without its era."""
    return _IS_YEAR.fullmatch(normalise(text).text.strip()) is not None


def lone_year(text: str) -> int | None:
    """The year that a label over dates is, if it is no more: "2011", "عام 2011:"."""
    match = _LONE_YEAR.fullmatch(normalise(text).text.strip())
    return int(match[1]) if match else None


def as_clock(text: str) -> str:
    """A time of day in words that say so: "الساعة 10:30"."""
    return text if words.UNITS["hour"] in text else f"{CLOCK_WORD} {text}"


def part_of_day(text: str) -> str:
    """The part of the day that stands beside the first hour of a text; "" for none."""
    found = _HOUR_AND_HALF.search(normalise(text).text)
    return found["half"] if found else ""


def leading_clock(text: str) -> tuple[str, str] | None:
    """The time of day that a text begins with, as written, and the rest; None for no such time."""
    normal = normalise(text)
    match = _LEADING_CLOCK.match(normal.text)
    if match is None:
        return None
    clock, rest = match.span("clock"), (match.end(), len(normal.text))
    return text[slice(*normal.span(*clock))], text[slice(*normal.span(*rest))].strip()
