"""Addresses as they may leave the project: absolute, http or https, ASCII.

Articles hold addresses as their sources wrote them; whoever publishes one takes it through here.
Rules: RFC 3986, RFC 3987 3.1 (IRI to URI), RFC 3490 (host names).
"""

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# What RFC 3986 lets stand in a path, query or fragment, and "%" of what is already encoded.
_AS_IS = "%/?:@!$&'()*+,;=~-._"


def http_url(address: str, base: str = "") -> str | None:
    """`address`, resolved against `base`, as a URL of ASCII letters; None for all but http(s).

    The host is written as IDNA, the rest percent-encoded; a user name or password is left out.
    """
    try:
        parts = urlsplit(urljoin(base, address.strip()))
        host = (parts.hostname or "").encode("idna").decode()
        port = "" if parts.port is None else f":{parts.port}"
        rest = [_encoded(part) for part in (parts.path, parts.query, parts.fragment)]
    except ValueError:  # a bad port, bracket, host label or lone surrogate
        return None
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host):
        return None
    return urlunsplit((parts.scheme, host + port, *rest))


def _encoded(part: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", part), safe=_AS_IS)
