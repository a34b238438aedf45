"""Every folder of examples/ runs as it is, and publishes what its articles tell."""

import shutil
import subprocess
import sys
from pathlib import Path

import icalendar
import pytest

from ruznama.bootstrap import build_site
from ruznama.config.load import load_config
from tests.conftest import ROOT

EXAMPLES = ROOT / "examples"
EVENTS = {"plain-text": 4, "markdown": 4, "structured": 5, "hijri": 4}


def test_every_example_is_tested_and_listed() -> None:
    """A new folder comes with its line and its test."""
    folders = {path.name for path in EXAMPLES.iterdir() if path.is_dir()}
    assert folders == {*EVENTS, "python"}
    listed = (EXAMPLES / "README.md").read_text("utf-8")
    assert all(f"]({name}/)" in listed for name in folders)


@pytest.mark.parametrize("name", EVENTS)
def test_an_example_builds_as_it_is(name: str, tmp_path: Path) -> None:
    """Without a fault in its configuration, and with every date of its articles."""
    folder = tmp_path / name
    shutil.copytree(EXAMPLES / name, folder, ignore=shutil.ignore_patterns("var", "public"))
    config = load_config(folder / "config.toml", {}, look=True)
    report = build_site(config, tmp_path / "public")
    assert not report.failed
    told = (tmp_path / "public" / "calendar.ics").read_bytes()
    assert len(icalendar.Calendar.from_ical(told).walk("VEVENT")) == EVENTS[name]


def test_the_program_writes_the_calendar_of_a_text() -> None:
    """Text in, calendar out."""
    text = (EXAMPLES / "plain-text" / "articles" / "theatre.txt").read_bytes()
    command = [sys.executable, EXAMPLES / "python" / "calendar_of_text.py"]
    ended = subprocess.run(command, input=text, capture_output=True, check=True, cwd=ROOT)
    calendar = icalendar.Calendar.from_ical(ended.stdout)
    assert str(calendar["name"]) == "مهرجان المسرح الجامعي يعلن برنامج دورته السادسة"
    assert len(calendar.walk("VEVENT")) == 4
