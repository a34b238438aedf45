"""What every output says of the site: the part of the configuration that readers see."""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit, urlunsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What every output says of the site.

    Attributes:
        language: BCP 47, of the pages.
        base_url: with "/" at its end; every link begins with it.
        timezone: the IANA name of the zone in which people are told times.
        refresh: how often sources are read.
        color: a CSS name.
        feed_limit: the newest entries of a feed.
        hub: the WebSub hub that is told of changes.
        sources: the names of the sources and what people call them.
        merge_alike: whether of articles that say nearly the same only the first is shown.
        keep_events: how long past events stay in the combined calendar; None for ever.
        merge_sources: sources that count as one publisher in this.
        retired: paths that answer 410 from now on.
        digits: "latn" or "arab", on Arabic pages.
        week_start: the English name of a weekday; None for that of the language's region.
        merge_events: whether what several articles of a publisher or source tell stands once in it.
    """

    title: str
    description: str
    language: str
    base_url: str
    timezone: str
    refresh: timedelta
    color: str
    feed_limit: int
    hub: str | None = None
    digits: str = "latn"
    week_start: str | None = None
    sources: tuple[tuple[str, str], ...] = ()
    merge_alike: bool = False
    keep_events: timedelta | None = None
    merge_events: bool = True
    merge_sources: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()

    @property
    def text_language(self) -> str:
        """BCP 47 of what feeds and calendars hold; languages but Arabic are the pages' own."""
        return self.language if self.language.partition("-")[0].lower() == "ar" else "ar"

    @property
    def is_local(self) -> bool:
        """Whether only programs of this machine can reach the site."""
        return is_local(self.base_url)


def is_local(url: str) -> bool:
    """Whether an address leads to the machine that it is used on (RFC 6761, 6.3; RFC 1122)."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def served_url(base_url: str, port: int) -> str:
    """The base URL with the port that is really served, where only this machine can reach it.

    Any other is as its owner wrote it: a proxy may stand before the service.
    """
    if not port or not is_local(base_url):
        return base_url
    parts = urlsplit(base_url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return urlunsplit(parts._replace(netloc=f"{host}:{port}"))


def mismatch(base_url: str, host: str, port: int) -> str | None:
    """Why readers may not reach the links that are published, and what to do; None if they may."""
    told = urlsplit(base_url).port
    if is_local(base_url):
        if is_local(f"http://{f'[{host}]' if ':' in host else host}/"):
            return None
        return (
            f"every link begins with {base_url}, which leads nowhere on other machines. "
            "Set [site] base_url to the address that readers use"
        )
    if told is not None and told != port:
        return (
            f"every link begins with {base_url}, but port {port} is served. "
            "Set [site] base_url to the address that readers use, unless a proxy listens there"
        )
    return None
