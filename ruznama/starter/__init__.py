"""What `ruznama init` writes: a configuration and one sample article, kept beside this file."""

from importlib.resources import files
from pathlib import Path

from ruznama.errors import StarterError

_TARGETS = {
    "config.toml": Path("config.toml"),
    "beijing-summit-2025.txt": Path("data/articles/beijing-summit-2025.txt"),
}


def write_starter(folder: Path) -> list[Path]:
    """Writes the starter files below `folder` and returns their paths.

    Raises:
        StarterError: one of them is already there, or the folder cannot be written; nothing was.
    """
    paths = [folder / target for target in _TARGETS.values()]
    for path in paths:
        if path.exists():
            raise StarterError(path, "is already there", "Move it away or name an empty folder.")
    try:
        for name, path in zip(_TARGETS, paths, strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files(__name__).joinpath(name).read_bytes())
    except OSError as error:
        raise StarterError(folder, str(error.strerror).lower(), "Name another folder.") from error
    return paths
