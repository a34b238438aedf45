"""Titles that tell one happening, and those that only look like it."""

from pathlib import Path

import pytest

from exporters.sameness import same_happening

LINES = Path(__file__).with_name("titles.txt").read_text(encoding="utf-8").splitlines()
SAME = [line.split(" = ") for line in LINES if " = " in line]
OTHER = [line.split(" ≠ ") for line in LINES if " ≠ " in line]
ENOUGH = 0.85


def test_there_are_pairs_enough() -> None:
    """Two hundred, and no pair twice."""
    pairs = {tuple(sorted(pair)) for pair in (*SAME, *OTHER)}
    assert len(pairs) == len(SAME) + len(OTHER) >= 200


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_happenings_are_never_one(one: str, other: str) -> None:
    """A wrong merge hides an event; a missed one only shows it twice."""
    assert same_happening(one, other) != "same"
    assert same_happening(other, one) != "same"


def test_most_of_the_same_are_found() -> None:
    """The others are told to be perhaps the same, or stand apart."""
    missed = [pair for pair in SAME if same_happening(*pair) != "same"]
    assert len(missed) <= (1 - ENOUGH) * len(SAME), missed


@pytest.mark.parametrize(("one", "other"), SAME)
def test_it_makes_no_difference_which_is_asked_first(one: str, other: str) -> None:
    """Articles come in any order."""
    assert same_happening(one, other) == same_happening(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("القمة العربية", "القمة العربية في بغداد"),
        ("معرض الخط العربي القديم", "معرض الخط العربي"),
        ("زيارة الرئيس الفرنسي ماكرون", "زيارة ماكرون"),
    ],
)
def test_what_one_title_leaves_out_is_perhaps_the_same(one: str, other: str) -> None:
    """Containment alone proves nothing; an editor is told."""
    assert same_happening(one, other) == "perhaps"
