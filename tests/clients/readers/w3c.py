"""The feed validator of the W3C, from the checkout that FEEDVALIDATOR names, at its strictest.

w3c.py FILE SELF_URL prints how many events it has, then one a line.
"""

import os
import sys
import urllib.error
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(os.environ["FEEDVALIDATOR"]) / "src"))

import feedvalidator
from feedvalidator import compatibility
from feedvalidator.logging import ValidationFailure

assert urllib.error, urllib.request  # the validator uses both and imports neither

file, self_url = sys.argv[1:]
try:
    with Path(file).open("rb") as stream:
        told = feedvalidator.validateStream(stream, firstOccurrenceOnly=0, base=self_url)
    events = compatibility.AAA(told["loggedEvents"])
except ValidationFailure as failure:
    events = [failure.event]
print("W3C AAA events:", len(events))
for event in events:
    print(type(event).__name__, {key: str(value) for key, value in event.params.items()})
