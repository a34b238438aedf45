"""The public names, and what importing them costs."""

import doctest
import json
import subprocess
import sys
from datetime import UTC, datetime

import icalendar
import pytest

import ruznama
from feeds.formats import FORMATS
from tests.builders import first_reading
from tests.conftest import ROOT

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


@pytest.mark.parametrize(
    "name", ["docs/reference/python.md", "docs/reference/dates.md", "README.md"]
)
def test_what_the_documentation_shows_of_python_is_so(name: str) -> None:
    """Each line with >>> is run, and gives what stands under it."""
    failed, tried = doctest.testfile(str(ROOT / name), module_relative=False, encoding="utf-8")
    assert failed == 0
    assert tried > 3


def test_every_public_name_is_documented() -> None:
    """On the one page about them."""
    page = (ROOT / "docs" / "reference" / "python.md").read_text("utf-8")
    assert [name for name in ruznama.__all__ if f"`{name}`" not in page] == []


def test_what_is_written_is_read_back() -> None:
    """Each feed by a parser that did not write it, all with the same ids; the calendar too."""
    revision = first_reading()
    written = [ruznama.write_rss, ruznama.write_atom, ruznama.write_json_feed]
    told = [form.read_back(write([revision])) for form, write in zip(FORMATS, written, strict=True)]
    assert told[0] == told[1] == told[2]
    assert len(told[0]) == 1
    assert json.loads(ruznama.write_json_feed([], title="فارغة"))["items"] == []
    calendar = icalendar.Calendar.from_ical(ruznama.write_icalendar([revision], title="مواعيد"))
    assert str(calendar["name"]) == "مواعيد"
    uids = {str(one["uid"]) for one in calendar.walk("VEVENT")}
    assert uids == {known.uid for known in revision.events}


def test_text_where_bytes_are_wanted_is_told_with_what_to_write() -> None:
    """The first slip of whoever reads a file as text."""
    with pytest.raises(TypeError, match=r"bytes are wanted, not str; text\.encode\(\)"):
        ruznama.read_article("نص", name="a.txt", at=datetime(2025, 9, 20, tzinfo=UTC))  # type: ignore[arg-type]


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
