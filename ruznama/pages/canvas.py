"""What all HTML pages share: templates, wording, what they load, and how events are drawn.

Readable without a script, made at publication like every body. Templates are Jinja2 with
autoescape; what is shown of an article's text comes ready and safe from `feeds.html.content`. A
page holds no more than fits into `MAX_OCTETS`: what is longer is cut, and says where the rest is.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket

from exporters.dated import Listing
from ruznama.edition.shelf import Shelf
from ruznama.edition.site import Site
from ruznama.pages.events import around, by_article, occasions, shortened
from ruznama.pages.timescale import Drawn, drawn
from ruznama.pages.wording import Wording

MAX_OCTETS = 100_000

_BEFORE, _AFTER = 4, 10  # events of an overview around the day of the last change
_LONGEST_NAME = 100


class _Compiled(BytecodeCache):
    """Templates are compiled once in a process, however often its configuration changes."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


class Canvas:
    """What the pages of a site are drawn on.

    Attributes:
        site: what every output says of the site.
        wording: its sentences, dates and numbers.
        root: the path of the site, with "/" at its end.
    """

    def __init__(self, site: Site, *, served: bool = True, pictured: bool = False) -> None:
        """`served` tells the pages of a service from files, which cannot search.

        `pictured` tells whether pictures stand for pages where links to them are shared.
        """
        self.site = site
        self.wording = Wording(site.language, site.timezone, site.digits, site.week_start)
        self.root = urlsplit(site.base_url).path
        self._assets = dict(_assets())
        self._environment = Environment(
            loader=PackageLoader("ruznama.pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
            bytecode_cache=_COMPILED,
        )
        self._environment.install_gettext_translations(  # type: ignore[attr-defined]  # by i18n
            self.wording.translations, newstyle=True
        )
        self._environment.globals.update(
            site=site,
            served=served,
            pictured=pictured,
            root=self.root,
            wording=self.wording,
            digits=self.wording.digits,
            by_article=by_article,
            back="→" if self.wording.direction == "rtl" else "←",
            on="←" if self.wording.direction == "rtl" else "→",
            moment=self.wording.moment,
            style=self._address_of(".css"),
            script=self._address_of(".js"),
        )

    def assets(self) -> Iterator[tuple[str, bytes, str]]:
        """The path, bytes and type of what the pages load."""
        for path, (content, content_type) in self._assets.items():
            yield path, content, content_type

    def draw(self, told: Sequence[Listing], *, more: int) -> Drawn:
        """Some events as they are drawn; `more` counts those that are not among them."""
        return drawn(occasions(told, self.wording, self.root), self.wording, more=more)

    def around(self, events: Shelf, day: date) -> Drawn:
        """The events around a day."""
        told = [line.listing.at_its_next(day) for line in events.around(day)]
        near = around(told, day, before=_BEFORE, after=_AFTER)
        return self.draw(near, more=len(events) - len(near))

    def render(self, template: str, **values: object) -> bytes:
        """The page that a template makes of these values."""
        return self._environment.get_template(template).render(values).encode()

    def _address_of(self, suffix: str) -> str:
        """The address of the one style or script of the pages."""
        path = next(each for each in self._assets if each.endswith(suffix) and "-" in each)
        return self.root + path.lstrip("/")


def _assets() -> Iterator[tuple[str, tuple[bytes, str]]]:
    """What pages load, by path; a style or script has its digest in its name."""
    templates = files(__package__).joinpath("templates")
    for name, content_type in (("style.css", "text/css"), ("script.js", "text/javascript")):
        content = templates.joinpath(name).read_bytes()
        stem, suffix = name.split(".")
        path = f"/{stem}-{hashlib.sha256(content).hexdigest()[:10]}.{suffix}"
        yield path, (content, f"{content_type}; charset=utf-8")
    for path, name, content_type in (
        ("/feed.css", "feed.css", "text/css; charset=utf-8"),
        ("/favicon.svg", "icon.svg", "image/svg+xml"),
        ("/icon.png", "icon.png", "image/png"),
    ):
        yield path, (templates.joinpath(name).read_bytes(), content_type)


def shortened_name(name: str) -> str:
    """A name as a list has room for."""
    return shortened(name, _LONGEST_NAME)
