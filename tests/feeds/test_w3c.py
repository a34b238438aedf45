"""The validator of the W3C finds nothing, at its strictest level, in a feed of hostile articles.

It runs where the variable FEEDVALIDATOR names a checkout of github.com/w3c/feedvalidator; what it
imports (html5lib, rdflib) is in the environment that tests/clients/setup makes.
"""

import os
import re
import subprocess
from pathlib import Path

import pytest

from feeds.atom import write_atom
from feeds.model import Address
from tests.clients.asking import PYTHON
from tests.feeds.channels import BASE, WRITERS, a_channel, an_entry
from tests.feeds.corpus import hostile_channel, with_withdrawals

pytestmark = pytest.mark.clients


@pytest.fixture
def validator(clients: Path) -> list[str]:
    """The command that validates files."""
    if not os.environ.get("FEEDVALIDATOR"):
        pytest.skip("skipped: FEEDVALIDATOR does not name a checkout of w3c/feedvalidator")
    return [str(PYTHON), str(clients / "readers" / "w3c.py")]


def events(validator: list[str], file: Path, self_url: str) -> list[str]:
    """What the validator says, a line for each event."""
    checked = subprocess.run(
        [*validator, file, self_url],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    count = re.search(r"W3C AAA events: (\d+)", checked.stdout)
    assert count, checked.stdout + checked.stderr
    told = checked.stdout.splitlines()[1:]
    assert len(told) == int(count[1])
    return told


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_three_hundred_hostile_entries_raise_no_event(
    validator: list[str], tmp_path: Path, form: str
) -> None:
    """Error, warning or information."""
    file = tmp_path / f"feed.{form}"
    channel = hostile_channel(325)
    file.write_bytes(WRITERS[form](channel))
    assert events(validator, file, channel.address.url(form)) == []


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_an_archive_raises_no_event(validator: list[str], tmp_path: Path, form: str) -> None:
    """RFC 5005, and a feed without any of what can be left out."""
    file = tmp_path / f"old.{form}"
    page = a_channel(
        an_entry(),
        address=Address(base_url=BASE, path="old"),
        current=Address(base_url=BASE),
        next_archive=Address(base_url=BASE, path="newer"),
    )
    file.write_bytes(WRITERS[form](page))
    assert events(validator, file, page.address.url(form)) == []


def test_withdrawals_raise_one_event(validator: list[str], tmp_path: Path) -> None:
    """The validator has not heard of RFC 6721: on the day it does, this can join the others."""
    file = tmp_path / "feed.atom"
    channel = with_withdrawals(hostile_channel(1))
    file.write_bytes(write_atom(channel))
    [told] = events(validator, file, channel.address.url("atom"))
    assert "UnknownNamespace" in told
    assert "http://purl.org/atompub/tombstones/1.0" in told
