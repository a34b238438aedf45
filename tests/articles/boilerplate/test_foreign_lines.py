"""From which line on the end of an article is of other articles: what tips the scale."""

import pytest

from articles.boilerplate.weights import Before, first_foreign, foreignness
from articles.prose import stems

OWN = stems("الجسر النهر الصيادون الحجر")
# Headlines that share no word with the article, one, three, four of its words.
PLAIN = (
    "محصول القمح يزداد في الأسواق العالمية",
    "منتخب الشباب يخسر مباراته أمام ضيفه",
    "أمطار غزيرة تغلق طرق الجبل الشمالي",
    "افتتاح متجر واسع للكتب المستعملة غدا",
    "طلاب المدارس يبدأون إجازتهم الصيفية الطويلة",
)
ONE = (
    "زحام شديد على الجسر يؤخر الموظفين",
    "ألوان جديدة تزين واجهة الجسر ليلا",
    "مصابيح ذكية تنير ممرات الجسر الجانبية",
    "سيارات قديمة تعبر الجسر في استعراض",
    "رسوم عبور الجسر ترتفع مطلع الصيف",
)
TWO = "شاحنة تسقط من الجسر إلى النهر"
THREE = "صيادون يغلقون الجسر ويطالبون بتنظيف النهر"
FOUR = "صيادون ينقلون الحجر تحت الجسر إلى النهر"
FEW = ("محصول القمح يزداد", "مباراة المنتخب تتأجل", "ثلوج الجبل تذوب")  # three words
SHORT = ("محصول القمح يزداد عالميا", "مباراة المنتخب تتأجل أسبوعا", "ثلوج الجبل تذوب مبكرا")
TEASER = "بالفيديو"
LONG = (
    "شركات النقل تعلن عودة رحلاتها الليلية بين العواصم الكبيرة بعد توقف طال ثلاثة مواسم كاملة هنا",
    "مزارعو القمح يطلبون تأجيل أقساط قروضهم لأن الصقيع أتلف نصف محصولهم في سهول الشمال والغرب معا",
    "مدارس القرى تستقبل معلمين جددا يسكنون بيوتا بنيت لهم قرب الساحات التي كانت مهجورة سبعة أعوام",
    "أطباء الأسنان ينصحون بتقليل السكر في طعام الأطفال ويحذرون من عصائر باردة تباع قرب الملاعب غدا",
    "متاحف العاصمة تمدد ساعات عملها صيفا وتفتح حدائقها الواسعة للعائلات بلا تذاكر حتى ما بعد الليل",
    "باحثون يرسمون خريطة لقاع البحر تظهر جبالا عالية لم يعرفها أحد وتدل على براكين خامدة قديمة",
)


def _stay(*lines: str, closed: bool = True, introduced: bool = False) -> int:
    """How many of the lines stay with the article."""
    return first_foreign(lines, Before(stems=OWN, closed=closed, introduced=introduced))[0]


def test_the_more_words_a_line_shares_the_less_foreign_it_is() -> None:
    """Four shared words say as much as five."""
    lines = (PLAIN[0], ONE[0], TWO, THREE, FOUR)
    scores = [foreignness(line, OWN) for line in lines]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(lines)
    assert foreignness(FOUR, OWN | stems("ينقلون")) == scores[-1]


@pytest.mark.parametrize(
    ("lines", "stay"),
    [
        # Alone on its line.
        ([PLAIN[0]], 0),
        ([TWO], 0),
        ([THREE], 1),
        # Two together.
        ([ONE[0], THREE], 0),
        ([TWO, THREE], 2),
        ([ONE[0], f"{TEASER}.. {FOUR}"], 0),
        ([TWO, f"{TEASER}.. {FOUR}"], 2),
        ([TWO, f"{TEASER}.. {THREE}"], 0),
        ([THREE, f"{TEASER}.. {THREE}"], 2),
        # One own line among five that share a word.
        ([FEW[0], *ONE], 0),
        ([FEW[0], *ONE[:3], TWO], 5),
    ],
)
def test_lines_after_a_closed_text_go_unless_they_share_its_words(
    lines: list[str], stay: int
) -> None:
    """One line that shares much stays; in the company of foreign ones it goes too."""
    assert _stay(*lines) == stay


@pytest.mark.parametrize(
    ("lines", "stay"),
    [
        ([PLAIN[0]], 1),
        (PLAIN[:2], 0),
        ([f"{TEASER} {FEW[0]}"], 1),
        ([f"{TEASER} {SHORT[0]}"], 0),
        (["هل يتأخر قطار المساء عن الركاب"], 0),
        (["هلال الشهر يظهر فوق محطة القطار"], 1),
        (["«سر» القطار الأخضر في كتاب الطفل"], 0),
        (["سرقة أربع عربات من محطة القطار"], 1),
        ([PLAIN[0], f"{TEASER}.. {TWO}"], 0),
        ([PLAIN[0], TWO], 2),
        (LONG[:5], 5),
        (LONG[:6], 0),
    ],
)
def test_lines_after_an_open_text_need_more_against_them(lines: list[str], stay: int) -> None:
    """After bare lines of its own a text may well go on with one more."""
    assert _stay(*lines, closed=False) == stay


@pytest.mark.parametrize(
    ("lines", "stay"),
    [
        ([FEW[0]], 1),
        ([SHORT[0]], 0),
        ([FEW[0], LONG[0]], 0),
        ([FEW[0], f"في {LONG[0]}"], 2),
        ([SHORT[0], SHORT[1], f"{LONG[0]}،"], 0),
        ([SHORT[0], FEW[1], f"{LONG[0]}،"], 3),
    ],
)
def test_headlines_are_of_a_middle_length(lines: list[str], stay: int) -> None:
    """Three words are a label, more than fifteen a clause."""
    assert _stay(*lines) == stay


@pytest.mark.parametrize("words", [15, 16])
def test_fifteen_words_are_the_longest_headline(words: int) -> None:
    lines = [" ".join(line.split()[:words]) for line in LONG[:2]]
    assert (_stay(*lines, closed=False) == 0) is (words == 15)


@pytest.mark.parametrize(
    ("lines", "stay"),
    [
        ([f"ثم {PLAIN[0]}"], 1),
        ([f"ثم {TEASER}.. {PLAIN[0]}"], 0),
        ([PLAIN[0], f"ثم {LONG[0]}"], 0),
        ([FEW[0], f"ثم {LONG[0]}"], 2),
        (["وينتظر الركاب قطار المساء على الرصيف"], 1),
        (["وزير النقل يزور محطات القطار الجديدة"], 0),
        (["وافقت البلدية على توسيع محطات القطار"], 0),
        (["واصل القطار السريع رحلاته رغم الثلوج"], 0),
        (["فتحت البلدية محطات القطار أمام الركاب"], 0),
        (["الركاب وينتظرون قطار المساء على الرصيف"], 0),
        (["الركاب ثم الحقائب على رصيف المحطة"], 0),
    ],
)
def test_a_line_that_goes_on_from_another_is_hardly_a_headline(lines: list[str], stay: int) -> None:
    """What opens with "then" or "and" needs a text before it; some words own the letter."""
    assert _stay(*lines) == stay


@pytest.mark.parametrize(
    ("lines", "stay"),
    [
        ([f"{PLAIN[0]}،"], 1),
        ([PLAIN[0], f"{LONG[0]}،"], 0),
        ([LONG[1], f"{LONG[0]}،"], 2),
    ],
)
def test_a_line_that_ends_with_a_comma_is_hardly_a_headline(lines: list[str], stay: int) -> None:
    assert _stay(*lines) == stay


@pytest.mark.parametrize(
    ("lines", "stay"),
    [
        ([f"{way} {line}" for way, line in zip(("في", "من", "عن"), LONG, strict=False)], 0),
        ([f"{way} {line}" for way, line in zip(("في", "من"), LONG, strict=False)], 0),
        ([f"{way} {line}" for way, line in zip(("في", "من", "عن", "ثم"), LONG, strict=False)], 4),
    ],
)
def test_prepositions_open_clauses_more_often_than_headlines(lines: list[str], stay: int) -> None:
    assert _stay(*lines) == stay


@pytest.mark.parametrize(
    ("lines", "stay"),
    [
        ([f"{PLAIN[0]}."], 1),
        ([f"{PLAIN[0]}.", f"{PLAIN[1]}."], 0),
        ([f"{PLAIN[0]}.", f"{PLAIN[1]}.", f"{SHORT[2]}."], 0),
        ([f"{LONG[0]}،", f"{PLAIN[1]}.", f"{PLAIN[2]}."], 1),
        ([f"{PLAIN[0]}.", TWO], 1),
        ([f"{PLAIN[0]}.", THREE], 2),
    ],
)
def test_a_sentence_is_foreign_only_in_company(lines: list[str], stay: int) -> None:
    """After a sentence of its own the text is closed."""
    assert _stay(*lines) == stay


def test_what_an_intro_announces_stays_whatever_it_is() -> None:
    """A colon before a line makes it the article's own; lines that follow it have no such word."""
    assert _stay(PLAIN[0], introduced=True) == 1
    lines = [f"{TEASER}.. {line}" for line in (*PLAIN, *ONE)]
    lines = [f"{number} {line}" for number, line in zip("abcdefghij", lines, strict=True)]
    assert _stay(*lines, introduced=True) == 1


def test_the_score_is_the_mean_of_what_goes() -> None:
    """With two places: whoever reads what was left out compares runs of different lengths."""

    def score(*lines: str) -> float:
        return first_foreign(lines, Before(stems=OWN, closed=True, introduced=False))[1]

    alone, both, three = score(PLAIN[0]), score(*PLAIN[:2]), score(*PLAIN[:3])
    assert alone > both > three > foreignness(PLAIN[0], OWN)
    assert three == round(three, 2)
    assert score(THREE) == score(FEW[0]) == 0
    assert 2 * both - alone == pytest.approx(3 * three - 2 * both, abs=0.03)


@pytest.mark.parametrize(
    "lines",
    [
        ["سوق القمح في مدن الشمال", "سوق الزيت في مدن الغرب", "سوق التمر في مدن الشرق"],
        [f"{line}: غدا" for line in PLAIN[:4]] + [PLAIN[4]],
        [f"{line} 25" for line in PLAIN[:4]] + [PLAIN[4]],
        [SHORT[0], FEW[1], FEW[2]],
        [f"{TEASER}.. {FEW[0]}", FEW[1], FEW[2], "مسرح العاصمة مغلق"],
    ],
)
def test_lines_that_are_alike_are_content(lines: list[str]) -> None:
    """One opening word, labels, figures, names: they stand in rows as no headlines of others do."""
    before = Before(stems=OWN, closed=True, introduced=False)
    assert first_foreign(lines, before) == (len(lines), 0)


@pytest.mark.parametrize(
    "lines",
    [
        ["سوق القمح في مدن الشمال", "سوق الزيت في مدن الغرب", "معرض التمر في مدن الشرق"],
        ["سوق القمح في مدن الشمال", "سوق الزيت في مدن الغرب"],
        [f"{line}: غدا" for line in PLAIN[:3]] + [PLAIN[4]],
        [f"{line} 25" for line in PLAIN[:3]] + [PLAIN[4]],
        [SHORT[0], SHORT[1], FEW[2]],
        [f"{TEASER}.. {FEW[0]}", SHORT[1], FEW[2], "مسرح العاصمة مغلق"],
    ],
)
def test_lines_that_are_hardly_alike_are_no_content(lines: list[str]) -> None:
    """One other opening, labels or figures in three of four, names of three words and a half."""
    assert _stay(*lines) < len(lines)
