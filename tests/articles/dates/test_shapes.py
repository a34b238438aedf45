"""What asks before dates are read knows each spelling that the dates know."""

from itertools import chain

import pytest

from articles.dates import shapes
from articles.dates.vocabulary import words
from articles.dates.vocabulary.normal import normalise
from articles.model import Article
from articles.read import read_article
from tests.builders import START

WEEKDAYS = [
    (name, day)
    for day, table in words.WEEKDAYS.items()
    for name in table.split()
    if "_" not in name
]
PARTS = list(chain.from_iterable(table.split() for table in words.PARTS_OF_DAY.values()))


def read(*lines: str) -> Article:
    text = "\n".join(["دليل بيت الفنون", "", *INTRO, "", *lines])
    return read_article(text.encode(), name="x.txt", kind="text", at=START)


INTRO = ["يستقبل بيت الفنون زواره في أروقته الجديدة، ويقدم لهم الشاي والقهوة قبل كل لقاء."]


def told(article: Article) -> list[tuple[str, str]]:
    return [
        (event.start.value, event.title)
        for timeline in article.timelines
        for event in timeline.events
    ]


@pytest.mark.parametrize(("name", "day"), WEEKDAYS)
def test_every_weekday_that_dates_know_is_known_before(name: str, day: int) -> None:
    """A weekday known to one table only made its line a headline of another article."""
    assert shapes.may_lead(f"{name} المقبل: ورشة الخزف")
    assert shapes.may_lead(f"مساء {name}: ورشة الخزف")
    assert shapes.is_weekday(f"يوم {name}")
    assert shapes.WEEKDAYS[normalise(name).text] == day
    assert not shapes.is_weekday(f"{name} 3 مارس")


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_the_day_that_dates_know_is_known_before(part: str) -> None:
    """Also as one letter, with harakat, and in the digits of both scripts."""
    part = part.replace("_", " ")
    for clock in (f"10:30 {part}", f"الساعة 5 {part}", f"٩ {part}", f"9:00 – 10:30 {part}"):
        assert shapes.is_clock(clock), clock
        assert shapes.leading_clock(f"{clock} – ورشة الخزف") == (clock, "ورشة الخزف"), clock


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("الاثنين المقبل: لقاء", True),
        ("التلات: لقاء", True),
        ("يوم الثُّلثاء لقاء", True),
        ("٢٣ سبتمبر: لقاء", True),
        ("من الصباح إلى 5 أكتوبر", True),
        ("لقاء كبير في دار البلدية القديمة يوم 23", False),
        ("لقاء في دار البلدية", False),
        ("", False),
    ],
)
def test_what_may_begin_with_a_date(text: str, *, told: bool) -> None:
    """A digit or a weekday near the beginning; dates themselves cost more to look for."""
    assert shapes.may_lead(text) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("خميس", True),
        ("يوم خميس", True),
        ("الجُمُعة", True),
        ("لقاء الخميس", False),
        ("يوم يوم الخميس", False),
        ("يوم", False),
        ("مجموعة", False),
        ("", False),
    ],
)
def test_a_weekday_and_nothing_more(text: str, *, told: bool) -> None:
    """As the cells of a column of weekdays have it."""
    assert shapes.is_weekday(text) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [("2011", True), ("1446هـ", True), ("2011 م", True), ("عام 2011", False), ("12", False)],
)
def test_a_number_that_is_a_year(text: str, *, told: bool) -> None:
    """As a cell beside those of day and month has it."""
    assert shapes.is_year(text) is told


@pytest.mark.parametrize(
    ("text", "words"),
    [("5", "الساعة 5"), ("10:00", "الساعة 10:00"), ("الساعة 5", "الساعة 5")],
)
def test_the_cell_of_a_column_of_times_becomes_a_time_of_day(text: str, words: str) -> None:
    """A number alone may mean anything; beside the word it is an hour."""
    assert shapes.as_clock(text) == words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("10:00 – لقاء", ("10:00", "لقاء")),
        ("10:00 لقاء", ("10:00", "لقاء")),
        ("10:00 ل", ("10:00", "ل")),
        ("\u200f10:00 صباحًا – لـقاء", ("10:00 صباحًا", "لـقاء")),
        ("10:00 – 11:30: لقاء", ("10:00 – 11:30", "لقاء")),
        ("5 م | ندوة", ("5 م", "ندوة")),
        ("5 | ندوة", None),
        ("5 ميلادي ندوة", None),
        ("لقاء 10:00", None),
        ("10:00", None),
    ],
)
def test_time_of_day_that_a_text_begins_with(text: str, told: tuple[str, str] | None) -> None:
    """As written, harakat and all, and what it is the time of."""
    assert shapes.leading_clock(text) == told


@pytest.mark.parametrize("text", ["10 كتب", "5 مارس – ندوة", "1446هـ", "10:", "ورشة 10:30"])
def test_what_is_no_time_of_day_opens_none(text: str) -> None:
    """A number that counts, a day of a month, a year."""
    assert not shapes.is_clock(text)
    assert shapes.leading_clock(f"{text} ورشة الخزف") is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2011", 2011),
        ("عام 2011:", 2011),
        ("سنة 2011", 2011),
        ("٢٠١١م", 2011),
        ("2011 كتاب", None),
        ("1446", None),
    ],
)
def test_a_label_of_a_year_is_known_however_it_is_written(text: str, year: int | None) -> None:
    """Taa marbuta kept "سنة" from being one."""
    assert shapes.lone_year(text) == year


def test_lines_under_weekdays_as_people_spell_them_are_a_timeline() -> None:
    """They were left out as headlines of other articles."""
    article = read(
        "الاتنين المقبل: ورشة الخزف للصغار",
        "التلات المقبل: أمسية العود والناي",
        "الأربعا المقبل: جولة في المخازن",
    )
    assert [title for _, title in told(article)] == [
        "ورشة الخزف للصغار",
        "أمسية العود والناي",
        "جولة في المخازن",
    ]


@pytest.mark.parametrize(
    ("hours", "wanted"),
    [
        (("9:30", "4:15", "8:00"), ("09:30", "04:15", "08:00")),
        (("9:30 صباحًا", "4:15 عصرًا", "8:00 مساءً"), ("09:30", "16:15", "20:00")),
        (("9:30 ص", "4:15 م", "8:00 م"), ("09:30", "16:15", "20:00")),
        (
            ("الساعة 9:30 صباحا", "الساعة 4:15 عصرا", "الساعة 8:00 مساء"),
            ("09:30", "16:15", "20:00"),
        ),
        (("٩:٣٠ صباحًا", "٤:١٥ عصرًا", "٨:٠٠ مساءً"), ("09:30", "16:15", "20:00")),
    ],
    ids=["bare", "parts of the day", "letters", "the hour", "digits"],
)
def test_hours_of_a_programme_are_of_the_day_over_them(
    hours: tuple[str, ...], wanted: tuple[str, ...]
) -> None:
    """Those with a part of the day were taken for hours of the day of reading."""
    titles = ("استقبال الزوار", "ورشة الخزف", "أمسية العود")
    items = [f"- {hour} – {title}" for hour, title in zip(hours, titles, strict=True)]
    article = read("برنامج يوم 3 مارس 2026:", *items)
    assert told(article) == [
        (f"2026-03-03T{hour}", title) for hour, title in zip(wanted, titles, strict=True)
    ]
