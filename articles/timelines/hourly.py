"""Lines that tell an hour, and the line over them that tells their day."""

from articles.boilerplate.roles import role_of
from articles.dates.shapes import leading_clock
from articles.draft import Piece
from articles.prose import introduces
from articles.timelines.reader import stated_day
from articles.timelines.split import (
    FindDates,
    is_hour,
    split_hour,
    split_leading,
    split_trailing,
)

_LONGEST_DAY = 120
_LONGEST_HOUR_LINE = 160
_MOST_HEADING_WORDS = 12


def day_over(piece: Piece, find: FindDates) -> str | None:
    """The words of the day that a short text tells, alone or with a label, for hours under it."""
    if not piece.is_text or len(piece.text) > _LONGEST_DAY:
        return None
    text = piece.text
    if len(text.split()) > _MOST_HEADING_WORDS or not any(map(str.isdigit, text)):
        return None
    if introduces(text):
        return stated_day([text], find)
    dated = split_leading(text, find) or split_trailing(text, find)
    if dated is None or not dated.marked:
        return None
    first = dated.dates[0]
    whole = first.grain == "day" and first.end is None and "day" not in first.inferred
    return first.text if whole and len(dated.dates) == 1 else None


def tells_hour(piece: Piece, day: str | None, find: FindDates) -> bool:
    """Whether a line tells an hour of the day over it, and no day of its own."""
    text = piece.text
    if day is None or not piece.is_text or piece.markup == "heading" or "\n" in text:
        return False
    if leading_clock(text) and role_of(piece) == "body":  # a text under its day
        return False
    if len(text) > _LONGEST_HOUR_LINE or any(not is_hour(one) for one in find(text)):
        return False
    return split_hour(text, day, find) is not None
