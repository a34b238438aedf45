"""A broken installation is told with its remedy, by every command and by the doctor."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

SAMPLE = ROOT / "ruznama" / "starter" / "beijing-summit-2025.txt"
COMMANDS = (
    ("--help",),
    ("build",),
    ("serve",),
    ("check",),
    ("status",),
    ("doctor",),
    ("read", str(SAMPLE)),
    ("dates", "23 سبتمبر 2025"),
    ("init", "elsewhere"),
)


def _run(*arguments: str, path: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ruznama", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(path)},
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def overwritten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is left where another distribution brought an `exporters` of its own."""
    folder = tmp_path_factory.mktemp("overwritten")
    for package in ("articles", "feeds", "ruznama"):
        shutil.copytree(ROOT / package, folder / package)
    (folder / "exporters").mkdir()
    (folder / "exporters" / "__init__.py").write_text("", "utf-8")
    about = folder / "data_exporters-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: data-exporters\nVersion: 1.0\n")
    (about / "RECORD").write_text(
        "exporters/__init__.py,,\ndata_exporters-1.0.dist-info/METADATA,,\n"
    )
    return folder


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda words: words[0])
def test_every_command_says_who_has_overwritten_a_package(
    overwritten: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """A command that needs what is gone says so and what to do; the others just work."""
    shutil.copy(ROOT / "ruznama" / "starter" / "config.toml", tmp_path)
    (tmp_path / "articles").mkdir()
    ended = _run(*arguments, path=overwritten, folder=tmp_path)
    assert "Traceback" not in ended.stderr
    if ended.returncode:
        assert ended.returncode == 1
        assert "data-exporters overwrote a package of ours" in ended.stderr
        assert "pipx reinstall ruznama" in ended.stderr
    else:
        assert arguments[0] in {"--help", "read", "dates", "init"}


def test_doctor_finds_a_missing_library_of_the_readers(tmp_path: Path) -> None:
    """Old pips left one out; every page failed while the doctor said that all was well."""
    blocked = tmp_path / "blocked"
    (blocked / "lxml_html_clean").mkdir(parents=True)
    fault = 'raise ImportError("lxml_html_clean is not installed")\n'
    (blocked / "lxml_html_clean" / "__init__.py").write_text(fault, "utf-8")
    assert _run("init", path=ROOT, folder=tmp_path).returncode == 0
    well = _run("doctor", path=ROOT, folder=tmp_path)
    assert well.returncode == 0, well.stdout
    assert "FAIL" not in well.stdout
    ill = _run("doctor", path=Path(f"{blocked}:{ROOT}"), folder=tmp_path)
    assert ill.returncode == 1
    (said,) = [line for line in ill.stdout.splitlines() if line.startswith("FAIL")]
    assert said.startswith("FAIL readers: ")
    assert "lxml" in said
    assert "Install Ruznama anew" in said
