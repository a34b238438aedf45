"""Feeds as newspapers write them: damaged, old, of every kind, in every charset."""

import json
from datetime import UTC, datetime

import pytest

from ruznama.errors import SourceError
from ruznama.sources.listings.listed import Listed
from ruznama.sources.listings.sitemaps import read_sitemap
from ruznama.sources.listings.syndication import read_feed
from tests.ruznama.sources.damaged import damaged, is_right, matched, strange_letters

URL = "https://news.example/rss"
TITLE = "افتتاح الجسر الجديد"
TEXT = "افتتح رئيس البلدية صباح اليوم الجسر الجديد بعد عامين من العمل المتواصل فيه."

WHERE = "https://news.example/a/1"
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
LINKED = f"<title>{TITLE}</title><link>{WHERE}</link>"
OLD_ATOM = f'<title>{TITLE}</title><link rel="alternate" type="text/html" href="{WHERE}"/>'
ONLY_ID = f"<title>{TITLE}</title><id>{WHERE}</id>"


def rss(inside: str, head: str = '<?xml version="1.0" encoding="utf-8"?>', end: str = "") -> str:
    return f'{head}<rss version="2.0"><channel><title>ص</title>{inside}</channel></rss>{end}'


def entry(title: str = TITLE, more: str = "") -> str:
    where = "<link>https://news.example/a/1</link><guid>g1</guid>"
    return f"<item><title>{title}</title>{where}{more}<description>{TEXT}</description></item>"


def only(body: bytes | str, content_type: str | None = None) -> Listed:
    content = body.encode() if isinstance(body, str) else body
    (listed,) = read_feed(content, URL, content_type).items
    return listed


@pytest.mark.parametrize("content_type", [None, "text/xml; charset=utf-8", "application/rss+xml"])
def test_one_bad_byte_leaves_the_rest_as_it_is(content_type: str | None) -> None:
    """A letter that was cut in two is one U+FFFD, and no other letter is another."""
    body = rss(entry()).encode().replace("المتواصل".encode(), b"\xd8", 1)
    listed = only(body, content_type)
    assert listed.title == TITLE
    assert listed.content == TEXT.replace("المتواصل", "\ufffd")


@pytest.mark.parametrize(
    ("head", "content_type"),
    [
        ('<?xml version="1.0" encoding="windows-1256"?>', None),
        ("", "text/xml; charset=windows-1256"),
        ('<?xml version="1.0" encoding="utf-8"?>', None),
        ("", None),
    ],
    ids=["declared", "by HTTP", "declared as another", "not told"],
)
def test_windows_arabic_is_read(head: str, content_type: str | None) -> None:
    """Declared, told by HTTP, or told wrongly."""
    listed = only(rss(entry(), head).encode("windows-1256"), content_type)
    assert (listed.title, listed.content) == (TITLE, TEXT)


def test_utf_16_is_read_by_its_mark() -> None:
    """As some servers of the nineties still send it."""
    assert only(rss(entry(), "").encode("utf-16")).title == TITLE


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("قمة &amp;amp; أخرى", "قمة & أخرى"),
        ("<![CDATA[قمة &#8220;الجسر&#8221;]]>", "قمة “الجسر”"),
        ("قمة &lt;em&gt;مهمة&lt;/em&gt; جدا", "قمة مهمة جدا"),
        ("أقل &lt;3 من ثلاثة", "أقل <3 من ثلاثة"),
        ("AT&T و&nbsp;الجسر", "AT&T و الجسر"),
        ("الجسر \x0b الجديد", "الجسر الجديد"),
    ],
)
def test_a_title_is_html_decoded_once(told: str, title: str) -> None:
    """Twice would eat what it says, never would show entities to readers."""
    assert " ".join(only(rss(entry(told))).title.split()) == title


@pytest.mark.parametrize(
    ("told", "moment"),
    [
        ("Sat, 20 Sep 2025 08:00:00 +0300", "2025-09-20T05:00"),
        ("2025-09-20T08:00:00+03:00", "2025-09-20T05:00"),
        ("السبت، 20 سبتمبر 2025", "2025-09-20T00:00"),
        ("20 أيلول 2025", "2025-09-20T00:00"),
    ],
)
def test_a_date_is_read_as_people_write_it(told: str, moment: str) -> None:
    """In the forms of the standards, and in Arabic by our own reader."""
    listed = only(rss(entry(more=f"<pubDate>{told}</pubDate>")))
    assert listed.published == datetime.fromisoformat(f"{moment}Z")


def test_a_date_that_is_none_harms_nothing() -> None:
    """The entry is there without it."""
    assert only(rss(entry(more="<pubDate>قريبا</pubDate>"))).published is None


def test_what_an_entry_tells_is_handed_on() -> None:
    """Author, categories, file, picture, source and language, to the page that is read."""
    more = (
        '<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">سامي الحسن</dc:creator>'
        "<category>مدن</category><category>طرق</category>"
        '<enclosure url="/a.mp3" length="9" type="audio/mpeg"/>'
        '<media:content xmlns:media="http://search.yahoo.com/mrss/" url="/p.jpg" medium="image"/>'
        '<source url="https://wire.example/rss">وكالة الأنباء</source>'
    )
    body = rss(entry(more=more)).replace("<title>ص", "<language>ar-EG</language><title>ص", 1)
    listed = only(body)
    assert (listed.authors, listed.categories) == (("سامي الحسن",), ("مدن", "طرق"))
    assert (listed.publisher, listed.language) == ("وكالة الأنباء", "ar-EG")
    assert [file.url for file in listed.enclosures] == [
        "https://news.example/a.mp3",
        "https://news.example/p.jpg",
    ]
    page = listed.page().decode()
    assert 'lang="ar-EG"' in page
    assert 'property="og:image" content="https://news.example/p.jpg"' in page
    assert 'href="https://news.example/a.mp3"' in page


@pytest.mark.parametrize(
    "version", ["https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"]
)
def test_json_feed_is_read(version: str) -> None:
    """Of both versions, with a number for an id and an address that is relative."""
    person = {"name": "ريم"}
    item = {
        "id": 7,
        "url": "/j1",
        "title": TITLE,
        "content_text": "نص فيه < و <b>ليس وسما</b>.\n\nفقرة ثانية.",
        "date_published": "2025-09-20T08:00:00+03:00",
        "tags": ["مدن"],
        **({"author": person} if version.endswith("1") and "1.1" not in version else {}),
        **({"authors": [person]} if "1.1" in version else {}),
        "attachments": [{"url": "/a.mp3", "mime_type": "audio/mpeg"}],
    }
    listed = only(json.dumps({"version": version, "title": "ص", "language": "ar", "items": [item]}))
    assert (listed.guid, listed.url, listed.title) == ("7", "https://news.example/j1", TITLE)
    assert (listed.authors, listed.categories) == (("ريم",), ("مدن",))
    assert listed.published == datetime(2025, 9, 20, 5, tzinfo=UTC)
    assert "&lt;b&gt;" in listed.content
    assert listed.content.count("<p>") == 2


@pytest.mark.parametrize(
    "body",
    [
        f'<rss version="0.91"><channel><title>ص</title>{entry()}</channel></rss>',
        f"<rdf:RDF {RDF}><channel><title>ص</title></channel><item>{LINKED}</item></rdf:RDF>",
        f'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry>{OLD_ATOM}</entry></feed>',
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry>{ONLY_ID}</entry></feed>',
        f'<!DOCTYPE rss PUBLIC "-//x//DTD RSS//EN" "http://x">\n<!-- [x] -->\n{rss(entry(), "")}',
        f"\n \ufeff{rss(entry())}",
    ],
    ids=["RSS 0.91", "RDF", "Atom 0.3", "Atom, its id its address", "DOCTYPE", "blanks before"],
)
def test_every_kind_of_feed_is_read(body: str) -> None:
    """Of whatever year."""
    listed = only(body)
    assert (listed.title, listed.url or listed.guid) == (TITLE, "https://news.example/a/1")


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE rss [<!ENTITY a "b">]>',
        "<!DOCTYPE rss [<!-- ]> --><!ENTITY % a SYSTEM 'file:///etc/passwd'>]>",
        '<!DOCTYPE rss SYSTEM "x" [ <!ENTITY a "]>"> ]>',
    ],
)
def test_entities_are_refused_before_any_parser_sees_them(declaration: str) -> None:
    """A bomb takes seconds to be given up."""
    with pytest.raises(SourceError, match="declares entities"):
        read_feed(f"{declaration}{rss(entry(), '')}".encode(), URL, None)


def test_a_feed_that_breaks_off_gives_what_is_whole() -> None:
    """The entry in which it breaks is left, and told to be."""
    whole = rss(entry() + entry("خبر ثان").replace("a/1", "a/2").replace("g1", "g2"))
    cut = read_feed(whole[: whole.rindex("<description>") + 30].encode(), URL, None)
    assert cut.is_cut
    assert [one.title for one in cut.items] == [TITLE]
    assert not read_feed(whole.encode(), URL, None).is_cut


def test_a_title_alone_is_an_entry() -> None:
    """It says something; an item without anything says nothing."""
    alone = rss("<item><title>خبر عاجل</title><guid>g9</guid></item><item><guid>g8</guid></item>")
    (listed,) = read_feed(alone.encode(), URL, None).items
    assert (listed.guid, listed.says_something, listed.holds_text) == ("g9", True, False)


def test_a_thousand_wrong_dates_harm_no_sitemap() -> None:
    """Nor do pictures, nor a byte that is no UTF-8; the newest sitemaps are named first."""
    wrong = ("0000-00-00", "2025-13-45", "غدا", "9999-12-31T23:59:59-14:00", "")
    urls = "".join(
        f"<url><loc>/s{n}</loc><lastmod>{wrong[n % 5]}</lastmod></url>" for n in range(1_000)
    )
    picture = "<image:image><image:loc>/p.jpg</image:loc><image:title>ص</image:title></image:image>"
    space = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
    body = f"<urlset {space}><url>{picture}<loc>/ن</loc></url>{urls}</urlset>".encode() + b"\xd8"
    page = read_sitemap(body, "https://news.example/sitemap.xml")
    assert len(page.items) == 1_001
    assert page.items[0].url == "https://news.example/ن"
    named = "".join(
        f"<sitemap><loc>/{n}.xml</loc><lastmod>20{n}-01-01</lastmod></sitemap>"
        for n in (19, 26, 22)
    )
    index = read_sitemap(f"<sitemapindex>{named}</sitemapindex>".encode(), URL)
    assert [url[-6:-4] for url in index.more] == ["26", "22", "19"]


@pytest.mark.parametrize("first", range(0, 40, 10))
def test_damaged_feeds_tell_what_they_mean(first: int) -> None:
    """Every title, address, author and time of ten, and no letter that stands in none of them."""
    for seed in range(first, first + 10):
        feed = damaged(seed)
        read = [
            {
                "title": one.title,
                "link": one.url or one.guid,
                "author": ", ".join(one.authors),
                "moment": one.published,
                "text": one.content,
            }
            for one in read_feed(feed.body, feed.url, feed.content_type).items
        ]
        wrong = [
            (told, name)
            for told, found in zip(feed.entries, matched(feed, read), strict=True)
            for name in ("title", "link", "author", "moment")
            if getattr(told, name) is not None and not is_right(told, found, name)
        ]
        assert (feed.faults, wrong) == (feed.faults, [])
        assert (feed.faults, strange_letters(feed, read)) == (feed.faults, {})


def test_feed_that_ends_between_entries_has_lost_none() -> None:
    """An entry that is whole is one, though the feed has no end."""
    assert len(read_feed(rss(entry()).split("</channel>")[0].encode(), URL, None).items) == 1
    assert read_feed(rss(entry()).split("</item>")[0].encode(), URL, None).items == ()


@pytest.mark.parametrize("reference", ["&#xFFFFFF;", "&#0;", "&#xD800;", "&notit;"])
def test_reference_to_no_letter_harms_nothing(reference: str) -> None:
    """In the text, where it would end the reading of the feed as a whole, and in CDATA."""
    assert only(rss(entry(f"{TITLE} {reference}"))).title.startswith(TITLE)
    assert only(rss(entry(f"<![CDATA[{TITLE} {reference}]]>"))).title.startswith(TITLE)


def test_tags_in_a_comment_before_the_root_declare_nothing() -> None:
    """Templates leave such comments; a feed is no less one for them."""
    head = '<?xml version="1.0"?>\n<!-- made by <b>us</b> <!DOCTYPE x -->\n'
    assert only(rss(entry(), head)).title == TITLE
