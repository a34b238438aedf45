"""Days in words: the names of weekdays and months from CLDR (babel), the Hijri ones (hijridate).

Formatted dates are kept, since the events of a timeline share them.
"""

from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from hijridate import Gregorian


@lru_cache(maxsize=4096)
def gregorian(day: date, language: str, pattern: str = "EEEE d MMMM y") -> str:
    """The day with the names of its weekday and month; an Arabic region has its own.

    Args:
        day: which.
        language: BCP 47.
        pattern: of CLDR.
    """
    locale = Locale.parse(language, sep="-")
    told = locale if locale.language == "ar" else "ar"
    return str(format_date(day, pattern, locale=told))


@lru_cache(maxsize=4096)
def hijri(day: date) -> str:
    """The day in Umm al-Qura, "" outside the years it is laid down for (1343 to 1500)."""
    try:
        hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    except OverflowError:
        return ""
    return f"{hijri.day} {hijri.month_name('ar')} {hijri.year} هـ"
