"""One thing, one word: no class name of ours means two things."""

import ast
from collections import defaultdict

from tests.conftest import ROOT


def test_a_class_name_means_one_thing() -> None:
    """Whoever reads a name need not ask which of two it is."""
    places: defaultdict[str, set[str]] = defaultdict(set)
    for package in ("articles", "feeds", "exporters", "ruznama"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    places[node.name].add(path.relative_to(ROOT).as_posix())
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
