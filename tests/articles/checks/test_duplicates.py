"""One story that several sources have: found by its text, whatever its title and address."""

from dataclasses import replace

import pytest

from articles.blocks import TextBlock
from articles.checks.duplicates import Duplicates, measure
from articles.revisions.known import Revision
from articles.revisions.revise import revise
from tests.builders import HOUR, START, article

WORDS = [f"كلمة{number}" for number in range(120)]


def told(name: str, words: list[str], hour: int = 0) -> Revision:
    block = TextBlock(type="paragraph", text=" ".join(words))
    mine = replace(article(), id=name, title=name, blocks=(block,))
    return revise(None, mine, START + hour * HOUR)


def found_in(revisions: list[Revision]) -> dict[str, tuple[str, ...]]:
    """For each article that has any, the ids of those that say nearly the same."""
    duplicates = Duplicates()
    for one in revisions:
        duplicates.put(one.id, measure(one.article))
    found = {one.id: duplicates.alike(one.id) for one in revisions}
    return {name: others for name, others in found.items() if others}


def test_nearly_the_same_text_is_found() -> None:
    """An agency's story with a line of the newspaper's own, vowel marks, another hamza."""
    edited = [*WORDS[:60], "كلمـة60", *WORDS[61:], "قالت", "مراسلتنا", "في", "بكين"]
    other = [f"حديث{number}" for number in range(120)]
    found = found_in([told("a", WORDS), told("b", edited), told("c", other)])
    assert found == {"a": ("b",), "b": ("a",)}


def test_a_text_that_takes_up_another_is_not_the_same() -> None:
    """Half of it is new."""
    longer = [*WORDS, *(f"جديد{number}" for number in range(120))]
    assert found_in([told("a", WORDS), told("b", longer)]) == {}


def test_short_texts_are_not_compared() -> None:
    """Two notices of a line each are alike by chance."""
    assert found_in([told("a", WORDS[:20]), told("b", WORDS[:20])]) == {}


def test_an_edited_article_is_measured_anew() -> None:
    duplicates = Duplicates()
    for name in ("a", "b"):
        duplicates.put(name, measure(told(name, WORDS).article))
    assert duplicates.alike("a") == ("b",)
    duplicates.put("b", measure(told("b", WORDS[::-1]).article))
    assert (duplicates.alike("a"), duplicates.alike("b")) == ((), ())


def test_an_article_that_is_gone_is_like_no_other() -> None:
    """It is found no more, nor finds one."""
    duplicates = Duplicates()
    for name in ("a", "b", "c"):
        duplicates.put(name, measure(told(name, WORDS).article))
    duplicates.drop("b")
    assert (duplicates.alike("a"), duplicates.alike("b")) == (("c",), ())


def test_texts_of_sixty_words_are_compared() -> None:
    """A word fewer is a notice."""
    assert found_in([told("a", WORDS[:60]), told("b", WORDS[:60])]) != {}
    assert found_in([told("a", WORDS[:59]), told("b", WORDS[:59])]) == {}


def test_the_same_words_in_another_order_are_another_text() -> None:
    """Runs of four words are compared: threes in common are the language's, not the story's."""
    threes = [WORDS[at : at + 3] for at in range(0, 120, 3)]
    other = [word for three in threes[::-1] for word in three]
    assert found_in([told("a", WORDS), told("b", other)]) == {}


@pytest.mark.parametrize(("changed", "alike"), [(5, True), (6, False)])
def test_seven_runs_in_ten_make_texts_alike(changed: int, alike: bool) -> None:  # noqa: FBT001
    """Each word that differs breaks the four runs that it stands in: five leave 97 of 137."""
    step = len(WORDS) // changed
    edited = [
        "غيرها" * (at // step + 1) if at % step == step // 2 else word
        for at, word in enumerate(WORDS)
    ]
    assert sum(one != other for one, other in zip(WORDS, edited, strict=True)) == changed
    found = found_in([told("a", WORDS), told("b", edited)])
    assert found == ({"a": ("b",), "b": ("a",)} if alike else {})
