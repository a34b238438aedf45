"""What there is at CalDAV's addresses: one home, in it the calendars, in each its events.

All of it is what is published at other addresses: a collection is a calendar file, its members are
the events of that file. Years have no collection.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from exporters.ics.objects import event_objects, text_of
from ruznama.publishing.paths import slice_of
from ruznama.publishing.storage.bounded import Bounded
from ruznama.publishing.storage.snapshot import Body, Snapshot, digest_of
from ruznama.web.responses import DAV

_EVERYTHING = "calendar.all"  # no slice is called so: there is no "." in their names
_COMBINED_FILE = "/calendar.ics"
_ROOM_OCTETS = 16_000_000

# By the digest of a calendar, its events by UID.
Kept = Bounded[str, Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class Home:
    """The one home, which is the principal too: all of it is everybody's."""

    address: str
    title: str


@dataclass(frozen=True, slots=True)
class CalendarObject:
    """An event as a resource of its own."""

    address: str
    content: bytes

    @property
    def digest(self) -> str:
        """The heart of its ETag."""
        return digest_of(self.content)


@dataclass(frozen=True, slots=True)
class Collection:
    """A calendar.

    Attributes:
        address: percent-encoded, with "/" at its end.
        file: the path of the same as a file.
        body: what stands there.
    """

    address: str
    file: str
    body: Body

    def says(self, name: str) -> str:
        """What the calendar says of itself."""
        return text_of(self.body.head, name) or ""

    def at(self, uid: str) -> str:
        """The address of an event."""
        return f"{self.address}{quote(uid, safe='')}.ics"

    def uid_at(self, href: str) -> str:
        """The UID of the event at an address; "" where that is none of this calendar."""
        path, home = unquote(urlsplit(href.strip()).path), unquote(self.address)
        return path.removeprefix(home).removesuffix(".ics") if path.startswith(home) else ""


Resource = Home | Collection | CalendarObject


class Tree:
    """Finds what is at an address, in one snapshot."""

    def __init__(self, snapshot: Snapshot, kept: Kept) -> None:
        """`kept` are the events of calendars that were looked at before."""
        self.snapshot = snapshot
        self._kept = kept
        combined = snapshot.bodies.get(_COMBINED_FILE)
        # A calendar names the address of its file, which may be below a path.
        source = text_of(combined.head, "SOURCE") if combined else None
        root = urlsplit(source or "").path.removesuffix(_COMBINED_FILE)
        self.home = f"{root}{DAV}"

    def find(self, rest: str) -> Resource | None:
        """What is at an address below the home, percent-decoded."""
        name, _, member = rest.partition("/")
        path = _COMBINED_FILE if name == _EVERYTHING else f"/calendars/{name}.ics"
        collection = self._collection(path) if name else self._collection(_COMBINED_FILE)
        if not name:
            return Home(self.home, collection.says("NAME") if collection else "")
        if collection is None or not member:
            return collection
        return self.members(collection).get(member.removesuffix(".ics"))

    def inside(self, resource: Resource) -> list[Resource]:
        """What a home or a calendar holds; the calendar of everything is the first."""
        if isinstance(resource, Collection):
            return [*self.members(resource).values()]
        if isinstance(resource, CalendarObject):
            return []
        paths = (_COMBINED_FILE, *sorted(filter(slice_of, self.snapshot.bodies)))
        return [collection for path in paths if (collection := self._collection(path))]

    def members(self, collection: Collection) -> dict[str, CalendarObject]:
        """The events of a calendar, by UID."""
        body = collection.body
        contents = self._kept.get_or(body.digest, lambda: event_objects(body.content))
        return {
            uid: CalendarObject(collection.at(uid), content) for uid, content in contents.items()
        }

    def _collection(self, path: str) -> Collection | None:
        body, slug = self.snapshot.bodies.get(path), slice_of(path)
        if body is None or not (slug or path == _COMBINED_FILE):
            return None
        return Collection(f"{self.home}{quote(slug or _EVERYTHING)}/", path, body)


def kept_events() -> Kept:
    """Room for the events of calendars."""
    return Bounded(_ROOM_OCTETS, lambda events: sum(map(len, events.values())))
