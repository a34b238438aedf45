"""[[sources]]: the keys of every source, and those of its kind."""

from collections.abc import Callable
from dataclasses import MISSING
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import Annotated, Any, get_type_hints

from pydantic import AfterValidator, Field, ValidationInfo, create_model

from articles.corrections import Correction
from articles.draft import Selectors
from articles.model import Preference
from ruznama.config.durations import Duration
from ruznama.config.values import Country, Cron, Language, Section, Selector, SourceName
from ruznama.sources.kinds import KINDS, Kind
from ruznama.sources.source import NewsSource

_MINUTE = timedelta(minutes=1)
_ANY_MOMENT = datetime(2024, 1, 1, tzinfo=UTC)  # of a leap year
_TIMES_TRIED = 300  # of a cron line: as many as there are minutes in five hours


def _kind(name: str) -> str:
    if name not in KINDS:
        *others, last = (f"'{kind}'" for kind in KINDS)
        message = f"{name!r} is not known. Write {', '.join(others)} or {last}"
        raise ValueError(message)
    return name


class SourceConfig(Section):
    """[[sources]]: where articles come from; `by_kind` adds the keys of its kind.

    Attributes:
        name: in addresses: lower-case letters, digits, "-" and "_".
        kind: "folder", "page", "feed" or "sitemap"; each has keys of its own.
        title: what people call it.
        category: a section for articles that name none.
        language: BCP 47, of its articles.
        every: how often it is read.
        cron: five fields, in UTC, instead of `every`.
        keep: lines never to leave out of an article.
        drop: lines always to leave out.
        article_css: CSS selector of the element of a page that holds its article.
        keep_css: CSS selectors of what of a page never to leave out.
        drop_css: CSS selectors of what of a page always to leave out.
        prose: whether dates in running text make events too.
        country: where it is written: two letters of ISO 3166-1.
        hijri_offset: by how many days its Hijri months begin after those of Umm al-Qura.
        prefer: on which side of the day of publication a date without year lies.
    """

    name: SourceName
    kind: Annotated[str, AfterValidator(_kind)]
    title: str | None = None
    category: str | None = None
    language: Language = "ar"
    every: Duration = _MINUTE
    cron: Cron | None = None
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    article_css: Selector | None = None
    keep_css: tuple[Selector, ...] = ()
    drop_css: tuple[Selector, ...] = ()
    prose: bool = False
    country: Country | None = None
    hijri_offset: Annotated[int, Field(ge=-2, le=2)] | None = None
    prefer: Preference = "nearest"

    @property
    def host(self) -> str | None:
        """Where a source on the web is; None of one on this machine."""
        return self.source().host

    def source(self, timezone: str = "UTC", corrections: tuple[Correction, ...] = ()) -> NewsSource:
        """The source as it is run.

        Args:
            timezone: of clock times that name none.
            corrections: of what is read.
        """
        kind = KINDS[self.kind]
        return kind.source(
            name=self.name,
            language=self.language,
            timezone=timezone,
            category=self.category,
            keep=self.keep,
            drop=self.drop,
            selectors=Selectors(article=self.article_css, keep=self.keep_css, drop=self.drop_css),
            prose=self.prose,
            corrections=corrections,
            country=self.country,
            hijri_offset=self.hijri_offset,
            prefer=self.prefer,
            every=self.every,
            **{key: getattr(self, key) for key in kind.keys},
        )


def by_kind(table: object, info: ValidationInfo) -> SourceConfig:
    """A table of [[sources]] by the keys of its kind.

    Raises:
        ValidationError: it has faults.
    """
    given = table if isinstance(table, dict) else {}
    model = model_of(given.get("kind"), by_cron="cron" in given)
    return model.model_validate(table, context=info.context)


def model_of(name: object, *, by_cron: bool = False) -> type[SourceConfig]:
    """What the table of a kind may hold; where the kind is not known, the keys of any."""
    kind = KINDS.get(name) if isinstance(name, str) else None
    return _any_model(*KINDS.values()) if kind is None else _model(kind, by_cron=by_cron)


@cache
def _any_model(*kinds: Kind) -> type[SourceConfig]:
    own: dict[str, Any] = {}
    for kind in kinds:
        own |= {key: (hint, None) for key, (hint, _) in _own(kind).items()}
    return _made(own)


@cache  # of a thousand sources most are alike
def _model(kind: Kind, *, by_cron: bool) -> type[SourceConfig]:
    # A cron line tells when; nothing then rests for longer than a minute.
    every = _MINUTE if by_cron else kind.every
    pace = Annotated[Duration, AfterValidator(partial(_not_too_often, kind.floor))]
    line = Annotated[Cron, AfterValidator(partial(_not_too_many, kind.floor))]
    return _made({"every": (pace, every), "cron": (line | None, None), **_own(kind)})


def _own(kind: Kind) -> dict[str, Any]:
    """The keys of a kind as pydantic takes them."""
    hints = get_type_hints(kind.source, include_extras=True)
    return {key: (hints[key], _default(field)) for key, field in kind.keys.items()}


def _default(field: Any) -> Any:
    if field.default_factory is not MISSING:
        return Field(default_factory=field.default_factory)
    return ... if field.default is MISSING else field.default


def _made(keys: dict[str, Any]) -> type[SourceConfig]:
    make: Callable[..., type[SourceConfig]] = create_model
    return make("SourceConfig", __base__=SourceConfig, **keys)


def _not_too_many(floor: timedelta, line: str) -> str:
    """A cron line of which no two times are nearer to each other than is good for others."""
    if not floor:
        return line
    from apscheduler.triggers.cron import CronTrigger  # noqa: PLC0415  few sources have one

    trigger = CronTrigger.from_crontab(line, timezone="UTC")
    before = trigger.get_next_fire_time(None, _ANY_MOMENT)
    for _ in range(_TIMES_TRIED):
        after = trigger.get_next_fire_time(before, before) if before else None
        if before is None or after is None:
            break
        if after - before < floor:
            message = f"names times less than {floor.seconds // 60}m apart, too often for others"
            raise ValueError(message)
        before = after
    return line


def _not_too_often(floor: timedelta, every: timedelta) -> timedelta:
    if every < floor:
        message = f"is less than {floor.seconds // 60}m, too often for others"
        raise ValueError(message)
    return every
