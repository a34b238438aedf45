"""The small faults that can be put into a module: a number moved, a comparison flipped.

Every number is moved (an integer by one, a float by a tenth) and every comparison turned into its
neighbour, but not in annotations. The module is parsed, changed and compiled; its file stays.
"""

import ast
import copy
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType

_FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.Gt: ast.GtE,
    ast.Eq: ast.NotEq,
    ast.Is: ast.IsNot,
    ast.In: ast.NotIn,
}
_FLIPPED |= {after: before for before, after in _FLIPPED.items()}

# Function, text of the line, change: what stays when a file moves.
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Site:
    """A number, or one operator of a comparison, and the statement and function around it."""

    node: ast.Constant | ast.Compare
    operator: int
    statement: ast.stmt
    function: str

    def flip(self) -> None:
        node = self.node
        if isinstance(node, ast.Compare):
            node.ops[self.operator] = _FLIPPED[type(node.ops[self.operator])]()
        elif isinstance(node.value, float):
            node.value = round(node.value * 1.1, 6) or 0.1
        elif isinstance(node.value, int):
            node.value += 1

    @property
    def change(self) -> str:
        after = _Site(copy.deepcopy(self.node), self.operator, self.statement, self.function)
        after.flip()
        return f"{ast.unparse(self.node)} -> {ast.unparse(after.node)}"

    @property
    def lines(self) -> range:
        """The lines of the statement, without the body of a compound one."""
        node, body = self.node, getattr(self.statement, "body", None)
        end = body[0].lineno - 1 if body else self.statement.end_lineno or 0
        return range(min(self.statement.lineno, node.lineno), max(end, node.lineno) + 1)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: the number of its site within the file, and what tells it to a reader."""

    file: str
    number: int
    line: int
    lines: range
    key: Key

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key[2]}    in  {self.key[1]}"

    def code(self) -> CodeType:
        """The module with its fault."""
        tree = ast.parse(_source(self.file))
        list(_sites(tree, ast.Pass()))[self.number].flip()
        with warnings.catch_warnings(action="ignore"):
            return compile(tree, str(Path(self.file).resolve()), "exec")


@cache
def _source(file: str) -> str:
    return Path(file).read_text(encoding="utf-8")


def _children(node: ast.AST) -> Iterator[ast.AST]:
    for name, value in ast.iter_fields(node):
        if name not in {"annotation", "returns"}:
            among = value if isinstance(value, list) else [value]
            yield from (child for child in among if isinstance(child, ast.AST))


def _sites(node: ast.AST, statement: ast.stmt, function: str = "") -> Iterator[_Site]:
    """Every number and comparison below a node, in an order of its own."""
    for child in _children(node):
        around = child if isinstance(child, ast.stmt) else statement
        if isinstance(child, ast.Constant) and type(child.value) in {int, float}:
            yield _Site(child, 0, around, function)
        elif isinstance(child, ast.Compare):
            yield from (_Site(child, at, around, function) for at in range(len(child.ops)))
        named = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        below = f"{function}.{child.name}".lstrip(".") if named else function
        yield from _sites(child, around, below)


def mutants(file: str) -> list[Mutant]:
    """Every fault that can be put into a file."""
    found, seen = [], Counter[Key]()
    for number, site in enumerate(_sites(ast.parse(_source(file)), ast.Pass())):
        line = site.node.lineno
        key = (site.function, _source(file).splitlines()[line - 1].strip(), site.change)
        seen[key] += 1
        if seen[key] > 1:
            key = (*key[:2], f"{site.change} #{seen[key]}")
        found.append(Mutant(file, number, line, site.lines, key))
    return found
