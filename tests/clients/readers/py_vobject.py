"""vobject of Python."""

import sys
from pathlib import Path

import vobject
from told import tell

for event in vobject.readOne(Path(sys.argv[1]).read_text("utf-8")).vevent_list:
    end = event.dtend.value if hasattr(event, "dtend") else None
    tell(event.uid.value, event.dtstart.value, end, event.summary.value)
