"""What class, id and element names say against a part of a page: a table, read by the walk.

A name counts only as a whole word of a class or id ("related" in "post-related", not in
"correlated"). It is a suspicion; the judge decides. Each row was met on pages of Arabic news sites
or in the themes that they use.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from articles.draft import Suspicion
from articles.model import DropReason

_ELEMENTS: dict[str, DropReason] = {"nav": "nav", "footer": "nav", "aside": "related"}
_ROLES: dict[str, DropReason] = {
    "navigation": "nav",
    "contentinfo": "nav",
    "complementary": "related",
    "search": "nav",
}
_NAMES: dict[str, DropReason] = {
    **dict.fromkeys(
        "related relatedposts recommended recommendations suggested suggestions similar"
        " mostread trending popular latestnews morenews moreposts taboola outbrain mgid".split(),
        "related",
    ),
    **dict.fromkeys("readalso readmore seealso alsoread".split(), "read-also"),
    **dict.fromkeys(
        "share sharing shares social sharedaddy addtoany addthis sharebar socials"
        " whatsapp telegram follow".split(),
        "share",
    ),
    **dict.fromkeys("comment comments respond disqus commentlist".split(), "comment"),
    **dict.fromkeys(
        "nav navbar navigation menu breadcrumb breadcrumbs sidebar pagination pager tags tagcloud"
        " taglist posttags newsletter subscribe ad ads advert advertisement adsense banner promo"
        " sponsored popup modal cookie cookies toolbar".split(),
        "nav",
    ),
    **dict.fromkeys("copyright disclaimer legal".split(), "legal"),
}
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


def suspicion(tag: str, role: str, named: Iterable[tuple[str, str]]) -> Suspicion | None:
    """What an element's own name and role say against it, and each (attribute, name) of it."""
    if tag in _ELEMENTS:
        return Suspicion(why=_ELEMENTS[tag], rule=f"element {tag}")
    if role in _ROLES:
        return Suspicion(why=_ROLES[role], rule=f"role {role}")
    for attribute, name in named:
        why = _named(name)
        if why is not None:
            return Suspicion(why=why, rule=f"{attribute} {name[:40]}")
    return None


def _named(name: str) -> DropReason | None:
    words = [word.lower() for word in _WORD.findall(name)]
    pairs = [first + second for first, second in pairwise(words)]
    for word in (*pairs, *words):
        if word in _NAMES:
            return _NAMES[word]
    return None
