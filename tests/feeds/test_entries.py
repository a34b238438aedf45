"""Articles over time: ids for life, changes that show, dates that hold."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.blocks import Image, TextBlock
from articles.model import Article, Person, When
from articles.revisions.known import Revision, Tombstone
from articles.revisions.revise import revise
from feeds.atom import write_atom
from feeds.entries import deleted_entry, entry, newest_first
from feeds.model import Entry
from tests.builders import DAY, HOUR, START, article, first_reading
from tests.feeds.channels import BASE, a_channel, an_entry, found
from tests.feeds.hostile import articles

OTHER_TEXT = (TextBlock(type="paragraph", text="نص آخر"),)


def entry_of(revision: Revision) -> Entry:
    return entry(revision, base_url=BASE)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "عنوان جديد تمامًا"},
        {"url": "https://other.example/2025/x"},
        {"section": "اقتصاد"},
        {"blocks": OTHER_TEXT},
        {"language": "en"},
        {"published": When(value="2020-01-01")},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_edit_keeps_the_id_and_moves_updated(change: dict[str, object]) -> None:
    """Readers show an id they do not know as a new article."""
    first = first_reading()
    edited = revise(first, article(**change), START + HOUR)
    before, after = entry_of(first), entry_of(edited)
    assert after.id == before.id
    assert after.created == before.created
    assert (before.updated, after.updated) == (START, START + HOUR)


def test_a_new_name_of_the_source_shows_nowhere() -> None:
    """The article was taken up under the old one, and keeps it."""
    first = first_reading()
    assert entry_of(revise(first, article(id="renamed"), START + HOUR)) == entry_of(first)


def test_the_id_is_known_from_the_first_day() -> None:
    """Of the article's id alone: a new database, another host and another version give it, too."""
    expected = "urn:uuid:ed89b026-be49-511a-bab8-bedceb2289c3"
    assert an_entry(id="summit").id == expected
    assert entry(first_reading(), base_url="https://other.example/").id == expected
    assert an_entry(id="other").id != expected


def test_an_edit_moves_that_entry_only() -> None:
    """In Atom as it is written, too, where each moment has a fraction of its own."""
    revisions = [first_reading(id=name) for name in ("a", "b", "c")]
    edited = [*revisions]
    edited[1] = revise(revisions[1], article(id="b", blocks=OTHER_TEXT), START + HOUR)

    def entries(known: list[Revision]) -> dict[str, list[str]]:
        xml = write_atom(a_channel(*map(entry_of, known)))
        return {
            node.findtext("{*}id"): [str(child.text) for child in node]
            for node in found(xml, "//a:entry")
        }

    before, after = entries(revisions), entries(edited)
    changed = [name for name in before if before[name] != after[name]]
    assert changed == [entry_of(revisions[1]).id]


def test_reading_the_same_again_changes_nothing() -> None:
    """However often, however late."""
    known = first_reading()
    again = revise(known, article(), START + 40 * DAY)
    assert entry_of(again) == entry_of(known)


@pytest.mark.parametrize(
    "published",
    [
        None,
        When(value="2025", grain="year"),
        When(value="2025-08", grain="month"),
        When(value="2025-W35", grain="week"),
        When(value="1447-03-09"),  # a Hijri year taken for a Gregorian one
        When(value="2025-09-02T00:00", grain="minute", timezone="Asia/Riyadh"),
        When(value="2031-01-01"),
        When(value="2025-08-31T09:00", grain="minute", timezone="Not/AZone"),
        When(value="9999-12-31T23:59", grain="minute", timezone="-12:00"),
        When(value="0001-01-01T00:00", grain="minute", timezone="+14:00"),
    ],
)
def test_an_article_without_a_date_keeps_the_time_it_was_first_seen(published: When | None) -> None:
    """For ever: readers sort by it. So does one whose date cannot be, or is still to come."""
    known = first_reading(published=published)
    for hour in range(1, 4):
        assert entry_of(known).published == START
        blocks = (TextBlock(type="paragraph", text=f"نص {hour}"),)
        known = revise(known, article(published=published, blocks=blocks), START + hour * HOUR)
    assert entry_of(known).published == START
    assert entry_of(known).updated == START + 3 * HOUR


@pytest.mark.parametrize(
    ("when", "moment"),
    [
        (When(value="2025-08-31"), datetime(2025, 8, 31, tzinfo=UTC)),
        (
            When(value="2025-08-31", timezone="Asia/Riyadh"),
            datetime(2025, 8, 30, 21, tzinfo=UTC),
        ),
        (
            When(value="2025-08-31T09:30", grain="minute", timezone="Asia/Riyadh"),
            datetime(2025, 8, 31, 6, 30, tzinfo=UTC),
        ),
        (
            When(value="2025-08-31T09", grain="hour", timezone="+03:00"),
            datetime(2025, 8, 31, 6, tzinfo=UTC),
        ),
    ],
)
def test_the_date_that_an_article_tells_is_believed(when: When, moment: datetime) -> None:
    """A day begins at midnight where the article was written."""
    assert an_entry(published=when).published == moment


def test_a_date_that_comes_later_is_shown() -> None:
    """An editor adds it, or it is no longer to come."""
    known = first_reading()
    told = When(value="2025-08-31")
    edited = revise(known, article(published=told), START + HOUR)
    assert entry_of(edited).published == datetime(2025, 8, 31, tzinfo=UTC)


@settings(max_examples=100)
@given(articles, st.integers(0, 10**6))
def test_no_date_is_in_the_future(given_article: Article, seconds: int) -> None:
    """Readers put such an entry on top until then, or hide it."""
    now = START + timedelta(seconds=seconds)
    told = entry_of(revise(None, given_article, now))
    assert datetime(1990, 1, 1, tzinfo=UTC) <= told.published <= told.updated <= now
    assert told.title
    assert told.summary
    assert "\n" not in told.title + told.summary


def test_newest_first() -> None:
    """By publication, not by change: an edit does not bring an old article back to the top."""
    days = {
        name: When(value=f"2025-08-{day}") for name, day in zip("abc", (12, 30, 21), strict=True)
    }
    known = {name: first_reading(id=name, published=day) for name, day in days.items()}
    edited = article(id="a", published=days["a"], blocks=OTHER_TEXT)
    known["a"] = revise(known["a"], edited, START + HOUR)
    order = newest_first(map(entry_of, known.values()))
    assert [each.id for each in order] == [entry_of(known[name]).id for name in "bca"]


@given(st.permutations("abcdef"))
def test_the_order_does_not_depend_on_the_order_of_reading(names: list[str]) -> None:
    """Articles of one moment included."""
    expected = newest_first(an_entry(id=name) for name in "abcdef")
    assert newest_first(an_entry(id=name) for name in names) == expected


def test_a_withdrawn_article_is_known_by_its_id() -> None:
    """RFC 6721: the reference is the id that its entry had."""
    stone = deleted_entry(Tombstone(id="summit", gone=START + HOUR))
    assert (stone.ref, stone.when) == (entry_of(first_reading()).id, START + HOUR)


def test_the_page_is_the_articles_own_or_ours() -> None:
    """An address that leads nowhere on the web is none."""
    assert an_entry(url="https://news.example/أ").url == "https://news.example/%D8%A3"
    for url in (None, "", "javascript:alert(1)", "نص"):
        assert an_entry(url=url).url == f"{BASE}articles/summit/"


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"title": " عنوان\nعلى سطرين "}, "عنوان على سطرين"),
        ({"title": "", "summary": "موجز"}, "موجز"),
        ({"title": "\u200b\u2068\u2069\x00", "blocks": OTHER_TEXT}, "نص آخر"),
        ({"title": "\u200f", "summary": "\u200b", "blocks": OTHER_TEXT}, "نص آخر"),
        ({"title": "", "blocks": ()}, "\u200fsummit"),
        ({"title": "NASA تعلن"}, "\u200fNASA تعلن"),
        ({"title": "NASA announces", "language": "en"}, "NASA announces"),
    ],
)
def test_no_entry_is_without_a_title(fields: dict[str, object], title: str) -> None:
    """Readers show it as "untitled", or not at all. Right to left, where the language is."""
    assert an_entry(**fields).title == title


def test_a_long_text_has_a_short_summary() -> None:
    """Cut between words."""
    text = "كلمة " * 1_000
    summary = an_entry(blocks=(TextBlock(type="paragraph", text=text),)).summary
    assert summary.endswith("كلمة…")
    assert len(summary) <= 1_001
    assert len(an_entry(summary="ك" * 5_000).summary) == 1_001


def test_authors_are_named_once_and_without_e_mail() -> None:
    """Addresses in feeds are harvested."""
    authors = (
        Person(name="ليلى حسن <leila@news.example>"),
        Person(name="ليلى حسن", url="https://news.example/leila"),
        Person(name="desk@news.example"),
        Person(name="\u200f"),
        Person(name="سامي", url="javascript:alert(1)"),
    )
    told = an_entry(authors=authors).authors
    assert [(person.name, person.url) for person in told] == [("ليلى حسن", None), ("سامي", None)]


def test_the_publisher_stands_in_for_authors() -> None:
    """And nobody where nobody is named: the feed is named then."""
    assert [person.name for person in an_entry(publisher="صحيفة").authors] == ["صحيفة"]
    assert an_entry().authors == ()


@pytest.mark.parametrize(
    ("fields", "count"), [({}, 1), ({"rows": ()}, 0)], ids=["events", "no events"]
)
def test_an_entry_links_to_the_calendar_of_its_events(
    fields: dict[str, tuple[()]], count: int
) -> None:
    """Where there is one to subscribe to; the text says so, too."""
    made: Callable[..., Revision] = first_reading
    told = entry_of(made(**fields))
    assert [link.href for link in told.links] == [f"{BASE}articles/summit.ics"] * count
    assert told.content.count('type="text/calendar"') == count


def test_a_picture_is_taken_where_it_has_an_address() -> None:
    """Relative to the article."""
    url = "https://news.example/a/"
    told = an_entry(url=url, image=Image(url="صورة.jpg")).image
    assert told is not None
    assert told.url == "https://news.example/a/%D8%B5%D9%88%D8%B1%D8%A9.jpg"
    assert an_entry(image=Image(url="data:image/png;base64,x")).image is None
