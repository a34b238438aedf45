"""What holds for every date and every text: round trips through other writers, totality, marks."""

import unicodedata
from datetime import date, datetime, timedelta

from babel.dates import format_date
from hijridate import Gregorian
from hypothesis import given
from hypothesis import strategies as st

from articles.dates import FoundDate, find_dates
from articles.dates.vocabulary.normal import normalise
from tests.articles.dates.test_babel_months import LOCALES

_AT = datetime(2026, 3, 11, 10, 0)  # noqa: DTZ001  wall-clock time
_PROSE = ("افتُتح المعرض {} بحضور الوزير", "وقال المصدر إن الجلسة عُقدت في {}.", "{}: بدء الأعمال")
_HIJRI_MONTHS = (
    "محرم صفر ربيع_الأول ربيع_الآخر جمادى_الأولى جمادى_الآخرة "
    "رجب شعبان رمضان شوال ذو_القعدة ذو_الحجة"
).split()

days = st.dates(date(1950, 1, 1), date(2070, 12, 31))
prose = st.sampled_from(_PROSE)
styles = st.sampled_from(["full", "long", "medium", "short"])
digits = st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])


@given(days, st.sampled_from(LOCALES), styles, digits, prose)
def test_date_that_babel_writes_is_read_back(
    day: date, locale: str, style: str, numbers: str, sentence: str
) -> None:
    """CLDR is how programmes write Arabic dates; its short form has the whole year too."""
    written = format_date(day, style, locale).translate(str.maketrans("0123456789", numbers))
    (found,) = find_dates(sentence.format(written), _AT)
    assert (found.start, found.end, found.grain) == (day.isoformat(), None, "day")
    assert found.flags == ()


@given(days, prose)
def test_hijri_day_is_read_back(day: date, sentence: str) -> None:
    """The day that hijridate names, in words and in numbers, is that day."""
    year, month, number = Gregorian.fromdate(day).to_hijri().datetuple()
    name = _HIJRI_MONTHS[month - 1].replace("_", " ")
    for written in (f"{number} {name} {year}هـ", f"{number}/{month}/{year}هـ"):
        (found,) = find_dates(sentence.format(written), _AT)
        assert (found.start, found.end, found.calendar) == (day.isoformat(), None, "hijri")


@given(days, st.integers(1, 60), prose)
def test_range_is_read_back(first: date, length: int, sentence: str) -> None:
    """Both ends stand as they were told."""
    last = first + timedelta(days=length)
    written = f"من {format_date(first, 'long', 'ar')} إلى {format_date(last, 'long', 'ar')}"
    (found,) = find_dates(sentence.format(written), _AT)
    assert (found.start, found.end) == (first.isoformat(), last.isoformat())


# Words of the grammar in any order, which make more half-dates than letters drawn at random.
_WORDS = st.sampled_from(
    """
    من إلى في يوم الخميس 23 ٧ 2025 سبتمبر رمضان 1446هـ الموافق / - – : ، | ( ) م ص هـ الساعة 20:30
    الثالث والعشرين ألفين وخمسة المقبل الماضي نفسه الشهر عام يومي و8 قبل ثلاثة أيام أسبوعين منذ غدا
    أمس اليوم التالي آخر جمعة الربع الأول مطلع بتوقيت مكة على مدى بدءا إلا ربعا 31 30 29 0 99 9999
    1 3/4 12:61 فبراير شباط ك1 مهر 1404 ق.م منه النصف . الأحد
    """.split()
)
_hostile = st.lists(_WORDS | st.text(max_size=3), max_size=30)
texts = st.one_of(
    st.text(),
    st.text(st.characters(min_codepoint=0x0600, max_codepoint=0x06FF)),
    st.tuples(st.sampled_from([" ", "", "\n", "\u200f"]), _hostile).map(
        lambda drawn: drawn[0].join(drawn[1])
    ),
)


@given(texts, st.dates())
def test_any_text_is_read(text: str, at: date) -> None:
    """No text raises, on any day; what is found stands in the text, in order."""
    found = find_dates(text, at)
    for one in found:
        assert 0 <= one.span[0] < one.span[1] <= len(text)
        assert text[slice(*one.span)] == one.text
        assert one.end is None or one.start <= one.end
        assert 0 < one.confidence <= 1
        assert (one.starts.value == one.start) is (one.grain != "week")
    starts = [one.span for one in found]
    assert starts == sorted(starts)


@given(texts)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    """Else the lexicon, which is normalised, would miss words of the text."""
    once = normalise(text).text
    assert normalise(once).text == once


# Fatha, shadda, superscript alef; tatweel; ZWNJ, RLM, ALM, word joiner, isolate, soft hyphen.
_MARKS = "\u064e\u0651\u0670\u0640\u200c\u200f\u061c\u2060\u2067\u00ad"
_TATWEEL = "\u0640"
_PLAIN = "وصل الوفد يوم الثلاثاء 23 أيلول/سبتمبر 2025م الساعة 20:30 بتوقيت مكة المكرمة ثم غادر"


@given(st.lists(st.tuples(st.integers(0, len(_PLAIN)), st.sampled_from(_MARKS)), max_size=40))
def test_marks_change_no_date(marks: list[tuple[int, str]]) -> None:
    """Harakat, tatweel and invisible marks are no letters; the span holds those inside the date."""
    marked = _PLAIN
    for place, mark in sorted(marks, reverse=True):
        if mark == _TATWEEL and not _PLAIN[:place][-1:].isalpha():
            continue  # between other characters it is a dash
        marked = marked[:place] + mark + marked[place:]
    (plain,), (found,) = find_dates(_PLAIN, _AT), find_dates(marked, _AT)
    assert _told(found) == _told(plain)
    assert marked[slice(*found.span)] == found.text
    assert found.text.translate(dict.fromkeys(map(ord, _MARKS))) == plain.text


def _told(found: FoundDate) -> tuple[object, ...]:
    return found.start, found.end, found.grain, found.timezone, found.flags, found.confidence


@given(days, prose)
def test_decomposed_letters_are_read(day: date, sentence: str) -> None:
    """Text from some keyboards and PDF files has alef and hamza as two characters."""
    text = sentence.format(format_date(day, "full", "ar_SY"))
    (found,) = find_dates(unicodedata.normalize("NFD", text), _AT)
    assert (found.start, found.flags) == (day.isoformat(), ())
