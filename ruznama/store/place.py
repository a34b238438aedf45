"""Where an article belongs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an article belongs.

    Attributes:
        source: that it is from.
        number: how many articles came before it; for life, and never given again.
    """

    source: str
    number: int
