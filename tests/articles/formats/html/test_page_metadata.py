"""What a page says outside its text: time, address, title, picture, authors, charset, structure."""

import pytest

from articles.model import Article
from articles.read import read_article
from tests.articles.formats.html.webpage import AT, OPENING, URL, paragraphs, read_body, read_page

SOME = "2025-12-30T09:15:00+03:00"


def _jsonld(fields: str) -> Article:
    """The article of a page with these fields in its JSON-LD."""
    node = f'{{"@type": "NewsArticle", {fields}}}'
    return read_body("", f"<script type='application/ld+json'>{node}</script>")


def _published(before: str, inside: str = "", head: str = "") -> str | None:
    text = paragraphs(*OPENING)
    body = f"{before}<main>{inside}<div id=text>{text}</div></main>"
    when = read_page(body, f"<title>أبواب القاعة</title>{head}").published
    return when.value if when else None


@pytest.mark.parametrize(
    ("told", "value", "zone"),
    [
        ("2025-12-30", "2025-12-30", None),
        (" 2025-12-30 ", "2025-12-30", None),
        ("2025-12-30T09", "2025-12-30T09:00:00", "UTC"),
        ("2025-12-30T09:15:00.250+03:00", "2025-12-30T09:15:00", "+03:00"),
        ("2025-12-30T09:15:00Z", "2025-12-30T09:15:00", "+00:00"),
        ("2025-12-30T09:15:00+02:05:09", "2025-12-30T09:15:00", "+02:05"),
        ("Tue, 30 Dec 2025 09:15:00 -0330", "2025-12-30T09:15:00", "-03:30"),
    ],
)
def test_a_time_for_machines_is_a_day_or_a_second(told: str, value: str, zone: str | None) -> None:
    """With its zone in hours and minutes, as others write it."""
    when = _jsonld(f'"datePublished": "{told}"').published
    assert when is not None
    assert (when.value, when.timezone) == (value, zone)


@pytest.mark.parametrize(
    "element",
    [
        f"<time class='entry-date' datetime='{SOME}'>أمس</time>",
        f"<div class='post-date'><time datetime='{SOME}'>أمس</time></div>",
        f"<time pubdate datetime='{SOME}'>أمس</time>",
        f"<span itemprop=datePublished content='{SOME}'>أمس</span>",
        f"<p itemprop=datePublished content='أمس'></p><time pubdate datetime='{SOME}'>أمس</time>",
    ],
)
def test_the_time_of_publication_is_in_an_element_that_is_marked_for_it(element: str) -> None:
    """In the article or around it, where the head of the page does not tell; not outside."""
    assert _published("", element) == "2025-12-30T09:15:00"
    assert _published(element) is None
    head = "<meta property='article:published_time' content='2025-12-29'>"
    assert _published("", element, head) == "2025-12-29"


@pytest.mark.parametrize(
    "element",
    [
        f"<time datetime='{SOME}'>أمس</time>",
        f"<span class='entry-date' datetime='{SOME}'>أمس</span>",
        f"<time itemprop=dateModified datetime='{SOME}'>أمس</time>",
        "<time class='entry-date' datetime='أمس'>أمس</time>",
    ],
)
def test_a_time_in_another_element_is_not_that_of_publication(element: str) -> None:
    """It may be that of an event, of a change, or no time."""
    assert _published("", element) is None


@pytest.mark.parametrize(
    ("names", "title"),
    [
        ("<title>القاعة</title>", "القاعة"),
        ("<title>القاعة - المتحف</title>", "القاعة"),
        ("<title>المتحف: القاعة</title>", "المتحف: القاعة"),
        ("<title>المتحف - باب القاعة الكبرى</title>", "باب القاعة الكبرى"),
        ("<title>المتحف » القاعة » الباب</title>", "القاعة » الباب"),
        ("<title>المتحف</title>", "المتحف"),
        ("<title>القاعة</title><h1>الباب</h1>", "الباب"),
        ("<title>القاعة</title><h1>الباب</h1><h1>النافذة</h1>", "القاعة"),
        ("<h1>الباب<br>الكبير</h1>", "الباب الكبير"),
    ],
)
def test_the_title_is_the_only_heading_or_the_name_of_the_page(names: str, title: str) -> None:
    """Without the name of the site, which subscribers know."""
    head = f"<meta property='og:site_name' content='المتحف'>{names}"
    assert read_body("", head).title == title


def test_a_page_without_any_title_is_named_after_its_first_words() -> None:
    """Neither a heading nor a title in the head."""
    assert OPENING[0].startswith(read_body("", "").title.rstrip("…. "))


@pytest.mark.parametrize(
    ("told", "size"),
    [
        ('{"url": "/a.jpg", "width": 1200, "height": "630px"}', (1200, 630)),
        ('{"url": "/a.jpg", "width": {"value": 1}, "height": 99999}', (1, 99_999)),
        ('{"url": "/a.jpg", "width": 0, "height": 100000}', (None, None)),
        ('[{"url": "/a.jpg", "width": 640}, {"url": "/b.jpg"}]', (640, None)),
        ('["/a.jpg", "/b.jpg"]', (None, None)),
        (f'{{"url": "/a.jpg", "width": "{"9" * 5_000}"}}', (None, None)),
    ],
)
def test_the_picture_is_the_first_with_the_size_that_it_may_have(
    told: str, size: tuple[int | None, int | None]
) -> None:
    """A size of no picture is left out, whatever the page says."""
    image = _jsonld(f'"image": {told}').image
    assert image is not None
    assert image.url == "https://news.example/a.jpg"
    assert (image.width, image.height) == size


@pytest.mark.parametrize(
    ("head", "image"),
    [
        ("<meta property='og:image' content='/c.jpg'>", "https://news.example/c.jpg"),
        ("<meta property='og:image' content='data:x'>", None),
        ("", None),
    ],
)
def test_a_picture_of_the_head_stands_in_for_that_of_the_structure(
    head: str, image: str | None
) -> None:
    """Only one with an address of the web."""
    found = read_body("", f"<title>أبواب القاعة</title>{head}").image
    assert (found.url if found else None) == image


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("هدى سالم", [("هدى سالم", "https://news.example/huda")]),
        ("هدى سالم وليلى نور", [("هدى سالم", None), ("ليلى نور", None)]),
        ("هدى سالم وهدى سالم", [("هدى سالم", None)]),
    ],
)
def test_the_page_of_an_author_is_that_of_one_author(
    name: str, people: list[tuple[str, str | None]]
) -> None:
    """Two names share no page."""
    told = f'"author": {{"name": "{name}", "url": "https://news.example/huda"}}'
    assert [(one.name, one.url) for one in _jsonld(told).authors] == people


@pytest.mark.parametrize(
    ("wrapped", "found"),
    [
        ('{"mainEntity": ' * 6 + "%s" + "}" * 6, True),
        ('{"mainEntity": ' * 7 + "%s" + "}" * 7, False),
        ("[" * 6 + "%s" + "]" * 6, True),
        ("[" * 7 + "%s" + "]" * 7, False),
        ('[{"@type": "Organization"},' * 3 + "%s" + "]" * 3, True),
        ("[" + '{"@type": "Organization"},' * 2_000 + "%s]", True),
    ],
)
def test_the_structure_of_a_page_tells_its_article_at_most_six_deep(
    wrapped: str, *, found: bool
) -> None:
    """Beside however many others; what is nested without end is not looked at."""
    node = wrapped % '{"@type": "NewsArticle", "headline": "باب القاعة"}'
    head = f"<title>غيره</title><script type='application/ld+json'>{node}</script>"
    assert read_body("", head).title == ("باب القاعة" if found else "غيره")


def test_a_script_that_is_no_structure_is_none() -> None:
    """Programmes hold such words too."""
    node = '{"@type": "NewsArticle", "headline": "باب القاعة"}'
    head = f"<title>غيره</title><script type='text/javascript'>{node}</script>"
    assert read_body("", head).title == "غيره"


@pytest.mark.parametrize(
    ("head", "link"),
    [
        ("", "https://news.example/hall/x"),
        ("<base href='https://other.example/'>", "https://other.example/x"),
        ("<base target=_blank>", "https://news.example/hall/x"),
        ("<base href='javascript:x()'>", "https://news.example/hall/x"),
    ],
)
def test_links_are_relative_to_the_base_of_the_page(head: str, link: str) -> None:
    """A base that leads nowhere is none."""
    article = read_body("<p>انظر <a href='x'>هنا</a></p>", head)
    assert article.blocks[-1].links[0].url == link  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "declaration",
    [
        "<meta charset=windows-1256>",
        "<meta http-equiv=Content-Type content='text/html; charset=windows-1256'>",
        "<?xml version='1.0' encoding='windows-1256'?>",
    ],
)
def test_a_page_is_in_the_charset_that_it_declares(declaration: str) -> None:
    """Nothing is guessed then, and nothing noted."""
    page = f"{declaration}<title>باب</title><article>{paragraphs(*OPENING)}</article>"
    article = read_article(page.encode("windows-1256"), name="hall.html", at=AT, url=URL)
    assert (article.title, article.source.encoding) == ("باب", "cp1256")
    assert article.notes == ()


@pytest.mark.parametrize(
    "meta",
    ["name='dc.date'", "name='DC.date.issued'", "itemprop='datePublished' name='pubdate'"],
)
def test_dublin_core_and_every_name_of_an_element_tell_the_day(meta: str) -> None:
    article = read_page(
        f"<article>{paragraphs(*OPENING)}</article>", f"<meta {meta} content='2023-01-02'>"
    )
    assert article.published is not None
    assert article.published.value == "2023-01-02"
