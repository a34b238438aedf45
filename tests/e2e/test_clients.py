"""Real readers and calendar programs subscribe to the running service."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import Service, eventually

pytestmark = pytest.mark.clients

KHAL = """\
[calendars]
[[summit]]
path = {folder}/vdir
[sqlite]
path = {folder}/khal.db
[locale]
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


def run(*command: str | Path, **environment: str) -> str:
    """Runs a client and returns what it printed; its failure fails the test with that."""
    ended = subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, **environment},
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.mark.parametrize("path", ["/feed.rss", "/feed.atom", "/feed.json"])
def test_validators_and_parsers_accept_the_feed(
    calm_service: Service, clients: Path, tmp_path: Path, path: str
) -> None:
    """W3C (where a checkout is named), the standards' schemas and four parsers."""
    file = tmp_path / path.lstrip("/")
    file.write_bytes(calm_service.get(path).content)
    printed = run(clients / "feed", file, calm_service.url + path)
    if not path.endswith(".json") and os.environ.get("FEEDVALIDATOR"):
        assert "W3C AAA events: 0" in printed


def test_a_dozen_parsers_read_the_same_four_events(
    calm_service: Service, clients: Path, tmp_path: Path
) -> None:
    """khal, calcurse, libical, ical.js, sabre, KOrganizer's library and others agree."""
    file = tmp_path / "calendar.ics"
    file.write_bytes(calm_service.get("/calendar.ics").content)
    assert "ALL AGREE" in run(clients / "ics", file, "--quiet")


def test_a_subscriber_gets_each_change_once(
    service: Service, clients: Path, tmp_path: Path
) -> None:
    """vdirsyncer: four added, then nothing, then the one that moved; by CalDAV it is changed."""
    if shutil.which("vdirsyncer") is None:
        pytest.skip("skipped: vdirsyncer is not installed")
    file, site = service.url + "/calendar.ics", service.url + "/"

    def sync(address: str) -> str:
        kept = tmp_path / ("synchronised" if address == site else "subscribed")
        return run(clients / "subscribe", address, kept)

    for address in (file, site):
        assert "added=4 updated=0 deleted=0 errors=0" in sync(address)
        assert "added=0 updated=0 deleted=0 errors=0" in sync(address)
    article = service.folder / "articles" / "beijing-summit-2025.txt"
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("26 سبتمبر 2025 |", "27 سبتمبر 2025 |"), encoding="utf-8")
    eventually(
        lambda: service.holds("/calendar.ics", "DTSTART;VALUE=DATE:20250927"), "the departure moves"
    )
    # vdirsyncer 0.19 names what it gets over HTTP by content, not UID: a change is one for one.
    assert "added=1 updated=0 deleted=1 errors=0\nitems=4" in sync(file)
    assert "added=0 updated=1 deleted=0 errors=0\nitems=4" in sync(site)


def test_who_wants_no_cancelled_events_sees_one_go(
    service: Service, clients: Path, tmp_path: Path
) -> None:
    """A row that has vanished is cancelled; whoever hides those loses exactly that event."""
    if shutil.which("vdirsyncer") is None:
        pytest.skip("skipped: vdirsyncer is not installed")
    calendar, kept = service.url + "/calendar.ics?cancelled=hide", tmp_path / "subscription"
    assert "added=4 updated=0 deleted=0 errors=0" in run(clients / "subscribe", calendar, kept)
    article = service.folder / "articles" / "beijing-summit-2025.txt"
    text = article.read_text(encoding="utf-8").splitlines(keepends=True)
    rows = [line for line in text if not line.startswith("24 سبتمبر 2025 |")]
    assert len(rows) == len(text) - 1
    article.write_text("".join(rows), encoding="utf-8")
    eventually(lambda: service.holds("/calendar.ics", "STATUS:CANCELLED"), "the row is cancelled")
    assert "added=0 updated=0 deleted=1 errors=0\nitems=3" in run(
        clients / "subscribe", calendar, kept
    )


def test_khal_lists_the_four_days(calm_service: Service, clients: Path, tmp_path: Path) -> None:
    """What a subscriber sees in a calendar program, through vdirsyncer's copy."""
    if shutil.which("khal") is None:
        pytest.skip("skipped: khal is not installed")
    run(clients / "subscribe", calm_service.url + "/calendar.ics", tmp_path)
    config = tmp_path / "khal.conf"
    config.write_text(KHAL.format(folder=tmp_path), encoding="utf-8")
    listed = run(
        "khal",
        "-c",
        config,
        "list",
        "--once",
        "-df",
        "",
        "--format",
        "{start-date-long} {title}",
        "2025-09-01",
        "60d",
        HOME=str(tmp_path),
        LC_ALL="C.UTF-8",
    )
    days = [line.split()[0] for line in listed.splitlines() if line.startswith("2025")]
    assert days == ["2025-09-23", "2025-09-24", "2025-09-25", "2025-09-26"]


def test_newsboat_takes_in_the_article_once(calm_service: Service, tmp_path: Path) -> None:
    """A feed reader over HTTP: one article, in Arabic, and not again at the second poll."""
    if shutil.which("newsboat") is None:
        pytest.skip("skipped: newsboat is not installed")
    (tmp_path / "urls").write_text(f"{calm_service.url}/feed.rss\n")
    cache = tmp_path / "cache.db"
    newsboat = ("newsboat", "-u", tmp_path / "urls", "-c", cache, "-C", "/dev/null")
    for _ in range(2):
        run(*newsboat, "-x", "reload", HOME=str(tmp_path), LC_ALL="C.UTF-8")
    unread = run(*newsboat, "-x", "print-unread", HOME=str(tmp_path), LC_ALL="C.UTF-8")
    assert unread.strip().startswith("1 ")
