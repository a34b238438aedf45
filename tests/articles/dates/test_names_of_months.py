"""Months by their names, many of which are also names of people and things, verbs, and zero."""

import pytest

from tests.articles.dates.reading import times


@pytest.mark.parametrize(
    "text",
    [
        "كتب رجب مقالا",
        "كتب أحمد ورجب مقالا",
        "قال أحمد لرجب إنه مسافر",
        "ذهب رجب وشعبان معا",
        "باع سيارات تويوتا ونيسان",
        "شرب ماء وآب إلى داره",
        "مارس الوفد ضغوطا",
        "ومارس الوفد ضغوطا",
        "فمارس الوفد ضغوطا",
        "جاء ناصر ورمضان",
    ],
)
def test_name_that_is_also_an_everyday_word_is_no_month(text: str) -> None:
    """Alone, and with the prefixes of any word."""
    assert times(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("بدأ في مارس", ["2026-03"]),
        ("بدأ بمارس", ["2026-03"]),
        ("استعدادا لرمضان", ["2026-02-18/2026-03-19"]),
        ("بدأ في شباط ومارس", ["2026-02", "2026-03"]),
        ("بدأ في مارس وأبريل", ["2026-03", "2026-04"]),
        ("بين ديسمبر 2025 ومارس", ["2025-12/2026-03"]),
        ("مارس 2024", ["2024-03"]),
        ("ومارس 2024", ["2024-03"]),
        ("شهر رجب", ["2025-12-21/2026-01-19"]),
        ("مطلع رجب", ["2025-12-21/2025-12-30"]),
        ("رجب الماضي", ["2025-12-21/2026-01-19"]),
        ("رجب العام الماضي", ["2025-01-01/2025-01-30"]),
        ("رجب 1446", ["2025-01-01/2025-01-30"]),
        ("في رجب وشعبان 1446", ["2025-01-01/2025-01-30", "2025-01-31/2025-02-28"]),
        ("في آذار ونيسان", ["2026-03", "2026-04"]),
        ("في نيسان وأيار", ["2026-04", "2026-05"]),
        ("في يناير 2025 ونيسان", ["2025-01", "2026-04"]),
        ("حصاد سبتمبر - نيسان تطلق سيارة", ["2025-09"]),
        ("في سبتمبر", ["2025-09"]),
        ("سبتمبر", ["2025-09"]),
    ],
)
def test_words_beside_an_everyday_name_show_that_it_is_a_month(
    text: str, wanted: list[str]
) -> None:
    """A preposition, another month, a year, or what only a month has."""
    assert times(text, "2026-03-01") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("فاز الفريق 3 صفر", []),
        ("انتهت 3 صفر على أرضه", []),
        ("يصل في 3 صفر", ["2026-07-17"]),
        ("من 3 صفر", ["2026-07-17"]),
        ("حتى 3 صفر", ["2026-07-17"]),
        ("يصل الخميس 3 صفر", ["2026-07-17"]),
        ("يصل مساء 3 صفر", ["2026-07-17"]),
        ("وصل 3 صفر المقبل", ["2026-07-17"]),
        ("وصل 3 صفر 1446", ["2024-08-07"]),
        ("وصل 3 صفر الموافق 7 أغسطس 2024", ["2024-08-07"]),
        ("وصل 3 محرم", ["2026-06-18"]),
        ("وصل 3 فبراير", ["2026-02-03"]),
    ],
)
def test_zero_is_a_month_where_more_than_a_number_is_beside_it(
    text: str, wanted: list[str]
) -> None:
    """Safar is the word for a score of zero too."""
    assert times(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("5 مهر 1249", None),
        ("5 مهر 1250", "1871-09-27"),
        ("5 مهر 1499", "2120-09-27"),
        ("5 مهر 1500", None),
        ("5 مهر", None),
        ("مهر 1249", None),
        ("مهر 1250", "1871-09-23/1871-10-22"),
        ("مهر 1499", "2120-09-23/2120-10-22"),
        ("مهر 1500", None),
        ("شهر مهر", None),
    ],
)
def test_persian_month_needs_a_year_of_its_calendar(text: str, wanted: str | None) -> None:
    """Its names are everyday words."""
    assert times(text) == ([wanted] if wanted else [])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("شهر 5", None),
        ("شهر 5 2024", "2024-05"),
        ("الشهر الخامس من عام 2024", "2024-05"),
        ("شهر 5 العام الماضي", "2025-05"),
        ("الشهر الخامس", None),
    ],
)
def test_month_by_its_number_needs_a_year(text: str, wanted: str | None) -> None:
    """Else the number counts months."""
    assert times(text) == ([wanted] if wanted else [])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("أول اثنين من مايو 2024", "2024-05-06"),
        ("آخر اثنين من مايو 2024", "2024-05-27"),
        ("أول خميس من مايو 2024", "2024-05-02"),
        ("الاثنين الأول من مايو 2024", "2024-05-06"),
        ("أول خمسة من مايو 2024", "2024-05-05"),
        ("فاتح مايو 2024", "2024-05-01"),
        ("سلخ رمضان 1446", "2025-03-29"),
    ],
)
def test_ordinal_counts_weekdays_of_a_month(text: str, day: str) -> None:
    """The word for Monday is also two, but no other number is a weekday."""
    assert times(text) == [day]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("النصف الأول من مايو 2024", "2024-05-01/2024-05-15"),
        ("الربع الأول من مايو 2024", "2024-05"),
        ("الثلث الثاني من مايو 2024", "2024-05"),
        ("الربع الأول من عام 2024", "2024-01/2024-03"),
        ("الثلث الثاني من عام 2024", "2024-05/2024-08"),
        ("النصف الثاني من هذا العام", "2026-07/2026-12"),
        ("الربع الأول من العام الماضي", "2025-01/2025-03"),
    ],
)
def test_fraction_of_a_month_is_no_day_of_it(text: str, wanted: str) -> None:
    """Half a month has its days; a third of one is told to the month."""
    assert times(text) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("انعقد في 2024 هناك", "2024"),
        ("شارك في 2024 دولة", None),
        ("شارك في 2024 متسابقا", None),
        ("شارك في عام 2024 دولة", "2024"),
        ("شارك في 2024م دولة", "2024"),
        ("شارك عام 2024 متسابقا", "2024"),
        ("فاز في مونديال 2022 أخيرا", "2022"),
        ("فاز في مباراة 2022 أخيرا", None),
        ("2022", "2022"),
        ("2022: فوز", "2022"),
        ("| 2022 | فوز", "2022"),
        ("النتائج\n2022\nفوز", "2022"),
        ("2022 - فوز", "2022"),
        ("2022 فوز", None),
        ("فوز 2022", None),
        ("سنة 500 قبل الميلاد", None),
        ("5 مايو 500 ق.م", None),
    ],
)
def test_bare_number_of_four_digits_is_a_year_where_it_counts_nothing(
    text: str, wanted: str | None
) -> None:
    """After a preposition, on its own in a line or a cell, or in the name of a contest."""
    assert times(text) == ([wanted] if wanted else [])
