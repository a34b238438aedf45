"""How many small faults the tests of a package catch: each number moved, each comparison flipped.

    python -m bench.mutants [--only articles/dates] [--minutes 30] [--resume | --list-survivors]

The faults are those of `bench.faults`, one at a time, in memory, and in an order by chance, so that
what is tried within `--minutes` is a fair sample. `bench.trials` runs the tests that reach the line
of a fault until one fails; one run of all under coverage (`bench.reach`) tells which those are.

Prints a row a module and a room, then each survivor. `mutants.toml` gives the reason of those that
change nothing that anyone can see, and names tables of fitted numbers; they count neither for nor
against. Exit code 1 when less than the floor is caught, 2 when tests fail without any fault.

Why not mutmut or Cosmic Ray: mutmut 3 moves nothing outside functions, where weights and bounds
stand; Cosmic Ray starts a new process for each fault and runs every test in it.
"""

import argparse
import json
import os
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from math import inf
from multiprocessing import get_context
from pathlib import Path
from random import Random

from bench.faults import Key, Mutant, mutants
from bench.reach import Reach, measure
from bench.trials import runs_without_a_fault, trials, warm_up

OUTCOMES = Path(".mutants.jsonl")
_BATCH = 100  # faults that are begun together


def _leave_out(seconds: dict[str, float], slowest: float) -> None:
    """Drops the tests of growth, whose thousands of lines each survivor would wait for."""
    slow = [test for test, took in seconds.items() if took > slowest]
    for test in slow:
        del seconds[test]
    print(f"{len(seconds)} tests of {sum(seconds.values()):.0f} s; {len(slow)} slow ones left out")


def _explanations(path: Path) -> tuple[set[Key], set[str]]:
    """The faults that are explained, and the files whose numbers are, as a table that was fitted.

    Raises:
        FileNotFoundError: the tests are gone that hold what a table gives as a whole.
    """
    told = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    tables = told.get("table", [])
    for row in tables:
        for test in map(Path, row["held"]):
            test.stat()
    mutants = {(row["function"], row["line"], row["change"]) for row in told.get("mutant", [])}
    return mutants, {row["file"] for row in tables}


def _former() -> dict[tuple[str, Key], bool]:
    """What became of each mutant in runs before."""
    if not OUTCOMES.is_file():
        return {}
    rows = map(json.loads, OUTCOMES.read_text(encoding="utf-8").splitlines())
    return {(file, (key[0], key[1], key[2])): caught for file, key, caught in rows}


def _row(name: str, counts: Counter[str]) -> float:
    counted = counts["caught"] + counts["survived"]
    share = counts["caught"] / counted if counted else 1.0
    told = "".join(f"{counts[column]:>10}" for column in ("caught", "survived", "explained"))
    print(f"{name:<36}{told}{share:>8.1%}")
    return share


def report(
    outcomes: dict[Mutant, bool], explained: set[Key], tables: set[str], *, whole: bool
) -> float:
    """Prints the tables and the survivors; the share that was caught."""
    rows, left = defaultdict[str, Counter[str]](Counter), list[Mutant]()
    for mutant, caught in sorted(outcomes.items(), key=lambda one: (one[0].file, one[0].number)):
        known = mutant.key in explained or mutant.file in tables
        column = "caught" if caught else "explained" if known else "survived"
        for name in (mutant.file, f"{Path(mutant.file).parent}/", "all"):
            rows[name][column] += 1
        if column == "survived":
            left.append(mutant)
    print(f"{'':<36}{'caught':>10}{'survived':>10}{'explained':>10}")
    for name in sorted(rows, key=lambda name: (name == "all", name.endswith("/"), name)):
        _row(name, rows[name])
    print(*left, sep="\n")
    stale = explained - {mutant.key for mutant, caught in outcomes.items() if not caught}
    for function, line, change in sorted(stale) if whole else ():
        print(f"stale explanation: {function}: {change}    in  {line}")
    counted = rows["all"]["caught"] + rows["all"]["survived"]
    return rows["all"]["caught"] / counted if counted else 1.0


def _run_all(
    todo: list[Mutant], reach: Reach, wanted: argparse.Namespace
) -> Iterator[tuple[Mutant, bool]]:
    """Runs and notes each outcome at once, so that a run that was ended can go on."""
    spent, tried, begun = 0.0, 0, time.monotonic()
    with OUTCOMES.open("a", encoding="utf-8") as notes:
        for first in range(0, len(todo), _BATCH):
            batch = todo[first : first + _BATCH]
            given = trials(batch, reach, wanted.package, jobs=wanted.jobs, most=wanted.most)
            for mutant, caught, seconds in given:
                notes.write(
                    json.dumps([mutant.file, mutant.key, caught], ensure_ascii=False) + "\n"
                )
                notes.flush()
                spent, tried = spent + seconds, tried + 1
                yield mutant, caught
            if time.monotonic() - begun > 60 * wanted.minutes:
                break
    mean, whole = spent / max(tried, 1), time.monotonic() - begun
    print(f"{tried} mutants run, {mean:.2f} s of processor each, {whole:.0f} s in all")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--package", default="articles")
    parser.add_argument("--tests", nargs="+", default=["tests/articles"])
    parser.add_argument("--only", nargs="+", default=[""], help="paths that begin like this")
    parser.add_argument("--resume", action="store_true", help="pass over what was caught before")
    parser.add_argument("--list-survivors", action="store_true", help="tell the last run anew")
    parser.add_argument("--explained", type=Path, default=Path(__file__).with_suffix(".toml"))
    parser.add_argument("--slowest", type=float, default=2, help="seconds a test may take")
    parser.add_argument("--most", type=float, default=6, help="seconds of tests for one fault")
    parser.add_argument("--minutes", type=float, default=inf, help="begin nothing more after them")
    parser.add_argument("--seed", type=int, default=1, help="of the order in which they are tried")
    parser.add_argument("--floor", type=float, default=90, help="per cent")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    return parser.parse_args()


def main() -> int:
    wanted = _arguments()
    files = sorted(map(str, Path(wanted.package).rglob("*.py")))
    chosen = [file for file in files if file.startswith(tuple(wanted.only))]
    every = [mutant for file in chosen for mutant in mutants(file)]
    if not wanted.resume and not wanted.list_survivors:
        OUTCOMES.unlink(missing_ok=True)
    former = _former()
    outcomes = {one: former[one.file, one.key] for one in every if (one.file, one.key) in former}
    if not wanted.list_survivors:
        with ProcessPoolExecutor(1, get_context("fork")) as child:
            reach = child.submit(measure, wanted.package, wanted.tests).result()
        if reach is None:
            return 2
        _leave_out(reach.seconds, wanted.slowest)
        warm_up(reach)
        if not runs_without_a_fault(reach):
            print("tests fail in a child that has no fault", file=sys.stderr)
            return 2
        todo = [mutant for mutant in every if not outcomes.get(mutant)]
        Random(wanted.seed).shuffle(todo)  # noqa: S311  no secret
        outcomes |= dict(_run_all(todo, reach, wanted))
    whole = wanted.only == [""] and len(outcomes) == len(every)
    print(f"{len(outcomes)} of {len(every)} faults tried")
    share = report(outcomes, *_explanations(wanted.explained), whole=whole)
    return int(100 * share < wanted.floor)


if __name__ == "__main__":
    sys.exit(main())
