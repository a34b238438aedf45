"""The static site: whole files, unchanged files left alone, nothing of others removed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ruznama.errors import StaticError
from ruznama.publishing.storage.snapshot import Snapshot, body
from ruznama.publishing.storage.static import Written, write_site

CHANGED = datetime(2026, 3, 1, tzinfo=UTC)


def snapshot(**contents: str) -> Snapshot:
    """A snapshot by path, "_" for "/"."""
    bodies = {
        f"/{path.replace('_', '/')}": body(text.encode(), "text/plain", changed=CHANGED)
        for path, text in contents.items()
    }
    return Snapshot(bodies=bodies, gone=frozenset(), max_age_s=60)


def test_paths_become_files_and_folders_their_index(tmp_path: Path) -> None:
    """Any file server then serves the same addresses."""
    write_site(snapshot(**{"": "home", "feed": "feed", "articles_a_": "page"}), tmp_path)
    assert (tmp_path / "index.html").read_text() == "home"
    assert (tmp_path / "feed").read_text() == "feed"
    assert (tmp_path / "articles" / "a" / "index.html").read_text() == "page"


def test_a_second_build_changes_no_byte_and_no_mtime(tmp_path: Path) -> None:
    """What is the same is not copied to any server again."""
    site = snapshot(a="1", b="2")
    write_site(site, tmp_path)
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*")}
    assert write_site(site, tmp_path) == Written(changed=0, same=2, removed=0)
    assert {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*")} == before


def test_what_is_gone_is_removed_and_what_others_put_there_stays(tmp_path: Path) -> None:
    """A folder may hold files that are not ours, a CNAME for one."""
    write_site(snapshot(articles_a_="1", b="2"), tmp_path)
    (tmp_path / "CNAME").write_text("news.example")
    assert write_site(snapshot(b="2"), tmp_path).removed == 1
    assert not (tmp_path / "articles" / "a").exists()
    assert (tmp_path / "b").exists()
    assert (tmp_path / "CNAME").exists()


def test_leftovers_of_a_killed_build_are_swept(tmp_path: Path) -> None:
    """A temporary file that never got its name is no part of the site."""
    leftover = tmp_path / ".ruznama-new" / "0"
    leftover.parent.mkdir()
    leftover.write_text("half")
    write_site(snapshot(b="2"), tmp_path)
    assert not leftover.exists()


def test_a_manifest_that_was_tampered_with_removes_nothing_outside(tmp_path: Path) -> None:
    """Names in it are data."""
    outside = tmp_path / "precious"
    outside.write_text("mine")
    site = tmp_path / "site"
    write_site(snapshot(b="2"), site)
    (site / ".ruznama-files.json").write_text('["../precious", "/etc/hosts", 5]')
    write_site(snapshot(b="2"), site)
    assert outside.read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """The message says which and what to do."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StaticError, match=r"file.*--out DIR"):
        write_site(snapshot(b="2"), tmp_path / "file" / "site")
