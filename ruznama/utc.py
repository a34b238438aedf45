"""The time now. Only this module reads the clock of the system."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """The time now."""
    return datetime.now(UTC)  # noqa: TID251  this is the clock
