"""config.toml to values: parsed once, every fault told at once with its place and its remedy.

Order: defaults < file < environment `RUZNAMA__SECTION__KEY` < flags. Relative paths and sqlite
URLs are relative to the file itself.
"""

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from articles.corrections import Correction
from ruznama.config import corrections as corrections_file
from ruznama.config.faults import contradictions, fault_of
from ruznama.config.keylines import key_lines, line_of
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
    text = _read(path)
    table = _parsed(text, path)
    variables = _override(table, environment)
    corrections, misread = _corrections(path.with_name(corrections_file.NAME))
    folder = path.resolve().parent
    faults = list(contradictions(table))
    if table.pop("corrections", None) is not None:
        problem = f"is no key here; write them into {corrections_file.NAME}, beside this file"
        faults.append(Fault(place="corrections", problem=problem))
    try:
        config = Config.model_validate(table, context=Beside(folder=folder, look=look))
    except ValidationError:
        config = None
    if config is None or faults or misread:
        found = _placed([*_faults(table, folder), *faults], text, variables)
        raise ConfigError(path, [*found, *misread])
    return _beside(config, folder).model_copy(update={"corrections": corrections})


def _corrections(path: Path) -> tuple[tuple[Correction, ...], list[Fault]]:
    """What corrections.toml holds, where it is there, and what is wrong with it."""
    if not path.exists():
        return (), []
    try:
        text = _read(path)
        table = _parsed(text, path)
    except ConfigError as error:
        return (), [replace(each, place=path.name) for each in error.faults]
    try:
        given = corrections_file.CorrectionsFile.model_validate(table)
    except ValidationError as error:
        lines = key_lines(text)
        return (), [_in_file(fault_of(each, table), path, lines) for each in error.errors()]
    return tuple(each.correction() for each in given.corrections), []


def _in_file(fault: Fault, path: Path, lines: Mapping[str, int]) -> Fault:
    place = f"{path.name}, {fault.place}"
    return replace(fault, place=place, line=line_of(fault.place, lines))


def _faults(table: dict[str, Any], folder: Path) -> list[Fault]:
    """What is wrong with each value, and with what it names."""
    try:
        Config.model_validate(table, context=Beside(folder=folder, look=True))
    except ValidationError as error:
        return [fault_of(details, table) for details in error.errors()]
    return []


def _placed(faults: Iterable[Fault], text: str, variables: Mapping[str, str]) -> list[Fault]:
    """The faults in the order of their lines; those of the environment come last."""
    lines = key_lines(text)
    placed = [
        replace(fault, variable=variables[fault.place])
        if fault.place in variables
        else replace(fault, line=line_of(fault.place, lines))
        for fault in faults
    ]
    return sorted(placed, key=lambda fault: (fault.variable is not None, fault.line or 0))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        remedy = '"ruznama init" writes one to start from; --config names another'
        fault = Fault(place="file", problem="is missing", remedy=remedy)
        raise ConfigError(path, [fault]) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        fault = Fault(place="file", problem="is not UTF-8", remedy="Save it as UTF-8", line=line)
        raise ConfigError(path, [fault]) from error
    except OSError as error:
        problem = f"cannot be read: {(error.strerror or str(error)).lower()}"
        remedy = "Name a file that this user may read"
        raise ConfigError(path, [Fault(place="file", problem=problem, remedy=remedy)]) from error


def _parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        lines = text.rstrip().split("\n")
        line = int(found[1]) if found else len(lines)
        fault = Fault(
            place="file",
            problem=f"is no TOML at {lines[line - 1].strip()!r}",
            remedy='Write [table], key = 5 or key = "text" there, each key once in its table',
            line=line,
        )
        raise ConfigError(path, [fault]) from error


def _override(table: dict[str, Any], environment: Mapping[str, str]) -> dict[str, str]:
    """Puts RUZNAMA__SECTION__KEY over the file; the variables by the places that they fill.

    Values are TOML where they parse, else strings.
    """
    variables: dict[str, str] = {}
    for name in sorted(environment):
        section, _, key = name.removeprefix(_ENVIRONMENT).lower().partition("__")
        if not name.startswith(_ENVIRONMENT) or not key:
            continue
        known = section in table
        values = table.setdefault(section, {})
        if isinstance(values, dict):
            values[key] = _toml_value(environment[name])
            variables |= {f"{section}.{key}": name} | ({} if known else {section: name})
    return variables


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
