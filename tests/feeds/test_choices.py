"""What an address chooses of a feed, and what of it is passed over or refused."""

from datetime import UTC, datetime

import pytest

from articles.errors import ChoiceError
from feeds.choices import MOST_ENTRIES, FeedChoices, parse_feed_choices, written_place


def test_parameters_of_others_are_passed_over() -> None:
    """Readers and caches add their own; of ours the last holds."""
    chosen = parse_feed_choices([("utm_source", "x"), ("limit", "9"), ("limit", "5")])
    assert chosen == FeedChoices(limit=5)


@pytest.mark.parametrize("limit", [1, MOST_ENTRIES])
def test_a_limit_is_a_number_of_articles(limit: int) -> None:
    assert parse_feed_choices([("limit", str(limit))]).limit == limit


@pytest.mark.parametrize("value", ["0", str(MOST_ENTRIES + 1), "-1", "x", "٣", "", "9" * 5000])
def test_another_limit_is_refused(value: str) -> None:
    with pytest.raises(ChoiceError, match="limit"):
        parse_feed_choices([("limit", value)])


def test_a_place_is_read_as_it_was_told() -> None:
    """One that no feed has told is refused."""
    place = (datetime(2025, 9, 23, 6, tzinfo=UTC), "summit")
    assert parse_feed_choices([("before", written_place(place))]).before == place
    for value in ("summit", "2025-09-23T06:00:00,summit", "0001-01-01T00:00:00+23:59Z,a", ",a"):
        with pytest.raises(ChoiceError, match="before"):
            parse_feed_choices([("before", value)])
