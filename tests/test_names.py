"""One thing, one word: no class name of ours means two things, and few names of modules do."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.conftest import ROOT

# Module names that come twice, and what each is of. Every import names the room too, which tells
# them apart: `from feeds.choices import …`. A new double gets a name of its own.
DOUBLED = {
    "addresses": "how those of the web are spelt; which of them may be asked",
    "calendars": "of the world, for dates; those that are published",
    "choices": "what the address of a feed may choose; that of a calendar: one idea, two outputs",
    "corrections": "what they do to a reading; the file that holds them",
    "edition": "a room and what it is about",
    "errors": "of reading; of the programme, whose tree goes on from there",
    "faults": "of a structured article; of the configuration",
    "formats": "the readers of articles; the table of feeds; the table of calendars",
    "html": "articles read from it; articles written to it",
    "jsonld": "read from pages; written into them",
    "kinds": "the table of kinds of files; of kinds of sources",
    "model": "the values of articles; of feeds; of the configuration",
    "months": "their names, in dates; the tables of pages",
    "renewal": "a room and its door",
    "source": "the keys of a source in the configuration; what all sources share",
    "store": "a room and its door",
    "tables": "read as timelines; written as HTML; of the store",
    "telling": "which words can hold a date; what a shape tells of an event",
    "timelinejs": "read as articles; written as calendars",
    "versions": "of a feed; of the tables of the store",
    "web": "the sources that are read over it; the service",
}


def _files() -> Iterator[Path]:
    for package in ("articles", "feeds", "exporters", "ruznama"):
        yield from (ROOT / package).rglob("*.py")


def _twice(named: Iterable[tuple[str, Path]]) -> dict[str, set[str]]:
    places = defaultdict[str, set[str]](set)
    for name, path in named:
        places[name].add(path.relative_to(ROOT).as_posix())
    return {name: found for name, found in places.items() if len(found) > 1}


def test_a_class_name_means_one_thing() -> None:
    """Whoever reads a name need not ask which of two it is."""
    classes = (
        (node.name, path)
        for path in _files()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert _twice(classes) == {}


def test_a_module_name_comes_twice_only_where_its_room_tells_it_apart() -> None:
    """The list is held to the truth, so that it only gets shorter."""
    modules = (
        path.parent if path.name == "__init__.py" else path.with_suffix("") for path in _files()
    )
    twice = _twice((path.name, path) for path in modules)
    assert {name: twice[name] for name in twice.keys() - DOUBLED} == {}
    assert DOUBLED.keys() - twice.keys() == set()
