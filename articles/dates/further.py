"""Further days that a text adds to what comes again: "كل ثلاثاء، إضافة إلى 10 مايو"."""

import re
from collections.abc import Iterable

from articles.dates.results import FoundDate, Undated
from articles.text import fold

_ADDING = re.compile(
    r"[\s,،(]*و?(?:ايضا|كذلك|(?:بال|ال)?اضافه الي|فضلا عن|علاوه علي)[\s,،]*"
    r"(?:(?:في|يوم|يومي|ايام)\s+)*"
)
_AND = re.compile(r"[\s,،]*و?")


def with_further_days(
    text: str, found: Iterable[FoundDate | Undated]
) -> tuple[FoundDate | Undated, ...]:
    """The dates, days that are added to what comes again told with it."""
    told: list[FoundDate | Undated] = []
    for one in found:
        before = told[-1] if told else None
        if before is not None and before.rrule and _adds(text, before, one):
            assert isinstance(one, FoundDate)  # noqa: S101  a day was asked for
            span = (before.span[0], one.span[1])
            rdates = (*before.rdates, one.start[:10])
            told[-1] = before._replace(text=text[slice(*span)], span=span, rdates=rdates)
        else:
            told.append(one)
    return tuple(told)


def _adds(text: str, before: FoundDate | Undated, one: FoundDate | Undated) -> bool:
    """Whether a date is one more day of what comes again."""
    if not isinstance(one, FoundDate) or one.rrule or one.end or one.starts.day is None:
        return False
    between = fold(text[before.span[1] : one.span[0]])
    return bool(_ADDING.fullmatch(between) or (before.rdates and _AND.fullmatch(between)))
