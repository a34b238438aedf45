"""Words that a reader asks for, in an address or a search: compared folded, never as patterns."""

from articles.errors import ChoiceError
from articles.text import fold

_MAX_LETTERS = 200


def words_of(parameter: str, value: str) -> str:
    """The value of a parameter that takes words.

    Raises:
        ChoiceError: it holds none, or too many.
    """
    if not fold(value) or len(value) > _MAX_LETTERS:
        raise ChoiceError(parameter=parameter, value=value, expected=f"1 to {_MAX_LETTERS} letters")
    return value


def holds(folded: str, words: str) -> bool:
    """Whether a folded text holds all of the words."""
    return all(word in folded for word in fold(words).split())
