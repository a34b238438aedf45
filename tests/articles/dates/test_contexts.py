"""What who reads may tell of a text: its country, its moon, what it prefers."""

import pytest

from articles.dates import DateContext
from tests.articles.dates.reading import times


@pytest.mark.parametrize(
    ("context", "text", "wanted"),
    [
        (DateContext(), "29 ذو القعدة 1445هـ", "2024-06-06"),
        (DateContext(country="MA"), "29 ذو القعدة 1445هـ", "2024-06-07"),
        (DateContext(country="DZ"), "24 جمادى الثانية 1434هـ", "2013-05-05"),
        (DateContext(country="EG"), "29 ذو القعدة 1445هـ", "2024-06-06"),
        (DateContext(country="MA", hijri_offset=0), "29 ذو القعدة 1445هـ", "2024-06-06"),
        (DateContext(hijri_offset=-1), "29 ذو القعدة 1445هـ", "2024-06-05"),
        (DateContext(hijri_offset=2), "29 ذو القعدة 1445هـ", "2024-06-08"),
        (DateContext(hijri_offset=1), "رمضان 1446هـ", "2025-03-02/2025-03-30"),
        (DateContext(hijri_offset=1), "سنة 1446هـ", "2024-07-08/2025-06-26"),
        (DateContext(hijri_offset=1), "من 1 إلى 3 رمضان 1446هـ", "2025-03-02/2025-03-04"),
        (DateContext(hijri_offset=1), "من 29 رمضان إلى 1 شوال", "2026-03-19/2026-03-21"),
        (DateContext(hijri_offset=1), "5 رمضان 1200هـ", "1786-07"),
        (DateContext(hijri_offset=1), "6 يونيو 2024 الموافق 29 ذو القعدة 1445هـ", "2024-06-06"),
        (DateContext(hijri_offset=1), "5 مايو 2024", "2024-05-05"),
    ],
)
def test_hijri_days_are_those_of_the_moon_sighted_there(
    context: DateContext, text: str, wanted: str
) -> None:
    """Umm al-Qura is reckoned; other countries look at the sky, and begin a day later."""
    assert times(text, context=context) == [wanted]


@pytest.mark.parametrize(
    ("country", "wanted"), [("SA", "1990-07-23/1991-07-11"), ("EG", "1411"), (None, "1411")]
)
def test_years_of_both_calendars_are_hijri_first_in_saudi_arabia(
    country: str | None, wanted: str
) -> None:
    """There the years of the state are Hijri, near or not."""
    assert times("في عام 1411", context=DateContext(country=country)) == [wanted]


@pytest.mark.parametrize(
    ("prefer", "text", "wanted"),
    [
        ("nearest", "5 مايو", "2026-05-05"),
        ("past", "5 مايو", "2025-05-05"),
        ("future", "5 مايو", "2026-05-05"),
        ("nearest", "5 فبراير", "2026-02-05"),
        ("past", "5 فبراير", "2026-02-05"),
        ("future", "5 فبراير", "2027-02-05"),
        ("past", "11 مارس", "2026-03-11"),
        ("future", "11 مارس", "2026-03-11"),
        ("past", "شهر مارس", "2026-03"),
        ("future", "شهر مارس", "2026-03"),
        ("future", "5 فبراير 2026", "2026-02-05"),
        ("nearest", "الخميس", "2026-03-05"),
        ("past", "الخميس", "2026-03-05"),
        ("future", "الخميس", "2026-03-12"),
        ("future", "وصل الوفد الخميس", "2026-03-05"),
        ("past", "سيصل الوفد الخميس", "2026-03-12"),
        ("future", "الخميس الماضي", "2026-03-05"),
    ],
)
def test_side_of_today_that_is_preferred(prefer: str, text: str, wanted: str) -> None:
    """A programme means what is to come, a chronicle what was; what the words tell wins."""
    assert times(text, context=DateContext(prefer=prefer)) == [wanted]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("order", "text", "wanted"),
    [
        ("dmy", "5/6/2024", ["2024-06-05"]),
        ("mdy", "5/6/2024", ["2024-05-06"]),
        ("mdy", "4/22/2024", ["2024-04-22"]),
        ("dmy", "4/22/2024", []),
        ("mdy", "22/4/2024", ["2024-04-22"]),
        ("mdy", "2024/5/6", ["2024-05-06"]),
        ("mdy", "5 يونيو 2024", ["2024-06-05"]),
        ("mdy", "5/12/2024", ["2024-05-12"]),
        ("mdy", "12/5/2024", ["2024-12-05"]),
    ],
)
def test_order_of_numbers_is_that_of_the_context(order: str, text: str, wanted: list[str]) -> None:
    """Arabic pages of American sites put the month first."""
    assert times(text, context=DateContext(order=order)) == wanted  # type: ignore[arg-type]
