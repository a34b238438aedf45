"""Which tests reach a line: one run of all of them under coverage, each with empty caches."""

import gc
import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from pathlib import Path

import coverage
import pytest
from hypothesis import Phase, settings

from bench.faults import Mutant

_QUIET = ["-qq", "-x", "-s", "--no-header", "-p", "no:cacheprovider", "--assert=plain"]


@dataclass(frozen=True, slots=True)
class Reach:
    """The seconds of each test, the tests that run each line, and the modules of others."""

    seconds: dict[str, float]
    lines: dict[str, dict[int, list[str]]]
    foreign: list[str]

    def tests(self, mutant: Mutant, most: float) -> list[str]:
        """The tests that may see a fault, those of its module and its room first.

        Args:
            mutant: the fault.
            most: seconds that they may take together; the quickest are kept.
        """
        of_file = self.lines.get(mutant.file, {})
        near = {test for those in of_file.values() for test in those}
        room = f"/{Path(mutant.file).parts[1]}/"
        tests = set(self.seconds) if self.is_early(mutant) else self._at(mutant)
        tests &= self.seconds.keys()
        chosen, spent = [], 0.0
        for test in sorted(
            tests, key=lambda one: (one not in near, room not in one, self.seconds[one])
        ):
            spent += self.seconds[test]
            if spent > most and chosen:
                break
            chosen.append(test)
        return chosen

    def is_early(self, mutant: Mutant) -> bool:
        """Whether its line runs at import, and so for all who import it."""
        return not mutant.key[0] or "" in self._at(mutant)

    def _at(self, mutant: Mutant) -> set[str]:
        of_file = self.lines.get(mutant.file, {})
        return {test for line in mutant.lines for test in of_file.get(line, ())}


class Quick:
    """Few examples of each property, always the same, and none made smaller."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        phases = [Phase.explicit, Phase.generate]
        few = settings(
            max_examples=25, derandomize=True, deadline=None, database=None, phases=phases
        )
        settings.register_profile("mutants", few)
        settings.load_profile("mutants")


class _Measured(Quick):
    """Runs all tests, and tells the seconds and the lines of each."""

    def __init__(self, package: str) -> None:
        self.package, self.seconds = package, dict[str, float]()
        self.caches: list[_lru_cache_wrapper[object]] = []
        self.coverage = coverage.Coverage(data_file=None, config_file=False, source=[package])

    def pytest_collection_finish(self) -> None:
        self.caches = caches(self.package)

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


def caches(package: str) -> "list[_lru_cache_wrapper[object]]":
    """What functions of a package have kept."""
    found = [one for one in gc.get_objects() if isinstance(one, _lru_cache_wrapper)]
    return [one for one in found if one.__module__.split(".")[0] == package]


def run(tests: Iterable[str], plugin: Quick) -> int:
    """The exit status of a run of tests; it ends with the first that fails."""
    return int(pytest.main([*_QUIET, "--tb=short", *tests], plugins=[plugin]))


def measure(package: str, tests: list[str]) -> Reach | None:
    """Which tests run which lines; None where one fails without any fault."""
    plugin = _Measured(package)
    plugin.coverage.start()
    failed = run(tests, plugin)
    plugin.coverage.stop()
    data = plugin.coverage.get_data()
    files = {os.path.relpath(file): file for file in data.measured_files()}
    lines = {name: data.contexts_by_lineno(file) for name, file in files.items()}
    return None if failed else Reach(plugin.seconds, lines, list(_foreign()))


def _foreign() -> Iterator[str]:
    """The modules of others, which a child may have from its parent."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or sys.prefix
        if not Path(file).is_relative_to(Path.cwd()) or Path(file).is_relative_to(sys.prefix):
            yield name
