"""Which lines over an article tell its date: how sure, beside how many words."""

from datetime import UTC, datetime

import pytest

from articles.read import read_article

AT = datetime(2026, 2, 1, tzinfo=UTC)
TITLE = "مرفأ الصيادين يستعيد قواربه القديمة"
LEAD = (
    "أعاد أهل المرفأ إلى الماء سبعة قوارب خشبية بناها أجدادهم، بعد أن رممها النجارون في شتاء كامل."
)
REST = "ويقول أكبر النجارين سنًا إن الخشب الذي وجدوه كان سليمًا، وإن القوارب ستبحر كل صباح."


def _published(*lines: str, heading: str = TITLE) -> str | None:
    """The date of publication of a page with these lines under its heading."""
    parts = "".join(f"<p>{line}</p>" for line in (*lines, LEAD, REST))
    page = f"<article><h1>{heading}</h1>{parts}</article>"
    published = read_article(page.encode(), name="a.html", at=AT).published
    return published and published.value


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("نشر في 21 يناير 2026", "2026-01-21"),
        ("نشر في 3 شعبان 1447", "2026-01-22"),
        ("نشر في 5/1/2026", None),
        ("نشر في 21 يناير", None),
        ("نشر في يناير 2026", None),
        ("نشر من 21 إلى 23 يناير 2026", None),
    ],
)
def test_only_a_day_that_is_told_in_full_is_the_date(line: str, published: str | None) -> None:
    """A Hijri day is sure enough, a number that could be month and day is not."""
    assert _published(line) == published


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("نشر في موقعنا 21 يناير 2026", "2026-01-21"),
        ("نشر في موقعنا القديم 21 يناير 2026", None),
        ("المرفأ 21 يناير 2026", "2026-01-21"),
        ("المرفأ القديم 21 يناير 2026", "2026-01-21"),
        ("مرفأ الصيادين القديم 21 يناير 2026", None),
    ],
)
def test_a_date_with_many_words_beside_it_is_news(line: str, published: str | None) -> None:
    """Three with a word that says what it is, two without."""
    assert _published(line) == published


@pytest.mark.parametrize("words", [5, 30])
def test_the_head_goes_on_after_a_heading_of_any_length(words: int) -> None:
    """What is marked as a heading is no text."""
    assert _published("نشر في 21 يناير 2026", heading=" ".join(["قوارب"] * words)) == "2026-01-21"
