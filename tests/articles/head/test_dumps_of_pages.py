"""Dumps of pages: what a site put over its article is no title, no lead and no event."""

from datetime import UTC, datetime

import pytest

from articles.blocks import TextBlock
from articles.model import Article
from articles.read import read_article

AT = datetime(2026, 4, 1, tzinfo=UTC)
TITLE = "البلدية تفتتح سوقا للحرفيين في الحي القديم"
LEAD = (
    "افتتحت البلدية صباح اليوم سوقا جديدة للحرفيين في الحي القديم، تضم أربعين دكانا للنجارة "
    "والحدادة والنسيج، وتعمل كل أيام الأسبوع."
)
REST = "ويقول أصحاب الدكاكين إن الزوار يأتون من القرى المجاورة، وإنهم يشترون ما يصنع أمامهم."


def _read(*head: str) -> Article:
    text = "\n".join([*head, "", LEAD, REST])
    return read_article(text.encode(), name="dump.txt", at=AT)


def _texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks if isinstance(block, TextBlock)]


@pytest.mark.parametrize(
    "head",
    [
        ["الرئيسية | أخبار | محليات", TITLE],
        ["الرئيسية » مدن » أسواق", TITLE],
        ["الرئيسية | أخبار", TITLE],
        ["مدن / أسواق / حرف", TITLE],
        ["مدن", TITLE, "مشاركة"],
        ["قناة الواحة الواحة سبورت الواحة أسواق الواحة جامعات", TITLE],
        ["الإشراف العام", "هدى الراوي سالم", "رئيس التحرير", "سالم النجدي", "مدن", TITLE],
        ["Al Waha 24", TITLE],
        ["المحتوى الرئيسي", TITLE, "03/03 10:15"],
        [TITLE, "منذ 3 أسابيع", "1,240 مشاهدة", "4 دقائق للقراءة"],
        ["منذ 5 سنة0412", TITLE, "مدة القراءة: 3 دقائق", TITLE, "شارك"],
        ["|", "مدن", TITLE, "***"],
        [TITLE, "سوق الحرفيين", "سوق الحرفيين", "الثلاثاء 3 مارس 2026"],
    ],
)
def test_what_stands_around_the_title_is_none_of_the_text(head: list[str]) -> None:
    """The title is found among it; the lead is the lead; nothing happens on a day."""
    article = _read(*head)
    assert article.title == TITLE
    assert article.summary == LEAD
    assert _texts(article) == [LEAD, REST]
    assert article.timelines == ()


@pytest.mark.parametrize(
    ("lines", "author", "published"),
    [
        (["كتب - سامي عمر", "الثلاثاء 3 مارس 2026 10:15 ص"], "سامي عمر", "2026-03-03T10:15"),
        (["كتب: سامي عمر - القاهرة", "نشر في: 3 مارس 2026"], "سامي عمر", "2026-03-03"),
        (["بقلم سامي عمر (بيروت)", "2026/03/13 - 10:15"], "سامي عمر", "2026-03-13T10:15"),
        (["سامي عمر | 3 مارس 2026"], "سامي عمر", "2026-03-03"),
        (["كتب سامي عمر | نشر: 3 مارس 2026"], "سامي عمر", "2026-03-03"),
        (["تاريخ النشر:", "3 مارس 2026", "بقلم:", "سامي عمر"], "سامي عمر", "2026-03-03"),
        (["13-03-2026 | 10:15", "سامي عمر"], "سامي عمر", "2026-03-13T10:15"),
        (["شارك", "دمشق - سامي عمر"], "سامي عمر", None),
        (["كتب :", "3 مارس 2026"], None, "2026-03-03"),
    ],
)
def test_who_and_when_are_told_without_the_words_around_them(
    lines: list[str], author: str | None, published: str | None
) -> None:
    """Neither the place nor "written by" is of a name, and neither line is of the text."""
    article = _read(TITLE, *lines)
    assert [person.name for person in article.authors] == ([author] if author else [])
    assert (article.published and article.published.value) == published
    assert _texts(article) == [LEAD, REST]


def test_the_day_over_the_title_is_that_on_which_the_page_was_seen() -> None:
    """Where another stands under it; a day alone over the title is that of the article."""
    seen, day = "الأحد، 14 ديسمبر 2025", "الخميس، 15 مايو 2025 08:42 م"
    both = _read(seen, "01:52 ص", TITLE, day)
    alone = _read(seen, TITLE)
    assert both.published is not None
    assert alone.published is not None
    assert (both.published.value, alone.published.value) == ("2025-05-15T20:42", "2025-12-14")


def test_the_head_tells_the_section_and_the_site() -> None:
    """The nearest line of a word or two over the title, which names nobody."""
    article = _read("Al Waha", "رئيس التحرير", "سالم النجدي", "مدن", TITLE)
    assert (article.section, article.publisher) == ("مدن", "Al Waha")
    assert _read("رئيس التحرير", "سالم النجدي", TITLE).section is None


@pytest.mark.parametrize("line", ["أصحاب الدكاكين", "زوار القرى", "سوق 2026", "في الحي"])
def test_a_line_that_shares_words_with_the_text_is_no_name(line: str) -> None:
    """Nor is one with a figure or a preposition; it stays."""
    article = _read("مدن", TITLE, line)
    assert article.authors == ()
    assert line in _texts(article)


def test_a_name_alone_counts_only_in_a_dump() -> None:
    """Where nothing of a site is kept, two words over the text are a heading."""
    assert _read(TITLE, "نقوش ملونة").authors == ()


@pytest.mark.parametrize("title", [f"# {TITLE}", TITLE])
@pytest.mark.parametrize("over", [[], ["الرئيسية | أخبار | محليات"], ["مدن"]])
def test_markdown_that_a_tool_made_of_a_page_is_read_alike(title: str, over: list[str]) -> None:
    """Its title is its first heading, also under what the site put over it, else a line."""
    lines = [*over, title, "كتب: سامي عمر - القاهرة", "3 مارس 2026", "شارك", LEAD, REST]
    article = read_article("\n\n".join(lines).encode(), name="dump.md", at=AT)
    assert article.title == TITLE
    assert [person.name for person in article.authors] == ["سامي عمر"]
    assert article.published is not None
    assert _texts(article) == [LEAD, REST]


@pytest.mark.parametrize("title", ["خاص | سوق الحرفيين تعود", "بالصور / سوق الحرفيين"])
def test_a_label_before_a_headline_is_no_menu(title: str) -> None:
    """A menu has three entries at least."""
    assert _read("مدن", title).title == title
