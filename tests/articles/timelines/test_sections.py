"""Headings that are dates, or begin with one, and the text below each; sentences that tell days."""

from datetime import UTC, datetime

import pytest

from articles.model import Article, Event
from articles.read import read_article

AT = datetime(2026, 1, 5, tzinfo=UTC)
TEXT = "تفتح القاعة الكبرى أبوابها للزوار صباح كل يوم من أيام الأسبوع، وتبقى مفتوحة حتى المساء."
MORE = "ويقول القائمون على القاعة إن الدخول إليها ميسر، وإن الأطفال يدخلون مع أهلهم وحدهم."
NEXT = "ويعرض الخطاطون لوحاتهم في الممر الطويل، ويشرحون للزوار كيف تبرى الأقلام وتصنع الأحبار."
LAST = "وتعلن أسماء الفائزين في المسابقة الكبرى على لوح الشرف عند الباب، ثم توزع الجوائز عليهم."


def _page(*parts: str, prose: bool = False) -> Article:
    page = f"<article><h1>أبواب القاعة</h1><p>{TEXT}</p>{''.join(parts)}</article>"
    return read_article(page.encode(), name="a.html", at=AT, prose=prose)


def _section(heading: str, *texts: str) -> str:
    return f"<h2>{heading}</h2>" + "".join(f"<p>{text}</p>" for text in texts)


def _events(*parts: str) -> list[Event]:
    return [event for timeline in _page(*parts).timelines for event in timeline.events]


def _told(*parts: str) -> list[tuple[str, str]]:
    return [(event.start.value, event.title) for event in _events(*parts)]


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        (["3 مايو 2026: افتتاح المعرض", "4 مايو 2026: لقاء"], ["افتتاح المعرض", "لقاء"]),
        (["3 مايو 2026", "4 مايو 2026"], [MORE.split("،", maxsplit=1)[0], NEXT.rstrip(".")]),
        (["3 مايو 2026: افتتاح المعرض", "لقاء الخطاطين"], []),
        (["3 مايو 2026 شهد افتتاح المعرض", "4 مايو 2026 شهد لقاء"], []),
        (["مايو 2026: افتتاح المعرض", "يونيو 2026: لقاء"], []),
    ],
)
def test_two_headings_that_begin_with_a_day_are_events(
    headings: list[str], told: list[str]
) -> None:
    """With what follows a mark as the title, else with the first clause below."""
    first, second = headings
    events = _events(_section(first, MORE), _section(second, NEXT, LAST))
    assert [event.title for event in events] == told
    assert [event.description for event in events] == [MORE, f"{NEXT}\n{LAST}"][: len(told)]


@pytest.mark.parametrize(("size", "count"), [(160, 2), (161, 0)])
def test_a_heading_has_a_hundred_and_sixty_characters(size: int, count: int) -> None:
    """A longer one is a text that is set large."""
    opening = "4 مايو 2026: "
    long = opening + "ا".rjust(size - len(opening), "و")
    assert len(_told(_section("3 مايو 2026", MORE), _section(long, NEXT))) == count


def test_a_line_of_text_is_a_heading_only_where_it_is_a_date_alone() -> None:
    """A paragraph that begins with a date and goes on is no heading over the next.

    It tells its own event, where another tells its date as firmly.
    """
    days = [("3 مايو 2026", MORE), ("4 مايو 2026", NEXT)]
    alone = [f"<p>{day}</p><p>{text}</p>" for day, text in days]
    assert [day for day, _ in _told(*alone)] == ["2026-05-03", "2026-05-04"]
    goes_on = [f"<p>{day}: وقت الافتتاح. {text}</p><p>{LAST} {text}</p>" for day, text in days]
    assert [title.split(".")[0] for _, title in _told(TEXT.join(goes_on))] == ["وقت الافتتاح"] * 2


def test_a_text_under_a_day_may_begin_with_its_hour() -> None:
    """The texts below it describe the event, all of them."""
    hour = "10:30 افتتاح المعرض في القاعة الكبرى، ويحضره أهل المدينة وزوارها من كل مكان."
    events = _events(_section("3 مايو 2026", hour, MORE, LAST), _section("4 مايو 2026", NEXT))
    assert events[0].start.value == "2026-05-03T10:30"
    assert events[0].description == f"{MORE}\n{LAST}"
    assert events[0].raw == hour
    assert (events[1].start.value, events[1].description) == ("2026-05-04", NEXT)


def test_a_section_counts_whose_list_told_its_events() -> None:
    """It makes two with another section, and tells nothing twice."""
    hours = "<h2>3 مايو 2026</h2><ul><li>10:00 افتتاح</li><li>11:00 لقاء</li></ul>"
    assert _told(hours, _section("4 مايو 2026: ختام", MORE)) == [
        ("2026-05-03T10:00", "افتتاح"),
        ("2026-05-03T11:00", "لقاء"),
        ("2026-05-04", "ختام"),
    ]
    assert len(_told(hours, _section("ختام اللقاء", MORE))) == 2


def test_what_stands_right_under_dates_is_the_articles() -> None:
    """Where two headings are dates, a headline under one is no news of something else."""
    line = "حديقة كبرى للأطفال في الجانب الغربي"
    article = _page(f"<h2>3 مايو 2026</h2><p>افتتاح {line}</p><h2>4 مايو 2026</h2>")
    assert f"افتتاح {line}" in {getattr(block, "text", "") for block in article.blocks}


@pytest.mark.parametrize("mark", ["related-posts", "share"])
def test_what_the_page_itself_sets_apart_is_not_held_by_a_date_over_it(mark: str) -> None:
    """A line of related news below the last date stays related news."""
    days = _section("3 مايو 2026", MORE) + _section("4 مايو 2026", NEXT)
    apart = f"<h2>5 مايو 2026</h2><div class={mark}><p>افتتاح حديقة كبرى</p></div>"
    assert "افتتاح حديقة كبرى" in {line.text for line in _page(days, apart).dropped}


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        ("تفتح القاعة في 3 مايو 2026.", "2026-05-03"),
        ("3 مايو 2026 هو يوم الافتتاح.", "2026-05-03"),
        ("تفتح القاعة في 3 مايو 2026", "2026-05-03"),
        ("هل تفتح القاعة في 3 مايو 2026؟", "2026-05-03"),
    ],
)
def test_a_date_at_either_end_of_a_sentence_is_of_it(sentence: str, start: str) -> None:
    """And of no other."""
    text = f"{MORE} {sentence}" if sentence[-1] not in ".؟" else f"{sentence} {MORE}"
    for order in (text, f"{LAST} {text}"):
        article = _page(f"<p>{order}</p>", prose=True)
        (timeline,) = article.timelines
        assert [(event.start.value, event.raw) for event in timeline.events] == [(start, sentence)]
