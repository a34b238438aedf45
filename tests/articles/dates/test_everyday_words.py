"""The words of regions that newsrooms use in social posts, read with less confidence."""

import pytest

from tests.articles.dates.reading import found, times


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("بكره الساعة 8 الصبح", "2026-03-12T08"),
        ("بكرا المسا الساعة 8", "2026-03-12T20"),
        ("بكرة الضهر", "2026-03-12"),
        ("بعد بكره", "2026-03-13"),
        ("غدوة على العاشرة صباحا", "2026-03-12T10"),
        ("باچر الساعة 5 العصر", "2026-03-12T17"),
        ("عقب باجر", "2026-03-13"),
        ("امبارح بالليل", "2026-03-10"),
        ("مبارح", "2026-03-10"),
        ("البارح", "2026-03-10"),
        ("أول امبارح", "2026-03-09"),
        ("النهارده الساعة 3 العصر", "2026-03-11T15"),
        ("هالليلة الساعة 9", "2026-03-11T21"),
    ],
)
def test_everyday_day_is_read_with_less_confidence(text: str, wanted: str) -> None:
    """In formal text most of these words mean something else."""
    assert times(text) == [wanted]
    assert found(text).confidence == 0.85


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("الخميس الجاي الساعة 7 المسا", ["2026-03-12T19"]),
        ("الأسبوع الجاي", ["2026-03-16"]),
        ("الشهر اللي فات", ["2026-02"]),
        ("يوم الحد الجاي", ["2026-03-15"]),
        ("نهار الخميس الماضي", ["2026-03-05"]),
        ("جاؤوا عن بكرة أبيهم", []),
        ("الحد الأدنى للأجور", []),
        ("التنين الأخضر", []),
    ],
)
def test_everyday_words_beside_others(text: str, wanted: list[str]) -> None:
    """What is also a limit or a dragon is a weekday only after "day"."""
    assert times(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("صباح اليوم في الثامنة", ["2026-03-11T08"]),
        ("فجر السبت 2 مايو 2026 عند الرابعة", ["2026-05-02T04"]),
        ("السبت 2 مايو 2026 في الثالثة", ["2026-05-02"]),
        ("صباح اليوم في الثامن", ["2026-03-11"]),
        ("السبت 2 مايو 2026 من 7 م إلى 9 م", ["2026-05-02T19/2026-05-02T21"]),
        ("من 7 م إلى 9 م", []),
        ("2 مايو 2026 من 9 ص حتى 2 م", ["2026-05-02T09/2026-05-02T14"]),
        ("السبت 2 مايو: النجم والهلال في الملعب الكبير (20:45)", ["2026-05-02T20:45"]),
        ("السبت 2 مايو على الساعة الثالثة زوالا", ["2026-05-02T15"]),
        ("الأحد (3-5-2026) الساعة 10:30 ص", ["2026-05-03T10:30"]),
        ("أيام 5-6-7 مايو 2026", ["2026-05-05/2026-05-07"]),
        ("اليوم 1 – 2 مايو 2026", ["2026-05-02"]),
        ("اليوم الأخير من عام 2025", ["2025-12-31"]),
        ("آخر يوم من العام الجاري", ["2026-12-31"]),
        ("أول أيام عام 2025", ["2025-01-01"]),
        ("أول شهور عام 2025", ["2025"]),
        ("بعد يوم واحد من الهجوم", []),
        ("مجلة العربي / مايو (5/1/1999)", ["2026-05", "1999-01-05"]),
    ],
)
def test_programmes_tell_days_and_hours_in_short(text: str, wanted: list[str]) -> None:
    """Fixtures, programmes and notices leave out what their readers know."""
    assert times(text) == wanted


def test_date_whose_month_is_told_twice_is_sure() -> None:
    """So no month-day is meant."""
    assert found("كانون الثاني (5/1/1999)").confidence == 1.0
    assert found("في 5/1/1999").confidence == 0.88
