"""The contracts of imports, seen to refuse: each rule has a wrong import planted against it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

# Importer, the line that is planted in it, and the contract that must name it.
PLANTED = (
    ("articles/model.py", "import feeds.rss", "articles -> feeds, exporters -> "),
    ("articles/text.py", "import ruznama.errors", "articles -> feeds, exporters -> "),
    ("feeds/model.py", "import exporters.dated", "articles -> feeds, exporters -> "),
    ("exporters/dated.py", "import ruznama.store.store", "articles -> feeds, exporters -> "),
    ("tests/builders.py", "import bench.mutants", "articles -> feeds, exporters -> "),
    ("ruznama/errors.py", "import tests.builders", "articles -> feeds, exporters -> "),
    ("articles/text.py", "import time", "reading and writing are pure"),
    ("articles/dates/mention.py", "import random", "reading and writing are pure"),
    ("articles/prose.py", "import os", "reading and writing are pure"),
    ("feeds/opml.py", "from pathlib import Path", "reading and writing are pure"),
    ("exporters/table.py", "import httpx", "reading and writing are pure"),
    ("articles/boilerplate/judge.py", "import lxml.html", "lxml only where pages are read"),
    ("ruznama/pages/canvas.py", "import sqlalchemy", "SQL only in the store"),
    ("ruznama/cli.py", "import httpx", "one way out"),
    ("articles/dates/vocabulary/words.py", "import articles.dates.rules.points", "inside dates"),
    ("articles/head/lines.py", "import articles.timelines.finder", "inside articles"),
    ("articles/formats/pipes.py", "import articles.formats.markdown", "inside formats"),
    ("feeds/elements.py", "import feeds.rss", "inside feeds"),
    ("exporters/links.py", "import exporters.ics.calendar", "inside exporters"),
    ("ruznama/store/store.py", "import ruznama.web.app", "inside the programme"),
    ("ruznama/sources/folder.py", "import ruznama.config.model", "inside the programme"),
    ("ruznama/config/values.py", "import ruznama.config.load", "inside config"),
    ("ruznama/sources/running/run.py", "import ruznama.sources.kinds", "inside sources"),
    ("ruznama/store/kept.py", "import ruznama.store.database.engine", "inside the store"),
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code of the project, to plant imports in."""
    folder = tmp_path_factory.mktemp("planted")
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc", "*.png", "corpus", "golden")
    for package in ("articles", "feeds", "exporters", "ruznama", "tests", "bench", "docs"):
        shutil.copytree(ROOT / package, folder / package, ignore=ignored)
        for part in (folder / package, *(folder / package).rglob("*")):
            # Those without an __init__.py would be joined with the original.
            if part.is_dir() and any(part.rglob("*.py")):
                (part / "__init__.py").touch()
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_code_as_it_stands_keeps_every_contract(copy: Path) -> None:
    """Otherwise what follows would prove nothing."""
    assert "0 broken" in _lint(copy)


@pytest.fixture(scope="module")
def said(copy: Path) -> str:
    """What the check says when all of them are planted."""
    clean = {copy / name: (copy / name).read_bytes() for name, _, _ in PLANTED}
    for file, body in clean.items():
        lines = [line for name, line, _ in PLANTED if copy / name == file]
        file.write_bytes(body + "\n".join(["", *lines, ""]).encode())
    told = _lint(copy)
    for file, body in clean.items():
        file.write_bytes(body)
    return told


@pytest.mark.parametrize(("name", "line", "contract"), PLANTED)
def test_a_wrong_import_is_refused(said: str, name: str, line: str, contract: str) -> None:
    """The complaint names the importer and what it took, under the rule that forbids it."""
    importer = name.removesuffix(".py").replace("/", ".")
    taken = line.split()[1]
    _, named, after = said.partition(contract)
    assert named, said
    _, complaint, *_ = re.split(r"\n-+\n", after)
    shown = (f"{importer} -> {taken} (", f"{importer} -> {taken.partition('.')[0]} (")
    assert any(each in complaint for each in shown), complaint


def test_a_circle_is_refused(copy: Path) -> None:
    """Two modules of one room that need each other are one, or three."""
    file = copy / "ruznama/store/tables.py"
    clean = file.read_bytes()
    file.write_bytes(clean + b"\nimport ruznama.store.store\n")
    said = _lint(copy)
    file.write_bytes(clean)
    assert "- .tables -> .store (1 import)" in said


def test_a_module_without_a_place_is_refused(copy: Path) -> None:
    """Whoever adds a module says where it stands."""
    file = copy / "articles/dates/unplaced.py"
    file.write_text('"""A module that no contract names."""\n', "utf-8")
    said = _lint(copy)
    file.unlink()
    assert "articles.dates.unplaced" in said


def _lint(folder: Path) -> str:
    """What the check says of the broken contracts, or its closing line where none is."""
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    _, _, broken = ended.stdout.partition("Broken contracts\n----------------\n\n")
    return broken or ended.stdout + ended.stderr
