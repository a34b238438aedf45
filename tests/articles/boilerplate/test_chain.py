"""Lines in a row: what neighbours add to a line's own evidence."""

from math import exp, log

import pytest

from articles.boilerplate.chain import foreign


def test_without_prices_each_line_stands_alone() -> None:
    scores = [1.5, -2.0, 0.25]
    assert foreign(scores, [(0.0, 0.0)] * 3) == pytest.approx(scores)


def test_a_doubtful_line_goes_with_its_neighbours() -> None:
    """What comes back from foreign to own pays for it, so one weak line in five goes too."""
    prices = [(0.0, 0.0), *[(1.0, 4.0)] * 4]
    odds = foreign([4.0, 4.0, -1.0, 4.0, 4.0], prices)
    assert min(odds) > 0
    assert foreign([4.0, 4.0, -9.0, 4.0, 4.0], prices)[2] < 0


def test_two_lines_are_as_likely_as_the_ways_in_which_they_stand() -> None:
    """Counted by hand: own-own, own-foreign, foreign-own, foreign-foreign."""
    ways = {(0, 0): 0.0, (0, 1): 2.0 - 0.5, (1, 0): 1.0 - 3.0 - 0.7, (1, 1): 1.0 + 2.0 - 0.7}
    odds = [
        log(sum(exp(way) for pair, way in ways.items() if pair[line]))
        - log(sum(exp(way) for pair, way in ways.items() if not pair[line]))
        for line in (0, 1)
    ]
    assert foreign([1.0, 2.0], [(0.7, 9.0), (0.5, 3.0)]) == pytest.approx(odds)


def test_no_line_is_no_question() -> None:
    assert foreign([], []) == []
