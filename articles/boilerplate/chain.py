"""Lines in a row: how likely each is foreign, once its neighbours are asked too.

What is foreign stands together, so a line is likelier to be what its neighbours are. Every way to
part the lines into own and foreign has a score: that of its foreign lines, less a price for each
change from one to the other. A line is as likely foreign as the ways are in which it is.
"""

from collections.abc import Sequence
from math import exp, log1p

Pair = tuple[float, float]


def foreign(scores: Sequence[float], prices: Sequence[Pair]) -> list[float]:
    """The log odds of each line, its neighbours asked.

    Args:
        scores: the log odds of each line by its own evidence.
        prices: before each line what a change costs: from own to foreign, from foreign to own. The
            first is that of beginning with a foreign line.
    """
    if not scores:
        return []
    before = passed(scores, prices)
    turned = [(back, there) for there, back in prices[1:]][::-1]
    after = passed(list(scores)[::-1], [(0.0, 0.0), *turned])[::-1]
    return [
        b[1] + a[1] - score - (b[0] + a[0])
        for b, a, score in zip(before, after, scores, strict=True)
    ]


def passed(scores: Sequence[float], prices: Sequence[Pair]) -> list[Pair]:
    """For each line the weight of all ways to it that end with it own, and foreign."""
    found: list[Pair] = []
    for score, (there, back) in zip(scores, prices, strict=True):
        if not found:
            found.append((0.0, score - there))
            continue
        own, alien = found[-1]
        found.append((_sum(own, alien - back), score + _sum(own - there, alien)))
    return found


def _sum(one: float, other: float) -> float:
    """The logarithm of the sum of what two logarithms are of."""
    high, low = max(one, other), min(one, other)
    return high + log1p(exp(low - high))
