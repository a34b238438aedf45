"""The timeline as TimelineJS3 reads it, for a page of one's own.

Source: the JSON format in the documentation of TimelineJS3. Its texts are HTML, so ours are
escaped; it knows no time zones, so times are those of the place.
"""

import json
from collections.abc import Iterable
from html import escape
from typing import Any

from articles.model import When
from exporters.arabic import date_words, summary
from exporters.dated import Listing, sort_key


def write_timelinejs(title: str, events: Iterable[Listing], language: str) -> bytes:
    """The events, sorted as in the calendar, under `title`; months named as in `language`."""
    timeline = {
        "title": {"text": {"headline": escape(title)}},
        "events": [_slide(listing, language) for listing in sorted(events, key=sort_key)],
    }
    return json.dumps(timeline, ensure_ascii=False, separators=(",", ":")).encode()


def _slide(listing: Listing, language: str) -> dict[str, Any]:
    event, told = listing.known.event, listing.tellings[0].teller
    slide: dict[str, Any] = {
        "unique_id": listing.known.uid,
        "start_date": _date(event.start),
        "display_date": date_words(event, language),
        "text": {
            "headline": escape(summary(listing.known, mark_cancelled=True)),
            "text": _text(listing),
        },
        "autolink": False,
    }
    if event.end:
        slide["end_date"] = _date(event.end)
    if listing.known.timeline:
        slide["group"] = escape(listing.known.timeline)
    if told.image:
        slide["media"] = {"url": told.image, "alt": escape(told.title), "link": told.link}
    return slide


def _date(when: When) -> dict[str, int]:
    day, _, clock = when.value.partition("T")
    names = ("year", "month", "day", "hour", "minute", "second")
    numbers = [*day.split("-"), *(clock.split(":") if clock else ())]
    return {name: int(number) for name, number in zip(names, numbers, strict=False)}


def _text(listing: Listing) -> str:
    event = listing.known.event
    paragraphs = [escape(part) for part in (event.place, event.description) if part]
    paragraphs += [
        f'<a href="{escape(telling.teller.link)}">{escape(telling.teller.title)}</a>'
        for telling in listing.tellings
    ]
    return "".join(f'<p dir="rtl" lang="ar">{paragraph}</p>' for paragraph in paragraphs)
