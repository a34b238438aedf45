"""TimelineJS3 JSON in the words of "article/1": partial dates, a title slide, groups.

What is odd in it stays odd in what comes out, so that the check of articles finds it.
Source: the JSON format of TimelineJS3, https://timeline.knightlab.com/docs/json-format.html.
"""

import re
from html import unescape
from typing import Any

import nh3

from articles.text import one_line

Json = dict[str, Any]

_EVENT_PLACE = re.compile(r"timelines\[0\]\.events\[(\d+)\]")
_DATE_PARTS = (("month", "-"), ("day", "-"), ("hour", "T"), ("minute", ":"), ("second", ":"))


def is_timelinejs(data: Json) -> bool:
    """Whether a JSON object is a TimelineJS3 timeline."""
    return "schema" not in data and isinstance(data.get("events"), list)


def from_timelinejs(data: Json) -> Json:
    """The timeline as an article: its title slide is the lead, its slides are the events."""
    headline, lead = _slide_words(data.get("title"))
    image = _address(_object(_object(data.get("title")).get("media")).get("url"))
    events = [_event(_object(slide)) for slide in data["events"]]
    return {
        "schema": "article/1",
        "title": headline or (events[0]["title"] if events else ""),
        "summary": lead,
        "image": {"url": image} if image else None,
        "blocks": [{"type": "lead", "text": lead, "at": {"block": 0}}] if lead else [],
        "timelines": [{"title": headline, "kind": "given", "events": events}],
    }


def original_place(path: str) -> str:
    """The place in the TimelineJS3 document of a fault in what it became."""
    path = path.removeprefix("timelines[0].")
    return path.replace(".start.value", ".start_date").replace(".end.value", ".end_date")


def event_of(path: str) -> int | None:
    """The index of the event that a fault in what it became lies in; None for none."""
    found = _EVENT_PLACE.match(path)
    return int(found[1]) if found else None


def _event(slide: Json) -> Json:
    headline, text = _slide_words(slide)
    start = _when(slide.get("start_date"))
    return {
        "title": headline or text,
        "start": start,
        "end": _when(slide["end_date"]) if slide.get("end_date") else None,
        "description": text if headline else None,
        "url": _address(_object(slide.get("media")).get("link")),
        "group": _words(slide.get("group")),
        "raw": start["raw"],
    }


def _when(told: object) -> Json:
    """A date of parts, which may be numbers or strings, up to the first that is missing."""
    parts = _object(told)
    value = f"{_number(parts.get('year')):0>4}"
    for name, joint in _DATE_PARTS:
        number = _number(parts.get(name))
        if not number:
            break
        value += f"{joint}{number:0>2}"
    return {"value": value, "timezone": "UTC" if "T" in value else None, "raw": _raw(parts, value)}


def _raw(parts: Json, value: str) -> str:
    return _words(parts.get("display_date")) or value


def _number(part: object) -> str:
    return str(part).strip() if isinstance(part, (int, str)) else ""


def _slide_words(slide: object) -> tuple[str | None, str | None]:
    text = _object(_object(slide).get("text"))
    return _words(text.get("headline")), _words(text.get("text"))


def _words(text: object) -> str | None:
    """The words of a text that may be HTML; None for none."""
    if not isinstance(text, str):
        return None
    return one_line(unescape(nh3.clean(text, tags=set()))) or None


def _address(url: object) -> str | None:
    return url if isinstance(url, str) and url.startswith(("http://", "https://")) else None


def _object(value: object) -> Json:
    return value if isinstance(value, dict) else {}
