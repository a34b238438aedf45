"""The words that a text is about."""

import pytest

from articles.prose import stems


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("الفريق ب", {"فريق"}),
        ("حملة تبرع دم", {"حمل", "تبرع", "دم"}),
        ("وقال في المعرض", {"معرض"}),
        ("وزير العمل في العالم", set()),
        ("طريق 95", set()),
        ("المعارض والكتب", {"معارض", "كتب"}),
    ],
)
def test_common_words_single_letters_and_numbers_say_nothing(text: str, about: set[str]) -> None:
    """Two letters are a word; clitics and endings come off."""
    assert stems(text) == about
