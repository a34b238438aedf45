"""Where the parsers and clients are that `setup` installs, and how one is asked."""

import os
import subprocess
from pathlib import Path

HOME = Path(os.environ.get("CHECKS_HOME", Path.home() / ".cache" / "ruznama-clients"))
HERE = Path(__file__).resolve().parent
READERS = HERE / "readers"
PYTHON = HOME / "venv" / "bin" / "python"
PATIENCE_S = 240
_ENVIRONMENT = {
    **os.environ,
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "NODE_PATH": str(HOME / "npm" / "node_modules"),
}


class AskingError(Exception):
    """A program failed; the last line that it said."""


def ask(*words: str | Path, **environment: str) -> str:
    """What a program prints.

    Raises:
        AskingError: it ended with another status than 0, or not in time.
    """
    try:
        ended = subprocess.run(
            [str(word) for word in words],
            env={**_ENVIRONMENT, **environment},
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise AskingError(str(error)) from error
    if ended.returncode:
        said = (ended.stderr or ended.stdout).strip().splitlines() or ["it says nothing"]
        raise AskingError(said[-1])
    return ended.stdout
