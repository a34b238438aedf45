"""What a listing tells, entered into the ledger: each entry beside the item that it is.

Pure but for the ledger that it is given.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.text import fold
from ruznama.sources.listings.listed import Listed
from ruznama.sources.remembered.identities import (
    Announced,
    address_key,
    is_front_page,
    names_told,
    own_names,
)
from ruznama.sources.remembered.ledger import Ledger
from ruznama.store.kept import SourceItem

_LONGEST_LOCATOR = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """An entry of a listing and its item; whether it tells anything that it did not before."""

    listed: Listed
    item: SourceItem
    is_told_anew: bool


def enter(ledger: Ledger, listed: Sequence[Listed], limit: int) -> list[Entered]:
    """The newest entries with their items, each item once; the ledger keeps what is told of them.

    An address that two entries of different titles share, or the front page of a site, is the
    address of no article: what the listing holds of these is all that there is.
    """
    distinct = _distinct(listed)[:limit]
    names = own_names([names_told(_told(one)) for one in distinct])
    shared = _shared([one.url for one in distinct])
    entered: dict[str, Entered] = {}
    for one, mine in zip(distinct, names, strict=True):
        has_page = bool(one.url) and one.url not in shared and not is_front_page(one.url)
        found = ledger.find(mine, entered.__contains__) or ledger.item(
            _locator(one, has_page=has_page)
        )
        if found.locator in entered:
            continue
        told = _digest(one)
        item = replace(found, url=one.url if has_page else None, title=one.title, told=told)
        item = ledger.name(item, mine)
        ledger.keep(item)
        anew = found.told is not None and found.told != told
        entered[item.locator] = Entered(listed=one, item=item, is_told_anew=anew)
    return list(entered.values())


def _distinct(listed: Sequence[Listed]) -> list[Listed]:
    """The entries, each once: who says the same title at the same address says it twice."""
    seen: set[tuple[str, ...]] = set()
    found: list[Listed] = []
    for one in listed:
        key, title = address_key(one.url) or one.url, fold(one.title)
        marks = {("at", key, title)} if key else set()
        if one.guid:
            marks |= {("id", one.guid, key or title)}
        if not marks & seen:
            found.append(one)
        seen |= marks
    return found


def _told(one: Listed) -> Announced:
    return Announced(guid=one.guid, url=one.url, title=one.title)


def _shared(urls: Sequence[str]) -> set[str]:
    keys = [address_key(url) or url for url in urls]
    counts = Counter(keys)
    return {url for url, key in zip(urls, keys, strict=True) if counts[key] > 1}


def _locator(one: Listed, *, has_page: bool) -> str:
    """A new locator: the address, where it is that of the article alone."""
    mark = one.guid or hashlib.sha256(one.title.encode("utf-8", "replace")).hexdigest()[:16]
    is_told = bool(one.guid or one.title)
    locator = f"{one.url}#{mark}" if one.url and is_told and not has_page else one.url or mark
    if len(locator) <= _LONGEST_LOCATOR:
        return locator
    return hashlib.sha256(locator.encode("utf-8", "replace")).hexdigest()


def _digest(one: Listed) -> str:
    said = (one.title, one.published, one.updated, one.content)
    return hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()
