"""What an item is found by again: its guid, its address, its place and title, its text, its file.

Names are opaque: a letter for what they are made of, and a digest. Any of them finds the article,
the strongest first; a name that two items of one listing share is a name of neither, and the front
page of a site is nobody's address.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from articles.model import Article
from articles.prose import words
from articles.revisions.identity import normal_url, untracked
from articles.revisions.losses import words_of
from articles.text import fold

GUID, ADDRESS, PLACE, TEXT, TITLE, CONTENT = "gapxtc"
# As sure as an address; the others only say which of the same source is meant.
_SURE_EVERYWHERE = (ADDRESS,)
_FEWEST_WORDS = 30  # of a text that tells one article from every other
_FEWEST_TITLE_WORDS = 3
_DIGEST = 32
# Parameters that say who reads, and nothing of the page (beside those of `normal_url`): the first
# by their names, the second where their values look it, since `sid` is also a story's number.
_SESSION = re.compile(r"(?:phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken|zenid|oscsid)$", re.I)
_MAYBE_SESSION = re.compile(r"(?:s|sid|s_id|sess|session|session_?id|token)$", re.I)
_SESSION_VALUE = re.compile(r"[0-9a-z-]{16,}$", re.I)
_PATH_SESSION = re.compile(r";jsessionid=[^/?#]*", re.I)
_HOST_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp)\.")
_FRONT = re.compile(
    r"/?(?:[a-z]{2}(?:[-_][a-z]{2,4})?)?/?(?:(?:index|home|default|main)(?:\.\w{2,5})?)?/?",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What a listing tells of an item that it may be found by."""

    guid: str = ""
    url: str = ""
    title: str = ""


def is_front_page(url: str) -> bool:
    """Whether an address is that of a whole site, in one of its languages."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    is_address = parts.scheme in {"http", "https"} and not parts.query
    return is_address and _FRONT.fullmatch(parts.path) is not None


def address_key(url: str) -> str | None:
    """What addresses of one page share: no scheme, no `www`, nothing of who reads; or None.

    None for the front page of a site, and for what is no address.
    """
    try:
        parts = urlsplit(normal_url(_PATH_SESSION.sub("", url)))
        if parts.scheme not in {"http", "https"} or is_front_page(url):
            return None
        query = [
            (key, value)
            for key, value in parse_qsl(parts.query, keep_blank_values=True)
            if not _is_session(key, value)
        ]
    except ValueError:
        return None
    host = _HOST_PREFIX.sub("", parts.netloc)
    return f"{host}{parts.path}?{urlencode(sorted(query))}"


def published_url(url: str) -> str:
    """An address without what says who reads, and where a reader came from; else as it is."""
    try:
        parts = urlsplit(_PATH_SESSION.sub("", untracked(url)))
    except ValueError:
        return url
    told = parts.query.split("&")
    kept = [each for each in told if not _is_session(*each.partition("=")[::2])]
    return urlunsplit(parts._replace(query="&".join(kept))) if kept != told else parts.geturl()


def names_told(told: Announced) -> tuple[str, ...]:
    """The names of an item of a listing, the strongest first."""
    guid = "" if is_front_page(told.guid) else told.guid.strip()
    found = [_name(GUID, guid)] if guid else []
    found += [_name(ADDRESS, key) for url in (told.guid, told.url) if (key := address_key(url))]
    key, title = address_key(told.url), fold(told.title)
    if key and title:
        found.append(_name(PLACE, f"{key.partition('/')[2]}\n{title}"))
    return tuple(dict.fromkeys(found))


def names_read(article: Article) -> tuple[str, ...]:
    """The names of an article that was read: its own address, and its text."""
    key = address_key(article.url or "")
    found = [_name(ADDRESS, key)] if key else []
    text = words_of(article)
    if len(text) >= _FEWEST_WORDS:
        day = article.published.value[:10] if article.published else ""
        found.append(_name(TEXT, "\n".join((day, fold(article.title), *text))))
    return tuple(found)


def title_name(title: str) -> tuple[str, ...]:
    """The name that a title is, where it says enough."""
    folded = fold(title)
    return (_name(TITLE, folded),) if len(words(folded)) >= _FEWEST_TITLE_WORDS else ()


def content_name(digest: str) -> str:
    """The name that the content of a file is."""
    return _name(CONTENT, digest)


def own_names(each: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Of the names of the items of one listing those that only one of them has."""
    counts = Counter(name for names in each for name in set(names))
    return [tuple(name for name in names if counts[name] == 1) for names in each]


def sure_everywhere(names: Iterable[str]) -> list[str]:
    """The names that mean the same article in whatever source."""
    return [name for name in names if name[0] in _SURE_EVERYWHERE]


def found_by(
    names: Iterable[str], owners: Mapping[str, str], is_taken: Callable[[str], bool]
) -> str | None:
    """The locator that the strongest name leads to, of those that nothing else has taken."""
    found = (owners[name] for name in names if name in owners)
    return next((locator for locator in found if locator and not is_taken(locator)), None)


def _is_session(key: str, value: str) -> bool:
    maybe = _MAYBE_SESSION.match(key) and _SESSION_VALUE.match(value)
    return bool(_SESSION.match(key) or maybe)


def _name(kind: str, text: str) -> str:
    return kind + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_DIGEST]
