"""The timeline as TimelineJS3 reads it, for a page of one's own.

Source: the JSON format in the documentation of TimelineJS3. Its texts are HTML, so ours are
escaped; it knows no time zones, so times are those of the place.
"""

import json
from html import escape
from typing import Any

from articles.model import When
from exporters.arabic import date_words, summary
from exporters.dated import Listing
from exporters.recurrence_words import repeats


def timelinejs_frame(title: str) -> tuple[bytes, bytes]:
    """What stands before the slides of a timeline called `title`, and after them."""
    head = _json({"title": {"text": {"headline": escape(title)}}, "events": []})
    return head.removesuffix(b"]}"), b"]}"


def timelinejs_slide(listing: Listing, language: str) -> bytes:
    """The slide of an event; months named as in `language`."""
    return _json(_slide(listing, language))


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _slide(listing: Listing, language: str) -> dict[str, Any]:
    event, told = listing.known.event, listing.tellings[0].teller
    slide: dict[str, Any] = {
        "unique_id": listing.known.uid,
        "start_date": _date(event.start),
        "display_date": _display(listing, language),
        "text": {
            "headline": escape(summary(listing.known, mark_cancelled=True)),
            "text": _text(listing),
        },
        "autolink": False,
    }
    if listing.comes:
        slide["end_date"] = _date(When(value=listing.reach.last.isoformat()))
    elif event.end:
        slide["end_date"] = _date(event.end)
    if listing.known.timeline:
        slide["group"] = escape(listing.known.timeline)
    if told.image:
        slide["media"] = {"url": told.image, "alt": escape(told.title), "link": told.link}
    return slide


def _display(listing: Listing, language: str) -> str:
    """The days in words; it knows no recurrence, so what comes again spans from first to last."""
    if listing.comes is None:
        return date_words(listing.known.event, language)
    return next(repeats(listing.comes, language, told_end=True))


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
