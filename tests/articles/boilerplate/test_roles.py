"""What a piece is on its own: by its length, its last mark and the words that it opens with."""

import pytest

from articles.blocks import At, TextBlock
from articles.boilerplate.roles import Role, closes_paragraphs, role_of
from articles.draft import Piece

WORDS = (
    "يروي الصياد العجوز لأحفاده كيف كان البحر يصل إلى باب بيته في ليالي الشتاء وكيف كانت القوارب"
    " تعود محملة بالسمك والحكايات قبل أن تبنى الأرصفة الحجرية الطويلة"
).split()


def _piece(text: str) -> Piece:
    return Piece(block=TextBlock(type="paragraph", text=text, at=At(line=1)))


def _text(count: int, end: str = "") -> Piece:
    """A text of so many words."""
    return _piece(" ".join(WORDS[:count]) + end)


@pytest.mark.parametrize(
    ("words", "end", "role"),
    [
        (25, "", "body"),
        (24, "", "headline"),
        (5, ".", "body"),
        (4, ".", "headline"),
        (5, "؟", "headline"),
        (5, "..", "headline"),
        (5, ":", "intro"),
        (24, ":", "intro"),
        (25, ":", "body"),
    ],
)
def test_the_length_and_the_last_mark_tell_text_from_headlines(
    words: int, end: str, role: Role
) -> None:
    """Five words with a full stop are a sentence, twenty-five are one without."""
    assert role_of(_text(words, end)) == role


@pytest.mark.parametrize(("words", "role"), [(16, "body"), (15, "headline")])
def test_the_length_of_running_text_is_the_callers(words: int, role: Role) -> None:
    """Where no paragraph ends with a full stop shorter ones have to count."""
    assert role_of(_text(words), body_words=16) == role


def _site_note(letters: int) -> Piece:
    start = "جميع الحقوق محفوظة لأصحاب الحكاية "
    return _piece(start + "ن" * (letters - len(start)))


def test_only_a_short_line_is_told_by_its_words() -> None:
    """A paragraph of more than two hundred and fifty letters is text, whatever it says."""
    assert role_of(_site_note(250)) == "legal"
    assert role_of(_site_note(251)) != "legal"


@pytest.mark.parametrize(
    ("paragraphs", "closes"),
    [
        ([(16, ".")], True),
        ([(16, "")], False),
        ([(15, "")], True),
        ([(16, "."), (16, "")], True),
        ([(16, "."), (16, ""), (16, "")], False),
        ([(16, "."), (16, ""), (15, "")], True),
        ([(16, ""), (15, "."), (15, ".")], False),
        ([], True),
    ],
)
def test_half_of_the_long_paragraphs_tell_how_a_text_closes_them(
    paragraphs: list[tuple[int, str]], *, closes: bool
) -> None:
    """Those of sixteen words on; headlines and lines do not say."""
    assert closes_paragraphs([_text(*one) for one in paragraphs]) is closes


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("اقرأ أيضًا", "related"),
        ("اقرأ أيضًا في قسم الثقافة", "read-also"),
        ("اقرأ أيضًا: مراكب الصيد تعود", "read-also"),
        ("شاهد: مراكب الصيد تعود", "read-also"),
        ("شارك على فيسبوك وتويتر", "share"),
        ("تابعونا على قناة البحر", "share"),
        ("الوسوم: البحر، الصيد", "nav"),
        ("عدد المشاهدات 120", "nav"),
        ("3 تعليقات", "comment"),
        ("هذا المقال لا يعبر عن رأي الموقع", "legal"),
        ("المصدر: وكالات", "credit"),
        ("رويترز - فرانس برس", "credit"),
        ("بقلم: سالم البحري", "byline"),
        ("صورة أرشيفية", "caption"),
        ("ميناء الصيد عند الفجر (رويترز)", "caption"),
        ("مراكب الصيد تعود إلى الميناء", "headline"),
    ],
)
def test_a_short_line_is_what_its_words_say(text: str, role: Role) -> None:
    """Of those that a site writes under every article; any other line is a headline."""
    assert role_of(_piece(text)) == role
