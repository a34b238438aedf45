"""What an error says, and what the command line ends with."""

import pytest

from articles.asking import holds, words_of
from articles.errors import ChoiceError, ReadError
from articles.text import fold


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (None, "a.txt: it is empty. Give a text"),
        (1, "a.txt, line 1: it is empty. Give a text"),
    ],
)
def test_an_error_says_where_what_and_what_to_do(line: int | None, said: str) -> None:
    """The line only where one is to blame; the command fails, it was not misused."""
    error = ReadError("it is empty", source="a.txt", line=line, remedy="Give a text")
    assert str(error) == said
    assert error.exit_status == 1


@pytest.mark.parametrize(("asked", "shown"), [(200, 200), (201, 200), (5_000, 200)])
def test_a_long_value_is_quoted_by_its_first_letters(asked: int, shown: int) -> None:
    """Whoever asks for a whole book does not get it back."""
    with pytest.raises(ChoiceError, match="expected") as error:
        raise ChoiceError(parameter="year", value="ق" * asked, expected="a year")
    assert str(error.value).count("ق") == shown


@pytest.mark.parametrize("value", ["", " ", "\u064b", "ق" * 201])
def test_no_words_and_too_many_are_refused(value: str) -> None:
    """Harakat alone ask for nothing."""
    with pytest.raises(ChoiceError):
        words_of("q", value)


@pytest.mark.parametrize(
    ("words", "held"),
    [("معرض خط", True), ("الخط", True), ("م\u064eعرض", True), ("معرض رسم", False), ("رسم", False)],
)
def test_a_text_is_found_by_all_of_the_words(words: str, *, held: bool) -> None:
    """In any order and spelling; one that is missing is enough to miss it."""
    assert holds(fold("معرض الخط العربي"), words) is held
