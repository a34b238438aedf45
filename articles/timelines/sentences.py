"""Events told in running text, where that is asked for: a sentence that tells a day is one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from articles.blocks import Block, TextBlock
from articles.dates import DateContext, find_dates
from articles.model import Event
from articles.timelines.telling import Telling, read_event

_SENTENCE = re.compile(r"[^.؟!\n]*(?:[.؟!](?!\s)[^.؟!\n]*)*[.؟!]?")


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
        within = [found for found in dates if found.span[0] in range(*match.span())]
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
