"""The command line: what each command parses, calls, prints, and its exit status.

Exit status: 0 done, 1 failed, 2 usage or configuration, 3 done in part. Heavy imports are inside
the commands, so that `--help` answers at once.
"""

import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from articles.errors import RuznamaError
from ruznama.commands import stores, texts
from ruznama.commands.options import CONFIG, DONE_IN_PART, JSON, load, print_json
from ruznama.errors import ConfigError

if TYPE_CHECKING:
    from ruznama.config.model import Config

_OF_THIS_MACHINE = (
    "ruznama: every link begins with {}, which only this machine can reach. "
    "Set [site] base_url to the address where the files will stand."
)

_COMPLETION = (
    "Completion of commands and options: put the line "
    '`eval "$(_RUZNAMA_COMPLETE=bash_source ruznama)"` into ~/.bashrc, with zsh_source into '
    "~/.zshrc; for fish, `_RUZNAMA_COMPLETE=fish_source ruznama | source` into its config.fish."
)


class _Commands(click.Group):
    """A group whose commands end with the exit status of the error they raise."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except RuznamaError as error:
            click.echo(f"ruznama: {error}", err=True)
            ctx.exit(error.exit_status)


@click.group(cls=_Commands, epilog=_COMPLETION)
@click.version_option(package_name="ruznama")
def main() -> None:
    """Arabic news articles become a feed and a calendar that people can subscribe to."""


@main.command()
@CONFIG
@click.option("--host", help="The address to listen on; [server] host by default.")
@click.option("--port", type=click.IntRange(0, 65535), help="[server] port by default.")
@click.option("--no-work", is_flag=True, help="Serve only; other processes run the sources.")
def serve(*, config_path: Path, host: str | None, port: int | None, no_work: bool) -> None:
    """Run the service, schedule and HTTP."""
    from ruznama.service import run_service

    run_service(config_path, host=host, port=port, works=not no_work)


@main.command()
@CONFIG
def work(config_path: Path) -> None:
    """Run the sources and publish, without HTTP."""
    from ruznama.service import run_work

    run_work(config_path)


@main.command()
@CONFIG
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("public"),
    show_default=True,
    help="The folder to write.",
)
@click.option("--pictures", is_flag=True, help="Draw a picture of each article, for shared links.")
@click.option("--quiet", is_flag=True, help="Print only what failed.")
@JSON
def build(*, config_path: Path, out: Path, pictures: bool, quiet: bool, as_json: bool) -> None:
    """Regenerate once and write the static site."""
    from ruznama.glance import glance

    seen = glance(config_path, out, f"{pictures=}", time.time())
    if seen is not None and quiet and not as_json and seen.is_built():
        return
    from ruznama.bootstrap import build_site
    from ruznama.edition.reach import reach
    from ruznama.terminal.progress import show_progress, show_report

    config = load(config_path)
    with show_progress(len(config.sources), hidden=quiet or as_json) as progress:
        report = build_site(config, out, progress, pictures=pictures)
    if as_json:
        print_json(report.as_json())
    else:
        show_report(report, quiet=quiet)
    is_for_others = reach(config.site.base_url) != "machine"
    if not (is_for_others or quiet or as_json):
        click.echo(_OF_THIS_MACHINE.format(config.site.base_url), err=True)
    if report.failed:
        sys.exit(DONE_IN_PART)
    if seen is not None:
        seen.keep()


@main.command()
@CONFIG
@click.option("--sources", is_flag=True, help="Tell also how each source fared when last run.")
@JSON
def check(*, config_path: Path, sources: bool, as_json: bool) -> None:
    """Report every fault of the configuration.

    With the line of each, all at once.
    """
    try:
        config = load(config_path, look=not sources)
    except ConfigError as error:
        if not as_json:
            raise
        print_json({"faults": [fault.as_json() for fault in error.faults]})
        sys.exit(error.exit_status)
    if as_json and not sources:
        print_json({"faults": []})
    elif not as_json:
        click.echo(f"{config_path}: good; {len(config.sources)} source(s)")
    if sources and not _show_sources(config, as_json=as_json):
        sys.exit(DONE_IN_PART)


@main.command()
@CONFIG
@JSON
def status(*, config_path: Path, as_json: bool) -> None:
    """Show how each source fares.

    Its articles and events, when it was last run and is next, what failed.
    """
    if not _show_sources(load(config_path), as_json=as_json):
        sys.exit(DONE_IN_PART)


def _show_sources(config: "Config", *, as_json: bool) -> bool:
    """Prints how each source fares; whether all fare well."""
    from ruznama.bootstrap import source_statuses
    from ruznama.terminal.progress import show_sources

    sources = source_statuses(config)
    if as_json:
        print_json({"faults": [], "sources": [source.as_json() for source in sources]})
    else:
        show_sources(sources)
    return not any(source.is_partial for source in sources)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
def init(folder: Path) -> None:
    """Write a starter config.toml and a sample article."""
    from ruznama.starter import write_starter

    for path in write_starter(folder):
        click.echo(f"wrote {path}")
    click.echo("Next: ruznama serve")


@main.command()
@CONFIG
@JSON
def doctor(*, config_path: Path, as_json: bool) -> None:
    """Check all that the service needs.

    The installation, readers, writers, pictures, the store, the sources and the clock.
    """
    from ruznama.doctor import examine
    from ruznama.utc import utc_now

    findings = examine(load(config_path), utc_now())
    if as_json:
        print_json({"findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            click.echo(f"{'ok  ' if finding.ok else 'FAIL'} {finding.name}: {finding.detail}")
    if not all(finding.ok for finding in findings):
        sys.exit(1)


for command in (
    texts.read,
    texts.watch,
    texts.dates,
    stores.backup,
    stores.export,
    stores.import_,
    stores.review,
):
    main.add_command(command)
