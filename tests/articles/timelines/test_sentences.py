"""Events of running text: one for each dated happening, by its own verb."""

from datetime import UTC, datetime

import pytest

from articles.model import Article
from articles.read import read_article

AT = datetime(2026, 3, 1, tzinfo=UTC)
TITLE = "مهرجان الربيع في المدينة القديمة"
LEAD = (
    "يشهد الحي القديم في المدينة حركة واسعة منذ أسابيع مع قرب المهرجان الذي ينتظره سكان المدينة "
    "القديمة كل عام، وتعلق الزينة على الأبواب."
)


def _read(text: str, *, published: bool = True, prose: bool = True) -> Article:
    head = "<p>نشر في: 1 مارس 2026</p>" if published else ""
    page = f"<article><h1>{TITLE}</h1>{head}<p>{LEAD} {text}</p></article>"
    return read_article(page.encode(), name="a.html", at=AT, prose=prose)


def _told(article: Article) -> list[tuple[str, str]]:
    events = [event for timeline in article.timelines for event in timeline.events]
    return [(event.start.value, event.title) for event in events]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "قال وزير الثقافة يوم الأحد إن المعرض الدولي سيفتح أبوابه في 3 مايو 2026.",
            [("2026-05-03", "المعرض الدولي سيفتح أبوابه")],
        ),
        (
            "وأعلنت البلدية في 3 مارس 2026 أن السوق الجديدة ستفتح في 9 أبريل 2026.",
            [("2026-04-09", "السوق الجديدة ستفتح")],
        ),
        ("أكد المدير اليوم الأحد أن العمل يسير كما خطط له.", []),
        ("وقالت الإدارة في 3 مايو 2025: المعرض باق كما هو.", []),
        (
            "تصل الفرق إلى العاصمة في 3 مايو 2026، وتنطلق العروض الكبرى في 5 مايو 2026.",
            [("2026-05-03", "تصل الفرق إلى العاصمة"), ("2026-05-05", "تنطلق العروض الكبرى")],
        ),
        (
            "ومن المقرر أن تنعقد اللجنة يوم 12 أبريل 2026، على أن تعلن النتائج في 20 أبريل 2026.",
            [("2026-04-12", "تنعقد اللجنة"), ("2026-04-20", "تعلن النتائج")],
        ),
        (
            "في 3 مايو 2026 تفتح القاعة الكبرى أبوابها للزوار.",
            [("2026-05-03", "تفتح القاعة الكبرى أبوابها للزوار")],
        ),
        (
            "تبدأ العروض في 7 يونيو 2026 وتنتهي في 25 يونيو 2026.",
            [("2026-06-07", "تبدأ العروض")],
        ),
        (
            "وينطلق الموكب غدا من الحديقة الكبرى.",
            [("2026-03-02", "ينطلق الموكب من الحديقة الكبرى")],
        ),
        ("3 مايو 2026 هو يوم الافتتاح.", [("2026-05-03", "3 مايو 2026 هو يوم الافتتاح")]),
    ],
)
def test_each_dated_happening_is_an_event(text: str, told: list[tuple[str, str]]) -> None:
    """Never the day on which somebody says so; what has no words of its own is none."""
    assert _told(_read(text)) == told
    assert _read(text, prose=False).timelines == ()


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        ("وينطلق الموكب غدا من الحديقة الكبرى.", 1),
        ("وينطلق الموكب يوم الجمعة المقبل من الحديقة الكبرى.", 1),
        ("وينطلق الموكب في 3 مايو 2026 من الحديقة الكبرى.", 0),
    ],
)
def test_without_a_day_of_publication_relative_days_wait(text: str, waits: int) -> None:
    """They are noted; the day on which the file was read is none that the text means."""
    article = _read(text, published=False)
    assert len(_told(article)) == 1 - waits
    assert [note.code for note in article.notes] == ["date-waits"] * waits


@pytest.mark.parametrize("published", [True, False])
def test_lines_that_tell_today_wait_as_sentences_do(*, published: bool) -> None:
    """Those that tell a weekday or a date do not."""
    items = "<ul><li>اليوم: عرض</li><li>غدا: حفل</li><li>12 مارس 2026: موكب</li></ul>"
    article = _read(f"</p>{items}<p>", published=published, prose=False)
    days = ["2026-03-01", "2026-03-02", "2026-03-12"] if published else []
    assert [day for day, _ in _told(article)] == days


def test_what_a_timeline_tells_is_no_event_of_the_text_again() -> None:
    """On the same day, in much the same words."""
    items = "<ul><li>3 مايو 2026: افتتاح المعرض</li><li>5 مايو 2026: ختام العروض</li></ul>"
    text = "وينتظر الزوار افتتاح المعرض في 3 مايو 2026، وتقام الجولة الأولى في 5 مايو 2026."
    told = _told(_read(f"{text}</p>{items}<p>"))
    assert told[2:] == [("2026-05-05", "تقام الجولة الأولى")]


@pytest.mark.parametrize("published", [True, False])
def test_a_weekday_beside_today_is_noted_only_where_today_is_known(*, published: bool) -> None:
    """The first of March 2026 is a Sunday."""
    article = _read("تفقد المحافظ اليوم الثلاثاء عددا من القاعات.", published=published)
    assert [note.code for note in article.notes if note.code == "weekday"] == [
        "weekday"
    ] * published
