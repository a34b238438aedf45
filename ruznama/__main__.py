"""`python -m ruznama` and the command `ruznama`: the way in, of a broken installation too."""

import os
import sys

_TRACEBACK = "RUZNAMA_TRACEBACK"


def main() -> None:
    """Runs the command line.

    Whatever it raises ends in one line with what to do; the environment variable
    RUZNAMA_TRACEBACK shows the traceback instead.
    """
    try:
        from ruznama.cli import main as run  # noqa: PLC0415  may be broken itself

        run()
    except Exception as error:
        if os.environ.get(_TRACEBACK):
            raise
        sys.exit(f"ruznama: {_told(error)}")


def _told(error: Exception) -> str:
    from ruznama.installation import broken, overwritten  # noqa: PLC0415  it goes well as a rule

    if isinstance(error, ImportError):
        return broken(error)
    remedy = f"Please report it with what {_TRACEBACK}=1 ruznama … prints"
    return f"unexpected fault: {error!r}. {overwritten() or remedy}"


if __name__ == "__main__":
    main()
