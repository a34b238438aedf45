"""What a page says about its article: JSON-LD, meta elements, and the repairs they need."""

import pytest
from lxml.html import document_fromstring

from articles.blocks import Image
from articles.draft import Metadata
from articles.formats.html.metadata import clean_title, machine_time, read_metadata
from articles.model import Person
from articles.people import author_names

URL = "https://news.example/politics/1"


def metadata(head: str, body: str = "<p>نص</p>") -> Metadata:
    page = f"<html lang='ar-EG'><head>{head}</head><body>{body}</body></html>"
    return read_metadata(document_fromstring(page), url=URL, timezone="Africa/Cairo")


def jsonld(text: str) -> Metadata:
    return metadata(f"<script type='application/ld+json'>{text}</script>")


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "NewsArticle", "headline": "قمة"}',
        '[{"@type": "Organization"}, {"@type": ["NewsArticle"], "headline": "قمة"}]',
        '{"@graph": [{"@type": "WebPage"}, {"@type": "ReportageNewsArticle", "headline": "قمة"}]}',
        '{"@type": "WebPage", "mainEntity": {"@type": "Article", "headline": "قمة"}}',
        '{"@type": "NewsArticle", "headline": "قمة",}',
        '<!-- {"@type": "NewsArticle", "headline": "قمة"} -->',
        '{"@type": "NewsArticle", "headline": "قمة", "description": "سطر\nثان"}',
    ],
)
def test_the_article_is_found_in_every_shape_of_jsonld(text: str) -> None:
    """Graphs, lists, trailing commas, comments and raw line ends are what sites really serve."""
    found = jsonld(text)
    assert (found.title, found.title_from) == ("قمة", "jsonld")


def test_broken_jsonld_leaves_the_meta_elements() -> None:
    """One unreadable script must not cost the title."""
    found = metadata(
        "<script type='application/ld+json'>{not json</script>"
        "<meta property='og:title' content='عنوان'>"
    )
    assert (found.title, found.title_from) == ("عنوان", "meta")


def test_a_time_keeps_its_zone() -> None:
    """A day without its hour is worth less, and an hour without its zone is wrong."""
    found = jsonld('{"@type": "NewsArticle", "datePublished": "2025-09-25T18:30:00+0300"}')
    assert found.published is not None
    assert (found.published.value, found.published.timezone) == ("2025-09-25T18:30:00", "+03:00")


def test_a_time_without_a_zone_is_in_the_sites_zone_and_says_so() -> None:
    """What was not told is named."""
    when = machine_time("2025-09-25 18:30:00", "Africa/Cairo")
    assert when is not None
    assert (when.timezone, when.inferred) == ("Africa/Cairo", ("timezone",))


@pytest.mark.parametrize("text", ["أمس", "2025", "25/09/2025", "soon", "", "2025-13-01"])
def test_what_is_no_machine_time_is_no_time(text: str) -> None:
    """A wrong date is worse than none: nothing is guessed from a meta element."""
    assert machine_time(text, "UTC") is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("قمة بكين | الموقع", "قمة بكين"),
        ("قمة بكين - الموقع", "قمة بكين"),
        ("الموقع | قمة بكين", "قمة بكين"),
        ("قمة بكين |", "قمة بكين"),
        ("قمة بكين | اليوم الأول", "قمة بكين | اليوم الأول"),
        ("«الموقع» تكشف", "«الموقع» تكشف"),
    ],
)
def test_a_title_loses_its_sites_name_and_nothing_else(title: str, expected: str) -> None:
    """Subscribers know the site; the headline's own separators stay."""
    assert clean_title(title, "الموقع") == expected


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("كتب: أحمد السيد", ["أحمد السيد"]),
        ("كتبت - منى علي", ["منى علي"]),
        ("بقلم/ سامي حداد", ["سامي حداد"]),
        ("ترجمة: ليلى نور وكمال عيسى", ["ليلى نور", "كمال عيسى"]),
        ("https://news.example/author/7", []),
        ("editor@news.example", []),
    ],
)
def test_an_author_is_a_name_without_the_words_before_it(byline: str, names: list[str]) -> None:
    """A reader shows the name, not "written by"."""
    assert author_names(byline) == names


def test_the_publisher_is_not_its_own_author() -> None:
    """Many sites name themselves where a person should stand."""
    found = jsonld(
        '{"@type": "NewsArticle", "publisher": {"name": "الموقع"},'
        ' "author": [{"name": "الموقع"}, {"name": "هدى", "url": "https://news.example/huda"}]}'
    )
    assert found.authors == (Person(name="هدى", url="https://news.example/huda"),)
    assert found.publisher == "الموقع"


def test_tags_come_from_keywords_of_every_shape() -> None:
    """A list, or a string with Arabic commas."""
    assert jsonld('{"@type": "Article", "keywords": "قمة، بكين, #الصين"}').tags == (
        "قمة",
        "بكين",
        "الصين",
    )


def test_a_picture_has_an_absolute_address_and_its_size() -> None:
    """Relative addresses mean nothing in a feed."""
    found = jsonld(
        '{"@type": "Article", "image": {"url": "/a.jpg", "width": 1200, "height": "630"}}'
    )
    assert found.image == Image(url="https://news.example/a.jpg", width=1200, height=630)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<link rel=canonical href='/politics/seven'>", "https://news.example/politics/seven"),
        (
            "<meta property='og:url' content='https://news.example/x?id=3'>",
            "https://news.example/x?id=3",
        ),
        ("<link rel=canonical href='https://news.example/'>", URL),
        ("<link rel=canonical href='javascript:alert(1)'>", URL),
    ],
)
def test_the_canonical_address_is_one_page(head: str, expected: str) -> None:
    """A canonical link to the front page would make every article the same one."""
    assert metadata(head).url == expected
