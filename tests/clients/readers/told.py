"""How every reader tells an event: uid, start, end (exclusive) and title, between tabs, in UTC."""

from datetime import UTC, date, datetime


def moment(when: date) -> str:
    """`20250923` of a whole day, `20250923T060000Z` of a time, without `Z` where it floats."""
    if not isinstance(when, datetime):
        return f"{when:%Y%m%d}"
    if when.tzinfo is None:
        return f"{when:%Y%m%dT%H%M%S}"
    return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def tell(uid: object, start: date, end: date | None, title: object) -> None:
    """Prints an event; one that names no end tells none."""
    print(uid, moment(start), moment(end) if end else "", title, sep="\t")
