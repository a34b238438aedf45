"""Weekdays without "last" or "next": the clause's own verb says which one is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.dates.vocabulary import verbs
from tests.articles.dates.reading import times

_LAST, _NEXT = ["2026-03-05"], ["2026-03-12"]  # the Thursdays around Wednesday 11 March 2026
_PAIRS = sorted({tuple(pair.split("/")) for pair in verbs.EVENTS.split()})
_ALL_PAIRS = sorted({*_PAIRS, *(tuple(pair.split("/")) for pair in verbs.REPORTS.split())})


@pytest.mark.parametrize(
    "clause",
    [
        "سيدة قدمت من الشمال إلى المدينة",
        "سيارة صدمت حافلة في الطريق",
        "سيطرت الفرق على الحريق",
        "سيطرة الفرق على الحريق",
        "سينما المدينة أغلقت أبوابها",
        "سنوات من العمل انتهت",
        "ستة عمال أصيبوا",
        "سياسيون من الحزبين التقوا",
        "سيول جرفت الجسر",
        "سيناء شهدت أمطارا",
        "سير المباراة كان هادئا",
        "ستار المسرح أسدل",
        "التقت الوزيرة نظيرتها",
        "التقيا في العاصمة",
        "دعت النقابة إلى الحوار",
        "بدأوا الإضراب",
        "زارها الوزير",
        "لم يصل الوفد",
        "كان من المقرر أن يصل الوفد",
        "كان سيصل الوفد",
        "سيشارك في القمة الوفد الذي وصل",
        "ستبدأ الأعمال كما قال الوزير",
        "وعن عودته التي ستكون قريبة تحدث ثم غادر",
        "رأيت الوفد",
        "ستر الليل الجبل",
        "سيّر الأهالي قافلة",
    ],
)
def test_clause_of_what_was_gives_the_last_weekday(clause: str) -> None:
    """What only begins like a future verb is none; the verb nearest to the day decides."""
    assert times(f"{clause} الخميس") == _LAST


@pytest.mark.parametrize(
    "clause",
    [
        "سيصل الوفد",
        "ستصل الوفود",
        "وسنلتقي بكم",
        "فسيعقدون اجتماعا",
        "سيلتقيان في العاصمة",
        "سأزور المدينة",
        "ستنظمه البلدية",
        "سيحط المنطاد",
        "سيتدافع الزوار",
        "ستتزين المدينة",
        "سوف يصل الوفد",
        "لن يصل الوفد",
        "يلتقي الرئيسان",
        "تنطلقان من العاصمة",
        "ليصل الوفد",
        "موعدنا في القاعة",
        "من المقرر عقد الاجتماع",
        "يعقد المجلس جلسة عبر الشبكة",
        "قال الوزير إن القاعة ستفتح",
        "وصل الوفد الذي سيشارك في القمة",
        "رغم مرور سنوات طويلة سيعود الفريق",
    ],
)
def test_clause_of_what_is_to_come_gives_the_next_weekday(clause: str) -> None:
    """All persons and numbers, and verbs of no table after "س"."""
    assert times(f"{clause} الخميس") == _NEXT


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("الخميس سيصل الوفد", _NEXT),
        ("الخميس المجلس يعقد جلسة", _NEXT),
        ("الخميس وصل الوفد", _LAST),
        ("الخميس بعد يوم من العمل الطويل المتعب سيصل", _LAST),
        ("الخميس. سيصل الوفد", _LAST),
        ("سيصل الوفد. رأيته الخميس", _LAST),
        ("سيصل الوفد، الخميس، إلى العاصمة", _NEXT),
        ("«سيصل» الوفد الخميس", _NEXT),
    ],
)
def test_verb_may_follow_its_day_in_the_same_sentence(text: str, wanted: list[str]) -> None:
    """Headlines put the day first; the next sentence has a day of its own."""
    assert times(text) == wanted


def _future(present: str) -> list[str]:
    stem = present[1:]
    return [f"س{person}{stem}" for person in "يتن"] + [f"وسي{stem}", f"فست{stem}"]


@given(st.sampled_from(_ALL_PAIRS), st.data())
def test_future_of_every_verb_is_to_come(pair: tuple[str, str], data: st.DataObject) -> None:
    """Whatever the person."""
    form = data.draw(st.sampled_from(_future(pair[1])))
    assert times(f"{form} المجلس الخميس") == _NEXT


@given(st.sampled_from(_PAIRS), st.sampled_from(["", "و"]))
def test_past_of_every_verb_in_the_feminine_is_past(pair: tuple[str, str], lead: str) -> None:
    """Also where a verb to come stands before it in the sentence."""
    past = pair[0]
    stem = past[:-1] if past.endswith(("ى", "ا")) else past
    assert times(f"ستكون القاعة التي {lead}{stem}ت الخميس جاهزة") == _LAST
