"""The reference of the command line, as a page and as a manual page, from its own help."""

import re
from collections.abc import Iterator
from importlib.metadata import version

import click

from ruznama.cli import main

INTRODUCTION = """# Command line

<!-- Made by `make reference` from the help of the commands. -->

`ruznama --help` lists them, and each tells of itself with `--help`. Results go to standard output,
what is wrong to standard error. `man ruznama` shows this page where Ruznama is installed with pipx.
"""
STATUSES = (
    ("0", "done"),
    ("1", "failed"),
    ("2", "usage or configuration"),
    ("3", "done in part: some sources failed, each named"),
)
FILES = (
    ("config.toml", "the configuration"),
    ("var/ruznama.sqlite3", "the store, beside the configuration"),
)
VARIABLES = (
    ("RUZNAMA__SECTION__KEY", "a value of the configuration, before that of the file"),
    ("RUZNAMA_TRACEBACK", "shows the traceback of an unexpected fault"),
)


def commands_page() -> str:
    """The page of all commands."""
    return "\n".join([INTRODUCTION, *_chapters(), _statuses(), _completion()]).rstrip() + "\n"


def _chapters() -> Iterator[str]:
    for name, command in sorted(main.commands.items()):
        yield f"## ruznama {name}\n"
        yield f"`{_usage(name, command)}`\n"
        yield "\n\n".join(_paragraphs(command)) + "\n"
        options = list(_options(command))
        if options:
            yield "| option | meaning |\n|---|---|"
            yield from (f"| `{option}` | {told} |" for option, told in options)
            yield ""


def _statuses() -> str:
    rows = "\n".join(f"| {number} | {meaning} |" for number, meaning in STATUSES)
    return f"## Exit status\n\n| status | meaning |\n|---|---|\n{rows}\n"


def _completion() -> str:
    assert main.epilog is not None  # noqa: S101  it is told there
    return f"## Completion\n\n{main.epilog}\n"


def _usage(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name)
    return " ".join(["ruznama", name, *command.collect_usage_pieces(context)])


def _paragraphs(command: click.Command) -> list[str]:
    help_text = command.help or ""
    return [" ".join(part.split()) for part in help_text.strip().split("\n\n")]


def _options(command: click.Command) -> Iterator[tuple[str, str]]:
    context = click.Context(command)
    for parameter in command.params:
        record = isinstance(parameter, click.Option) and parameter.get_help_record(context)
        if record:
            option, told = record
            yield option, told.replace("|", "\\|")


def manual() -> str:
    """The manual page, in the macros of man(7)."""
    lines = [f'.TH RUZNAMA 1 "" "ruznama {version("ruznama")}"']
    lines += [".SH NAME", "ruznama \\- " + _roff(_paragraphs(main)[0].rstrip("."))]
    lines += [".SH SYNOPSIS", ".B ruznama", _roff("COMMAND [OPTIONS] [ARGUMENTS]"), ".SH COMMANDS"]
    for name, command in sorted(main.commands.items()):
        lines += [f".SS {_roff(_usage(name, command))}"]
        for paragraph in _paragraphs(command):
            lines += [_roff(paragraph), ".PP"]
        for option, told in _options(command):
            lines += [".TP", f".B {_roff(option)}", _roff(told)]
    for title, entries in (
        ("EXIT STATUS", STATUSES),
        ("FILES", FILES),
        ("ENVIRONMENT", VARIABLES),
    ):
        lines += [f".SH {title}"]
        for term, meaning in entries:
            lines += [".TP", f".B {_roff(term)}", _roff(meaning)]
    lines += [".SH COMPLETION", _roff(main.epilog or "")]
    return "\n".join(lines) + "\n"


def _roff(text: str) -> str:
    """Text that roff takes as it is."""
    escaped = text.replace("\\|", "|").replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", escaped)
