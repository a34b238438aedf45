"""Trials of faults: in a fork each, quickest tests first, until one fails.

A fault within a function is put into the function itself, in a fork of a session that has imported
and collected everything. One that runs at import, a constant or a table, is put into the module
before that is imported, in a fork that imports the package anew.
"""

import gc
import importlib
import json
import os
import resource
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType

import pytest

from bench.faults import Mutant
from bench.reach import Quick, Reach, caches, run

# A loop that no longer ends is caught by its processor time, whatever else the machine does
# meanwhile; one that grows without end by its memory.
_SECONDS, _BYTES = 10, 4 << 30
# The status of a child that found no function to put its fault into.
_NOWHERE = 77
_HOURS = 100 * 3600

Outcome = tuple[Mutant, bool, float]
# What tells it, what it runs for its exit status, the processor seconds that it may take.
_Work = tuple[int, Callable[[], int], int]
_Ended = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class _Trial:
    """A fault, the tests that may see it, and the processor seconds that they may take."""

    mutant: Mutant
    tests: list[str]
    seconds: int


def trials(
    todo: list[Mutant], reach: Reach, package: str, *, jobs: int, most: float
) -> Iterator[Outcome]:
    """Each mutant, whether it was caught, and the processor seconds that it took.

    Args:
        todo: the faults.
        reach: the tests to try them with.
        package: where they are.
        jobs: how many are tried side by side.
        most: seconds that the tests of one may take without its fault.
    """
    given = [_trial(mutant, reach, reach.tests(mutant, most)) for mutant in todo]
    yield from ((one.mutant, False, 0) for one in given if not one.tests)
    early = [n for n, one in enumerate(given) if one.tests and reach.is_early(one.mutant)]
    late = [n for n, one in enumerate(given) if one.tests and n not in set(early)]
    for number, status, seconds in _warm(given, late, package, jobs):
        if status == _NOWHERE:
            early.append(number)
        else:
            yield given[number].mutant, status != 0, seconds
    work = ((number, _imported(given[number]), given[number].seconds) for number in early)
    for number, status, seconds in _forked(work, jobs):
        yield given[number].mutant, status != 0, seconds


def _trial(mutant: Mutant, reach: Reach, tests: list[str]) -> _Trial:
    return _Trial(mutant, tests, _SECONDS + int(3 * sum(reach.seconds[test] for test in tests)))


def runs_without_a_fault(reach: Reach) -> bool:
    """Whether all tests pass in a child as those are that try a fault."""
    plugin = _Chosen(list(reach.seconds))
    limit = _SECONDS + int(3 * sum(reach.seconds.values()))
    [(_, status, _)] = _forked([(0, lambda: run(plugin.files, plugin), limit)], 1)
    return status == 0


def warm_up(reach: Reach) -> None:
    """Imports what children may have from their parent."""
    for name in reach.foreign:
        with suppress(Exception), warnings.catch_warnings(action="ignore"):
            importlib.import_module(name)
    gc.collect()
    gc.freeze()


def _forked(work: Iterable[_Work], jobs: int) -> Iterator[_Ended]:
    """What tells each, its exit status and its seconds, in the order in which they end."""
    running: dict[int, int] = {}
    for number, task, seconds in work:
        if len(running) >= jobs:
            yield _ended(running)
        running[_start(task, seconds)] = number
    while running:
        yield _ended(running)


def _start(task: Callable[[], int], seconds: int) -> int:
    if pid := os.fork():
        return pid
    status = 1
    try:
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silence, stream)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
        status = task()
    finally:
        os._exit(status)


def _ended(running: dict[int, int]) -> _Ended:
    pid, status, usage = os.wait4(-1, 0)
    return running.pop(pid), os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime


class _Chosen(Quick):
    """Runs some tests only, in the order given."""

    def __init__(self, tests: list[str]) -> None:
        self.order = {test: at for at, test in enumerate(tests)}
        self.files = sorted({test.partition("::")[0] for test in tests})

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [item for item in items if item.nodeid in self.order]
        items[:] = sorted(chosen, key=lambda item: self.order[item.nodeid])


def _imported(trial: _Trial) -> Callable[[], int]:
    """Runs the tests on a package that is imported with the fault."""

    def task() -> int:
        path, code = str(Path(trial.mutant.file).resolve()), trial.mutant.code()
        real = SourceFileLoader.get_code
        SourceFileLoader.get_code = lambda self, name: (  # type: ignore[method-assign]
            code if self.path == path else real(self, name)
        )
        plugin = _Chosen(trial.tests)
        return run(plugin.files, plugin)

    return task


class _Session(Quick):
    """Collects the tests, and tries each fault in a fork of what was imported for that."""

    def __init__(
        self, given: list[_Trial], numbers: list[int], package: str, jobs: int, go: int
    ) -> None:
        self.given, self.numbers, self.package = given, numbers, package
        self.jobs, self.go = jobs, go

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        functions, kept = _functions(), caches(self.package)
        gc.collect()
        gc.freeze()

        def patched(trial: _Trial) -> Callable[[], int]:
            def task() -> int:
                if not _put(trial.mutant, functions):
                    return _NOWHERE
                for one in kept:
                    one.cache_clear()
                return _run(session, [items[test] for test in trial.tests])

            return task

        given = ((number, self.given[number]) for number in self.numbers)
        work = ((number, patched(one), one.seconds) for number, one in given)
        for ended in _forked(work, self.jobs):
            os.write(self.go, f"{json.dumps(ended)}\n".encode())
        return True


def _warm(given: list[_Trial], numbers: list[int], package: str, jobs: int) -> Iterator[_Ended]:
    """How those end whose functions can be given the fault when everything is imported."""
    if not numbers:
        return
    files = {test.partition("::")[0] for number in numbers for test in given[number].tests}
    come, go = os.pipe()
    plugin = _Session(given, numbers, package, jobs, go)
    pid = _start(lambda: run(sorted(files), plugin), _HOURS)
    os.close(go)
    with os.fdopen(come) as told:
        yield from map(tuple, map(json.loads, told))
    os.waitpid(pid, 0)


def _run(session: pytest.Session, items: list[pytest.Item]) -> int:
    for item, following in zip(items, [*items[1:], None], strict=True):
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return 1
    return 0


def _functions() -> dict[str, list[FunctionType]]:
    """The functions that there are, by their file."""
    found = defaultdict(list)
    for one in gc.get_objects():
        if isinstance(one, FunctionType):
            found[one.__code__.co_filename].append(one)
    return found


def _put(mutant: Mutant, functions: dict[str, list[FunctionType]]) -> bool:
    """Gives every function that has the fault its faulty code; whether there is one."""
    faulty = {_place(code): code for code in _codes(mutant.code())}
    changed = [
        (function, code)
        for function in functions[str(Path(mutant.file).resolve())]
        if (code := faulty.get(_place(function.__code__))) and code != function.__code__
    ]
    for function, code in changed:
        function.__code__ = code
    return bool(changed)


def _place(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _codes(code: CodeType) -> Iterator[CodeType]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from _codes(inner)
