"""Fits the weights of the judge to lines of which it is known whose they are.

    python -m bench.fit_judge WIKINEWS [--write]

`WIKINEWS` is WikiNewsTruth.txt of github.com/kdarwish/Farasa: 71 Arabic news articles of seven
kinds, whose titles are each other's foreign headlines, in the disguises of `bench.disguises`.
Beside them stand the texts and pages of our own tests, which have timelines. The model is that of
`articles.boilerplate.chain`: a logistic score a line, and a price for each change. What the texts
do not show stays near the number given by hand (a ridge around it). Prints how it does on articles
that it was not fitted to, five times over; `--write` puts the weights into their table.
"""

import re
import sys
from collections.abc import Sequence
from math import exp
from pathlib import Path
from random import Random

from articles.boilerplate import weights
from articles.boilerplate.chain import Pair, foreign, passed
from bench.labelled_lines import Labelled, is_fixed, training, wikinews

FOLDS = 5
_PASSES = 12
_RATE = 0.6
_MOST = 6.0  # that one piece of evidence may say
_RIDGE = 0.002
_LOSS = 2.5  # an own line lost counts so many foreign ones kept

Weights = dict[str, float]


_PRICES: dict[Pair, str] = {weights.CHANGE: "CHANGE", weights.TO_TEXT: "TO_TEXT"}


def _prices(fitted: Weights, one: Labelled) -> list[Pair]:
    return [
        (fitted[f"{kind} 0"], fitted[f"{kind} 1"]) if (kind := _PRICES.get(pair)) else pair
        for pair in one.prices
    ]


def odds(fitted: Weights, one: Labelled) -> list[float]:
    """How likely each line is foreign."""
    own = [fitted[""] + sum(fitted[name] for name in names) for names in one.evidence]
    return foreign(own, _prices(fitted, one))


def fit(texts: Sequence[Labelled], seed: int) -> Weights:
    """Weights under which the labels are likely: stochastic ascent, with a pull to the start."""
    chance = Random(seed)  # noqa: S311  no secret
    first = start(texts)
    fitted, pace = dict(first), dict.fromkeys(first, 1.0)
    order = list(texts)
    for _ in range(_PASSES):
        chance.shuffle(order)
        for one in order:
            slope: Weights = {}
            likely = [1 / (1 + exp(-max(min(score, 30), -30))) for score in odds(fitted, one)]
            for names, true, guess in zip(one.evidence, one.foreign, likely, strict=True):
                price = 1.0 if true else _LOSS
                for name in ("", *names):
                    slope[name] = slope.get(name, 0.0) + price * (true - guess)
            _slope_of_prices(fitted, one, slope)
            for name, value in slope.items():
                if not is_fixed(name):
                    step = value - _RIDGE * (fitted[name] - first[name])
                    pace[name] += step * step
                    moved = fitted[name] + _RATE * step / pace[name] ** 0.5
                    fitted[name] = max(-_MOST, min(_MOST, moved))
    return fitted


def _slope_of_prices(fitted: Weights, one: Labelled, slope: Weights) -> None:
    """Changes that were expected, less those that there are."""
    own = [fitted[""] + sum(fitted[name] for name in names) for names in one.evidence]
    cost = _prices(fitted, one)
    before = passed(own, cost)
    after = passed(own[::-1], [(0.0, 0.0), *[(back, there) for there, back in cost[1:]][::-1]])[
        ::-1
    ]
    for index in range(1, len(own)):
        kind = _PRICES.get(one.prices[index])
        if kind is None:
            continue
        there, back = cost[index]
        (b0, b1), (a0, a1) = before[index - 1], after[index]
        ways = (b0 + a0, b0 - there + a1, b1 - back + a0, b1 + a1)
        shares = [exp(way - max(ways)) for way in ways]
        was, now = one.foreign[index - 1], one.foreign[index]
        for side, told in enumerate((not was and now, was and not now)):
            name = f"{kind} {side}"
            slope[name] = slope.get(name, 0.0) + shares[1 + side] / sum(shares) - told


def start(texts: Sequence[Labelled]) -> Weights:
    """Nothing where the texts tell; the numbers of the table where they do not."""
    told = {name for one in texts for names in one.evidence for name in names}
    fitted = {
        name: 0.0 if name in told and not is_fixed(name) else weight
        for name, weight in weights.WEIGHTS.items()
    }
    for pair, kind in _PRICES.items():
        fitted |= {f"{kind} {side}": price for side, price in enumerate(pair)}
    return {**fitted, "": 0.0}


def report(texts: Sequence[Labelled], scores: Sequence[list[float]]) -> None:
    """How many foreign lines are out and own ones lost, a line a disguise."""
    rows: dict[str, list[int]] = {}
    for one, odd in zip(texts, scores, strict=True):
        row = rows.setdefault(one.name, [0, 0, 0, 0])
        for true, score in zip(one.foreign, odd, strict=True):
            row[0 if true else 2] += 1
            row[1 if true else 3] += score > 0
    rows["all"] = [sum(row[n] for row in rows.values()) for n in range(4)]
    for name, (foreign_lines, out, own_lines, lost) in rows.items():
        share = f"{100 * out / foreign_lines:6.1f} %" if foreign_lines else "     –  "
        print(f"{name:40}{share} of {foreign_lines:5} out, {lost:4} of {own_lines:6} lost")


def write(fitted: Weights) -> None:
    """Puts the numbers into the table of weights."""
    path = Path(weights.__file__)
    text = path.read_text("utf-8")
    for name in weights.WEIGHTS:
        text = re.sub(rf'("{re.escape(name)}": )-?[\d.]+', rf"\g<1>{fitted[name]:.1f}", text)
    text = re.sub(r"ALWAYS = -?[\d.]+", f"ALWAYS = {fitted['']:.1f}", text)
    for kind in _PRICES.values():
        there, back = (fitted[f"{kind} {side}"] for side in (0, 1))
        text = re.sub(rf"{kind}: Pair = .*", f"{kind}: Pair = ({there:.1f}, {back:.1f})", text)
    path.write_text(text, "utf-8")


def main() -> None:
    """Fits five times over, says how that went, and once to everything."""
    texts = training(wikinews(Path(sys.argv[1]).read_text("utf-8")))
    scores: dict[int, list[float]] = {}
    for fold in range(FOLDS):
        fitted = fit([one for one in texts if one.group % FOLDS != fold], fold)
        scores |= {id(one): odds(fitted, one) for one in texts if one.group % FOLDS == fold}
    report(texts, [scores[id(one)] for one in texts])
    fitted = fit(texts, FOLDS)
    for name, value in fitted.items():
        print(f"{name or 'always':32}{value:7.2f}")
    if "--write" in sys.argv:
        write(fitted)


if __name__ == "__main__":
    main()
