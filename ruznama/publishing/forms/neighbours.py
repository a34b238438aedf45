"""Things in a row, each of which names its neighbours: whose neighbours have changed."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any


def with_new_neighbours(before: Sequence[Any], now: Sequence[Any]) -> set[Any]:
    """Those of `now` that have another neighbour than before, or none of their own then."""
    old = set(pairwise([None, *before, None]))
    new = pairwise([None, *now, None])
    return {one for pair in new if pair not in old for one in pair} - {None}
