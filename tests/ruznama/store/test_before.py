"""A store that the version before wrote: its subscribers notice nothing of the new program.

`before/` holds the export of a store that the program made before its rooms were laid anew, its
articles and configuration, and the digests (the hearts of the ETags) of what it had published. By
hand, the event that is cancelled is so for a long time: no run lets it go while we test.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from ruznama.bootstrap import _site
from ruznama.cli import main
from ruznama.config.load import load_config
from ruznama.publishing.storage.found import form_of
from ruznama.store.store import Store, open_store

BEFORE = Path(__file__).with_name("before")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
UIDS = {
    "0d0b1f52ef092165": [
        ("9ca757b6-4c3a-5cab-a26b-a82f31c4b41d", 0),
        ("447a12f9-1ccf-5b61-9777-b7f8add14eb7", 0),
        ("d95ec965-2233-5fbc-87b7-ba7977250d9a", 1),
        ("70e88de4-199e-58b0-b904-144403c52a45", 1),
    ],
    "bridge": [
        ("0b2ece74-98c3-57e6-95be-8a8b8f13b58c", 0),
        ("f36d2d47-bc39-561d-9519-33d6e6bf4b62", 0),
        ("2e756265-100c-5cdc-986f-37f569da563e", 0),
    ],
    "flowers": [
        ("0c3a0d92-511e-5a96-8767-dd6d44d811bc", 0),
        ("42ac2a16-2fa1-55a6-8f19-f17013e25991", 0),
    ],
}


def run(command: str, *arguments: str) -> str:
    ended = CliRunner().invoke(main, [command, *arguments])
    assert ended.exit_code == 0, ended.output
    return ended.output


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The store, imported beside the articles that it was made from."""
    folder = tmp_path / "site"
    shutil.copytree(BEFORE, folder)
    for path in folder.glob("*/*.*"):
        os.utime(path, (1, 1))  # they have rested
    monkeypatch.chdir(folder)
    run("import", "export.jsonl")
    config = load_config(folder / "config.toml", {})
    store = open_store(config.store.url)
    # A new way of writing moves the record of change: here by a second, not to this moment.
    store.record.agree_on_form(form_of(_site(config)), LONG_AGO)
    store.close()
    return folder


def identities(store: Store) -> dict[str, list[tuple[str, int]]]:
    return {
        one.id: [(known.uid, known.sequence) for known in one.events] for one in store.revisions()
    }


def test_ids_uids_and_revisions_are_what_they_were(site: Path) -> None:
    """Also of an event that was moved, one that was cancelled, and an article that is gone."""
    for _ in range(2):
        store = open_store(f"sqlite:///{site / 'var' / 'before.sqlite3'}")
        assert identities(store) == UIDS
        assert [gone.id for gone in store.tombstones()] == ["lost"]
        places = store.places()
        assert [(places[one].source, places[one].number) for one in sorted(UIDS)] == [
            ("city", 2),
            ("city", 1),
            ("towns", 0),
        ]
        store.close()
        run("build", "--quiet")


def test_a_run_of_the_new_program_finds_nothing_new(site: Path) -> None:
    """The same articles say the same; were they read differently, UIDs would still stay."""
    store = open_store(f"sqlite:///{site / 'var' / 'before.sqlite3'}")
    before = store.change()
    told = json.loads(run("build", "--json"))
    assert [(one["added"], one["removed"]) for one in told["sources"]] == [(0, 0), (0, 0)]
    after = store.change()
    store.close()
    assert before is not None
    assert after is not None
    assert after.numbered == before.numbered
    assert after.at >= before.at


def test_etags_are_what_they_were(site: Path, golden: Callable[[Path, bytes], None]) -> None:
    """Where nothing visible has changed since; `make golden` takes over what has."""
    run("build", "--quiet")
    names = json.loads((BEFORE / "published.json").read_text())
    digests = {
        name: hashlib.sha256((site / "public" / name.lstrip("/")).read_bytes()).hexdigest()
        for name in names
    }
    golden(BEFORE / "published.json", (json.dumps(digests, indent=1) + "\n").encode())
