"""What every test may use: the sample, golden files, real clients, data beside the project."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tests.clients.asking import PYTHON
from tests.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
# The tests' own article: what a user puts into data/ is no concern of theirs.
SAMPLE = ROOT / "tests" / "sample" / "beijing-summit-2025.txt"
CLIENTS = ROOT / "tests" / "clients"

# Hypothesis fails an example that takes over 200 ms, which a busy machine makes of any.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write golden files anew")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The project is judged by what is in it: without more data beside it, nothing is amiss."""
    more = [item for item in items if "shared" in getattr(item, "fixturenames", ())]
    if not SHARED.is_dir():
        items[:] = [item for item in items if item not in more]
        config.hook.pytest_deselected(items=more)


@pytest.fixture
def shared() -> Path:
    """More acceptance data, from a folder beside the project; without it no test asks for it."""
    return SHARED


@pytest.fixture
def clients() -> Path:
    """The folder of the checkers that ask real parsers and clients, which its `setup` installs."""
    if not PYTHON.is_file():
        pytest.skip("skipped: no parsers and clients here; tests/clients/setup installs them")
    return CLIENTS


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
