"""A build of which nothing has changed is told from listings; what they cannot tell is built."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
from click.testing import CliRunner

from ruznama.cli import main
from ruznama.glance import Glance, glance

NAMES = ("sqlalchemy", "pydantic", "articles.read")


def _seen(site: Path, options: str = "") -> Glance | None:
    """What a glance sees when all files have rested."""
    return glance(site / "config.toml", site / "public", options, time.time() + 5)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that was made ready by `ruznama init`, and built."""
    site = tmp_path_factory.mktemp("built")
    assert CliRunner().invoke(main, ["init", str(site)]).exit_code == 0
    command = ["build", "--config", str(site / "config.toml"), "--out", str(site / "public")]
    assert CliRunner().invoke(main, command).exit_code == 0
    return site


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy of it, with the note that it is built."""
    made = tmp_path / "site"
    subprocess.run(["/bin/cp", "-a", built, made], check=True)
    seen = _seen(made)
    assert seen is not None
    assert not seen.is_built()
    seen.keep()
    return made


def _is_built(site: Path, options: str = "") -> bool:
    seen = _seen(site, options)
    return seen is not None and seen.is_built()


def test_what_was_built_and_rests_is_built(site: Path) -> None:
    """A timer that builds every minute costs next to nothing."""
    assert _is_built(site)


def _ask(site: Path, *statements: str) -> None:
    with closing(connect(site / "var" / "ruznama.sqlite3")) as store, store:
        for statement in statements:
            store.execute(statement)


def _article(site: Path) -> Path:
    return next(path for path in (site / "data" / "articles").iterdir() if path.is_file())


def _note(site: Path) -> Path:
    return next((site / "var").glob("*-built-*"))


def _same_size(site: Path) -> None:
    path = _article(site)
    told, content = path.stat(), path.read_bytes()
    path.write_bytes(content[:-1] + b".")
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))


_ANOTHER = """
[[sources]]
name = "articles"
kind = "folder"
path = "data/articles"
"""
CHANGES: dict[str, Callable[[Path], object]] = {
    "an article is edited": lambda site: _article(site).write_text("عنوان\n", "utf-8"),
    "an article of the same size and time": _same_size,
    "an article comes": lambda site: (site / "data" / "articles" / "new.txt").write_text(
        "جديد", "utf-8"
    ),
    "an article goes": lambda site: _article(site).unlink(),
    "the folder goes": lambda site: (site / "data" / "articles").rename(site / "elsewhere"),
    "the configuration": lambda site: (site / "config.toml").write_text(_ANOTHER, "utf-8"),
    "corrections": lambda site: (site / "corrections.toml").write_text("# x\n", "utf-8"),
    "a written file is another": lambda site: (site / "public" / "feed.rss").write_bytes(b""),
    "a written file is gone": lambda site: (site / "public" / "index.html").unlink(),
    "the note is gone": lambda site: _note(site).unlink(),
    "the store has moved": lambda site: _ask(site, "UPDATE change SET counter = counter + 1"),
    "an article waits": lambda site: _ask(site, "UPDATE articles SET pending = 1"),
    "a reading is held": lambda site: _ask(site, "UPDATE visits SET state = 'held'"),
    "a source failed": lambda site: _ask(site, "UPDATE runs SET failures = 1"),
    "the store is no database": lambda site: (site / "var" / "ruznama.sqlite3").write_text("x"),
    "the store is gone": lambda site: (site / "var" / "ruznama.sqlite3").unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whatever_moves_is_built_anew(site: Path, change: Callable[[Path], object]) -> None:
    """A file that is missed would never be published."""
    change(site)
    assert not _is_built(site)


def test_other_options_are_another_build(site: Path) -> None:
    """With pictures there are other files."""
    assert not _is_built(site, "pictures")


UNTOLD = {
    "a source on the web": '[[sources]]\nname = "x"\nkind = "feed"\nurl = "http://127.0.0.1/"\n',
    "a source without a folder": '[[sources]]\nname = "x"\nkind = "folder"\n',
    "another database": '[store]\nurl = "postgresql://127.0.0.1/x"\n',
    "no TOML": "[[",
}


@pytest.mark.parametrize("more", UNTOLD.values(), ids=UNTOLD.keys())
def test_what_no_listing_tells_is_left_to_the_build(site: Path, more: str) -> None:
    """It tells the faults, too."""
    with (site / "config.toml").open("a", encoding="utf-8") as config:
        config.write(f"\n{more}")
    assert _seen(site) is None


def test_a_link_is_left_to_the_build(site: Path) -> None:
    """What it leads to may change while the link does not."""
    (site / "data" / "articles" / "link.txt").symlink_to(_article(site))
    assert _seen(site) is None


def test_a_file_that_is_just_written_is_left_to_the_build(site: Path) -> None:
    """It may be written once more within the same tick of the file system."""
    path = _article(site)
    path.touch()
    now = path.stat().st_ctime
    assert glance(site / "config.toml", site / "public", "", now + 0.5) is None


def test_the_environment_is_left_to_the_build(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may say anything of the configuration."""
    monkeypatch.setenv("RUZNAMA__SITE__TITLE", "x")
    assert _seen(site) is None


def test_a_quiet_build_of_nothing_loads_nothing_that_builds(site: Path) -> None:
    """Most of the time of such a build was loading."""
    command = ["build", "--config", "config.toml", "--out", "public", "--quiet"]
    program = f"""
import sys
from ruznama.cli import main
main({command}, standalone_mode=False)
print(*[name for name in {NAMES} if name in sys.modules])
"""
    while time.time() - max(path.stat().st_ctime for path in site.rglob("*")) < 1.1:
        time.sleep(0.05)
    told = [
        subprocess.run(
            [sys.executable, "-c", program], cwd=site, capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(2)
    ]
    assert told[0]
    assert told[1] == []
