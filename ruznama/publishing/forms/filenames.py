"""What a calendar is called where it is saved: in a header that holds ASCII alone.

Rules: RFC 6266, 4.1 and 4.3 (Content-Disposition, both names and which one counts) and RFC 8187,
3.2.1 (how a name of other letters is written).
"""

import unicodedata
from urllib.parse import quote

_LONGEST = 60  # characters; of four octets each it fits into the 255 of a file system
_SAFE = " _.-"  # beside letters, digits and their marks, in a name on every system


def disposition(name: str, title: str) -> str:
    """The header that calls a file by its title, or by `name` where a program knows no other.

    Args:
        name: the file's own, with its suffix; what of it is not ASCII is left out.
        title: for people; what no system takes in a name becomes a blank.
    """
    stem, _, suffix = name.rpartition(".")
    plain = _ascii(stem) or "calendar"
    called = quote(f"{_fit(title) or plain}.{suffix}", safe="")
    return f"inline; filename=\"{plain}.{suffix}\"; filename*=UTF-8''{called}"


def _ascii(stem: str) -> str:
    """The letters that ASCII has, without the accents of the others."""
    bare = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    return _fit(bare).strip("- ")


def _fit(text: str) -> str:
    """The text as part of a name; "" where no letter or digit is left."""
    fit = "".join(char if _fits(char) else " " for char in text)
    cut = fit[:_LONGEST].strip(" .")
    return cut if any(map(str.isalnum, cut)) else ""


def _fits(char: str) -> bool:
    """Whether it is safe, a letter, a digit, or what a letter carries: a harakah, an accent."""
    return char in _SAFE or char.isalnum() or unicodedata.category(char).startswith("M")
