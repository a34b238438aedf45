"""What the judge leaves out of an article, what it keeps, and what it takes for a heading."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from articles.blocks import At, Item, Link, ListBlock, TextBlock
from articles.boilerplate.judge import judge, weigh
from articles.boilerplate.layout import lay_out
from articles.boilerplate.names import suspicion
from articles.draft import Markup, Piece, Suspicion

AT = datetime(2026, 5, 1, tzinfo=UTC)
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


def _text(text: str, markup: Markup = "plain") -> Piece:
    return Piece(block=TextBlock(type="paragraph", text=text, at=At(line=1)), markup=markup)


def _list(*lines: str) -> Piece:
    items = tuple(Item(text=line, at=At(item=number)) for number, line in enumerate(lines, 1))
    return Piece(block=ListBlock(items=items, at=At(line=1)))


def _pieces(given: Sequence[Piece | str]) -> list[Piece]:
    return [_text(one) if isinstance(one, str) else one for one in given]


def _gone(*pieces: Piece | str, title: str = TITLE) -> list[str]:
    return [line.text for line in judge(_pieces(pieces), title=title, at=AT)[1]]


def _types(*pieces: Piece | str) -> list[str]:
    return [piece.block.type for piece in lay_out(_pieces(pieces))]


def test_headlines_below_a_text_go_with_what_sites_put_beside_them() -> None:
    """Their dates, their sections, their readers; from the first of them on."""
    for beside in ("3 مايو 2024", "منذ 4 ساعات", "رياضة", "312 مشاهدة"):
        below = [part for line in FOREIGN for part in (line, beside)]
        assert _gone(LEAD, MORE, *below) == below


def test_headlines_in_the_middle_go_and_the_text_goes_on() -> None:
    assert _gone(LEAD, *FOREIGN[:3], MORE) == list(FOREIGN[:3])
    assert _gone(LEAD, *[f"{line}." for line in FOREIGN], MORE) == [f"{line}." for line in FOREIGN]


def test_one_headline_alone_goes_after_a_text() -> None:
    assert _gone(LEAD, MORE, FOREIGN[0]) == [FOREIGN[0]]


def test_lines_with_the_words_of_the_text_stay() -> None:
    """Those of the title count too."""
    assert _gone(LEAD, MORE, *OWN) == []
    assert _gone(LEAD, *OWN, MORE) == []


def test_of_a_list_only_the_foreign_items_go() -> None:
    """Extractors run the list of an article and that of its page into one."""
    assert _gone(LEAD, MORE, _list(*FOREIGN)) == list(FOREIGN)
    assert _gone(LEAD, MORE, _list(*OWN)) == []
    mixed = _list(*OWN, *FOREIGN)
    (left, *_) = [
        piece.block for piece in judge(_pieces([LEAD, MORE, mixed]), title=TITLE, at=AT)[0][2:]
    ]
    assert isinstance(left, ListBlock)
    assert [item.text for item in left.items] == list(OWN)


def test_a_list_under_words_that_announce_it_stays() -> None:
    """Whatever it says, and whatever stood over that."""
    assert _gone(LEAD, "اقرأ أيضًا", FOREIGN[0], "وقررت اللجنة ما يلي:", _list(*FOREIGN[1:])) == [
        "اقرأ أيضًا",
        FOREIGN[0],
    ]


def test_names_and_prices_below_a_text_stay() -> None:
    """Short lines that are alike are a squad or a list of prices."""
    assert _gone(LEAD, MORE, "الحارس: سامر", "الدفاع: ماهر", "الهجوم: نادر") == []
    assert _gone(LEAD, MORE, "التفاح 12 درهما", "البرتقال 9 دراهم", "الموز 14 درهما") == []


def test_a_programme_below_a_text_stays() -> None:
    """Lines with their dates in order, also where the text has none of their words."""
    lines = ["حفل الافتتاح: 3 مايو 2026.", "ورشة للرسم: 5 مايو 2026.", "حفل الختام: 9 مايو 2026."]
    assert _gone(LEAD, MORE, *lines) == []


def test_a_source_before_each_headline_does_not_keep_it() -> None:
    below = [f"الأخبار: {line}" for line in FOREIGN]
    assert _gone(LEAD, MORE, *below) == below


def test_what_stands_under_read_also_goes_up_to_the_next_text() -> None:
    assert _gone(LEAD, "اقرأ أيضًا", FOREIGN[0], FOREIGN[1], MORE) == ["اقرأ أيضًا", *FOREIGN[:2]]


def test_lines_alone_are_an_article() -> None:
    """Where no text stands beside them nothing tells that they are of another one."""
    assert _gone(*FOREIGN[:3]) == []
    assert _gone(_list(*FOREIGN)) == []


def test_a_name_on_most_of_the_page_says_little() -> None:
    """A class "content-with-sidebar" on what holds the article."""
    said = {wide: Suspicion(why="nav", rule="class sidebar", wide=wide) for wide in (True, False)}
    for wide, against in said.items():
        gone = _gone(*[replace(_text(text), suspicion=against) for text in (LEAD, MORE)])
        assert gone == ([] if wide else [LEAD, MORE])


def test_every_verdict_tells_its_evidence() -> None:
    """The weights of a line and what its neighbours add are its score."""
    *_, last = weigh(_pieces([LEAD, MORE, *FOREIGN]), title=TITLE, at=AT)
    assert {name for name, _ in last.evidence} >= {"6 words", "after the text"}
    assert last.why == "related"
    assert last.score > 0


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
    (line,) = judge([_text(LEAD), _text(MORE), Piece(block=block)], title=TITLE, at=AT)[1]
    assert line.href == "https://a.example/0"


def test_a_name_of_the_markup_is_told_by_its_first_forty_letters() -> None:
    """Classes that tools make have no end; the rule is for people to read."""
    name = "related-" + "x" * 60
    found = suspicion("div", "", [("class", name)])
    assert found is not None
    assert found.rule == f"class {name[:40]}"


def test_what_four_words_say_again_goes() -> None:
    """Three may be a heading that comes again; the title said it first."""
    four, three = "حجر الجسر فوق النهر", "حجر الجسر القديم"
    assert _gone(LEAD, four, MORE, four, LEAD.replace("رمم", "بنى")) == [four]
    assert _gone(LEAD, three, MORE, three, LEAD.replace("رمم", "بنى")) == []
    (line, *_) = judge(_pieces([four, LEAD, MORE]), title=four, at=AT)[1]
    assert (line.text, line.why, line.rule) == (four, "duplicate", "said-before")


def test_what_words_tell_keeps_its_own_reason_when_it_comes_again() -> None:
    share = "شارك على فيسبوك وتويتر"
    gone = judge(_pieces([LEAD, share, MORE, share, *FOREIGN[:1] * 2]), title=TITLE, at=AT)[1]
    assert [line.why for line in gone] == ["share", "share", "related", "duplicate"]


def test_what_spoke_most_against_a_line_is_its_rule() -> None:
    """Its neighbours, where nothing of its own did."""
    little, nothing = "نخيل الجسر يثمر مبكرا", "بحر ورمل"
    below = [*FOREIGN[:2], little, FOREIGN[2], nothing, *FOREIGN[3:]]
    rules = {one.text: one.rule for one in weigh(_pieces([LEAD, MORE, *below]), title=TITLE, at=AT)}
    assert rules[nothing] == "its neighbours"
    assert rules[little] == "tells as headlines do"
    assert rules[FOREIGN[0]] == "6 words"
