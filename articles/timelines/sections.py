"""Sections under a date: a heading or line that is one, and the text or list below it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain, pairwise

from articles.blocks import At, Block, ListBlock, TextBlock
from articles.dates import DateContext
from articles.dates.shapes import may_lead
from articles.head.title import first_clause
from articles.model import Event
from articles.timelines.reader import DateSequence
from articles.timelines.split import Dated, split_hour, split_leading
from articles.timelines.telling import Telling, read_event

_FEWEST_SECTIONS = 2
_LONGEST_HEADING = 160


def read_sections(
    blocks: Sequence[Block],
    *,
    at: datetime,
    context: DateContext,
    told: Collection[int] = (),
    anchored: bool = True,
) -> tuple[Event, ...]:
    """The events of the sections that stand under a date; () for fewer than two sections.

    The date is a heading or a line of its own, alone or with the title; under a day alone a heading
    or the text may begin with an hour. What stands below it up to the next heading or date
    describes the event; under a date alone, each item of a list is one. `told` are the numbers of
    blocks that told their events already: their sections count, and tell nothing again.
    """
    sequence = DateSequence(at, context, anchored=anchored)
    sequence.look_ahead(_headings(blocks))
    sections: list[list[Event]] = []
    day: str | None = None
    for index, block in enumerate(blocks):
        dated = _heading_date(block, sequence)
        if dated and not dated.rest:
            day = dated.dates[0].text
        elif dated is None and day:
            dated = _heading_hour(block, day, sequence)
        if dated is None or not isinstance(block, TextBlock):
            continue
        if not {index, index + 1}.isdisjoint(told):
            sections.append([])
            continue
        events = _of_section(dated, block, index, blocks[index + 1 :], sequence)
        sections += [events] if events else []
    return tuple(chain.from_iterable(sections)) if len(sections) >= _FEWEST_SECTIONS else ()


def _headings(blocks: Sequence[Block]) -> Iterator[str]:
    """The headings that may be dates, each with the beginning of what stands under it."""
    for block, below in pairwise([*blocks, None]):
        short = isinstance(block, TextBlock) and len(block.text) <= _LONGEST_HEADING
        if short and isinstance(block, TextBlock) and may_lead(block.text):
            under = below.text[:_LONGEST_HEADING] if isinstance(below, TextBlock) else ""
            yield f"{block.text}\n{under}"


def _of_section(
    dated: Dated,
    heading: TextBlock,
    index: int,
    below: Sequence[Block],
    sequence: DateSequence,
) -> list[Event]:
    if below and isinstance(below[0], ListBlock) and not dated.rest:
        return [
            _told(item.text, dated, (), item.text, replace(item.at, block=index + 1))
            for item in below[0].items
        ]
    texts = _paragraphs(below)
    if not texts:
        return []
    if not dated.rest and (hour := split_hour(texts[0], dated.dates[0].text, sequence.read)):
        return [_told(hour.rest, hour, texts[1:], texts[0], replace(heading.at, block=index))]
    title = dated.rest or first_clause(texts[0])
    return [_told(title, dated, texts, heading.text, replace(heading.at, block=index))]


def _told(title: str, dated: Dated, remarks: Sequence[str], raw: str, at: At) -> Event:
    return read_event(
        Telling(title=title, dates=dated.dates, remarks=tuple(remarks), raw=raw, at=at)
    )


def _heading_date(block: Block, sequence: DateSequence) -> Dated | None:
    """The date that a heading or short line is or begins with."""
    if not isinstance(block, TextBlock) or len(block.text) > _LONGEST_HEADING:
        return None
    if not may_lead(block.text):
        return None
    dated = split_leading(block.text, sequence.read)
    if dated is None or not dated.marked or dated.dates[0].starts.day is None:
        return None
    return dated if block.type == "heading" or not dated.rest else None


def _heading_hour(block: Block, day: str, sequence: DateSequence) -> Dated | None:
    """The hour that a heading of a programme begins with, on the day of the heading over it."""
    if not isinstance(block, TextBlock) or block.type != "heading":
        return None
    return split_hour(block.text, day, sequence.read)


def _paragraphs(blocks: Sequence[Block]) -> list[str]:
    """The running text up to the next block that is none."""
    texts: list[str] = []
    for block in blocks:
        if not isinstance(block, TextBlock) or block.type not in {"lead", "paragraph", "quote"}:
            break
        texts.append(block.text)
    return texts
