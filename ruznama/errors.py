"""The errors of the programme, below the root in `articles.errors`.

RuznamaError
├── ConfigError      the configuration has faults; all of them at once (exit status 2)
├── StarterError     `ruznama init` cannot write
├── SourceError      a source cannot be listed or read
├── FetchError       an address gives no answer that can be used
├── StoreError       the store cannot be opened or is of a newer version
├── StaticError      the static site cannot be written
└── ServeError       the service cannot listen
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from articles.errors import RuznamaError


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault of a configuration.

    Attributes:
        place: the key ("sources[0].every"), or "file".
        problem: what is wrong.
        remedy: what to do, where the problem does not say so.
        line: of the file, from 1; None where a whole table is missing.
        variable: of the environment, where the value is from there.
    """

    place: str
    problem: str
    remedy: str = ""
    line: int | None = None
    variable: str | None = None

    def __str__(self) -> str:
        where = (
            f"{self.variable}, " if self.variable else f"line {self.line}, " if self.line else ""
        )
        told = f"{where}{self.place}: {self.problem}"
        return f"{told}. {self.remedy}" if self.remedy else told

    def as_json(self) -> dict[str, object]:
        """The fault for a program."""
        return asdict(self)


class ConfigError(RuznamaError, ValueError):
    """The configuration has faults.

    Attributes:
        path: the file.
        faults: every fault found, in the order of the file's lines.
    """

    exit_status = 2

    def __init__(self, path: Path, faults: Sequence[Fault]) -> None:
        lines = "".join(f"\n  {fault}" for fault in faults)
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__(f"{path}: {count}:{lines}")
        self.path = path
        self.faults = tuple(faults)


class _PlacedError(RuznamaError):
    """Says where, what happened, and what to do."""

    def __init__(self, place: object, problem: str, remedy: str) -> None:
        super().__init__(f"{place} {problem}. {remedy}")
        self.place = place
        self.problem = problem
        self.remedy = remedy


class StarterError(_PlacedError):
    """`ruznama init` cannot write its files."""


class SourceError(_PlacedError):
    """A source cannot be listed, or one of its items cannot be read."""


class NothingToReadError(SourceError):
    """An item is nothing that could be read as an article: nobody lacks it."""


class FetchError(_PlacedError):
    """An address is refused, does not answer, or answers with more than is read.

    Attributes:
        wait: how long to stay away, where the answer tells.
    """

    def __init__(
        self, place: object, problem: str, remedy: str, wait: timedelta | None = None
    ) -> None:
        super().__init__(place, problem, remedy)
        self.wait = wait


class NothingThereError(FetchError):
    """There is nothing at an address that may be read: it is gone, or not for programs."""


class NotAskedError(FetchError):
    """An address was not asked, since it or its host is to be left alone for a while."""


class StoreError(_PlacedError):
    """The store cannot be opened."""


class StaticError(_PlacedError):
    """The static site cannot be written."""


class ServeError(_PlacedError):
    """The service cannot listen on its address."""
