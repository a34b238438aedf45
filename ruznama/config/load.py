"""config.toml to values: parsed once, every fault told at once with its place and its remedy.

Order: defaults < file < environment `RUZNAMA__SECTION__KEY` < flags. Relative paths and sqlite
URLs are relative to the file itself.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ruznama.config.faults import contradictions, fault_of
from ruznama.config.model import Config
from ruznama.errors import ConfigError, Fault
from ruznama.sources.local import Beside

_ENVIRONMENT = "RUZNAMA__"
_SQLITE = "sqlite:///"


def load_config(
    path: Path, environment: Mapping[str, str] = os.environ, *, look: bool = False
) -> Config:
    """The configuration in `path`.

    Args:
        path: of the file.
        environment: whose variables go before the file.
        look: whether a folder that is not there is a fault. It may come, so that it keeps no
            service from starting; where there are other faults, it is told with them.

    Raises:
        ConfigError: the file is missing, is no TOML, or has faults; all of them are told.
    """
    table = _read(path)
    _override(table, environment)
    folder = path.resolve().parent
    faults = list(contradictions(table))
    try:
        config = Config.model_validate(table, context=Beside(folder=folder, look=look))
    except ValidationError:
        config = None
    if config is None or faults:
        raise ConfigError(path, [*_faults(table, folder), *faults])
    return _beside(config, folder)


def _faults(table: dict[str, Any], folder: Path) -> list[Fault]:
    """What is wrong with each value, and with what it names."""
    try:
        Config.model_validate(table, context=Beside(folder=folder, look=True))
    except ValidationError as error:
        return [fault_of(details, table) for details in error.errors()]
    return []


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        remedy = '"ruznama init" writes one to start from; --config names another'
        raise ConfigError(
            path, [Fault(place="file", problem="is missing", remedy=remedy)]
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        fault = Fault(place="file", problem=str(error), remedy="Save it as UTF-8 text")
        raise ConfigError(path, [fault]) from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        fault = Fault(place="file", problem=f"is no TOML: {error}", remedy="Mend that line")
        raise ConfigError(path, [fault]) from error


def _override(table: dict[str, Any], environment: Mapping[str, str]) -> None:
    """Puts RUZNAMA__SECTION__KEY over the file. Values are TOML where they parse, else strings."""
    for name in sorted(environment):
        section, _, key = name.removeprefix(_ENVIRONMENT).lower().partition("__")
        if not name.startswith(_ENVIRONMENT) or not key:
            continue
        values = table.setdefault(section, {})
        if isinstance(values, dict):
            values[key] = _toml_value(environment[name])


def _toml_value(text: str) -> object:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _beside(config: Config, folder: Path) -> Config:
    """The configuration with its database beside its file, where it names no other place."""
    url = config.store.url
    if url.startswith(_SQLITE):
        url = f"{_SQLITE}{folder / url.removeprefix(_SQLITE)}"
    return config.model_copy(update={"store": config.store.model_copy(update={"url": url})})
