"""The timeline as CSV (RFC 4180), for spreadsheets and scripts."""

import csv
from collections.abc import Iterable
from io import StringIO

from articles.model import Recurrence
from exporters.dated import Listing

COLUMNS = (
    "uid",
    "title",
    "start",
    "end",
    "timezone",
    "status",
    "place",
    "description",
    "url",
    "categories",
    "articles",
    "links",
    "publisher",
    "sequence",
    "created",
    "last_modified",
    "recurrence",
)
# Spreadsheets run a cell that begins so as a formula; an apostrophe makes it text.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t")


def table_head() -> bytes:
    """The row of names, after a BOM, which Excel needs."""
    return b"\xef\xbb\xbf" + _row(COLUMNS)


def table_row(listing: Listing) -> bytes:
    """The row of an event, in UTF-8.

    `start` and `end` are as the article tells them, the end inclusive and empty for one point; of
    what comes again they are its first time, and `recurrence` has the RRULE (RFC 5545) with what is
    left out (EXDATE), added (RDATE) or off on lines of their own.
    Several categories, articles or links stand on lines of one cell.
    """
    return _row([_cell(value) for value in _values(listing)])


def _row(values: Iterable[object]) -> bytes:
    out = StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(values)
    return out.getvalue().encode()


def _values(listing: Listing) -> tuple[object, ...]:
    known, event = listing.known, listing.known.event
    tellers = [telling.teller for telling in listing.tellings]
    return (
        known.uid,
        event.title,
        event.start.value,
        event.end.value if event.end else "",
        event.start.timezone or "",
        known.status,
        event.place or "",
        event.description or "",
        event.url or tellers[0].link,
        "\n".join(listing.categories),
        "\n".join(teller.title for teller in tellers),
        "\n".join(teller.link for teller in tellers),
        tellers[0].publisher or "",
        known.sequence,
        known.created.isoformat(),
        known.last_modified.isoformat(),
        _recurrence(listing.comes) if listing.comes else "",
    )


def _recurrence(comes: Recurrence) -> str:
    until = f";UNTIL={comes.until.replace('-', '')}" if comes.until else ""
    off = (one.day for one in comes.altered if one.status == "cancelled")
    lines = [f"RRULE:{comes.rule}{until}"]
    lines += [f"EXDATE:{day}" for day in sorted({*comes.without, *off})]
    return "\n".join([*lines, *(f"RDATE:{day}" for day in comes.also)])


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value
