"""A structured article that is wrong is refused with the place of its first fault."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from articles.errors import DocumentError
from articles.formats.document import json_schema
from articles.read import read_article

AT = datetime(2026, 1, 5, tzinfo=UTC)


def _read(**fields: Any) -> None:
    plain = {
        "schema": "article/1",
        "title": "أبواب القاعة",
        "title_from": "given",
        "language": "ar",
        "blocks": [],
        "timelines": [],
    }
    body = json.dumps(plain | fields, ensure_ascii=False).encode()
    read_article(body, name="hall.json", at=AT)


def _fault(**fields: Any) -> DocumentError:
    with pytest.raises(DocumentError) as error:
        _read(**fields)
    return error.value


def _when(value: str, **fields: Any) -> dict[str, Any]:
    return {"value": value, "grain": "day", "calendar": "gregorian", **fields}


@pytest.mark.parametrize("confidence", [0, 0.5, 1])
def test_a_confidence_lies_from_nought_to_one(confidence: float) -> None:
    """Both ends count."""
    _read(published=_when("2026-01-03", confidence=float(confidence)))


@pytest.mark.parametrize("confidence", [-0.5, 1.5])
def test_a_confidence_beyond_is_refused(confidence: float) -> None:
    error = _fault(published=_when("2026-01-03", confidence=confidence))
    assert error.path == "published.value"
    assert "confidence" in error.problem


def test_a_day_that_no_calendar_has_is_refused() -> None:
    """Months of thirty days, and hours that no clock shows."""
    assert _fault(published=_when("2026-02-30")).path == "published.value"
    _read(published=_when("2026-02-28"))
    late = {"value": "2026-02-28T25:00", "grain": "minute", "calendar": "gregorian"}
    assert _fault(published=late).path == "published.value"


def test_a_fault_in_a_block_is_told_of_the_kind_that_the_block_says_it_is() -> None:
    """A list without items lacks items; nobody wants to hear that it is no picture."""
    at = {"line": 1}
    listed = {"type": "list", "at": at}
    assert _fault(blocks=[listed]).path == "blocks[0].items"
    assert _fault(blocks=[{"type": "paragraph", "at": at}]).path == "blocks[0].text"
    assert _fault(blocks=[{"type": "paragraph", "text": 7, "at": at}]).path == "blocks[0].text"
    assert _fault(blocks=[{"type": "image", "at": at}]).path.startswith("blocks[0].")


def test_a_long_wrong_address_is_told_by_its_first_hundred_letters() -> None:
    """A message fits a screen."""
    error = _fault(url="ftp://" + "a" * 200)
    assert ("ftp://" + "a" * 94) in str(error)
    assert ("ftp://" + "a" * 95) not in str(error)
    assert "A" * 100 in str(_fault(id="A" * 200))
    assert "A" * 101 not in str(_fault(id="A" * 200))


def test_the_schema_says_what_the_checks_say() -> None:
    """Whoever checks an article with it finds the same faults, and may leave out the same."""
    schema = json_schema()
    when = schema["$defs"]["When"]["properties"]["confidence"]
    assert (when["minimum"], when["maximum"]) == (0, 1)
    assert "title" in schema["required"]
    assert "source" not in schema["required"]
    assert all("\n\n" not in one["description"] for one in schema["$defs"].values())
    assert schema["description"]
