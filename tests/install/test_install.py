"""Installed as a user installs it, by the oldest pip that this Python shipped with and the newest.

Run by `make test-install`: each case takes all requirements from the package index.
"""

import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.install

# What the first release of each Python brought; an older pip does not run on it.
FIRST = {(3, 11): "pip==22.3", (3, 12): "pip==23.2.1", (3, 13): "pip==24.2"}
OLDEST, NEWEST = FIRST.get(sys.version_info[:2], "pip==25.2"), "pip"
PARAGRAPH = "تنعقد ورشة الخط العربي يوم 5 مارس 2026 في القاعة الكبرى بحضور جمع من الخطاطين. "
PAGE = f"<article><h1>ورشة الخط العربي</h1><p>{PARAGRAPH * 10}</p></article>"


def _run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    words = [str(word) for word in command]
    return subprocess.run(
        words, cwd=folder, capture_output=True, text=True, timeout=600, check=False
    )


@pytest.mark.parametrize("pip", [OLDEST, NEWEST])
def test_what_pip_installs_reads_web_pages(tmp_path: Path, pip: str) -> None:
    """Old pips skip an extra whose name they do not know: what pages are read with was left out."""
    venv.create(tmp_path / "venv", with_pip=True)
    programs = tmp_path / "venv" / "bin"
    got = _run(programs / "pip", "install", "-q", "--upgrade", pip, folder=tmp_path)
    if got.returncode != 0:
        pytest.skip(f"skipped: {pip} cannot be had here: {got.stderr[-200:]}")
    installed = _run(programs / "pip", "install", "-q", ROOT, folder=tmp_path)
    assert installed.returncode == 0, installed.stderr
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    read = _run(programs / "ruznama", "read", "page.html", folder=tmp_path)
    assert read.returncode == 0, read.stderr
    assert "ورشة الخط العربي" in read.stdout
    assert _run(programs / "ruznama", "init", folder=tmp_path).returncode == 0
    doctor = _run(programs / "ruznama", "doctor", folder=tmp_path)
    assert doctor.returncode == 0, doctor.stdout + doctor.stderr
