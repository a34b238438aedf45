"""The calendars of a year hold all of its events, and none is too large."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from exporters.dated import Listing, listings
from exporters.window import ROOM
from ruznama.edition.shelf import Shown
from ruznama.publishing.forms.year_parts import Part, months_apart, parts_of_year
from tests.builders import first_reading

_ROWS = [("حدث", (date(2026, 1, 1) + timedelta(days=day)).isoformat()) for day in range(0, 365, 5)]
_LISTINGS = listings([first_reading(_ROWS)], "https://news.example/")


def _line(listing: Listing, octets: int) -> Shown:
    return Shown(listing=listing, lines=(b"", octets), slugs=frozenset())


def _parts(lines: list[Shown]) -> list[Part]:
    """With the room that a calendar has, the first events first."""

    def fit(told: object, _: date) -> list[Shown]:
        kept: list[Shown] = []
        for line in told:  # type: ignore[attr-defined]
            if sum(each.octets for each in kept) + line.octets <= ROOM:
                kept.append(line)
        return kept

    return parts_of_year(2026, lines, date(2026, 6, 1), fit)


@given(
    st.lists(
        st.tuples(st.sampled_from(range(len(_LISTINGS))), st.integers(1_000, ROOM // 2)),
        min_size=1,
        max_size=30,
    )
)
def test_all_events_are_in_calendars_that_lead_on(told: list[tuple[int, int]]) -> None:
    """However many, and however large; each path stands once."""
    lines = [_line(_LISTINGS[at], octets) for at, octets in sorted(told)]
    parts = _parts(lines)
    assert all(sum(line.octets for line in part.lines) <= ROOM for part in parts)
    assert {id(line) for part in parts for line in part.lines} == {id(line) for line in lines}
    paths = [part.path for part in parts]
    assert len(set(paths)) == len(paths)
    assert [part.following for part in parts] == [*paths[1:], None]
    assert paths[0] == "/calendars/2026.ics"
    months = {f"/{path}" for path in months_apart(lines).values()}
    assert months <= set(paths)
    assert bool(months) is (len(paths) > 1)


def test_parts_are_named_by_month_day_and_number() -> None:
    """So that an address stays that of its month, whatever is added elsewhere."""
    third = ROOM // 3 + 1
    march = [listing for listing in _LISTINGS if listing.days.first.month == 3]
    june = next(listing for listing in _LISTINGS if listing.days.first.month == 6)
    lines = [_line(march[0], third) for _ in range(3)]
    lines += [_line(march[1], third), _line(june, third)]
    assert [part.path.removeprefix("/calendars/") for part in _parts(lines)] == [
        "2026.ics",
        "2026/03.ics",
        f"2026/03/{march[0].days.first:%d}.ics",
        f"2026/03/{march[0].days.first:%d}-2.ics",
        f"2026/03/{march[1].days.first:%d}.ics",
        "2026/06.ics",
    ]
