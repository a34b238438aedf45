"""Unicode for Arabic text: what may stand in our text at all, and the folded form used to compare.

`clean` is applied once, where text enters; everything after relies on it. `fold` is for matching
only and is never shown. Rules: XML 1.0 section 2.2 (Char); Unicode UAX #9 (bidirectional controls).
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

RLM = "\u200f"
_SHORT = 40  # letters, up to which one pass with a table is faster than one for each letter

# XML 1.0 Char without C1 controls, DEL, byte order marks, non-characters, and without the line and
# paragraph separators, which break iCalendar lines in some clients. NEL (U+0085) is among the C1.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufdd0-\ufdef\ud800-\udfff\ufffc\ufffd\ufff9-\ufffb]"
    "|["
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)
# Most texts hold nothing of what is taken out.
_UNCLEAN = re.compile("[^\n\t -~\u00a0-\u1fff\u200b-\u200f\u2010-\u2027\u2030-\u205f\u20a0-\ud7ff]")
# LRE, RLE, PDF, LRO, RLO: embeddings and overrides let a title reorder its neighbours.
_EMBEDDINGS = re.compile("[\u202a-\u202e]")
_ISOLATES = re.compile("[\u2066-\u2069]")

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
_INVISIBLE = "\u0640\u200b-\u200f\u061c\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\u00ad"
_SKIPPED = re.compile(f"[{_MARKS}{_INVISIBLE}]")


class Letters:
    """Letters to stand in the place of others, as a callable over texts.

    What `str.translate` gives, a hundred times as fast on a text of some length. No letter that is
    put in may be one that is taken out.
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        self._pairs = tuple(table.items())
        self._table = str.maketrans(dict(table))

    def __call__(self, text: str) -> str:
        """`text` with these letters changed."""
        if len(text) <= _SHORT:
            return text.translate(self._table)
        for old, new in self._pairs:
            text = text.replace(old, new)
        return text


_one_spelling = Letters(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        "ى": "ي",
        "ی": "ي",
        "ة": "ه",
        "ک": "ك",
        "ؤ": "و",
        "ئ": "ي",
        **{chr(0x0660 + n): str(n) for n in range(10)},
        **{chr(0x06F0 + n): str(n) for n in range(10)},
    }
)

_ARABIC_LETTER = re.compile("[\u0621-\u064a]")


def clean(text: str) -> str:
    r"""`text` as it may stand in an article: NFC, XML characters only, no reordering controls.

    Kept as written: joiners (ZWJ, ZWNJ), direction marks, harakat, tatweel, digits of every script.
    Isolates stay only where they are balanced. Line ends become "\n".
    """
    if not _UNCLEAN.search(text):
        return unicodedata.normalize("NFC", text)
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
    )
    text = _EMBEDDINGS.sub("", _FORBIDDEN.sub("", text))
    if _ISOLATES.search(text) and not _isolates_balanced(text):
        text = _ISOLATES.sub("", text)
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """`text` cleaned, its white space (also no-break spaces) folded to single spaces, trimmed."""
    return " ".join(clean(text).split())


def holds_arabic(text: str) -> bool:
    """Whether an Arabic letter stands in a text."""
    return _ARABIC_LETTER.search(text) is not None


# Every pass over an article folds its lines again.
@lru_cache(maxsize=1 << 12)
def fold(text: str) -> str:
    """`text` reduced to what two spellings of the same words share.

    Compatibility forms, harakat, tatweel, invisible marks, hamza on alef, waw and yeh, alef
    maqsura, taa marbuta and the digits' script go; case and white space are folded.
    """
    text = _SKIPPED.sub("", unicodedata.normalize("NFKC", text))
    return " ".join(_one_spelling(text).casefold().split())


def starts_rtl(text: str) -> bool:
    """Whether the first strong character is right-to-left (UAX #9, rules P2 and P3)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


def rtl(text: str) -> str:
    """`text` with U+200F before it where a first-strong reader would lay it out left to right.

    Text without any strong character, or one that already starts right-to-left, is unchanged.
    """
    if starts_rtl(text) or not any(unicodedata.bidirectional(c) in {"R", "AL", "L"} for c in text):
        return text
    return RLM + text


def _isolates_balanced(text: str) -> bool:
    depth = 0
    for control in _ISOLATES.findall(text):
        depth += -1 if control == "\u2069" else 1
        if depth < 0:
            return False
    return depth == 0
