"""Values by path that are made when one is asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class OnRequest(Mapping[str, _Value], Generic[_Value]):
    """Values by path that are made when one is asked for."""

    def __init__(
        self, make: Callable[[str], _Value | None], paths: Callable[[], Iterable[str]]
    ) -> None:
        """`make` gives None for a path where there is none; `paths` tells those that have one."""
        self._make = make
        self._paths = paths

    def __getitem__(self, path: str) -> _Value:
        made = self._make(path)
        if made is None:
            raise KeyError(path)
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths())

    def __len__(self) -> int:
        return sum(1 for _ in self._paths())
