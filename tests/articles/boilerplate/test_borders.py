"""What is seen of a line, at the borders of each number."""

from datetime import UTC, date, datetime

import pytest

from articles.blocks import At, TextBlock
from articles.boilerplate.judge import weigh
from articles.draft import Piece

AT = datetime(2026, 5, 20, tzinfo=UTC)
TITLE = "القاعة الكبرى تفتح أبوابها للزوار"
LEAD = (
    "تفتح القاعة الكبرى أبوابها للزوار صباح كل يوم من أيام الأسبوع، وتبقى مفتوحة حتى المساء أمام "
    "أهل المدينة وضيوفها، ويجلس الخطاطون في الممر الطويل ويرسمون اللوحات بأقلام من قصب البحيرة."
)
MORE = "ويقول القائمون على القاعة إن الدخول إليها ميسر، وإن الأطفال يدخلون مع أهلهم وحدهم."
# With it the article has words enough to be known by them.
REST = (
    "وتعرض المكتبة خرائط قديمة ومخطوطات نادرة جمعها الرحالة من موانئ الخليج والهند والصين، ويقرأ "
    "الباحثون في قسم خاص كتب الفلك والطب والحساب، ويترجم الطلاب قصائد الشعراء وحكايات البحارة إلى "
    "لغات كثيرة، ثم تطبع المطبعة الصغيرة نسخا مصورة يشتريها التجار والسياح والمعلمون."
)
STRANGE = "طيور بحيرات صحارى جبال سواحل غابات أنهار وديان سهول هضاب كهوف جزر ينابيع شلالات بركان"


def _evidence(
    *lines: str, at: int = -1, published: date | None = None, title: str = TITLE
) -> set[str]:
    """The evidence of one of these lines between or below the texts."""
    pieces = [
        Piece(block=TextBlock(type="paragraph", text=text, at=At(line=number)))
        for number, text in enumerate(lines, 1)
    ]
    verdicts = weigh(pieces, title=title, at=AT, published=published)
    return {name for name, _ in verdicts[at].evidence}


@pytest.mark.parametrize(
    ("count", "name"),
    [
        (1, "1 word"),
        (2, "2 words"),
        (4, "4 words"),
        (5, "5 words"),
        (6, "6 words"),
        (7, "7 or 8 words"),
        (8, "7 or 8 words"),
        (9, "9 to 11 words"),
        (11, "9 to 11 words"),
        (12, "12 to 15 words"),
        (15, "12 to 15 words"),
    ],
)
def test_a_line_is_as_long_as_its_words(count: int, name: str) -> None:
    assert name in _evidence(LEAD, MORE, " ".join(STRANGE.split()[:count]))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("البلدية تعلن أسماء الفائزين", True),
        ("رئيس البلدية الجديد في الحي يعلن الأسماء", True),
        ("رئيس بلدية الحي القديم في الساحل يعلن الأسماء", False),
        ("يعلن رئيس البلدية الأسماء", False),
        ("أسماء الفائزين في تطبيق البلدية", False),
        ("رحلات يومية بين الجزيرة والساحل", False),
        ("كما أن البلدية تعلن الأسماء", False),
    ],
)
def test_a_headline_has_a_noun_and_then_a_verb_of_the_present(line: str, *, told: bool) -> None:
    """Among its first six words; what goes on from a text before it is no headline."""
    assert ("tells as headlines do" in _evidence(LEAD, MORE, line)) is told


@pytest.mark.parametrize(
    ("own", "strange", "told"), [(1, 4, True), (0, 5, True), (1, 3, False), (2, 4, False)]
)
def test_a_line_of_many_words_shares_few(own: int, strange: int, *, told: bool) -> None:
    """Five words that say something, of which it shares one at most."""
    words = "الخطاطون الأقلام".split()[:own] + STRANGE.split()[:strange]
    found = "shares few of many words" in _evidence(LEAD, MORE, REST, " ".join(words))
    assert found is told
    assert "shares few of many words" not in _evidence(LEAD, MORE, " ".join(words))


@pytest.mark.parametrize(("mark", "heads"), [("", True), (".", False), ("؟", True)])
def test_a_sentence_is_no_heading_of_what_stands_under_it(mark: str, *, heads: bool) -> None:
    line = f"طيور بحيرات صحارى جبال سواحل{mark}"
    assert ("over text" in _evidence(LEAD, line, MORE, at=1)) is heads


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("5 مايو 2026", "date near the article's"),
        ("4 مايو 2026", None),
        ("21 مارس 2026", None),
        ("20 مارس 2026", "date far from the article's"),
    ],
)
def test_a_date_is_near_within_fifteen_days_and_far_after_sixty(day: str, name: str | None) -> None:
    found = _evidence(LEAD, MORE, f"طيور البحيرات {day}", published=date(2026, 5, 20))
    assert {one for one in found if one.startswith("date ") and "article" in one} == (
        {name} if name else set()
    )


@pytest.mark.parametrize(("count", "alike"), [(2, False), (3, True)])
def test_three_lines_make_a_company(count: int, *, alike: bool) -> None:
    """Two labels say nothing of each other."""
    lines = ["الحارس: سامر", "الدفاع: ماهر", "الهجوم: نادر"][:count]
    assert ("like others: label" in _evidence(LEAD, *lines)) is alike
