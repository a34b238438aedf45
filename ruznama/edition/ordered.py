"""Values kept in order, so that one more costs no sorting of all the others."""

from bisect import bisect_left, insort
from collections.abc import Iterator
from typing import Any, Generic, TypeVar

_Value = TypeVar("_Value")


class Ordered(Generic[_Value]):
    """Values by keys that compare; no key stands twice."""

    def __init__(self) -> None:
        self._keys: list[Any] = []
        self._values: dict[Any, _Value] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[_Value]:
        return (self._values[key] for key in self._keys)

    def put(self, key: Any, value: _Value) -> None:
        """Takes in a value, or another in the place of the one with its key."""
        if key not in self._values:
            insort(self._keys, key)
        self._values[key] = value

    def drop(self, key: Any) -> None:
        """Forgets the value of a key, where there is one."""
        if self._values.pop(key, None) is not None:
            del self._keys[bisect_left(self._keys, key)]

    def place(self, key: Any) -> int:
        """How many keys are less than this one."""
        return bisect_left(self._keys, key)

    def between(self, first: int, last: int) -> list[_Value]:
        """The values from one place up to, not including, another."""
        return [self._values[key] for key in self._keys[max(0, first) : max(0, last)]]

    def last(self, most: int) -> list[_Value]:
        """The last values, the very last first."""
        return self.between(len(self) - most, len(self))[::-1]
