"""The reference of config.toml, from its model: each key, its value, default and meaning."""

import inspect
import re
import sys
import types
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from ruznama.config.corrections import CorrectionConfig
from ruznama.config.model import Config, HookConfig
from ruznama.config.source import SourceConfig, model_of
from ruznama.sources.kinds import KINDS

INTRODUCTION = """# Configuration

<!-- Made by `make reference` from the model of the configuration. -->

Every key of `config.toml`. A file without a [[sources]] table is refused; everything else has a
default. `ruznama check` tells every fault at once, each with its line. Durations are a number and a
unit: "30s", "15m", "6h", "7d". Paths are relative to the file.

A value of the environment goes before that of the file: `RUZNAMA__SERVER__PORT=9000` is `port` of
[server]. Lists of sources stay in the file.
"""
SOURCES = """## [[sources]]

One table a source; these keys are of all kinds. [sources.md](sources.md) tells how each kind is
read, and how others are asked.
"""
CORRECTIONS = """## corrections.toml

Beside the configuration, where there is anything to correct: a [[corrections]] table each. How to
use them: [correct a reading](../how-to/correct-a-reading.md).
"""
_WORDS = {str: "text", int: "whole number", float: "number", bool: "true or false"}
_WORDS |= {timedelta: "duration", Path: "path", dict[str, tuple[str, ...]]: "table of lists"}
_SIGNS = {"ge": "at least", "gt": "more than", "le": "at most"}


def keys_page() -> str:
    """The page of all keys."""
    parts = [INTRODUCTION]
    for name, field in Config.model_fields.items():
        if name == "hooks":
            parts.append(f"## [[hooks]]\n\n{_sentence(inspect.getdoc(HookConfig) or '')}\n")
            parts += _table(HookConfig.model_fields, attributes(HookConfig))
        elif name == "corrections":
            parts.append(CORRECTIONS)
            parts += _table(CorrectionConfig.model_fields, attributes(CorrectionConfig))
        elif name == "sources":
            parts.append(SOURCES)
            told = attributes(SourceConfig)
            parts += _table(SourceConfig.model_fields, told)
            parts += [part for kind in KINDS for part in _kind(kind)]
        else:
            section = field.annotation
            assert isinstance(section, type)  # noqa: S101  a table has a model
            about = inspect.getdoc(section) or ""
            parts.append(f"## [{name}]\n\n{_sentence(about)}\n")
            parts += _table(section.model_fields, attributes(section))  # type: ignore[attr-defined]
    return "\n".join(parts).rstrip() + "\n"


def _kind(name: str) -> Iterator[str]:
    """What a kind of source takes beside the keys of all."""
    kind = KINDS[name]
    own = {key: field for key, field in model_of(name).model_fields.items() if key in kind.keys}
    every = _shown(kind.every)
    floor = f', at least "{_shown(kind.floor)}"' if kind.floor else ""
    names = " and ".join(f"`{key}`" for key in kind.one_of)
    one_of = f" One of {names} is needed." if names else ""
    yield f'### kind = "{name}"\n\n`every` is "{every}" where nothing is said{floor}.{one_of}\n'
    yield from _table(own, attributes(kind.source))


def _table(fields: Mapping[str, FieldInfo], told: Mapping[str, str]) -> Iterator[str]:
    yield "| key | value | default | meaning |\n|---|---|---|---|"
    for key, field in fields.items():
        if key not in told:
            sys.exit(f"no docstring tells what the key {key!r} means: add it to its Attributes")
        value = _value(field.annotation, field.metadata)
        yield f"| `{key}` | {value} | {_default(field)} | {told[key]} |"
    yield ""


def attributes(section: type) -> dict[str, str]:
    """What the docstrings of a class and of those above it tell of its attributes."""
    told: dict[str, str] = {}
    for each in reversed(section.__mro__):
        _, _, lines = inspect.cleandoc(each.__doc__ or "").partition("Attributes:\n")
        for name, text in re.findall(r"^    (\w+): (.*(?:\n {5,}.*)*)", lines, re.M):
            told[name] = " ".join(text.split())
    return told


def _sentence(docstring: str) -> str:
    """The first paragraph of a docstring without the name of its table."""
    _, _, text = docstring.split("\n\n", maxsplit=1)[0].partition(": ")
    told = " ".join(text.split())
    return told[:1].upper() + told[1:]


def _value(annotation: Any, metadata: list[Any]) -> str:
    """What may be written, in words."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _value(get_args(annotation)[0], [*get_args(annotation)[1:], *metadata])
    if origin in (Union, types.UnionType):
        [inner] = [one for one in get_args(annotation) if one is not type(None)]
        return _value(inner, metadata)
    if origin is tuple:
        return f"list of {_value(get_args(annotation)[0], [])}s"
    if origin is Literal:
        return ", ".join(f'"{one}"' for one in get_args(annotation))
    bounds = [
        f"{sign} {getattr(one, name)}"
        for one in metadata
        for name, sign in _SIGNS.items()
        if hasattr(one, name)
    ]
    return ", ".join([_WORDS[annotation], *bounds])


def _default(field: FieldInfo) -> str:
    if field.default is PydanticUndefined:
        return "must be given"
    if field.default in (None, (), "", {}):
        return "none"
    shown = _shown(field.default)
    return f"`{shown}`" if isinstance(field.default, bool | int | float) else f'`"{shown}"`'


def _shown(value: object) -> str:
    """A value as TOML has it, without its quotes."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        unit, length = next(
            (unit, length)
            for unit, length in (("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1))
            if seconds % length == 0
        )
        return f"{seconds // length}{unit}"
    return str(value)
