"""schema.org NewsArticle and Event as documents of their own."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from articles.formats.document import write_article
from articles.model import Article
from articles.read import read_article

AT = datetime(2026, 1, 5, tzinfo=UTC)
BODY = (
    "افتتحت البلدية خط الحافلات الجديد بين المرفأ والسوق بحضور السكان.\n"
    "3 مارس 2026: تشغيل بلا ركاب\n10 مارس 2026: تشغيل كامل"
)
NEWS = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "البلدية تفتتح الخط",
    "datePublished": "2026-02-01T10:00:00+03:00",
    "author": {"@type": "Person", "name": "سامي عمر - القاهرة"},
    "publisher": {"@type": "Organization", "name": "صحيفة الواحة"},
    "articleSection": "مدن",
    "articleBody": BODY,
    "url": "https://x.example/n/1",
}
EVENT = {
    "@type": "MusicEvent",
    "name": "حفل العود",
    "startDate": "2026-05-03T20:00:00+03:00",
    "endDate": "2026-05-03T22:00:00+03:00",
    "location": {"@type": "Place", "name": "مسرح النهر", "address": {"addressLocality": "الواحة"}},
    "description": "ليلة من <b>العزف</b> المنفرد على العود في المسرح المكشوف.",
}


def _read(data: Any) -> Article:
    return read_article(json.dumps(data).encode(), name="a.json", at=AT)


def _told(article: Article) -> list[tuple[str, str]]:
    events = [event for timeline in article.timelines for event in timeline.events]
    return [(event.start.value, event.title) for event in events]


def test_a_news_article_is_read_as_its_text_is() -> None:
    """Its lines may tell events; what stands beside the text is the head."""
    article = _read(NEWS)
    assert (article.title, article.title_from) == ("البلدية تفتتح الخط", "jsonld")
    assert [person.name for person in article.authors] == ["سامي عمر"]
    assert article.published is not None
    assert article.published.instant == datetime(2026, 2, 1, 7, tzinfo=UTC)
    assert (article.publisher, article.section) == ("صحيفة الواحة", "مدن")
    assert _told(article) == [("2026-03-03", "تشغيل بلا ركاب"), ("2026-03-10", "تشغيل كامل")]


@pytest.mark.parametrize(
    "data",
    [
        EVENT,
        [EVENT],
        {"@context": "https://schema.org", "@graph": [EVENT]},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": EVENT}]},
        {"@type": "Festival", "name": "مهرجان", "subEvent": [EVENT]} | {"@type": "ItemList"},
    ],
)
def test_an_event_is_read_alone_and_in_every_list(data: Any) -> None:
    """With its place and its description; it is an article of its own where there is none."""
    article = _read(data)
    ((event,),) = [timeline.events for timeline in article.timelines]
    assert (event.title, event.start.value) == ("حفل العود", "2026-05-03T20:00:00")
    assert event.end is not None
    assert event.place == "مسرح النهر، الواحة"
    assert event.description == "ليلة من العزف المنفرد على العود في المسرح المكشوف."
    assert article.title == "حفل العود"


def test_the_events_of_an_article_stand_beside_those_that_its_text_tells() -> None:
    """And an event whose beginning cannot be read is a note."""
    article = _read({**NEWS, "about": [EVENT, {**EVENT, "startDate": "قريبا"}]})
    assert [day[:10] for day, _ in _told(article)] == ["2026-05-03", "2026-03-03", "2026-03-10"]
    assert [(note.code, note.at.item) for note in article.notes] == [("event-unread", 2)]


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("https://schema.org/EventCancelled", "cancelled"),
        ("EventPostponed", "tentative"),
        (None, "confirmed"),
    ],
)
def test_an_event_keeps_its_state(status: str | None, told: str) -> None:
    ((event,),) = [one.events for one in _read({**EVENT, "eventStatus": status}).timelines]
    assert event.status == told


def test_a_body_of_markup_is_read_by_its_paragraphs() -> None:
    body = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
    assert _told(_read({**NEWS, "articleBody": body})) == _told(_read(NEWS))


def test_an_end_before_the_start_is_noted_once() -> None:
    """In a document as in schema.org; reading what was written adds nothing."""
    when = {"value": "2026-05-03"}
    event = {"title": "حفل", "start": when, "end": {"value": "2026-05-01"}}
    article = _read({"schema": "article/1", "title": "حفلات", "timelines": [{"events": [event]}]})
    assert [note.code for note in article.notes] == ["backwards"]
    again = read_article(write_article(article), name="a.json", at=AT)
    assert again.notes == article.notes
