"""What several commands share: options, how they load the configuration, how they print."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ruznama.config.model import Config

DONE_IN_PART = 3

CONFIG = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    default=Path("config.toml"),
    show_default=True,
    help="The configuration file.",
)


JSON = click.option("--json", "as_json", is_flag=True, help="Print it as JSON, for programs.")


def print_json(told: object) -> None:
    """Prints a value for programs."""
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))


def load(path: Path, *, look: bool = False) -> "Config":
    """The configuration in a file; `look` asks whether its folders are there.

    Raises:
        ConfigError: it has faults.
    """
    from ruznama.config.load import load_config

    return load_config(path, look=look)
