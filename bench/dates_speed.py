"""How fast dates are read, beside dateparser, side by side in one run.

    python -m bench.dates_speed

Both read the same texts, each in one call: articles whole ("articles"); articles that neither has
read before, each once, after the others ("unseen"); and our own cases, in which nearly every word
is part of a date ("cases"). The first reading finds every cache empty; the best of several is what
a service sees that reads the words of news all day.
"""

import json
import platform
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from time import perf_counter
from typing import NamedTuple

from dateparser.search import search_dates

from articles.dates import find_dates
from articles.dates.find import _find_again
from tests.conftest import ROOT, SAMPLE, SHARED

_AT = datetime(2025, 9, 20, 9, 0)  # noqa: DTZ001  wall-clock time
_OURS = "ruznama"
_TURNS, _RUNS = 6, 10
_COLUMNS = ("first", "best")
_MEGABYTE, _THOUSAND = 1e6, 1e3

Read = Callable[[str], object]


class Timing(NamedTuple):
    """Seconds that reading all the texts took: the first time, and the best of several."""

    first: float
    best: float


def _ours(text: str) -> object:
    _find_again.cache_clear()  # short texts would be read once for all rounds
    return find_dates(text, _AT)


def _peer(text: str) -> object:
    return search_dates(text, languages=["ar"])


def _peer_with_base(text: str) -> object:
    return search_dates(text, languages=["ar"], settings={"RELATIVE_BASE": _AT})


# With a time of writing, which news needs, dateparser spares itself the time zone of "now".
_PEERS: dict[str, Read] = {
    "dateparser": _peer,
    "dateparser, RELATIVE_BASE": _peer_with_base,
}


def _time(reads: dict[str, Read], texts: list[str]) -> dict[str, Timing]:
    """Turn by turn, for a machine's speed changes while one waits."""
    times: dict[str, list[float]] = {name: [] for name in reads}
    for _ in range(_TURNS):
        for name, read in reads.items():
            for _ in range(_RUNS if name == _OURS else 1):
                start = perf_counter()
                for text in texts:
                    read(text)
                times[name].append(perf_counter() - start)
    return {name: Timing(first=taken[0], best=min(taken)) for name, taken in times.items()}


def _row(name: str, seconds: float, texts: list[str]) -> str:
    size = sum(len(text.encode()) for text in texts)
    characters = sum(map(len, texts))
    speed = size / seconds / _MEGABYTE
    return f"  {name:36}{speed:8.3f} MB/s{seconds * _THOUSAND**2 / characters:9.3f} ms/1,000 chars"


def _compare(name: str, texts: list[str]) -> None:
    print(f"{name}: {len(texts)} texts, {sum(map(len, texts)):,} characters")
    timings = _time({_OURS: _ours, **_PEERS}, texts)
    for read, timing in timings.items():
        print(_row(f"{read}, first", timing.first, texts))
        print(_row(f"{read}, best", timing.best, texts))
        if read != _OURS:
            ratios = (getattr(timing, each) / getattr(timings[_OURS], each) for each in _COLUMNS)
            print("    ruznama is {:.0f} times as fast first, {:.0f} times at best".format(*ratios))


def _compare_unseen(texts: list[str]) -> None:
    """What reading a new article costs a process that has read others: each text, once."""
    print(f"unseen: {len(texts)} texts, {sum(map(len, texts)):,} characters")
    taken: dict[str, float] = {}
    for name, read in {_OURS: _ours, **_PEERS}.items():
        start = perf_counter()
        for text in texts:
            read(text)
        taken[name] = perf_counter() - start
        print(_row(name, taken[name], texts))
        if name != _OURS:
            print(f"    ruznama is {taken[name] / taken[_OURS]:.0f} times as fast")


def _unseen() -> list[str]:
    corpus = ROOT / "tests" / "articles" / "corpus"
    return [file.read_text("utf-8") for file in sorted(corpus.glob("*.txt"))]


def _articles() -> list[str]:
    folders = [SAMPLE.parent, SHARED / "seed"]
    files = [file for folder in folders for file in sorted(folder.glob("*.txt"))]
    return [file.read_text("utf-8") for file in files]


def _cases() -> list[str]:
    lines = (ROOT / "tests" / "articles" / "dates" / "cases.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def main() -> None:
    """Prints versions, then both sets of texts."""
    names = ("ruznama", "dateparser", "hijridate")
    print("Python", platform.python_version(), *(f"{name} {version(name)}" for name in names))
    _compare("articles", _articles())
    _compare_unseen(_unseen())
    _compare("cases", _cases())


if __name__ == "__main__":
    main()
