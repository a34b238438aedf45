"""The feeds: the one of everything, the pages of its archive, one for each slice.

Archive pages hold articles by the order in which they came, so that a new article moves none of
them (RFC 5005, 4); what is not yet in a page stands in the feed itself, and nothing in both. A feed
whose entries are as they were is not written again.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from articles.asking import holds
from articles.model import ListBlock, TableBlock, TextBlock
from articles.revisions.revise import Revision
from articles.text import fold
from feeds.choices import FeedChoices, parse_feed_choices
from feeds.entries import deleted_entry, entry, newest_first
from feeds.formats import FORMATS, FeedFormat, feed_fault
from feeds.model import Address, Channel, Entry, Link
from ruznama.edition.edition import Publication
from ruznama.edition.site import Site
from ruznama.edition.slices import Slice, terms
from ruznama.publishing.outputs import OPEN_TO_ALL, Fence, Output
from ruznama.publishing.snapshot import Body, Delta, KeptBodies, Selection, body

FEED = "feed"
_KEPT_VERSIONS = 50  # of a feed, against which a reader may ask what is new
_LONGEST_QUERY = 2_000

_Version = frozenset[tuple[str, datetime]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """An entry with what it can be chosen by, folded."""

    entry: Entry
    revision: Revision
    source: str
    text: str
    terms: frozenset[str]
    origins: frozenset[str]


class Channels:
    """Writes feeds, one publication after the other; only what changed is written anew."""

    def __init__(self, site: Site, fence: Fence) -> None:
        self._site = site
        self._fence = fence
        self._items: dict[str, _Item] = {}
        self._shown: dict[str, tuple[Channel, Sequence[_Item]]] = {}
        self._versions: dict[str, OrderedDict[str, _Version]] = {}

    def has(self, article_id: str) -> bool:
        """Whether an entry could be made of an article of this publication."""
        return article_id in self._items

    def entry(self, article_id: str) -> Entry:
        """The entry of an article of this publication."""
        return self._items[article_id].entry

    def paths(self) -> tuple[str, ...]:
        """Every feed in each format, but the pages of the archive."""
        return tuple(f"/{path}.{form.suffix}" for path in self._shown for form in FORMATS)

    def channels(self) -> list[Channel]:
        """Every feed of this publication but the pages of the archive, without entries."""
        return [channel for channel, _ in self._shown.values()]

    def outputs(self, publication: Publication) -> Iterator[Output]:
        """Every feed in each format."""
        made = {one.id: self._tried_item(one, publication) for one in publication.revisions}
        self._items = {article_id: item for article_id, item in made.items() if item}
        ordered = self._newest_first(self._items.values())
        self._shown = {}
        archive = self._archive(publication)
        kept = {each for _, ids in archive for each in ids}
        recent = [item for item in ordered if item.revision.id not in kept]
        main = self._main(publication, recent)
        if archive:
            main = replace(main, prev_archive=archive[-1][0])
        yield from self._show(main, ordered)
        for channel in self._pages(main, archive):
            yield from self._documents(channel)
        for part in publication.slices:
            mine = [item for item in ordered if item.revision.id in part.ids]
            yield from self._show(self._of_slice(part, mine, publication), mine)

    def remember(self, bodies: Mapping[str, Body]) -> None:
        """Keeps of each feed that was published which entries that version of it held."""
        before, self._versions = self._versions, {}
        for path, (channel, _) in self._shown.items():
            for form in FORMATS:
                name = f"/{path}.{form.suffix}"
                versions = self._versions[name] = before.get(name, OrderedDict())
                if name in bodies:
                    versions.setdefault(bodies[name].digest, _version(channel))
                while len(versions) > _KEPT_VERSIONS:
                    versions.popitem(last=False)

    def selections(self, changed: datetime, kept: KeptBodies) -> Iterator[tuple[str, Selection]]:
        """By path, what answers choices in the address of a feed."""
        for path, (channel, items) in self._shown.items():
            for form in FORMATS:
                select = partial(self._select, channel, items, form, changed)
                name = f"/{path}.{form.suffix}"
                yield name, partial(_kept_selection, kept, name, select)

    def finder(self) -> Callable[[str], list[tuple[str, Entry]]]:
        """What finds the articles of this publication that hold words, the newest first."""
        items = self._shown[FEED][1]

        def find(words: str) -> list[tuple[str, Entry]]:
            return [(one.revision.id, one.entry) for one in items if holds(one.text, words)]

        return find

    def deltas(self, changed: datetime, kept: KeptBodies) -> Iterator[tuple[str, Delta]]:
        """By path, what is new in a feed since an earlier version of it (RFC 3229)."""
        for path, (channel, _) in self._shown.items():
            for form in (each for each in FORMATS if each.deltas):
                name = f"/{path}.{form.suffix}"
                since = partial(self._since, channel, form, dict(self._versions[name]), changed)
                yield name, partial(_kept_delta, kept, name, since)

    # what is in them

    def _tried_item(self, revision: Revision, publication: Publication) -> _Item | None:
        make = partial(self._item, revision, publication)
        return self._fence.tried(f"the article {revision.id}", make)

    def _item(self, revision: Revision, publication: Publication) -> _Item:
        kept = self._items.get(revision.id)
        if kept and kept.revision == revision:
            return kept
        shown = entry(revision, base_url=self._site.base_url)
        article = revision.article
        place = publication.places.get(revision.id)
        source = place.source if place else ""
        hosts = (urlsplit(article.url or "").hostname, urlsplit(article.source.name).hostname)
        return _Item(
            entry=shown,
            revision=revision,
            source=source,
            text=fold("\n".join(_texts(revision))),
            terms=frozenset(map(fold, terms(revision))),
            origins=frozenset(fold(each) for each in (source, article.publisher, *hosts) if each),
        )

    def _newest_first(self, items: Iterable[_Item]) -> list[_Item]:
        by_id = {item.entry.id: item for item in items}
        return [by_id[one.id] for one in newest_first(item.entry for item in by_id.values())]

    def _main(self, publication: Publication, items: Sequence[_Item]) -> Channel:
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

    def _of_slice(self, part: Slice, items: Sequence[_Item], publication: Publication) -> Channel:
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
            alternates=tuple((form.suffix, form.media_type) for form in FORMATS),
            links=(Link(rel="related", href=calendar, type="text/calendar", title=site.title),),
            **fields,  # type: ignore[arg-type]
        )

    # the archive (RFC 5005, 4)

    def _archive(self, publication: Publication) -> list[tuple[Address, list[str]]]:
        """The full pages, the oldest first: where each is, and the ids of its articles."""
        limit = self._site.feed_limit
        size = max(1, limit // 2)
        count = max(0, -((limit - publication.numbered) // size))
        pages: dict[int, list[str]] = {}
        for article_id in self._items:
            page = publication.places[article_id].number // size
            if page < count:
                pages.setdefault(page, []).append(article_id)
        base_url = self._site.base_url
        return [
            (Address(base_url=base_url, path=f"archive/{page + 1}"), pages[page])
            for page in sorted(pages)
        ]

    def _pages(
        self, main: Channel, archive: Sequence[tuple[Address, list[str]]]
    ) -> Iterator[Channel]:
        addresses = [address for address, _ in archive]
        for number, (address, ids) in enumerate(archive):
            items = self._newest_first(self._items[each] for each in ids)
            yield replace(
                main,
                address=address,
                current=main.address,
                updated=max(item.entry.updated for item in items),
                entries=tuple(item.entry for item in items),
                deleted=(),
                prev_archive=addresses[number - 1] if number else None,
                next_archive=addresses[number + 1] if number + 1 < len(archive) else None,
            )

    # bytes

    def _show(self, channel: Channel, items: Sequence[_Item]) -> Iterator[Output]:
        self._shown[_path(channel)] = (channel, items)
        return self._documents(channel)

    def _documents(self, channel: Channel) -> Iterator[Output]:
        entries = [(one.id, one.updated, one.links) for one in channel.entries]
        for form in FORMATS:
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
        items: Sequence[_Item],
        form: FeedFormat,
        changed: datetime,
        query: str,
    ) -> Body:
        choices = parse_feed_choices(parse_qsl(query[:_LONGEST_QUERY], keep_blank_values=True))
        wanted = [item.entry for item in items if _is_wanted(item, choices)]
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

    def _since(
        self,
        channel: Channel,
        form: FeedFormat,
        versions: Mapping[str, _Version],
        changed: datetime,
        digest: str,
    ) -> Body | None:
        old = versions.get(digest)
        if old is None:
            return None
        new = tuple(one for one in channel.entries if (one.id, one.updated) not in old)
        return body(form.write(replace(channel, entries=new)), form.content_type, changed=changed)


def _kept_selection(
    kept: KeptBodies, path: str, select: Callable[[str], Body], query: str, today: date
) -> Body:
    del today
    return kept.get((path, query), partial(select, query))


def _kept_delta(
    kept: KeptBodies, path: str, since: Callable[[str], Body | None], digest: str
) -> Body | None:
    return kept.get((path, "since", digest), partial(since, digest))


def _fault(form: FeedFormat, channel: Channel, content: bytes) -> str | None:
    return feed_fault(form, content, channel)


def _path(channel: Channel) -> str:
    """The path of a feed as it is looked up: percent-decoded, without suffix."""
    return unquote(channel.address.path)


def _texts(revision: Revision) -> Iterator[str]:
    article = revision.article
    yield article.title
    yield article.summary or ""
    for block in article.blocks:
        match block:
            case TextBlock(text=text):
                yield text
            case ListBlock(items=items):
                yield from (item.text for item in items)
            case TableBlock(rows=rows):
                yield from (cell.text for row in rows for cell in row.cells)
            case _:
                pass


def _is_wanted(item: _Item, choices: FeedChoices) -> bool:
    return (
        (choices.words is None or holds(item.text, choices.words))
        and (choices.tag is None or fold(choices.tag) in item.terms)
        and (choices.source is None or fold(choices.source) in item.origins)
    )


def _links(channel: Channel, form: FeedFormat) -> str:
    """The Link header of a feed (RFC 8288)."""
    hub = f', <{channel.hub}>; rel="hub"' if channel.hub else ""
    return f'<{channel.address.url(form.suffix)}>; rel="self"{hub}'


def _version(channel: Channel) -> _Version:
    return frozenset((one.id, one.updated) for one in channel.entries)
