"""Words that tell the state of an event: off, put off, moved, not sure yet.

They count alone in a cell or remark, in brackets, behind a dash at the end, and before or after
what can be called off. "إلغاء ضريبة" is news of itself, and so is an anniversary.
"""

import re
from collections.abc import Iterable

from articles.model import EventStatus
from articles.text import fold

_CALLED_OFF = "الغي|الغيت|ملغي|ملغاه|تم الغاوه|تم الغاوها|تم الالغاء|الغاء"
_PUT_OFF = "موجل|موجله|تاجل|تاجلت|اجل|اجلت|ارجي|ارجيت|تم تاجيله|تم تاجيلها|تاجيل"
_UNSURE = (
    "مبديي|مبدييه|مبدييا|غير موكد|غير موكده|لم يتاكد|لم يتاكد بعد|محتمل|محتمله|موقتا|موقت|موقته"
    "|لم يحدد|لم يحدد بعد|لم تحدد بعد|يحدد لاحقا|تحدد لاحقا|قيد التاكيد"
)
_STATE_WORDS: tuple[tuple[EventStatus, str], ...] = (
    ("cancelled", _CALLED_OFF),
    ("tentative", f"{_PUT_OFF}|{_UNSURE}"),
    ("confirmed", "موكد|موكده"),
)
# Said of an event in the past tense or as news, before what is off or put off.
_NEWS: tuple[tuple[EventStatus, str], ...] = (
    ("cancelled", "(?:تم )?الغاء|الغاء|الغي|الغيت"),
    ("tentative", "(?:تم )?تاجيل|تاجل|تاجلت|اجل|اجلت|ارجاء|ارجي|ارجيت|موعد مبديي"),
)
# What takes place at a time, so that it can be called off or put off.
_OCCASIONS = (
    "قمه|اجتماع|اجتماعات|لقاء|مباراه|مواجهه|موتمر|ندوه|جلسه|معرض|حفل|حفله|مهرجان|زياره|ورشه|محاضره"
    "|بطوله|عرض|امسيه|سباق|احتفال|احتفالات|احتفاليه|فعاليه|فعاليات|ملتقي|منتدي|دوره|افتتاح|انطلاق|ختام"
    "|وصول|مغادره|رحله|رحلات|انتخابات|اقتراع|امتحان|امتحانات|اختبار|اختبارات|مسيره|مظاهره|اعتصام|اضراب"
    "|محاكمه|مزاد|قرعه|جوله|محادثات|مفاوضات|مباحثات|مناورات|عمليه|اطلاق|توقيع|خطاب|مراسم|جنازه|تشييع"
)
_AFTER_NEWS = rf"(?:ال|لل|ل)?(?:{_OCCASIONS})(?!\w)"
_LEADING = tuple(
    (status, re.compile(rf"^(?:{words})\s+(?={_AFTER_NEWS})")) for status, words in _NEWS
)
_ENDING = tuple(
    (
        status,
        re.compile(rf"^(?:{words})$|[(\[]\s*(?:{words})\s*[)\]]|[-\u2013\u2014|،:]\s*(?:{words})$"),
    )
    for status, words in _STATE_WORDS
)
_VERB = re.compile(
    rf"^(?:ال)?(?:{_OCCASIONS})\b.*\s(?P<verb>الغيت|الغي|تاجلت|تاجل|اجلت|موقتا|مبدييا)$"
)
_MOVED = re.compile(r"\s+(?:الي|حتي|ليوم|لتاريخ)\s+(?P<day>.*)$")
_MOVING = re.compile(
    rf"^(?:(?:تم )?(?:تاجيل|نقل|تقديم|ترحيل)|تاجل|تاجلت|اجل|اجلت|ارجاء)\s+(?={_AFTER_NEWS})"
)


def status_told(texts: Iterable[str]) -> EventStatus:
    """The state that a title and its remarks tell; confirmed where they tell none."""
    folded = [fold(text).strip(" .!؟") for text in texts]
    for status, words in (*_LEADING, *_ENDING):
        if any(words.search(text) for text in folded):
            return status
    verbs = [found["verb"] for text in folded if (found := _VERB.match(text))]
    return "confirmed" if not verbs else "cancelled" if verbs[0][:3] == "الغ" else "tentative"


def is_state(text: str) -> bool:
    """Whether a remark says nothing else."""
    return any(words.fullmatch(fold(text)) for _, words in _ENDING)


def moved_to(title: str) -> str | None:
    """The words of the day to which a title puts its event off; None where it tells none."""
    folded = fold(title)
    found = _MOVED.search(folded) if _MOVING.match(folded) else None
    return found["day"] if found else None


def without_state(folded: str) -> str:
    """A folded title without what it tells of its state: it is the same event."""
    if _MOVING.match(folded):
        return _MOVED.sub("", _MOVING.sub("", folded))
    for _, words in _LEADING:
        folded = words.sub("", folded)
    for _, words in _ENDING:
        folded = words.sub("", folded).strip() or folded
    ending = _VERB.match(folded)
    return folded[: ending.start("verb")].strip() if ending else folded
