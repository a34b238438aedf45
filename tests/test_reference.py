"""The references are made from the code, so that none tells of what is not there."""

import subprocess
import sys

from tests.conftest import ROOT


def test_the_references_are_as_the_code_says() -> None:
    """`make reference` writes them: commands, the manual page, every key, every public name.

    The names are what a version promises: one more is a minor version, one less a major one.
    """
    made = subprocess.run(
        [sys.executable, "-m", "docs.make", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (made.returncode, made.stderr) == (0, "")
