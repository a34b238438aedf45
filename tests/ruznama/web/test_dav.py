"""CalDAV as clients ask for it: found, listed, synchronised, and never written to."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
from icalendar import Calendar
from lxml.etree import _Element, fromstring

from articles.revisions.known import Revision, Tombstone
from articles.revisions.revise import revise
from ruznama.edition.site import Site
from ruznama.publishing.publish import Publisher
from ruznama.publishing.storage.found import KeptBodies, found_snapshot
from ruznama.publishing.storage.snapshot import Snapshot
from ruznama.publishing.storage.storing import StoredEdition
from ruznama.store.store import Store, open_store
from ruznama.web.app import create_app
from tests.builders import ARRIVAL, HOUR, PARADE, ROWS, SUMMIT, Row, article, publication, uids
from tests.ruznama.publishing.test_channels import LATER, told
from tests.ruznama.publishing.test_publish import SITE

D, C, S, I = (  # noqa: E741
    "{DAV:}",
    "{urn:ietf:params:xml:ns:caldav}",
    "{http://calendarserver.org/ns/}",
    "{http://apple.com/ns/ical/}",
)
NEWS = replace(SITE, sources=(("news", "الأخبار"),))
EVERYTHING = "/dav/calendar.all/"

# As programs write them, each with its own prefixes and wishes.
DAVX5_PRINCIPAL = """<?xml version='1.0' encoding='UTF-8' ?>
<propfind xmlns="DAV:" xmlns:CAL="urn:ietf:params:xml:ns:caldav"><prop><current-user-principal />
</prop></propfind>"""
DAVX5_HOME = """<?xml version='1.0' encoding='UTF-8' ?>
<propfind xmlns="DAV:" xmlns:CAL="urn:ietf:params:xml:ns:caldav"><prop><displayname />
<resourcetype /><CAL:calendar-home-set /><CAL:calendar-user-address-set /></prop></propfind>"""
APPLE_CALENDARS = """<?xml version="1.0" encoding="UTF-8"?>
<A:propfind xmlns:A="DAV:"><A:prop><A:add-member/>
<C:allowed-sharing-modes xmlns:C="http://calendarserver.org/ns/"/><A:bulk-requests/>
<D:calendar-color xmlns:D="http://apple.com/ns/ical/"/>
<B:calendar-description xmlns:B="urn:ietf:params:xml:ns:caldav"/>
<D:calendar-order xmlns:D="http://apple.com/ns/ical/"/><A:current-user-privilege-set/>
<A:displayname/><C:getctag xmlns:C="http://calendarserver.org/ns/"/><A:owner/><A:resourcetype/>
<B:supported-calendar-component-set xmlns:B="urn:ietf:params:xml:ns:caldav"/>
<A:supported-report-set/><A:sync-token/></A:prop></A:propfind>"""
THUNDERBIRD_SYNC = """<?xml version="1.0" encoding="UTF-8"?>
<sync-collection xmlns="DAV:"><sync-token>{token}</sync-token><sync-level>1</sync-level>
<prop><getcontenttype/><getetag/></prop></sync-collection>"""
THUNDERBIRD_GET = """<?xml version="1.0" encoding="UTF-8"?>
<C:calendar-multiget xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/>
<C:calendar-data/></D:prop>{hrefs}</C:calendar-multiget>"""
DAVX5_QUERY = """<?xml version='1.0' encoding='UTF-8' ?>
<CAL:calendar-query xmlns="DAV:" xmlns:CAL="urn:ietf:params:xml:ns:caldav"><prop><getetag /></prop>
<CAL:filter><CAL:comp-filter name="VCALENDAR"><CAL:comp-filter name="{component}">{inner}
</CAL:comp-filter></CAL:comp-filter></CAL:filter></CAL:calendar-query>"""

ABSENT = "<CAL:is-not-defined/>"
SUPPORTED = f"{C}supported-filter"
SUMMIT_UID = uids(told(1))[SUMMIT[0]]


def match(text: str) -> str:
    return f'<CAL:text-match collation="i;ascii-casemap">{text.upper()}</CAL:text-match>'


@dataclass
class Dav:
    """A site that publishes into a store, and a client of it."""

    store: Store
    site: Site = NEWS
    hours: int = 0
    snapshot: Snapshot | None = None

    def __post_init__(self) -> None:
        self.app = create_app(lambda: self.snapshot, LATER.date)
        self.publisher = Publisher(self.site, store=self.kept())

    def kept(self) -> StoredEdition:
        return StoredEdition(self.store.editions, "form", "served")

    def publish(self, *revisions: Revision, gone: tuple[str, ...] = ()) -> None:
        """What is new, an hour after what was before."""
        self.hours += 1
        at = LATER + self.hours * HOUR
        tombstones = [Tombstone(id=each, gone=at) for each in gone]
        self.snapshot = self.publisher.publish(publication(revisions, at, tombstones=tombstones))

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://x") as one:
                return await one.request(method, path, content=body.encode(), headers=headers)

        return asyncio.run(send())

    def told(self, method: str, path: str, body: str, depth: str = "0") -> _Element:
        answer = self.ask(method, path, body, Depth=depth)
        assert answer.status_code == 207, answer.text
        return fromstring(answer.content)

    def sync(self, token: str = "", path: str = EVERYTHING) -> tuple[list[str], list[str], str]:
        """The addresses that are there, those that are gone, and the next token."""
        told = self.told("REPORT", path, THUNDERBIRD_SYNC.format(token=token))
        here = [one for one in told.iter(f"{D}response") if one.find(f"{D}propstat") is not None]
        gone = [one for one in told.iter(f"{D}response") if one.find(f"{D}propstat") is None]
        assert all("404" in (one.findtext(f"{D}status") or "") for one in gone)
        return addresses(here), addresses(gone), told.findtext(f"{D}sync-token") or ""


@pytest.fixture
def dav(tmp_path: Path) -> Iterator[Dav]:
    """A site with one article of four events."""
    yield from _site(tmp_path)


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dav]:
    """Likewise, for all tests that only read."""
    yield from _site(tmp_path_factory.mktemp("calm"))


def _site(folder: Path) -> Iterator[Dav]:
    store = open_store(f"sqlite:///{folder}/one.db")
    made = Dav(store)
    made.publish(told(1))
    yield made
    store.close()


def addresses(responses: list[_Element]) -> list[str]:
    return [one.findtext(f"{D}href") or "" for one in responses]


def changed(revision: Revision, *rows: Row) -> Revision:
    """The article when other rows stand in it."""
    return revise(revision, replace(revision.article, timelines=article(rows).timelines), LATER)


def test_a_client_finds_the_calendars_from_the_host_alone(calm: Dav) -> None:
    """The well-known address, the principal, its home, the calendars in it."""
    found = calm.ask("PROPFIND", "/.well-known/caldav", DAVX5_PRINCIPAL, Depth="0")
    assert found.status_code == 301
    principal = calm.told("PROPFIND", found.headers["location"], DAVX5_PRINCIPAL)
    [address] = [one.text for one in principal.iterfind(f".//{D}current-user-principal/{D}href")]
    home = calm.told("PROPFIND", str(address), DAVX5_HOME)
    [address] = [one.text for one in home.iterfind(f".//{C}calendar-home-set/{D}href")]
    calendars = calm.told("PROPFIND", str(address), APPLE_CALENDARS, depth="1")
    folders = [one for one in calendars if one.find(f".//{C}calendar") is not None]
    assert addresses(folders) == [EVERYTHING, "/dav/news/"]
    assert [one.findtext(f".//{D}displayname") for one in folders] == [
        "روزنامة",
        "روزنامة: الأخبار",
    ]


def test_a_calendar_says_what_apple_asks_for_and_what_it_lacks(calm: Dav) -> None:
    """It can only be read; what we do not know is told as such, by its own name."""
    [told] = calm.told("PROPFIND", EVERYTHING, APPLE_CALENDARS)
    has, lacks = told.findall(f"{D}propstat")
    assert has.findtext(f"{D}status") == "HTTP/1.1 200 OK"
    assert lacks.findtext(f"{D}status") == "HTTP/1.1 404 Not Found"
    assert {one.tag for one in lacks.iterfind(f"{D}prop/*")} == {
        *(f"{D}add-member", f"{D}bulk-requests"),
        *(f"{S}allowed-sharing-modes", f"{I}calendar-order"),
    }
    rights = {one.tag for one in has.iterfind(f".//{D}privilege/*")}
    assert rights == {f"{D}read", f"{D}read-current-user-privilege-set"}
    assert has.findtext(f".//{I}calendar-color") == "#008080"
    component = has.find(f".//{C}comp")
    assert component is not None
    assert component.get("name") == "VEVENT"


def test_after_one_edit_a_client_fetches_one_event(dav: Dav) -> None:
    """Four at first, then none, then the one that moved: with its new tag and text."""
    before = told(1)
    here, gone, token = dav.sync()
    assert (len(here), gone) == (4, [])
    assert dav.sync(token) == ([], [], token)
    dav.publish(changed(before, ARRIVAL, PARADE, (SUMMIT[0], "2025-09-27"), *ROWS[3:]))
    [moved], gone, later = dav.sync(token)
    assert (gone, moved) == ([], f"{EVERYTHING}{uids(before)[SUMMIT[0]]}.ics")
    assert later != token
    body = THUNDERBIRD_GET.format(hrefs=f"<D:href>{moved}</D:href>")
    [response] = dav.told("REPORT", EVERYTHING, body)
    content = response.findtext(f".//{C}calendar-data") or ""
    [event] = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["dtstart"].dt) == "2025-09-27"
    got = dav.ask("GET", moved)
    assert got.text == content
    assert got.headers["etag"] == response.findtext(f".//{D}getetag")
    again = dav.ask("GET", moved, **{"If-None-Match": got.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_left_a_calendar_is_told_as_gone(dav: Dav) -> None:
    """Of an article that is about something else; events of one withdrawn stay, called off."""
    sport, news = "/dav/%D8%B1%D9%8A%D8%A7%D8%B6%D8%A9/", "/dav/news/"
    final = article((("نهائي الكأس", "2025-10-03"),)).timelines
    before = told(2, tags=("رياضة",), timelines=final)
    dav.publish(before)
    home = dav.told("PROPFIND", "/dav/", APPLE_CALENDARS, depth="1")
    assert sport in addresses(list(home))
    (_, _, token), (_, _, of_news) = dav.sync(path=sport), dav.sync(path=news)
    dav.publish(replace(before, article=replace(before.article, tags=())), gone=("a1",))
    [address] = dav.sync(path=news)[0][-1:]
    assert dav.sync(token, sport)[:2] == ([], [address.replace(news, sport)])
    here, gone, _ = dav.sync(of_news, news)
    assert gone == []
    off = [each for each in here if "STATUS:CANCELLED" in dav.ask("GET", each).text]
    assert (len(off), address in here) == (4, True)


def test_a_token_outlives_the_process(dav: Dav) -> None:
    """Whoever opens the store answers it, before anything is written anew."""
    _, _, token = dav.sync()
    dav.publish(changed(told(1), *ROWS[:2], (SUMMIT[0], "2025-09-27"), ROWS[3]))
    kept = KeptBodies(dav.kept())
    dav.snapshot = found_snapshot(kept, NEWS, (), {}, lambda: None)
    here, gone, _ = dav.sync(token)
    assert (len(here), gone) == (1, [])


@pytest.mark.parametrize("token", ["data:,17", "data:,99999999999", "http://other.example/4", "٤"])
def test_a_token_of_which_nothing_is_known_begins_anew(calm: Dav, token: str) -> None:
    """RFC 6578, 3.2: the client then asks without one."""
    answer = calm.ask("REPORT", EVERYTHING, THUNDERBIRD_SYNC.format(token=token), Depth="0")
    assert answer.status_code == 403
    assert fromstring(answer.content).find(f"{D}valid-sync-token") is not None


@pytest.mark.parametrize(
    ("component", "inner", "found"),
    [
        ("VEVENT", "", 4),
        ("VEVENT", '<CAL:time-range start="20250925T000000Z"/>', 2),
        ("VEVENT", '<CAL:time-range start="20250924T000000Z" end="20250925T000000Z"/>', 1),
        ("VEVENT", '<CAL:time-range end="20250101T000000Z"/>', 0),
        ("VEVENT", ABSENT, 0),
        ("VEVENT", f"<CAL:prop-filter name='UID'>{match(SUMMIT_UID)}</CAL:prop-filter>", 1),
        ("VEVENT", f"<CAL:prop-filter name='SUMMARY'>{match('الوفود')}</CAL:prop-filter>", 1),
        ("VEVENT", "<CAL:prop-filter name='LOCATION'/>", 0),
        ("VEVENT", f"<CAL:prop-filter name='LOCATION'>{ABSENT}</CAL:prop-filter>", 4),
        ("VTODO", "", 0),
        ("VTODO", ABSENT, 4),
    ],
)
def test_a_query_gives_what_happens_in_a_span(
    calm: Dav, component: str, inner: str, found: int
) -> None:
    """RFC 4791, 9.7 and 9.9."""
    body = DAVX5_QUERY.format(component=component, inner=inner)
    assert len(calm.told("REPORT", EVERYTHING, body)) == found


@pytest.mark.parametrize(
    ("inner", "precondition"),
    [
        ('<CAL:comp-filter name="VALARM"/>', SUPPORTED),
        ("<CAL:prop-filter name='UID'><CAL:param-filter/></CAL:prop-filter>", SUPPORTED),
        ('<CAL:time-range start="2025"/>', f"{C}valid-filter"),
    ],
)
def test_a_query_that_is_not_understood_is_refused(
    calm: Dav, inner: str, precondition: str
) -> None:
    """Rather than answered with too much."""
    body = DAVX5_QUERY.format(component="VEVENT", inner=inner)
    answer = calm.ask("REPORT", EVERYTHING, body, Depth="1")
    assert answer.status_code == 403
    assert fromstring(answer.content).find(precondition) is not None


@pytest.mark.parametrize(
    "method", ["PUT", "DELETE", "PROPPATCH", "MKCALENDAR", "MKCOL", "MOVE", "COPY", "LOCK", "POST"]
)
def test_nobody_writes(calm: Dav, method: str) -> None:
    """Neither an event nor a calendar."""
    for path in (f"{EVERYTHING}a.ics", EVERYTHING, "/dav/mine/"):
        answer = calm.ask(method, path, "BEGIN:VCALENDAR")
        assert answer.status_code == 403
        assert fromstring(answer.content).find(f"{D}need-privileges") is not None


def test_a_client_is_told_what_it_may_do(calm: Dav) -> None:
    """By OPTIONS; elsewhere on the site it is a preflight, and nobody asks for properties."""
    answer = calm.ask("OPTIONS", EVERYTHING)
    assert "calendar-access" in answer.headers["dav"]
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS, PROPFIND, REPORT"
    assert "dav" not in calm.ask("OPTIONS", "/calendar.ics").headers
    assert calm.ask("PROPFIND", "/calendar.ics").status_code == 405


BOMB = '<!DOCTYPE a [<!ENTITY b "{}"><!ENTITY c "{}">]>'.format("x" * 99, "&b;" * 99)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (f"{BOMB}<propfind xmlns='DAV:'><prop>&c;</prop></propfind>", 400),
        (f"{BOMB}<propfind xmlns='DAV:' a='&c;'/>", 400),
        ("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><propfind xmlns='DAV:'/>", 400),
        ("<propfind xmlns='DAV:'>&b;</propfind>", 400),
        ("no XML", 400),
        ("<a/>" + " " * 1_000_000, 413),
    ],
)
def test_a_body_that_is_no_question_is_refused(calm: Dav, body: str, status: int) -> None:
    """Entities are not taken in, and nothing is read without end."""
    assert calm.ask("PROPFIND", EVERYTHING, body, Depth="0").status_code == status


def test_an_entity_is_refused_in_every_coding(calm: Dav) -> None:
    """In UTF-16 and in EBCDIC its letters are other octets."""
    for coding in ("utf-16", "cp037"):
        text = f"<?xml version='1.0' encoding='{coding}'?>{BOMB}<propfind xmlns='DAV:'/>"

        async def send(content: bytes) -> int:
            transport = httpx.ASGITransport(calm.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://x") as one:
                return (await one.request("PROPFIND", EVERYTHING, content=content)).status_code

        assert asyncio.run(send(text.encode(coding))) == 400


@pytest.mark.parametrize(
    ("method", "path", "depth", "status"),
    [
        ("PROPFIND", "/dav/none/", "0", 404),
        ("PROPFIND", "/dav/2025/", "0", 404),
        ("GET", f"{EVERYTHING}none.ics", "0", 404),
        ("PROPFIND", "/dav/", "infinity", 403),
        ("REPORT", "/dav/", "0", 403),
        ("GET", EVERYTHING, "0", 307),
    ],
)
def test_what_is_not_there_is_told(
    calm: Dav, method: str, path: str, depth: str, status: int
) -> None:
    """A person who opens a calendar's address is led to its file."""
    assert calm.ask(method, path, DAVX5_PRINCIPAL, Depth=depth).status_code == status


def test_names_alone_and_brief_answers(calm: Dav) -> None:
    """RFC 4918, 9.1 (propname, and all where no body is); RFC 8144, 2.1."""
    [names] = calm.told("PROPFIND", EVERYTHING, "<propfind xmlns='DAV:'><propname/></propfind>")
    assert all(not len(one) and not one.text for one in names.iterfind(f".//{D}prop/*"))
    [told] = calm.told("PROPFIND", EVERYTHING, "")
    known = {one.tag for one in told.iterfind(f".//{D}prop/*")}
    assert known == {one.tag for one in names.iterfind(f".//{D}prop/*")}
    headers = {"Depth": "0", "Prefer": "return=minimal"}
    brief = calm.ask("PROPFIND", EVERYTHING, APPLE_CALENDARS, **headers)
    assert b"404" not in brief.content


def test_every_address_is_below_the_path_of_the_site(tmp_path: Path) -> None:
    """Behind a proxy that serves it there."""
    store = open_store(f"sqlite:///{tmp_path}/one.db")
    site = Dav(store, site=replace(NEWS, base_url="https://news.example/dates/"))
    site.publish(told(1))
    home = site.told("PROPFIND", "/dav/", DAVX5_HOME, depth="1")
    assert addresses(list(home))[:2] == ["/dates/dav/", "/dates/dav/calendar.all/"]
    href = f"/dates{EVERYTHING}{uids(told(1))[SUMMIT[0]]}.ics"
    for asked in (href, f"https://news.example{href}"):
        body = THUNDERBIRD_GET.format(hrefs=f"<D:href>{asked}</D:href><D:href>/else.ics</D:href>")
        here, nowhere = site.told("REPORT", EVERYTHING, body)
        assert here.findtext(f"{D}href") == href
        assert "404" in (nowhere.findtext(f"{D}status") or "")
    store.close()
