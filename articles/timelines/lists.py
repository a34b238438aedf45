"""Lists that are timelines: items that begin or end with their date, or with their hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from articles.blocks import Item, ListBlock
from articles.dates import DateContext
from articles.dates.shapes import lone_year
from articles.model import Event, Note
from articles.timelines.reader import DateSequence, stated_day
from articles.timelines.recurring import find_told
from articles.timelines.series import ToldOn, in_series
from articles.timelines.split import (
    Dated,
    FindDates,
    split_clock,
    split_leading,
    split_trailing,
    with_clock,
)
from articles.timelines.telling import Telling, date_notes, is_date, read_event

FEWEST_ITEMS = 2
MOST = 0.6
_SAMPLED_ITEMS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReading:
    """The events of a list and what was odd; no events where it is no timeline."""

    events: tuple[Event, ...] = ()
    notes: tuple[Note, ...] = ()


def read_list(
    block: ListBlock, *, at: datetime, context: DateContext, over: Sequence[str] = ()
) -> ListReading:
    """The events of a list of which most items begin, or end, with a date.

    Args:
        block: the list.
        at: when the article was published.
        context: what stands around the list.
        over: the texts over it, the nearest first: a day that one tells is that of a programme
            whose items begin with hours.
    """
    sequence = DateSequence(at, context)
    split = [(item, _read_item(item.text, sequence)) for item in block.items]
    labels = [dated is None and lone_year(item.text) is not None for item, dated in split]
    split = [each for each, label in zip(split, labels, strict=True) if not label]
    fewest = FEWEST_ITEMS
    if not _is_timeline([dated for _, dated in split]):
        split = _programme(block, sequence, stated_day(over, at))
        # One item is a programme too where a date alone stands over it.
        fewest = 1 if any(is_date(text, at) for text in over) else FEWEST_ITEMS
    if not _is_timeline([dated for _, dated in split], fewest):
        return ListReading()
    told: list[ToldOn] = []
    notes: list[Note] = []
    for item, dated in split:
        notes += date_notes(dated.dates if dated else (), item.text, item.at)
        if dated and dated.rest:
            told.append((dated.dates[0].starts.day, _event(item, dated)))
    return ListReading(events=in_series(told), notes=tuple(notes))


def _read_item(text: str, sequence: DateSequence) -> Dated | None:
    """The date and the rest of an item; a year alone is that of the items under it."""
    year = lone_year(text)
    if year is not None:
        sequence.learn_year(year)
        return None
    dated = _split(text, sequence.read)
    return with_clock(dated, sequence.read) if dated else None


def _programme(
    block: ListBlock, sequence: DateSequence, day: str | None
) -> list[tuple[Item, Dated | None]]:
    """The items with the hours that they begin with, on the day that stands over them."""
    if day is None:
        return []
    return [(item, split_clock(item.text, day, sequence.read)) for item in block.items]


def is_dated_list(block: ListBlock, at: datetime) -> bool:
    """Whether the first items of a list begin or end with dates."""
    sample = block.items[:_SAMPLED_ITEMS]
    return _is_timeline([_split(item.text, partial(find_told, at=at)) for item in sample])


def _split(text: str, find: FindDates) -> Dated | None:
    return split_leading(text, find) or split_trailing(text, find)


def _is_timeline(split: Sequence[Dated | None], fewest: int = FEWEST_ITEMS) -> bool:
    told = sum(dated is not None for dated in split)
    return told >= fewest and told >= MOST * len(split)


def _event(item: Item, dated: Dated) -> Event:
    title, *remarks = dated.rest.split("\n")
    return read_event(
        Telling(
            title=title,
            dates=dated.dates,
            remarks=tuple(filter(None, remarks)),
            url=item.links[0].url if item.links else None,
            raw=item.text,
            at=item.at,
        )
    )
