"""Whether the lines of a timeline tell what was or what is to come, by the verbs that open them."""

from collections.abc import Iterable

from articles.dates.vocabulary.conjugation import Sense, sense_of
from articles.model import Preference

_OPENING_WORDS = 15  # of a line, among which its first verb stands
_COMING: frozenset[Sense | None] = frozenset({"present", "coming"})


def leaning(lines: Iterable[str]) -> Preference:
    """The side of today on which the days of these lines lie; "nearest" where they do not say."""
    told = list(map(_first_sense, lines))
    past = sum(sense in {"past", "was"} for sense in told)
    coming = sum(sense in _COMING for sense in told)
    if past > coming and 2 * past >= len(told):
        return "past"
    return "future" if coming > past and 2 * coming >= len(told) else "nearest"


def _first_sense(line: str) -> Sense | None:
    return next(filter(None, map(sense_of, line.split()[:_OPENING_WORDS])), None)
