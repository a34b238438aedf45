"""A database that hangs, a source that hangs, a store that is lost, a clock that jumps."""

import http.server
import os
import re
import resource
import shutil
import signal
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.conftest import SAMPLE
from tests.e2e.conftest import CONFIG, Service, ask, eventually
from tests.e2e.jumps import set_clock

pytestmark = pytest.mark.slow

# Within this a service must have ended after SIGTERM; supervisors kill what takes longer.
END_S = 20
WITHIN_S = 3
PAGE = '\n[[sources]]\nname = "page"\nkind = "page"\nurls = ["{url}"]\nevery = "1h"\n'


def made(folder: Path, more: str = "") -> Service:
    """A service that has not been started yet."""
    one = Service(folder)
    (folder / "articles").mkdir(parents=True)
    shutil.copy(SAMPLE, folder / "articles")
    config = CONFIG.format(base_url=f"{one.url}/") + more
    (folder / "config.toml").write_text(config, "utf-8")
    return one


def ends(service: Service) -> int:
    """The exit status of a service that is told to end, in the time that it has."""
    assert service.process is not None
    service.process.send_signal(signal.SIGTERM)
    return service.process.wait(END_S)


@contextmanager
def killed_in_the_end(service: Service) -> Iterator[Service]:
    try:
        yield service
    finally:
        if service.process is not None and service.process.poll() is None:
            service.stop(signal.SIGKILL)


@contextmanager
def stopped(server: Path) -> Iterator[None]:
    """Every process of a PostgreSQL server, stopped in the middle of whatever it does."""
    first = int((server / "data" / "postmaster.pid").read_text("ascii").split()[0])
    others = [
        int(path.parent.name)
        for path in Path("/proc").glob("[0-9]*/stat")
        if f") S {first} " in path.read_text("utf-8", "replace")
    ]
    for pid in (first, *others):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in (first, *others):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


@pytest.fixture
def on_postgres(tmp_path: Path, postgres_url: str) -> Iterator[Service]:
    """A service whose store is a database of a real server."""
    one = made(tmp_path / "site", f'\n[store]\nurl = "{postgres_url}"\n')
    with killed_in_the_end(one):
        one.start()
        eventually(lambda: one.get("/readyz").status_code == 200, "it is ready")
        yield one


@pytest.mark.postgres
def test_with_a_database_that_hangs_readers_and_probes_are_answered(
    on_postgres: Service, postgres_server: Path
) -> None:
    """The last good state is served, readiness tells the truth, and the end comes in time."""
    with stopped(postgres_server):
        for _ in range(3):
            assert ask(f"{on_postgres.url}/healthz", timeout=1).text == "ok\n"
            ready = ask(f"{on_postgres.url}/readyz", timeout=WITHIN_S)
            assert (ready.status_code, "out of reach" in ready.text) == (503, True)
            numbers = ask(f"{on_postgres.url}/metrics", timeout=WITHIN_S)
            assert "ruznama_ready 0.0" in numbers.text
            assert ask(f"{on_postgres.url}/calendar.ics?past=0", timeout=1).is_success
        assert ends(on_postgres) == 0


@pytest.mark.postgres
def test_a_database_that_comes_back_is_used_again(
    on_postgres: Service, postgres_server: Path
) -> None:
    """Longer away than any statement may take; said once, and once more when it is over."""
    before = len(on_postgres.log().splitlines())
    with stopped(postgres_server):
        eventually(lambda: "cannot be used" in on_postgres.log(), "it is said")
    article = on_postgres.folder / "articles" / SAMPLE.name
    article.write_text(SAMPLE.read_text("utf-8").replace("وصول كيم", "وصول الزعيم كيم"), "utf-8")
    eventually(lambda: on_postgres.holds("/calendar.ics", "وصول الزعيم كيم"), "the edit shows")
    said = on_postgres.log().splitlines()[before:]
    assert sum("cannot be used" in line for line in said) == 2
    assert len(said) < 20
    assert "traceback" not in "".join(said)


def test_the_end_does_not_wait_for_a_source_that_hangs(tmp_path: Path) -> None:
    """A page that never comes is waited for longer than the end may take."""
    asked, released = threading.Event(), threading.Event()

    class Never(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.set()
            released.wait(60)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Never) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = PAGE.format(url=f"http://127.0.0.1:{server.server_port}/a")
        allowed = '\n[fetch]\nallow_hosts = ["127.0.0.1"]\nseconds = 60\n'
        service = made(tmp_path / "site", page + allowed)
        try:
            with killed_in_the_end(service):
                service.launch()
                assert asked.wait(60)
                assert ends(service) == 0
        finally:
            released.set()
            server.shutdown()


def sequences(service: Service) -> dict[str, int]:
    """The SEQUENCE of each event, by UID."""
    text = service.get("/calendar.ics").text.replace("\r\n ", "")
    return {
        re.search(r"UID:(\S+)", event)[1]: int(re.search(r"SEQUENCE:(\d+)", event)[1])  # type: ignore[index]
        for event in text.split("BEGIN:VEVENT")[1:]
    }


def delete(store: Path) -> None:
    for path in store.parent.glob("ruznama.sqlite3*"):
        path.unlink()


def replace_by_an_empty_one(store: Path) -> None:
    delete(store)
    sqlite3.connect(store).close()


def put_back_a_copy(store: Path) -> None:
    delete(store)
    (store.parent / "copy.sqlite3").rename(store)


def _published(service: Service) -> int:
    """How often something was published, or taken over from the store."""
    return sum(service.log().count(f'"event": "{what}"') for what in ("published", "following"))


@pytest.mark.parametrize("lose", [delete, replace_by_an_empty_one, put_back_a_copy])
def test_a_lost_store_is_noticed_and_no_sequence_falls(
    service: Service, lose: Callable[[Path], None]
) -> None:
    """A calendar program ignores an event that is older than what it has."""
    store = service.folder / "var" / "ruznama.sqlite3"
    with sqlite3.connect(store) as now, sqlite3.connect(store.parent / "copy.sqlite3") as copy:
        now.backup(copy)
    now.close()
    copy.close()
    article = service.folder / "articles" / SAMPLE.name
    for day in (21, 20):
        text = SAMPLE.read_text("utf-8").replace("23 سبتمبر", f"{day} سبتمبر")
        article.write_text(text, "utf-8")
        eventually(lambda day=day: service.holds("/calendar.ics", f"202509{day}"), "it moves")
    before = sequences(service)
    assert max(before.values()) >= 2
    published = _published(service)
    lose(store)
    eventually(lambda: "was deleted or replaced" in service.log(), "it is said")
    eventually(lambda: _published(service) > published, "it is made anew, or found again")
    after = sequences(service)
    assert after.keys() == before.keys()
    assert all(after[uid] >= number for uid, number in before.items())
    eventually(lambda: service.get("/readyz").status_code == 200, "it is ready")
    assert store.is_file()


@pytest.mark.parametrize("way", ["forward", "back"])
def test_a_clock_that_jumps_by_a_year_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """No tick is made up for: a year has 31 million; and the next edit shows."""
    library = set_clock(tmp_path)
    service = made(tmp_path / "site")
    monkeypatch.setenv("LD_PRELOAD", library)
    with killed_in_the_end(service):
        service.start()
        monkeypatch.delenv("LD_PRELOAD")
        eventually(lambda: service.get("/readyz").status_code == 200, "it is ready")
        before = resident_octets(service)
        (service.folder / way).touch()
        eventually(lambda: "clock jumped" in service.log(), "it is noticed")
        article = service.folder / "articles" / SAMPLE.name
        text = SAMPLE.read_text("utf-8").replace("وصول كيم", "وصول الزعيم كيم")
        article.write_text(text, "utf-8")
        eventually(lambda: service.holds("/calendar.ics", "وصول الزعيم كيم"), "the edit shows")
        assert resident_octets(service) < before + 50_000_000
        assert ends(service) == 0


def resident_octets(service: Service) -> int:
    assert service.process is not None
    pages = Path(f"/proc/{service.process.pid}/statm").read_text("ascii").split()[1]
    return int(pages) * resource.getpagesize()
