"""Commands about the store: a copy of it, what is doubtful in it, all out of it and into it."""

import sys
from pathlib import Path

import click

from ruznama.commands.options import CONFIG, DONE_IN_PART, JSON, load, print_json


@click.command()
@CONFIG
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(*, config_path: Path, file: Path) -> None:
    """Copy the SQLite store into FILE.

    The service may run meanwhile.
    """
    from ruznama.store.store import open_store

    store = open_store(load(config_path).store.url)
    try:
        store.backup(file)
    finally:
        store.close()
    click.echo(f"wrote {file}")


@click.command()
@CONFIG
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export(*, config_path: Path, file: Path) -> None:
    """Write all of the store into FILE.

    `ruznama import` takes it into another store, of either kind of database.
    """
    from ruznama.store.transfer import export_store

    count = export_store(load(config_path).store.url, file)
    click.echo(f"wrote {count} rows to {file}")


@click.command("import")
@CONFIG
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def import_(*, config_path: Path, file: Path) -> None:
    """Fill the store with an export.

    What the store held before is replaced by what FILE holds.
    """
    from ruznama.store.transfer import import_store

    count = import_store(load(config_path).store.url, file)
    click.echo(f"took {count} rows from {file}")


@click.command()
@CONFIG
@JSON
@click.option("--most", type=click.IntRange(1), default=50, show_default=True, help="So many.")
def review(*, config_path: Path, as_json: bool, most: int) -> None:
    """Show what needs an editor's eye.

    Every doubtful reading in the store, the gravest first: unsure dates, notes, lines near the
    border of what is the article, events that may be one. Exit status 3 where there is any.
    """
    from ruznama.review import review as doubts
    from ruznama.store.store import open_store
    from ruznama.terminal.progress import show_doubts

    store = open_store(load(config_path).store.url)
    try:
        found = doubts(store.revisions(), store.items.all_faulty())
    finally:
        store.close()
    if as_json:
        print_json({"doubts": [one.as_json() for one in found[:most]], "count": len(found)})
    else:
        show_doubts(found[:most], more=max(0, len(found) - most))
    if found:
        sys.exit(DONE_IN_PART)
