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
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from articles.errors import RuznamaError


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault of a configuration: its place ("sources[0].every"), what is wrong, the remedy."""

    place: str
    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}" + (f". {self.remedy}" if self.remedy else "")


class ConfigError(RuznamaError, ValueError):
    """The configuration has faults.

    Attributes:
        path: the file.
        faults: every fault found, in the order of the file's sections.
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
