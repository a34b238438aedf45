"""The calendar in every form and by every choice: the same events, no UID changed."""

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta

import icalendar
import lxml.html
import pytest

from articles.errors import ChoiceError
from articles.revisions.known import Revision
from articles.revisions.revise import revise
from ruznama.publishing.forms.calendars import COMBINED
from ruznama.publishing.publish import Publisher
from ruznama.publishing.storage.snapshot import Snapshot
from tests.builders import HOUR, ROWS, START, article, event, first_reading, publication, timed
from tests.ruznama.publishing.test_publish import SITE

TODAY = date(2025, 9, 25)


def published(*revisions: Revision, **site: object) -> Snapshot:
    return Publisher(replace(SITE, **site)).publish(publication(revisions, START + HOUR))  # type: ignore[arg-type]


def uids(calendar: bytes) -> list[str]:
    return [str(one["UID"]) for one in icalendar.Calendar.from_ical(calendar).walk("VEVENT")]


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    match = timed("المباراة النهائية", "2025-09-27T20:00")
    return published(
        first_reading(tags=("سياسة",)), first_reading([match], id="match", title="كأس البلد")
    )


def test_every_form_holds_the_same_events(snapshot: Snapshot) -> None:
    """iCalendar, jCal, CSV, TimelineJS and the JSON-LD of the pages."""
    expected = sorted(uids(snapshot.bodies[COMBINED].content))
    jcal = json.loads(snapshot.bodies["/calendar.jcal"].content)
    properties = [{name: value for name, _, _, value in one[1]} for one in jcal[2]]
    table = snapshot.bodies["/calendar.csv"].content.decode("utf-8-sig")
    timeline = json.loads(snapshot.bodies["/timeline.json"].content)
    linked: list[str] = []
    for path in ("/articles/summit/", "/articles/match/"):
        page = lxml.html.fromstring(snapshot.bodies[path].content)
        [script] = page.xpath("//script[@type='application/ld+json']/text()")
        linked += [one["identifier"] for one in json.loads(str(script))["about"]]
    assert len(expected) == 5
    assert sorted(one["uid"] for one in properties) == expected
    assert sorted(row["uid"] for row in csv.DictReader(io.StringIO(table))) == expected
    assert sorted(one["unique_id"] for one in timeline["events"]) == expected
    assert sorted(linked) == expected


@pytest.mark.parametrize(
    ("language", "month"),
    [("ar", "سبتمبر"), ("ar-SY", "أيلول"), ("ar-DZ", "سبتمبر"), ("en", "سبتمبر")],
)
def test_months_are_named_as_in_the_region_of_the_site(language: str, month: str) -> None:
    """As on the pages; the events' own texts are Arabic, whatever the interface is."""
    snapshot = published(first_reading(), language=language)
    calendar = snapshot.bodies[COMBINED].content.replace(b"\r\n ", b"").decode()
    assert f"23 {month}" in snapshot.bodies["/timeline.json"].content.decode()
    told = "ar" if language == "en" else language
    assert f"NAME;LANGUAGE={told}:" in calendar
    assert f"<language>{told}</language>" in snapshot.bodies["/feed.rss"].content.decode()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 5),
        ("from=2025-09-25", 3),
        ("to=2025-09-23", 1),
        ("tag=سياسة", 4),
        ("q=المباراة", 1),
        ("upcoming=1", 3),
        ("utm_source=mail", 5),
    ],
)
def test_choices_leave_out_and_change_nothing(snapshot: Snapshot, query: str, count: int) -> None:
    """The events that are left are those of the whole calendar, byte for byte."""
    chosen = snapshot.selections[COMBINED](query, TODAY).content
    whole = snapshot.bodies[COMBINED].content
    assert len(uids(chosen)) == count
    for part in chosen.split(b"BEGIN:VEVENT")[1:]:
        assert part.partition(b"END:VEVENT")[0] in whole


def test_an_alarm_is_added_to_each_event(snapshot: Snapshot) -> None:
    """A day and nine hours before; nothing else of the event changes."""
    chosen = snapshot.selections[COMBINED]("alarm=P1D&alarm=PT9H", TODAY)
    calendar = icalendar.Calendar.from_ical(chosen.content)
    assert [len(one.walk("VALARM")) for one in calendar.walk("VEVENT")] == [2] * 5


def test_each_choice_names_itself_and_has_its_own_tag(snapshot: Snapshot) -> None:
    """A client that reads SOURCE subscribes to the same choice again."""
    chosen = snapshot.selections[COMBINED]("upcoming=1", TODAY)
    calendar = icalendar.Calendar.from_ical(chosen.content)
    assert str(calendar["SOURCE"]) == "https://news.example/calendar.ics?upcoming=1"
    assert chosen.digest != snapshot.bodies[COMBINED].digest


@pytest.mark.parametrize("query", ["from=gestern", "alarm=1D", "cancelled=no", "upcoming=yes"])
def test_a_value_that_means_nothing_is_a_fault(snapshot: Snapshot, query: str) -> None:
    """The web answers 400 and says what was expected."""
    with pytest.raises(ChoiceError):
        snapshot.selections[COMBINED](query, TODAY)


def test_each_year_has_a_calendar_with_all_its_events() -> None:
    """Those that are too long ago for the combined calendar too."""
    old = event("افتتاح المتحف", "2019-05-01")
    snapshot = published(first_reading([old, *ROWS]), keep_events=timedelta(days=30))
    assert len(uids(snapshot.bodies[COMBINED].content)) == 4
    assert len(uids(snapshot.bodies["/calendars/2019.ics"].content)) == 1
    assert len(uids(snapshot.bodies["/calendars/2025.ics"].content)) == 4


@pytest.mark.slow
def test_a_calendar_stays_under_a_megabyte() -> None:
    """Google takes no more; the years hold the rest."""
    day = date(2025, 1, 1)
    many = [
        event(f"الجلسة رقم {number} من المؤتمر", (day + timedelta(days=number % 360)).isoformat())
        for number in range(3000)
    ]
    snapshot = published(first_reading(many))
    assert len(snapshot.bodies[COMBINED].content) <= 1_000_000
    assert len(uids(snapshot.bodies["/calendars/2025.ics"].content)) == 3000


@pytest.mark.parametrize(("merged", "count"), [(True, 4), (False, 8)])
def test_what_two_articles_tell_stands_once(*, merged: bool, count: int) -> None:
    """Unless the configuration says otherwise; each article's own calendar has its own."""
    first = first_reading(publisher="صحيفة المثال")
    second = first_reading(id="again", title="تغطية أخرى للزيارة", publisher="صحيفة المثال")
    snapshot = published(first, second, merge_events=merged)
    assert len(uids(snapshot.bodies[COMBINED].content)) == count
    assert len(uids(snapshot.bodies["/articles/again.ics"].content)) == 4


@pytest.mark.parametrize(("sources", "count"), [((), 8), (("news", "agency"), 4), (("news",), 8)])
def test_merged_sources_count_as_one_publisher(sources: tuple[str, ...], count: int) -> None:
    """A newspaper and the agency that it prints."""
    first = first_reading(publisher="صحيفة المثال")
    second = first_reading(id="again", publisher="وكالة المثال")
    told = publication(
        [first, second],
        START + HOUR,
        of=lambda one: "agency" if one.id == "again" else "news",
    )
    snapshot = Publisher(replace(SITE, merge_sources=sources)).publish(told)
    assert len(uids(snapshot.bodies[COMBINED].content)) == count


def test_a_calendar_that_the_operator_retires_is_gone() -> None:
    """410 for it alone: programs give such a subscription up for good."""
    snapshot = published(first_reading(), retired=("/calendars/2025.ics",))
    assert snapshot.gone == {"/calendars/2025.ics"}
    assert "/calendars/2025.ics" not in snapshot.bodies
    assert COMBINED in snapshot.bodies


def test_files_that_tell_the_same_events_give_each_once() -> None:
    """Two text files of one folder on one summit: four events, in the calendar and on the page."""
    other = article(ROWS, id="two", title="خبر ثانٍ عن القمة")
    once = published(first_reading(id="one"))
    twice = published(first_reading(id="one"), revise(None, other, START + HOUR))
    assert uids(twice.bodies[COMBINED].content) == uids(once.bodies[COMBINED].content)
    shown = [lxml.html.fromstring(each.bodies["/"].content) for each in (once, twice)]
    found = [page.xpath("count(//ol[@class='timeline']/li)") for page in shown]
    assert found == [len(ROWS), len(ROWS)]
