"""Lines that are the date of an article: told in full, with a word that says so or nearly alone."""

import re
from datetime import datetime

from articles.dates import DateContext, FoundDate, find_dates
from articles.draft import word_count
from articles.text import fold

_DATE_SHARE = 0.4  # of a line that is taken for a date line without a word that says so
_SURE = 0.95
_PUBLISHED = re.compile(r"(?:^|\W)(?:نشر|النشر|نشرت|تاريخ|كتب في)(?:\W|$)")
# "حدث" is also "it happened", so it counts only where it opens the line.
_MODIFIED = re.compile(r"(?:^|\W)(?:اخر تحديث|تحديث|اخر تعديل|تعديل)(?:\W|$)|^\W*حدث\W")
_BARE_WORDS = 2  # beside a date that no word says the purpose of: a place, an agency
_LABEL_WORDS = 3  # beside the date, of a line that says what date it is


def full_date(text: str, at: datetime, timezone: str) -> FoundDate | None:
    """The first date of a line that leaves nothing out and is no range."""
    for date in find_dates(text, at, DateContext(timezone=timezone)):
        told = not {"year", "month", "day"} & set(date.inferred)
        if told and date.end is None and date.starts.day and date.confidence >= _SURE:
            return date
    return None


def is_labelled(date: FoundDate, text: str) -> bool:
    """Whether a line says of what its date is, and hardly more: "نشر الجيش قواته" is news."""
    if _words_beside(date, text) > _LABEL_WORDS:
        return False
    folded = fold(text)
    return _PUBLISHED.search(folded) is not None or _MODIFIED.search(folded) is not None


def is_bare(date: FoundDate, text: str) -> bool:
    """Whether a line is a date and hardly more, and does not say of what."""
    much = date.span[1] - date.span[0] >= _DATE_SHARE * len(text)
    return much and not is_labelled(date, text) and _words_beside(date, text) <= _BARE_WORDS


def is_date_alone(text: str, at: datetime, timezone: str) -> bool:
    """Whether a line is a whole date and not a word more."""
    date = full_date(text, at, timezone)
    return date is not None and _words_beside(date, text) == 0


def is_date_label(text: str) -> bool:
    """Whether a line says that the date on the next is that of the article."""
    folded = fold(text)
    return word_count(text) <= _LABEL_WORDS and _PUBLISHED.search(folded) is not None


def tells_change(text: str) -> bool:
    """Whether the date of a line is that of the last change."""
    folded = fold(text)
    return _MODIFIED.search(folded) is not None and _PUBLISHED.search(folded) is None


def _words_beside(date: FoundDate, text: str) -> int:
    return word_count(f"{text[: date.span[0]]} {text[date.span[1] :]}")
