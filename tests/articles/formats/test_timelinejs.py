"""TimelineJS3: what its slides leave out is found elsewhere or left open."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from articles.errors import DocumentError
from articles.model import Article
from articles.read import read_article

AT = datetime(2026, 1, 5, tzinfo=UTC)


def _read(*dates: dict[str, Any]) -> Article:
    slides = [
        {"start_date": told, "text": {"headline": f"الموعد رقم {number}"}}
        for number, told in enumerate(dates, start=1)
    ]
    body = json.dumps({"events": slides}, ensure_ascii=False).encode()
    return read_article(body, name="hall.json", at=AT)


def test_a_timeline_without_a_title_slide_is_called_by_its_first_event() -> None:
    assert _read({"year": 2025}, {"year": 2026}).title == "الموعد رقم 1"


@pytest.mark.parametrize(
    ("told", "value", "grain"),
    [
        ({"year": 2025}, "2025", "year"),
        ({"year": "2025", "month": "9"}, "2025-09", "month"),
        ({"year": 2025, "month": 9, "day": 3}, "2025-09-03", "day"),
        ({"year": 2025, "day": 3}, "2025", "year"),
        ({"year": 2025, "month": 9, "day": 3, "hour": 7}, "2025-09-03T07", "hour"),
        (
            {"year": 2025, "month": 9, "day": 3, "hour": 7, "minute": 5},
            "2025-09-03T07:05",
            "minute",
        ),
        (
            {"year": 2025, "month": 9, "day": 3, "hour": 7, "minute": 5, "second": 9},
            "2025-09-03T07:05:09",
            "second",
        ),
    ],
)
def test_a_date_goes_as_far_as_its_parts(told: dict[str, Any], value: str, grain: str) -> None:
    """Parts may be numbers or strings; what stands behind one that is missing tells nothing."""
    (timeline,) = _read(told).timelines
    start = timeline.events[0].start
    assert (start.value, start.grain) == (value, grain)
    assert start.instant == (datetime.fromisoformat(f"{value}+00:00") if "T" in value else None)


def test_an_event_that_cannot_be_read_is_a_note() -> None:
    """The others stand; the note says which it was."""
    article = _read({"year": 2025}, {"year": 2025, "month": 13}, {"year": -500}, {"year": 2026})
    (timeline,) = article.timelines
    assert [event.start.value for event in timeline.events] == ["2025", "2026"]
    assert [(note.code, note.at.item) for note in article.notes] == [
        ("event-unread", 2),
        ("event-unread", 3),
    ]


def test_a_fault_is_told_at_its_place_in_the_timeline() -> None:
    """Whoever wrote it knows no "timelines"; with no event left there is no timeline."""
    with pytest.raises(DocumentError) as error:
        _read({"year": 2025, "month": 13})
    assert error.value.path == "events[0].start_date"
