"""What a request asks under conditions: has it changed, and in which coding may it come.

Pure: header values in, answers out. Rules: RFC 9110, 8.8.3 (ETag), 12.5.3 (Accept-Encoding), 13.1
and 13.2.2 (conditions and their order).
"""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Literal

Coding = Literal["identity", "gzip"]

# An entity tag, weak or strong; some clients lose the quotes.
_TAG = re.compile(r'(?:W/)?"([^"]*)"|([^\s,"]+)')
_GZIP_NAMES = frozenset({"gzip", "x-gzip"})


def etag(digest: str, coding: Coding) -> str:
    """The strong entity tag of a body in one coding (RFC 9110, 8.8.3.3): other bytes, another."""
    return f'"{digest}"' if coding == "identity" else f'"{digest}-{coding}"'


def choose_coding(accept: str | None, *, has_gzip: bool) -> Coding | None:
    """The coding to answer in; None where the request refuses both (RFC 9110, 12.5.3)."""
    weights = _weights(accept or "")
    everything = weights.get("*")
    gzip = max((weights[name] for name in _GZIP_NAMES & weights.keys()), default=everything or 0.0)
    identity = weights.get("identity", everything if everything is not None else 1.0)
    if has_gzip and gzip > 0 and (gzip >= identity or "identity" not in weights):
        return "gzip"
    return "identity" if identity > 0 else None


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


def _matches(none_match: str, digest: str) -> bool:
    if none_match.strip() == "*":
        return True
    tags = (quoted or bare for quoted, bare in _TAG.findall(none_match))
    return any(tag.removesuffix("-gzip") == digest for tag in tags)


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
            weights[name.strip()] = _weight(parameters)
    return weights


def _weight(parameters: str) -> float:
    match = re.fullmatch(r"\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*", parameters)
    return float(match[1]) if match else 1.0
