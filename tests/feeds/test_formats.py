"""RSS, Atom and JSON Feed tell the same, whatever the articles hold."""

import html
import json
from calendar import timegm
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from articles.model import Article
from articles.revisions.revise import revise
from articles.text import clean
from feeds.atom import write_atom
from feeds.entries import entry, newest_first
from feeds.jsonfeed import write_json_feed
from feeds.model import Channel
from feeds.rss import write_rss
from tests.builders import HOUR, START
from tests.conftest import CLIENTS
from tests.feeds.channels import BASE, WRITERS, a_channel, an_entry, found
from tests.feeds.hostile import articles, texts

ISOLATES = set("\u2066\u2067\u2068\u2069")
WORD_JOINER = "\u2060"


def of_articles(given: list[tuple[Article, int]], **fields: str) -> Channel:
    """The feed of articles, each first seen at an hour of its own and edited in the next."""
    revisions = [
        revise(
            revise(None, replace(article, id=f"a{place}"), START + hour * HOUR),
            replace(article, id=f"a{place}", section="أخرى"),
            START + (hour + 1) * HOUR,
        )
        for place, (article, hour) in enumerate(given)
    ]
    return a_channel(*newest_first(entry(each, base_url=BASE) for each in revisions), **fields)


channels = st.builds(
    of_articles,
    st.lists(st.tuples(articles, st.integers(0, 48)), max_size=5),
    title=texts.map(lambda text: f"ر{text}"),
    description=texts.map(lambda text: f"و{text}"),
)


def bare(title: str) -> str:
    """A title without the word joiners that keep readers of RSS from seeing markup.

    feedparser takes Latin-1 letters whose bytes would be UTF-8 for text that was encoded twice.
    """
    title = title.replace(WORD_JOINER, "")
    with suppress(UnicodeError):
        return title.encode("latin-1").decode()
    return title


def from_feedparser(xml: bytes) -> list[tuple[object, ...]]:
    """Id, title, page, publication and change of each entry."""
    feed = feedparser.parse(xml)
    assert not feed.bozo, feed.bozo_exception
    return [
        (
            item.id,
            bare(item.title),
            item.link,
            timegm(item.published_parsed),
            timegm(item.updated_parsed),
        )
        for item in feed.entries
    ]


def from_json(document: bytes) -> list[tuple[object, ...]]:
    """The same of a JSON Feed."""
    return [
        (
            item["id"],
            bare(item["title"]),
            item["url"],
            timegm(datetime.fromisoformat(item["date_published"]).utctimetuple()),
            timegm(datetime.fromisoformat(item["date_modified"]).utctimetuple()),
        )
        for item in json.loads(document)["items"]
    ]


@settings(max_examples=25)
@given(channels)
def test_the_three_formats_tell_the_same(channel: Channel) -> None:
    """Same ids, titles, pages and dates in the same order, read by parsers that are not ours."""
    told = from_json(write_json_feed(channel))
    assert [item[0] for item in told] == [entry.id for entry in channel.entries]
    assert from_feedparser(write_rss(channel)) == told
    assert from_feedparser(write_atom(channel)) == told


@settings(max_examples=25)
@given(channels)
def test_the_three_formats_hold_the_same_text(channel: Channel) -> None:
    """Content to the byte; summaries, authors and topics but for word joiners."""
    items = json.loads(write_json_feed(channel))["items"]
    rss, atom = write_rss(channel), write_atom(channel)
    contents = [item["content_html"] for item in items]
    assert [node.text for node in found(rss, "//content:encoded")] == contents
    assert [node.text for node in found(atom, "//a:content")] == contents
    summaries = [bare(item["summary"]) for item in items]
    descriptions = [node.text for node in found(rss, "//item/description")]
    assert [bare(html.unescape(written)) for written in descriptions] == summaries
    assert not [written for written in descriptions if "<" in written]
    assert [bare(node.text) for node in found(atom, "//a:summary")] == summaries
    names = [bare(person["name"]) for item in items for person in item["authors"]]
    assert [bare(node.text or "") for node in found(rss, "//item/dc:creator")] == names
    terms = [bare(term) for item in items for term in item.get("tags", ())]
    assert [bare(node.text) for node in found(rss, "//item/category")] == terms
    assert [bare(term) for term in found(atom, "//a:entry/a:category/@term")] == terms


@settings(max_examples=25)
@given(channels)
def test_every_text_is_clean_and_every_address_is_a_web_address(channel: Channel) -> None:
    """No character and no address that one reader or another stumbles over."""
    for form, write in WRITERS.items():
        characters = set(write(channel).decode()) - ISOLATES
        assert {one for one in characters if clean(one) != one} == set(), form
    hrefs = found(write_atom(channel), "//a:*/@href | //media:*/@url")
    hrefs += [node.text for node in found(write_rss(channel), "//link")]
    for href in hrefs:
        assert href.isascii(), href
        assert href.startswith(("http://", "https://")), href
        assert not set(href) & set(' <>"{}|\\^`'), href


@settings(max_examples=25)
@given(channels)
def test_dates_are_in_order_and_written_for_machines(channel: Channel) -> None:
    """Published never after updated, nor the entry after the feed; the weekday is the right one."""
    rss = write_rss(channel)
    built = parsedate_to_datetime(found(rss, "//lastBuildDate/text()")[0])
    for item in found(rss, "//item"):
        written = item.findtext("pubDate")
        published = parsedate_to_datetime(written)
        assert published.strftime("%a, %d %b %Y %H:%M:%S GMT") == written
        [updated] = item.xpath("a:updated/text()", namespaces={"a": "http://www.w3.org/2005/Atom"})
        assert published <= datetime.fromisoformat(updated) <= built


# What RFC 4287 and JSON Feed 1.1 say, in the languages of schemas.
SCHEMAS = CLIENTS / "schemas"


@pytest.fixture(scope="module")
def relax_ng() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))


@settings(max_examples=25)
@given(channel=channels)
def test_atom_obeys_the_schema_of_its_standard(relax_ng: etree.RelaxNG, channel: Channel) -> None:
    """RFC 4287, appendix B."""
    assert relax_ng.validate(etree.fromstring(write_atom(channel))), relax_ng.error_log


@pytest.fixture(scope="module")
def json_schema() -> Any:
    schema = json.loads((SCHEMAS / "jsonfeed.schema.json").read_text("utf-8"))
    return jsonschema.Draft202012Validator(schema)


@settings(max_examples=25)
@given(channel=channels)
def test_json_obeys_its_schema(json_schema: Any, channel: Channel) -> None:
    """JSON Feed 1.1."""
    errors = json_schema.iter_errors(json.loads(write_json_feed(channel)))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_an_entry_without_authors_names_the_feed() -> None:
    """In RSS and JSON, too, which know no author of the feed to inherit."""
    channel = a_channel(an_entry())
    assert found(write_rss(channel), "//item/dc:creator/text()") == ["روزنامة"]
    assert json.loads(write_json_feed(channel))["items"][0]["authors"] == [
        {"name": "روزنامة", "url": BASE}
    ]
    assert found(write_atom(channel), "//a:entry/a:author | //a:feed/a:author/a:name/text()") == [
        "روزنامة"
    ]


@pytest.mark.parametrize(
    "title", ["5 < 6 & co.", "AT&T", "<b>غامق</b>", "&lt;b&gt; &amp; &#65;", "a <!-- b"]
)
@pytest.mark.parametrize("write", [write_rss, write_atom])
def test_a_title_outlives_readers_that_decode_it_again(
    write: Callable[[Channel], bytes], title: str
) -> None:
    """Readers take a title for text or for HTML, and decode it once, twice or not at all."""
    [written] = found(
        write(a_channel(an_entry(title=title))), "(//item|//a:entry)/*[name()='title']"
    )
    once = etree.HTML(f"<p>{written.text}</p>").find(".//p")
    assert once is not None
    twice = etree.HTML(f"<p>{once.text}</p>").find(".//p")
    assert twice is not None
    seen = [bare("".join(node.itertext())).lstrip("\u200f") for node in (written, once, twice)]
    assert seen == [title] * 3


def test_a_feed_without_entries_is_a_feed() -> None:
    """On the first day, or when all is withdrawn."""
    channel = a_channel(ttl=timedelta(0))
    assert feedparser.parse(write_rss(channel)).version == "rss20"
    assert feedparser.parse(write_atom(channel)).version == "atom10"
    assert json.loads(write_json_feed(channel))["items"] == []
