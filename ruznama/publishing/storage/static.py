"""A snapshot as files: each written whole or not at all, and only where it differs.

Only files that an earlier build wrote are ever removed; a manifest beside them remembers which.
"""

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruznama.errors import StaticError
from ruznama.glance import MANIFEST
from ruznama.publishing.storage.snapshot import Body, Snapshot

_NEW = ".ruznama-new"  # where files are written before they take their places
# Of a file that a build wrote: the digest of its bytes, its size, and the time that it was given,
# that of their Last-Modified. What differs was touched by somebody else, and is looked at again.
Mark = list[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How many files a build wrote anew, left as they were, and removed."""

    changed: int
    same: int
    removed: int


def write_site(snapshot: Snapshot, out: Path) -> Written:
    """Writes every path of the snapshot below `out`; a path that ends in "/" as its index.html.

    Raises:
        StaticError: the folder cannot be written; files written before stay whole.
    """
    drawn = {path: draw() for path, draw in snapshot.pictures.items()}
    bodies = {_file(path): body for path, body in {**snapshot.bodies, **drawn}.items() if body}
    try:
        out.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(out / _NEW, ignore_errors=True)  # what a build that was killed left behind
        before = _manifest(out)
        changed = [name for name, body in bodies.items() if _differs(out, name, body, before)]
        contents = snapshot.together([bodies[name] for name in changed])
        written = _write(out, zip(changed, contents, strict=True))
        removed = sum(_remove(out, name) for name in sorted(before.keys() - bodies.keys()))
        for name in changed:
            os.utime(out / name, (moment := bodies[name].last_modified.timestamp(), moment))
        marks = {name: _mark(body) for name, body in bodies.items()}
        if marks != before:
            _write(out, [(MANIFEST, json.dumps(marks, indent=0, sort_keys=True).encode())])
    except OSError as error:
        problem = f"cannot be written: {(error.strerror or str(error)).lower()}"
        remedy = "Make room or name another folder: --out DIR"
        raise StaticError(error.filename or out, problem, remedy) from error
    return Written(changed=written, same=len(bodies) - written, removed=removed)


def _file(path: str) -> str:
    name = path.lstrip("/")
    return f"{name}index.html" if not name or name.endswith("/") else name


def _differs(out: Path, name: str, body: Body, before: Mapping[str, Mark]) -> bool:
    """Whether a file must be looked at: other bytes, or touched since it was written."""
    mark = _mark(body)
    return before.get(name) != mark or _seen(out / name) != mark[1:]


def _mark(body: Body) -> Mark:
    return [body.digest, body.octets, int(body.last_modified.timestamp())]


def _seen(path: Path) -> Mark:
    """The size of a file and its time; nothing where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return []
    return [found.st_size, int(found.st_mtime)]


def _manifest(out: Path) -> dict[str, Mark]:
    """The files of the last build; names that would leave `out` are not ours."""
    try:
        told = json.loads((out / MANIFEST).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    marks = told if isinstance(told, dict) else {name: [] for name in told}
    return {name: mark for name, mark in marks.items() if isinstance(name, str) and _inside(name)}


def _inside(name: str) -> bool:
    return not Path(name).is_absolute() and ".." not in Path(name).parts


def _write(out: Path, contents: Iterable[tuple[str, bytes]]) -> int:
    """Writes the files, by name, that do not hold these bytes already; how many those were.

    All of them are on the disk before the first takes its place.
    """
    new = out / _NEW
    waiting: list[tuple[Path, Path]] = []
    for name, content in contents:
        path = out / name
        if not _holds(path, content):
            new.mkdir(exist_ok=True)
            temporary = new / str(len(waiting))
            temporary.write_bytes(content)
            waiting.append((temporary, path))
    if waiting:
        os.sync()
    for temporary, path in waiting:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.replace(path)
    shutil.rmtree(new, ignore_errors=True)
    return len(waiting)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except FileNotFoundError:
        return False


def _remove(out: Path, name: str) -> bool:
    """Removes a file that an earlier build wrote, and the folder that it leaves empty."""
    path = out / name
    if not path.is_file():
        return False
    path.unlink()
    if path.parent != out and not any(path.parent.iterdir()):
        path.parent.rmdir()
    return True
