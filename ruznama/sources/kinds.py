"""The kinds of sources: a row each, named as `kind = "…"` in config.toml names it.

Whoever must know something of a kind asks its row or its class: the configuration which keys its
table takes, the schedule how often it runs, the renewal for a run, `ruznama doctor` for a check.
"""

from dataclasses import Field, dataclass, fields
from datetime import timedelta
from typing import Any

from ruznama.sources.folder import Folder
from ruznama.sources.source import NewsSource
from ruznama.sources.web import FeedSource, PageSource, SitemapSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind.

    Attributes:
        source: its class; the fields that it adds are the keys that its table takes;
            those without a default must be given.
        one_of: keys of which at least one must be given, where none must be for itself.
        every: how often it is run where nothing is said.
        floor: how often at most.
    """

    source: type[NewsSource]
    every: timedelta
    floor: timedelta = timedelta()
    one_of: tuple[str, ...] = ()

    @property
    def keys(self) -> dict[str, "Field[Any]"]:
        """The keys of its own, by name."""
        common = {field.name for field in fields(NewsSource)}
        own = (field for field in fields(self.source) if field.name not in common)
        return {field.name: field for field in own}


# Others are asked with more patience than our own disk.
_REMOTE_EVERY, _REMOTE_FLOOR = timedelta(minutes=30), timedelta(minutes=5)

KINDS: dict[str, Kind] = {
    "folder": Kind(source=Folder, every=timedelta(minutes=1)),
    "page": Kind(
        source=PageSource, every=_REMOTE_EVERY, floor=_REMOTE_FLOOR, one_of=("url", "urls")
    ),
    "feed": Kind(source=FeedSource, every=_REMOTE_EVERY, floor=_REMOTE_FLOOR),
    "sitemap": Kind(source=SitemapSource, every=_REMOTE_EVERY, floor=_REMOTE_FLOOR),
}
