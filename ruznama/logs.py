"""What the service says on stderr: a JSON object a line, or a plain line on a terminal.

Control and bidirectional characters of outside text are escaped, so that one event is one line
that reads as it is, whatever a title holds.
"""

import json
import logging
import re
import sys
import time
from datetime import UTC, datetime

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_OWN_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


def set_up_logs() -> None:
    """Sends every log of the process to stderr; call once, at the start of a service."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PlainLine() if sys.stderr.isatty() else JsonLine())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    # They tell of every job and every run; what matters of these we say ourselves.
    for noisy in ("apscheduler", "alembic", "trafilatura", "httpx"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    # A traceback for each connection that a database has dropped.
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)


def escaped(text: str) -> str:
    r"""`text` with control and bidirectional characters as \uXXXX."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


class JsonLine(logging.Formatter):
    """One JSON object: time (UTC), level, event, and the fields given as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line."""
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **_fields(record),
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        line = json.dumps(told, ensure_ascii=False, default=str)
        return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


class PlainLine(logging.Formatter):
    """Time, event and fields for a person at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line; a traceback follows it."""
        time = datetime.fromtimestamp(record.created).astimezone().strftime("%H:%M:%S")
        fields = "".join(f"  {name}={value}" for name, value in _fields(record).items())
        level = "" if record.levelno < logging.WARNING else f"{record.levelname.lower()}: "
        line = escaped(f"{time} {level}{record.getMessage()}{fields}")
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


class Trouble:
    """A fault that may come back every second: said once, counted, and said when it is over."""

    def __init__(self, log: logging.Logger, what: str) -> None:
        self._log = log
        self._what = what
        self._count = 0
        self._since = 0.0

    def met(self, error: Exception) -> None:
        """It has come, or is still there."""
        if self._count == 0:
            self._since = time.monotonic()
            self._log.warning("%s: %s", self._what, str(error).partition("\n")[0])
        self._count += 1

    def over(self) -> None:
        """It is not there, or no more."""
        if self._count:
            seconds, times = time.monotonic() - self._since, self._count
            self._log.info("%s: over after %.0f s", self._what, seconds, extra={"times": times})
        self._count = 0


def _fields(record: logging.LogRecord) -> dict[str, object]:
    return {name: value for name, value in vars(record).items() if name not in _OWN_FIELDS}
