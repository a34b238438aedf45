"""`python -m ruznama` and the command `ruznama`: the way in, of a broken installation too."""

import sys

from ruznama.installation import REINSTALL, overwritten


def main() -> None:
    """Runs the command line.

    Where a package of ours is missing or is somebody else's, it says which and what to do.
    """
    try:
        from ruznama.cli import main as run  # noqa: PLC0415  may be broken itself

        run()
    except ImportError as error:
        problem = overwritten() or f"{error}. {REINSTALL}"
        sys.exit(f"ruznama: {problem}")


if __name__ == "__main__":
    main()
