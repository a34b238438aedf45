"""Lines fold where no reader can be hurt, and unfold to what they were."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Event

from exporters.ics.contentlines import MAX_OCTETS, categories, fold_line, serialize, text

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=400)
UNITS = ("ق", "مّ", "ثُّ", " و", "ـٰ", "👨\u200d👩\u200d👧", "👍🏽", "🇸🇦", "❤\ufe0f", "\\nل", "\\,")
arabic = st.lists(st.sampled_from(UNITS), max_size=200).map("".join)


def pieces(folded: bytes) -> list[str]:
    """The physical lines, each decoded by itself."""
    assert folded.endswith(b"\r\n")
    return [piece.decode() for piece in folded[:-2].split(b"\r\n")]


def unfolded(folded: bytes) -> str:
    return folded[:-2].replace(b"\r\n ", b"").decode()


@given(words | arabic)
def test_folding_loses_nothing_and_keeps_within_75_octets(line: str) -> None:
    """Every piece decodes by itself: a fold inside a character breaks most clients."""
    folded = fold_line(line)
    assert unfolded(folded) == line
    assert all(len(piece.encode()) <= MAX_OCTETS for piece in pieces(folded))


@given(arabic)
def test_no_piece_begins_with_a_mark_or_a_joiner(line: str) -> None:
    """A vowel sign alone at the start of a line is drawn on nothing."""
    for piece in pieces(fold_line("SUMMARY:" + line))[1:]:
        assert unicodedata.category(piece[1])[0] != "M"
        assert piece[1] not in "\u200d "


@pytest.mark.parametrize(
    "unit",
    ["مّ", "👨\u200d👩\u200d👧", "👍🏽", "🇸🇦", "❤\ufe0f", "\\n", "\\\\,"],
    ids=["shadda", "family", "skin tone", "flag", "variation", "newline", "backslash"],
)
def test_what_belongs_together_stays_on_one_line(unit: str) -> None:
    """Whatever column a unit falls on, no fold goes through it."""
    for offset in range(80):
        folded = fold_line("X:" + "a" * offset + unit * 12)
        assert b"".join(folded.split(b"\r\n ")).count(unit.encode()) == 12
        for piece in pieces(folded):
            rest = piece.lstrip(" ").removeprefix("X:").lstrip("a")
            assert rest.replace(unit, "") == ""


def test_run_of_marks_longer_than_a_line_is_cut_all_the_same() -> None:
    """Stacked marks without end must not stop the writer."""
    folded = fold_line("SUMMARY:ا" + "\u0651" * 500)
    assert unfolded(folded) == "SUMMARY:ا" + "\u0651" * 500


@pytest.mark.parametrize(
    "value",
    [r"C:\News", r"a\\nb", "سطر\nآخر", "أ، ب, ج; د", '"مقتبس": نعم', "\\", "\\N", "\\,"],
)
def test_text_comes_back_from_icalendar_as_it_was(value: str) -> None:
    """icalendar's own writer turns a backslash before N into a line break."""
    component = Event()
    component.add("summary", text(value, "ar"))
    read = Event.from_ical(b"".join(serialize(component)))
    assert read["summary"] == value
    assert read["summary"].params["LANGUAGE"] == "ar"


def test_category_with_a_comma_stays_one() -> None:
    """An Arabic section may list two things in one name."""
    component = Event()
    component.add("categories", categories(["سياسة, دولية", r"ملف\Nت"], "ar"))
    read = Event.from_ical(b"".join(serialize(component)))
    assert read["categories"].cats == ["سياسة, دولية", r"ملف\Nت"]
