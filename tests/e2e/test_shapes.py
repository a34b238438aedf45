"""Articles in the shape of scraped news, given to real validators and calendar programs."""

import json
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from ruznama.cli import main
from tests.conftest import ROOT, SHARED
from tests.e2e.test_clients import run

SHAPES = ROOT / "tests" / "articles" / "shapes"
STARTER = ROOT / "ruznama" / "starter"
EVENTS = {
    "library-reopening": ["2026-10-19", "2026-10-20", "2026-10-22", "2026-10-25"],
    "lunar-probe-2026": ["2026-02-14", "2026-02-19", "2026-03-02", "2026-03-11"],
    "marathon-casablanca": ["2026-04-10", "2026-04-11", "2026-04-12"],
}
DROPPED = {"library-reopening": 8, "lunar-probe-2026": 6, "marathon-casablanca": 5}


def _document(path: Path) -> dict[str, object]:
    printed = CliRunner().invoke(main, ["read", str(path), "--json", "--at", "2026-01-05"])
    return dict(json.loads(printed.stdout_bytes))


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_the_events_come_in_and_the_headlines_stay_out(name: str) -> None:
    """All days of the table, none of the headlines, each foreign line with its reason."""
    document = _document(SHAPES / f"{name}.txt")
    [timeline] = document["timelines"]  # type: ignore[misc]
    days = [event["start"]["value"] for event in timeline["events"]]
    assert days == EVENTS[name]
    dropped = document["dropped"]
    assert isinstance(dropped, list)
    assert len(dropped) == DROPPED[name]
    assert all(line["why"] == "related" and line["rule"] for line in dropped)


@pytest.mark.clients
@pytest.mark.parametrize(
    "name", [*sorted(EVENTS), *(folder.name for folder in SHARED.glob("seed"))]
)
def test_validators_and_calendar_programs_accept_them(
    name: str, clients: Path, tmp_path: Path
) -> None:
    """The checks of the whole field, on articles that none of our code has a word of."""
    articles = tmp_path / "data" / "articles"
    articles.mkdir(parents=True)
    folder, pattern = (SHARED / "seed", "*.txt") if name == "seed" else (SHAPES, f"{name}.txt")
    for file in folder.glob(pattern):
        shutil.copy(file, articles)
    shutil.copy(STARTER / "config.toml", tmp_path)
    out = tmp_path / "public"
    config = str(tmp_path / "config.toml")
    built = CliRunner().invoke(main, ["build", "--config", config, "--out", str(out)])
    assert built.exit_code == 0, built.output
    assert "ALL AGREE" in run(clients / "ics", out / "calendar.ics", "--quiet")
    for feed in ("feed.rss", "feed.atom", "feed.json"):
        printed = run(clients / "feed", out / feed, f"http://127.0.0.1:8000/{feed}")
        if os.environ.get("FEEDVALIDATOR") and feed != "feed.json":
            assert "W3C AAA events: 0" in printed
