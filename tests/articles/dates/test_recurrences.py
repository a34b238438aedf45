"""What comes again is a rule of RFC 5545, with a first day only where one is told."""

from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from articles.dates import DateContext, FoundDate, Undated, find_dates, find_times

_AT = datetime(2026, 3, 11, 10, 0)  # noqa: DTZ001  wall-clock time
_NAMES = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
_BARE = ("اثنين", "ثلاثاء", "أربعاء", "خميس", "جمعة", "سبت", "أحد")


def _one(text: str) -> FoundDate | Undated:
    (found,) = find_times(text, _AT)
    return found


def _undated(text: str) -> tuple[str | None, str | None]:
    found = _one(text)
    assert isinstance(found, Undated)
    assert find_dates(text, _AT) == ()
    return found.rrule, found.hours


@pytest.mark.parametrize(
    ("text", "rule", "hours"),
    [
        ("كل ثلاثاء", "FREQ=WEEKLY;BYDAY=TU", None),
        ("كل يوم ثلاثاء", "FREQ=WEEKLY;BYDAY=TU", None),
        ("كل ثلاثاء، 6 مساءً", "FREQ=WEEKLY;BYDAY=TU", "18:00"),
        ("مساء كل ثلاثاء الساعة 6", "FREQ=WEEKLY;BYDAY=TU", "18:00"),
        ("الساعة 6 من مساء كل ثلاثاء", "FREQ=WEEKLY;BYDAY=TU", "18:00"),
        ("كل خميس وجمعة من الثامنة إلى العاشرة مساء", "FREQ=WEEKLY;BYDAY=TH,FR", "20:00/22:00"),
        ("كل اثنين", "FREQ=WEEKLY;BYDAY=MO", None),
        ("كل أحد واثنين وأربعاء", "FREQ=WEEKLY;BYDAY=SU,MO,WE", None),
        ("أيام الأحد والثلاثاء", "FREQ=WEEKLY;BYDAY=SU,TU", None),
        ("أيام الأحد إلى الخميس", "FREQ=WEEKLY;BYDAY=SU,MO,TU,WE,TH", None),
        ("يوم الجمعة من كل أسبوع", "FREQ=WEEKLY;BYDAY=FR", None),
        ("يومي السبت والأحد من كل أسبوع", "FREQ=WEEKLY;BYDAY=SA,SU", None),
        ("أسبوعيا", "FREQ=WEEKLY", None),
        ("أسبوعيا يوم الخميس", "FREQ=WEEKLY;BYDAY=TH", None),
        ("الخميس أسبوعيا", "FREQ=WEEKLY;BYDAY=TH", None),
        ("أسبوعيا، كل خميس", "FREQ=WEEKLY;BYDAY=TH", None),
        ("كل أسبوعين", "FREQ=WEEKLY;INTERVAL=2", None),
        ("كل 3 أسابيع", "FREQ=WEEKLY;INTERVAL=3", None),
        ("يوميا", "FREQ=DAILY", None),
        ("بشكل يومي", "FREQ=DAILY", None),
        ("كل يوم", "FREQ=DAILY", None),
        ("كل صباح الساعة 7", "FREQ=DAILY", "07:00"),
        ("كل مساء الساعة 7", "FREQ=DAILY", "19:00"),
        ("كل ثلاثة أيام", "FREQ=DAILY;INTERVAL=3", None),
        ("يوميا عدا الجمعة", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,SA,SU", None),
        ("يوميا ما عدا يومي الجمعة والسبت", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,SU", None),
        ("يوميا الساعة 9 صباحا باستثناء الأحد", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA", "09:00"),
        ("يوميا إلا الجمعة", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,SA,SU", None),
        ("أيام الأحد إلى الخميس عدا الثلاثاء", "FREQ=WEEKLY;BYDAY=SU,MO,WE,TH", None),
        ("طوال أيام الأسبوع عدا الجمعة", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,SA,SU", None),
        ("يوميا من الأحد إلى الخميس", "FREQ=WEEKLY;BYDAY=SU,MO,TU,WE,TH", None),
        ("من الأحد إلى الخميس يوميا", "FREQ=WEEKLY;BYDAY=SU,MO,TU,WE,TH", None),
        ("أول كل شهر", "FREQ=MONTHLY;BYMONTHDAY=1", None),
        ("منتصف كل شهر", "FREQ=MONTHLY;BYMONTHDAY=15", None),
        ("نهاية كل شهر", "FREQ=MONTHLY;BYMONTHDAY=-1", None),
        ("آخر يوم من كل شهر", "FREQ=MONTHLY;BYMONTHDAY=-1", None),
        ("يوم 5 من كل شهر", "FREQ=MONTHLY;BYMONTHDAY=5", None),
        ("في الخامس والعشرين من كل شهر", "FREQ=MONTHLY;BYMONTHDAY=25", None),
        ("أول خميس من كل شهر", "FREQ=MONTHLY;BYDAY=1TH", None),
        ("الخميس الأول من كل شهر", "FREQ=MONTHLY;BYDAY=1TH", None),
        ("آخر جمعة من كل شهر الساعة 10 صباحا", "FREQ=MONTHLY;BYDAY=-1FR", "10:00"),
        ("كل شهرين", "FREQ=MONTHLY;INTERVAL=2", None),
        ("25 ديسمبر من كل عام", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", None),
        ("كل 25 ديسمبر", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", None),
        ("في مايو من كل سنة", "FREQ=YEARLY;BYMONTH=5", None),
        ("سنويا", "FREQ=YEARLY", None),
        ("كل خميس حتى 30 يونيو 2026", "FREQ=WEEKLY;BYDAY=TH;UNTIL=20260630", None),
        (
            "أوقات العمل من الأحد إلى الخميس",
            "FREQ=WEEKLY;BYDAY=SU,MO,TU,WE,TH",
            None,
        ),
        (
            "المكتبة من الأحد إلى الخميس من 9 صباحا حتى 5 مساء",
            "FREQ=WEEKLY;BYDAY=SU,MO,TU,WE,TH",
            "09:00/17:00",
        ),
        ("كل جمعة في القاعة الكبرى بالنادي الساعة 5 مساء", "FREQ=WEEKLY;BYDAY=FR", "17:00"),
    ],
)
def test_recurrence_without_a_beginning_is_no_day(text: str, rule: str, hours: str | None) -> None:
    """It would stand in the calendar on the day on which somebody read of it."""
    assert _undated(text) == (rule, hours)


@pytest.mark.parametrize(
    ("text", "start", "end", "rule", "hours"),
    [
        (
            "كل خميس وجمعة خلال مايو 2026",
            "2026-05-01",
            None,
            "FREQ=WEEKLY;BYDAY=TH,FR;UNTIL=20260531",
            None,
        ),
        (
            "من 5 إلى 30 مايو 2026، كل ثلاثاء الساعة 6 مساء",
            "2026-05-05T18",
            None,
            "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260530T180000",
            None,
        ),
        (
            "كل ثلاثاء من الساعة 10 مساء إلى 1 بعد منتصف الليل خلال مايو 2026",
            "2026-05-05T22",
            "2026-05-06T01",
            "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260531T220000",
            None,
        ),
        ("كل خميس بدءا من 5 مايو 2026", "2026-05-07", None, "FREQ=WEEKLY;BYDAY=TH", None),
        ("كل خميس منذ 5 مايو 2026", "2026-05-07", None, "FREQ=WEEKLY;BYDAY=TH", None),
        (
            "كل خميس لمدة شهرين بدءا من 5 مايو 2026",
            "2026-05-07",
            None,
            "FREQ=WEEKLY;BYDAY=TH;UNTIL=20260704",
            None,
        ),
        (
            "كل أحد في رمضان 1447هـ",
            "2026-02-22",
            None,
            "FREQ=WEEKLY;BYDAY=SU;UNTIL=20260319",
            None,
        ),
        (
            "أول خميس من كل شهر خلال عام 2026",
            "2026-01-01",
            None,
            "FREQ=MONTHLY;BYDAY=1TH;UNTIL=20261231",
            None,
        ),
        (
            "آخر خميس من كل شهر من مايو إلى يوليو 2026",
            "2026-05-28",
            None,
            "FREQ=MONTHLY;BYDAY=-1TH;UNTIL=20260731",
            None,
        ),
        (
            "نهاية كل شهر بدءا من فبراير 2026",
            "2026-02-28",
            None,
            "FREQ=MONTHLY;BYMONTHDAY=-1",
            None,
        ),
        (
            "من 1 إلى 10 مايو 2026 يوميا من الساعة 5 إلى 9 مساء",
            "2026-05-01",
            "2026-05-10",
            "FREQ=DAILY;UNTIL=20260510",
            "17:00/21:00",
        ),
        ("من 1 إلى 10 مايو 2026 الساعة 5 مساء", "2026-05-01", "2026-05-10", None, "17:00"),
        (
            "يعقد المؤتمر من الأحد إلى الثلاثاء من 9 صباحا حتى 5 مساء",
            "2026-03-15",
            "2026-03-17",
            None,
            "09:00/17:00",
        ),
        ("أيام السبت والأحد 2 و3 مايو 2026", "2026-05-02", "2026-05-03", None, None),
    ],
)
def test_recurrence_with_a_beginning_is_told_from_its_first_day(
    text: str, start: str, end: str | None, rule: str | None, hours: str | None
) -> None:
    """The rule says when it comes again, and until when."""
    found = _one(text)
    assert isinstance(found, FoundDate)
    assert (found.start, found.end, found.rrule, found.hours) == (start, end, rule, hours)


@pytest.mark.parametrize(
    ("text", "rule", "days"),
    [
        ("كل ثلاثاء عدا 12 مايو", "FREQ=WEEKLY;BYDAY=TU", ("2026-05-12",)),
        (
            "كل ثلاثاء عدا 12 و19 مايو حتى 30 يونيو 2026",
            "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630",
            ("2026-05-12", "2026-05-19"),
        ),
        (
            "كل ثلاثاء حتى 30 يونيو 2026 (باستثناء 12 مايو و2 يونيو)",
            "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630",
            ("2026-05-12", "2026-06-02"),
        ),
        (
            "يوميا من 1 إلى 10 مايو 2026 ما عدا 5 مايو",
            "FREQ=DAILY;UNTIL=20260510",
            ("2026-05-05",),
        ),
    ],
)
def test_days_that_are_left_out_are_told(text: str, rule: str, days: tuple[str, ...]) -> None:
    """They are no dates of their own, and no bound."""
    found = _one(text)
    assert (found.rrule, found.exdates) == (rule, days)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("كل ثلاثاء، إضافة إلى الأحد 10 مايو", ("2026-05-10",)),
        ("كل ثلاثاء حتى 30 يونيو وكذلك يوم 10 مايو و13 مايو", ("2026-05-10", "2026-05-13")),
    ],
)
def test_days_that_are_added_are_told_with_it(text: str, days: tuple[str, ...]) -> None:
    """They are no dates of their own."""
    assert _one(text).rdates == days


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("كل ثلاثاء حتى 30 يونيو الساعة 6 مساء", "18:00"),
        ("يوميا من 1 إلى 10 مايو 2026 الساعة 6 مساء", "18:00"),
        ("كل خميس حتى 30 يونيو من 6 إلى 8 مساء", "18:00/20:00"),
    ],
)
def test_hour_behind_the_bound_is_that_of_each_time(text: str, hours: str) -> None:
    """It is told once, at the end."""
    assert _one(text).hours == hours


def test_until_is_in_utc_where_the_zone_is_known() -> None:
    """RFC 5545, 3.3.10: UNTIL of a start with a time zone is in UTC."""
    context = DateContext(timezone="Asia/Riyadh")
    (found,) = find_times("كل ثلاثاء 6 مساء خلال مايو 2026", _AT, context)
    assert found.rrule == "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260531T150000Z"


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("لمدة ثلاثة أيام", "P3D"),
        ("لمدة يوم", "P1D"),
        ("لمدة أسبوعين", "P2W"),
        ("على مدى مئة يوم", "P100D"),
        ("على مدار 6 أشهر", "P6M"),
        ("طيلة عامين", "P2Y"),
        ("لمدة ساعتين", "PT2H"),
        ("لمدة 45 دقيقة", "PT45M"),
    ],
)
def test_length_of_time_is_a_value(text: str, duration: str) -> None:
    """In the form of ISO 8601; it tells no day."""
    found = _one(f"استمر العرض {text} كاملة")
    assert isinstance(found, Undated)
    assert (found.duration, found.rrule) == (duration, None)


def test_length_beside_a_day_is_told_with_its_range() -> None:
    """So many days from the first on."""
    found = _one("لمدة ثلاثة أيام بدءا من 5 مايو 2026")
    assert isinstance(found, FoundDate)
    assert (found.start, found.end, found.duration) == ("2026-05-05", "2026-05-07", "P3D")


@pytest.mark.parametrize(
    "text",
    [
        "كل اثنين من الطلاب",
        "كل واحد منهم",
        "كل ساعة",
        "عدا الجمعة",
        "ما عدا الخميس والجمعة",
        "كل 5 طلاب",
        "كل ثلاثاء بين 2 و3 مايو 2026",
    ],
)
def test_what_comes_on_no_day_is_nothing(text: str) -> None:
    """An exception is no date; nor is "every two of them"."""
    assert [one for one in find_times(text, _AT) if one.rrule] == []
    assert [one.text for one in find_dates(text, _AT) if "مايو" not in one.text] == []


def test_undated_has_the_members_of_a_date() -> None:
    """Who reads lines of JSON finds the same keys, and null for what is not told."""
    dated, undated = find_times("5 مايو 2026. كل ثلاثاء 6 مساء", _AT)
    assert undated.as_json() == {
        "text": "كل ثلاثاء 6 مساء",
        "span": [13, 29],
        "start": None,
        "end": None,
        "grain": None,
        "calendar": "gregorian",
        "confidence": 0.4,
        "inferred": [],
        "timezone": None,
        "flags": [],
        "rrule": "FREQ=WEEKLY;BYDAY=TU",
        "hours": "18:00",
        "duration": None,
        "exdates": [],
        "rdates": [],
    }
    assert list(dated.as_json()) == list(undated.as_json())


_days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(
    _days,
    st.integers(7, 90),
    st.lists(st.integers(0, 6), min_size=1, max_size=4, unique=True),
    st.sampled_from(["كل {bare}", "أيام {names}", "يوميا عدا {rest}", "أسبوعيا يوم {names}"]),
)
def test_rule_gives_the_days_that_are_told(
    first: date, length: int, weekdays: list[int], order: str
) -> None:
    """An independent programme expands the rule from the first day on."""
    last = first + timedelta(days=length)
    written = order.format(
        bare=" و".join(_BARE[day] for day in weekdays),
        names=" و".join(_NAMES[day] for day in weekdays),
        rest=" و".join(_NAMES[day] for day in range(7) if day not in weekdays),
    )
    text = f"تعقد الجلسة {written} من {first:%d/%m/%Y} إلى {last:%d/%m/%Y} في القاعة"
    (found,) = find_dates(text, _AT)
    assert found.rrule is not None
    start = datetime.fromisoformat(found.start)
    days = [one.date() for one in rrulestr(found.rrule, dtstart=start)]
    span = [first + timedelta(days=ahead) for ahead in range(length + 1)]
    assert days == [day for day in span if day.weekday() in weekdays]


@given(_days, st.integers(1, 4), st.integers(0, 6))
def test_rule_of_a_weekday_of_the_month_gives_its_days(first: date, nth: int, weekday: int) -> None:
    """The first Sunday of every month, over a year."""
    ordinal = ("أول", "ثاني", "ثالث", "رابع")[nth - 1]
    last = first + timedelta(days=365)
    text = f"{ordinal} {_BARE[weekday]} من كل شهر من {first:%d/%m/%Y} إلى {last:%d/%m/%Y}"
    (found,) = find_dates(text, _AT)
    assert found.rrule is not None
    days = list(rrulestr(found.rrule, dtstart=datetime.fromisoformat(found.start)))
    span = [first + timedelta(days=ahead) for ahead in range(366)]
    assert [one.date() for one in days] == [
        day for day in span if day.weekday() == weekday and (day.day - 1) // 7 + 1 == nth
    ]
