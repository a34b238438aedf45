"""The command line: parse, call, print, exit status. Nothing else lives here.

Exit status: 0 done, 1 failed, 2 usage or configuration, 3 done in part. Heavy imports are inside
the commands, so that `--help` answers at once.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from articles.errors import RuznamaError
from ruznama.terminal.given import date_lists, given, moment_of, text_of

if TYPE_CHECKING:
    from articles.model import SourceKind
    from ruznama.config.model import Config

DONE_IN_PART = 3
_OF_THIS_MACHINE = (
    "ruznama: every link begins with {}, which only this machine can reach. "
    "Set [site] base_url to the address where the files will stand."
)

_CONFIG = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    default=Path("config.toml"),
    show_default=True,
    help="The configuration file.",
)


class _Commands(click.Group):
    """A group whose commands end with the exit status of the error they raise."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except RuznamaError as error:
            click.echo(f"ruznama: {error}", err=True)
            ctx.exit(error.exit_status)


@click.group(cls=_Commands)
@click.version_option(package_name="ruznama")
def main() -> None:
    """Arabic news articles become a feed and a calendar that people can subscribe to."""


@main.command()
@_CONFIG
@click.option("--host", help="The address to listen on; [server] host by default.")
@click.option("--port", type=click.IntRange(0, 65535), help="[server] port by default.")
@click.option("--no-work", is_flag=True, help="Serve only; other processes run the sources.")
def serve(*, config_path: Path, host: str | None, port: int | None, no_work: bool) -> None:
    """Run the service: the schedule and HTTP in one process."""
    from ruznama.service import run_service

    run_service(config_path, host=host, port=port, works=not no_work)


@main.command()
@_CONFIG
def work(config_path: Path) -> None:
    """Run the sources and publish, without HTTP."""
    from ruznama.service import run_work

    run_work(config_path)


@main.command()
@_CONFIG
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("public"),
    show_default=True,
    help="The folder to write.",
)
@click.option("--pictures", is_flag=True, help="Draw a picture of each article, for shared links.")
@click.option("--quiet", is_flag=True, help="Print only what failed.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def build(*, config_path: Path, out: Path, pictures: bool, quiet: bool, as_json: bool) -> None:
    """Regenerate once and write the static site."""
    from ruznama.bootstrap import build_site
    from ruznama.edition.reach import reach
    from ruznama.terminal.progress import show_progress, show_report

    config = _config(config_path)
    with show_progress(len(config.sources), hidden=quiet or as_json) as progress:
        report = build_site(config, out, progress, pictures=pictures)
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        show_report(report, quiet=quiet)
    is_for_others = reach(config.site.base_url) != "machine"
    if not (is_for_others or quiet or as_json):
        click.echo(_OF_THIS_MACHINE.format(config.site.base_url), err=True)
    if report.failed:
        sys.exit(DONE_IN_PART)


@main.command()
@click.argument("place")
@click.option("--kind", type=click.Choice(["text", "markdown", "html", "json"]))
@click.option("--json", "as_json", is_flag=True, help='Print the structured article ("article/1").')
@click.option("--at", help="When it was first seen (ISO 8601); the file's own time by default.")
@click.option("--timezone", default="UTC", show_default=True, help="Of clock times that name none.")
@_CONFIG
def read(
    *,
    place: str,
    kind: "SourceKind | None",
    as_json: bool,
    at: str | None,
    timezone: str,
    config_path: Path,
) -> None:
    """Show how one article is read, and what was left out and why.

    PLACE is a file, a web address, or - for standard input. Of the configuration only [fetch] is
    used, where there is one.
    """
    from articles.formats.document import write_article
    from articles.read import read_article

    found = given(place, config_path)
    article = read_article(
        found.content,
        name=found.name,
        at=moment_of(at) if at else found.seen,
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


@main.command()
@click.argument("text", default="-")
@click.option("--at", help="When the text was published (ISO 8601); now by default.")
@click.option(
    "--jsonl", is_flag=True, help='Read {"text", "at"} a line; print the list found in each.'
)
def dates(*, text: str, at: str | None, jsonl: bool) -> None:
    """Print the dates in a text, a JSON object a line.

    TEXT is the text itself, or - for standard input.
    """
    from articles.dates import find_dates

    if jsonl:
        for line in date_lists(sys.stdin if text == "-" else iter(text.splitlines())):
            click.echo(line)
        return
    moment = moment_of(at) if at else datetime.now(UTC)  # noqa: TID251  the border: a person asks now
    found = find_dates(text_of(text), moment)
    for one in found:
        click.echo(json.dumps(one.as_json(), ensure_ascii=False))
    if not found:
        click.echo("no date is found in this text", err=True)


@main.command()
@_CONFIG
@click.option("--sources", is_flag=True, help="Tell also how each source fared when last run.")
def check(*, config_path: Path, sources: bool) -> None:
    """Report every fault of the configuration at once."""
    config = _config(config_path, look=not sources)
    click.echo(f"{config_path}: good; {len(config.sources)} source(s)")
    if not sources:
        return
    if not _show_sources(config):
        sys.exit(DONE_IN_PART)


@main.command()
@_CONFIG
def status(config_path: Path) -> None:
    """Show each source: articles, events, last and next run, failures."""
    if not _show_sources(_config(config_path)):
        sys.exit(DONE_IN_PART)


def _show_sources(config: "Config") -> bool:
    """Prints how each source fares; whether all fare well."""
    from ruznama.bootstrap import source_statuses
    from ruznama.terminal.progress import show_sources

    sources = source_statuses(config)
    show_sources(sources)
    return not any(source.run.failures for source in sources)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
def init(folder: Path) -> None:
    """Write a starter config.toml and a sample article."""
    from ruznama.starter import write_starter

    for path in write_starter(folder):
        click.echo(f"wrote {path}")
    click.echo("Next: ruznama serve")


@main.command()
@_CONFIG
def doctor(config_path: Path) -> None:
    """Check the installation, readers, writers, pictures, store, sources and clock."""
    from ruznama.doctor import examine
    from ruznama.utc import utc_now

    findings = examine(_config(config_path), utc_now())
    for finding in findings:
        click.echo(f"{'ok  ' if finding.ok else 'FAIL'} {finding.name}: {finding.detail}")
    if not all(finding.ok for finding in findings):
        sys.exit(1)


@main.command()
@_CONFIG
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(*, config_path: Path, file: Path) -> None:
    """Write a copy of the SQLite store into FILE, while the service runs."""
    from ruznama.store.store import open_store

    store = open_store(_config(config_path).store.url)
    try:
        store.backup(file)
    finally:
        store.close()
    click.echo(f"wrote {file}")


@main.command()
@_CONFIG
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export(*, config_path: Path, file: Path) -> None:
    """Write everything in the store into FILE, to be imported into another."""
    from ruznama.store.transfer import export_store

    count = export_store(_config(config_path).store.url, file)
    click.echo(f"wrote {count} rows to {file}")


@main.command("import")
@_CONFIG
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def import_(*, config_path: Path, file: Path) -> None:
    """Fill the store with what an export holds, in place of what it held."""
    from ruznama.store.transfer import import_store

    count = import_store(_config(config_path).store.url, file)
    click.echo(f"took {count} rows from {file}")


def _config(path: Path, *, look: bool = False) -> "Config":
    from ruznama.config.load import load_config

    return load_config(path, look=look)
