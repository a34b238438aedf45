"""The search for faults that no test catches, run over a package of a few lines."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

_CODE = """
LIMIT = 10


def is_old(age):
    return age >= LIMIT


def is_tall(height):
    return height > 1.8


def is_short(height):
    return height < 1.5
"""
_TESTS = """
from toy import ages


def test_a_limit():
    assert ages.is_old(10)
    assert not ages.is_old(9)


def test_tall():
    assert ages.is_tall(2.5)
"""
_EXPLAINED = """
[[mutant]]
function = "is_tall"
line = "return height > 1.8"
change = "1.8 -> 1.98"
why = "Nobody in the register is between them."

[[table]]
file = "toy/weights.py"
held = ["checks/test_ages.py"]
why = "Numbers that were fitted."
"""


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A folder with a package `toy`, its tests, and a fault that is explained."""
    for name, text in {
        "toy/__init__.py": "",
        "toy/ages.py": _CODE,
        "toy/weights.py": "AGE = 2.5\n",
        "checks/test_ages.py": _TESTS,
        "explained.toml": _EXPLAINED,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def _mutants(folder: Path, *arguments: str) -> tuple[int, list[str]]:
    command = [sys.executable, "-m", "bench.mutants", "--package", "toy", "--tests", "checks"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [*command, "--explained", "explained.toml", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, (ended.stdout + ended.stderr).splitlines()


def test_survivors_are_told_and_explained_ones_are_not(toy: Path) -> None:
    """A fault at import, one in a function, one that no test runs."""
    code, told = _mutants(toy)
    assert code == 1
    assert [line.split(": ", 1)[1].partition("    ")[0] for line in told if ".py:" in line] == [
        "height > 1.8 -> height >= 1.8",
        "height < 1.5 -> height <= 1.5",
        "1.5 -> 1.65",
    ]
    assert [line.split() for line in told if line.startswith("all")] == [
        ["all", "2", "3", "2", "40.0%"]
    ]


def test_a_run_goes_on_with_those_that_survived(toy: Path) -> None:
    """After a test was written, what had been caught is not tried again."""
    _mutants(toy)
    more = (
        "\n\ndef test_short():\n    assert ages.is_short(1.49)\n    assert not ages.is_short(1.5)\n"
    )
    more += "    assert not ages.is_tall(1.8)\n"
    path = toy / "checks" / "test_ages.py"
    path.write_text(_TESTS + more, encoding="utf-8")
    code, told = _mutants(toy, "--resume")
    assert code == 0
    assert any(line.startswith("5 mutants run") for line in told)
    assert _mutants(toy, "--list-survivors")[0] == 0


def test_tests_that_fail_without_a_fault_end_it(toy: Path) -> None:
    """Else every fault would count as caught."""
    (toy / "checks" / "test_broken.py").write_text("def test_it():\n    assert 0\n", "utf-8")
    assert _mutants(toy)[0] == 2


def test_an_explanation_of_nothing_is_stale(toy: Path) -> None:
    """An explanation goes with the code that it explains."""
    (toy / "toy" / "ages.py").write_text(_CODE.replace("1.8", "1.9"), encoding="utf-8")
    assert any(line.startswith("stale explanation: is_tall") for line in _mutants(toy)[1])
