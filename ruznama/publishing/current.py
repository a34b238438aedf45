"""What is published now, for those who choose from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ruznama.edition.edition import Publication
from ruznama.edition.index import Index

# The ids of the articles that hold some words.
Find = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """What is published now.

    Attributes:
        index: of all that is shown.
        publication: the last one.
        find: searches.
    """

    index: Index
    publication: Publication
    find: Find
