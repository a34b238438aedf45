"""Links follow the port that is really served; what subscribers hold does not change with it."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import icalendar
import lxml.html
import pytest

from tests.conftest import ROOT, SAMPLE
from tests.e2e.conftest import CONFIG, Service, ask, eventually, free_port

ELSEWHERE = "http://127.0.0.1:8000/"
PATHS = ("/", "/feeds/", "/feed.rss", "/feed.atom", "/feed.json", "/calendar.ics", "/opml.xml")


@pytest.fixture
def moving(tmp_path: Path) -> Iterator[Service]:
    """A service on another port than its configuration says."""
    made = Service(tmp_path)
    shutil.copytree(SAMPLE.parent, tmp_path / "articles")
    (tmp_path / "config.toml").write_text(CONFIG.format(base_url=ELSEWHERE), "utf-8")
    made.start()
    yield made
    if made.process is not None and made.process.poll() is None:
        made.stop(signal.SIGKILL)


def _events(service: Service) -> list[tuple[str, ...]]:
    """What of each event tells a subscriber whether it is the same, and as it was."""
    calendar = icalendar.Calendar.from_ical(service.get("/calendar.ics").content)
    names = ("UID", "SEQUENCE", "CREATED", "LAST-MODIFIED", "DTSTAMP")
    events = calendar.walk("VEVENT")
    return [tuple(str(event.decoded(name, "")) for name in names) for event in events]


def _entries(service: Service) -> list[tuple[str, str]]:
    items = service.get("/feed.json").json()["items"]
    return [(item["id"], item["date_modified"]) for item in items]


def test_every_link_follows_the_port_of_the_flag(moving: Service) -> None:
    """No feed, calendar, webcal address or page names the port that nobody listens on."""
    for path in PATHS:
        text = moving.get(path).text.replace("\r\n ", "")
        assert ":8000" not in text, path
        assert f"127.0.0.1:{moving.port}/" in text, path
    links = lxml.html.fromstring(moving.get("/").text).xpath("//a/@href")
    assert f"webcal://127.0.0.1:{moving.port}/calendar.ics" in links
    assert "follows what is served" in moving.log()


def _leads_to(service: Service, port: int) -> bool:
    return f":{port}" in service.get("/calendar.ics").text.replace("\r\n ", "")


def test_another_port_changes_nothing_that_subscribers_hold(moving: Service) -> None:
    """UIDs, SEQUENCE, LAST-MODIFIED, ids and dates of entries are of the articles alone."""
    events, entries = _events(moving), _entries(moving)
    moving.stop()
    before, moving.port = moving.port, free_port()
    moving.start()
    eventually(lambda: not _leads_to(moving, before), "the links follow")
    assert (_events(moving), _entries(moving)) == (events, entries)
    assert len(events) == 4


def test_a_changed_configuration_keeps_following(moving: Service) -> None:
    """What is taken anew without a restart says the port that is still served."""
    config = moving.folder / "config.toml"
    config.write_text(
        config.read_text("utf-8").replace("روزنامة الاختبار", "روزنامة أخرى"), "utf-8"
    )
    eventually(lambda: moving.holds("/feed.rss", "روزنامة أخرى"), "the title changes")
    assert ":8000" not in moving.get("/feed.rss").text


@pytest.mark.parametrize(
    ("given", "base_url", "told"),
    [
        ({"RUZNAMA__SERVER__PORT": "0"}, ELSEWHERE, "follows what is served"),
        (
            {"RUZNAMA__SERVER__PORT": "0", "RUZNAMA__SERVER__HOST": "localhost"},
            ELSEWHERE,
            "follows what is served",
        ),
        (
            {"RUZNAMA__SERVER__PORT": "0", "RUZNAMA__SERVER__HOST": "0.0.0.0"},
            ELSEWHERE,
            "only this machine can reach",
        ),
        ({"RUZNAMA__SERVER__PORT": "0"}, "http://news.example:8080/", "without a proxy"),
    ],
)
def test_the_environment_is_followed_and_a_mismatch_is_said_once(
    tmp_path: Path, given: dict[str, str], base_url: str, told: str
) -> None:
    """Any free port too; the log says where it is."""
    shutil.copytree(SAMPLE.parent, tmp_path / "articles")
    (tmp_path / "config.toml").write_text(CONFIG.format(base_url=base_url), "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "ruznama", "serve"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), **given},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    lines = []
    try:
        for line in process.stderr:
            lines.append(json.loads(line))
            if lines[-1]["event"] == "serving":
                break
        served = int(lines[-1]["address"].rstrip("/").rpartition(":")[2])
        eventually(lambda: _answers(served), "it is where it says")
    finally:
        process.kill()
        process.communicate()
    assert sum(told in line["event"] for line in lines) == 1
    if base_url == ELSEWHERE:
        assert any(f"http://127.0.0.1:{served}/" in line["event"] for line in lines)


def _answers(port: int) -> bool:
    try:
        return ask(f"http://127.0.0.1:{port}/healthz").text == "ok\n"
    except httpx.TransportError:
        return False
