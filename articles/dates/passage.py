"""A run of words in its text: what the words say, and where they stand."""

from dataclasses import dataclass

from articles.dates.mention import Mention
from articles.dates.vocabulary.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of words that can hold dates.

    Attributes:
        text: the whole text.
        place: where the run begins in it.
        tokens: of the run.
        mentions: the dates in it, before it is asked which days they are; shared, never changed.
        alone: whether the text is this run.
    """

    text: str
    place: int
    tokens: Tokens
    mentions: tuple[Mention, ...]
    alone: bool

    def start(self, index: int) -> int:
        """Where a token begins in the text."""
        return self.place + self.tokens.starts[index]

    def end(self, index: int) -> int:
        """Where a token ends in the text."""
        return self.place + self.tokens.ends[index]
