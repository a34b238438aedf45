"""Lists that are timelines: items that begin or end with their date, or with their hour."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from articles.blocks import Item, ListBlock
from articles.dates import DateContext, FoundDate, find_dates
from articles.dates.shapes import lone_year, part_of_day
from articles.model import Event, Note
from articles.timelines.reader import DateSequence, stated_day
from articles.timelines.recurring import find_told
from articles.timelines.series import ToldOn, in_series
from articles.timelines.split import Dated, split_dated, split_hour
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
    block: ListBlock,
    *,
    at: datetime,
    context: DateContext,
    over: Sequence[str] = (),
    fewest: int = FEWEST_ITEMS,
    anchored: bool = True,
) -> ListReading:
    """The events of a list of which most items begin, or end, with a date.

    Args:
        block: the list.
        at: when the article was published.
        context: what stands around the list.
        over: the texts over it, the nearest first: a day that one tells is that of a programme
            whose items tell hours.
        fewest: how many items with dates make a timeline.
        anchored: whether `at` is known, from which "tomorrow" counts.
    """
    sequence = DateSequence(at, context, anchored=anchored)
    sequence.look_ahead(item.text for item in block.items)
    split = [(item, _read_item(item.text, sequence)) for item in block.items]
    labels = [dated is None and lone_year(item.text) is not None for item, dated in split]
    split = [each for each, label in zip(split, labels, strict=True) if not label]
    if not _is_timeline([dated for _, dated in split], fewest):
        split = _programme(block, sequence, stated_day(over, partial(find_dates, at=at)))
        # One item is a programme too where a date alone stands over it.
        fewest = 1 if any(is_date(text, at) for text in over) else fewest
    if not _is_timeline([dated for _, dated in split], fewest):
        return ListReading()
    told: list[ToldOn] = []
    notes: list[Note] = []
    for item, dated in split:
        notes += date_notes(dated.dates if dated else (), item.text, item.at)
        if dated and dated.rest:
            told += _told_on(item, dated)
    return ListReading(events=in_series(told), notes=tuple(notes))


def _read_item(text: str, sequence: DateSequence) -> Dated | None:
    """The date and the rest of an item; a year alone is that of the items under it."""
    year = lone_year(text)
    if year is not None:
        sequence.learn_year(year)
        return None
    return split_dated(text, sequence.read)


def _programme(
    block: ListBlock, sequence: DateSequence, day: str | None
) -> list[tuple[Item, Dated | None]]:
    """The items with the hours that they begin with, on the day that stands over them."""
    if day is None:
        return []
    half = _half_told(item.text for item in block.items)
    return [(item, split_hour(item.text, day, sequence.read, half=half)) for item in block.items]


def _half_told(texts: Iterable[str]) -> str:
    """The one part of the day that hours of a programme tell; "" for none or several."""
    told = {half for text in texts if (half := part_of_day(text))}
    return told.pop() if len(told) == 1 else ""


def is_dated_list(block: ListBlock, at: datetime) -> bool:
    """Whether the first items of a list begin or end with dates."""
    sample = block.items[:_SAMPLED_ITEMS]
    return _is_timeline([split_dated(item.text, partial(find_told, at=at)) for item in sample])


def _is_timeline(split: Sequence[Dated | None], fewest: int = FEWEST_ITEMS) -> bool:
    told = sum(dated is not None for dated in split)
    return told >= fewest and told >= MOST * len(split)


def _told_on(item: Item, dated: Dated) -> list[ToldOn]:
    """An event for each of the days that an item tells together: "3 و10 و17 مايو: ورشة"."""
    first = dated.dates[0]
    together = [one for one in dated.dates if one.span == first.span]
    return [(one.starts.day, _event(item, dated, one)) for one in together]


def _event(item: Item, dated: Dated, date: FoundDate) -> Event:
    title, *remarks = dated.rest.split("\n")
    return read_event(
        Telling(
            title=title,
            dates=(date,),
            place=dated.place,
            remarks=tuple(filter(None, remarks)),
            url=item.links[0].url if item.links else None,
            raw=item.text,
            at=item.at,
        )
    )
