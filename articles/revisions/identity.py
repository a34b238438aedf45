"""The ids of articles and events when they are first seen: ASCII, the same from the same source.

Source of the URL rules: RFC 3986, 6.2.2 (case, percent-encoding) and 6.2.3 (default port, path).
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit
from uuid import UUID, uuid5

from articles.model import Event
from articles.text import fold

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_NO_SLUG = re.compile(r"[^a-z0-9_-]+")
_HASH_LENGTH = 16
_SLUG_LENGTH = 64
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Parameters that say where a reader came from, and nothing about the page.
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|igsh|mc_cid|mc_eid"
    r"|_ga|_gl|ref|ref_src|ref_url|spm|cmpid|ocid|xtor|at_\w+|__twitter_impression|amp)$",
    re.IGNORECASE,
)
# Of the UIDs of events. With another one every subscriber would see every event twice.
_NAMESPACE = UUID("5d0c1a52-6e0f-4b4b-9b0c-0d5ae1f3c7a4")


def article_id(url: str | None, given: str | None, name: str) -> str:
    """The id of an article: `[a-z0-9][a-z0-9_-]{0,63}`.

    Args:
        url: its canonical address; comes first, as a hash of it in its normal form.
        given: the id that the article itself tells.
        name: the file that it was read from; its stem counts.
    """
    if url:
        return _hash(normal_url(url))
    for text in (given, PurePosixPath(name.replace("\\", "/")).stem):
        if text and text.isascii() and (slug := _slug(text)):
            return slug
    return _hash(given or name)


def normal_url(url: str) -> str:
    """The form that addresses of the same page share.

    Scheme and host in lower case, no default port, no fragment, no tracking parameters, no slash
    at the end of the path, percent-encoding only where it must be. What is no address stays as it
    is.
    """
    try:
        return _normal(urlsplit(url.strip()))
    except ValueError:  # a port that is no number, brackets without end, a label too long
        return url.strip()


def untracked(url: str) -> str:
    """An address without the parameters that say where a reader came from; else as it is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    told = parts.query.split("&")
    kept = [each for each in told if not _TRACKING.match(each.partition("=")[0])]
    return url if kept == told else urlunsplit(parts._replace(query="&".join(kept)))


def new_uids(article_id: str, events: Iterable[Event], *, taken: Iterable[str]) -> Iterator[str]:
    """UIDs for events of an article: of its id, the folded title, and a count of equal titles.

    An unchanged article gives the same ones when nothing is known any more.

    Source: RFC 7986 5.3 (a UUID, which tells nothing of the host or the event).
    """
    used = set(taken)
    counts: Counter[str] = Counter()
    for event in events:
        title = fold(event.title)
        while True:
            uid = str(uuid5(_NAMESPACE, f"{article_id}\n{title}\n{counts[title]}"))
            counts[title] += 1
            if uid not in used:
                break
        yield uid


def _normal(parts: SplitResult) -> str:
    scheme = parts.scheme.lower()
    host = (parts.hostname or "").encode("idna").decode("ascii")
    port = f":{parts.port}" if parts.port not in {None, _DEFAULT_PORTS.get(scheme)} else ""
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=-._~").rstrip("/") or "/"
    query = urlencode(
        [
            (key, value)
            for key, value in parse_qsl(parts.query, keep_blank_values=True)
            if not _TRACKING.match(key)
        ]
    )
    return urlunsplit((scheme, host + port, path, query, ""))


def _slug(text: str) -> str:
    slug = _NO_SLUG.sub("-", text.lower()).strip("-_")
    return slug[:_SLUG_LENGTH].rstrip("-_")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH_LENGTH]
