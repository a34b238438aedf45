"""What the pages say in the language of the site: sentences, dates, numbers.

Sentences stand in English in the templates and in the catalogue `locale/<language>.po` (gettext);
dates come from CLDR (babel) and the Umm al-Qura calendar (hijridate). Formatted dates are kept,
since the events of a timeline share them.
"""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_datetime, get_timezone_location
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from hijridate import Gregorian

from articles.model import Event, When

CATALOGUE = "ar.po"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


class Wording:
    """The words of a site.

    Args:
        language: BCP 47; what is not Arabic is told in English.
        timezone: the IANA name of the zone in which moments are told.
        digits: "latn" or "arab", the digits of Arabic pages.
        week_start: one of `WEEKDAYS`; None for that of the language's region.
    """

    def __init__(
        self, language: str, timezone: str, digits: str = "latn", week_start: str | None = None
    ) -> None:
        told = Locale.parse(language, sep="-")
        self.is_arabic = told.language == "ar"
        self.locale = told if self.is_arabic else Locale("en")
        self.language = str(self.locale).replace("_", "-")
        self.direction = "rtl" if self.is_arabic else "ltr"
        self.translations = _translations() if self.is_arabic else Translations()
        self.first_weekday = WEEKDAYS.index(week_start) if week_start else _week_start(told)
        self.zone = timezone
        self._arabic_digits = self.is_arabic and digits == "arab"

    def digits(self, text: object) -> str:
        """`text` in the digits of the site."""
        return str(text).translate(_ARABIC_DIGITS) if self._arabic_digits else str(text)

    def say(self, message: str, **values: object) -> str:
        """A sentence of the catalogue."""
        said: str = self.translations.ugettext(message)
        return said % values if values else said

    def moment(self, moment: datetime) -> str:
        """A moment as the clocks of the site show it.

        Midnight sharp in UTC is what articles come with that tell their day and no time.
        """
        if moment.astimezone(UTC).time() == time.min:
            return self.day(moment.astimezone(UTC).date(), "d MMMM y")
        pattern = "d MMMM y، HH:mm" if self.is_arabic else "d MMMM y, HH:mm"
        zone = ZoneInfo(self.zone)
        return self.digits(format_datetime(moment, pattern, tzinfo=zone, locale=self.locale))

    def day(self, day: date, pattern: str = "EEEE d MMMM y") -> str:
        """A day, in a pattern of CLDR."""
        return self.digits(_gregorian(day, pattern, self.locale))

    def hijri(self, day: date) -> str:
        """The day in Umm al-Qura; "" outside the years that it is laid down for."""
        found = _hijri(day)
        return self.digits(f"{found.day} {self._hijri_month(day)}") if found else ""

    def hijri_day(self, day: date) -> str:
        """The number of the day in its Hijri month, with the month on its first day."""
        found = _hijri(day)
        if found is None:
            return ""
        return self.digits(
            f"{found.day} {found.month_name(self._names)}" if found.day == 1 else found.day
        )

    def hijri_months(self, first: date, last: date) -> str:
        """The Hijri months of a span of days."""
        ends = [self._hijri_month(day) for day in (first, last) if _hijri(day)]
        return self.span(*map(self.digits, ends)) if len(ends) == 2 else ""  # noqa: PLR2004

    def span(self, first: str, last: str) -> str:
        """From one thing to another; the thing alone where both are one."""
        return f"{first} – {last}" if first and last and first != last else first

    def weekdays(self) -> list[str]:
        """The names of the days, from the first of the site's week on."""
        names = self.locale.days["stand-alone"]["wide"]
        return [names[(self.first_weekday + offset) % 7] for offset in range(7)]

    def short_weekdays(self) -> list[tuple[str, str]]:
        """The same, each with a letter or two for where there is little room."""
        names = self.locale.days["stand-alone"]["narrow"]
        short = [names[(self.first_weekday + offset) % 7] for offset in range(7)]
        return list(zip(self.weekdays(), short, strict=True))

    def days(self, first: date, last: date) -> str:
        """A span of days with the names of weekdays and months."""
        return self.span(self.day(first), self.day(last))

    def hijri_days(self, first: date, last: date) -> str:
        """A span of days in Umm al-Qura; "" where one of them is not known there."""
        ends = (self.hijri(first), self.hijri(last))
        return self.span(*ends) if all(ends) else ""

    def clock(self, event: Event) -> str:
        """The time of day that an event is told for, with the zone where it is."""
        if event.all_day or not event.start.is_clock:
            return ""
        ends = event.end is not None and event.end.is_clock
        last = _clock(event.end) if event.end and ends else _clock(event.start)
        return self.digits(self.span(_clock(event.start), last))

    def place_of_clock(self, when: When) -> str:
        """Where the clocks show the time of an event."""
        if when.timezone is None or when.timezone[0] in "+-" or when.timezone.endswith("UTC"):
            return f"UTC{(when.timezone or '').removesuffix('UTC').removesuffix('Etc/')}"
        zone = ZoneInfo(when.timezone)
        return str(get_timezone_location(zone, locale=self.locale, return_city=True))

    @property
    def _names(self) -> str:
        return "ar" if self.is_arabic else "en"

    def _hijri_month(self, day: date) -> str:
        found = _hijri(day)
        era = "هـ" if self.is_arabic else "AH"
        return f"{found.month_name(self._names)} {found.year}\N{NO-BREAK SPACE}{era}"


def _week_start(locale: Locale) -> int:
    """The first day of the week where the language is likeliest spoken; Monday is 0."""
    likely = get_global("likely_subtags").get(str(locale), str(locale))
    return Locale.parse(likely).first_week_day


@lru_cache(maxsize=1)
def _translations() -> Translations:
    """The Arabic catalogue, compiled as it is read."""
    compiled = BytesIO()
    with files(__package__).joinpath("locale", CATALOGUE).open("rb") as catalogue:
        write_mo(compiled, read_po(catalogue, locale="ar"))
    compiled.seek(0)
    return Translations(compiled)


def _clock(when: When) -> str:
    time = when.value[11:16]
    return time if ":" in time else f"{time}:00"


@lru_cache(maxsize=8192)
def _gregorian(day: date, pattern: str, locale: Locale) -> str:
    return str(format_date(day, pattern, locale=locale))


@lru_cache(maxsize=8192)
def _hijri(day: date) -> Any:
    """The day in Umm al-Qura; None outside the years that it is laid down for."""
    try:
        return Gregorian(day.year, day.month, day.day).to_hijri()
    except OverflowError:
        return None
