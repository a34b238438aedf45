"""A clock that tells another time to one process than to the others."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_JUMP = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
/* A year later, or earlier, as soon as a file is there; only what tells the time of day. */
int clock_gettime(clockid_t which, struct timespec *now) {
    int told = syscall(SYS_clock_gettime, which, now);
    if (which == CLOCK_REALTIME) {
        if (access("forward", F_OK) == 0) now->tv_sec += 31536000;
        if (access("back", F_OK) == 0) now->tv_sec -= 31536000;
        if (getenv("AN_HOUR_AHEAD")) now->tv_sec += 3600;
    }
    return told;
}
"""


def set_clock(folder: Path) -> str:
    """The library that sets the clock of whoever preloads it, by files in its folder."""
    if sys.platform != "linux" or shutil.which("cc") is None:
        pytest.skip("skipped: no compiler to make a clock with, or no LD_PRELOAD to give it with")
    (folder / "jump.c").write_text(_JUMP)
    library = str(folder / "jump.so")
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, folder / "jump.c"], check=True)
    return library


@contextmanager
def an_hour_ahead(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Processes that are started meanwhile have a clock that is an hour ahead."""
    with monkeypatch.context() as environment:
        environment.setenv("LD_PRELOAD", set_clock(folder))
        environment.setenv("AN_HOUR_AHEAD", "1")
        yield
