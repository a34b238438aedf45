"""Commands about the store: a copy of it, everything out of it, everything into it."""

from pathlib import Path

import click

from ruznama.commands.options import CONFIG, load


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
