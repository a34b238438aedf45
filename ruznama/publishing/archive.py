"""The pages of a feed's archive (RFC 5005, 4): full, in the order in which articles came.

A new article moves none of them; what is not yet in a page stands in the feed itself, and nothing
in both.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from feeds.model import Address, Channel
from ruznama.edition.edition import Publication
from ruznama.edition.site import Site
from ruznama.publishing.findable import Findable, in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivePage:
    """Where a page is, and the ids of its articles."""

    address: Address
    ids: Sequence[str]


def archive_pages(ids: Iterable[str], publication: Publication, site: Site) -> list[ArchivePage]:
    """The full pages of the articles with these ids, the oldest page first."""
    size = max(1, site.feed_limit // 2)
    count = max(0, -((site.feed_limit - publication.numbered) // size))
    pages: dict[int, list[str]] = {}
    for article_id in ids:
        page = publication.places[article_id].number // size
        if page < count:
            pages.setdefault(page, []).append(article_id)
    return [
        ArchivePage(address=Address(base_url=site.base_url, path=f"archive/{page + 1}"), ids=told)
        for page, told in sorted(pages.items())
    ]


def archive_channels(
    main: Channel, pages: Sequence[ArchivePage], items: Mapping[str, Findable]
) -> Iterator[Channel]:
    """The pages as feeds, each naming its neighbours and the feed to subscribe to."""
    addresses = [page.address for page in pages]
    for number, page in enumerate(pages):
        mine = in_order(items[each] for each in page.ids)
        yield replace(
            main,
            address=page.address,
            current=main.address,
            updated=max(item.entry.updated for item in mine),
            entries=tuple(item.entry for item in mine),
            deleted=(),
            prev_archive=addresses[number - 1] if number else None,
            next_archive=addresses[number + 1] if number + 1 < len(pages) else None,
        )
