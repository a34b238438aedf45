"""Every name of a month or weekday that CLDR has for Arabic is known."""

from datetime import date, timedelta

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from articles.dates import find_dates

LOCALES = sorted(name for name in locale_identifiers() if name.split("_")[0] == "ar")
_WIDTHS = [
    (context, width) for context in ("format", "stand-alone") for width in ("wide", "abbreviated")
]
_MONDAY = date(2024, 5, 6)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_month_name_is_read(locale: str) -> None:
    """Between a day and a year it is that month."""
    names = Locale.parse(locale).months
    for context, width in _WIDTHS:
        for month, name in names[context][width].items():
            found = find_dates(f"انعقد الاجتماع في 14 {name} 2019 بحضور الجميع", date(2020, 1, 1))
            assert [one.start for one in found] == [date(2019, month, 14).isoformat()], name


@pytest.mark.parametrize("locale", LOCALES)
def test_every_weekday_name_is_read(locale: str) -> None:
    """Before its date it agrees: another weekday would be flagged, an unknown word left out."""
    names = Locale.parse(locale).days
    for context, width in _WIDTHS:
        for weekday, name in names[context][width].items():
            day = _MONDAY + timedelta(days=weekday)
            (found,) = find_dates(f"{name} {day.day} مايو 2024", date(2020, 1, 1))
            assert (found.start, found.flags) == (day.isoformat(), ())
            assert found.text.startswith(name)
