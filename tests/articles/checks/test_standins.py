"""Pages that stand in for an article, and news that only sound like them."""

from dataclasses import replace

import pytest

from articles.blocks import TextBlock
from articles.checks.standins import (
    MOST_WORDS,
    MOST_WORDS_MORE,
    MOST_WORDS_UNTOLD,
    stand_in,
)
from articles.model import Article, When
from articles.revisions.losses import FEWEST_WORDS, fingerprint, lost_text, words_of
from tests.builders import article

DATED = When(value="2026-03-01")


def page(title: str, text: str, *, published: When | None = None) -> Article:
    block = TextBlock(type="paragraph", text=text)
    return replace(article((), title=title), timelines=(), blocks=(block,), published=published)


@pytest.mark.parametrize(
    ("title", "text", "what"),
    [
        ("لحظة من فضلك", "سنواصل بعد قليل.", "a check for robots"),
        ("Just a moment...", "Please enable cookies.", "a check for robots"),
        ("صحيفة المدينة", "نحتاج إلى التحقق من متصفحك قبل أن تواصل.", "a check for robots"),
        ("تسجيل الدخول", "أدخل بريدك وكلمة المرور.", "a login"),
        ("صحيفة المدينة", "هذا المحتوى للمشتركين في الصحيفة.", "a login"),
        ("نقدر خصوصيتك", "اختر ما تسمح بحفظه.", "a question of consent"),
        ("الصفحة غير موجودة", "ربما نقلت إلى قسم آخر.", "a page that was not found"),
        ("404", "عد إلى الصفحة الأولى.", "a page that was not found"),
        ("عذرا، حدث خطأ", "حاول بعد قليل.", "an error"),
        ("صحيفة المدينة", "الموقع تحت الصيانة حتى المساء.", "an error"),
    ],
)
def test_a_page_in_place_of_an_article_is_told(title: str, text: str, what: str) -> None:
    """By its title, or by what a short text without a date says."""
    assert stand_in(page(title, text)) == what


@pytest.mark.parametrize("published", [None, DATED])
def test_news_of_such_pages_are_news(published: When | None) -> None:
    """A title that says more, or that is the one which was told."""
    title = "شركة الاتصالات تغير طريقة تسجيل الدخول إلى خدماتها الحكومية"
    text = "أعلنت الشركة اليوم تغييرا في خدماتها يبدأ الشهر المقبل لجميع عملائها."
    assert stand_in(page(title, text, published=published)) is None
    told = page("تسجيل الدخول", text, published=published)
    assert stand_in(told, titles=["تسجيل الدخول"]) is None


def test_a_short_page_that_says_nothing_of_what_was_asked_for_is_another() -> None:
    """In whatever words; one with a date of its own may be the article, renamed."""
    other = page("أهلا بك", "نأسف لهذا التأخير ونشكر صبركم الجميل.")
    asked = ["افتتاح الجسر الجديد"]
    assert stand_in(other, titles=asked) == "another page"
    assert stand_in(other) is None
    assert stand_in(replace(other, published=DATED), titles=asked) is None
    assert stand_in(page("أهلا بك", "نأسف لتأخر الجسر."), titles=asked) is None


def test_a_long_text_is_told_by_its_title_alone() -> None:
    """And only where the article that was asked for is known by another."""
    long = " ".join(["كلمة"] * MOST_WORDS)
    assert stand_in(page("حدث خطأ", long), titles=["خبر"]) == "an error"
    assert stand_in(page("حدث خطأ", f"{long} أخرى"), titles=["خبر"]) == "an error"
    assert stand_in(page("حدث خطأ", f"{long} أخرى")) is None
    assert stand_in(page("حدث خطأ", long)) == "an error"


def test_how_much_a_title_may_say_beside_it() -> None:
    """Three words, such as the name of the site."""
    more = " ".join(["كلمة"] * MOST_WORDS_MORE)
    assert stand_in(page(f"حدث خطأ {more}", "نص.", published=DATED)) == "an error"
    assert stand_in(page(f"حدث خطأ {more} أخرى", "نص.", published=DATED)) is None


def test_how_long_a_text_may_be_where_nothing_is_known() -> None:
    """Half as long as where the title is known."""
    said = "حدث خطأ"
    fill = " ".join(["كلمة"] * (MOST_WORDS_UNTOLD - 2))
    assert stand_in(page("صحيفة", f"{said} {fill}")) == "an error"
    assert stand_in(page("صحيفة", f"{said} {fill} أخرى")) is None


def test_most_of_a_text_is_more_than_half_of_thirty_words() -> None:
    """What is shorter, or loses a half, is an edit."""

    def said(count: int) -> Article:
        return page("خبر", " ".join(["كلمة"] * count))

    assert lost_text(said(FEWEST_WORDS), said(FEWEST_WORDS // 2)) is None
    told = lost_text(said(FEWEST_WORDS), said(FEWEST_WORDS // 2 - 1))
    assert told is not None
    assert told.startswith("16 of 30 words are gone at once")
    assert lost_text(said(FEWEST_WORDS - 1), said(1)) is None


def test_readings_agree_that_differ_in_a_counter() -> None:
    """The number of visitors runs on; a word more is another reading."""
    one, two = page("خبر", "قرأه 15 زائرا اليوم"), page("خبر", "قرأه 16 زائرا اليوم")
    assert fingerprint(one) == fingerprint(two)
    assert fingerprint(one) != fingerprint(page("خبر", "قرأه 15 زائرا أمس"))
    assert len(words_of(article([("لقاء", "2026-03-01")]))) >= 0
