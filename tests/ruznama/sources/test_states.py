"""The life of an item, whatever happens to it, in whatever order; and who is found by what."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruznama.sources.absence import SeenTree, unseen
from ruznama.sources.remembered import states
from ruznama.sources.remembered.identities import (
    Announced,
    address_key,
    is_front_page,
    names_told,
    own_names,
    published_url,
)
from ruznama.sources.remembered.moves import find_moves
from ruznama.store.kept import SourceItem

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
NEW = SourceItem(locator="https://a.example/1", url="https://a.example/1", since=NOW)
LEVELS = ("", "teaser", "full")
events = st.lists(
    st.sampled_from(("full", "teaser", "unchanged", "held", "failed", "refused")), max_size=30
)


def after(item: SourceItem, event: str, reading: str = "a") -> SourceItem:
    later = NOW + HOUR
    match event:
        case "full":
            return states.read(item, "full", later)
        case "teaser":
            return states.teased(item)
        case "unchanged":
            return states.unchanged(item, later)
        case "held":
            return states.held(item, reading, "it says less", later)
        case "failed":
            return states.failed(item, "answers with 503", "It is asked again later", later)
        case _:
            return states.refused(item, "robots.txt says so", "Ask its operator", later)


@given(events)
def test_what_is_published_never_becomes_less(told: list[str]) -> None:
    """A full article stays full, a teaser at least one, whatever comes."""
    item = NEW
    for event in told:
        before, item = item, after(item, event)
        assert LEVELS.index(item.best) >= LEVELS.index(before.best)


@given(events)
def test_who_is_well_has_no_problem_and_who_is_not_has_one(told: list[str]) -> None:
    """So that status can name what to look at; and nobody lacks what is published."""
    item = NEW
    for event in told:
        item = after(item, event)
        assert (item.problem is None) or item.state in {"held", "failed", "refused", "teaser"}
        assert (item.state not in {"failed", "refused", "held"}) or item.problem
        assert not (item.is_missing and item.best)
        assert item.failures == 0 or item.problem


@given(events, st.sampled_from("ab"))
def test_only_the_reading_that_is_held_agrees(told: list[str], other: str) -> None:
    """Also after it could not be had for a while; a good one ends the doubt."""
    item = after(NEW, "held", "a")
    for event in told:
        item = after(item, event)
    is_held = all(event not in {"full", "unchanged"} for event in told) or "held" in told
    assert states.agrees(item, "a") or not is_held or item.held is None
    assert not states.agrees(item, f"not {other}")
    assert not states.agrees(after(item, "full"), "a")


def test_what_is_held_is_asked_for_whole() -> None:
    """A host that answers 304 to it would keep the doubt for ever."""
    known = replace(NEW, etag='"1"', last_modified="Sun, 01 Mar 2026 09:00:00 GMT")
    held = after(known, "held")
    assert (held.etag, held.last_modified) == (None, None)


@given(st.integers(1, 60), st.floats(0, 0.1))
def test_what_fails_is_tried_ever_later_a_day_at_most(failures: int, spread: float) -> None:
    """Retry-After counts too."""
    wait = states.back_off(failures, HOUR, None, spread)
    assert 0.9 * HOUR <= wait <= timedelta(days=1)
    assert wait <= states.back_off(failures + 1, HOUR, None, 0)
    assert states.back_off(failures, HOUR, 3 * states.LONGEST_WAIT, spread) > timedelta(days=2)


@pytest.mark.parametrize(
    ("age", "wait"),
    [
        (timedelta(), HOUR),
        (timedelta(hours=23), HOUR),
        (timedelta(days=1), timedelta(days=1)),
        (timedelta(days=13), timedelta(days=1)),
        (timedelta(days=14), timedelta(days=7)),
        (timedelta(days=90), None),
    ],
)
def test_a_page_is_read_again_hourly_then_daily_then_weekly(
    age: timedelta, wait: timedelta | None
) -> None:
    """Corrections come early; after three months no more."""
    assert states.pace(NEW, NOW + age) == wait


TREE = SeenTree(places={".": "1:2", "a": "1:3", "disk": "1:4"}, full={".", "a"}, unlisted={})


@pytest.mark.parametrize(
    ("locator", "place", "told"),
    [
        ("gone.txt", "1:2", None),
        ("gone.txt", None, None),
        ("gone.txt", "9:9", None),  # another folder, but it holds articles
        ("a/gone.txt", "1:3", None),
        ("disk/gone.txt", "1:4", None),  # the same folder, emptied
        ("disk/gone.txt", "7:1", "disk is empty and not the one"),
        ("disk/deep/gone.txt", "7:1", "disk is empty and not the one"),
        ("disk/deep/gone.txt", "1:9", None),  # a folder that was deleted with what it held
        ("b/gone.txt", "1:9", None),
        ("shut/gone.txt", "1:5", "shut cannot be listed: permission denied"),
        ("shut/deep/gone.txt", "1:5", "shut cannot be listed"),
    ],
)
def test_absence_is_not_deletion(locator: str, place: str | None, told: str | None) -> None:
    """The table of `ruznama.sources.absence`, row by row."""
    tree = replace(TREE, unlisted={"shut": "permission denied"})
    said = unseen(locator, place, tree)
    assert (said is None) == (told is None)
    assert told is None or told in (said or "")


def test_an_empty_mount_point_is_told() -> None:
    """The folder is there, and another: nothing that lay in it was deleted."""
    tree = SeenTree(places={".": "1:9"}, full=(), unlisted={})
    assert "is its disk mounted?" in (unseen("a.txt", "7:2", tree) or "")
    assert unseen("a.txt", "1:9", tree) is None


files = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("123456"), max_size=6)


@given(files, files)
def test_moves_lose_and_double_nothing(known: dict[str, str], now: dict[str, str]) -> None:
    """Each goes where its content is, to a name of its own, and none replaces one that stays."""
    moves = find_moves(known, now)
    assert len(set(moves.values())) == len(moves)
    for old, new in moves.items():
        assert known[old] == now[new]
        assert now.get(old) != known[old]
        assert new not in known or new in moves


@pytest.mark.parametrize(
    ("now", "moves"),
    [
        ({"a": "2", "b": "1"}, {"a": "b", "b": "a"}),
        ({"a": "3", "c": "1", "b": "2"}, {"a": "c"}),
        ({"a": "1", "b": "2", "c": "1"}, {}),
        ({"b": "1"}, {}),  # written over another, which stays what it was to its readers
    ],
    ids=["exchanged", "renamed, and its name given to a new one", "copied", "written over"],
)
def test_files_are_followed_by_what_is_in_them(now: dict[str, str], moves: dict[str, str]) -> None:
    """Not by their names."""
    assert find_moves({"a": "1", "b": "2"}, now) == moves


@pytest.mark.parametrize(
    "other",
    [
        "https://news.example/a/1",
        "http://www.news.example/a/1",
        "http://m.news.example/a/1/",
        "http://news.example:80/a/1?utm_source=rss&fbclid=x",
        "http://news.example/a/1;jsessionid=0A1B2C",
        "http://news.example/a/1?PHPSESSID=8d3f",
        "http://news.example/a/1?sid=0123456789abcdef0123",
        "http://NEWS.example/a/1#comments",
    ],
)
def test_addresses_of_one_page_are_one(other: str) -> None:
    """Whatever the scheme, the host's prefix, and what says who reads."""
    assert address_key(other) == address_key("http://news.example/a/1")


@pytest.mark.parametrize(
    "other", ["/a/2", "/a/1?sid=12", "/a/1?page=2", "/a/1?id=0123456789abcdef0123"]
)
def test_other_pages_are_others(other: str) -> None:
    """A short `sid` is the number of a story."""
    assert address_key(f"http://news.example{other}") != address_key("http://news.example/a/1")


@pytest.mark.parametrize(
    "path", ["", "/", "/ar", "/ar/", "/index.html", "/en/home.aspx", "/ar-EG/"]
)
def test_a_front_page_is_nobodys_address(path: str) -> None:
    """However it is written."""
    assert is_front_page(f"https://news.example{path}")
    assert address_key(f"https://news.example{path}") is None


def test_what_two_entries_share_names_neither() -> None:
    """A link to one live page, a guid that is the same everywhere."""
    first = names_told(Announced(guid="1", url="http://a.example/live", title="خبر أول"))
    second = names_told(Announced(guid="1", url="http://a.example/live", title="خبر ثان"))
    mine, theirs = own_names([first, second])
    assert len(mine) == len(theirs) == 1
    assert set(mine).isdisjoint(theirs)


def test_links_are_published_without_who_reads() -> None:
    """And otherwise as they were told."""
    told = "https://a.example/x%20y?b=2&utm_medium=rss&PHPSESSID=abc&a=1#top"
    assert published_url(told) == "https://a.example/x%20y?b=2&a=1#top"
    assert published_url("https://a.example/x?b=2") == "https://a.example/x?b=2"
