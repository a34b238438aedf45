"""What a request asks under conditions: has it changed, and in which coding may it come.

Pure: header values in, answers out. Rules: RFC 9110, 8.8.3 (ETag), 12.5.3 (Accept-Encoding), 13.1
and 13.2.2 (conditions and their order).
"""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Literal

from ruznama.publishing.storage.codings import Coding

# An entity tag, weak or strong; some clients lose the quotes.
_TAG = re.compile(r'(?:W/)?"([^"]*)"|([^\s,"]+)')
_STRONG = re.compile(r'(W/)?"([^"]*)"')
_OLD_NAMES = {"x-gzip": "gzip"}
_SUFFIX = re.compile(r"-(?:gzip|br|zstd)$")


def etag(digest: str, coding: Coding | None) -> str:
    """The strong entity tag of a body in one coding (RFC 9110, 8.8.3.3): other bytes, another."""
    return f'"{digest}"' if coding is None else f'"{digest}-{coding}"'


def choose_coding(accept: str | None, offered: Collection[Coding]) -> Coding | Literal[""] | None:
    """The coding to answer in, "" for none; None where the request refuses all (9110, 12.5.3).

    Args:
        accept: the value of Accept-Encoding.
        offered: the codings that there are, the best first.
    """
    weights = _weights(accept or "")
    everything = weights.get("*")
    identity = weights.get("identity", everything if everything is not None else 1.0)
    wanted = {name: weights.get(name, everything or 0.0) for name in offered}
    best = max(wanted.values(), default=0.0)
    if best > 0 and (best >= identity or "identity" not in weights):
        return next(name for name in offered if wanted[name] == best)
    return "" if identity > 0 else None


def best_offer(accept: str | None, offers: Mapping[str, str]) -> str:
    """The offer that an Accept header likes best; the first where it likes none (9110, 12.4.1).

    Args:
        accept: the value of Accept.
        offers: by media type, in the order of our own liking.
    """
    weights = _weights(accept or "*/*")
    liked = {media_type: _liking(media_type, weights) for media_type in offers}
    best = max(liked.values())
    return offers[next(name for name, weight in liked.items() if weight == best)]


def _liking(media_type: str, weights: Mapping[str, float]) -> float:
    """The weight of a media type: its own, else that of its family, else that of everything."""
    family = f"{media_type.partition('/')[0]}/*"
    return next((weights[name] for name in (media_type, family, "*/*") if name in weights), 0.0)


def wants_delta(manipulations: str | None) -> bool:
    """Whether A-IM asks for feeds by what is new in them (RFC 3229, 10.5.3)."""
    return _weights(manipulations or "").get("feed", 0.0) > 0


def tags(none_match: str) -> list[str]:
    """The digests that If-None-Match names, in whichever coding."""
    found = (quoted or bare for quoted, bare in _TAG.findall(none_match))
    return [_SUFFIX.sub("", tag) for tag in found]


def is_unchanged(
    digest: str, last_modified: datetime, *, none_match: str | None, modified_since: str | None
) -> bool:
    """Whether to answer 304: If-None-Match decides alone where it is given (RFC 9110, 13.2.2).

    Tags are compared weakly, and whichever coding they name: the content is the same in each.
    """
    if none_match is not None:
        return _matches(none_match, digest)
    since = _http_date(modified_since) if modified_since else None
    return since is not None and last_modified <= since


def is_as_expected(
    tag: str | None, last_modified: str | None, *, match: str | None, unmodified_since: str | None
) -> bool:
    """Whether not to answer 412: If-Match decides alone where it is given (RFC 9110, 13.2.2).

    Tags are compared strongly, whichever coding they name; `tag` and `last_modified` are headers of
    the answer. A date that cannot be read is ignored.
    """
    if match is not None:
        known = set(tags(tag or ""))
        return match.strip() == "*" or any(
            not weak and _SUFFIX.sub("", quoted) in known for weak, quoted in _STRONG.findall(match)
        )
    since = _http_date(unmodified_since) if unmodified_since else None
    changed = _http_date(last_modified) if last_modified else None
    return since is None or changed is None or changed <= since


def _matches(none_match: str, digest: str) -> bool:
    if none_match.strip() == "*":
        return True
    return digest in tags(none_match)


def _http_date(text: str) -> datetime | None:
    """The date of a header; None for garbage, which is to be ignored (RFC 9110, 13.1.3)."""
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return date if date.tzinfo else None


def _weights(accept: str) -> dict[str, float]:
    """Coding names to their weights; a coding without a readable weight counts fully."""
    weights: dict[str, float] = {}
    for part in accept.lower().split(","):
        name, _, parameters = part.partition(";")
        if name.strip():
            weights[_OLD_NAMES.get(name.strip(), name.strip())] = _weight(parameters)
    return weights


def _weight(parameters: str) -> float:
    match = re.fullmatch(r"\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*", parameters)
    return float(match[1]) if match else 1.0
