"""Words beside a date or an hour that say where: "على استاد القاهرة", "ملعب النصر (الرباط)"."""

import re

from articles.text import fold

_PLACES = frozenset(
    """
    ملعب استاد ستاد مجمع صاله قاعه مسرح مركز قصر فندق حديقه ساحه ميدان متحف مقر مكتبه جامعه مدرسه
    بيت دار جناح معهد كليه نادي مدرج مضمار حلبه كورنيش خيمه ارض سينما مدينه منتزه منتجع ديوان
    stadium hall arena theatre theater
    """.split()
)
_AT = re.compile(r"^(?:(?:علي|في|داخل|عند|بمقر|مكان\w*)\s*:?\s+)?(?:ارضيه\s+)?")
_JOINED = re.compile(r"^(?:ب|ل)?(?:ال)?")
_EDGES = " \t–—-|،.()[]"
_MOST_WORDS = 10


def place_in(text: str) -> str | None:
    """The place that a few words are, without the preposition before it; None for no place."""
    text = text.strip(_EDGES) + (")" if text.count("(") > text.rstrip(_EDGES).count(")") else "")
    said = text.split()
    if not said or len(said) > _MOST_WORDS:
        return None
    opening = _AT.match(fold(text))
    first = len(opening[0].split()) if opening else 0
    if first >= len(said):
        return None
    word = fold(said[first])
    if word in _PLACES or _JOINED.sub("", word) in _PLACES:
        return " ".join([_without_preposition(said[first]), *said[first + 1 :]])
    return None


def _without_preposition(word: str) -> str:
    """A word without "at" before it: "بملعب" is "ملعب"."""
    folded = fold(word)
    joined = folded[:1] == "ب" and folded not in _PLACES
    if joined and (folded[1:] in _PLACES or folded[1:].removeprefix("ال") in _PLACES):
        return word[1:]
    return word
