"""What goes wrong around a service: killed, its disk full, its store lost, hostile clients.

Each fault is bounded in count and stays on this machine. KILLS=100 in the environment kills it a
hundred times, which takes five minutes.
"""

import asyncio
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import feedparser
import httpx
import pytest

from tests.conftest import SAMPLE
from tests.e2e.conftest import CONFIG, Service, eventually

KILLS, SIDE_BY_SIDE = int(os.environ.get("KILLS", "4")), 2
REQUESTS, READERS = 10_000, 100


def uids(calendar: str) -> set[str]:
    return set(re.findall(r"^UID:(\S+)", calendar, re.M))


def made(folder: Path) -> Service:
    """A service that has not been started yet."""
    one = Service(folder)
    (folder / "articles").mkdir(parents=True)
    shutil.copy(SAMPLE, folder / "articles")
    (folder / "config.toml").write_text(CONFIG.format(base_url=f"{one.url}/"), "utf-8")
    return one


class Reader(threading.Thread):
    """Polls a feed without pause; every body that arrives must be whole."""

    def __init__(self, service: Service) -> None:
        super().__init__(daemon=True)
        self.stopping = threading.Event()
        self.whole = 0
        self.torn: list[str] = []
        self._service = service

    def run(self) -> None:
        while not self.stopping.wait(0.05):
            with suppress(httpx.TransportError):  # between two lives there is nobody
                answer = self._service.get("/feed.rss")
                if answer.status_code == 503:
                    continue
                if answer.status_code != 200 or feedparser.parse(answer.content).bozo:
                    self.torn.append(f"{answer.status_code}: {answer.text[-80:]}")
                self.whole += 1


def killed_again_and_again(folder: Path, count: int) -> Service:
    """A service that is edited and killed, at any moment of its run."""
    service, chance = made(folder), random.Random(count)  # noqa: S311  no secret
    service.start()
    first = uids(service.get("/calendar.ics").text)
    reader = Reader(service)
    reader.start()
    for number in range(count):
        text = SAMPLE.read_text("utf-8").replace("وصول كيم", f"وصول الزعيم ({number}) كيم")
        (service.folder / "articles" / SAMPLE.name).write_text(text, "utf-8")
        (service.folder / "articles" / f"extra-{number}.txt").write_text(text, "utf-8")
        time.sleep(chance.uniform(0, 1.2))
        service.stop(signal.SIGKILL)
        service.start()
        assert first <= uids(service.get("/calendar.ics").text)
    reader.stopping.set()
    reader.join(60)
    eventually(
        lambda: service.get("/feed.json").text.count("urn:uuid") == 1 + count, "all are there"
    )
    assert reader.torn == []
    assert reader.whole > 0
    service.stop()
    left = {path.name for path in (service.folder / "var").iterdir()}
    assert left <= {
        f"ruznama.sqlite3{end}" for end in ("", "-wal", "-shm", "-publishing", "-writer")
    }
    return service


@pytest.mark.slow
def test_killed_again_and_again_nothing_is_lost(tmp_path: Path) -> None:
    """No torn body, no lost article, no other UID, no leftovers."""
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        share = KILLS // SIDE_BY_SIDE
        lives = [
            pool.submit(killed_again_and_again, tmp_path / str(n), share)
            for n in range(SIDE_BY_SIDE)
        ]
        for life in lives:
            life.result()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of sixteen megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder],
        check=False,
        capture_output=True,
    )
    if not mounted or mounted.returncode:
        pytest.skip("skipped: no disk can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.mark.slow
def test_a_full_disk_stops_no_reader_and_is_made_up_for(tmp_path: Path, small_disk: Path) -> None:
    """While nothing can be written the last good state is served; then the edit shows."""
    service = made(tmp_path / "site")
    (service.folder / "var").symlink_to(small_disk)
    service.start()
    try:
        with suppress(OSError), (small_disk / "filler").open("wb") as filler:
            while True:
                filler.write(b"x" * 65536)
                filler.flush()
        article = service.folder / "articles" / SAMPLE.name
        text = SAMPLE.read_text("utf-8")
        for number in range(40):
            (service.folder / "articles" / f"more-{number}.txt").write_text(text, "utf-8")
        article.write_text(text.replace("وصول كيم", "وصول الزعيم كيم"), "utf-8")
        eventually(lambda: "full" in service.log(), "the service meets the full disk")
        assert service.get("/calendar.ics").status_code == 200
        assert service.get("/healthz").status_code == 200
        (small_disk / "filler").unlink()
        eventually(lambda: service.holds("/calendar.ics", "وصول الزعيم كيم"), "the edit shows")
    finally:
        service.stop()


@pytest.mark.parametrize("fault", ["deleted", "noise"])
def test_a_store_that_goes_while_it_serves_comes_back(service: Service, fault: str) -> None:
    """The same UIDs, no gap for readers, and the next edit shows."""
    before = uids(service.get("/calendar.ics").text)
    store = service.folder / "var" / "ruznama.sqlite3"
    if fault == "deleted":
        for path in store.parent.glob("ruznama.sqlite3*"):
            path.unlink()
    else:
        store.write_bytes(os.urandom(200_000))
    article = service.folder / "articles" / SAMPLE.name
    article.write_text(SAMPLE.read_text("utf-8").replace("وصول كيم", "وصول الزعيم كيم"), "utf-8")

    def edited() -> bool:
        calendar = service.get("/calendar.ics")
        assert calendar.status_code == 200
        assert uids(calendar.text) == before
        return "وصول الزعيم كيم" in calendar.text.replace("\r\n ", "")

    eventually(edited, "the edit shows")


def test_ten_thousand_requests_are_answered(calm_service: Service) -> None:
    """With and without conditions, from a hundred connections that stay open."""
    tag = calm_service.get("/feed.rss").headers["etag"]
    plain = b"GET /feed.rss HTTP/1.1\r\nHost: x\r\n"
    asked = (plain + b"\r\n", plain + f"If-None-Match: {tag}\r\n\r\n".encode())

    async def reader() -> list[bytes]:
        come, go = await asyncio.open_connection("127.0.0.1", calm_service.port)
        statuses = []
        for number in range(REQUESTS // READERS):
            go.write(asked[number % 2])
            head = await come.readuntil(b"\r\n\r\n")
            statuses.append(head.split(b" ", 2)[1])
            if length := re.search(rb"(?i)\ncontent-length: (\d+)", head):
                await come.readexactly(0 if statuses[-1] == b"304" else int(length[1]))
        go.close()
        return statuses

    async def readers() -> list[list[bytes]]:
        return await asyncio.gather(*(reader() for _ in range(READERS)))

    statuses = [status for each in asyncio.run(readers()) for status in each]
    assert (statuses.count(b"200"), statuses.count(b"304")) == (REQUESTS // 2, REQUESTS // 2)


def raw(service: Service, request: bytes) -> bytes:
    """The answer to bytes that no client would send."""
    with socket.create_connection(("127.0.0.1", service.port), timeout=30) as connection:
        with suppress(OSError):
            connection.sendall(request)
        answer = b""
        with suppress(OSError):
            while part := connection.recv(65536):
                answer += part
    return answer


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET /" + b"a" * 10_000 + b" HTTP/1.1\r\nHost: x\r\n",
        b"GET /..%2f..%2fetc/passwd HTTP/1.1\r\nHost: x\r\n",
        b"GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n",
        b"GET /%00 HTTP/1.1\r\nHost: x\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: x\r\n",
        b"GET /nothing HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n",
        b"GET /nothing HTTP/1.1\r\nHost: a b\x01\r\n",
        b"GET /nothing HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 100_000 + b"\r\n",
        b"BREW /feed.rss HTTP/1.1\r\nHost: x\r\n",
        b"POST /feed.rss HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
    ],
)
def test_hostile_requests_get_4xx_and_leave_no_trace(
    calm_service: Service, request_line: bytes
) -> None:
    """Nothing of them is echoed, nor in the log; the next reader is served."""
    before = calm_service.log()
    answer = raw(calm_service, request_line + b"Connection: close\r\n\r\nhello")
    assert not answer or re.match(rb"HTTP/1\.[01] 4\d\d ", answer), answer[:200]
    assert b"evil.example" not in answer
    assert b"root:" not in answer
    assert calm_service.get("/feed.rss").status_code == 200
    said = [
        line for line in calm_service.log()[len(before) :].splitlines() if "published" not in line
    ]
    assert len(said) <= 1
    assert not any("aaaa" in line or "passwd" in line for line in said)
