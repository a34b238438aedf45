"""Events told in running text, where that is asked for: one for each dated happening.

A clause that tells a day is one, by its own verb. Of "قال الوزير يوم الأحد إن القمة تنعقد في 3
مايو" the event is the summit: the day on which somebody says so is none.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from articles.blocks import Block, TextBlock
from articles.dates import DateContext, FoundDate, find_dates
from articles.dates.vocabulary.conjugation import sense_of
from articles.model import Event, Note
from articles.prose import stems, words
from articles.text import fold
from articles.timelines.split import is_hour
from articles.timelines.telling import Telling, read_event, waits_note

_SENTENCE = re.compile(r"[^.؟!\n]*(?:[.؟!](?!\s)[^.؟!\n]*)*[.؟!]?")
_SAYS = (
    "قال|أضاف|أكد|ذكر|أوضح|أشار|صرح|نفى|شدد|لفت|أفاد|كتب|أعلن|كشف|زعم|رأى|اعتبر|بين|نقل|أبلغ"
    "|توقع|أردف|تابع"
)
# From the verb of a speech to where its words begin.
_SPEECH = re.compile(
    rf"(?:^|[\s،])[وف]?(?:{_SAYS})(?:ت|وا|ا)?\s[^.؟!\n]*?(?:\s(?:[بل]?[أإا]ن)(?:ه|ها|هم|هما)?(?=\s)|:)"
)
_BOUNDARY = re.compile(r"[؛;]\s*|[،,]\s+(?=(?:و|ثم\s|فيما\s|بينما\s|على\s+أن\s|قبل\s+أن\s))")
_AND = re.compile(r"\sو(?P<word>\w{3,})")
_LEADING = re.compile(
    r"^(?:و?من\s+(?:المقرر|المتوقع|المنتظر|المرتقب)\s+أن|ثم|فيما|بينما|كما|على\s+أن|قبل\s+أن|حيث|وقد|فقد|لكن)\s+"
)
_BEFORE_DATE = re.compile(r"[\s،,]*(?:(?:^|\s)(?:في|يوم|بتاريخ|خلال|منذ|مساء|صباح|فجر|من))*\s*$")
_SINCE = re.compile(r"(?:^|\s)منذ\s*$")
_PRONOUNS = frozenset({"هو", "هي", "كان", "كانت"})
_FEWEST_WORDS = 2  # of a title without its date
_MOST_SHARED = 0.5  # of its words that an event of a timeline on that day has: it is the same
_EDGES = ' ،,؛;:-–—«»“”"'


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseReading:
    """The events of running text, and what was odd."""

    events: tuple[Event, ...] = ()
    notes: tuple[Note, ...] = ()


def read_sentences(
    blocks: Sequence[Block],
    *,
    at: datetime,
    context: DateContext,
    known: Collection[Event] = (),
    anchored: bool = True,
) -> ProseReading:
    """The dated happenings of running text that no timeline tells.

    Args:
        blocks: of the article.
        at: when it was published.
        context: what is known of its dates.
        known: the events of its timelines.
        anchored: whether the day of publication is known, from which "tomorrow" counts.
    """
    events: list[Event] = []
    notes: list[Note] = []
    for index, block in enumerate(blocks):
        if not isinstance(block, TextBlock) or block.type not in {"lead", "paragraph", "quote"}:
            continue
        for telling in _tellings(replace(block, at=replace(block.at, block=index)), at, context):
            if not anchored and _leans(telling.dates[0], context):
                notes.append(waits_note(telling.raw, telling.at))
                continue
            event = read_event(telling)
            if not any(_same(event, other) for other in (*known, *events)):
                events.append(event)
    return ProseReading(events=tuple(events), notes=tuple(notes))


def _tellings(block: TextBlock, at: datetime, context: DateContext) -> Iterator[Telling]:
    found = find_dates(block.text, at, context)
    dates = [one for one in found if _happens(one, block.text)]
    for match in _SENTENCE.finditer(block.text):
        start, end = match.span()
        speech = _SPEECH.search(match.group())
        said = start + speech.end() if speech else start
        within = [one for one in dates if one.span[0] in range(said, end)]
        for one, (first, last) in _clauses(block.text, (said, end), within):
            title = _title(block.text, (first, last), one)
            if title is not None:
                raw = match.group().strip()
                place = replace(block.at, chars=one.span)
                yield Telling(title=title, dates=(one,), raw=raw, at=place)


def _leans(date: FoundDate, context: DateContext) -> bool:
    """Whether a date counts from the day of publication."""
    return "day" in date.inferred or ("year" in date.inferred and context.year is None)


def _happens(date: FoundDate, text: str) -> bool:
    """Whether something may happen on a date: a day, no hour alone, no month, no "since"."""
    if date.starts.day is None or is_hour(date) or _SINCE.search(text, 0, date.span[0]):
        return False
    return date.end is None or any(map(str.isdigit, date.text)) or "day" in date.inferred


def _clauses(
    text: str, span: tuple[int, int], dates: Sequence[FoundDate]
) -> Iterator[tuple[FoundDate, tuple[int, int]]]:
    """Each date with its clause: what stands around it up to a mark that parts clauses.

    A clause without a verb of its own takes along what stands before it.
    """
    start, end = span
    marks = [match.span() for match in _BOUNDARY.finditer(text, start, end)]
    joined = (match.span() for match in _AND.finditer(text, start, end) if sense_of(match["word"]))
    marks = sorted([*marks, *((before, before + 1) for before, _ in joined)])
    seen: set[int] = set()
    for one in dates:
        opening = max((after for _, after in marks if after <= one.span[0]), default=start)
        closing = min((before for before, _ in marks if before >= one.span[1]), default=end)
        if not _has_verb(text[opening:closing]):
            opening = max((after for _, after in marks if after < opening), default=start)
        if opening not in seen and (_has_verb(text[opening:closing]) or (opening, closing) == span):
            seen.add(opening)
            yield one, (opening, closing)


def _has_verb(clause: str) -> bool:
    return any(sense_of(word) for word in words(clause))


def _title(text: str, span: tuple[int, int], date: FoundDate) -> str | None:
    """What a clause tells, without the date and what joins it to the text; None for too little."""
    clause = text[slice(*span)].strip(f"{_EDGES}.؟!")
    before = _BEFORE_DATE.sub("", text[span[0] : date.span[0]])
    rest = f"{before.strip()} {text[date.span[1] : span[1]].strip()}".strip(f"{_EDGES}.؟!")
    if len(words(rest)) < _FEWEST_WORDS:
        return None
    if next(iter(words(fold(rest)))) not in _PRONOUNS:
        clause = rest
    clause = _LEADING.sub("", clause.strip(_EDGES))
    if clause[:1] == "و" and sense_of(clause.split()[0][1:]):
        clause = clause[1:]
    return clause if len(words(clause)) >= _FEWEST_WORDS else None


def _same(event: Event, other: Event) -> bool:
    """Whether another event of that day says what this one says."""
    said, told = stems(event.title), stems(other.title)
    alike = len(said & told) >= _MOST_SHARED * min(len(said), len(told)) > 0
    return event.start.day == other.start.day and alike
