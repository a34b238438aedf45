"""A text and its date parted: the one grammar for lines, items, headings and rows.

    23 سبتمبر: وصول الوفد       23 سبتمبر.. وصول الوفد       وصول الوفد (23 سبتمبر)
    وصول الوفد: 23 سبتمبر       الافتتاح: مالي × غانا 3 مايو – ملعب النصر
    مالي × غانا (الساعة 8 مساء على ملعب النصر)

A date stands first, last after a mark, or between a label and a place; an hour likewise, or in
brackets. What an hour has beside it is a place where it says so (`articles.timelines.places`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from articles.dates import FoundDate, find_dates
from articles.dates.shapes import PART_OF_DAY, as_clock, is_clock, leading_clock, part_of_day
from articles.text import fold
from articles.timelines.places import place_in

FindDates = Callable[[str], tuple[FoundDate, ...]]

_EDGES = " \t–—-|،*"
# A date stands within these first or last characters.
_REACH = 90
_OPENING = re.compile(
    rf"(?:في|يوم|بتاريخ|من|منذ|خلال|جلسه|ليله|نهار|ايام|يومي|اليوم|{PART_OF_DAY}|\W)*"
)
_DOTS = r"\.{2,}|…"
_CLOSERS = "\\])\"”»'*"
_MARK = re.compile(rf"\s*(?:[{_CLOSERS}]+\s*)?(?:[:،,|–—\-\n]|{_DOTS}|\.\s)+\s*")
_CLOSED = re.compile(rf"\s*[{_CLOSERS}]+\s*")
_OPENERS = ("(", "[", '"', "“", "«", "'", "*")
_GAP = re.compile(r"\s+|$")
_CLOSING = re.compile(rf"[\s.،؛{_CLOSERS}]*")
_BEFORE_LAST = re.compile(rf"(?:[:،,|–—\-(\[\"“«]|{_DOTS}|\s(?:في|يوم|بتاريخ))\s*$")
_PREPOSITIONS = {"في", "يوم", "بتاريخ"}
_FIXTURE = re.compile(r"\s(?:[×*xX]|ضد|vs\.?)\s|[^\W\d]\s*×\s*[^\W\d]")
_LABEL = re.compile(r"[^:،.]{2,40}:\s")
_LONGEST_BETWEEN = 120  # characters of a line with its date inside
_AFTER_BETWEEN = re.compile(r"\s*[–—|،(-]")
# Parts of a line that an hour may stand in: brackets, and what marks part.
_PART = re.compile(
    rf"[(\[][^()\[\]]*[)\]]|(?:(?!{_DOTS}|\s[–—|-]+\s|[،|(\[؛]|\s[–—]).)+", re.DOTALL
)
_LAST_PART = re.compile(r"(?:\s[–—|-]|[،(])\s*(?P<part>[^–—|،()]+)\)?\.?$")
_BEFORE_HOUR = re.compile(r"(?:في|عند|تمام|يوم|و|\W)*")
_HANGING = re.compile(r"\s(?:في|عند|تمام)$")
_BRACKETS = " ()[]–—-|،"
_MOST_WORDS = 12  # of a line whose hour nothing parts from the rest
_ANY_DAY = date(2000, 1, 1)  # of hours it is only asked which they are
_WITHOUT_DAY = 0.5  # the confidence of a time of day without its day


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A text split at its date.

    Attributes:
        dates: the date and any after it within reach.
        rest: the text without it.
        marked: whether punctuation, a line end or nothing at all parts it from the rest.
        firm: whether the mark is one that hardly stands in a sentence: a colon, dots, a new line.
        soft: whether no more than a preposition does: "افتتاح المعرض في 3 أبريل".
        place: where it happens, where the words beside its hour or date say so.
    """

    dates: tuple[FoundDate, ...]
    rest: str
    marked: bool
    firm: bool = False
    soft: bool = False
    place: str | None = None


def split_dated(text: str, find: FindDates) -> Dated | None:
    """The date that a text begins or ends with, or holds between label and place; or None."""
    dated = split_leading(text, find) or split_trailing(text, find) or split_inside(text, find)
    return _with_place(with_hour(dated, find)) if dated else None


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
    if mark is None and opening.endswith(_OPENERS):
        mark = _CLOSED.match(text, end)
    gap = mark or _GAP.match(text, end)
    if gap is None:
        return None
    rest = text[gap.end() :].strip()
    firm = mark is not None and any(sign in mark[0] for sign in (":", "..", "…", "\n"))
    return Dated(dates=dates, rest=rest, marked=mark is not None or not rest, firm=firm)


def split_trailing(text: str, find: FindDates) -> Dated | None:
    """The date that a text ends with, after a mark or in brackets, and the rest, or None."""
    tail = text[-_REACH:]
    start = len(text) - len(tail)
    for found in find(tail):
        before = text[: start + found.span[0]]
        opening = _BEFORE_LAST.search(before) or _led_by_day(found, before)
        if opening and _CLOSING.fullmatch(text[start + found.span[1] :]):
            firm = any(sign in opening[0] for sign in (":", "..", "…"))
            rest = before[: opening.start()].strip()
            alike = tuple(one for one in find(tail) if one.span == found.span)
            soft = opening[0].strip() in {"", *_PREPOSITIONS}
            return Dated(dates=alike, rest=rest, marked=True, firm=firm, soft=soft)
    return None


def _led_by_day(found: FoundDate, before: str) -> re.Match[str] | None:
    """The end of what stands before a date that begins with the word for day."""
    return re.search(r"\s*$", before) if found.text.startswith("يوم ") and before else None


def split_inside(text: str, find: FindDates) -> Dated | None:
    """The date of a short line that a label or two sides open, and a place may end."""
    label = _LABEL.match(text)
    if len(text) > _LONGEST_BETWEEN or not (label or _FIXTURE.search(text)):
        return None
    dates = find(text)
    if not dates or len({one.span for one in dates}) > 1:
        return None
    start, end = dates[0].span
    after = text[end:]
    if _CLOSING.fullmatch(after):
        return Dated(dates=dates, rest=text[:start].strip(_EDGES), marked=True, firm=True)
    if not _AFTER_BETWEEN.match(after):
        return None
    before, behind = text[:start].strip(_EDGES), after.strip(f"{_EDGES}.")
    place = place_in(behind)
    rest = before if place else f"{before} {after.strip()}".strip()
    return Dated(dates=dates, rest=rest, marked=True, firm=True, place=place)


def split_hour(text: str, day: str, find: FindDates, *, half: str = "") -> Dated | None:
    """A line of a programme that tells an hour, on the day of the programme.

    None where the text is an hour and no more. `half` is the part of the day of a bare hour.
    """
    if is_clock(text):
        return None
    begun = leading_clock(text)
    told = _Hour(clock=begun[0], rest=begun[1]) if begun else hour_apart(text)
    if told is None or not told.rest:
        return None
    dates = find(f"{day} {as_clock(told.clock)} {'' if part_of_day(told.clock) else half}")
    if not dates or not dates[0].starts.is_clock:
        return None
    return _with_place(Dated(dates=dates, rest=told.rest, marked=True, place=told.place))


def with_hour(dated: Dated, find: FindDates) -> Dated:
    """A date with the hour that stands apart from it: "5 أكتوبر – مباراة – الساعة 8 مساءً"."""
    first, rest = dated.dates[0], dated.rest
    if first.starts.is_clock or "\n" in rest or len(rest) > _LONGEST_BETWEEN:
        return dated
    told = hour_apart(rest, firmly=True)
    if told is None or not told.rest:
        return dated
    found = find(f"{first.text} {as_clock(told.clock)}")
    if not found or not found[0].starts.is_clock:
        return dated
    return replace(dated, dates=found, rest=told.rest, place=told.place or dated.place)


def _with_place(dated: Dated) -> Dated:
    """A short text whose last part is a place, without it: "عرض – مسرح المدينة"."""
    if dated.place or "\n" in dated.rest or len(dated.rest) > _LONGEST_BETWEEN:
        return dated
    last = _LAST_PART.search(dated.rest)
    place = place_in(last["part"]) if last else None
    if last is None or place is None:
        return dated
    return replace(dated, rest=dated.rest[: last.start()].strip(), place=place)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hour:
    """The hour of a line, the line without it, and the place beside it."""

    clock: str
    rest: str
    place: str | None = None


def hour_apart(text: str, *, firmly: bool = False) -> _Hour | None:
    """The one hour that marks part from a text, or that ends a short one but for a place.

    Firmly, it is only what marks part.
    """
    hours = [one for one in find_dates(text, _ANY_DAY) if is_hour(one)]
    for part in _PART.finditer(text):
        words = part[0].strip(_BRACKETS)
        if is_clock(words) and any(sign in words for sign in ":٫"):
            return _parted(text, words, "", part.span())
        found = next((one for one in find_dates(words, _ANY_DAY) if is_hour(one)), None)
        if found and len(hours) == 1 and _BEFORE_HOUR.fullmatch(fold(words[: found.span[0]])):
            return _parted(text, found.text, words[found.span[1] :], part.span())
    if firmly or len(hours) != 1 or len(text.split()) > _MOST_WORDS:
        return None
    behind = text[hours[0].span[1] :]
    if _CLOSING.fullmatch(behind) or place_in(behind):
        return _parted(text, hours[0].text, behind, (hours[0].span[0], len(text)))
    return None


def is_hour(found: FoundDate) -> bool:
    """Whether a date is a time of day alone, whose day the words do not tell at all."""
    unsure = found.confidence <= _WITHOUT_DAY and "day" in found.inferred
    return found.starts.is_clock and unsure


def _parted(text: str, clock: str, behind: str, span: tuple[int, int]) -> _Hour:
    place = place_in(behind)
    before = _HANGING.sub("", text[: span[0]].rstrip(_EDGES)).rstrip(_EDGES)
    beside = "" if place else behind.strip(f"{_EDGES}.()[]")
    after = text[span[1] :].rstrip(f"{_EDGES}.")
    if not place and (place := place_in(after)):
        after = ""
    left = [before, beside, after if before or beside else after.lstrip(_EDGES)]
    return _Hour(clock=clock, rest=" ".join(" ".join(left).split()), place=place)
