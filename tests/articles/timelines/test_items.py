"""Lists whose items begin or end with a date, or with an hour on the day that stands over them."""

from datetime import UTC, datetime

import pytest

from articles.model import Article, Event
from articles.read import read_article

AT = datetime(2026, 1, 5, tzinfo=UTC)
TEXT = "تفتح القاعة الكبرى أبوابها للزوار صباح كل يوم من أيام الأسبوع، وتبقى مفتوحة حتى المساء."
OPEN = ["يعلن البرنامج لاحقا", "الدخول للجميع", "يحضر الوزير"]


def _page(*parts: str) -> Article:
    page = f"<article><h1>أبواب القاعة</h1><p>{TEXT}</p>{''.join(parts)}</article>"
    return read_article(page.encode(), name="a.html", at=AT)


def _list(*items: str) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def _events(*parts: str) -> list[Event]:
    return [event for timeline in _page(*parts).timelines for event in timeline.events]


def _told(*parts: str) -> list[tuple[str, str]]:
    return [(event.start.value, event.title) for event in _events(*parts)]


def _dated(*days: int) -> list[str]:
    return [f"{day} مايو 2026: لقاء {day}" for day in days]


@pytest.mark.parametrize(
    ("items", "count"),
    [
        (_dated(3, 4), 2),
        (_dated(3), 0),
        ([*_dated(3), OPEN[0]], 0),
        ([*_dated(3, 4, 5), *OPEN[:2]], 3),
        ([*_dated(3, 4, 5), *OPEN], 0),
    ],
)
def test_two_items_and_three_of_five_make_a_timeline(items: list[str], count: int) -> None:
    """A list that mentions a day here and there is none."""
    assert len(_told(_list(*items))) == count


@pytest.mark.parametrize(
    ("items", "stays"),
    [
        ([*_dated(3, 4, 5), *OPEN], True),
        ([*_dated(3, 4), OPEN[0], OPEN[1], OPEN[2], *_dated(5, 6, 7, 8)], False),
        (OPEN, False),
    ],
)
def test_a_list_whose_first_five_items_are_dated_is_the_articles(
    items: list[str], *, stays: bool
) -> None:
    """Where the page calls it a list of other articles, three of them speak for it."""
    article = _page(f"<div class=related-posts>{_list(*items)}</div>")
    assert bool([block for block in article.blocks if block.type == "list"]) is stays


def test_the_first_link_of_an_item_is_that_of_its_event() -> None:
    """And an item without one has none."""
    first = '3 مايو 2026: <a href="https://x.example/1">لقاء</a>'
    second = f'4 {first[2:]} و<a href="https://x.example/2">ورشة</a>'
    events = _events(_list(first, second, *_dated(5)))
    assert [event.url for event in events] == ["https://x.example/1"] * 2 + [None]


@pytest.mark.parametrize(
    ("item", "start", "title"),
    [
        ("5 أكتوبر 2026 – مباراة الافتتاح – الساعة 8 مساءً", "2026-10-05T20:00", "مباراة الافتتاح"),
        ("5 أكتوبر 2026 – الساعة 8 مساءً – مباراة الافتتاح", "2026-10-05T20:00", "مباراة الافتتاح"),
        (
            "5 أكتوبر 2026 – مباراة الافتتاح – الساعة 8 مساءً – ملعب المدينة",
            "2026-10-05T20:00",
            "مباراة الافتتاح",
        ),
        (
            "5 أكتوبر 2026 – لقاء – الساعة 8 مساءً – ورشة – الساعة 9 مساءً",
            "2026-10-05",
            "لقاء – الساعة 8 مساءً – ورشة – الساعة 9 مساءً",
        ),
        (
            "5 أكتوبر 2026 – مباراة الافتتاح – الساعة تعلن لاحقا",
            "2026-10-05",
            "مباراة الافتتاح – الساعة تعلن لاحقا",
        ),
        ("5 أكتوبر 2026 – ساعة المدينة القديمة", "2026-10-05", "ساعة المدينة القديمة"),
        ("5 أكتوبر 2026 – لقاء عند الساعة 8", "2026-10-05", "لقاء عند الساعة 8"),
        ("مباراة الافتتاح (5 أكتوبر 2026)", "2026-10-05", "مباراة الافتتاح"),
        ("مباراة الافتتاح، 5 أكتوبر 2026.", "2026-10-05", "مباراة الافتتاح"),
        ("مباراة يوم 4 أكتوبر أعيدت (5 أكتوبر 2026)", "2026-10-05", "مباراة يوم 4 أكتوبر أعيدت"),
    ],
)
def test_an_hour_apart_from_its_day_joins_it(item: str, start: str, title: str) -> None:
    """One part that begins with the word for hour; two of them are two events' own."""
    assert _told(_list(item, *_dated(6)))[0] == (start, title)


@pytest.mark.parametrize("item", ["({}) مباراة", "[{}] مباراة", "({}): مباراة", "يوم ({}) مباراة"])
def test_a_date_in_brackets_before_its_text_is_that_of_the_item(item: str) -> None:
    """As one in brackets after it; a bracket that nothing opened parts nothing."""
    days = ("5 أكتوبر 2026", "6 أكتوبر 2026")
    told = [("2026-10-05", "مباراة"), ("2026-10-06", "مباراة")]
    assert _told(_list(*map(item.format, days))) == told
    assert _told(_list(*(f"{day}) مباراة" for day in days))) == []


@pytest.mark.parametrize(
    ("over", "items", "starts"),
    [
        (
            "<p>برنامج يوم 7 مارس 2026:</p>",
            ["10:00 افتتاح", "11:30 لقاء"],
            ["2026-03-07T10:00", "2026-03-07T11:30"],
        ),
        (
            "<h2>7 مارس 2026</h2>",
            ["10:00 افتتاح"],
            ["2026-03-07T10:00"],
        ),
        ("<p>برنامج أعمال اللقاء يوم 7 مارس 2026:</p>", ["10:00 افتتاح"], []),
        ("<p>برنامج يوم 7 مارس 2026 ويوم 8 مارس 2026:</p>", ["10:00 افتتاح", "11:30 لقاء"], []),
        ("<p>برنامج اللقاء:</p>", ["10:00 افتتاح", "11:30 لقاء"], []),
        ("<p>برنامج يوم 7 مارس 2026:</p>", ["10:00", "11:30"], []),
    ],
)
def test_hours_are_of_the_day_that_stands_over_them(
    over: str, items: list[str], starts: list[str]
) -> None:
    """One is enough under a date alone; without one whole day over them they are of none."""
    assert [start for start, _ in _told(over, _list(*items))] == starts
