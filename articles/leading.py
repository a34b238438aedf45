"""Texts that begin or end with their date: "23 سبتمبر: وصول الوفد", "وصول الوفد (23 سبتمبر)"."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from articles.dates import FoundDate
from articles.text import fold

# Looked for before the dates, which cost more: a digit or a weekday near the beginning.
MAY_LEAD = re.compile(
    r"\D{0,24}\d|.{0,8}(?:السبت|الأحد|الاحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة)"
)

FindDates = Callable[[str], tuple[FoundDate, ...]]

# A date stands within these first or last characters.
_REACH = 90
_OPENING = re.compile(r"(?:في|يوم|بتاريخ|ليله|صباح|مساء|فجر|من|منذ|خلال|\W)*")
_MARK = re.compile(r"\s*(?:[\])]\s*)?(?:[:،,|–—\-\n]|\.\s)+\s*")
_GAP = re.compile(r"\s+|$")
_CLOSING = re.compile(r"[\s)\].،؛]*")
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
    if not dates or not _OPENING.fullmatch(fold(head[: dates[0].span[0]])):
        return None
    end = dates[0].span[1]
    mark = _MARK.match(text, end)
    gap = mark or _GAP.match(text, end)
    if gap is None:
        return None
    rest = text[gap.end() :].strip()
    return Dated(dates=dates, rest=rest, marked=mark is not None or not rest)


def split_trailing(text: str, find: FindDates) -> Dated | None:
    """The date that a text ends with, after a mark or in brackets, and the rest, or None."""
    start = max(0, len(text) - _REACH)
    for found in find(text[start:])[-1:]:
        before = text[: start + found.span[0]]
        opening = _BEFORE_LAST.search(before)
        if opening and _CLOSING.fullmatch(text[start + found.span[1] :]):
            return Dated(dates=(found,), rest=before[: opening.start()].strip(), marked=True)
    return None
