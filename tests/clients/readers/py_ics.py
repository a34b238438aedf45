"""ics of Python."""

import sys
import warnings
from pathlib import Path

warnings.simplefilter("ignore")

import ics  # noqa: E402  it warns when it is imported
from told import tell  # noqa: E402

for event in ics.Calendar(Path(sys.argv[1]).read_bytes().decode()).events:
    begin, end = event.begin.datetime, event.end.datetime
    if event.all_day:
        begin, end = begin.date(), end.date()
    tell(event.uid, begin, end, event.name)
