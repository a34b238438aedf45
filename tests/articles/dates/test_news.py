"""Sentences as newspapers write them, kind by kind: every date that is meant, and no other."""

from datetime import datetime
from pathlib import Path

import pytest

from articles.dates import find_dates
from tests.articles.dates.reading import WEDNESDAY

_SURE = 0.5  # from here on a date is given as one
_KINDS = dict(
    part.split("\n", 1)
    for part in Path(__file__).with_name("news.txt").read_text("utf-8").split("# ")[1:]
)


def _told(text: str) -> list[str]:
    dates = find_dates(text, datetime.fromisoformat(WEDNESDAY))
    return [f"{one.start}/{one.end or ''}".strip("/") for one in dates if one.confidence >= _SURE]


@pytest.mark.parametrize("kind", _KINDS)
def test_sentences_of_a_kind_tell_the_dates_that_are_meant(kind: str) -> None:
    """The dates of a line, then its sentence; numbers, names, prices and scores are none."""
    lines = [line.split(" | ", 1) for line in _KINDS[kind].strip().splitlines()]
    wanted = {text: [] if dates == "none" else dates.split("; ") for dates, text in lines}
    assert {text: _told(text) for text in wanted} == wanted
