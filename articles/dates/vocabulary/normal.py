"""Text as the lexicon is written: one spelling for each letter, with the way back to the source."""

import re
import unicodedata
from dataclasses import dataclass
from string import digits

from articles.text import Letters

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
_MARKS += "\u0300-\u036f"
_INVISIBLE = "\u0640\u200b-\u200f\u061c\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\u00ad\ufeff"
_SKIPPED = re.compile(f"[{_MARKS}{_INVISIBLE}]+")
# A letter, and what follows it and is part of it to a reader: harakat and tatweel.
_LETTER = re.compile(f".[{_MARKS}\u0640]*", re.DOTALL)
# Forms that compatibility folding turns into letters: contextual Arabic letters, full-width digits.
_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc\uff01-\uff5e]")
# Tatweel beside no letter is a dash, as typed on Arabic keyboards: "5 ـ 8", "2011ـ2016".
_DASH = re.compile(f"(?<![^\\W\\d_]|[{_MARKS}{_INVISIBLE}])\u0640+(?![^\\W\\d_]|\u0640)")
_SPELLINGS = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىیئۍ", "ي"),
    **dict.fromkeys("ةۀۂہھ", "ه"),
    "ؤ": "و",
    "ک": "ك",
    "گ": "ك",
    "،": ",",
    "؛": ";",
    "٫": ".",
    "٪": "%",
    "؟": "?",
    "۔": ".",
    **dict.fromkeys("‐‑‒–—―−﹣", "-"),
    **dict.fromkeys("\u2028\u2029\u0085\v\f", "\n"),
    **dict(zip("٠١٢٣٤٥٦٧٨٩" + "۰۱۲۳۴۵۶۷۸۹", digits + digits, strict=True)),
}
_one_for_one = Letters(_SPELLINGS)
_WITHOUT_MARKS = str.maketrans(_SPELLINGS) | {
    code: None for code in range(0x10000) if _SKIPPED.fullmatch(chr(code))
}

_WITHOUT_MARKS = str.maketrans(_SPELLINGS) | {
    code: None for code in range(0x10000) if _SKIPPED.fullmatch(chr(code))
}


@dataclass(frozen=True, slots=True)
class Normal:
    """A normalised text.

    Attributes:
        text: the text in one spelling.
        source: the text as it was.
        places: where each character of `text` stands in the source; None where that is the same.
    """

    text: str
    source: str
    places: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the source from which `text[start:end]` comes.

        Marks that follow a letter of it (its harakat, its tatweel) belong to it.
        """
        if self.places is None:
            return start, end
        last = next(_LETTER.finditer(self.source, self.places[end - 1]))
        return self.places[start], last.end()


def plain_word(text: str) -> str | None:
    """The normalised spelling of a text of letters alone; None where there is more to it."""
    folded = text.translate(_WITHOUT_MARKS)
    return folded if folded.isalpha() and not _FORMS.search(folded) else None


def normalise(text: str) -> Normal:
    """`text` without harakat, tatweel and invisible marks, letters and digits of one kind.

    Normalising twice changes nothing more.
    """
    if _FORMS.search(text):
        return _normalise_forms(text)
    folded = _dashed(_one_for_one(text))
    if not _SKIPPED.search(folded):
        return Normal(text=folded, source=text, places=None)
    kept: list[str] = []
    places: list[int] = []
    end = 0
    for skipped in _SKIPPED.finditer(folded):
        kept.append(folded[end : skipped.start()])
        places.extend(range(end, skipped.start()))
        end = skipped.end()
    kept.append(folded[end:])
    places.extend(range(end, len(folded)))
    return Normal(text="".join(kept), source=text, places=places)


def _dashed(text: str) -> str:
    """Tatweel that joins no letters as dashes, in as many characters."""
    return _DASH.sub(lambda dash: "-" * len(dash[0]), text) if "\u0640" in text else text


def _normalise_forms(text: str) -> Normal:
    """The slow way, for text in which one character may stand for several letters."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(_dashed(text)):
        form = unicodedata.normalize("NFKC", character) if _FORMS.match(character) else character
        folded = _SKIPPED.sub("", _one_for_one(form))
        letters.append(folded)
        places.extend([place] * len(folded))
    return Normal(text="".join(letters), source=text, places=places)
