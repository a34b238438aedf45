"""Addresses that lead on: those of slices that were renamed, and those that people try."""

from collections.abc import Container, Iterable, Iterator, Mapping

from ruznama.edition.slices import slug_of
from ruznama.publishing.storage.snapshot import Body

# WordPress, Hugo and Jekyll have their feeds at these; browsers ask for the icon.
_EVERYDAY = {
    "/feed.xml": "/feed.rss",
    "/feed/": "/feed.rss",
    "/rss": "/feed.rss",
    "/rss/": "/feed.rss",
    "/rss.xml": "/feed.rss",
    "/index.xml": "/feed.rss",
    "/atom": "/feed.atom",
    "/atom.xml": "/feed.atom",
    "/opml": "/opml.xml",
    "/calendar": "/calendar.ics",
    "/favicon.ico": "/icon.png",
}
_PATHS = ("/feeds/{}/", "/feeds/{}.rss", "/feeds/{}.atom", "/feeds/{}.json", "/calendars/{}.ics")


def moved_paths(renamed: Iterable[tuple[str, str]], there: Container[str]) -> dict[str, str]:
    """By path the one that is meant, where something is there.

    Args:
        renamed: what slices were called, and what they are called now: names, or their addresses.
        there: the paths of everything that is published.
    """
    everyday = {path: meant for path, meant in _EVERYDAY.items() if meant in there}
    return everyday | {
        path.format(before): path.format(after)
        for old, new in renamed
        for before in _slugs(old)
        for after in _slugs(new)
        for path in _PATHS
        if path.format(after) in there and before != after
    }


def led_on(
    bodies: Mapping[str, Body], renamed: Iterable[tuple[str, str]], *, served: bool
) -> tuple[dict[str, Body], dict[str, str]]:
    """The bodies, and the paths that lead on; in a folder, which cannot, the same stand at both."""
    moved = moved_paths(renamed, bodies)
    there = dict(bodies)
    if served:
        for path in moved:
            there.pop(path, None)
    else:
        there |= {old: bodies[new] for old, new in _as_files(moved).items()}
    return there, moved


def _as_files(moved: Mapping[str, str]) -> dict[str, str]:
    """Those at which a file can stand for the one that is meant."""
    return {
        path: meant
        for path, meant in moved.items()
        if path.endswith("/") == meant.endswith("/") and (path.endswith("/") or "." in path)
    }


def _slugs(name: str) -> Iterator[str]:
    """What the name can be in an address: as it stands, and as that of a category or tag."""
    return iter(dict.fromkeys((name, slug_of(name))))
