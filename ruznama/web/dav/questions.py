"""What a request asks for in XML, and why one is refused.

Rules: RFC 4918, 8.1 and 20.6 (no entities are taken in), 16 (preconditions in the body).
"""

from http import HTTPStatus

from lxml.etree import XMLParser, XMLSyntaxError, _Element, fromstring

D = "{DAV:}"
C = "{urn:ietf:params:xml:ns:caldav}"
S = "{http://calendarserver.org/ns/}"
I = "{http://apple.com/ns/ical/}"  # noqa: E741  one letter a namespace, as in the standards


class RefusedError(Exception):
    """A request cannot be done; the status, and the precondition that fails."""

    def __init__(self, status: HTTPStatus, precondition: str | None = None) -> None:
        super().__init__(status, precondition)
        self.status = status
        self.precondition = precondition


def forbidden(space: str, precondition: str) -> RefusedError:
    """That a request will never be done, and why."""
    return RefusedError(HTTPStatus.FORBIDDEN, f"{space}{precondition}")


def read_body(content: bytes) -> _Element | None:
    """The element that a request has for a body; None where it has none.

    Raises:
        RefusedError: it is not XML, or has a document type, which could hold entities.
    """
    if not content.strip():
        return None
    parser = XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        if b"<!DOCTYPE" in content.replace(b"\0", b""):  # in UTF-16 too
            raise RefusedError(HTTPStatus.BAD_REQUEST)
        root = fromstring(content, parser)
        if root.getroottree().docinfo.internalDTD is not None:  # in whichever coding
            raise RefusedError(HTTPStatus.BAD_REQUEST)
    except (XMLSyntaxError, ValueError) as error:
        raise RefusedError(HTTPStatus.BAD_REQUEST) from error
    return root


def wanted(asked: _Element | None) -> list[str] | None:
    """The names of the properties that are asked for; None where all are."""
    told = None if asked is None else asked.find(f"{D}prop")
    return None if told is None else [str(each.tag) for each in told]
