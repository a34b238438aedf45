"""A snapshot as files: each written whole or not at all, and only where it differs.

Only files that an earlier build wrote are ever removed; a manifest beside them remembers which.
"""

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ruznama.errors import StaticError
from ruznama.publishing.snapshot import Snapshot

_MANIFEST = ".ruznama-files.json"
_TEMPORARY = ".tmp-ruznama-"


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
    bodies = {**snapshot.bodies, **drawn}
    contents = {_file(path): body.content for path, body in bodies.items() if body}
    try:
        out.mkdir(parents=True, exist_ok=True)
        _sweep(out)
        before = _manifest(out)
        changed = sum(_write(out / name, content) for name, content in sorted(contents.items()))
        removed = sum(_remove(out, name) for name in sorted(before - contents.keys()))
        _write(out / _MANIFEST, json.dumps(sorted(contents), indent=0).encode())
    except OSError as error:
        problem = f"cannot be written: {(error.strerror or str(error)).lower()}"
        remedy = "Make room or name another folder: --out DIR"
        raise StaticError(error.filename or out, problem, remedy) from error
    return Written(changed=changed, same=len(contents) - changed, removed=removed)


def _file(path: str) -> str:
    name = path.lstrip("/")
    return f"{name}index.html" if not name or name.endswith("/") else name


def _manifest(out: Path) -> set[str]:
    """The files of the last build; names that would leave `out` are not ours."""
    try:
        names = json.loads((out / _MANIFEST).read_bytes())
    except (FileNotFoundError, ValueError):
        return set()
    return {name for name in names if isinstance(name, str) and _inside(name)}


def _inside(name: str) -> bool:
    return not Path(name).is_absolute() and ".." not in Path(name).parts


def _write(path: Path, content: bytes) -> bool:
    """Writes a file by way of a temporary one; False where it holds these bytes already."""
    try:
        if path.read_bytes() == content:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=_TEMPORARY, dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True


def _remove(out: Path, name: str) -> bool:
    """Removes a file that an earlier build wrote, and the folder that it leaves empty."""
    path = out / name
    if not path.is_file():
        return False
    path.unlink()
    if path.parent != out and not any(path.parent.iterdir()):
        path.parent.rmdir()
    return True


def _sweep(out: Path) -> None:
    """Removes what a build that was killed left behind."""
    for leftover in out.rglob(f"{_TEMPORARY}*"):
        leftover.unlink(missing_ok=True)
