"""The pages as a browser gets them: whole, bounded, safe, in good Arabic."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import icalendar
import lxml.html
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement
from PIL import Image

from articles.blocks import At, TextBlock
from articles.errors import ChoiceError
from articles.model import Note, Person, When
from articles.revisions.known import Revision
from articles.revisions.revise import revise
from exporters.dated import listings
from exporters.times import DaySpan
from ruznama.edition.site import Site
from ruznama.pages import overviews
from ruznama.pages.article import told
from ruznama.pages.canvas import MAX_OCTETS, Canvas
from ruznama.pages.events import Occasion, around, occasions
from ruznama.pages.pictures import Painter
from ruznama.pages.tables import month
from ruznama.pages.timescale import scale
from ruznama.pages.wording import Wording
from ruznama.publishing.publish import Publisher
from ruznama.publishing.storage.snapshot import Snapshot
from ruznama.store.runs import SourceRun, SourceStatus
from tests.builders import DAY, HOUR, ROWS, START, article, event, first_reading, publication, timed
from tests.conftest import ROOT
from tests.ruznama.publishing.test_publish import SITE

WORDING = Wording("ar", "Asia/Riyadh")


def publish(revisions: Sequence[Revision], site: Site = SITE, *, served: bool = True) -> Snapshot:
    told = publication(revisions, START + HOUR)
    return Publisher(replace(site, sources=(("news", "الأخبار"),)), served=served).publish(told)


def page(snapshot: Snapshot, path: str) -> HtmlElement:
    return lxml.html.fromstring(snapshot.bodies[path].content.decode())


def html_paths(snapshot: Snapshot) -> list[str]:
    return [
        path for path, body in snapshot.bodies.items() if body.content_type.startswith("text/html")
    ]


def test_pages_are_right_to_left_with_one_heading_and_landmarks() -> None:
    """Programs that read pages aloud go by these."""
    snapshot = publish([first_reading()])
    paths = html_paths(snapshot)
    assert {"/", "/feeds/", "/feeds/news/", "/events/", "/search", "/404.html"} <= set(paths)
    for path in paths:
        root = page(snapshot, path)
        assert (root.get("lang"), root.get("dir")) == ("ar", "rtl"), path
        assert len(root.findall(".//h1")) == 1, path
        assert [len(root.findall(f".//{tag}")) for tag in ("main", "footer")] == [1, 1], path


def test_no_page_runs_or_loads_anything_inline_or_foreign() -> None:
    """What the Content-Security-Policy forbids would be dead in a browser."""
    snapshot = publish([first_reading()])
    for path in html_paths(snapshot):
        root = page(snapshot, path)
        assert not root.xpath("//style | //@style | //iframe | //@*[starts-with(name(), 'on')]")
        loaded = root.xpath("//link[@rel='stylesheet']/@href | //script/@src | //img/@src")
        assert all(address in snapshot.bodies for address in loaded), path
        kinds = root.xpath("//script[not(@src)]/@type")
        assert set(kinds) <= {"application/ld+json"}, path


@pytest.mark.parametrize(
    ("language", "name"),
    [("ar", "يناير"), ("ar-EG", "يناير"), ("ar-SY", "كانون الثاني"), ("ar-DZ", "جانفي")],
)
def test_months_are_called_as_in_the_region_of_the_site(language: str, name: str) -> None:
    assert Wording(language, "UTC").day(date(2026, 1, 5)) == f"الاثنين 5 {name} 2026"


def test_digits_are_those_that_are_asked_for() -> None:
    wording = Wording("ar", "UTC", digits="arab")
    assert wording.day(date(2026, 1, 5)) == "الاثنين ٥ يناير ٢٠٢٦"
    assert wording.hijri(date(2025, 9, 23)) == "١ ربيع الثاني ١٤٤٧\N{NO-BREAK SPACE}هـ"
    snapshot = publish([first_reading()], replace(SITE, digits="arab"))
    assert "٤ مواعيد" in page(snapshot, "/feeds/news/").text_content()


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "موعد واحد"), (2, "موعدان"), (3, "3 مواعيد"), (11, "11 موعدًا"), (100, "100 موعد")],
)
def test_counts_take_the_arabic_plural_that_belongs_to_them(count: int, said: str) -> None:
    """CLDR: one, two, few, many and other."""
    rows = [event(f"جلسة رقم {n}", f"{2025 + n // 300}-09-{n % 28 + 1:02}") for n in range(count)]
    snapshot = publish([first_reading(rows)])
    lead = page(snapshot, "/feeds/news/").find_class("lead")[0].text_content()
    assert lead == f"مقال واحد، {said}"


def test_every_sentence_has_its_arabic() -> None:
    """A sentence without a translation would stand on Arabic pages in English."""
    with (ROOT / "ruznama/pages/locale/ar.po").open("rb") as file:
        catalogue = read_po(file, locale="ar")
    told = {message.id: message.string for message in catalogue if message.id and not message.fuzzy}
    found = extract_from_dir(
        str(ROOT / "ruznama"),
        method_map=[("**.html", "jinja2.ext:babel_extract"), ("**.py", "python")],
        options_map={"**.html": {"silent": "false"}},
        keywords={"_": None, "gettext": None, "ngettext": (1, 2), "say": None},
    )
    wanted = {message for _, _, message, _, _ in found}
    assert wanted == set(told), "add to or take out of ruznama/pages/locale/ar.po"
    assert all(all(told[one]) if isinstance(one, tuple) else told[one] for one in wanted)
    assert all(len(told[one]) == 6 for one in wanted if isinstance(one, tuple))


def test_the_interface_turns_to_english_and_the_articles_stay_arabic() -> None:
    snapshot = publish([first_reading()], replace(SITE, language="en"))
    root = page(snapshot, "/articles/summit/")
    assert (root.get("lang"), root.get("dir")) == ("en", "ltr")
    assert "Dates in this article" in root.text_content()
    assert "Thursday 25 September 2025" in root.text_content()
    text = root.xpath("//section[contains(@class, 'text')]/div")[0]
    assert (text.get("lang"), text.get("dir")) == ("ar", "rtl")


def test_each_event_leads_to_its_sentence_and_into_calendars() -> None:
    text = TextBlock(type="paragraph", text="2025-09-25: القمة", at=At(line=2))
    told = event("القمة", "2025-09-25", at=At(block=0), place="بكين")
    given = replace(article([told], blocks=(text,)))
    timeline = replace(given.timelines[0], events=(replace(told, at=At(block=0)),))
    revision = revise(None, replace(given, timelines=(timeline,)), START)
    snapshot = publish([revision])
    root = page(snapshot, "/articles/summit/")
    sentence, calendar, google, outlook = root.xpath("//p[@class='do']/a/@href")
    assert root.get_element_by_id(urlsplit(sentence).fragment).text_content() == text.text
    asked = urlsplit(google)
    assert parse_qs(asked.query)["dates"] == ["20250925/20250926"]
    assert parse_qs(asked.query)["location"] == ["بكين"]
    form = parse_qs(urlsplit(outlook).query)
    told_days = (form["startdt"], form["enddt"], form["allday"])
    assert told_days == (["2025-09-25"], ["2025-09-26"], ["true"])
    path, _, query = calendar.partition("?")
    alone = icalendar.Calendar.from_ical(snapshot.selections[path](query, START.date()).content)
    assert [str(one["uid"]) for one in alone.walk("VEVENT")] == [revision.events[0].uid]


def test_an_event_that_is_not_of_the_article_is_an_error_of_the_address() -> None:
    snapshot = publish([first_reading()])
    with pytest.raises(ChoiceError):
        snapshot.selections["/articles/summit.ics"]("uid=nobody", START.date())


def test_cancelled_moved_and_uncertain_events_say_so_in_words() -> None:
    first = first_reading([*ROWS[:2], event("الختام", "2025-09-26", status="tentative")])
    moved = [("وصول الوفود إلى العاصمة", "2025-09-22"), ROWS[1]]
    rows = [*moved, event("الختام", "2025-09-26", status="cancelled")]
    snapshot = publish([revise(first, article(rows), START + DAY)])
    listed = page(snapshot, "/articles/summit/").xpath("//ol[@class='timeline']/li")
    told = {one.get("class"): " ".join(one.text_content().split()) for one in listed}
    assert "تغيّر موعده، كان الثلاثاء 23 سبتمبر 2025" in told["moved"]
    assert told["cancelled"].startswith("الجمعة 26 سبتمبر 2025")
    assert "أُلغي" in told["cancelled"]
    assert {one.get("class").split()[1] for one in listed[0].getparent().iter("svg")} == {
        "moved",
        "sure",
        "cancelled",
    }


def test_addresses_to_subscribe_are_encoded_for_each_program() -> None:
    snapshot = publish([first_reading()])
    links = set(page(snapshot, "/").xpath("//a/@href"))
    url = "https%3A%2F%2Fnews.example%2Fcalendar.ics"
    feed = "https%3A%2F%2Fnews.example%2Ffeed.rss"
    assert {
        "webcal://news.example/calendar.ics",
        "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fnews.example%2Fcalendar.ics",
        f"https://outlook.live.com/calendar/0/addfromweb?url={url}",
        f"https://outlook.office.com/calendar/0/addfromweb?url={url}",
        "feed:https://news.example/feed.rss",
        f"https://feedly.com/i/subscription/feed%2F{feed}",
        f"https://www.inoreader.com/feed/{feed}",
    } <= links


def test_a_site_below_a_path_links_below_it() -> None:
    snapshot = publish([first_reading()], replace(SITE, base_url="https://news.example/dates/"))
    for path in html_paths(snapshot):
        own = [href for href in page(snapshot, path).xpath("//@href") if re.match(r"/(?!/)", href)]
        assert own, path
        assert all(href.startswith("/dates/") for href in own), path


# months


def test_a_month_is_a_table_with_hijri_days() -> None:
    snapshot = publish([first_reading()])
    root = page(snapshot, "/events/2025/09/")
    header = [cell.text for cell in root.findall(".//thead/tr/th")]
    assert header[0] == "السبت"
    assert [len(row) for row in root.findall(".//tbody/tr")] == [7] * 5
    first = root.xpath("//td[time[@datetime='2025-09-23']]")[0]
    assert (
        " ".join(first.text_content().split())
        == "الثلاثاء 23 1 ربيع الثاني وصول الوفود إلى العاصمة"
    )
    column = len(first.xpath("preceding-sibling::td"))
    assert header[column] == "الثلاثاء"


def test_the_week_begins_where_the_site_says() -> None:
    assert Wording("ar", "UTC", week_start="monday").weekdays()[0] == "الاثنين"
    assert Wording("ar-AE", "UTC").weekdays()[0] == "الاثنين"
    assert Wording("en", "UTC", week_start="sunday").weekdays()[0] == "Sunday"


def test_months_link_to_the_next_that_has_something() -> None:
    rows = [event("أ", "2025-09-23"), event("ب", "2026-02-01")]
    snapshot = publish([first_reading(rows)])
    assert page(snapshot, "/events/2025/09/").xpath("//a[@rel='next']/@href") == [
        "/events/2026/02/"
    ]
    assert page(snapshot, "/events/2026/02/").xpath("//a[@rel='prev']/@href") == [
        "/events/2025/09/"
    ]
    years = page(snapshot, "/events/").xpath("//ul[@class='months']//a/@href")
    assert years == ["/events/2025/", "/events/2026/"]


@given(
    start=st.dates(date(1, 1, 1), date(9999, 12, 30)),
    days=st.integers(0, 400),
    first=st.dates(date(2, 1, 1), date(9998, 12, 31)),
)
def test_a_month_holds_each_of_its_days_once(start: date, days: int, first: date) -> None:
    last = start + min(timedelta(days=days), date.max - start)
    rows = [event("حدث", start.isoformat(), last.isoformat())]
    shown = occasions(listings([first_reading(rows)], SITE.base_url), WORDING, "/")
    drawn = month(first.replace(day=1), shown, WORDING)
    days_of_month = [day for week in drawn.weeks for day in week if day]
    assert len({day.iso for day in days_of_month}) == len(days_of_month) >= 28
    for day in days_of_month:
        assert bool(day.events) == (start <= date.fromisoformat(day.iso) <= last)


# to scale


def _shown(*spans: tuple[date, date]) -> list[Occasion]:
    rows = [event(f"حدث {n}", a.isoformat(), b.isoformat()) for n, (a, b) in enumerate(spans)]
    return occasions(listings([first_reading(rows)], SITE.base_url), WORDING, "/")


_SPANS = st.tuples(st.dates(), st.integers(0, 5000)).map(
    lambda one: (one[0], one[0] + min(timedelta(days=one[1]), date.max - one[0]))
)


@given(st.lists(_SPANS, min_size=2, max_size=12))
def test_a_scale_keeps_the_order_of_days_within_its_line(spans: list[tuple[date, date]]) -> None:
    """Later lies to the left; nothing lies outside; few enough days are named to be read."""
    shown = _shown(*spans)
    drawn = scale(shown, WORDING)
    if drawn is None:
        assert len({day for span in spans for day in span}) == 1
        return
    places = [mark.x for mark in drawn.marks]
    assert places == sorted(places, reverse=True)
    assert all(mark.low >= 0 and mark.low + mark.width <= 100.01 for mark in drawn.marks)
    ticks = [tick.x for tick in drawn.ticks]
    assert ticks == sorted(ticks, reverse=True)
    assert len(ticks) <= 6
    assert len({tick.label for tick in drawn.ticks}) == len(ticks)


def test_marks_of_one_day_stand_above_each_other() -> None:
    day = date(2025, 9, 23)
    shown = _shown((day, day), (day, day), (date(2025, 9, 30), date(2025, 9, 30)))
    drawn = scale(shown, WORDING)
    assert drawn is not None
    assert [mark.lane for mark in drawn.marks] == [0, 1, 0]


def test_overviews_show_what_lies_nearest_to_the_last_change() -> None:
    rows = [
        event(f"يوم {n}", (date(2025, 1, 1) + timedelta(days=n)).isoformat()) for n in range(60)
    ]
    told = listings([first_reading(rows)], SITE.base_url)
    near = around(told, date(2025, 1, 31), before=4, after=10)
    assert [one.days.first for one in near] == [
        date(2025, 1, 27) + timedelta(days=n) for n in range(14)
    ]
    last = around(told, date(2030, 1, 1), before=4, after=10)
    assert len(last) == 14
    assert last[-1].days == DaySpan(first=date(2025, 3, 1), last=date(2025, 3, 1))


# search, and what is nowhere


def test_a_search_finds_events_and_articles_however_they_are_written() -> None:
    snapshot = publish([first_reading()])
    found = snapshot.selections["/search"]("q=القمه", START.date())
    root = lxml.html.fromstring(found.content.decode())
    assert [one.text for one in root.xpath("//p[@class='event']/bdi")] == ["القمة الثنائية"]
    assert root.xpath("//input[@name='q']/@value") == ["القمه"]
    assert root.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_files_cannot_search_and_offer_no_search() -> None:
    snapshot = publish([first_reading()], served=False)
    assert "/search" not in snapshot.bodies
    for path in html_paths(snapshot):
        assert not page(snapshot, path).xpath("//form | //a[@href='/status']"), path


# pictures


def test_an_article_has_a_picture_for_who_shares_it() -> None:
    snapshot = publish([first_reading()])
    if not snapshot.pictures:
        pytest.skip("skipped: no Arabic font is installed here")
    named = page(snapshot, "/articles/summit/").xpath("//meta[@property='og:image']/@content")
    assert named == ["https://news.example/articles/summit.png"]
    body = snapshot.pictures["/articles/summit.png"]()
    drawn = Image.open(BytesIO(body.content))
    assert (drawn.format, drawn.size) == ("PNG", (1200, 630))
    assert len(drawn.convert("RGB").getcolors(1 << 20) or []) > 2
    assert len(body.content) < MAX_OCTETS


def test_a_month_and_a_slice_have_pictures_too() -> None:
    """Each page names its own, and nothing else has one."""
    snapshot = publish([first_reading()])
    if not snapshot.pictures:
        pytest.skip("skipped: no Arabic font is installed here")
    named = {
        path: page(snapshot, path).xpath("//meta[@property='og:image']/@content")
        for path in html_paths(snapshot)
    }
    pictured = {path for path, pictures in named.items() if pictures}
    assert {"/events/2025/09/", "/feeds/news/"} <= pictured
    for path in pictured:
        assert named[path] == [f"https://news.example{path[:-1]}.png"]
    assert {f"{path[:-1]}.png" for path in pictured} == set(snapshot.pictures)
    for draw in snapshot.pictures.values():
        assert Image.open(BytesIO(draw().content)).size == (1200, 630)


def test_a_picture_shows_how_long_an_event_takes() -> None:
    """The bar reaches from the right, where time begins, to the left."""
    painter = Painter.found()
    if painter is None:
        pytest.skip("skipped: no Arabic font is installed here")
    rows = [event("المعرض", "2025-09-01", "2025-09-06"), event("الختام", "2025-09-11")]
    drawn = told(Canvas(SITE), first_reading(rows))
    picture = Image.open(BytesIO(painter.draw("المعرض", "روزنامة", drawn))).convert("RGB")
    row = [picture.getpixel((x, 520 - 5)) for x in range(1200)]
    teal = [x for x, color in enumerate(row) if color != row[0]]
    assert sum(x > 600 for x in teal) > 400
    assert sum(x < 590 for x in teal) < 40


@pytest.mark.parametrize("letter", ["(", "A", "é", "/", "«", "٪"])
def test_a_picture_has_no_boxes_where_letters_should_be(letter: str) -> None:
    """The best Arabic fonts have no brackets."""
    painter = Painter.found()
    if painter is None or painter.arabic == painter.broad:
        pytest.skip("skipped: no font with Arabic and Latin letters is installed here")
    nothing = told(Canvas(SITE), first_reading([]))
    shown, box = (painter.draw(f"نص {one} نص", "", nothing) for one in (letter, "\uffff"))
    assert shown != box


# what is hostile, and what is long

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "{{ 7 * 7 }}{% raw %}%(title)s %s %",
    "javascript:alert(1)",
    "كلمة" * 2_500,
    "\u200f" * 50 + "نص",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_in_every_field_stay_words(text: str) -> None:
    rows = [
        event(text, "2025-09-23", place=text, description=text, group=text),
        timed(text, "2025-09-24T10:00", url="https://x.example/" + text),
    ]
    given = article(
        rows,
        title=text,
        summary=text,
        section=text,
        tags=(text,),
        publisher=text,
        blocks=(TextBlock(type="paragraph", text=text, at=At(line=1)),),
    )
    snapshot = publish(
        [revise(None, given, START)], replace(SITE, title=text[:200], description=text[:500])
    )
    for path in html_paths(snapshot):
        root = page(snapshot, path)
        assert len(snapshot.bodies[path].content) <= MAX_OCTETS, path
        assert not root.xpath("//@*[starts-with(name(), 'on')] | //iframe | //img"), path
        assert all(
            script.get("src") or script.get("type") == "application/ld+json"
            for script in root.iter("script")
        )
        schemes = {urlsplit(href).scheme for href in root.xpath("//@href")}
        assert schemes <= {"", "https", "webcal", "feed"}, path


_ABOUT: dict[str, Any] = {
    "authors": tuple(Person(name=f"كاتب رقم {n} " * 30) for n in range(50)),
    "notes": tuple(Note(code="weekday", text=f"ملاحظة {n} " * 60) for n in range(50)),
    "summary": "خلاصة " * 300,
}


@pytest.mark.slow
def test_no_page_is_heavy_however_much_there_is() -> None:
    rows = [event("حدث طويل الاسم " * 20, f"2025-09-{n % 28 + 1:02}") for n in range(600)]
    blocks = tuple(
        TextBlock(type="paragraph", text="كلمات كثيرة من المقال " * 50, at=At(line=n))
        for n in range(300)
    )
    tags = tuple(f"وسم طويل الاسم جدًّا رقم {n} " * 5 for n in range(120))
    long = first_reading(rows, blocks=blocks, title="عنوان " * 200, **_ABOUT)
    moved = replace(long.article, timelines=article([event(*ROWS[0])]).timelines)
    long = revise(revise(long, moved, START + HOUR), long.article, START + DAY)
    others = [
        first_reading(ROWS, id=f"other-{n}", title="عنوان " * 100, blocks=blocks) for n in range(12)
    ]
    others.append(first_reading(id="tagged", tags=tags))
    told = publication([long, *others], START + DAY)
    snapshot = Publisher(SITE).publish(told)
    assert "other-1/" in snapshot.bodies["/articles/summit/"].content.decode()
    heavy = {
        path: len(snapshot.bodies[path].content)
        for path in html_paths(snapshot)
        if len(snapshot.bodies[path].content) > MAX_OCTETS
    }
    assert heavy == {}
    assert "بقية هذا المقال الطويل" in page(snapshot, "/articles/summit/").text_content()
    words = snapshot.selections["/search"]("q=حدث", START.date())
    assert len(words.content) <= MAX_OCTETS


def test_the_page_of_sources_shows_who_fails_first_and_stays_light() -> None:
    now = datetime.fromisoformat("2026-01-01T00:00:00+00:00")
    sources = [
        SourceStatus(
            title=f"مصدر {n}",
            articles=n,
            events=n,
            run=SourceRun(source=f"s{n}", due=now, last=now, good=now, failures=3 * (n == 999)),
        )
        for n in range(1000)
    ]
    content = overviews.status(Canvas(SITE), sources, now)
    assert len(content) <= MAX_OCTETS
    root = lxml.html.fromstring(content.decode())
    rows = root.findall(".//tbody/tr")
    assert rows[0].find("th").text_content() == "مصدر 999"
    assert "أخفقت آخر 3 قراءات" in rows[0].text_content()
    assert "900 مصدر آخر" in root.text_content()


def test_pages_of_unchanged_articles_are_the_same_bytes() -> None:
    revisions = [first_reading(), first_reading(id="b", title="خبر آخر")]
    once, again = publish(revisions), publish(revisions)
    assert {p: b.content for p, b in once.bodies.items()} == {
        p: b.content for p, b in again.bodies.items()
    }


def test_an_uncertain_date_is_told_as_one() -> None:
    told = replace(event("حدث", "2025-09-23"), start=When(value="2025-09-23", confidence=0.5))
    snapshot = publish([first_reading([told])])
    assert "التاريخ غير مؤكد" in page(snapshot, "/articles/summit/").text_content()


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (datetime(2025, 9, 1, tzinfo=UTC), "1 سبتمبر 2025"),
        (datetime(2025, 9, 1, 21, 30, tzinfo=UTC), "2 سبتمبر 2025، 00:30"),
    ],
)
def test_an_article_of_a_day_is_shown_without_a_time(told: datetime, shown: str) -> None:
    """It told none; three in the morning would be the offset of Riyadh."""
    assert WORDING.moment(told) == shown
