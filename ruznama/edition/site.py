"""What every output says of the site: the part of the configuration that readers see."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from exporters.dated import HORIZON
from ruznama.edition.reach import Reach, reach


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
        horizon: how long something comes again whose end nobody tells.
        local_zones: whether calendars tell hours by the clocks of their place, and not in UTC.
        merge_sources: sources that count as one publisher in this.
        retired: paths that answer 410 from now on.
        renamed: what slices were called, and what they are called now.
        digits: "latn" or "arab", on Arabic pages.
        week_start: the English name of a weekday; None for that of the language's region.
        frames: origins of pages that may show this site's in a frame (CSP frame-ancestors).
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
    horizon: timedelta = HORIZON
    local_zones: bool = False
    merge_events: bool = True
    merge_sources: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    frames: tuple[str, ...] = ()

    @property
    def text_language(self) -> str:
        """BCP 47 of what feeds and calendars hold; languages but Arabic are the pages' own."""
        return self.language if self.language.partition("-")[0].lower() == "ar" else "ar"

    def day(self, moment: datetime) -> date:
        """The day at a moment, as the clocks of the site show it."""
        return moment.astimezone(ZoneInfo(self.timezone)).date()

    def midnight(self, day: date) -> datetime:
        """When a day begins there, in UTC."""
        return datetime.combine(day, time.min, ZoneInfo(self.timezone)).astimezone(UTC)

    @property
    def reach(self) -> Reach:
        """Who can reach its addresses."""
        return reach(self.base_url)
