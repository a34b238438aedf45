"""What the repository ships runs as it stands, whatever its users have added to it."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ruznama.config.load import load_config
from tests.conftest import ROOT, SAMPLE

CONFIG = ROOT / "config.toml"


def run(*arguments: str | Path, folder: Path) -> "subprocess.CompletedProcess[str]":
    """The programme over the repository's configuration, with a store of its own."""
    store = f"sqlite:///{folder}/store.sqlite3"
    return subprocess.run(
        [sys.executable, "-m", "ruznama", *arguments, "--config", CONFIG],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "RUZNAMA__STORE__URL": store},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_configuration_has_no_fault(tmp_path: Path) -> None:
    """`make serve` in a fresh clone, and after every edit."""
    checked = run("check", folder=tmp_path)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_sample_is_published_at_the_addresses_of_the_readme(tmp_path: Path) -> None:
    """One feed in three forms, one calendar, and the article's own; more articles do no harm."""
    sources = load_config(CONFIG, {}).sources
    if any(source.kind != "folder" for source in sources):
        pytest.skip("skipped: config.toml names sources on the web, and tests leave the web alone")
    if not (ROOT / "data" / "articles" / SAMPLE.name).is_file():
        pytest.skip("skipped: the sample article was taken out of data/")
    out = tmp_path / "public"
    built = run("build", "--out", out, folder=tmp_path)
    assert built.returncode in {0, 3}, built.stdout + built.stderr
    for name in ("feed.rss", "feed.atom", "feed.json", "calendar.ics"):
        assert "بكين" in (out / name).read_text("utf-8")
    calendar = out / "articles" / SAMPLE.with_suffix(".ics").name
    assert calendar.read_text("utf-8").count("BEGIN:VEVENT") == 4


def test_every_library_has_its_reason_and_is_used() -> None:
    """A decision names it; what nothing imports is not asked for, but for what others forgot."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {re.split(r"[\[<>=]", one)[0] for one in project["dependencies"]}
    told = "".join(path.read_text("utf-8") for path in (ROOT / "docs" / "decisions").iterdir())
    assert {name for name in asked if not re.search(rf"\b{name}\b", told, re.IGNORECASE)} == set()
    code = "".join(
        path.read_text("utf-8")
        for room in ("articles", "feeds", "exporters", "ruznama")
        for path in (ROOT / room).rglob("*.py")
    )
    imported = {name.lower() for name in re.findall(r"^\s*(?:import|from) (\w+)", code, re.M)}
    modules = {
        "markdown-it-py": "markdown_it",
        "pillow": "pil",
        "python-dateutil": "dateutil",
        "pyyaml": "yaml",
    }
    unused = {name for name in asked if modules.get(name, name.replace("-", "_")) not in imported}
    assert unused == {"lxml_html_clean", "tzdata"}
