"""Where each piece of evidence of a line begins and ends: one step further it is not there."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import islice, product

import pytest

from articles.blocks import At, Item, Link, ListBlock, TextBlock
from articles.boilerplate.judge import weigh
from articles.draft import Piece

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
# Words that no article holds: each is its own stem.
NONSENSE = ["".join(letters) + "ق" for letters in product("دجحر", "زشصض", "طظعغ")]


def _words(count: int, start: int = 0) -> str:
    return " ".join(islice(NONSENSE, start, start + count))


def _piece(text: str, *, links: tuple[Link, ...] = ()) -> Piece:
    return Piece(block=TextBlock(type="paragraph", text=text, at=At(line=1), links=links))


def _told(*lines: str | Piece, published: date | None = None) -> list[list[str]]:
    """The evidence of each line."""
    pieces = [_piece(one) if isinstance(one, str) else one for one in lines]
    verdicts = weigh(pieces, title=TITLE, at=AT, published=published)
    return [[name for name, _ in one.evidence] for one in verdicts]


def _of(*lines: str | Piece, at: int = -1, published: date | None = None) -> list[str]:
    return _told(*lines, published=published)[at]


@pytest.mark.parametrize(
    ("count", "name"),
    [
        (1, "1 word"),
        (2, "2 words"),
        (3, "3 words"),
        (4, "4 words"),
        (5, "5 words"),
        (6, "6 words"),
        (7, "7 or 8 words"),
        (8, "7 or 8 words"),
        (9, "9 to 11 words"),
        (11, "9 to 11 words"),
        (12, "12 to 15 words"),
        (15, "12 to 15 words"),
        (16, "16 to 24 words"),
        (24, "16 to 24 words"),
        (25, "25 words and more"),
    ],
)
def test_a_line_has_one_size(count: int, name: str) -> None:
    sizes = [one for one in _of(LEAD, _words(count)) if "word" in one and one[0].isdigit()]
    assert sizes == [name]


@pytest.mark.parametrize(("count", "long"), [(11, False), (12, True)])
def test_a_long_sentence_has_twelve_words(count: int, *, long: bool) -> None:
    told = _of(LEAD, f"{_words(count)}.")
    assert "ends with a full stop" in told
    assert ("a long sentence" in told) is long


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("الجسر النهر القوارب السوق", "shares 4 words and more"),
        (f"الجسر النهر القوارب {_words(1)}", "shares 3 words"),
        (f"الجسر النهر {_words(2)}", "shares 2 words"),
        (f"الجسر {_words(2)}", "shares 1 word"),
        (_words(3), "shares nothing with a short text"),
        (_words(2), None),
    ],
)
def test_words_shared_with_the_text_are_counted(line: str, name: str | None) -> None:
    """Of lines of three words on."""
    shared = [one for one in _of(LEAD, MORE, line) if one.startswith("shares")]
    assert shared == ([name] if name else [])


@pytest.mark.parametrize(
    ("known", "name"),
    [(39, "shares nothing with a short text"), (40, "shares nothing")],
)
def test_forty_words_make_a_text_known(known: int, name: str) -> None:
    """The two of the title among them."""
    text = f"{_words(known - 2)}."
    assert name in _of(text, "مراكب الخشب الأبيض تغادر")


def test_short_sentences_are_the_text_where_nothing_longer_is() -> None:
    told = _of(
        "رست المراكب في المرفأ الجديد.", "غادر الصيادون المرفأ القديم أمس.", "المراكب ترسو شرقا"
    )
    assert "shares 1 word" in told


@pytest.mark.parametrize(("times", "main"), [(2, False), (3, True)])
def test_what_three_paragraphs_say_is_what_the_text_is_about(times: int, *, main: bool) -> None:
    paragraphs = [f"{_words(16, 16 * n)} منارة." for n in range(times)]
    assert ("shares a main word" in _of(*paragraphs, "منارة البلدة القديمة")) is main


def test_lines_share_words_with_others_of_their_kind() -> None:
    """Words that the text has not; one line alone shares with nobody."""
    alone, first, second = "مراكب ترسو هنا", "مراكب تبحر شرقا", "صيد مراكب وفير"
    assert "shares words with its like" not in _of(LEAD, alone)
    for told in _told(LEAD, first, second)[1:]:
        assert "shares words with its like" in told
    assert "shares words with its like" not in _of(LEAD, "الجسر يلمع", "الجسر يعلو")


@pytest.mark.parametrize(("covered", "alone"), [(79, False), (80, True)])
def test_a_link_over_four_fifths_of_a_line_is_a_link_alone(covered: int, *, alone: bool) -> None:
    text = ("دجحر " * 20)[:99] + "ق"
    link = Link(span=(0, covered), url="https://a.example/")
    assert ("link alone" in _of(LEAD, _piece(text, links=(link,)))) is alone
    items = (Item(text=text, at=At(item=1), links=(link,)), Item(text=text, at=At(item=2)))
    first, second = _told(LEAD, Piece(block=ListBlock(items=items, at=At(line=1))))[1:]
    assert ("link alone" in first) is alone
    assert "link alone" not in second


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("دجحر، زشصض طظعغ", "a comma inside"),
        ("دجحر زشصض طظعغ،»", "a comma inside"),
        ("دجحر زشصض طظعغ،", "ends with a comma"),
        ("دجحر زشصض طظعغ:", "ends with a colon"),
        ("شاهد دجحر زشصض", "teases"),
        ("كما دجحر زشصض", "goes on from before"),
        ("وتزدان دجحر زشصض", "opens with and"),
        ("فتزدان دجحر زشصض", "opens with so"),
        ("نحو دجحر زشصض", "opens with a preposition"),
        ("افتتح دجحر زشصض", "opens with a past verb"),
        ("منذ يومين", "so long ago"),
        ("120 مشاهدة", "a count of readers"),
        ("دجحر زشصض. طظعغ دجحر", "several sentences"),
    ],
)
def test_the_shape_of_a_line_has_names(line: str, name: str) -> None:
    assert name in _of(LEAD, line)
    assert name not in _of(LEAD, "دجحر زشصض طظعغ")


def test_a_comma_at_the_end_is_none_inside() -> None:
    assert "a comma inside" not in _of(LEAD, "دجحر زشصض طظعغ،")


def test_a_word_that_begins_with_and_is_not_always_joined() -> None:
    """Ministers and teams are no conjunctions."""
    assert "opens with and" not in _of(LEAD, "وزير دجحر زشصض")
    assert "opens with so" not in _of(LEAD, "فريق دجحر زشصض")


HEADING = _words(3)
OTHER = _words(3, 3)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((HEADING, LEAD, MORE), "before the text"),
        ((LEAD, HEADING, MORE), "in the text"),
        ((LEAD, MORE, HEADING), "after the text"),
    ],
)
def test_a_line_has_one_place(lines: Sequence[str], told: str) -> None:
    places = {"before the text", "in the text", "after the text"}
    assert places.intersection(_of(*lines, at=lines.index(HEADING))) == {told}


def test_headings_elsewhere_stand_alone_between_paragraphs() -> None:
    """Two such make it likely that a text has headings; two lines together are none."""
    name = "headings elsewhere"
    several = _told(LEAD, HEADING, MORE, OTHER, LEAD, _words(3, 6))
    assert [name in told for told in several] == [False, True, False, True, False, False]
    assert not any(name in told for told in _told(LEAD, HEADING, MORE))
    two = [LEAD, HEADING, OTHER, MORE, HEADING, OTHER, LEAD]
    assert not any(name in told for told in _told(*two))
    mixed = _told(LEAD, HEADING, MORE, HEADING, OTHER, LEAD)
    assert not any(name in told for told in mixed)


def test_a_heading_stands_right_over_text() -> None:
    """And may name what that tells."""
    assert "over text" in _of(LEAD, HEADING, MORE, at=1)
    assert "over text" not in _of(LEAD, HEADING, OTHER, MORE, at=1)
    assert "over text" not in _of(LEAD, MORE, HEADING)
    assert "names what is under it" in _of(LEAD, f"{HEADING} القوارب", MORE, at=1)
    assert "names what is under it" not in _of(LEAD, HEADING, MORE, at=1)


def test_a_line_after_an_unfinished_one_may_belong_to_it() -> None:
    """A headline is unfinished; a paragraph is where the others end with a full stop."""
    name = "after an open line"
    assert name in _of(LEAD, HEADING, OTHER)
    assert name not in _of(LEAD, HEADING)
    open_end = _words(30)
    assert name in _of(LEAD, open_end, HEADING)
    assert name not in _of(LEAD, open_end, open_end, HEADING)
    assert name in _of(f"{_words(16)}.", open_end, HEADING)
    assert name not in _of(f"{_words(15)}.", open_end, HEADING)


def test_a_list_is_announced_by_what_stands_over_it() -> None:
    items = tuple(Item(text=_words(3, 3 * n), at=At(item=n + 1)) for n in range(2))
    listed = Piece(block=ListBlock(items=items, at=At(line=1)))
    announced = _told(LEAD, f"{_words(4)}:", listed)
    assert all("in an announced list" in told for told in announced[2:])
    assert not any("in an announced list" in told for told in _told(LEAD, listed))
    assert "announced" in _of(LEAD, f"{_words(4)}:", HEADING)
    marked = _told(LEAD, "اقرأ أيضًا", HEADING, OTHER, MORE, HEADING)
    assert ["under a marker" in told for told in marked] == [False, False, True, True, False, False]


@pytest.mark.parametrize(
    ("days", "name"),
    [(15, "near"), (16, None), (60, None), (61, "far")],
)
def test_a_date_is_near_the_articles_or_far_from_it(days: int, name: str | None) -> None:
    """Fifteen days are near, sixty not yet far; what is between says nothing."""
    day = date.fromordinal(date(2026, 3, 1).toordinal() + days)
    months = ["مارس", "أبريل", "مايو"]
    line = f"{HEADING} {day.day} {months[day.month - 3]} 2026"
    told = _of(LEAD, line, published=date(2026, 3, 1))
    assert [one for one in told if one.startswith(("date near", "date far"))] == (
        [f"date {name} {'the' if name == 'near' else 'from the'} article's"] if name else []
    )


def test_dates_of_the_text_are_the_articles_own() -> None:
    """Where the day of publication is not known."""
    dated = f"{LEAD.rstrip('.')} في 3 مارس 2026."
    assert "date near the article's" in _of(dated, f"{HEADING} 5 مارس 2026")
    assert not [one for one in _of(LEAD, f"{HEADING} 5 مارس 2026") if one.startswith("date near")]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("5 مارس 2026", "date alone"),
        ("دد 15 مارس 2026", "date alone"),
        ("ددد 15 مارس 2026", "date last"),
        (f"5 مارس 2026 {HEADING}", "date first"),
        (f"5 مارس 2026: {HEADING}", "date and a colon"),
        (f"{HEADING} 5 مارس 2026", "date last"),
        (f"{HEADING}: 5 مارس 2026", "date after a colon"),
        (f"{HEADING} 5 مارس 2026 الساعة 10:30", "date last"),
        (f"{HEADING} 5 مارس", "date without its year"),
    ],
)
def test_the_place_of_a_date_in_its_line(line: str, name: str) -> None:
    """Alone where it takes four fifths of it."""
    told = _of(LEAD, line)
    assert name in told
    places = {"date alone", "date first", "date and a colon", "date last", "date after a colon"}
    assert len(places.intersection(told)) == 1


@pytest.mark.parametrize(("letters", "dated"), [(250, True), (251, False)])
def test_dates_of_short_lines_alone_are_evidence(letters: int, *, dated: bool) -> None:
    """Two hundred and fifty letters; a paragraph may tell of any time."""
    line = "5 مارس 2026 دجحر ".ljust(letters, "ق")
    assert ("date first" in _of(LEAD, line)) is dated


def test_a_line_goes_where_it_is_likelier_foreign_than_not() -> None:
    """Also by a little: a score is the logarithm of the odds."""
    scores, known = {}, "الجسر النهر القوارب".split()
    for count, shared, end in product((3, 4, 9, 12), (0, 2, 3), ("", "،")):
        text = f"{' '.join([*known[:shared], _words(count)])}{end}"
        verdict = weigh([*map(_piece, (LEAD, MORE, text))], title=TITLE, at=AT)[-1]
        scores[verdict.score] = verdict.why is not None
    assert any(0 < score < 1 for score in scores)
    assert {score for score, out in scores.items() if out} == {one for one in scores if one > 0}


def _alike(*lines: str) -> list[str]:
    """As what all of some lines after a text are alike."""
    told = _told(LEAD, MORE, *lines)[2:]
    return sorted({one for each in told for one in each if one.startswith("like others")})


@pytest.mark.parametrize(
    ("sizes", "names"),
    [((3, 3, 4), True), ((3, 4), False), ((3, 4, 3, 4), False), ((3, 4, 4), False)],
)
def test_three_lines_of_few_words_are_names(sizes: Sequence[int], *, names: bool) -> None:
    """Three and a half on average, or more, are too many."""
    lines = [_words(size, 6 * n) for n, size in enumerate(sizes)]
    assert ("like others: names" in _alike(*lines)) is names


@pytest.mark.parametrize(
    ("figures", "sizes", "alike"),
    [
        (5, (6, 6, 6, 6, 6), True),
        (4, (6, 6, 6, 6, 6), True),
        (3, (6, 6, 6, 6, 6), False),
        (4, (6, 7, 6, 7), False),
        (5, (6, 6, 6, 7, 7), True),
    ],
)
def test_lines_of_figures_are_short(figures: int, sizes: Sequence[int], *, alike: bool) -> None:
    """Four in five hold a number; six and a half words on average are too many."""
    lines = [
        f"{_words(size - 1, 7 * n)} {70 + n if n < figures else 'قدر'}"
        for n, size in enumerate(sizes)
    ]
    assert ("like others: figures" in _alike(*lines)) is alike


@pytest.mark.parametrize(("labelled", "alike"), [(5, True), (4, True), (3, False)])
def test_lines_with_labels(labelled: int, *, alike: bool) -> None:
    """Four in five."""
    lines = [f"{NONSENSE[n]}{':' if n < labelled else ''} {_words(5, 6 + 6 * n)}" for n in range(5)]
    assert ("like others: label" in _alike(*lines)) is alike


def test_lines_that_open_with_one_word() -> None:
    same = [f"دجحر {_words(4, 5 * n)}" for n in range(3)]
    assert "like others: first word" in _alike(*same)
    assert "like others: first word" not in _alike(*same[:2], _words(5, 20))
    assert _alike(*same[:2]) == []


def test_dates_of_three_lines_are_in_order() -> None:
    """Where none goes back; two lines are no order."""

    def ordered(*days: int) -> list[bool]:
        lines = [f"{_words(5, 6 * n)} {day} مارس 2026" for n, day in enumerate(days)]
        return ["dates in order" in told for told in _told(LEAD, *lines)[1:]]

    assert ordered(3, 5, 5) == [True] * 3
    assert ordered(3, 5, 4) == [False] * 3
    assert ordered(3, 5, 7, 2) == [True, True, True, False]
    assert ordered(9, 3, 5, 7) == [False, True, True, True]


@pytest.mark.parametrize(("count", "label"), [(4, True), (5, False)])
def test_a_label_has_four_words(count: int, *, label: bool) -> None:
    lines = [f"{_words(count, 6 * n)}: {_words(4, 30)}" for n in range(3)]
    assert all(("label" in told) is label for told in _told(LEAD, *lines)[1:])


def test_a_label_that_comes_again_names_where_lines_are_from() -> None:
    """None is one that holds a number."""
    again = [f"دجحر: {_words(4, 5 * n)}" for n in range(3)]
    told = _told(LEAD, *again)[1:]
    assert all("label again" in one and "label" not in one for one in told)
    mixed = _told(LEAD, *again[:2], f"زشصض: {_words(4, 20)}")[1:]
    assert ["label again" in one for one in mixed] == [True, True, False]
    assert "label" in mixed[2]
    numbered = [f"دجحر 3: {_words(4, 5 * n)}" for n in range(3)]
    assert not any({"label", "label again"} & {*one} for one in _told(LEAD, *numbered)[1:])
