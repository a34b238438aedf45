"""Texts that begin or end with their date: "23 سبتمبر: وصول الوفد", "وصول الوفد (23 سبتمبر)"."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from articles.dates import FoundDate
from articles.dates.shapes import CLOCK_WORD, PART_OF_DAY, as_clock, is_clock, leading_clock
from articles.text import fold

FindDates = Callable[[str], tuple[FoundDate, ...]]

_EDGES = " \t–—-|،"
# A date stands within these first or last characters.
_REACH = 90
_OPENING = re.compile(rf"(?:في|يوم|بتاريخ|من|منذ|خلال|{PART_OF_DAY}|\W)*")
_MARK = re.compile(r"\s*(?:[\])]\s*)?(?:[:،,|–—\-\n]|\.\s)+\s*")
_CLOSED = re.compile(r"\s*[\])]\s*")
_GAP = re.compile(r"\s+|$")
_CLOSING = re.compile(r"[\s)\].،؛]*")
_PARTS = re.compile(r"\s+[–—|-]\s+|\s*[|،]\s+")
_BEFORE_LAST = re.compile(r"(?:[:،,|–—\-(\[]|\s(?:في|يوم|بتاريخ))\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A text split at its date.

    Attributes:
        dates: the date and any after it within reach.
        rest: the text without it.
        marked: whether punctuation, a line end or nothing at all parts it from the rest.
    """

    dates: tuple[FoundDate, ...]
    rest: str
    marked: bool


def split_leading(text: str, find: FindDates) -> Dated | None:
    """The date that a text begins with and the rest, or None."""
    head = text[:_REACH]
    dates = find(head)
    if not dates:
        return None
    start, end = dates[0].span
    opening = fold(head[:start])
    if not _OPENING.fullmatch(opening):
        return None
    mark = _MARK.match(text, end)
    if mark is None and opening.endswith(("(", "[")):
        mark = _CLOSED.match(text, end)
    gap = mark or _GAP.match(text, end)
    if gap is None:
        return None
    rest = text[gap.end() :].strip()
    return Dated(dates=dates, rest=rest, marked=mark is not None or not rest)


def split_trailing(text: str, find: FindDates) -> Dated | None:
    """The date that a text ends with, after a mark or in brackets, and the rest, or None."""
    tail = text[-_REACH:]
    start = len(text) - len(tail)
    for found in find(tail):
        before = text[: start + found.span[0]]
        opening = _BEFORE_LAST.search(before)
        if opening and _CLOSING.fullmatch(text[start + found.span[1] :]):
            return Dated(dates=(found,), rest=before[: opening.start()].strip(), marked=True)
    return None


def split_clock(text: str, day: str, find: FindDates) -> Dated | None:
    """The hour that an item of a programme begins with, on the day of the programme.

    None where the text is an hour and no more.
    """
    if is_clock(text):
        return None
    begun = leading_clock(text)
    if begun is None:
        return None
    clock, rest = begun
    dates = find(f"{day} {as_clock(clock)}")
    if not dates or not dates[0].starts.is_clock:
        return None
    return Dated(dates=dates, rest=rest, marked=True)


def with_clock(dated: Dated, find: FindDates) -> Dated:
    """A date with the hour that stands apart from it: "5 أكتوبر – مباراة – الساعة 8 مساءً"."""
    if CLOCK_WORD not in dated.rest or dated.dates[0].starts.is_clock or "\n" in dated.rest:
        return dated
    parts = _PARTS.split(dated.rest)
    clocks = [part for part in parts if part.startswith(CLOCK_WORD)]
    if len(clocks) != 1 or len(parts) == 1:
        return dated
    found = find(f"{dated.dates[0].text} {clocks[0]}")
    if not found or not found[0].starts.is_clock:
        return dated
    at = dated.rest.index(clocks[0])
    before, after = dated.rest[:at], dated.rest[at + len(clocks[0]) :]
    rest = f"{before.rstrip(_EDGES)}{after}" if before.strip(_EDGES) else after.lstrip(_EDGES)
    return Dated(dates=found, rest=rest.strip(), marked=dated.marked)
