"""What stands around a line: its place, its date beside the article's, the company of its like."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise

from articles.boilerplate.roles import LONG_WORDS, Role
from articles.boilerplate.suspects import WORDED, Suspect, joins
from articles.dates import FoundDate
from articles.prose import ends_sentence, introduces, stems, words
from articles.text import fold

_HEADED: frozenset[Role] = frozenset({"body", "intro", "list", "table"})
_NEAR_DAYS = 15
_FAR_DAYS = 60
_ALIKE = 3
_MOST = 0.8
_NAME_WORDS = 3.5
_FIGURE_WORDS = 6.5
_LABEL_WORDS = 4
_COLON = re.compile(r"\W{0,2}:")
_LABEL = re.compile(r"[^:]{2,40}:(?=\s)")


def of_places(lines: Sequence[Suspect]) -> None:
    """What stands before and after a line."""
    running = [index for index, line in enumerate(lines) if line.runs]
    first, last = (running[0], running[-1]) if running else (len(lines), len(lines))
    alone = {before + 1 for before, after in pairwise(running) if after == before + 2}
    _of_what_is_over(lines)
    for index, line in enumerate(lines):
        if line.runs:
            continue
        line.evidence.append(_stands(index, first, last))
        if not running and line.role not in WORDED and not line.source.suspicion:
            line.evidence.append("no text beside it")
        if index in alone and len(alone) > 1:
            line.evidence.append("headings elsewhere")
        line.evidence += _heads(line, lines[index + 1 : index + 2])


def _of_what_is_over(lines: Sequence[Suspect]) -> None:
    """Whether a marker, an announcement or an unfinished line stands over a line."""
    closing = _closes(lines)
    marked = introduced = below = False
    for before, line in pairwise([None, *lines]):
        assert line is not None  # noqa: S101  only the first has nothing before it
        if before is None or before.piece != line.piece:
            below = (below or introduced) and not line.runs
            worded = before is None or before.role in WORDED
            introduced = not worded and before is not None and introduces(before.text)
            if before and not line.runs and not _is_closed(before, closing=closing):
                line.evidence.append("after an open line")
        if line.role == "related" or line.runs:
            marked = line.role == "related"
            continue
        if introduced:
            line.evidence.append("announced" if line.item is None else "in an announced list")
        elif marked:
            line.evidence.append("under a marker")
        elif below:
            line.evidence.append("further under an intro")


def _stands(index: int, first: int, last: int) -> str:
    if index < first:
        return "before the text"
    return "after the text" if index > last else "in the text"


def _closes(lines: Sequence[Suspect]) -> bool:
    """Whether the text ends its paragraphs with full stops."""
    long = [line.text for line in lines if line.item is None and len(line.said) >= LONG_WORDS]
    return 2 * sum(map(ends_sentence, long)) >= len(long)


def _is_closed(line: Suspect, *, closing: bool) -> bool:
    """Whether a line is finished: a sentence, a table, an item; not a line that another follows."""
    if line.role in {"list", "table", *WORDED}:
        return True
    return ends_sentence(line.text) or (line.runs and not closing)


def _heads(line: Suspect, below: Sequence[Suspect]) -> Iterator[str]:
    """Whether it may be the heading of what stands under it, and names what that tells."""
    headed = bool(below) and below[0].role in _HEADED and not ends_sentence(line.text)
    if line.source.markup == "heading":
        yield "heading element" if headed else "heading over nothing"
    if headed:
        yield "over text"
        if below[0].runs and below[0].said and joins(below[0].said[0]):
            yield "over text that goes on"
        if stems(line.told) & stems(below[0].told):
            yield "names what is under it"


def of_dates(lines: Sequence[Suspect], published: date | None) -> None:
    """Where the date of a line stands in it, and how far it is from the article's own."""
    own = [published] if published else []
    own += [day for line in lines if line.runs for day in _days(line.dates)]
    for line in lines:
        if line.runs or not line.dates:
            continue
        line.evidence += _date_shape(line.text, line.dates)
        days = _days(line.dates)
        if days and own:
            gap = min(abs((day - told).days) for day in days for told in own)
            if gap <= _NEAR_DAYS:
                line.evidence.append("date near the article's")
            elif gap > _FAR_DAYS:
                line.evidence.append("date far from the article's")


def _days(dates: Iterable[FoundDate]) -> list[date]:
    return [day for found in dates if "day" not in found.inferred and (day := found.starts.day)]


def _date_shape(text: str, dates: Sequence[FoundDate]) -> Iterator[str]:
    first, last = dates[0], dates[-1]
    if sum(found.span[1] - found.span[0] for found in dates) >= _MOST * len(text):
        yield "date alone"
    elif not words(text[: first.span[0]]):
        yield "date and a colon" if _COLON.match(text, first.span[1]) else "date first"
    elif not words(text[last.span[1] :]):
        yield "date after a colon" if ":" in text[: last.span[0]] else "date last"
    if "year" in first.inferred and first.starts.day and "day" not in first.inferred:
        yield "date without its year"


def of_company(lines: Sequence[Suspect]) -> None:
    """What neighbouring lines that are no running text have in common."""
    for runs, group in groupby(lines, lambda line: line.runs or line.role in WORDED):
        run = list(group)
        if not runs and len(run) >= _ALIKE:
            for line in run:
                line.evidence += _alike(run)
            _repeated_labels(run)
            _in_order(run)


def _alike(run: Sequence[Suspect]) -> list[str]:
    """As which the lines of a run are alike: labels, figures, names, one opening word, dates."""
    found = []
    mean = sum(len(line.said) for line in run) / len(run)
    if len({tuple(line.said[:1]) for line in run}) == 1:
        found.append("like others: first word")
    if sum(_LABEL.match(line.text) is not None for line in run) >= _MOST * len(run):
        found.append("like others: label")
    figures = sum(any(map(str.isdigit, line.text)) for line in run)
    if figures >= _MOST * len(run) and mean < _FIGURE_WORDS:
        found.append("like others: figures")
    if mean < _NAME_WORDS:
        found.append("like others: names")
    return found


def _in_order(run: Sequence[Suspect]) -> None:
    """Dates of neighbours, three or more, of which none goes back."""
    dated = [(line, days[0]) for line in run if (days := _days(line.dates))]
    row: list[Suspect] = []
    for index, (line, day) in enumerate(dated):
        row.append(line)
        if index + 1 < len(dated) and dated[index + 1][1] >= day:
            continue
        if len(row) >= _ALIKE:
            for one in row:
                one.evidence.append("dates in order")
        row = []


def _repeated_labels(run: Sequence[Suspect]) -> None:
    """A label that stands before several lines names where they are from, not what they say."""
    labels = [_label(line.text) for line in run]
    counts = Counter(filter(None, labels))
    for line, label in zip(run, labels, strict=True):
        if label:
            line.evidence.append("label again" if counts[label] > 1 else "label")


def _label(text: str) -> str:
    """The few words before a colon, of which none is a number."""
    found = _LABEL.match(text)
    if found and any(map(str.isdigit, found[0])):
        return ""
    return fold(found[0]) if found and len(words(found[0])) <= _LABEL_WORDS else ""
