"""No letter of a name fails a path, a header or a file: a site whose every name is hostile.

Titles, tags, categories, ids and file names hold what people and programs really put there; every
path that is published is then asked for over HTTP, and written as a file.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import httpx
import lxml.html
import pytest

from ruznama.bootstrap import open_renewal
from ruznama.config.load import load_config
from ruznama.publishing.storage.snapshot import Snapshot
from ruznama.utc import utc_now
from tests.e2e.conftest import Service, eventually

NAMES = {
    "arabic": "قمة عربية",
    "vowelled": "مُحَمَّدٌ وَالعِيدُ",
    "accents": "Café Ñandú Ångström",
    "decomposed": unicodedata.normalize("NFD", "Café Ñandú Ångström"),
    "hangul": unicodedata.normalize("NFD", "한국어 소식"),
    "emoji": "😀🇵🇸👩‍👩‍👧",
    "emoji among words": "عيد 🎉 سعيد",
    "marks of direction": "\u202eمقلوب\u202c \u200fيمين\u200e \u2067معزول\u2069",
    "quotes": "\"مقتبس\" 'x' “y” «ز» `t`",
    "backslashes": "a\\b\\..\\c\\",
    "newlines": "سطر\r\nSet-Cookie: a=b\r\n\r\n<html>",
    "percents": "%41 100% %FF %zz %2e%2e%2f",
    "slashes": "a/b//../../etc/passwd/",
    "dots": "..",
    "one dot": ".",
    "blank": " \u00a0\u200b",
    "formula": '=HYPERLINK("http://x","y")',
    "commas": ";a,b;c=d&e?f#g",
    "angles": "<script>alert(1)</script>&amp;</a>",
    "controls": "\x00\x07\x1b[31mأحمر\x7f\x85",
    "long": "طويل" * 200,
    "long words": "كلمة 😀 " * 200,
    "long decomposed": unicodedata.normalize("NFD", "é") * 300,
    "reserved": "CON",
    "number": "٢٠٢٥",
    "capitals": "İSTANBUL Straße ΣΑΣ",
    "index": "index.html",
    "feed": "calendar.ics",
    "ends of paragraphs": "فقرة\x85أخرى\u2029وثالثة\u2028ورابعة",
    "planes": "\U00010900" * 90,
    "private": "\ue000\uf8ff\U000f0000",
}
SOURCES = ("json", "markdown", "files")
CONFIG = """\
[site]
title = {title}
description = {title}
base_url = "http://127.0.0.1:{port}/"

[feed]
limit = 5

"""
SOURCE = """\
[[sources]]
name = {name}
title = {title}
kind = "folder"
path = {path}
category = {category}

"""


def _toml(text: str) -> str:
    """A text as a basic string, which TOML writes nearly as JSON does."""
    return json.dumps(text).replace("\\/", "/") if text.isascii() else _escaped(text)


def _escaped(text: str) -> str:
    return '"' + "".join(f"\\U{ord(char):08x}" for char in text) + '"'


def _article(name: str, index: int) -> dict[str, object]:
    """An article that is called so in every place where it has a name."""
    return {
        "schema": "article/1",
        "title": f"{name} {index}",
        "section": name,
        "tags": [name, f"{name}{index % 3}"],
        "publisher": name,
        "authors": [{"name": name}],
        "blocks": [{"type": "paragraph", "text": f"{name} نص الخبر", "at": {"line": 1}}],
        "timelines": [
            {"title": name, "events": [{"title": name, "start": {"value": "2026-03-05"}}]}
        ],
    }


def _write_site(folder: Path, port: int) -> None:
    """Three sources: the articles in structured form, as Markdown, and a few with hostile names."""
    written = CONFIG.format(title=_escaped('روز"نامة 😀\\ é'), port=port)
    for number, kind in enumerate(SOURCES):
        (folder / kind).mkdir()
        category = _escaped(list(NAMES.values())[number + 2])
        title = _escaped(f"مصدر “{kind}” 😀")
        written += SOURCE.format(name=f'"{kind}"', title=title, path=f'"{kind}"', category=category)
    (folder / "config.toml").write_text(written, "utf-8")
    tomllib.loads(written)
    for index, name in enumerate(NAMES.values()):
        document = json.dumps(_article(name, index), ensure_ascii=False)
        (folder / "json" / f"{index}.json").write_text(document, "utf-8")
        head = json.dumps(name, ensure_ascii=True)
        given = json.dumps(name if index % 2 else f"{index} {name}")
        text = f"---\nid: {given}\ntitle: {head}\ntags: [{head}]\n---\n\nنص الخبر.\n\n"
        rows = f"| التاريخ | الحدث |\n|---|---|\n| {index % 27 + 1} مارس 2026 | افتتاح {index} |\n"
        (folder / "markdown" / f"{index}.md").write_text(text + rows, "utf-8")
        file = _file_name(name)
        if file:
            (folder / "files" / file).write_text(f"{index} أبريل 2026 افتتاح المعرض.\n", "utf-8")


def _file_name(name: str) -> str:
    """The name as a file can have it: no slash, no NUL, 255 octets."""
    name = name.replace("/", "").replace("\x00", "").encode()[:250].decode("utf-8", "ignore")
    return f"{name}.txt" if name.strip(". \u00a0\u200b") else ""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A running service whose every name is hostile."""
    made = Service(tmp_path_factory.mktemp("hostile"))
    _write_site(made.folder, made.port)
    for path in made.folder.glob("*/*"):
        rested = path.stat().st_mtime - 60
        os.utime(path, (rested, rested))  # the first run reads them all
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


def test_every_path_answers_get_and_head(
    site: Service, snapshot: Snapshot, client: httpx.Client
) -> None:
    """200 with the published bytes' length; HEAD tells the same headers."""
    for path in _paths(snapshot):
        address = quote(path)
        got, head = client.get(address), client.head(address)
        assert (path, got.status_code, head.status_code) == (path, 200, 200), site.log()[-2000:]
        dates = {got.headers.pop("date"), head.headers.pop("date")}
        assert dict(got.headers) == dict(head.headers)
        assert all(dates)
        assert got.headers["etag"]
        _is_sane(got)


def test_every_path_answers_a_condition_and_a_download(
    snapshot: Snapshot, client: httpx.Client
) -> None:
    """304 to its own tag; `download=1` saves a calendar and hurts nothing else."""
    for path in _paths(snapshot):
        address = quote(path)
        saved = client.get(f"{address}?download=1")
        assert (path, saved.status_code) == (path, 200)
        _is_sane(saved)
        if path.endswith(".ics"):
            assert saved.headers["content-disposition"].startswith("attachment; ")
        again = client.get(address, headers={"If-None-Match": saved.headers["etag"]})
        assert (path, again.status_code, again.content) == (path, 304, b"")
        _is_sane(again)


def test_every_folder_is_found_without_its_slash(snapshot: Snapshot, client: httpx.Client) -> None:
    """The redirect's address is ASCII, and leads to the page."""
    for path in _paths(snapshot):
        if path.endswith("/") and path != "/":
            moved = client.get(quote(path.rstrip("/")))
            assert (path, moved.status_code) == (path, 308)
            _is_sane(moved)
            assert unquote(urlsplit(moved.headers["location"]).path) == path


def test_every_link_home_leads_to_something(
    site: Service, snapshot: Snapshot, client: httpx.Client
) -> None:
    """What the pages, feeds and lists link to on the site itself is there."""
    homes = {f"{site.url}/", f"webcal://127.0.0.1:{site.port}/"}
    links: set[str] = set()
    for path, body in snapshot.bodies.items():
        if body.content_type.startswith("text/html"):
            tree = lxml.html.fromstring(body.content.decode())
            links |= {str(link) for _, _, link, _ in tree.iterlinks()}
            assert path
    local = {
        link.partition("#")[0].replace("webcal:", "http:")
        for link in links
        if any(link.startswith(home) for home in homes) or link.startswith("/")
    }
    assert len(local) > 300
    for link in sorted(local):
        answer = client.get(link)
        assert (link, answer.status_code) == (link, 200)


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
