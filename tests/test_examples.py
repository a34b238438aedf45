"""Every folder of examples/ runs as it is, and publishes what its articles tell."""

import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import pytest

from articles.read import read_article
from ruznama.bootstrap import build_site
from ruznama.config.load import load_config
from tests.conftest import ROOT

AT = datetime(2026, 9, 1, tzinfo=UTC)
EXAMPLES = ROOT / "examples"
EVENTS = {"plain-text": 4, "markdown": 4, "structured": 5, "hijri": 4}


def test_every_example_is_tested_and_listed() -> None:
    """A new folder comes with its line and its test."""
    folders = {path.name for path in EXAMPLES.iterdir() if path.is_dir()}
    assert folders == {*EVENTS, "python"}
    listed = (EXAMPLES / "README.md").read_text("utf-8")
    assert all(f"]({name}/)" in listed for name in folders)


@pytest.mark.parametrize("name", EVENTS)
def test_an_example_has_no_fault_and_every_date_is_read(name: str) -> None:
    """As its configuration has its articles read."""
    config = load_config(EXAMPLES / name / "config.toml", {}, look=True)
    [source] = config.sources
    articles = [
        read_article(file.read_bytes(), name=file.name, at=AT, timezone="UTC", prose=source.prose)
        for file in sorted((EXAMPLES / name / "articles").iterdir())
    ]
    told = [timeline.events for article in articles for timeline in article.timelines]
    assert sum(map(len, told)) == EVENTS[name]
    assert not any(note.code == "held" for article in articles for note in article.notes)


def test_an_example_builds_as_it_is(tmp_path: Path) -> None:
    """Into a calendar with all of its dates."""
    folder = tmp_path / "markdown"
    shutil.copytree(EXAMPLES / "markdown", folder, ignore=shutil.ignore_patterns("var", "public"))
    report = build_site(load_config(folder / "config.toml", {}), tmp_path / "public")
    assert not report.failed
    told = (tmp_path / "public" / "calendar.ics").read_bytes()
    assert len(icalendar.Calendar.from_ical(told).walk("VEVENT")) == EVENTS["markdown"]


def test_the_program_writes_the_calendar_of_a_text() -> None:
    """Text in, calendar out."""
    text = (EXAMPLES / "plain-text" / "articles" / "theatre.txt").read_bytes()
    command = [sys.executable, EXAMPLES / "python" / "calendar_of_text.py"]
    ended = subprocess.run(command, input=text, capture_output=True, check=True, cwd=ROOT)
    calendar = icalendar.Calendar.from_ical(ended.stdout)
    assert str(calendar["name"]) == "مهرجان المسرح الجامعي يعلن برنامج دورته السادسة"
    assert len(calendar.walk("VEVENT")) == 4
