"""How sure dates are, beside how often they are right: the curve of calibration.

    python -m bench.dates_confidence [FILE.jsonl …]

Without files: the sentences of others beside the project. A line holds `text`, `reference_datetime`
and `all` (the dates that it tells, each as a list of readings that are right), perhaps `opt` (dates
that may be given too). A date is right where its start is, cut to the grain that is wanted.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from articles.dates import FoundDate, find_dates
from tests.conftest import SHARED

_SENTENCES = SHARED / "dates" / "real-dev.jsonl"
_SURE = 0.5  # a date below is told as doubtful, and counts in no share
_CUT = {"year": 4, "month": 7, "day": 10, "week": 10, "hour": 13, "minute": 16, "second": 19}

Case = dict[str, Any]


def _cases(files: Iterable[Path]) -> Iterator[Case]:
    for file in files:
        yield from map(json.loads, file.read_text("utf-8").splitlines())


def _is_right(found: FoundDate, case: Case) -> bool:
    wanted = [one for readings in case["all"] for one in readings] + case.get("opt", [])
    return any(found.start[: _CUT[one["grain"]]] == one["start"] for one in wanted)


def curve(cases: Iterable[Case]) -> Iterator[tuple[float, int, int]]:
    """Of each confidence: how many dates are given with it, and how many of them are right."""
    given: Counter[float] = Counter()
    right: Counter[float] = Counter()
    for case in cases:
        for found in find_dates(case["text"], datetime.fromisoformat(case["reference_datetime"])):
            given[found.confidence] += 1
            right[found.confidence] += _is_right(found, case)
    for confidence in sorted(given):
        yield confidence, given[confidence], right[confidence]


def main() -> None:
    """Prints the curve, and how far it is from the confidences on the whole."""
    files = [Path(name) for name in sys.argv[1:]] or [_SENTENCES]
    points = list(curve(_cases(files)))
    print(f"{'confidence':>10}{'given':>8}{'right':>8}{'share':>8}")
    for confidence, given, right in points:
        print(f"{confidence:>10}{given:>8}{right:>8}{right / given:>8.1%}")
    sure = [point for point in points if point[0] >= _SURE]
    total = sum(given for _, given, _ in sure)
    right = sum(right for _, _, right in sure)
    stated = sum(confidence * given for confidence, given, _ in sure)
    apart = sum(abs(confidence * given - right) for confidence, given, right in sure)
    print(
        f"from {_SURE} on: {right} of {total} right ({right / total:.1%}), "
        f"stated {stated / total:.1%}"
    )
    print(f"calibration error: {100 * apart / total:.1f} points")


if __name__ == "__main__":
    main()
