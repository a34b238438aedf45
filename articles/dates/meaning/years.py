"""The year of a day or month that tells none.

It is that of an adjective ("الماضي"), else that of the table or list, else one in which the weekday
agrees, else the one nearest to what stands before or to the time of writing.
"""

from collections.abc import Callable
from datetime import date, timedelta

from articles.dates.meaning.around import (
    BY_CONTEXT,
    BY_STEP,
    CARRIED,
    NEAREST,
    Around,
    first_of,
    inferred_year,
    nearest_to,
    years_around,
)
from articles.dates.meaning.calendars import year_in, year_of
from articles.dates.meaning.periods import Period
from articles.dates.meaning.tense import tense_of
from articles.dates.mention import Mention

_GREGORIAN_YEARS = 1700  # from here on no Hijri year is meant
_LEANING = 2
_WEEKDAY_REACH = timedelta(days=550)  # that a weekday may lead away from the anchor


def with_year(around: Around, mention: Mention, day_in: Callable[[int], Period]) -> Period:
    """The period that `day_in` gives for the year that is told or must be inferred.

    Raises:
        ValueError: there is none.
    """
    year = _told_year(around, mention)
    if mention.year is not None:
        return _in_told_year(mention, mention.year, day_in)._replace(year_told=True)
    if year is not None:
        return inferred_year(day_in(year), BY_STEP)
    if mention.step is not None:
        return inferred_year(_by_step(around, mention, day_in), BY_STEP)
    if around.reference.year is not None:
        period = _in_context(around, around.reference.year, mention, day_in)
        return inferred_year(period, BY_CONTEXT)._replace(year_told=True)
    return _nearest(around, mention, day_in)


def _in_told_year(mention: Mention, year: int, day_in: Callable[[int], Period]) -> Period:
    """In a year that is told; of a Hijri month it may be Gregorian: "رمضان 2026"."""
    if mention.calendar != "hijri" or year < _GREGORIAN_YEARS:
        return day_in(year)
    candidates = years_around("hijri", date(year, 1, 1), day_in)
    return first_of([one for one in candidates if one.first.year == year], mention)


def _told_year(around: Around, mention: Mention) -> int | None:
    """The year that is told, or told by "the same", "last", "next"."""
    if mention.same:
        if around.last is None:
            raise ValueError(mention)
        return year_in(mention.calendar, around.last.first)
    if mention.year_step is not None:
        return year_in(mention.calendar, around.reference.today) + mention.year_step
    return mention.year


def _in_context(
    around: Around, year: int, mention: Mention, day_in: Callable[[int], Period]
) -> Period:
    """In the year of the table or list, which counts in the calendar of its column."""
    if mention.calendar == around.reference.calendar:
        return day_in(year)
    whole = year_of(around.reference.calendar, year)
    candidates = years_around(mention.calendar, whole.first, day_in)
    within = [one for one in candidates if whole.first <= one.first <= whole.last_day]
    return first_of(within, mention)


def _by_step(around: Around, mention: Mention, day_in: Callable[[int], Period]) -> Period:
    """So: "15 أغسطس الماضي": the last one before today; "المقبل": the first one after."""
    today, step = around.reference.today, mention.step or 0
    candidates = years_around(mention.calendar, today, day_in)
    if step > 0:
        later = [one for one in candidates if one.first > today]
        return first_of(later[step - 1 :], mention)
    if step < 0:
        earlier = [one for one in candidates if one.last_day < today]
        return first_of(earlier[::-1][-step - 1 :], mention)
    return nearest_to(Period(first=today), candidates, mention)


def _preferred(around: Around, candidates: list[Period]) -> list[Period]:
    """Those on the side of today that the context prefers."""
    today = around.reference.today
    match around.reference.prefer:
        case "past":
            return [one for one in candidates if one.first <= today]
        case "future":
            return [one for one in candidates if one.last_day >= today]
        case _:
            return candidates


def _weights(around: Around, mention: Mention) -> tuple[int, int]:
    """How much farther days before and after now are where the clause tells of the others.

    A verb of the past may stand before a day to come ("أعلن فتح الباب في 5 مايو"), so that it only
    leans to what was: to the January past in August, not to the March past in February.
    """
    assert around.passage is not None  # noqa: S101  set before any mention is resolved
    match tense_of(around.passage, mention):
        case "past":
            return 1, _LEANING
        case "coming":
            return _LEANING, 1
        case _:
            return 1, 1


def _nearest(around: Around, mention: Mention, day_in: Callable[[int], Period]) -> Period:
    carried = around.last if around.carries else None
    anchor = carried or Period(first=around.reference.today)
    candidates = years_around(mention.calendar, anchor.first, day_in)
    if carried is None:
        candidates = _preferred(around, candidates)
    if mention.weekday is not None:
        agreeing = [
            one
            for one in candidates
            if one.first.weekday() == mention.weekday
            and abs(one.first - anchor.first) <= _WEEKDAY_REACH
        ]
        if agreeing:
            return inferred_year(nearest_to(anchor, agreeing, mention), BY_STEP)
    before, after = _weights(around, mention) if carried is None else (1, 1)
    period = nearest_to(anchor, candidates, mention, before=before, after=after)
    return inferred_year(period, CARRIED if carried else NEAREST)._replace(
        year_told=carried is not None
    )
