"""One word in its many spellings: marks, blanks, digits, prefixes, lost spaces."""

from datetime import date

import pytest

from articles.dates import find_dates

_AT = date(2026, 3, 11)


def told(text: str) -> list[tuple[str, str]]:
    """The words of each date, and its start."""
    return [(one.text, one.start) for one in find_dates(text, _AT)]


@pytest.mark.parametrize(
    "blank",
    ["\u2000", "\u2007", "\u200a", "\u00a0", "\u202f", "\u3000", "\t"],
    ids=["en quad", "figure", "hair", "no-break", "narrow no-break", "ideographic", "tab"],
)
def test_any_blank_parts_words(blank: str) -> None:
    """Word processors put many kinds of them between a day and its month."""
    day = f"5{blank}مايو{blank}2020"
    assert told(f"وصل{blank}الوفد في {day}{blank}وغادر") == [(day, "2020-05-05")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("في 5 ما\u200bيو 2020", "5 ما\u200bيو 2020"),
        ("في \u200f5 مايو 2020\u200f، ثم", "5 مايو 2020"),
        ("5 ماي\u064eـو 2020 ثم", "5 ماي\u064eـو 2020"),
        ("في 5 مايو\u064f\u0640 ثم", "5 مايو\u064f\u0640"),
        ("في 5 مايو\u064f\u200f ثم", "5 مايو\u064f"),
        ("\u200fفي 5 مايو 2020م\u064f", "5 مايو 2020م\u064f"),
        ("\ufee3\ufe8e\ufef3\ufeee 2020 ثم", "\ufee3\ufe8e\ufef3\ufeee 2020"),
    ],
)
def test_words_of_a_date_end_with_the_marks_of_their_last_letter(text: str, words: str) -> None:
    """Harakat and tatweel belong to the letter before; invisible marks around a date do not."""
    assert [found for found, _ in told(text)] == [words]


@pytest.mark.parametrize(
    ("text", "start"),
    [("٥ مايو ٢٠١٩", "2019-05-05"), ("۵ مايو ۲۰۱۹", "2019-05-05"), ("٣/٤/٢٠٦٧", "2067-04-03")],
)
def test_digits_of_both_scripts_are_digits(text: str, start: str) -> None:
    """Arabic and Persian keyboards write other code points."""
    assert told(text) == [(text, start)]


@pytest.mark.parametrize("text", ["بلغت 5٪ مايو", "بلغت 5۪ ۺ مايو"])
def test_what_stands_beside_the_digits_is_none(text: str) -> None:
    """The sign of per cent follows the nine in Unicode."""
    assert told(text) == [("مايو", "2026-05")]


@pytest.mark.parametrize(
    ("text", "date_of_it"),
    [
        ("ومايو 2020", ("مايو 2020", "2020-05")),
        ("للشهر المقبل", ("لشهر المقبل", "2026-04")),
        ("وبالأمس", ("الأمس", "2026-03-10")),
        ("بالأمس", ("بالأمس", "2026-03-10")),
        ("وللخميس المقبل", ("لخميس المقبل", "2026-03-12")),
        ("وآب 2020", ("آب 2020", "2020-08")),
        ("وكانون الثاني 2020", ("كانون الثاني 2020", "2020-01")),
        ("في عام 2020 لم", ("عام 2020", "2020")),
        ("في عام 2020 كم", ("عام 2020", "2020")),
        ("في عام 2020م", ("عام 2020م", "2020")),
        ("لمدة ثلاثة أيام من 5 مايو 2020", ("لمدة ثلاثة أيام من 5 مايو 2020", "2020-05-05")),
    ],
)
def test_prefix_is_none_of_the_date(text: str, date_of_it: tuple[str, str]) -> None:
    """ "لم" and "كم" are words, not an era with a prefix."""
    assert told(f"قال {text} قال") == [date_of_it]


@pytest.mark.parametrize(
    ("text", "date_of_it"),
    [
        ("رجبالماضي", ("رجبالماضي", "2025-12-21")),
        ("شوالالماضي", ("شوالالماضي", "2025-03-30")),
        ("5 مايوالماضي", ("5 مايوالماضي", "2025-05-05")),
        ("الخميسالماضي", ("الخميسالماضي", "2026-03-05")),
        ("أسبوعالماضي", None),
        ("مايوالكبير", None),
        ("مايوو", None),
        ("مايوم", None),
    ],
)
def test_space_that_was_lost_after_a_name_is_found(
    text: str, date_of_it: tuple[str, str] | None
) -> None:
    """Between a month or weekday and another word of dates; any other word is what it is."""
    assert told(f"وصل {text} وصل") == ([date_of_it] if date_of_it else [])


@pytest.mark.parametrize(
    ("text", "date_of_it"),
    [
        ("3 ذو القعدة الحرام 1446", ("3 ذو القعدة الحرام 1446", "2025-05-01")),
        ("5 مهر 1404 هـ.ش. وصل", ("5 مهر 1404 هـ.ش.", "2025-09-27")),
        ("قبل الظهر أول أمس", ("قبل الظهر أول أمس", "2026-03-09")),
        ("كانون الثاني 2020", ("كانون الثاني 2020", "2020-01")),
        ("الساعة 10:30 بتوقيت رام الله", ("الساعة 10:30 بتوقيت رام الله", "2026-03-11T10:30")),
    ],
)
def test_name_of_several_words_is_read_whole(text: str, date_of_it: tuple[str, str]) -> None:
    """The longest that stands there, and straight after another."""
    assert told(text) == [date_of_it]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("5/1/2020", "2020-01-05"),
        ("5\\1\\2020", "2020-01-05"),
        ("5.1.2020", "2020-01-05"),
        ("5-1-2020", "2020-01-05"),
        ("[5 مايو 2020]", "2020-05-05"),
        ("أمس [الثلاثاء]", "2026-03-10"),
        ("الساعة 10:30.", "2026-03-11T10:30"),
        ("الساعة 10: لقاء", "2026-03-11T10"),
        ("الساعة 10. لقاء", "2026-03-11T10"),
    ],
)
def test_dot_and_colon_hold_digits_together_and_end_all_else(text: str, wanted: str) -> None:
    """A time may end a sentence, and stand before a colon."""
    assert [start for _, start in told(text)] == [wanted]
