"""The last versions of each feed, against which a reader may ask what is new (RFC 3229)."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from feeds.formats import FeedFormat
from feeds.model import Channel
from ruznama.publishing.snapshot import Body, Delta, KeptBodies, body

_KEPT_VERSIONS = 50

_Version = frozenset[tuple[str, datetime]]


class Versions:
    """Which entries each version of each feed held, by the digest of its bytes."""

    def __init__(self, formats: Sequence[FeedFormat]) -> None:
        self._formats = formats
        self._by_path: dict[str, OrderedDict[str, _Version]] = {}

    def remember(self, channels: Mapping[str, Channel], bodies: Mapping[str, Body]) -> None:
        """Keeps what was published of each channel; forgets the feeds that are no more.

        Args:
            channels: by path without suffix.
            bodies: what is published, by path.
        """
        before, self._by_path = self._by_path, {}
        for path, channel in channels.items():
            for form in self._formats:
                name = f"/{path}.{form.suffix}"
                versions = self._by_path[name] = before.get(name, OrderedDict())
                if name in bodies:
                    versions.setdefault(bodies[name].digest, _version(channel))
                while len(versions) > _KEPT_VERSIONS:
                    versions.popitem(last=False)

    def delta(
        self, path: str, channel: Channel, form: FeedFormat, changed: datetime, kept: KeptBodies
    ) -> Delta:
        """What gives the new of a feed since the version with a digest."""
        since = partial(_since, channel, form, dict(self._by_path[path]), changed)
        return partial(_kept_delta, kept, path, since)


def _kept_delta(kept: KeptBodies, path: str, since: Delta, digest: str) -> Body | None:
    return kept.get((path, "since", digest), partial(since, digest))


def _since(
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


def _version(channel: Channel) -> _Version:
    return frozenset((one.id, one.updated) for one in channel.entries)
