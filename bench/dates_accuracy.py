"""How many dates are read right, for each set of cases, and every text that is not.

    python -m bench.dates_accuracy [FILE.jsonl …]

Without files: our own cases and, where they are there, the acceptance cases beside the project.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from articles.dates import DateContext, find_dates
from tests.conftest import ROOT, SHARED

_OWN = ROOT / "tests" / "articles" / "dates" / "cases.jsonl"
_ACCEPTANCE = SHARED / "dates" / "dev.jsonl"

Case = dict[str, Any]
Ends = tuple[str, str | None]


@dataclass
class Tally:
    """The counts of one set."""

    dated: int = 0
    starts: int = 0
    both: int = 0
    undated: int = 0
    false_alarms: int = 0
    misses: list[str] = field(default_factory=list)

    def count(self, case: Case) -> None:
        """Reads a case and counts how it went."""
        found = _read(case)
        wanted = [_ends(one) for one in (case["expect"], *(case.get("alt") or ())) if one]
        also = {_ends(one) for one in case.get("also") or ()}
        if wanted:
            right = bool(found & set(wanted)) and also <= found
            self.dated += 1
            self.starts += bool({start for start, _ in found} & {start for start, _ in wanted})
            self.both += right
        else:
            right = not found
            self.undated += 1
            self.false_alarms += not right
        if not right:
            text = " ".join(case["text"].split())
            self.misses.append(f"{text} | wanted {_words(wanted)} | found {_words(sorted(found))}")

    def row(self, name: str) -> str:
        """A line of the table."""
        alarms = f"{self.false_alarms} of {self.undated}" if self.undated else "-"
        shares = [_share(right, self.dated) for right in (self.starts, self.both)]
        return f"{name:14}{self.dated:6}{shares[0]:>18}{shares[1]:>18}{alarms:>16}"


def _share(right: int, of: int) -> str:
    return f"{right} ({right / of:.1%})" if of else "-"


def _read(case: Case) -> set[Ends]:
    at = datetime.fromisoformat(case["reference_datetime"])
    context = DateContext(**case.get("context", {}))
    return {(one.start, one.end) for one in find_dates(case["text"], at, context)}


def _ends(expected: Case) -> Ends:
    return expected["start"], expected["end"]


def _words(ends: Iterable[Ends]) -> str:
    return ", ".join(start if end is None else f"{start}..{end}" for start, end in ends) or "none"


def _cases(files: Iterable[Path]) -> Iterator[tuple[str, Case]]:
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            case = json.loads(line)
            yield case.get("set", file.stem), case


def main() -> None:
    """Prints the table, then the misses of each set."""
    files = [Path(name) for name in sys.argv[1:]]
    tallies: dict[str, Tally] = defaultdict(Tally)
    for name, case in _cases(files or [file for file in (_OWN, _ACCEPTANCE) if file.is_file()]):
        tallies[name].count(case)
    print(f"{'set':14}{'dated':>6}{'start right':>18}{'start + end':>18}{'false alarms':>16}")
    for name, tally in tallies.items():
        print(tally.row(name))
    for name, tally in tallies.items():
        for miss in tally.misses:
            print(f"{name}: {miss}")


if __name__ == "__main__":
    main()
