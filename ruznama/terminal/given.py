"""What a person gives on the command line: a file, an address, a text, a moment.

Heavy imports are inside, as in `ruznama.cli`.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The bytes of an article, their name, and when they were last changed or fetched."""

    content: bytes
    name: str
    seen: datetime
    url: str | None = None
    charset: str | None = None


def given(place: str, config_path: Path) -> Given:
    """The bytes at a place: a file, a web address, or - for standard input.

    Of the configuration only [fetch] counts, where there is one.
    """
    return _fetched(place, config_path) if _is_web(place) else _body(place)


def text_of(argument: str) -> str:
    """A text as it is given, or that of standard input for -."""
    if argument != "-":
        return argument
    return sys.stdin.buffer.read().decode("utf-8", "replace")


def moment_of(iso: str) -> datetime:
    """The moment of an ISO 8601 string; UTC where it names no offset."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError as error:
        message = f"--at: {iso!r} is no ISO 8601 time; write 2025-09-20 or 2025-09-20T09:00+03:00"
        raise click.UsageError(message) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def date_lists(lines: Iterator[str]) -> Iterator[str]:
    """For each line of JSON, the list of the dates in its text."""
    from articles.dates import find_times

    for number, line in enumerate(lines, 1):
        try:
            case = json.loads(line)
            found = find_times(case["text"], moment_of(case["at"]))
        except (ValueError, KeyError, TypeError) as error:
            message = f'line {number}: write {{"text": "…", "at": "2025-09-20T09:00+03:00"}} a line'
            raise click.UsageError(message) from error
        yield json.dumps([date.as_json() for date in found], ensure_ascii=False)


def _body(place: str) -> Given:
    """The bytes of a file or of standard input."""
    if place == "-":
        now = datetime.now(UTC)  # noqa: TID251  the border: what is piped in is new now
        return Given(content=sys.stdin.buffer.read(), name="-", seen=now)
    path = Path(place)
    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return Given(content=path.read_bytes(), name=path.name, seen=changed)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"{place}: {reason}. Name a file that can be read, or - for standard input."
        raise click.UsageError(message) from error


def _is_web(place: str) -> bool:
    return place.lower().startswith(("http://", "https://"))


def _fetched(url: str, config_path: Path) -> Given:
    """The bytes of a page."""
    from ruznama.config.load import load_config
    from ruznama.sources.client.fetch import fetch_page

    config = load_config(config_path).fetch if config_path.exists() else None
    page = fetch_page(
        url,
        allow_hosts=config.allow_hosts if config else (),
        contact=config.contact if config else "",
        seconds=config.seconds if config else 30.0,
    )
    return Given(
        content=page.body,
        name=page.url,
        seen=datetime.now(UTC),  # noqa: TID251  the border: a page is as it is now
        url=page.url,
        charset=page.charset,
    )
