"""The same channel is the same bytes, wherever and whenever it is written.

Readers are told that nothing changed by a tag of the bytes; bytes that move wake all of them.
"""

import json
import locale
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest

from feeds.model import Channel
from tests.conftest import ROOT
from tests.feeds.channels import WRITERS
from tests.feeds.corpus import hostile_channel

COUNT = 100
ELSEWHERE = {
    "east": {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"},
    "west": {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "4294967295"},
    "ascii": {"TZ": "", "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}


def digests(channel: Channel) -> dict[str, str]:
    """A digest of each format."""
    return {form: sha256(write(channel)).hexdigest() for form, write in WRITERS.items()}


@pytest.fixture(scope="module")
def channel() -> Channel:
    return hostile_channel(COUNT)


@pytest.mark.parametrize("environment", ELSEWHERE.values(), ids=ELSEWHERE)
def test_another_process_writes_the_same_bytes(
    channel: Channel, environment: dict[str, str]
) -> None:
    """In another zone, locale and order of hashes, and a little later."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.feeds.test_determinism"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert json.loads(told.stdout) == digests(channel)


def test_eight_threads_leave_the_locale_alone(channel: Channel) -> None:
    """The service builds feeds in threads; the locale belongs to the process."""
    before = locale.setlocale(locale.LC_ALL)  # noqa: TID251  it only asks
    with ThreadPoolExecutor(8) as threads:
        written = list(threads.map(digests, [channel] * 16))
    assert locale.setlocale(locale.LC_ALL) == before  # noqa: TID251
    assert written == [digests(channel)] * 16


if __name__ == "__main__":
    sys.stdout.write(json.dumps(digests(hostile_channel(COUNT))))
