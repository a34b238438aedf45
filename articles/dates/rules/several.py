"""Several days or months in a row, which share what stands after the last."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from articles.dates.mention import Mention
from articles.dates.rules.machine import Match, pattern
from articles.dates.rules.parts import Mentions

DAY_KINDS = frozenset({"date", "day of month", "double", "nth weekday"})
_NUMBERS = frozenset("nCO")
_BEFORE_NUMBER = pattern("<w>,?[nCO]")
_WEEK = 7


def bare_day(match: Match, place: int) -> Mention:
    """The day that a number stands for, whose month comes later."""
    return Mention(kind="date", day=int(match.tokens.values[place]))


def agree(left: Mention, right: Mention) -> bool:
    """Whether two mentions are of a size, so that a range may go from one to the other."""
    period = {"month", "year", "unit", "nth week"}
    if left.kind in period or right.kind in period:
        return left.kind == right.kind and left.unit == right.unit
    return True


def several(match: Match, mentions: Mentions) -> Mention | None:
    """Several days or months that share what stands after the last: "يومي 7 و8 نوفمبر"."""
    items = [*_days(_items(match, mentions)), mentions[match.place("right")]]
    opened = bool(match.letter("open"))
    first, *_, last = items
    bare = first.kind == "date" and first.month is None
    if bare and not (opened or first.weekday is not None or match.before in {*"IF^~¶|(=", ""}):
        return None
    if not all(agree(*pair) for pair in pairwise(items)) or (bare and last.kind not in DAY_KINDS):
        return None
    if not (opened or _is_plain(items, joined=_joined(match), bare=bare)):
        return None
    if _share_step(items):
        for item in items:
            item.week_step = last.week_step
    if "ø" not in match.letters and _consecutive(items) and (opened or bare):
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
            yield replace(bare_day(match, place), weekday=weekday)
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
