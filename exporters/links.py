"""Addresses as calendars and feeds of data need them: ASCII, pointing at an event of a page."""

import re
from base64 import b32encode
from hashlib import blake2b
from urllib.parse import quote, urlsplit, urlunsplit

from articles.model import Article

# What RFC 3986 lets stand in a path, query or fragment, and "%" of what is already encoded.
_AS_IS = "%/?:@!$&'()*+,;=~-._"
SHORT = "/e/"
_SHORT_OCTETS = 5  # eight letters: two of 100,000 events share an address once in 200 sites
_SHORT_PATH = re.compile(rf"{SHORT}[a-z2-7]{{8}}")
_ANCHOR_LETTERS = 8  # of a UID, enough within one article


def uri(address: str) -> str:
    """`address` in ASCII: the host as IDNA, everything else percent-encoded (RFC 3987 3.1)."""
    is_plain = address.isascii() and address.isprintable()
    if is_plain and not any(c in address for c in ' "<>\\^`{|}'):
        return address
    try:
        parts = urlsplit(address)
    except ValueError:  # such as a bracket that is not closed
        return quote(address, safe=_AS_IS)
    rest = (quote(part, safe=_AS_IS) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, _host(parts.netloc), *rest))


def article_link(article: Article, article_id: str, base_url: str) -> str:
    """The article's own address, else that of its page on the site."""
    return uri(article.url or f"{base_url}articles/{article_id}/")


def short_path(uid: str) -> str:
    """Where an event is found by a short address, which leads to its place on a page."""
    digest = blake2b(uid.encode(), digest_size=_SHORT_OCTETS).digest()
    return f"{SHORT}{b32encode(digest).decode().lower()}"


def is_short(path: str) -> bool:
    """Whether a path is, or was, the short address of an event."""
    return _SHORT_PATH.fullmatch(path) is not None


def event_anchor(uid: str) -> str:
    """The name of an event on the page of its article."""
    return f"e-{uid[:_ANCHOR_LETTERS]}"


def _host(netloc: str) -> str:
    try:
        return netloc.encode("idna").decode()
    except UnicodeError:  # an empty or overlong label
        return quote(netloc, safe="@:[]")
