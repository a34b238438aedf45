"""No letter of a name fails a path, a header or a file: a site whose every name is hostile.

Titles, tags, categories, ids and file names hold what people and programs really put there; every
path that is published is then asked for over HTTP, and written as a file.
"""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import quote, unquote, urlsplit

import httpx
import pytest

from ruznama.bootstrap import open_renewal
from ruznama.config.load import load_config
from ruznama.publishing.storage.snapshot import Snapshot
from ruznama.utc import utc_now
from tests.e2e.conftest import Service, eventually
from tests.e2e.hostile import SOURCES, write_site
from tests.e2e.proxies import proxies
from tests.e2e.walking import Walker, encoded, plain


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A running service whose every name is hostile."""
    made = Service(tmp_path_factory.mktemp("hostile"))
    write_site(made.folder, made.port)
    made.start()
    eventually(lambda: _has_read_all(made), "every source is read")
    yield made
    if made.process is not None and made.process.poll() is None:
        made.stop(signal.SIGKILL)


def _has_read_all(site: Service) -> bool:
    """The first source is served while the others are still being read."""
    told = site.get("/readyz?verbose").json()["sources"]
    return len(told) == len(SOURCES) and all(source["last_good"] for source in told)


@pytest.fixture(scope="module")
def snapshot(site: Service) -> Snapshot:
    """What the service publishes, made from its own store."""
    renewal = open_renewal(load_config(site.folder / "config.toml", {}))
    try:
        renewal.run([], utc_now)
        assert renewal.snapshot is not None
        return renewal.snapshot
    finally:
        renewal.close()


@pytest.fixture(scope="module")
def client(site: Service) -> Iterator[httpx.Client]:
    """A client that asks for one thing after the other over one connection."""
    with httpx.Client(base_url=site.url, trust_env=False, timeout=30) as made:
        yield made


def _paths(snapshot: Snapshot) -> list[str]:
    return sorted({*snapshot.bodies, *snapshot.pictures})


def _disposition(header: str) -> tuple[str, str]:
    """The two names of a Content-Disposition as RFC 6266, 4.1 has them."""
    letter = r"[!#$&+.^_`|~0-9A-Za-z-]"
    plain, extended = r"([ !#-\[\]-~]+)", rf"((?:{letter}|%[0-9A-F]{{2}})+)"
    form = rf"(?:inline|attachment); filename=\"{plain}\"; filename\*=UTF-8''{extended}"
    told = re.fullmatch(form, header)
    assert told, header
    return told[1], unquote(told[2], errors="strict")


def _is_sane(answer: httpx.Response) -> None:
    """Every header is printable ASCII, and the names of a file are names on every system."""
    for name, value in answer.headers.raw:
        assert re.fullmatch(rb"[\x20-\x7e]*", value), (name, value)
    assert "set-cookie" not in answer.headers
    if "content-disposition" in answer.headers:
        for called in _disposition(answer.headers["content-disposition"]):
            assert not re.search(r'[\x00-\x1f/\\:*?"<>|]', called), called
            assert len(called.encode()) <= 255
            assert re.fullmatch(r"[^.\s].*\.(?:ics|csv|jcal|json)", called), called


def test_the_site_has_a_slice_for_each_kind_of_name(snapshot: Snapshot) -> None:
    """So that the tests below ask for what they are meant to."""
    slices = {path for path in snapshot.bodies if path.startswith("/calendars/")}
    for slug in ("قمة-عربية", "café-ñandú-ångström", "عيد-سعيد", "con", "tag-٢٠٢٥", "한국어-소식"):
        assert f"/calendars/{slug}.ics" in slices
    assert any(len(path.encode()) > 200 for path in slices)
    assert len(snapshot.bodies) > 500


def test_every_calendar_is_saved_under_a_name(snapshot: Snapshot, client: httpx.Client) -> None:
    """`download=1` saves a calendar, under a name that every system takes."""
    for path in _paths(snapshot):
        if path.endswith((".ics", ".csv", ".jcal")):
            saved = client.get(f"{quote(path)}?download=1")
            assert (path, saved.status_code) == (path, 200)
            assert saved.headers["content-disposition"].startswith("attachment; ")
            _is_sane(saved)


def test_every_folder_is_found_without_its_slash(snapshot: Snapshot, client: httpx.Client) -> None:
    """The redirect's address is ASCII, and leads to the page."""
    for path in _paths(snapshot):
        if path.endswith("/") and path != "/":
            moved = client.get(quote(path.rstrip("/")))
            assert (path, moved.status_code) == (path, 308)
            _is_sane(moved)
            assert unquote(urlsplit(moved.headers["location"]).path) == path


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/%FF", {400}),
        ("/%zz", {400}),
        ("/%", {400}),
        ("/%ED%A0%80", {400}),
        ("/%00", {400, 404}),
        ("/feeds/%D9", {400}),
        ("/feeds/%0D%0ASet-Cookie:%20a=b", {400, 404}),
        ("/..%2f..%2fetc%2fpasswd", {400, 404}),
        ("//evil.example/..", {400, 404}),
        ("/feed.rss?q=%FF", {400}),
        ("/feed.rss?q=%ED%A0%80%zz", {400}),
        ("/feed.rss?q=%0D%0Ax:y", {200}),
        ("/calendar.ics?q=%FF&download=1", {400}),
        ("/calendar.ics?tag=%zz%", {400}),
        ("/search?q=%FF%00%zz", {400}),
        ("/feed.rss?%FF=%FF", {200}),
        ("/feed.rss?limit=%FF", {400}),
        ("/calendar.ics?from=%ED%A0%80", {400}),
        ("/articles/x%FF/", {400}),
    ],
)
def test_a_malformed_address_is_no_failure(site: Service, path: str, expected: set[int]) -> None:
    """What no browser writes, scanners do: never 500, and nothing of it in a header."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as connection:
        request = f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        connection.sendall(request.encode())
        head = b"".join(iter(lambda: connection.recv(65536), b"")).partition(b"\r\n\r\n")[0]
    assert int(head.split()[1]) in expected, head
    assert b"set-cookie" not in head.lower()


def test_nothing_failed_on_the_way(site: Service) -> None:
    """The log of all that is above holds no error."""
    assert '"level": "error"' not in site.log()


def test_a_build_writes_every_path_as_a_file(site: Service, snapshot: Snapshot) -> None:
    """No name is too long for a file system, none leaves the folder, none stands on another."""
    command = [sys.executable, "-m", "ruznama", "build", "--out", "public", "--json"]
    ended = subprocess.run(
        command, cwd=site.folder, capture_output=True, text=True, timeout=300, check=False
    )
    assert ended.returncode == 0, ended.stderr
    out = site.folder / "public"
    for path in set(snapshot.bodies) - {"/search"}:
        file = out / (f"{path[1:]}index.html" if path.endswith("/") else path[1:])
        assert file.is_file(), path
        assert out.resolve() in file.resolve().parents
        if not path.endswith(("/", ".html")) and not path.startswith("/feed"):  # which go on
            assert file.read_bytes() == snapshot.bodies[path].content, path


def test_a_walk_meets_nothing_lost(site: Service, snapshot: Snapshot) -> None:
    """Every path and every link home, directly and through proxies; again when half is deleted."""
    with Walker(site.port, f"{site.url}/") as walker:
        offered = _walked(walker, snapshot)
        assert len(offered) > 900
        with proxies(site.port) as ports:
            for name, port in ports.items():
                with Walker(port, f"{site.url}/") as behind:
                    assert behind.ask("PROPFIND", "/dav/", Depth="1").status == 207
                    _is_handed_on(name, behind, sorted(snapshot.bodies))
        gone = [file for kind in SOURCES for file in sorted((site.folder / kind).iterdir())[::2]]
        for file in gone:
            file.unlink()
        eventually(lambda: _tells_of(walker, len(gone)), "half of the articles are withdrawn")
        lost = {
            (address, status)
            for address in offered
            if (status := walker.get(address).status) not in {200, 301, 302, 307, 308}
            and not (status == 410 and address.startswith(("/articles/", "/e/")))
        }
        assert lost == set()


def _walked(walker: Walker, snapshot: Snapshot) -> list[str]:
    """Everything that is offered, once; each address that answered."""
    waiting = [*encoded(sorted(snapshot.bodies)), *encoded(sorted(snapshot.moved)), "/dav/"]
    waiting += encoded(sorted(snapshot.pictures))[::20]  # which take their time to draw
    seen = set(waiting)
    while waiting:
        address = waiting.pop()
        answer = walker.get(address)
        body = snapshot.bodies.get(plain(address))
        if body is not None and "?" not in address:
            assert (address, answer.status) == (address, 200)
            assert answer.headers["content-type"] == body.content_type
            assert answer.content == body.content
            _is_sane(httpx.Response(200, headers=answer.headers))
            walker.check(address, answer)
        assert answer.status in {200, 301, 302, 307, 308}, (address, answer.status)
        new = walker.links(address, answer) - seen
        seen |= new
        waiting += new
    return sorted(seen)


def _is_handed_on(name: str, walker: Walker, paths: list[str]) -> None:
    """What a proxy hands on is what it was given."""
    for number, address in enumerate(encoded(paths)):
        answer = walker.get(address)
        assert (name, address, answer.status) == (name, address, 200)
        if number % 10 == 0:
            walker.check(address, answer)


def _tells_of(walker: Walker, count: int) -> bool:
    """Whether the feed tells of so many withdrawn articles."""
    feed = walker.get("/feed.atom").content
    return feed.count(b"deleted-entry ") >= count
