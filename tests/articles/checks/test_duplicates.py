"""One story that several sources have: found by its text, whatever its title and address."""

from dataclasses import replace

import pytest

from articles.blocks import TextBlock
from articles.checks.duplicates import Duplicates, first_told
from articles.revisions.known import Revision
from articles.revisions.revise import revise
from tests.builders import HOUR, START, article

WORDS = [f"كلمة{number}" for number in range(120)]


def told(name: str, words: list[str], hour: int = 0) -> Revision:
    block = TextBlock(type="paragraph", text=" ".join(words))
    mine = replace(article(), id=name, title=name, blocks=(block,))
    return revise(None, mine, START + hour * HOUR)


def test_nearly_the_same_text_is_found() -> None:
    """An agency's story with a line of the newspaper's own, vowel marks, another hamza."""
    edited = [*WORDS[:60], "كلمـة60", *WORDS[61:], "قالت", "مراسلتنا", "في", "بكين"]
    other = [f"حديث{number}" for number in range(120)]
    found = Duplicates().find([told("a", WORDS), told("b", edited), told("c", other)])
    assert found == {"a": ("b",), "b": ("a",)}


def test_a_text_that_takes_up_another_is_not_the_same() -> None:
    """Half of it is new."""
    longer = [*WORDS, *(f"جديد{number}" for number in range(120))]
    assert Duplicates().find([told("a", WORDS), told("b", longer)]) == {}


def test_short_texts_are_not_compared() -> None:
    """Two notices of a line each are alike by chance."""
    assert Duplicates().find([told("a", WORDS[:20]), told("b", WORDS[:20])]) == {}


def test_an_edited_article_is_measured_anew() -> None:
    duplicates = Duplicates()
    assert duplicates.find([told("a", WORDS), told("b", WORDS)]) == {"a": ("b",), "b": ("a",)}
    assert duplicates.find([told("a", WORDS), told("b", WORDS[::-1])]) == {}


def test_of_those_alike_the_first_is_told() -> None:
    """The one that was first seen stands for the others."""
    revisions = [told("a", WORDS, 2), told("b", WORDS, 1), told("c", WORDS[::-1], 3)]
    alike = Duplicates().find(revisions)
    assert [one.id for one in first_told(revisions, alike)] == ["b", "c"]


def test_texts_of_sixty_words_are_compared() -> None:
    """A word fewer is a notice."""
    assert Duplicates().find([told("a", WORDS[:60]), told("b", WORDS[:60])]) != {}
    assert Duplicates().find([told("a", WORDS[:59]), told("b", WORDS[:59])]) == {}


def test_the_same_words_in_another_order_are_another_text() -> None:
    """Runs of four words are compared: threes in common are the language's, not the story's."""
    threes = [WORDS[at : at + 3] for at in range(0, 120, 3)]
    other = [word for three in threes[::-1] for word in three]
    assert Duplicates().find([told("a", WORDS), told("b", other)]) == {}


def test_of_two_that_came_at_once_one_is_told() -> None:
    """Neither hides the other."""
    revisions = [told("b", WORDS), told("a", WORDS)]
    alike = Duplicates().find(revisions)
    assert [one.id for one in first_told(revisions, alike)] == ["a"]


@pytest.mark.parametrize(("changed", "alike"), [(5, True), (6, False)])
def test_seven_runs_in_ten_make_texts_alike(changed: int, alike: bool) -> None:  # noqa: FBT001
    """Each word that differs breaks the four runs that it stands in: five leave 97 of 137."""
    step = len(WORDS) // changed
    edited = [
        "غيرها" * (at // step + 1) if at % step == step // 2 else word
        for at, word in enumerate(WORDS)
    ]
    assert sum(one != other for one, other in zip(WORDS, edited, strict=True)) == changed
    found = Duplicates().find([told("a", WORDS), told("b", edited)])
    assert found == ({"a": ("b",), "b": ("a",)} if alike else {})
