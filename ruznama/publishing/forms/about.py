"""What stands around the feeds of a site: their titles, addresses, and where they go on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote, urlencode

from feeds.choices import written_place
from feeds.formats import FeedFormat
from feeds.model import Address, AtomLink, Channel
from ruznama.edition.card import Card
from ruznama.edition.site import Site
from ruznama.edition.slices import Slice

# When a feed last changed in which nothing ever stood.
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class About:
    """Describes the feeds of a site, before anything is in them."""

    def __init__(self, site: Site, formats: Sequence[FeedFormat], *, served: bool) -> None:
        self._site = site
        self._formats = formats
        self._served = served

    @property
    def everything(self) -> Channel:
        """The feed of everything, before anything is in it."""
        return self._channel(
            title=self._site.title,
            description=self._site.description,
            home_url=self._site.base_url,
            address=Address(base_url=self._site.base_url),
            calendar=f"{self._site.base_url}calendar.ics",
        )

    def of_slice(self, part: Slice) -> Channel:
        """That of a slice."""
        site, path = self._site, quote(part.slug)
        return self._channel(
            title=f"{site.title}: {part.name}",
            description=f"{part.name}، {site.description}",
            home_url=f"{site.base_url}feeds/{path}/",
            address=Address(base_url=site.base_url, path=f"feeds/{path}"),
            calendar=f"{site.base_url}calendars/{path}.ics",
        )

    def page(self, page: int) -> Address:
        """Where a page of the archive is."""
        return Address(base_url=self._site.base_url, path=f"archive/{page + 1}")

    def older(self, address: Address, cards: Sequence[Card], count: int) -> Address | None:
        """Where a feed goes on that shows `cards` of so many; None where that is all."""
        if not self._served or len(cards) >= count:
            return None
        asked = without_place(address).query
        place = urlencode({"before": written_place(cards[-1].order)})
        return replace(address, query=f"{asked}&{place}" if asked else f"?{place}")

    def _channel(self, *, calendar: str, **fields: object) -> Channel:
        site = self._site
        return Channel(
            updated=EPOCH,
            ttl=site.refresh,
            language=site.text_language,
            icon=f"{site.base_url}icon.png",
            hub=site.hub,
            stylesheet=f"{site.base_url}feed.css",
            alternates=tuple((form.suffix, form.media_type) for form in self._formats),
            links=(AtomLink(rel="related", href=calendar, type="text/calendar", title=site.title),),
            **fields,  # type: ignore[arg-type]
        )


def without_place(address: Address) -> Address:
    """The feed that goes on there."""
    asked = [each for each in parse_qsl(address.query[1:]) if each[0] != "before"]
    return replace(address, query=f"?{urlencode(asked)}" if asked else "")
