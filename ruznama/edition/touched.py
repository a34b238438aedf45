"""What a change has touched: which outputs are to be made anew."""

from dataclasses import dataclass, field, fields
from datetime import date


@dataclass(slots=True)
class Touched:
    """What a change has touched.

    Attributes:
        articles: whose own outputs are to be made.
        gone: articles that are no more.
        slices: the slugs of those whose articles moved.
        calendars: the slugs of slices whose events moved.
        months: the first days of months whose events moved; `years` likewise.
        pages: of the archive.
        places: the short paths of events that came, moved or went.
        left: the slugs of slices that an article is not in any more, by its id.
    """

    articles: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    slices: set[str] = field(default_factory=set)
    calendars: set[str] = field(default_factory=set)
    months: set[date] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    events: bool = False
    left: dict[str, frozenset[str]] = field(default_factory=dict)

    def add(self, other: "Touched") -> None:
        """What another change has touched, too."""
        for each in fields(self):
            mine, its = getattr(self, each.name), getattr(other, each.name)
            setattr(self, each.name, mine | its)
