"""The conventions of Arabic news, case by case: `cases.jsonl`, one text a line.

A line holds a `name`, a `text`, the `reference_datetime` at which it was published, and `expect`:
members of `FoundDate.as_json` of the first date, or null where the text holds no date. `also` has
the dates after it, `context` what a table or list tells, and `confidence_below` bounds the
confidence in the first.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from articles.dates import DateContext, FoundDate, find_dates

_LINES = (Path(__file__).parent / "cases.jsonl").read_text("utf-8").splitlines()
_CASES = [pytest.param(case, id=case["name"]) for case in map(json.loads, _LINES)]


def _found(case: dict[str, Any]) -> tuple[FoundDate, ...]:
    at = datetime.fromisoformat(case["reference_datetime"])
    return find_dates(case["text"], at, DateContext(**case.get("context", {})))


@pytest.mark.parametrize("case", _CASES)
def test_text_is_read_as_its_readers_do(case: dict[str, Any]) -> None:
    """No date is missed and none is made up."""
    expected = [case["expect"], *case.get("also", [])] if case["expect"] else []
    told = json.loads(json.dumps([one.as_json() for one in _found(case)]))
    assert len(told) == len(expected), told
    for one, wanted in zip(told, expected, strict=True):
        assert {key: one[key] for key in wanted} == wanted


@pytest.mark.parametrize("case", [case for case in _CASES if case.values[0]["expect"]])
def test_span_holds_the_words_that_tell_the_date(case: dict[str, Any]) -> None:
    """An editor sees the words of the source, marks and all, in order."""
    text, found = case["text"], _found(case)
    assert [text[slice(*one.span)] for one in found] == [one.text for one in found]
    assert [one.text for one in found] == [one.text.strip() for one in found]
    assert [one.span for one in found] == sorted(one.span for one in found)


@pytest.mark.parametrize("case", [case for case in _CASES if "confidence_below" in case.values[0]])
def test_doubtful_date_is_told_as_doubtful(case: dict[str, Any]) -> None:
    """What may be another date, or the name of an event, must not pass for sure."""
    assert _found(case)[0].confidence < case["confidence_below"]


def test_week_is_told_to_the_model_by_its_number() -> None:
    """`When` holds ISO 8601 weeks; the JSON of a date its Monday, as other dates hold days."""
    (found,) = find_dates("الأسبوع الأول من يناير 2025", datetime(2025, 9, 20))  # noqa: DTZ001
    assert (found.start, found.starts.value) == ("2025-01-06", "2025-W02")


def test_a_time_that_is_none_is_said() -> None:
    """Text in place of a time is the commonest slip of a first call."""
    with pytest.raises(TypeError, match="a date or datetime is wanted, not '2025'"):
        find_dates("23 سبتمبر", "2025")  # type: ignore[arg-type]
