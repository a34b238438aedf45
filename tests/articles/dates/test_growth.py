"""The work grows with the length of the text, counted in calls; no clock is read."""

import sys
from datetime import date
from types import FrameType

import pytest

from articles.dates import find_dates

_AT = date(2026, 3, 11)
_LENGTH = 500  # repetitions; twice as many must not cost much more than twice the calls
_HOSTILE = {
    "day-of": "3 من ",
    "range-without-end": "من 3 إلى ",
    "days-listed": "7 و8 و",
    "dates-listed": "7 و8 نوفمبر 2025، ",
    "double-without-end": "3 رجب 1446هـ الموافق ",
    "slashes": "1/2/",
    "hyphens": "2024-",
    "years": "2024 2025 ",
    "colons": "10:10:",
    "numerals": "ألف وتسعمئة وتسعة ",
    "months": "سبتمبر أيلول ",
    "brackets": "(سبتمبر) (",
    "weekdays": "الخميس الجمعة ",
    "same-month": "3 من الشهر نفسه، ",
    "clocks": "الساعة 3 إلا ربعا ",
    "lines": "- 3 سبتمبر\n",
    "one-word": "سبتمبر",
    "recurrences": "كل خميس وجمعة ",
    "hours-apart": "5 مايو في القاعة الكبرى الساعة 8 مساء ",
    "hours-alone": "الساعة 8 مساء في القاعة الكبرى ",
    "verbs": "سيصل الوفد الخميس ",
    "brackets-of-numbers": "و(3) ",
    "noun-and-year": "انتخابات 2015 ",
    "amounts": "بعد ثلاثة أيام من ",
    "presentation-forms": "\ufeb3\ufe92\ufe98\ufee4\ufe92\ufeae 5 ",
    "marks": "\u0640\u064e",
    "no-date": "قال المتحدث إن الأمر ",
}


def _calls(text: str) -> int:
    """How many calls, of Python and of C functions, it takes to read a text."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        find_dates(text, _AT)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("unit", [pytest.param(unit, id=name) for name, unit in _HOSTILE.items()])
def test_twice_the_text_takes_twice_the_calls(unit: str) -> None:
    """A page made to be slow costs no more than its length."""
    find_dates(unit * 2 * _LENGTH, _AT)  # fills the caches of words
    once, twice = _calls(unit * _LENGTH), _calls(unit * 2 * _LENGTH)
    assert twice <= 2.3 * once + 50


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["7", "٧", "7 ", "7/", "7-", "7:", "و", "كل ", "سبتمبر ", "(", "(7)", "\u0640"]
)
def test_a_hundred_thousand_of_one_kind_are_read(unit: str) -> None:
    """One regular expression that goes back over what it read would not finish this test."""
    assert isinstance(find_dates(unit * 100_000, _AT), tuple)
