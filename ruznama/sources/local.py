"""Keys of a source that are paths: relative to the configuration's file, and looked at."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Where a configuration is, and whether what it names is looked for."""

    folder: Path
    look: bool = False


def _beside(path: Path, info: ValidationInfo) -> Path:
    return info.context.folder / path if isinstance(info.context, Beside) else path


def _there(path: Path, info: ValidationInfo) -> Path:
    if isinstance(info.context, Beside) and info.context.look and not path.is_dir():
        message = f"{path} is not a folder; make it, or mend the path"
        raise ValueError(message)
    return path


LocalPath = Annotated[Path, AfterValidator(_beside)]
LocalFolder = Annotated[LocalPath, AfterValidator(_there)]
