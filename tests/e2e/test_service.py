"""The whole program as its users meet it: a process, a folder, HTTP."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import feedparser
import icalendar
import pytest

from tests.e2e.conftest import Service, eventually

SAMPLE = "beijing-summit-2025"


def _uids(service: Service) -> dict[str, str]:
    calendar = icalendar.Calendar.from_ical(service.get("/calendar.ics").content)
    return {str(event["SUMMARY"]): str(event["UID"]) for event in calendar.walk("VEVENT")}


def test_the_summit_is_a_feed_and_a_calendar(calm_service: Service) -> None:
    """The first job: one article, four days, nothing foreign."""
    feed = feedparser.parse(calm_service.get("/feed.atom").content)
    calendar = icalendar.Calendar.from_ical(calm_service.get("/calendar.ics").content)
    days = sorted(event.decoded("DTSTART").isoformat() for event in calendar.walk("VEVENT"))
    assert len(feed.entries) == 1
    assert days == ["2025-09-23", "2025-09-24", "2025-09-25", "2025-09-26"]
    assert "حظك" not in calm_service.get("/feed.rss").text


def test_an_added_an_edited_and_a_removed_file_show_without_a_restart(service: Service) -> None:
    """Another program fills the folder; subscribers see it at the next run."""
    added = service.folder / "articles" / "fair.txt"
    text = "يفتتح معرض الكتاب أبوابه للزوار في دورته الجديدة، وفق ما أعلن منظموه.\n{}\n"
    rows = (
        "الموعد | الفعالية |\n---|---|\n"
        "{} نوفمبر 2026 | افتتاح معرض الكتاب |\n"
        "30 نوفمبر 2026 | ختام المعرض |"
    )
    added.write_text(text.format(rows.format(12)), encoding="utf-8")
    eventually(lambda: service.holds("/calendar.ics", "20261112"), "the added event shows")
    uid = _uids(service)["افتتاح معرض الكتاب"]
    added.write_text(text.format(rows.format(13)), encoding="utf-8")
    eventually(lambda: service.holds("/calendar.ics", "20261113"), "the moved event shows")
    assert _uids(service)["افتتاح معرض الكتاب"] == uid
    added.unlink()
    eventually(lambda: not service.holds("/feed.json", "معرض الكتاب"), "the removed article leaves")
    calendar = icalendar.Calendar.from_ical(service.get("/calendar.ics").content)
    state = {str(each["SUMMARY"]): str(each["STATUS"]) for each in calendar.walk("VEVENT")}
    assert {name: told for name, told in state.items() if "المعرض" in name} == {
        "أُلغي: ختام المعرض": "CANCELLED"
    }
    assert SAMPLE in service.get("/feed.atom").text


def test_an_unchanged_feed_costs_a_304(calm_service: Service) -> None:
    """An hourly poll of an unchanged feed moves no body, whatever runs happen meanwhile."""
    first = calm_service.get("/feed.rss")
    again = calm_service.get("/feed.rss", If_None_Match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")


def test_killed_and_started_again_it_serves_the_same_bytes(service: Service) -> None:
    """Start is recovery: nothing of a subscriber's state changes by a crash."""
    paths = ("/feed.rss", "/feed.atom", "/feed.json", "/calendar.ics", f"/articles/{SAMPLE}.ics")
    before = [service.get(path).content for path in paths]
    service.stop(signal.SIGKILL)
    service.start()
    assert [service.get(path).content for path in paths] == before


def test_with_the_store_lost_the_same_uids_come_back(service: Service) -> None:
    """A subscriber never gets the four days twice."""
    before = _uids(service)
    service.stop()
    for file in (service.folder / "var").iterdir():
        file.unlink()
    service.start()
    eventually(lambda: bool(_uids(service)), "the events are back")
    assert _uids(service) == before


def test_sigterm_ends_it_with_status_zero(service: Service) -> None:
    """A supervisor's stop is no failure."""
    assert service.stop(signal.SIGTERM) == 0


@pytest.mark.usefixtures("service")
def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    """The commonest fault at start says what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "ruznama", "serve", "--port", str(port)]
        ended = subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
        )
    assert ended.returncode == 1
    assert f"127.0.0.1:{port}" in ended.stderr
    assert "--port" in ended.stderr


def test_a_changed_configuration_is_taken_without_a_pause(service: Service) -> None:
    """Every request in the meantime is answered; a faulty one is refused and named."""
    config = service.folder / "config.toml"
    old = config.read_text("utf-8")
    statuses: list[int] = []

    def titled(title: str) -> bool:
        answer = service.get("/feed.rss")
        statuses.append(answer.status_code)
        return f"<title>{title}</title>" in answer.text

    config.write_text(old.replace("روزنامة الاختبار", "روزنامة أخرى"), "utf-8")
    eventually(lambda: titled("روزنامة أخرى"), "the title changes")
    config.write_text('[site]\ntitel = "x"\n', "utf-8")
    eventually(lambda: "is refused, the old one goes on" in service.log(), "the fault is told")
    assert "site.titel" in service.log()
    assert titled("روزنامة أخرى")
    config.write_text(old, "utf-8")
    assert service.process is not None
    service.process.send_signal(signal.SIGHUP)
    eventually(lambda: titled("روزنامة الاختبار"), "the first configuration is back")
    assert set(statuses) == {200}
