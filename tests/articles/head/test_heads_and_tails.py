"""Titles from leads, headings of pages, and the headlines of others within and under a text."""

from datetime import UTC, datetime

import pytest

from articles.blocks import ListBlock, TextBlock
from articles.model import Article
from articles.read import read_article

AT = datetime(2026, 1, 5, tzinfo=UTC)
LEAD = "تفتح القاعة الكبرى أبوابها للزوار صباح كل يوم"
FIRST = f"{LEAD} من أيام الأسبوع، وتبقى مفتوحة حتى المساء أمام الجميع بلا مقابل."
SECOND = "ويقول القائمون على القاعة إن الدخول إليها ميسر، وإن الأطفال يدخلون مع أهلهم وحدهم."
THIRD = "وتضم القاعة لوحات من الخط العربي، كتبت في القرن الماضي وبقيت في بيوت أصحابها."
FOREIGN = (
    "أسعار النفط ترتفع في الأسواق العالمية",
    "المنتخب يخسر مباراته أمام ضيفه",
    "أمطار غزيرة تغلق طرق الجبل",
)


def _text(*lines: str) -> Article:
    return read_article("\n\n".join(lines).encode(), name="a.txt", at=AT)


def _page(body: str) -> Article:
    head = "<head><title>أبواب القاعة</title></head>"
    page = f"<html>{head}<body><article><h1>أبواب القاعة</h1>{body}</article></body></html>"
    return read_article(page.encode(), name="a.html", at=AT)


def _texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks if isinstance(block, TextBlock)]


@pytest.mark.parametrize(
    "dateline",
    [
        "بغداد - ",
        "بغداد (رويترز) - ",
        "بغداد، العراق (رويترز) -- ",
        "بغداد - رويترز - ",
        "بغداد – رويترز: ",
    ],
)
def test_the_place_and_the_agency_stand_in_no_title(dateline: str) -> None:
    """A list of titles that all begin with a city tells nothing."""
    assert _text(f"{dateline}{LEAD}، حيث ينتظرون. {SECOND}").title == LEAD


def test_a_dash_after_a_word_that_is_no_agency_stays() -> None:
    """Only the dateline goes, not a part of the news, and only once."""
    title = _text(f"بغداد - القاعة الكبرى - وهي الأقدم - تفتح أبوابها للزوار. {SECOND}").title
    assert title.startswith("القاعة الكبرى")
    title = _text(f"بغداد - رويترز - القاعة تفتح أبوابها للزوار - وهي الأقدم. {SECOND}").title
    assert title.startswith("القاعة تفتح أبوابها للزوار")


@pytest.mark.parametrize("words", [2, 3])
def test_a_word_or_two_over_the_title_are_its_section(words: int) -> None:
    """Three words over another line are the title themselves."""
    over = " ".join("ثقافة وفنون عربية".split()[:words])
    title = _text(over, "القاعة الكبرى تفتح أبوابها", FIRST, SECOND).title
    assert title == (over if words == 3 else "القاعة الكبرى تفتح أبوابها")


@pytest.mark.parametrize("letters", [49, 50, 51])
def test_a_long_title_is_cut_at_a_pause_after_fifty_letters(letters: int) -> None:
    """An earlier pause would leave too little: there it is cut at a word, and says so."""
    start = ("كلمة " * 9 + "كلماتكلماتكلم")[:letters]
    assert len(start) == letters
    title = _text(f"{start} مما {'كلمة ' * 30}").title
    assert title.endswith("…") is (letters < 50)
    assert (title == start) is (letters >= 50)


@pytest.mark.parametrize("level", [2, 3, 4, 5, 6])
def test_headings_keep_their_level(level: int) -> None:
    """The outline of the article is that of its page."""
    heading = f"<h{level}>لوحات القاعة</h{level}>"
    article = _page(f"<p>{FIRST}</p>{heading}<p>{SECOND}</p><p>{THIRD}</p>")
    levels = [
        block.level
        for block in article.blocks
        if isinstance(block, TextBlock) and block.type == "heading"
    ]
    assert levels == [level]


@pytest.mark.parametrize("depth", [1, 4, 5])
def test_lists_in_lists_are_read_four_deep(depth: int) -> None:
    """What lies deeper is a line of the item that holds it."""
    inner = f"بند رقم {depth}"
    for level in range(depth - 1, -1, -1):
        inner = f"<ul><li>بند {level}{inner if level < depth - 1 else ''}</li></ul>"
    article = _page(f"<p>{FIRST}</p>{inner}<p>{SECOND}</p>")
    (listed,) = (block for block in article.blocks if isinstance(block, ListBlock))
    assert len(listed.items) == min(depth, 4)


def test_headlines_of_others_within_a_text_go() -> None:
    """Sites put their boxes between two paragraphs."""
    article = _text("أبواب القاعة الكبرى", FIRST, SECOND, *FOREIGN, THIRD, FIRST[:-1] + " غدا.")
    assert [line.text for line in article.dropped] == list(FOREIGN)


def test_a_heading_over_the_text_stays_when_others_go() -> None:
    """In an article with headings the last of a run is its own where it shares its words."""
    article = _text(
        "أبواب القاعة الكبرى",
        FIRST,
        "دخول القاعة",
        SECOND,
        *FOREIGN,
        "لوحات القاعة الكبرى",
        THIRD,
    )
    assert {"لوحات القاعة الكبرى", "دخول القاعة"} <= set(_texts(article))
    assert [line.text for line in article.dropped] == list(FOREIGN)


@pytest.mark.parametrize("last", ["paragraph", "list"])
def test_headlines_of_others_under_a_text_go(last: str) -> None:
    """Whether they stand alone or in a list; the text before them stays."""
    lines = FOREIGN if last == "paragraph" else ("\n".join(f"- {line}" for line in FOREIGN),)
    article = _text("أبواب القاعة الكبرى", FIRST, SECOND, THIRD, *lines)
    assert [line.text for line in article.dropped] == list(FOREIGN)
    assert _texts(article)[-1] == THIRD
