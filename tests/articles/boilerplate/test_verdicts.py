"""What the judge leaves out of an article, what it keeps, and what it takes for a heading."""

from collections.abc import Sequence

import pytest

from articles.blocks import At, Cell, Item, Link, ListBlock, Row, TableBlock, TextBlock
from articles.boilerplate.judge import judge
from articles.boilerplate.names import suspicion
from articles.draft import Markup, Piece

TITLE = "حكاية المرفأ"
LEAD = (
    "رمم المهندسون الجسر الحجري فوق النهر في عامين، ويعبره الصيادون كل صباح بقواربهم وشباكهم"
    " وسلالهم الكبيرة إلى السوق القديم وراء الساحة."
)
MORE = (
    "ويقول أهل الحي إن الجسر صار أعلى مما كان، وإن القوارب تمر من تحته في الشتاء حين يفيض النهر"
    " بلا خوف من أحجاره."
)
FOREIGN = (
    "محصول القمح يزداد في الأسواق العالمية",
    "منتخب الشباب يخسر مباراته أمام ضيفه",
    "أمطار غزيرة تغلق طرق الجبل الشمالي",
    "افتتاح متجر واسع للكتب المستعملة غدا",
    "طلاب المدارس يبدأون إجازتهم الصيفية الطويلة",
)
OWN = (
    "صيادون ينقلون الحجر تحت الجسر إلى النهر",
    "مهندسون يفحصون حجر الجسر فوق النهر",
    "قوارب الصيادين تعبر النهر تحت الجسر",
)
SENTENCE = (
    "قررت اللجنة المشرفة على تمديد موعد التسجيل في دورات السباحة والرسم أسبوعين كاملين بعد أن زاد"
    " عدد الراغبين من الأطفال والكبار"
).split()


def _text(text: str, markup: Markup = "plain") -> Piece:
    return Piece(block=TextBlock(type="paragraph", text=text, at=At(line=1)), markup=markup)


def _list(*lines: str) -> Piece:
    items = tuple(Item(text=line, at=At(item=number)) for number, line in enumerate(lines, 1))
    return Piece(block=ListBlock(items=items, at=At(line=1)))


def _table() -> Piece:
    row = Row(cells=(Cell(text="معرض"), Cell(text="صباحا")), at=At(row=1))
    return Piece(block=TableBlock(rows=(row,), at=At(line=1)))


def _pieces(given: Sequence[Piece | str]) -> list[Piece]:
    return [_text(one) if isinstance(one, str) else one for one in given]


def _gone(*pieces: Piece | str, title: str = TITLE) -> list[str]:
    return [line.text for line in judge(_pieces(pieces), title=title)[1]]


def _types(*pieces: Piece | str) -> list[str]:
    return [piece.block.type for piece in judge(_pieces(pieces), title=TITLE)[0]]


@pytest.mark.parametrize("words", [20, 21])
def test_a_short_sentence_among_headlines_goes_with_them(words: int) -> None:
    """A longer one is text of the article, and what stands over it is its heading."""
    sentence = " ".join(SENTENCE[:words]) + "."
    gone = _gone(LEAD, FOREIGN[0], sentence, *FOREIGN[1:3])
    assert gone == ([FOREIGN[0], sentence, *FOREIGN[1:3]] if words == 20 else [*FOREIGN[1:3]])


def test_one_line_goes_after_what_is_finished() -> None:
    """A sentence, a table, a list; after a paragraph without its full stop it may go on."""
    finished = [_text(MORE), _table(), _list("معرض", "لقاء")]
    for before in finished:
        assert _gone(LEAD, before, FOREIGN[0]) == [FOREIGN[0]]
    assert _gone(LEAD, LEAD + MORE[:-1] + "غدا", FOREIGN[0]) == []
    assert _gone(LEAD[:-1], MORE[:-1], FOREIGN[0]) == [FOREIGN[0]]


def test_a_line_with_the_words_of_the_text_stays() -> None:
    """Those of the title count too; those of lines on trial do not."""
    assert _gone(LEAD, MORE, OWN[0]) == []
    assert _gone("نزهة صباحية.", OWN[0]) == [OWN[0]]
    assert _gone("نزهة صباحية.", OWN[0], title=LEAD) == []


def test_what_stands_under_read_also_goes_up_to_the_next_text() -> None:
    """Also where its words are those of the article."""
    assert _gone(LEAD, "اقرأ أيضًا", OWN[0], OWN[1], MORE) == ["اقرأ أيضًا", *OWN[:2]]
    assert _gone(LEAD, OWN[0], MORE, "اقرأ أيضًا", LEAD + MORE, OWN[1]) == ["اقرأ أيضًا"]


def test_headlines_alone_are_weighed_like_any_other() -> None:
    """Where no text stands before them."""
    assert _gone(*FOREIGN[:3]) == list(FOREIGN[:3])


@pytest.mark.parametrize(
    ("pieces", "stays"),
    [
        ([LEAD, *FOREIGN[:3], OWN[0], MORE], False),
        ([LEAD, "صباح السوق", MORE, *FOREIGN[:3], OWN[0], LEAD + MORE], True),
        ([LEAD, *FOREIGN[:3], OWN[0], MORE, "صباح السوق", LEAD + MORE], True),
        ([LEAD, "صباح السوق", MORE, *FOREIGN[:4], LEAD + MORE], False),
    ],
)
def test_the_last_of_a_run_is_a_heading_only_in_a_text_with_headings(
    pieces: list[str], *, stays: bool
) -> None:
    """Where it shares words with the text; a text whose parts have none has no last one either."""
    gone = _gone(*pieces)
    assert gone[:3] == list(FOREIGN[:3])
    assert (len(gone) == 3) is stays


@pytest.mark.parametrize(
    ("bare", "sentences", "goes"), [(3, 0, True), (2, 0, False), (5, 1, True), (4, 1, False)]
)
def test_a_list_of_headlines_goes(bare: int, sentences: int, *, goes: bool) -> None:
    """Three items or more, of which more than four of five are no sentences."""
    lines = [*FOREIGN[:bare], *[f"{OWN[0]}."] * sentences]
    assert (_gone(LEAD, MORE, _list(*lines)) == lines) is goes
    assert goes or not _gone(LEAD, MORE, _list(*lines))


def test_a_headline_over_text_is_a_heading() -> None:
    """Of the two lines right over it; not after a colon; markup is believed."""
    assert _types(LEAD, OWN[0], MORE) == ["lead", "heading", "paragraph"]
    assert _types(LEAD, *OWN, MORE)[1:] == ["paragraph", "heading", "heading", "paragraph"]
    assert _types(LEAD, "ويضيفون:", OWN[0], MORE)[2] == "paragraph"
    assert _types(LEAD, "ويضيفون:", OWN[0], OWN[1], MORE)[3] == "heading"
    assert _types(LEAD, _text(OWN[0], "paragraph"), MORE)[1] == "paragraph"
    assert _types(LEAD, _text(OWN[0], "heading"))[1] == "heading"


def test_what_is_left_out_of_a_text_keeps_its_first_link() -> None:
    """So that a reader can see where it led."""
    links = tuple(Link(span=(at, at + 3), url=f"https://a.example/{at}") for at in (0, 5))
    block = TextBlock(type="paragraph", text=FOREIGN[0], links=links, at=At(line=1))
    (line,) = judge([_text(LEAD), Piece(block=block)], title=TITLE)[1]
    assert line.href == "https://a.example/0"


def test_a_name_of_the_markup_is_told_by_its_first_forty_letters() -> None:
    """Classes that tools make have no end; the rule is for people to read."""
    name = "related-" + "x" * 60
    found = suspicion("div", "", [("class", name)])
    assert found is not None
    assert found.rule == f"class {name[:40]}"
