"""One time told in two calendars."""

from articles.dates.mention import Mention
from articles.dates.rules.machine import Match
from articles.dates.rules.parts import Mentions
from articles.model import CalendarSystem

_HIJRI_EPOCH, _HIJRI_RATE = 621.5, 1.0307  # years, and Hijri years in a Gregorian one


def calendar_of(mention: Mention) -> CalendarSystem:
    """The calendar of a mention or of the last of its parts."""
    return calendar_of(mention.parts[-1]) if mention.parts else mention.calendar


def double(match: Match, mentions: Mentions) -> Mention | None:
    """One time told in two calendars; the Gregorian comes first in `parts`."""
    left, right = mentions[match.place("left")], mentions[match.place("right")]
    calendars = {calendar_of(left), calendar_of(right)}
    if len(calendars) == 1 or "gregorian" not in calendars:
        return None
    if not set(match.letter("sep")) & set("=/(-") and not _same_year(left, right):
        return None
    if calendar_of(left) != "gregorian":
        left, right = right, left
    right.clock, left.clock = None, left.clock or right.clock
    return Mention(kind="double", parts=(left, right), clock=left.clock)


def _same_year(left: Mention, right: Mention) -> bool:
    """Whether years in two calendars can be the same, so that a comma may join their days."""
    gregorian, other = (left, right) if left.calendar == "gregorian" else (right, left)
    if gregorian.year is None or other.year is None:
        return False
    if other.calendar == "persian":
        return gregorian.year - other.year in {621, 622}
    reckoned = (gregorian.year - _HIJRI_EPOCH) * _HIJRI_RATE
    return abs(reckoned - other.year) <= 1.5  # noqa: PLR2004
