"""The checkers find what is wrong: one that always agreed would prove nothing."""

import subprocess
from pathlib import Path

import pytest

from tests.builders import first_reading
from tests.conftest import ROOT
from tests.exporters.calendars import written

pytestmark = pytest.mark.clients

GOLDEN = ROOT / "tests" / "golden" / "sample"


def checked(*command: str | Path) -> tuple[int, str]:
    """Exit status and output of a checker."""
    ended = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False
    )
    return ended.returncode, ended.stdout + ended.stderr


def test_what_is_published_passes(clients: Path, tmp_path: Path) -> None:
    """The measure of the tests below."""
    file = tmp_path / "calendar.ics"
    file.write_bytes(written(first_reading()))
    assert checked(clients / "ics", file, "--quiet")[0] == 0
    for form in ("rss", "atom", "json"):
        file = GOLDEN / f"feed.{form}"
        assert checked(clients / "feed", file, f"http://127.0.0.1/feed.{form}")[0] == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"\r\n", b"\n", "a line does not end in CRLF"),
        (b"SUMMARY", b"X-" + b"A" * 80 + b":\r\nSUMMARY", "longer than 75 octets"),
        (b"UID:", b"X-UID:", "DIFFERS"),
    ],
)
def test_a_broken_calendar_is_named(
    clients: Path, tmp_path: Path, old: bytes, new: bytes, said: str
) -> None:
    """Bytes that parsers forgive, and events that they read differently."""
    body = written(first_reading())
    file = tmp_path / "calendar.ics"
    file.write_bytes(body.replace(old, new))
    status, told = checked(clients / "ics", file, "--quiet")
    assert status == 1
    assert said in told
    assert "ALL AGREE" not in told


@pytest.mark.parametrize(
    ("form", "old", "new"),
    [
        ("atom", b"<updated>", b"<updated>yesterday "),
        ("json", b'"date_published":"', b'"date_published":"on '),
        ("rss", b"</item>", b""),
    ],
)
def test_a_broken_feed_is_named(
    clients: Path, tmp_path: Path, form: str, old: bytes, new: bytes
) -> None:
    """What a schema forbids, and what a parser cannot read."""
    file = tmp_path / f"feed.{form}"
    file.write_bytes((GOLDEN / file.name).read_bytes().replace(old, new))
    status, told = checked(clients / "feed", file, f"http://127.0.0.1/{file.name}")
    assert status == 1
    assert "fault: " in told
    assert "ALL AGREE" not in told
