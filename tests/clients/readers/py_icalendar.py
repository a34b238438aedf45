"""icalendar of Python."""

import sys
from pathlib import Path

import icalendar
from told import tell

for event in icalendar.Calendar.from_ical(Path(sys.argv[1]).read_bytes()).walk("VEVENT"):
    tell(event["UID"], event.start, event.end, event["SUMMARY"])
    assert not event.errors, event.errors
