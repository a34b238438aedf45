"""On which line of a TOML file each of its keys stands; tomllib tells only of values.

The file is cut into its statements, each as few lines as tomllib takes by themselves: whatever a
string or a list over several lines holds is then never taken for a key.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any


def key_lines(text: str) -> dict[str, int]:
    """The lines (from 1) of tables and keys, by their places: "site", "sources[1].every".

    `text` is TOML without a fault.
    """
    lines: dict[str, int] = {"file": 1}
    counts: Counter[str] = Counter()
    table = ""
    for number, statement in _statements(text):
        parsed = tomllib.loads(statement)
        if statement.lstrip().startswith("["):
            name = _deepest(parsed)
            table = _numbered(name, counts, is_list=_is_list(statement))
            lines.setdefault(name, number)
            lines.setdefault(table, number)
            continue
        for place in _places(parsed, table):
            lines.setdefault(place, number)
    return lines


def line_of(place: str, lines: Mapping[str, int]) -> int | None:
    """The line of a place, or of the nearest thing that it is in; None where the file has none."""
    while place and place not in lines:
        place = place[: max(place.rfind("."), place.rfind("["), 0)]
    return lines.get(place)


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """The tables and keys as they are written, each with the line where it begins."""
    begun, held = 1, ""
    for number, line in enumerate(text.split("\n"), 1):
        begun, held = (begun, f"{held}\n{line}") if held else (number, line)
        try:
            parsed = tomllib.loads(held)
        except tomllib.TOMLDecodeError:
            continue
        if parsed:
            yield begun, held
        held = ""


def _is_list(statement: str) -> bool:
    return statement.lstrip().startswith("[[")


def _deepest(parsed: Any) -> str:
    """The dotted name that the line of a table holds."""
    names = []
    while parsed:
        [(name, parsed)] = parsed.items()
        names.append(name)
        parsed = parsed[0] if isinstance(parsed, list) else parsed
    return ".".join(names)


def _numbered(name: str, counts: Counter[str], *, is_list: bool) -> str:
    if is_list:
        counts[name] += 1
    return f"{name}[{counts[name] - 1}]" if counts[name] else name


def _places(parsed: Mapping[str, Any], above: str) -> Iterator[str]:
    """Every key of a statement and of the tables within it."""
    for key, value in parsed.items():
        place = f"{above}.{key}" if above else key
        yield place
        if isinstance(value, dict):
            yield from _places(value, place)
