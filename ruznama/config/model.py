"""config.toml as values: its tables and their keys; `ruznama.config.load` reads them."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, PlainValidator

from articles.corrections import Correction
from exporters.links import uri
from ruznama.config.durations import Duration
from ruznama.config.source import SourceConfig, by_kind
from ruznama.config.values import BaseUrl, Color, Language, Origin, Section, Weekday, Zone
from ruznama.sources.client.addresses import WebAddress


class SiteConfig(Section):
    """[site]: what the feed and the calendar are called, and where they are found.

    Attributes:
        title: of the site, its feed and its calendar.
        description: one sentence about it.
        base_url: where people reach it: every link, in feeds and calendars too, begins with it.
        timezone: an IANA name: that of clock times that name none, and of the pages.
        language: BCP 47, of the pages and, where it is Arabic, of feeds and calendars. A region
            chooses the names of months: "ar-EG" يناير, "ar-SY" كانون الثاني, "ar-DZ" جانفي.
        digits: "latn" (123) or "arab" (١٢٣), on Arabic pages.
        frames: other sites that may show `/embed/` in a frame: "https://news.example"; "*" for any.
        week_start: the first column of month tables; that of the language's region by default.
    """

    title: str = Field(default="روزنامة", min_length=1, max_length=200)
    description: str = Field(default="مقالات ومواعيدها", max_length=500)
    language: Language = "ar"
    base_url: BaseUrl = "http://127.0.0.1:8000/"
    timezone: Zone = "UTC"
    digits: Literal["latn", "arab"] = "latn"
    week_start: Weekday | None = None
    frames: tuple[Origin, ...] = ()


class FeedConfig(Section):
    """[feed]: the newest entries that it holds, and who is told of them.

    Attributes:
        limit: how many of the newest articles it holds; older ones are in its archive.
        hub: a WebSub hub, told within seconds of what changed.
        merge_duplicates: whether of articles that say nearly the same only the first is shown.
        renamed_from: by the name of a source, category or tag, what it was called before: the old
            addresses of its feeds, page and calendar lead to the new ones, and articles that still
            have an old category or tag count as having the new one.
    """

    limit: int = Field(default=50, ge=1, le=1000)
    hub: Annotated[WebAddress, AfterValidator(uri)] | None = None  # in a header: ASCII
    merge_duplicates: bool = False
    renamed_from: dict[str, tuple[str, ...]] = Field(default={})


Horizon = Annotated[Duration, Field(ge=timedelta(days=1), le=timedelta(days=3 * 365))]


class CalendarConfig(Section):
    """[calendar]: the combined calendar.

    Attributes:
        color: a CSS color name (RFC 7986 5.9).
        keep: how long past events stay in it; for ever by default.
        horizon: how long something comes again in calendars whose end nobody tells.
        zones: how hours are told: in "utc", or by the "local" clocks of their place.
        merge: whether an event that several articles of a publisher or source tell stands once.
        merge_sources: sources that count as one publisher in this.
        retired: calendars that are no more, such as "calendars/2019.ics": they answer 410, at which
            programs give a subscription up for good.
    """

    color: Color = "teal"
    keep: Duration | None = None
    horizon: Horizon = timedelta(days=365)
    zones: Literal["utc", "local"] = "utc"
    merge: bool = True
    merge_sources: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()


class FetchConfig(Section):
    """[fetch]: what is asked of other people's servers.

    Attributes:
        allow_hosts: hosts that may be private and on any port; none by default.
        contact: where their operators find us; told in the User-Agent.
        seconds: how long one request may take.
    """

    allow_hosts: tuple[str, ...] = ()
    contact: str = ""
    seconds: float = Field(default=30.0, gt=0, le=300)


class ReadConfig(Section):
    """[read]: how articles are read, in processes of their own, which can be ended.

    Attributes:
        timeout: what one article may take; one that takes longer is told, and left out.
    """

    timeout: Duration = timedelta(seconds=10)


class ServerConfig(Section):
    """[server]: where HTTP listens.

    Attributes:
        host: the address to listen on; "0.0.0.0" or "::" for all of the machine.
        port: 0 takes any that is free.
        token: opens /metrics and the details of /readyz from elsewhere than this machine.
    """

    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=8000, ge=0, le=65535)
    token: str | None = Field(default=None, min_length=16)


class ReviewConfig(Section):
    """[review]: what an editor may do on the page /review.

    Attributes:
        write: whether the page writes corrections.toml, for who holds `[server] token`.
    """

    write: bool = False


class StoreConfig(Section):
    """[store]: where what was read is kept: SQLite, or PostgreSQL for several machines.

    Attributes:
        url: "sqlite:///var/ruznama.sqlite3", relative to the configuration, or
            "postgresql+psycopg://user@host/name".
    """

    url: str = Field(default="sqlite:///var/ruznama.sqlite3", pattern=r"^(sqlite|postgresql)")


class HookConfig(Section):
    """[[hooks]]: who is told, as JSON, what a publication of the service has changed.

    Attributes:
        url: takes a POST; tried again like a hub.
        secret: signs it: HMAC-SHA256 of the body, in `X-Hub-Signature-256`.
    """

    url: WebAddress
    secret: str | None = Field(default=None, min_length=16)


class Config(Section):
    """A configuration without faults; paths are absolute."""

    site: SiteConfig = SiteConfig()
    sources: tuple[Annotated[SourceConfig, PlainValidator(by_kind)], ...]
    feed: FeedConfig = FeedConfig()
    calendar: CalendarConfig = CalendarConfig()
    read: ReadConfig = ReadConfig()
    fetch: FetchConfig = FetchConfig()
    server: ServerConfig = ServerConfig()
    review: ReviewConfig = ReviewConfig()
    store: StoreConfig = StoreConfig()
    hooks: tuple[HookConfig, ...] = ()
    corrections: tuple[Correction, ...] = ()  # those of corrections.toml, where there is one
