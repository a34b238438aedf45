"""The title that a lead gives: its first clause, or as much of it as a title may hold."""

import pytest

from articles.head.title import first_clause, title_from_lead


def _letters(count: int) -> str:
    """A clause of so many letters, in words of four."""
    text = ("قارب " * count)[:count]
    return text if text[-1] != " " else text[:-1] + "ن"


@pytest.mark.parametrize(
    ("lead", "title"),
    [
        ("يعود المرفأ القديم غدا، حيث ينتظره الصيادون", "يعود المرفأ القديم غدا"),
        ("يعود المرفأ غدا، حيث ينتظره الصيادون", "يعود المرفأ غدا، حيث ينتظره الصيادون"),
        ("يعود المرفأ القديم غدا، والصيادون ينتظرون", "يعود المرفأ القديم غدا، والصيادون ينتظرون"),
        ("يعود المرفأ القديم غدا؛ والصيادون ينتظرون", "يعود المرفأ القديم غدا"),
        ("يعود المرفأ القديم غدا. ينتظره الصيادون", "يعود المرفأ القديم غدا"),
        ("يعود المرفأ القديم غدا,", "يعود المرفأ القديم غدا,"),
    ],
)
def test_a_clause_of_four_words_is_a_title_where_the_rest_only_adds(lead: str, title: str) -> None:
    """After a comma what follows says whether it does; other marks part in any case."""
    assert first_clause(lead) == title


@pytest.mark.parametrize(("letters", "whole"), [(119, True), (120, True), (121, False)])
def test_a_lead_without_a_pause_may_be_the_title_as_a_whole(letters: int, *, whole: bool) -> None:
    """Up to a hundred and twenty letters; a longer one is cut at a word, and says so."""
    clause = _letters(letters)
    title = first_clause(clause)
    assert (title == clause) is whole
    assert title.endswith("…") is not whole


@pytest.mark.parametrize(
    ("lead", "title"),
    [
        ("بغداد - رويترز - المرفأ القديم - وهو الأول - يعود", "المرفأ القديم - وهو الأول"),
        ("بغداد - المرفأ القديم يعود", "المرفأ القديم يعود"),
        ("بغداد - رويترز", "رويترز"),
        ("المرفأ القديم يعود", "المرفأ القديم يعود"),
    ],
)
def test_the_dateline_ends_where_the_news_begins(lead: str, title: str) -> None:
    """One place and one agency; dashes after them are of the news."""
    assert title_from_lead(lead) == title
