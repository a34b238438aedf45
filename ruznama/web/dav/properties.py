"""The properties of the home, of calendars and of events, as the XML inside each.

Rules: RFC 4918, 15; RFC 3744, 5 (whose it is, and that it can only be read); RFC 4791, 5.2 and 6.2;
RFC 6578, 4; calendarserver.org for `getctag`, and Apple for the colour.
"""

from email.utils import format_datetime
from html import escape

from ruznama.web.conditions import etag
from ruznama.web.dav.questions import C, D, I, S
from ruznama.web.dav.resources import CalendarObject, Collection, Home, Resource

DATA = f"{C}calendar-data"
EVENT_TYPE = "text/calendar; charset=utf-8; component=VEVENT"
_PREFIXES = {D: "D", C: "C", S: "S", I: "I"}
_NAMESPACES = " ".join(f'xmlns:{prefix}="{name[1:-1]}"' for name, prefix in _PREFIXES.items())
_REPORTS = ("C:calendar-query", "C:calendar-multiget", "D:sync-collection")
_TOKEN = "data:,"  # noqa: S105  a URI (RFC 6578, 4) that leads nowhere
_READING = "".join(
    f"<D:privilege><D:{right}/></D:privilege>"
    for right in ("read", "read-current-user-privilege-set")
)


def sync_token(collection: Collection) -> str:
    """Tells the state of a calendar: the time of the record of change when it last moved."""
    return f"{_TOKEN}{int(collection.body.last_modified.timestamp())}"


def moment_of(token: str) -> int | None:
    """The time that a token tells; None of what is none of ours."""
    told = token.removeprefix(_TOKEN)
    return int(told) if token.startswith(_TOKEN) and told.isascii() and told.isdecimal() else None


def document(name: str, inner: str) -> bytes:
    """A whole answer: an element of WebDAV, and what is in it."""
    declared = '<?xml version="1.0" encoding="utf-8"?>\n'
    return f"{declared}<D:{name} {_NAMESPACES}>{inner}</D:{name}>".encode()


def tag(name: str, inner: str = "") -> str:
    """An element; `name` has its namespace before it."""
    space, _, local = name.rpartition("}")
    prefix = _PREFIXES.get(f"{space}}}")
    opened = f"{prefix}:{local}" if prefix else f'{local} xmlns="{escape(space[1:])}"'
    return f"<{opened}>{inner}</{opened.partition(' ')[0]}>" if inner else f"<{opened}/>"


def described(
    resource: Resource, home: str, names: list[str] | None, *, brief: bool, bare: bool = False
) -> str:
    """The response for one resource: the properties that it has, and those that it lacks.

    Args:
        resource: what is described.
        home: the address of whose it is.
        names: of those that are asked for; None for all but the whole of an event.
        brief: whether what is lacking is left out (RFC 8144, 2.1).
        bare: whether only names are asked for.
    """
    has = _properties(resource, home)
    asked = [name for name in has if name != DATA] if names is None else names
    here = "".join(tag(name, "" if bare else has[name]) for name in asked if name in has)
    lacking = "".join(tag(name) for name in asked if name not in has and not brief)
    told = _propstat("200 OK", here) if here or not lacking else ""
    return _response(
        resource.address, told + (_propstat("404 Not Found", lacking) if lacking else "")
    )


def lost(address: str) -> str:
    """That nothing is there (RFC 4791, 7.9; RFC 6578, 3.5.2)."""
    return _response(address, "<D:status>HTTP/1.1 404 Not Found</D:status>")


def _response(address: str, told: str) -> str:
    return f"<D:response>{_href(address)}{told}</D:response>"


def _propstat(status: str, properties: str) -> str:
    told = f"<D:prop>{properties}</D:prop><D:status>HTTP/1.1 {status}</D:status>"
    return f"<D:propstat>{told}</D:propstat>"


def _href(address: str) -> str:
    return f"<D:href>{escape(address)}</D:href>"


def _properties(resource: Resource, home: str) -> dict[str, str]:
    shared = {
        f"{D}current-user-principal": _href(home),
        f"{D}current-user-privilege-set": _READING,
        f"{D}owner": _href(home),
    }
    if isinstance(resource, Home):
        return shared | _of_home(resource)
    return shared | (
        _of_collection(resource) if isinstance(resource, Collection) else _of_event(resource)
    )


def _of_home(home: Home) -> dict[str, str]:
    at_home = ("principal-URL", "principal-collection-set")
    return {
        f"{D}resourcetype": "<D:collection/><D:principal/>",
        f"{D}displayname": escape(home.title),
        **{f"{D}{name}": _href(home.address) for name in at_home},
        f"{C}calendar-home-set": _href(home.address),
        f"{C}calendar-user-address-set": _href(home.address),
    }


def _of_collection(collection: Collection) -> dict[str, str]:
    supported = (f"<D:report><{name}/></D:report>" for name in _REPORTS)
    return {
        f"{D}resourcetype": "<D:collection/><C:calendar/>",
        f"{D}displayname": escape(collection.says("NAME")),
        f"{D}getlastmodified": format_datetime(collection.body.last_modified, usegmt=True),
        f"{D}supported-report-set": "".join(tag(f"{D}supported-report", one) for one in supported),
        f"{D}sync-token": sync_token(collection),
        f"{S}getctag": collection.body.digest,
        f"{C}calendar-description": escape(collection.says("DESCRIPTION")),
        f"{C}supported-calendar-component-set": '<C:comp name="VEVENT"/>',
        f"{I}calendar-color": escape(collection.says("X-APPLE-CALENDAR-COLOR")),
    }


def _of_event(member: CalendarObject) -> dict[str, str]:
    return {
        f"{D}resourcetype": "",
        f"{D}getetag": escape(etag(member.digest, None)),
        f"{D}getcontenttype": EVENT_TYPE,
        f"{D}getcontentlength": str(len(member.content)),
        DATA: escape(member.content.decode()).replace("\r", "&#13;"),
    }
