"""Commands about one text: how an article is read, which dates are in it."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from articles.errors import RuznamaError
from ruznama.commands.options import CONFIG
from ruznama.terminal.given import date_lists, given, moment_of, text_of

if TYPE_CHECKING:
    from articles.model import SourceKind
    from ruznama.terminal.given import Given

_KIND = click.option("--kind", type=click.Choice(["text", "markdown", "html", "json"]))
_TIMEZONE = click.option(
    "--timezone", default="UTC", show_default=True, help="Of clock times that name none."
)


@click.command()
@click.argument("place")
@_KIND
@click.option("--json", "as_json", is_flag=True, help='Print the structured article ("article/1").')
@click.option("--why", is_flag=True, help="Show for each line why it is kept or left out.")
@click.option("--at", help="When it was first seen (ISO 8601); the file's own time by default.")
@_TIMEZONE
@CONFIG
def read(
    *,
    place: str,
    kind: "SourceKind | None",
    as_json: bool,
    why: bool,
    at: str | None,
    timezone: str,
    config_path: Path,
) -> None:
    """Show how one article is read.

    With what was left out and why. PLACE is a file, a web address, or - for standard input. Of the
    configuration only [fetch] is used, where there is one. --why weighs the lines instead; with
    --json it prints an object a line.
    """
    from articles.formats.document import write_article
    from articles.read import read_article

    found = given(place, config_path)
    seen = moment_of(at) if at else found.seen
    if why:
        _explain(found, kind=kind, at=seen, timezone=timezone, as_json=as_json)
        return
    article = read_article(
        found.content,
        name=found.name,
        at=seen,
        kind=kind,
        url=found.url,
        charset=found.charset,
        timezone=timezone,
    )
    if as_json:
        sys.stdout.buffer.write(write_article(article))
        return
    from rich.console import Console

    from ruznama.terminal.show import show_article

    show_article(article, Console())


def _explain(
    found: "Given", *, kind: "SourceKind | None", at: datetime, timezone: str, as_json: bool
) -> None:
    from articles.draft import RawBody
    from articles.formats.kinds import kind_of
    from articles.why import why_lines

    raw = RawBody(
        content=found.content,
        name=found.name,
        at=at,
        url=found.url,
        charset=found.charset,
        timezone=timezone,
    )
    reasons = why_lines(raw, kind or kind_of(found.name, found.content))
    if not reasons:
        click.echo("none of its lines is weighed: it says itself what is the article", err=True)
        return
    if as_json:
        for reason in reasons:
            click.echo(json.dumps(reason.as_json(), ensure_ascii=False))
        return
    from rich.console import Console

    from ruznama.terminal.show import show_why

    show_why(reasons, Console())


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_KIND
@_TIMEZONE
def watch(*, file: Path, kind: "SourceKind | None", timezone: str) -> None:
    """Show how FILE is read, at every save.

    For those who write articles: what is read, left out and doubtful. Ctrl+C ends it.
    """
    from rich.console import Console

    from articles.read import read_article
    from ruznama.terminal.saves import saves
    from ruznama.terminal.show import show_article

    console = Console()
    try:
        for _ in saves(file):
            console.clear()
            try:
                found = given(str(file), file)
                article = read_article(
                    found.content, name=found.name, at=found.seen, kind=kind, timezone=timezone
                )
                show_article(article, console)
            except (RuznamaError, click.UsageError) as error:
                click.echo(f"ruznama: {error}", err=True)
    except KeyboardInterrupt:
        pass


@click.command()
@click.argument("text", default="-")
@click.option("--at", help="When the text was published (ISO 8601); now by default.")
@click.option(
    "--jsonl", is_flag=True, help='Read {"text", "at"} a line; print the list found in each.'
)
def dates(*, text: str, at: str | None, jsonl: bool) -> None:
    """Print the dates in a text.

    A JSON object a line. TEXT is the text itself, or - for standard input.
    """
    from articles.dates import find_times

    if jsonl:
        for line in date_lists(sys.stdin if text == "-" else iter(text.splitlines())):
            click.echo(line)
        return
    moment = moment_of(at) if at else datetime.now(UTC)  # noqa: TID251  the border: a person asks now
    found = find_times(text_of(text), moment)
    for one in found:
        click.echo(json.dumps(one.as_json(), ensure_ascii=False))
    if not found:
        click.echo("no date is found in this text", err=True)
