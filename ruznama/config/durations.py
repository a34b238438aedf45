"""Lengths of time as people write them in a configuration: "30s", "15m", "6h", "7d"."""

import re
from datetime import timedelta
from typing import Annotated

from pydantic import BeforeValidator

_DURATION = re.compile(r"(\d{1,6})\s*([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def parse_duration(text: object) -> timedelta:
    """The length of time that a text such as "15m" says.

    Raises:
        ValueError: it is no such text, or it is zero.
    """
    match = _DURATION.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None or int(match[1]) == 0:
        message = 'write a number and a unit: "30s", "15m", "6h" or "7d"'
        raise ValueError(message)
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


Duration = Annotated[timedelta, BeforeValidator(parse_duration)]
