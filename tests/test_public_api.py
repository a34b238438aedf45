"""The public names, and what importing them costs."""

import subprocess
import sys

import ruznama

HEAVY = (
    "apscheduler",
    "feedgen",
    "granian",
    "httpx",
    "icalendar",
    "sqlalchemy",
    "starlette",
    "trafilatura",
)


def test_every_public_name_is_there() -> None:
    """`__all__` is the promise; each name in it loads."""
    missing = [name for name in ruznama.__all__ if not hasattr(ruznama, name)]
    assert missing == []


def test_importing_the_package_loads_no_server_driver_or_scheduler() -> None:
    """A library user who wants dates does not pay for a web server."""
    code = "import sys, ruznama; ruznama.find_dates; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert set(HEAVY).isdisjoint(loaded.stdout.split())


def test_help_loads_nothing_heavy() -> None:
    """`ruznama --help` answers at once because commands import what they need themselves."""
    code = "import sys, ruznama.cli; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert {*HEAVY, "pydantic", "rich", "lxml"}.isdisjoint(loaded.stdout.split())
