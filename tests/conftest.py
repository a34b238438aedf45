"""What every test may use: the acceptance data beside the project, golden files."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
# The tests' own article: what a user puts into data/ is no concern of theirs.
SAMPLE = ROOT / "tests" / "sample" / "beijing-summit-2025.txt"

# Hypothesis fails an example that takes over 200 ms, which a busy machine makes of any.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write golden files anew")


@pytest.fixture
def shared() -> Path:
    """The folder of acceptance data beside the project; the test is skipped where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("skipped: the acceptance data beside the project is not here")
    return SHARED


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, bytes], None]:
    """Compares bytes with a golden file; with --rewrite-golden it writes the file instead."""

    def compare(path: Path, actual: bytes) -> None:
        if request.config.getoption("--rewrite-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(actual)
        assert path.is_file(), f"no golden file {path.name}: make golden, then read it"
        assert actual.decode() == path.read_bytes().decode()

    return compare


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No RUZNAMA__… variable of the machine reaches a test."""
    for name in [name for name in os.environ if name.startswith("RUZNAMA__")]:
        monkeypatch.delenv(name)
