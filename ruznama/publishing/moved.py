"""Where slices are found that were renamed: their old addresses lead to the new ones."""

from collections.abc import Container, Iterable, Iterator

from ruznama.edition.slices import slug_of

_PATHS = ("/feeds/{}/", "/feeds/{}.rss", "/feeds/{}.atom", "/feeds/{}.json", "/calendars/{}.ics")


def moved_paths(renamed: Iterable[tuple[str, str]], there: Container[str]) -> dict[str, str]:
    """By old path the new one, where something is there.

    Args:
        renamed: what slices were called, and what they are called now: names, or their addresses.
        there: the paths of everything that is published.
    """
    return {
        path.format(before): path.format(after)
        for old, new in renamed
        for before in _slugs(old)
        for after in _slugs(new)
        for path in _PATHS
        if path.format(after) in there and before != after
    }


def _slugs(name: str) -> Iterator[str]:
    """What the name can be in an address: as it stands, and as that of a category or tag."""
    return iter(dict.fromkeys((name, slug_of(name))))
