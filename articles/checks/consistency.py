"""What an article says twice, held against each other: its prose against its timelines, row by row.

Nothing is changed by what is found here: an editor is told, and the article stands as it is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice, pairwise

from articles.blocks import At, Block, TextBlock
from articles.boilerplate.phrases import PAST_VERBS
from articles.dates import FoundDate, find_dates
from articles.dates.shapes import WEEKDAYS
from articles.model import Event, Note, Timeline
from articles.prose import stems, words
from articles.text import fold

_SENTENCE = re.compile(r"[^.؟!\n]*(?:[.؟!](?!\s)[^.؟!\n]*)*[.؟!]?")
_LEAST_SHARED = 2
_SHARED_PART = 0.5  # of an event's words that a sentence about it holds
_VERB_WORDS = 3  # of a clause in which its verb stands
_MOST_SENTENCES = 2_000  # of an article: what follows is not looked at, so that it ends in time


def find_contradictions(
    blocks: Sequence[Block], timelines: Sequence[Timeline], *, at: datetime, published: date | None
) -> list[Note]:
    """What does not agree.

    Args:
        blocks: of the article.
        timelines: of the article.
        at: the time that relative dates count from.
        published: the day of publication, where the article tells it.
    """
    events = [event for timeline in timelines for event in timeline.events]
    return [
        *_against_prose(blocks, events, at, published),
        *(note for timeline in timelines for note in _against_rows(timeline.events)),
    ]


def _against_rows(events: Sequence[Event]) -> Iterator[Note]:
    """Rows told twice, and rows that break the order that nearly all the others keep."""
    seen: dict[tuple[str, str], Event] = {}
    for event in events:
        key = (fold(event.title), event.start.value)
        if key in seen:
            yield Note(
                code="row-twice", text=f"told twice: {event.raw or event.title}", at=event.at
            )
        seen.setdefault(key, event)
    # What one row tells of several days counts by its first.
    firsts = [*events[:1], *(two for one, two in pairwise(events) if one.raw != two.raw)]
    dated = [(event.start.day, event) for event in firsts]
    steps = [
        (one, other, event)
        for (one, _), (other, event) in pairwise(dated)
        if one is not None and other is not None and one != other
    ]
    back = [event for one, other, event in steps if other < one]
    if back and len(back) * 3 <= len(steps):
        for event in back:
            text = f"earlier than the row above it: {event.raw or event.title}"
            yield Note(code="row-order", text=text, at=event.at)


def _against_prose(
    blocks: Sequence[Block], events: Sequence[Event], at: datetime, published: date | None
) -> Iterator[Note]:
    for place, sentence in islice(_sentences(blocks), _MOST_SENTENCES):
        found = find_dates(sentence, at)
        yield from _own_weekdays(found, place, known=published is not None)
        if published is not None and _tells_past(sentence):
            yield from _not_yet(found, published, place)
        named = _weekdays(sentence)
        if len(named) == 1:
            yield from _weekday_of_event(sentence, named.pop(), events, place)


def _sentences(blocks: Sequence[Block]) -> Iterator[tuple[At, str]]:
    """The sentences of running text, with their places."""
    for index, block in enumerate(blocks):
        if isinstance(block, TextBlock) and block.type in {"lead", "paragraph", "quote"}:
            for match in _SENTENCE.finditer(block.text):
                if sentence := match.group().strip():
                    yield replace(block.at, block=index, chars=match.span()), sentence


def _own_weekdays(found: Iterable[FoundDate], at: At, *, known: bool) -> Iterator[Note]:
    """Weekdays that are not those of their dates; "today" has one only where that day is known."""
    for one in found:
        if "weekday" in one.flags and (known or "day" not in one.inferred):
            text = f"the weekday is not that of the date: {one.text}"
            yield Note(code="weekday", text=text, at=at)


def _not_yet(found: Iterable[FoundDate], published: date, at: At) -> Iterator[Note]:
    """Days with a year of their own, after publication, in a clause that tells what happened."""
    for one in found:
        day = one.starts.day
        if day is not None and day > published and "year" not in one.inferred:
            text = f"told as past, and after the publication on {published}: {one.text}"
            yield Note(code="past-after-publication", text=text, at=at)


def _tells_past(sentence: str) -> bool:
    return not PAST_VERBS.isdisjoint(words(fold(sentence))[:_VERB_WORDS])


def _weekdays(sentence: str) -> set[int]:
    return {WEEKDAYS[word] for word in words(fold(sentence)) if word in WEEKDAYS}


def _weekday_of_event(
    sentence: str, weekday: int, events: Sequence[Event], at: At
) -> Iterator[Note]:
    """A weekday in a sentence about an event, where it is that of no event it can be about."""
    own = stems(sentence)
    about = [(event, day) for event in events if (day := event.start.day) and _is_about(own, event)]
    if about and all(day.weekday() != weekday for _, day in about):
        event, day = about[0]
        text = f"another weekday than that of {day}, {event.title}: {sentence}"
        yield Note(code="weekday-prose", text=text, at=at)


def _is_about(own: frozenset[str], event: Event) -> bool:
    title = stems(event.title)
    shared = len(title & own)
    return shared >= _LEAST_SHARED and shared >= _SHARED_PART * len(title)
