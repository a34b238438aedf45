"""The Hijri calendar (Umm al-Qura) and the solar calendar of Iran, as days of the Gregorian one."""

from datetime import date, timedelta

from hijridate import Hijri

# hijridate's table; before and after it months are reckoned, and a day is no longer certain.
FIRST_YEAR, LAST_YEAR = 1343, 1500
_MONTHS, _LONG_MONTH = 12, 30
_EPOCH = date(622, 7, 19)  # 1 Muharram 1 of the tabular calendar (Friday reckoning), Gregorian
_CYCLE_DAYS, _CYCLE_YEARS = 10_631, 30
_PERSIAN_EPOCH = 226_895  # 1 Farvardin 1 as a proleptic Gregorian ordinal


def is_tabled(year: int) -> bool:
    """Whether days of a Hijri year are known from the Umm al-Qura table."""
    return FIRST_YEAR <= year <= LAST_YEAR


def hijri_day(year: int, month: int, day: int) -> tuple[date, bool]:
    """The Gregorian day, and whether the month was a day too short for it.

    Day 30 of a month of 29 days is the first of the next: whoever sighted the moon later counts so.

    Raises:
        ValueError: no such year, month or day.
    """
    if not 1 <= day <= _LONG_MONTH:
        raise ValueError((year, month, day))
    first, last = hijri_month(year, month)
    found = first + timedelta(days=day - 1)
    return found, found > last


def hijri_month(year: int, month: int) -> tuple[date, date]:
    """The first and the last Gregorian day of a Hijri month.

    Raises:
        ValueError: no such year or month.
    """
    after = (year, month + 1) if month < _MONTHS else (year + 1, 1)
    return _first_of(year, month), _first_of(*after) - timedelta(days=1)


def hijri_year(year: int) -> tuple[date, date]:
    """The first and the last Gregorian day of a Hijri year.

    Raises:
        ValueError: no such year.
    """
    return _first_of(year, 1), _first_of(year + 1, 1) - timedelta(days=1)


def persian_day(year: int, month: int, day: int) -> date:
    """The Gregorian day of a day of Iran's solar year, by the 33-year rule (1799 to 2256).

    Raises:
        ValueError: no such month or day.
    """
    first, last = persian_month(year, month)
    found = first + timedelta(days=day - 1)
    if not first <= found <= last:
        raise ValueError((year, month, day))
    return found


def persian_month(year: int, month: int) -> tuple[date, date]:
    """The first and the last Gregorian day of a month of Iran's solar year.

    Raises:
        ValueError: no such month.
    """
    if not 1 <= month <= _MONTHS:
        raise ValueError((year, month))
    days = 31 * min(month - 1, 6) + 30 * max(month - 7, 0)
    first = persian_year(year)[0] + timedelta(days=days)
    if month == _MONTHS:
        return first, persian_year(year)[1]
    return first, first + timedelta(days=30 if month <= 6 else 29)  # noqa: PLR2004


def persian_year(year: int) -> tuple[date, date]:
    """The first and the last Gregorian day of a year of Iran's solar calendar."""
    return _nowruz(year), _nowruz(year + 1) - timedelta(days=1)


def _nowruz(year: int) -> date:
    return date.fromordinal(_PERSIAN_EPOCH + 365 * (year - 1) + (8 * year + 21) // 33)


def _first_of(year: int, month: int) -> date:
    if year < 1 or not 1 <= month <= _MONTHS:
        raise ValueError((year, month))
    if is_tabled(year):
        return _plain(Hijri(year, month, 1).to_gregorian())
    if year == LAST_YEAR + 1 and month == 1:
        last = Hijri(LAST_YEAR, 12, 1)
        return _plain(last.to_gregorian()) + timedelta(days=last.month_length())
    return _reckoned(year, month)


def _reckoned(year: int, month: int) -> date:
    """The first of a month by the tabular calendar: cycles of 30 years with 11 leap years."""
    cycles, of_cycle = divmod(year - 1, _CYCLE_YEARS)
    days = cycles * _CYCLE_DAYS + of_cycle * 354 + (11 * of_cycle + 14) // 30
    return _EPOCH + timedelta(days=days + 29 * (month - 1) + month // 2)


def _plain(day: date) -> date:
    """A `date` instead of the subclass that hijridate gives."""
    return date.fromordinal(day.toordinal())
