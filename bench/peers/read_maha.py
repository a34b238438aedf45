"""Reads {"text", "at"} a line, and writes what Maha finds: [[start, end], …]; needs `mahad`."""

import json
import sys
from datetime import datetime

from maha.parsers.functions import parse_dimension  # type: ignore[import-not-found]


def _found(text: str, at: datetime) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    for one in parse_dimension(text, time=True):
        try:
            ends = [at + part for part in (getattr(one.value, "start", one.value),)]
            last = getattr(one.value, "end", None)
            found.append((ends[0].isoformat(), (at + last).isoformat() if last else None))
        except (ValueError, OverflowError, TypeError):
            continue
    return found


for line in sys.stdin:
    told = json.loads(line)
    print(json.dumps(_found(told["text"], datetime.fromisoformat(told["at"]))), flush=True)
