"""The plain-text reader: lines to pieces. Tables, lists and single lines; no more is known here."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from articles.blocks import At, Item, ListBlock, TextBlock
from articles.draft import MAX_ROWS, Draft, Piece, RawBody, rows_cut
from articles.formats.breaks import BULLET
from articles.formats.charset import charset_notes, decode
from articles.formats.pipes import Line, has_pipe, is_rule, read_pipes
from articles.model import Note
from articles.prose import words
from articles.text import clean

_NUMBER = re.compile(r"\(?\d{1,2}[.)-]\s+(?=\D)")
# Before a number, or a letter without a space, only where it counts on: "1. 11 مارس: …", "2-في …".
_COUNT = re.compile(r"\(?(\d{1,2})[.)-](?:\s+(?=\d)|(?=[^\W\d_]))")
_LONGEST_ROW_WITHOUT_PIPES = 200


def read_plaintext(body: RawBody) -> Draft:
    """The draft of a text file.

    Raises:
        ReadError: it is in no charset that gives readable text.
    """
    text, encoding = decode(body.content, name=body.name, charset=body.charset)
    pieces, notes = read_lines(text)
    told = (*charset_notes(encoding, body.charset), *notes)
    return Draft(kind="text", encoding=encoding, pieces=tuple(pieces), notes=told)


def read_lines(text: str) -> tuple[list[Piece], list[Note]]:
    """The pieces of a text, and what had to be mended in it."""
    pieces: list[Piece] = []
    notes: list[Note] = []
    lines = source_lines(text)
    start = 0
    while start < len(lines):
        end, read = _run(lines, start)
        found, mended = read(lines[start:end])
        pieces += found
        notes += mended
        start = end
    return pieces, notes


def source_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank, cleaned, with their numbers."""
    lines = enumerate(clean(text).split("\n"), start=1)
    return [
        Line(number=number, text=words, indented=line[0].isspace())
        for number, line in lines
        if (words := " ".join(line.split()))
    ]


_Read = Callable[[Sequence[Line]], tuple[list[Piece], list[Note]]]


def _run(lines: Sequence[Line], start: int) -> tuple[int, _Read]:
    """Where the run that begins at `start` ends, and what reads it."""
    for find_end, read in ((_table_end, _read_table), (_list_end, _read_list)):
        end = find_end(lines, start)
        if end > start:
            return end, read
    return start + 1, _read_line


def _read_line(lines: Sequence[Line]) -> tuple[list[Piece], list[Note]]:
    (line,) = lines
    if not words(line.text):  # a rule of stars, a pipe that a menu left
        return [], []
    return [Piece(block=TextBlock(type="paragraph", text=line.text, at=At(line=line.number)))], []


def _read_table(lines: Sequence[Line]) -> tuple[list[Piece], list[Note]]:
    pieces, notes = read_pipes(lines[:MAX_ROWS])
    return pieces, notes if len(lines) <= MAX_ROWS else [*notes, rows_cut(_span(lines[MAX_ROWS:]))]


def _table_end(lines: Sequence[Line], start: int) -> int:
    """One line with a pipe is no table; a row may have lost its pipes, the first and last not."""
    end = start
    while end < len(lines) and (has_pipe(lines[end].text) or _lost_its_pipes(lines, end, start)):
        end += 1
    return end if end - start > 1 else start


def _lost_its_pipes(lines: Sequence[Line], index: int, start: int) -> bool:
    """Whether a line stands like a row between two rows, with no blank line and no new header."""
    if not start < index < len(lines) - 1 or len(lines[index].text) > _LONGEST_ROW_WITHOUT_PIPES:
        return False
    before, line, after = lines[index - 1 : index + 2]
    if line.number - before.number > 1 or after.number - line.number > 1:
        return False
    heads = index + 2 < len(lines) and is_rule(lines[index + 2].text)
    return has_pipe(before.text) and has_pipe(after.text) and not heads


def _list_end(lines: Sequence[Line], start: int) -> int:
    """A number before a single line is no list: sections of an article are numbered so."""
    for mark, least in ((BULLET, 1), (_NUMBER, 2)):
        end = start
        count = 0
        while end < len(lines):
            opens = _opening(mark, lines[end].text, count) is not None
            if not opens and not (count and _goes_on(lines, end)):
                break
            count += opens
            end += 1
        if count >= least:
            return end
    return start


def _opening(mark: re.Pattern[str], text: str, count: int) -> re.Match[str] | None:
    """The bullet or number that opens an item after `count` others."""
    opening = mark.match(text)
    if opening or mark is not _NUMBER:
        return opening
    counted = _COUNT.match(text)
    return counted if counted and int(counted[1]) == count + 1 else None


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a line without a bullet belongs to the item before it."""
    line, before = lines[index], lines[index - 1]
    adjacent = line.number == before.number + 1
    return adjacent and (line.indented or BULLET.fullmatch(before.text) is not None)


def _read_list(lines: Sequence[Line]) -> tuple[list[Piece], list[Note]]:
    mark = BULLET if BULLET.match(lines[0].text) else _NUMBER
    items: list[list[str]] = []
    spans: list[list[Line]] = []
    for line in lines:
        opening = _opening(mark, line.text, len(items))
        if opening:
            items.append([line.text[opening.end() :]])
            spans.append([line])
        else:
            items[-1].append(line.text)
            spans[-1].append(line)
    block = ListBlock(
        ordered=mark is _NUMBER,
        items=tuple(
            Item(text=" ".join(filter(None, words)), at=replace(_span(span), item=number))
            for number, (words, span) in enumerate(zip(items, spans, strict=True), start=1)
        ),
        at=_span(lines),
    )
    return [Piece(block=block)], []


def _span(lines: Sequence[Line]) -> At:
    first, last = lines[0].number, lines[-1].number
    return At(line=first, last_line=last if last > first else None)
