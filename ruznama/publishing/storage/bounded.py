"""A cache of so many octets; what was asked for longest ago goes first."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Bounded(Generic[_Key, _Value]):
    """Keeps values up to a size together; every call may come from any thread."""

    def __init__(self, room: int, octets: Callable[[_Value], int]) -> None:
        """`octets` tells how long a value is; a value longer than `room` alone is not kept."""
        self._room = room
        self._octets = octets
        self._values: OrderedDict[_Key, _Value] = OrderedDict()
        self._taken = 0
        self._lock = Lock()

    def get(self, key: _Key) -> _Value | None:
        """The value of a key, or None."""
        with self._lock:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
            return value

    def get_or(self, key: _Key, make: Callable[[], _Value]) -> _Value:
        """The value of a key, made where it is not kept."""
        kept = self.get(key)
        if kept is not None:
            return kept
        made = make()
        self.put(key, made)
        return made

    def put(self, key: _Key, value: _Value) -> None:
        """Keeps a value; None is not kept."""
        if value is None or self._octets(value) > self._room:
            return
        with self._lock:
            before = self._values.pop(key, None)
            if before is not None:
                self._taken -= self._octets(before)
            self._values[key] = value
            self._taken += self._octets(value)
            while self._taken > self._room:
                self._taken -= self._octets(self._values.popitem(last=False)[1])
