"""The feeds: the one of everything, the pages of its archive, one for each slice.

A feed whose entries are as they were is not written again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from urllib.parse import parse_qsl, quote, unquote

from articles.asking import holds
from articles.revisions.known import Revision
from feeds.choices import parse_feed_choices
from feeds.entries import deleted_entry
from feeds.formats import FORMATS, FeedFormat, feed_fault
from feeds.model import Address, AtomLink, Channel, Entry
from ruznama.edition.edition import Publication
from ruznama.edition.site import Site
from ruznama.edition.slices import Slice
from ruznama.publishing.archive import archive_channels, archive_pages
from ruznama.publishing.findable import Findable, findable, in_order, is_wanted
from ruznama.publishing.outputs import OPEN_TO_ALL, Fence, Output
from ruznama.publishing.snapshot import Body, Delta, KeptBodies, Selection, body
from ruznama.publishing.versions import Versions

FEED = "feed"
_LONGEST_QUERY = 2_000


class Channels:
    """Writes feeds, one publication after the other; only what changed is written anew."""

    def __init__(self, site: Site, fence: Fence, formats: Sequence[FeedFormat] = FORMATS) -> None:
        self._site = site
        self._formats = formats
        self._fence = fence
        self._items: dict[str, Findable] = {}
        self._shown: dict[str, tuple[Channel, Sequence[Findable]]] = {}
        self._versions = Versions(formats)

    def has(self, article_id: str) -> bool:
        """Whether an entry could be made of an article of this publication."""
        return article_id in self._items

    def entry(self, article_id: str) -> Entry:
        """The entry of an article of this publication."""
        return self._items[article_id].entry

    def paths(self) -> tuple[str, ...]:
        """Every feed in each format, but the pages of the archive."""
        return tuple(f"/{path}.{form.suffix}" for path in self._shown for form in self._formats)

    def channels(self) -> list[Channel]:
        """Every feed of this publication but the pages of the archive, without entries."""
        return [channel for channel, _ in self._shown.values()]

    def outputs(self, publication: Publication) -> Iterator[Output]:
        """Every feed in each format."""
        made = {one.id: self._tried_item(one, publication) for one in publication.revisions}
        self._items = {article_id: item for article_id, item in made.items() if item}
        ordered = in_order(self._items.values())
        self._shown = {}
        archive = archive_pages(self._items, publication, self._site)
        kept = {each for page in archive for each in page.ids}
        recent = [item for item in ordered if item.revision.id not in kept]
        main = self._main(publication, recent)
        if archive:
            main = replace(main, prev_archive=archive[-1].address)
        yield from self._show(main, ordered)
        for channel in archive_channels(main, archive, self._items):
            yield from self._documents(channel)
        for part in publication.slices:
            mine = [item for item in ordered if item.revision.id in part.ids]
            yield from self._show(self._of_slice(part, mine, publication), mine)

    def selections(self, changed: datetime, kept: KeptBodies) -> Iterator[tuple[str, Selection]]:
        """By path, what answers choices in the address of a feed."""
        for path, (channel, items) in self._shown.items():
            for form in self._formats:
                select = partial(self._select, channel, items, form, changed)
                name = f"/{path}.{form.suffix}"
                yield name, partial(_kept_selection, kept, name, select)

    def finder(self) -> Callable[[str], list[tuple[str, Entry]]]:
        """What finds the articles of this publication that hold words, the newest first."""
        items = self._shown[FEED][1]

        def find(words: str) -> list[tuple[str, Entry]]:
            return [(one.revision.id, one.entry) for one in items if holds(one.text, words)]

        return find

    def remember(self, bodies: Mapping[str, Body]) -> None:
        """Keeps of each feed that was published which entries that version of it held."""
        self._versions.remember(
            {path: channel for path, (channel, _) in self._shown.items()}, bodies
        )

    def deltas(self, changed: datetime, kept: KeptBodies) -> Iterator[tuple[str, Delta]]:
        """By path, what is new in a feed since an earlier version of it (RFC 3229)."""
        for path, (channel, _) in self._shown.items():
            for form in (each for each in self._formats if each.deltas):
                name = f"/{path}.{form.suffix}"
                yield name, self._versions.delta(name, channel, form, changed, kept)

    # what is in them

    def _tried_item(self, revision: Revision, publication: Publication) -> Findable | None:
        make = partial(self._item, revision, publication)
        return self._fence.tried(f"the article {revision.id}", make)

    def _item(self, revision: Revision, publication: Publication) -> Findable:
        kept = self._items.get(revision.id)
        if kept and kept.revision == revision:
            return kept
        place = publication.places.get(revision.id)
        return findable(revision, place.source if place else "", self._site.base_url)

    def _main(self, publication: Publication, items: Sequence[Findable]) -> Channel:
        site = self._site
        return self._channel(
            title=site.title,
            description=site.description,
            home_url=site.base_url,
            address=Address(base_url=site.base_url),
            updated=publication.changed,
            entries=tuple(item.entry for item in items),
            deleted=tuple(map(deleted_entry, publication.tombstones)),
            calendar=f"{site.base_url}calendar.ics",
        )

    def _of_slice(
        self, part: Slice, items: Sequence[Findable], publication: Publication
    ) -> Channel:
        site = self._site
        entries = tuple(item.entry for item in items[: site.feed_limit])
        moments = [each.updated for each in entries] or [publication.changed]
        path = quote(part.slug)
        return self._channel(
            title=f"{site.title}: {part.name}",
            description=f"{part.name}، {site.description}",
            home_url=f"{site.base_url}feeds/{path}/",
            address=Address(base_url=site.base_url, path=f"feeds/{path}"),
            updated=max([*moments, *(each.gone for each in publication.tombstones)]),
            entries=entries,
            calendar=f"{site.base_url}calendars/{path}.ics",
        )

    def _channel(self, *, calendar: str, **fields: object) -> Channel:
        site = self._site
        return Channel(
            ttl=site.refresh,
            language=site.text_language,
            icon=f"{site.base_url}icon.png",
            hub=site.hub,
            stylesheet=f"{site.base_url}feed.css",
            alternates=tuple((form.suffix, form.media_type) for form in self._formats),
            links=(AtomLink(rel="related", href=calendar, type="text/calendar", title=site.title),),
            **fields,  # type: ignore[arg-type]
        )

    # bytes

    def _show(self, channel: Channel, items: Sequence[Findable]) -> Iterator[Output]:
        self._shown[_path(channel)] = (channel, items)
        return self._documents(channel)

    def _documents(self, channel: Channel) -> Iterator[Output]:
        entries = [(one.id, one.updated, one.links) for one in channel.entries]
        for form in self._formats:
            yield Output(
                path=f"/{_path(channel)}.{form.suffix}",
                make=partial(form.write, channel),
                content_type=form.content_type,
                headers=(*OPEN_TO_ALL, ("Link", _links(channel, form))),
                key=(replace(channel, entries=()), entries),
                fault=partial(_fault, form, channel),
            )

    # what is asked for

    def _select(
        self,
        channel: Channel,
        items: Sequence[Findable],
        form: FeedFormat,
        changed: datetime,
        query: str,
    ) -> Body:
        choices = parse_feed_choices(parse_qsl(query[:_LONGEST_QUERY], keep_blank_values=True))
        wanted = [item.entry for item in items if is_wanted(item, choices)]
        chosen = replace(
            channel,
            title=f"{channel.title}: {choices.words}" if choices.words else channel.title,
            address=replace(channel.address, query=f"?{query}"),
            entries=tuple(wanted[: choices.limit or self._site.feed_limit]),
            prev_archive=None,
            hub=None,
        )
        return body(
            form.write(chosen),
            form.content_type,
            changed=changed,
            headers=(("Link", _links(chosen, form)),),
        )


def _kept_selection(
    kept: KeptBodies, path: str, select: Callable[[str], Body], query: str, today: date
) -> Body:
    del today
    return kept.get((path, query), partial(select, query))


def _fault(form: FeedFormat, channel: Channel, content: bytes) -> str | None:
    return feed_fault(form, content, channel)


def _path(channel: Channel) -> str:
    """The path of a feed as it is looked up: percent-decoded, without suffix."""
    return unquote(channel.address.path)


def _links(channel: Channel, form: FeedFormat) -> str:
    """The Link header of a feed (RFC 8288)."""
    hub = f', <{channel.hub}>; rel="hub"' if channel.hub else ""
    return f'<{channel.address.url(form.suffix)}>; rel="self"{hub}'
