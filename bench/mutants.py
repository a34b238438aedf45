"""How many small faults the tests of a package catch: each number moved, each comparison flipped.

    python -m bench.mutants [--only articles/dates] [--resume | --list-survivors]

The faults are those of `bench.faults`, one at a time, in memory. A forked child imports the package
with that one fault and runs the tests that reach its line, quickest first, until one fails. One run
under coverage tells which; what runs at import may reach any test, so there all of them do.

Prints a row a module and a room, then each survivor. `mutants.toml` gives the reason of those that
change nothing that anyone can see; they count neither for nor against. Exit code 1 when
less than the floor is caught, 2 when tests fail without any fault.

Why not mutmut or Cosmic Ray: mutmut 3 moves nothing outside functions, where weights and bounds
stand; Cosmic Ray starts a new process for each fault and runs every test in it.
"""

import argparse
import gc
import importlib
import json
import multiprocessing
import os
import resource
import sys
import time
import tomllib
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import _lru_cache_wrapper
from importlib.machinery import SourceFileLoader
from pathlib import Path

import coverage
import pytest
from hypothesis import Phase, settings

from bench.faults import Key, Mutant, mutants

OUTCOMES = Path(".mutants.jsonl")
# A loop that no longer ends is caught by its processor time, whatever else the machine does
# meanwhile; one that grows without end by its memory.
_SECONDS, _BYTES = 10, 4 << 30
# Seconds of each test, tests that run each line of each file, modules that tests import.
Reach = tuple[dict[str, float], dict[str, dict[int, list[str]]], list[str]]


class _Quick:
    """Few examples of each property, always the same, and none made smaller."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        phases = [Phase.explicit, Phase.generate]
        few = settings(
            max_examples=25, derandomize=True, deadline=None, database=None, phases=phases
        )
        settings.register_profile("mutants", few)
        settings.load_profile("mutants")


class _Chosen(_Quick):
    """Runs some tests only, in the order given."""

    def __init__(self, tests: list[str]) -> None:
        self.order = {test: at for at, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [item for item in items if item.nodeid in self.order]
        items[:] = sorted(chosen, key=lambda item: self.order[item.nodeid])


class _Measured(_Quick):
    """Runs all tests, each with empty caches, and tells its seconds and its lines."""

    def __init__(self, package: str) -> None:
        self.package, self.seconds = package, dict[str, float]()
        self.caches: list[_lru_cache_wrapper[object]] = []
        self.coverage = coverage.Coverage(data_file=None, config_file=False, source=[package])

    def pytest_collection_finish(self) -> None:
        found = [one for one in gc.get_objects() if isinstance(one, _lru_cache_wrapper)]
        self.caches = [one for one in found if one.__module__.split(".")[0] == self.package]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        for kept in self.caches:  # what one test left there, another would not run
            kept.cache_clear()
        self.coverage.switch_context(item.nodeid)
        begun = time.process_time()
        result = yield
        self.seconds[item.nodeid] = time.process_time() - begun
        self.coverage.switch_context("")
        return result


def _run(tests: Iterable[str], plugin: _Quick) -> int:
    quiet = ["-qq", "-x", "--no-header", "-p", "no:cacheprovider", "--assert=plain", "--tb=short"]
    return int(pytest.main([*quiet, *tests], plugins=[plugin]))


def _reach(package: str, tests: list[str]) -> Reach | None:
    """Which tests run which lines; None where one fails without any fault."""
    plugin = _Measured(package)
    plugin.coverage.start()
    failed = _run(tests, plugin)
    plugin.coverage.stop()
    data = plugin.coverage.get_data()
    files = {os.path.relpath(file): file for file in data.measured_files()}
    lines = {name: data.contexts_by_lineno(file) for name, file in files.items()}
    return None if failed else (plugin.seconds, lines, list(_foreign()))


def _leave_out(seconds: dict[str, float], slowest: float) -> None:
    """Drops the tests of growth, whose thousands of lines each survivor would wait for."""
    slow = [test for test, took in seconds.items() if took > slowest]
    for test in slow:
        del seconds[test]
    print(f"{len(seconds)} tests of {sum(seconds.values()):.0f} s; {len(slow)} slow ones left out")


def _foreign() -> Iterator[str]:
    """The modules of others, which a child may have from its parent."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or sys.prefix
        if not Path(file).is_relative_to(Path.cwd()) or Path(file).is_relative_to(sys.prefix):
            yield name


def _warm(names: Iterable[str]) -> None:
    for name in names:
        with suppress(Exception), warnings.catch_warnings(action="ignore"):
            importlib.import_module(name)
    gc.collect()
    gc.freeze()


def _chosen(mutant: Mutant, reach: Reach) -> list[str]:
    """The tests that may see a fault, those of its own module and the quickest first."""
    seconds, lines, _ = reach
    of_file = lines.get(mutant.file, {})
    tests = {test for line in mutant.lines for test in of_file.get(line, ())}
    near = {test for those in of_file.values() for test in those}
    if "" in tests or not mutant.key[0]:  # outside functions, a line runs for all who import it
        tests = set(seconds)
    return sorted(tests & seconds.keys(), key=lambda test: (test not in near, seconds[test]))


def _start(mutant: Mutant | None, tests: list[str], seconds: float) -> int:
    """Begins the trial in a child and gives its process number."""
    if pid := os.fork():
        return pid
    status = 1
    try:
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silence, stream)
        limit = int(seconds) + _SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
        if mutant:
            _put(mutant)
        status = _run(dict.fromkeys(test.partition("::")[0] for test in tests), _Chosen(tests))
    finally:
        os._exit(status)


def _put(mutant: Mutant) -> None:
    """Lets the import of the file give its faulty code."""
    path, code, real = str(Path(mutant.file).resolve()), mutant.code(), SourceFileLoader.get_code
    SourceFileLoader.get_code = lambda self, name: code if self.path == path else real(self, name)


def trials(todo: list[Mutant], reach: Reach, jobs: int) -> Iterator[tuple[Mutant, bool, float]]:
    """Each mutant, whether it was caught, and the processor seconds that it took."""
    running: dict[int, Mutant] = {}
    for mutant in todo:
        tests = _chosen(mutant, reach)
        if not tests:
            yield mutant, False, 0
            continue
        if len(running) >= jobs:
            yield _ended(running)
        running[_start(mutant, tests, 3 * sum(reach[0][test] for test in tests))] = mutant
    while running:
        yield _ended(running)


def _ended(running: dict[int, Mutant]) -> tuple[Mutant, bool, float]:
    pid, status, usage = os.wait4(-1, 0)
    return running.pop(pid), status != 0, usage.ru_utime + usage.ru_stime


def _explanations(path: Path) -> dict[Key, str]:
    if not path.is_file():
        return {}
    rows = tomllib.loads(path.read_text(encoding="utf-8")).get("mutant", [])
    return {(row["function"], row["line"], row["change"]): row["why"] for row in rows}


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


def report(outcomes: dict[Mutant, bool], explained: dict[Key, str], *, whole: bool) -> float:
    """Prints the tables and the survivors; the share that was caught."""
    rows, left = defaultdict[str, Counter[str]](Counter), list[Mutant]()
    for mutant, caught in sorted(outcomes.items(), key=lambda one: (one[0].file, one[0].number)):
        column = "caught" if caught else "explained" if mutant.key in explained else "survived"
        for name in (mutant.file, f"{Path(mutant.file).parent}/", "all"):
            rows[name][column] += 1
        if column == "survived":
            left.append(mutant)
    print(f"{'':<36}{'caught':>10}{'survived':>10}{'explained':>10}")
    for name in sorted(rows, key=lambda name: (name == "all", name.endswith("/"), name)):
        _row(name, rows[name])
    print(*left, sep="\n")
    stale = explained.keys() - {mutant.key for mutant, caught in outcomes.items() if not caught}
    for function, line, change in sorted(stale) if whole else ():
        print(f"stale explanation: {function}: {change}    in  {line}")
    counted = rows["all"]["caught"] + rows["all"]["survived"]
    return rows["all"]["caught"] / counted if counted else 1.0


def _run_all(todo: list[Mutant], reach: Reach, jobs: int) -> Iterator[tuple[Mutant, bool]]:
    """Runs and notes each outcome at once, so that a run that was ended can go on."""
    spent, begun = 0.0, time.monotonic()
    with OUTCOMES.open("a", encoding="utf-8") as notes:
        for mutant, caught, seconds in trials(todo, reach, jobs):
            notes.write(json.dumps([mutant.file, mutant.key, caught], ensure_ascii=False) + "\n")
            notes.flush()
            spent += seconds
            yield mutant, caught
    mean, whole = spent / max(len(todo), 1), time.monotonic() - begun
    print(f"{len(todo)} mutants run, {mean:.2f} s of processor each, {whole:.0f} s in all")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--package", default="articles")
    parser.add_argument("--tests", nargs="+", default=["tests/articles"])
    parser.add_argument("--only", nargs="+", default=[""], help="paths that begin like this")
    parser.add_argument("--resume", action="store_true", help="pass over what was caught before")
    parser.add_argument("--list-survivors", action="store_true", help="tell the last run anew")
    parser.add_argument("--explained", type=Path, default=Path(__file__).with_suffix(".toml"))
    parser.add_argument("--slowest", type=float, default=2, help="seconds a test may take")
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
        with ProcessPoolExecutor(1, multiprocessing.get_context("fork")) as child:
            reach = child.submit(_reach, wanted.package, wanted.tests).result()
        if reach is None:
            return 2
        _leave_out(reach[0], wanted.slowest)
        _warm(reach[2])
        if os.waitpid(_start(None, list(reach[0]), 3 * sum(reach[0].values())), 0)[1]:
            print("tests fail in a child that has no fault", file=sys.stderr)
            return 2
        todo = [mutant for mutant in every if not outcomes.get(mutant)]
        outcomes |= dict(_run_all(todo, reach, wanted.jobs))
    share = report(outcomes, _explanations(wanted.explained), whole=wanted.only == [""])
    return int(100 * share < wanted.floor)


if __name__ == "__main__":
    sys.exit(main())
