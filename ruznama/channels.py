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

from articles.choosing import holds
from articles.model import ListBlock, TableBlock, TextBlock
from articles.revisions import Revision
from articles.text import fold
from feeds.atom import write_atom
from feeds.choices import FeedChoices, parse_feed_choices
from feeds.entries import deleted_entry, entry, newest_first
from feeds.jsonfeed import write_json_feed
from feeds.model import FORMATS, Address, Channel, Entry, Format, Link
from feeds.rss import write_rss
from ruznama.gate import feed_fault
from ruznama.publication import Publication
from ruznama.site import Site
from ruznama.slices import Slice, terms
from ruznama.snapshot import Body, Delta, KeptBodies, Selection, body, digest_of

FEED = "feed"
_TYPES: dict[Format, tuple[str, Callable[[Channel], bytes]]] = {
    "rss": ("application/rss+xml; charset=utf-8", write_rss),
    "atom": ("application/atom+xml; charset=utf-8", write_atom),
    "json": ("application/feed+json", write_json_feed),
}
_DELTA_FORMATS: tuple[Format, ...] = ("rss", "atom")
_KEPT_VERSIONS = 50  # of a feed, against which a reader may ask what is new
_LONGEST_QUERY = 2_000

# Path, bytes, type and the Link header of each output.
Output = tuple[str, bytes, str, str]
_Version = frozenset[tuple[str, datetime]]
_Written = Mapping[str, tuple[object, list[Output]]]


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

    def __init__(self, site: Site) -> None:
        self._site = site
        self._items: dict[str, _Item] = {}
        self._shown: dict[str, tuple[Channel, Sequence[_Item]]] = {}
        self._documented: dict[str, Channel] = {}
        self._written: dict[str, tuple[object, list[Output]]] = {}
        self._versions: dict[str, OrderedDict[str, _Version]] = {}

    def entry(self, article_id: str) -> Entry:
        """The entry of an article of this publication."""
        return self._items[article_id].entry

    def paths(self) -> tuple[str, ...]:
        """Every feed in each format, but the pages of the archive."""
        return tuple(f"/{path}.{form}" for path in self._shown for form in FORMATS)

    def fault(self, path: str, content: bytes, content_type: str) -> str | None:
        """What is wrong with the bytes of a feed; None where nothing is, or it is no feed."""
        stem, _, form = path.lstrip("/").rpartition(".")
        channel = self._documented.get(stem) if form in FORMATS else None
        return feed_fault(content, content_type, channel) if channel else None

    def channels(self) -> list[Channel]:
        """Every feed of this publication but the pages of the archive, without entries."""
        return [channel for channel, _ in self._shown.values()]

    def outputs(self, publication: Publication) -> Iterator[Output]:
        """Every feed in each format."""
        self._items = {one.id: self._item(one, publication) for one in publication.revisions}
        ordered = self._newest_first(self._items.values())
        before, self._written = self._written, {}
        self._shown, self._documented = {}, {}
        archive = self._archive(publication)
        kept = {each for _, ids in archive for each in ids}
        recent = [item for item in ordered if item.revision.id not in kept]
        main = self._main(publication, recent)
        if archive:
            main = replace(main, prev_archive=archive[-1][0])
        yield from self._write(main, ordered, before)
        for channel in self._pages(main, archive):
            yield from self._documents(channel, before)
        for part in publication.slices:
            mine = [item for item in ordered if item.revision.id in part.ids]
            yield from self._write(self._of_slice(part, mine, publication), mine, before)
        self._versions = {path: self._versions[path] for path in self.paths()}

    def selections(self, changed: datetime, kept: KeptBodies) -> Iterator[tuple[str, Selection]]:
        """By path, what answers choices in the address of a feed."""
        for path, (channel, items) in self._shown.items():
            for form in FORMATS:
                select = partial(self._select, channel, items, form, changed)
                name = f"/{path}.{form}"
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
            for form in _DELTA_FORMATS:
                name = f"/{path}.{form}"
                since = partial(self._since, channel, form, dict(self._versions[name]), changed)
                yield name, partial(_kept_delta, kept, name, since)

    # what is in them

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

    def _write(
        self,
        channel: Channel,
        items: Sequence[_Item],
        before: _Written,
    ) -> Iterator[Output]:
        path = _path(channel)
        self._shown[path] = (channel, items)
        version = _version(channel)
        for output in self._documents(channel, before):
            name, content, _, _ = output
            versions = self._versions.setdefault(name, OrderedDict())
            versions[digest_of(content)] = version
            while len(versions) > _KEPT_VERSIONS:
                versions.popitem(last=False)
            yield output

    def _documents(self, channel: Channel, before: _Written) -> list[Output]:
        path = _path(channel)
        entries = [(one.id, one.updated, one.links) for one in channel.entries]
        key = (replace(channel, entries=()), entries)
        known, outputs = before.get(path, (None, []))
        if known != key:
            outputs = [
                (f"/{path}.{form}", write(channel), content_type, _links(channel, form))
                for form, (content_type, write) in _TYPES.items()
            ]
        self._written[path] = (key, outputs)
        self._documented[path] = channel
        return outputs

    # what is asked for

    def _select(
        self,
        channel: Channel,
        items: Sequence[_Item],
        form: Format,
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
        content_type, write = _TYPES[form]
        return body(
            write(chosen),
            content_type,
            changed=changed,
            headers=(("Link", _links(chosen, form)),),
        )

    def _since(
        self,
        channel: Channel,
        form: Format,
        versions: Mapping[str, _Version],
        changed: datetime,
        digest: str,
    ) -> Body | None:
        old = versions.get(digest)
        if old is None:
            return None
        new = tuple(one for one in channel.entries if (one.id, one.updated) not in old)
        content_type, write = _TYPES[form]
        return body(write(replace(channel, entries=new)), content_type, changed=changed)


def _kept_selection(
    kept: KeptBodies, path: str, select: Callable[[str], Body], query: str, today: date
) -> Body:
    del today
    return kept.get((path, query), partial(select, query))


def _kept_delta(
    kept: KeptBodies, path: str, since: Callable[[str], Body | None], digest: str
) -> Body | None:
    return kept.get((path, "since", digest), partial(since, digest))


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


def _links(channel: Channel, form: Format) -> str:
    """The Link header of a feed (RFC 8288)."""
    hub = f', <{channel.hub}>; rel="hub"' if channel.hub else ""
    return f'<{channel.address.url(form)}>; rel="self"{hub}'


def _version(channel: Channel) -> _Version:
    return frozenset((one.id, one.updated) for one in channel.entries)
