"""The labelled articles of `corpus`: each in its format, and beside it what a person expects of it.

The expectations (`.expected.json`) were written before the program ever read the article.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from articles.draft import block_text
from articles.model import Article, Event, When
from articles.read import read_article
from articles.text import fold
from tests.conftest import ROOT

CORPUS = ROOT / "tests" / "articles" / "corpus"
_EXPECTED = ".expected.json"

EventKey = tuple[str, str | None, str]


@dataclass(frozen=True, slots=True)
class Case:
    """An article and what is expected of it."""

    file: Path
    expected: dict[str, Any]

    @property
    def at(self) -> datetime:
        """The time of reading."""
        return datetime.fromisoformat(self.expected["published"])

    @property
    def events(self) -> list[EventKey]:
        """The events that are expected, their titles folded."""
        return [
            (one["start"], one.get("end"), fold(one["title"])) for one in self.expected["events"]
        ]

    def read(self) -> Article:
        """The article as it is read."""
        return read_article(self.file.read_bytes(), name=self.file.name, at=self.at)


@dataclass
class Tally:
    """The counts of one format."""

    articles: int = 0
    titles: int = 0
    wanted: int = 0
    found: int = 0
    right: int = 0
    foreign: int = 0
    gone: int = 0
    lost: int = 0
    misses: list[str] = field(default_factory=list)

    def count(self, case: Case) -> None:
        """Reads an article and counts how it went."""
        article = case.read()
        found, wanted = events_of(article), case.events
        right = [one for one in found if one in wanted]
        foreign = [fold(line) for line in case.expected["foreign"]]
        shown = {fold(line) for line in _shown(article)}
        self.articles += 1
        self.titles += fold(article.title) == fold(case.expected["title"])
        self.wanted += len(wanted)
        self.found += len(found)
        self.right += len(right)
        self.foreign += len(foreign)
        self.gone += sum(line not in shown for line in foreign)
        lost = [
            line.text
            for line in article.dropped
            if line.why not in {"caption", "duplicate"}
            and not _is_foreign(fold(line.text), foreign)
        ]
        self.lost += len(lost)
        name = case.file.name
        if fold(article.title) != fold(case.expected["title"]):
            self.misses.append(f"{name}: title {article.title!r}, not {case.expected['title']!r}")
        self.misses += [f"{name}: no {one}" for one in wanted if one not in found]
        self.misses += [f"{name}: false {one}" for one in found if one not in wanted]
        self.misses += [f"{name}: stayed: {one}" for one in foreign if one in shown]
        self.misses += [f"{name}: left out and not expected so: {one[:90]}" for one in lost]

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall of the events."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0

    def row(self, name: str) -> str:
        """A line of the table."""
        return (
            f"{name:10}{self.articles:9}{self.titles:8}{self.wanted:8}{self.found:8}"
            f"{self.right:8}{self.f1:8.3f}{self.gone:8} of {self.foreign:<5}{self.lost:6}"
        )


def cases() -> Iterator[Case]:
    """The articles of the corpus, by name."""
    for path in sorted(CORPUS.glob(f"*{_EXPECTED}")):
        stem = path.name.removesuffix(_EXPECTED)
        (file,) = (each for each in CORPUS.glob(f"{stem}.*") if each != path)
        yield Case(file, json.loads(path.read_text("utf-8")))


def events_of(article: Article) -> list[EventKey]:
    """The events of days and times of day, their titles folded."""
    return [
        (_local(event.start), _last(event), fold(event.title))
        for timeline in article.timelines
        for event in timeline.events
        if event.start.is_clock or event.start.grain == "day"
    ]


def _local(when: When) -> str:
    return when.value[:16]


def _last(event: Event) -> str | None:
    return _local(event.end) if event.end else None


def _shown(article: Article) -> Iterator[str]:
    for block in article.blocks:
        yield from block_text(block).split("\n")


def _is_foreign(text: str, foreign: list[str]) -> bool:
    return any(text in line or line in text for line in foreign)
