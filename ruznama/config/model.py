"""config.toml to values: parsed once, every fault told at once with its place and its remedy.

Order: defaults < file < environment `RUZNAMA__SECTION__KEY` < flags. Relative paths and sqlite
URLs are relative to the file itself.
"""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger
from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from exporters.ics.colors import COLORS
from ruznama.config.durations import Duration
from ruznama.errors import ConfigError, Fault

_ENVIRONMENT = "RUZNAMA__"
_SQLITE = "sqlite:///"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_FEW = 15  # words that can all be shown
_SHOWN_LENGTH = 60


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        message = f'{name!r} is no time zone; write an IANA name such as "Asia/Riyadh"'
        raise ValueError(message) from error
    return name


def _language(tag: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag):
        message = f'{tag!r} is no language tag; write "ar" or "ar-EG"'
        raise ValueError(message)
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        message = f'{tag!r} is no language that is known; write "ar" or "ar-EG"'
        raise ValueError(message) from error
    return tag


def _base_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query:
        message = f'{url!r} is no web address; write "https://news.example/"'
        raise ValueError(message)
    return url.rstrip("/") + "/"


def _source_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        message = (
            f'{name!r} cannot stand in an address; write lower-case letters, digits, "-" and "_"'
        )
        raise ValueError(message)
    return name


def _cron(expression: str) -> str:
    try:
        CronTrigger.from_crontab(expression, timezone="UTC")
    except ValueError as error:
        message = f'{expression!r} is no cron line; write five fields such as "0 */6 * * *"'
        raise ValueError(message) from error
    return expression


def _color(name: str) -> str:
    if name not in COLORS:
        message = f"{name!r} is no CSS color name{_suggestion(name, COLORS)}"
        raise ValueError(message)
    return name


def _web_address(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        message = f'{url!r} is no web address; write "https://news.example/feed"'
        raise ValueError(message)
    return url


def _selector(selector: str) -> str:
    from articles.formats.html.selection import check_selector  # noqa: PLC0415  loads lxml

    check_selector(selector)
    return selector


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class SiteConfig(_Section):
    """[site]: what the feed and the calendar are called, and where they are found.

    Attributes:
        language: of the pages and, where it is Arabic, of feeds and calendars. A region chooses the
            names of months: "ar-EG" يناير, "ar-SY" كانون الثاني, "ar-DZ" جانفي.
        digits: "latn" (123) or "arab" (١٢٣), on Arabic pages.
        week_start: the first column of month tables; that of the language's region by default.
    """

    title: str = Field(default="روزنامة", min_length=1, max_length=200)
    description: str = Field(default="مقالات ومواعيدها", max_length=500)
    language: Annotated[str, AfterValidator(_language)] = "ar"
    base_url: Annotated[str, AfterValidator(_base_url)] = "http://127.0.0.1:8000/"
    timezone: Annotated[str, AfterValidator(_zone)] = "UTC"
    digits: Literal["latn", "arab"] = "latn"
    week_start: Weekday | None = None


SourceKindName = Literal["folder", "page", "feed", "sitemap"]
# What each kind needs, and what only it knows.
_NEEDED: dict[str, str] = {"folder": "path", "page": "url", "feed": "url", "sitemap": "url"}
_OWN: dict[str, frozenset[str]] = {
    "path": frozenset({"folder"}),
    "glob": frozenset({"folder"}),
    "url": frozenset({"page", "feed", "sitemap"}),
    "urls": frozenset({"page"}),
    "limit": frozenset({"feed", "sitemap"}),
    "match": frozenset({"feed", "sitemap"}),
    "full_text": frozenset({"feed"}),
}
_FOLDER_EVERY, _REMOTE_EVERY = timedelta(minutes=1), "30m"
_REMOTE_FLOOR = timedelta(minutes=5)


class SourceConfig(_Section):
    """[[sources]]: where articles come from.

    Attributes:
        kind: "folder", files that a person or another program puts there; "page", articles by
            their addresses; "feed", a newspaper's own; "sitemap".
        every: how often it is read; `cron` (UTC) instead of it, if given.
        path: of a folder; `glob` tells which files below it.
        url: of a page, a feed or a sitemap; `urls` of several pages.
        limit: the newest articles of a feed or sitemap.
        match: a pattern (`*` for anything) that the addresses of articles have.
        full_text: whether the articles of a feed are read from their pages.
        keep: lines never to leave out of an article.
        drop: lines always to leave out.
        article_css: CSS selector of the element of a page that holds its article; `keep_css` and
            `drop_css` select what of a page to keep and to leave out.
        prose: whether dates in running text make events too.
    """

    name: Annotated[str, AfterValidator(_source_name)]
    kind: SourceKindName
    path: Path = Path()
    glob: str = Field(default="**/*", min_length=1)
    url: Annotated[str, AfterValidator(_web_address)] = ""
    urls: tuple[Annotated[str, AfterValidator(_web_address)], ...] = ()
    limit: int = Field(default=50, ge=1, le=500)
    match: str = "*"
    full_text: bool = True
    title: str | None = None
    category: str | None = None
    language: Annotated[str, AfterValidator(_language)] = "ar"
    every: Duration = _FOLDER_EVERY
    cron: Annotated[str, AfterValidator(_cron)] | None = None
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    article_css: Annotated[str, AfterValidator(_selector)] | None = None
    keep_css: tuple[Annotated[str, AfterValidator(_selector)], ...] = ()
    drop_css: tuple[Annotated[str, AfterValidator(_selector)], ...] = ()
    prose: bool = False

    @property
    def is_folder(self) -> bool:
        """Whether it is on this machine."""
        return self.kind == "folder"

    @property
    def addresses(self) -> tuple[str, ...]:
        """Of a source on the web."""
        return (self.url, *self.urls) if self.url else self.urls

    @property
    def host(self) -> str | None:
        """Where a source on the web is; of several pages, where the first is."""
        return urlsplit(self.addresses[0]).hostname if self.addresses else None

    @model_validator(mode="before")
    @classmethod
    def _paced(cls, table: object) -> object:
        """A source on the web is read every half hour where nothing is said."""
        if isinstance(table, dict) and table.get("kind") in {"page", "feed", "sitemap"}:
            return {"every": _REMOTE_EVERY, **table} if "cron" not in table else table
        return table

    @model_validator(mode="after")
    def _whole(self) -> "SourceConfig":
        given = self.model_fields_set
        if self.cron is not None and "every" in given:
            message = 'has both "every" and "cron"; keep one of them'
            raise ValueError(message)
        needed = _NEEDED[self.kind]
        if needed not in given and not (self.kind == "page" and self.urls):
            message = f"{needed} is missing; a source of kind {self.kind!r} needs it"
            raise ValueError(message)
        strange = sorted(name for name in given if self.kind not in _OWN.get(name, {self.kind}))
        if strange:
            message = f"{strange[0]} is no key of kind {self.kind!r}"
            raise ValueError(message)
        if not self.is_folder and self.every < _REMOTE_FLOOR and self.cron is None:
            message = f"every is less than {_REMOTE_FLOOR.seconds // 60}m, too often for others"
            raise ValueError(message)
        return self


class FeedConfig(_Section):
    """[feed]: the newest entries that it holds, and who is told of them.

    Attributes:
        hub: a WebSub hub.
        merge_duplicates: whether of articles that say nearly the same only the first is shown.
    """

    limit: int = Field(default=50, ge=1, le=1000)
    hub: Annotated[str, AfterValidator(_web_address)] | None = None
    merge_duplicates: bool = False


class CalendarConfig(_Section):
    """[calendar]: the combined calendar.

    Attributes:
        color: a CSS color name (RFC 7986 5.9).
        keep: how long past events stay in it; for ever by default.
        merge: whether an event that several articles of one publisher tell stands in it once.
        merge_sources: sources that count as one publisher in this.
        retired: calendars that are no more, such as "calendars/2019.ics": they answer 410, at which
            programs give a subscription up for good.
    """

    color: Annotated[str, AfterValidator(_color)] = "teal"
    keep: Duration | None = None
    merge: bool = True
    merge_sources: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()


class FetchConfig(_Section):
    """[fetch]: what is asked of other people's servers.

    Attributes:
        allow_hosts: hosts that may be private and on any port; none by default.
        contact: where their operators find us; told in the User-Agent.
        seconds: how long one request may take.
    """

    allow_hosts: tuple[str, ...] = ()
    contact: str = ""
    seconds: float = Field(default=30.0, gt=0, le=300)


class ServerConfig(_Section):
    """[server]: where HTTP listens.

    Attributes:
        token: opens /metrics and the details of /readyz from elsewhere than this machine.
    """

    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=8000, ge=0, le=65535)
    token: str | None = Field(default=None, min_length=16)


class StoreConfig(_Section):
    """[store]: SQLite beside the configuration by default, or PostgreSQL."""

    url: str = Field(default="sqlite:///var/ruznama.sqlite3", pattern=r"^(sqlite|postgresql)")


class Config(_Section):
    """A configuration without faults; paths are absolute."""

    site: SiteConfig = SiteConfig()
    sources: tuple[SourceConfig, ...]
    feed: FeedConfig = FeedConfig()
    calendar: CalendarConfig = CalendarConfig()
    fetch: FetchConfig = FetchConfig()
    server: ServerConfig = ServerConfig()
    store: StoreConfig = StoreConfig()

    @model_validator(mode="after")
    def _own_names(self) -> "Config":
        if not self.sources:
            message = "sources is empty; add a [[sources]] table"
            raise ValueError(message)
        names = [source.name for source in self.sources]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            message = f"two sources have the name {twice[0]!r}; give each a name of its own"
            raise ValueError(message)
        strange = [name for name in self.calendar.merge_sources if name not in names]
        if strange:
            message = f"calendar.merge_sources: no source is called {strange[0]!r}"
            raise ValueError(message)
        return self


def load_config(path: Path, environment: Mapping[str, str] = os.environ) -> Config:
    """The configuration in `path`.

    Raises:
        ConfigError: the file is missing, is no TOML, or has faults; all of them are told.
    """
    table = _read(path)
    _override(table, environment)
    try:
        config = Config.model_validate(table)
    except ValidationError as error:
        raise ConfigError(path, [_fault(details) for details in error.errors()]) from error
    return _absolute(config, path.resolve().parent)


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        remedy = '"ruznama init" writes one to start from; --config names another'
        raise ConfigError(
            path, [Fault(place="file", problem="is missing", remedy=remedy)]
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        fault = Fault(place="file", problem=str(error), remedy="Save it as UTF-8 text")
        raise ConfigError(path, [fault]) from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        fault = Fault(place="file", problem=f"is no TOML: {error}", remedy="Mend that line")
        raise ConfigError(path, [fault]) from error


def _override(table: dict[str, Any], environment: Mapping[str, str]) -> None:
    """Puts RUZNAMA__SECTION__KEY over the file. Values are TOML where they parse, else strings."""
    for name in sorted(environment):
        section, _, key = name.removeprefix(_ENVIRONMENT).lower().partition("__")
        if not name.startswith(_ENVIRONMENT) or not key:
            continue
        values = table.setdefault(section, {})
        if isinstance(values, dict):
            values[key] = _toml_value(environment[name])


def _toml_value(text: str) -> object:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _absolute(config: Config, folder: Path) -> Config:
    sources = tuple(
        source.model_copy(update={"path": folder / source.path}) if source.is_folder else source
        for source in config.sources
    )
    url = config.store.url
    if url.startswith(_SQLITE):
        url = f"{_SQLITE}{folder / url.removeprefix(_SQLITE)}"
    return config.model_copy(
        update={"sources": sources, "store": config.store.model_copy(update={"url": url})}
    )


def _fault(details: ErrorDetails) -> Fault:
    place = _place(details["loc"])
    match details["type"]:
        case "extra_forbidden":
            key = str(details["loc"][-1])
            known = sorted(_known_keys(details["loc"][:-1]))
            return Fault(place=place, problem=f"is no key{_suggestion(key, known)}")
        case "missing":
            return Fault(place=place, problem="is missing", remedy=_missing_remedy(place))
        case "literal_error":
            remedy = f"Write {details['ctx']['expected']}" if "ctx" in details else ""
            return Fault(place=place, problem=f"{details['input']!r} is not known", remedy=remedy)
        case "value_error":
            return Fault(place=place, problem=details["msg"].removeprefix("Value error, "))
        case _:
            problem = f"{_shown(details['input'])}: {details['msg'].lower()}"
            return Fault(place=place, problem=problem)


def _missing_remedy(place: str) -> str:
    if place == "sources":
        return 'Add a [[sources]] table with name, kind = "folder" and path'
    return f"Add {place.rpartition('.')[2]} = …"


def _known_keys(location: tuple[int | str, ...]) -> Iterator[str]:
    section = next((part for part in location if isinstance(part, str)), None)
    if section is None:
        yield from Config.model_fields
    elif section == "sources":
        yield from SourceConfig.model_fields
    else:
        kind = Config.model_fields[section].annotation if section in Config.model_fields else None
        yield from getattr(kind, "model_fields", ())


def _suggestion(word: str, known: Any) -> str:
    close = get_close_matches(word, list(known), n=1)
    if close:
        return f'; did you mean "{close[0]}"?'
    return "; known: " + ", ".join(known) if len(known) <= _FEW else ""


def _place(location: tuple[int | str, ...]) -> str:
    place = ""
    for part in location:
        place += f"[{part}]" if isinstance(part, int) else f".{part}"
    return place.lstrip(".") or "file"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + "…"
