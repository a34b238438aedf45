"""Events told in running text: sections under a date, and, where asked for, single sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from articles.dates import DateContext, find_dates
from articles.events import Telling, read_event
from articles.headline import first_clause
from articles.leading import MAY_LEAD, Dated, split_leading
from articles.model import Block, Event, TextBlock
from articles.sequence import DateSequence

_FEWEST_SECTIONS = 2
_LONGEST_HEADING = 160
_SENTENCE = re.compile(r"[^.؟!\n]*(?:[.؟!](?!\s)[^.؟!\n]*)*[.؟!]?")


def read_sections(
    blocks: Sequence[Block], *, at: datetime, context: DateContext
) -> tuple[Event, ...]:
    """An event for each section that stands under a date; () for fewer than two sections.

    The date is a heading or a line of its own, alone or with the title; what stands below it up to
    the next heading or date describes the event.
    """
    sequence = DateSequence(at, context)
    events: list[Event] = []
    for index, block in enumerate(blocks):
        dated = _heading_date(block, sequence)
        below = _paragraphs(blocks[index + 1 :]) if dated else []
        if dated is None or not below:
            continue
        told = Telling(
            title=dated.rest or first_clause(below[0]),
            dates=dated.dates,
            remarks=tuple(below),
            raw=block.text if isinstance(block, TextBlock) else "",
            at=replace(block.at, block=index),
        )
        events.append(read_event(told))
    return tuple(events) if len(events) >= _FEWEST_SECTIONS else ()


def read_sentences(
    blocks: Sequence[Block], *, at: datetime, context: DateContext
) -> tuple[Event, ...]:
    """An event for each sentence of running text that tells a day."""
    return tuple(
        event
        for index, block in enumerate(blocks)
        if isinstance(block, TextBlock) and block.type in {"lead", "paragraph", "quote"}
        for event in _sentence_events(block, index, at, context)
    )


def _sentence_events(
    block: TextBlock, index: int, at: datetime, context: DateContext
) -> Iterator[Event]:
    dates = [found for found in find_dates(block.text, at, context) if found.starts.day]
    for match in _SENTENCE.finditer(block.text):
        within = [found for found in dates if match.start() <= found.span[0] < match.end()]
        if not within:
            continue
        sentence = match.group().strip()
        yield read_event(
            Telling(
                title=sentence,
                dates=within,
                raw=sentence,
                at=replace(block.at, block=index, chars=within[0].span),
            )
        )


def _heading_date(block: Block, sequence: DateSequence) -> Dated | None:
    """The date that a heading or short line is or begins with."""
    if not isinstance(block, TextBlock) or len(block.text) > _LONGEST_HEADING:
        return None
    if not MAY_LEAD.match(block.text):
        return None
    dated = split_leading(block.text, sequence.read)
    if dated is None or not dated.marked or dated.dates[0].starts.day is None:
        return None
    return dated if block.type == "heading" or not dated.rest else None


def _paragraphs(blocks: Sequence[Block]) -> list[str]:
    """The running text up to the next block that is none."""
    texts: list[str] = []
    for block in blocks:
        if not isinstance(block, TextBlock) or block.type not in {"lead", "paragraph", "quote"}:
            break
        texts.append(block.text)
    return texts
