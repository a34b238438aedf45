"""What a subscriber may choose in the address of a feed.

Parameters that are not ours are passed over: readers and caches add their own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from articles.asking import words_of
from articles.errors import ChoiceError

MOST_ENTRIES = 200
# What tells the place of an entry in every feed: its date of publication, and its article's id.
Place = tuple[datetime, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedChoices:
    """What is asked for.

    Attributes:
        words: articles that hold all these words.
        tag: articles with this tag or section.
        source: articles of this source or publisher, or on this host.
        limit: the newest articles; None for as many as the feed holds.
        before: articles that come after this place, where a feed goes on.
    """

    words: str | None = None
    tag: str | None = None
    source: str | None = None
    limit: int | None = None
    before: Place | None = None


def parse_feed_choices(query: Iterable[tuple[str, str]]) -> FeedChoices:
    """The choices in the parameters of an address, decoded; of a repeated one the last holds.

    Raises:
        ChoiceError: a value means nothing.
    """
    choices = FeedChoices()
    for name, value in query:
        if name in _PARSERS:
            choices = _PARSERS[name](choices, value)
    return choices


def _limit(value: str) -> int:
    if not (value.isascii() and value.isdecimal() and 1 <= int(value[:9]) <= MOST_ENTRIES):
        raise ChoiceError(
            parameter="limit", value=value, expected=f"a number from 1 to {MOST_ENTRIES}"
        )
    return int(value)


def written_place(place: Place) -> str:
    """A place as the parameter `before` has it."""
    moment = place[0].astimezone(UTC).replace(tzinfo=None)
    return f"{moment.isoformat()}Z,{place[1]}"


def _before(value: str) -> Place:
    moment, _, article_id = value.partition(",")
    try:
        place = (datetime.fromisoformat(moment).astimezone(UTC), article_id)
    except (ValueError, OverflowError):
        place = None
    if place is None or not moment.endswith("Z"):
        raise ChoiceError(parameter="before", value=value, expected="a place that a feed has told")
    return place


_PARSERS: dict[str, Callable[[FeedChoices, str], FeedChoices]] = {
    "q": lambda choices, value: replace(choices, words=words_of("q", value)),
    "tag": lambda choices, value: replace(choices, tag=words_of("tag", value)),
    "source": lambda choices, value: replace(choices, source=words_of("source", value)),
    "before": lambda choices, value: replace(choices, before=_before(value)),
    "limit": lambda choices, value: replace(choices, limit=_limit(value)),
}
# The names of the parameters that choose.
FEED_PARAMETERS = frozenset(_PARSERS)
