"""A first glance: whether a build has anything to do, told before what builds is loaded.

What a build was made of is kept beside the store, as one digest: our own files, the configuration
and what stands beside it, the listing of each folder that it reads, the state of the store, the
files written. Where all of
that is as it was, there is nothing to do. What no listing tells (a source on the web,
another database, a link) is left to the build.
"""

import json
import os
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from ruznama.store.resting import resting_at

MANIFEST = ".ruznama-files.json"  # what `ruznama.publishing.storage.static` wrote
_STORE, _SQLITE = "sqlite:///var/ruznama.sqlite3", "sqlite:///"
_OURS = ("articles", "exporters", "feeds", "ruznama")
_REST_S = 1.0  # after which a listing tells every change of a file


class _UnknownError(Exception):
    """A listing does not tell what is read."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What a build is to be made of, as it was when it was looked at."""

    made_of: str
    store: Path
    out: Path

    @property
    def _note(self) -> Path:
        out = sha256(str(self.out.resolve()).encode()).hexdigest()
        return self.store.with_name(f"{self.store.name}-built-{out[:8]}")

    def is_built(self) -> bool:
        """Whether a build of all this has written what lies in its folder."""
        told = self._told()
        if told is None:
            return False
        with suppress(OSError):
            return self._note.read_text("ascii") == told and _are_there(self.out)
        return False

    def keep(self) -> None:
        """Notes that a build has been made of it, and lacks nothing."""
        told = self._told()
        if told is not None:
            with suppress(OSError):
                self._note.write_text(told, "ascii")

    def _told(self) -> str | None:
        counter = resting_at(self.store)
        if counter is None:
            return None
        with suppress(OSError):
            digest = sha256(f"{self.made_of} {counter} ".encode())
            digest.update((self.out / MANIFEST).read_bytes())
            return digest.hexdigest()
        return None


def glance(config: Path, out: Path, options: str, now: float) -> Glance | None:
    """What a build of a configuration would be made of; None where a glance cannot tell.

    Args:
        config: the configuration's file.
        out: the folder that is written.
        options: whatever else decides what is written.
        now: in seconds of POSIX time.
    """
    if any(name.startswith("RUZNAMA__") for name in os.environ):
        return None
    try:
        table = tomllib.loads(config.read_text("utf-8"))
        folder = config.resolve().parent
        told = [(path.name, path.read_bytes()) for path in sorted(folder.glob("*.toml"))]
        url = str(table.get("store", {}).get("url", _STORE))
        own = [Path(__file__).parent.parent / name for name in _OURS]
        listings = [list(_listing(root, now)) for root in (*own, *_roots(table, folder))]
    except (OSError, ValueError, AttributeError, _UnknownError):
        return None
    if not url.startswith(_SQLITE):
        return None
    made_of = sha256(repr((str(config.resolve()), told, options, listings)).encode()).hexdigest()
    return Glance(made_of, folder / url.removeprefix(_SQLITE), out)


def _roots(table: dict[str, Any], folder: Path) -> Iterator[Path]:
    """The folders that are read."""
    for source in table.get("sources", ()):
        path = str(source.get("path", "~"))
        if source.get("kind") != "folder" or path.startswith("~"):
            raise _UnknownError(path)
        yield folder / path


def _listing(root: Path, now: float) -> Iterator[tuple[str, int, int, int, int]]:
    """The files below a folder, with what moves whenever one is written; in any order."""
    latest = now - _REST_S
    waiting = [str(root)]
    while waiting:
        with os.scandir(waiting.pop()) as found:
            for entry in sorted(found, key=lambda one: one.name):
                if entry.is_symlink():
                    raise _UnknownError(entry.path)
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        waiting.append(entry.path)
                    continue
                told = entry.stat()
                if told.st_ctime > latest:
                    raise _UnknownError(entry.path)
                yield entry.path, told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns


def _are_there(out: Path) -> bool:
    """Whether every file that was written is as it was left."""
    marks = json.loads((out / MANIFEST).read_bytes())
    for name, (_, size, moment) in marks.items():
        told = (out / name).stat()
        if (told.st_size, int(told.st_mtime)) != (size, moment):
            return False
    return True
