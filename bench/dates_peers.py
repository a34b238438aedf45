"""Ruznama and other readers of dates over the same texts: one table, made by one command.

    python -m bench.dates_peers [FILE.jsonl …]

Without files: the acceptance cases beside the project, set by set. Another reader is a row of
`_readers`, or a program of `bench/peers` that PEERS names with its command ("name=command;…"):
it reads {"text", "at"} a line and writes what it finds. Right is a text of which one of the right
starts, or start and end, is found; false, one without a date in which one is.

    PEERS="chrono 2.10.3=node bench/peers/read_chrono.cjs;Maha=python bench/peers/read_maha.py"
"""

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from subprocess import PIPE
from typing import Any

from dateparser.search import search_dates

from articles.dates import find_dates
from tests.conftest import SHARED

_ACCEPTANCE = SHARED / "dates" / "dev.jsonl"
_CUT = {"year": 4, "month": 7, "day": 10, "week": 10, "hour": 13, "minute": 16, "second": 19}

Case = dict[str, Any]
Ends = tuple[str, str | None]
Read = Callable[[str, datetime], list[Ends]]


def _ruznama(text: str, at: datetime) -> list[Ends]:
    return [(one.start, one.end) for one in find_dates(text, at)]


def _dateparser(text: str, at: datetime) -> list[Ends]:
    found = search_dates(text, languages=["ar"], settings={"RELATIVE_BASE": at})
    return [(when.isoformat(), None) for _, when in found or ()]


def _program(command: str) -> Read:
    """A reader that runs beside this one."""
    peer = subprocess.Popen(command.split(), stdin=PIPE, stdout=PIPE, text=True)
    assert peer.stdin is not None
    assert peer.stdout is not None
    to_peer, of_peer = peer.stdin, peer.stdout

    def read(text: str, at: datetime) -> list[Ends]:
        print(json.dumps({"text": text, "at": at.isoformat()}), file=to_peer, flush=True)
        return [(start, end) for start, end in json.loads(of_peer.readline()) if start]

    return read


def _readers() -> dict[str, Read]:
    ours = {"ruznama": _ruznama, "dateparser": _dateparser}
    named = {f"{name} {version(name)}": read for name, read in ours.items()}
    others = [each.partition("=") for each in os.environ.get("PEERS", "").split(";") if each]
    return named | {name: _program(command) for name, _, command in others}


def _is_right(found: Iterable[Ends], case: Case) -> tuple[bool, bool]:
    """Whether a right start is found, and one with its end."""
    starts = both = False
    for wanted in (case["expect"], *(case.get("alt") or ())):
        cut = _CUT[wanted["grain"]]
        for start, end in found:
            same = start[:cut] == wanted["start"]
            starts |= same
            both |= same and (end[:cut] if end else None) in {wanted["end"], *_point(wanted)}
    return starts, both


def _point(wanted: Case) -> tuple[str, ...]:
    """What a reader may give as the end of a point: the point itself."""
    return (wanted["start"],) if wanted["end"] is None else ()


def _row(read: Read, cases: Iterable[Case]) -> str:
    dated = starts = ends = undated = false = 0
    for case in cases:
        found = read(case["text"], datetime.fromisoformat(case["reference_datetime"]))
        if case["expect"] is None:
            undated, false = undated + 1, false + bool(found)
        else:
            start, both = _is_right(found, case)
            dated, starts, ends = dated + 1, starts + start, ends + both
    return f"{starts:5} / {ends:<5} of {dated:<5} false {false} of {undated}"


def main() -> None:
    """Prints, for each set, a line for each reader."""
    sets: dict[str, list[Case]] = defaultdict(list)
    for file in [Path(name) for name in sys.argv[1:]] or [_ACCEPTANCE]:
        for line in file.read_text("utf-8").splitlines():
            case = json.loads(line)
            sets[case.get("set", file.stem)].append(case)
    readers = _readers()
    print("starts right / starts and ends right")
    for name, cases in sets.items():
        print(name)
        for reader, read in readers.items():
            print(f"  {reader:24}{_row(read, cases)}")


if __name__ == "__main__":
    main()
