"""One article in every markup: the same events come out, and the same headlines stay out."""

from datetime import UTC, datetime

import pytest

from articles.model import Article
from articles.read import read_article
from tests.articles.pages import Story, headlines, markdown, page, story, timelines
from tests.conftest import ROOT, SAMPLE, SHARED

AT = datetime(2025, 9, 26, tzinfo=UTC)
SAMPLES = [
    SAMPLE,
    ROOT / "tests" / "articles" / "shapes" / "lunar-probe-2026.txt",
    ROOT / "tests" / "articles" / "shapes" / "library-reopening.txt",
    *sorted(SHARED.glob("seed/*.txt")),
]
STORIES = {path.stem[:12]: story(path) for path in SAMPLES}
DAYS = {
    "beijing-summ": ["2025-09-23", "2025-09-24", "2025-09-25", "2025-09-26"],
    "lunar-probe-": ["2026-02-14", "2026-02-19", "2026-03-02", "2026-03-11"],
    "library-reop": ["2026-10-19", "2026-10-20", "2026-10-22", "2026-10-25"],
    "000_e3be2538": ["2025-09-23", "2025-09-24", "2025-09-25", "2025-09-26"],
}


def events(article: Article) -> list[tuple[str, str]]:
    return [
        (event.start.value, event.title)
        for timeline in article.timelines
        for event in timeline.events
    ]


def leaked(article: Article, told: Story) -> list[str]:
    kept = repr(article.blocks)
    return [line for line in told.foreign if line in kept]


def expected(name: str) -> list[tuple[str, str]]:
    titles = [title for _, title in STORIES[name].rows]
    return list(zip(DAYS[name], titles, strict=True))


@pytest.mark.parametrize("related", sorted(headlines(("a", "b"))))
@pytest.mark.parametrize("shape", sorted(timelines(())))
@pytest.mark.parametrize("name", sorted(STORIES))
def test_a_page_of_any_shape(name: str, shape: str, related: str) -> None:
    """Extractors lose half of these timelines, and let most of these headlines in."""
    told = STORIES[name]
    body = page(told, timelines(told.rows)[shape], headlines(told.foreign)[related])
    article = read_article(body, name="news.html", at=AT)
    assert events(article) == expected(name)
    assert leaked(article, told) == []


@pytest.mark.parametrize("name", sorted(STORIES))
def test_a_page_tells_its_metadata(name: str) -> None:
    """Title, author and time of publication with its zone, from what the page itself says."""
    told = STORIES[name]
    article = read_article(page(told, "", ""), name="news.html", at=AT)
    assert article.title == told.title.strip()
    assert [person.name for person in article.authors] == ["هدى سالم"]
    assert article.published is not None
    assert article.published.timezone == "+03:00"


@pytest.mark.parametrize("name", sorted(STORIES))
def test_markdown(name: str) -> None:
    """The same events from notes, with the title of the front matter."""
    told = STORIES[name]
    article = read_article(markdown(told), name="news.md", at=AT)
    assert article.title == told.title.strip()
    assert events(article) == expected(name)
    assert leaked(article, told) == []
