"""Bytes to text: byte order marks, what was declared, UTF-8, then the two 8-bit Arabic charsets.

A wrong guess would publish garbage, so a guess must give text that reads as Arabic; anything else
is an error that names the first line that is not UTF-8.
"""

import codecs
import re

from articles.errors import ReadError
from articles.model import Note

# The longer mark first: that of UTF-32-LE begins with that of UTF-16-LE. With each the charset of
# what follows it, and what that is called.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)
_GUESSES = ("utf-16-le", "utf-16-be", "windows-1256", "iso-8859-6")
_GUESSED_BYTES = 20_000
_MENDED_SHARE = 1_000  # letters for each byte that is none
_ARABIC_LETTER = re.compile("[\u0621-\u064a]")
# In the wrong 8-bit charset Arabic turns into these: Latin letters with accents, signs, controls.
_FOREIGN = re.compile("[\x80-\xbf\xc0-\u024f\ufffd]")
_UNREADABLE = "not UTF-8 text, nor in another charset of Arabic"
_REMEDY = "Save it as UTF-8"


def decode(
    content: bytes, *, name: str, charset: str | None = None, faults: bool = False
) -> tuple[str, str]:
    """The text of `content` and the charset it was in, as Python names it, "-sig" left off.

    Args:
        content: the bytes.
        name: for the error.
        charset: what HTTP or the document declared; tried before any guess, but for Arabic
            that is UTF-8 by its bytes.
        faults: whether a byte in a thousand may be none of the charset; each becomes "\ufffd".

    Raises:
        ReadError: no charset gives readable text; with the line of the first byte that is no UTF-8.
    """
    for mark, encoding, told in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode(content.removeprefix(mark), encoding, name), told
    if charset and (text := _attempt(content, "utf-8")) and _ARABIC_LETTER.search(text):
        return text, "utf-8"  # whatever a template or a server tells of it
    if charset and (text := _attempt(content, charset)) is not None:
        return text, codecs.lookup(charset).name
    if b"\x00" not in content and (text := _attempt(content, "utf-8")) is not None:
        return text, "utf-8"
    if faults and (text := _mended(content, charset or "utf-8")) is not None:
        return text, codecs.lookup(charset or "utf-8").name
    return _guess(content, name)


def charset_notes(encoding: str, declared: str | None) -> list[Note]:
    """A note where the charset was guessed."""
    if declared or encoding not in _GUESSES:
        return []
    return [Note(code="charset", text=f"not UTF-8: read as {encoding}")]


def _decode(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = f"it says that it is {encoding} and is not"
        raise ReadError(problem, source=name, line=line, remedy=_REMEDY) from error


def _attempt(content: bytes, charset: str) -> str | None:
    try:
        return content.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None


def _mended(content: bytes, charset: str) -> str | None:
    """The text of a page that is in this charset but for a few bytes, as browsers show it."""
    if _attempt(b"", charset) is None:
        return None
    text = content.decode(charset, "replace")
    return text if text.count("\ufffd") * _MENDED_SHARE <= len(text) else None


def _guess(content: bytes, name: str) -> tuple[str, str]:
    import chardet  # noqa: PLC0415  nearly all texts are UTF-8

    found = chardet.detect(content[:_GUESSED_BYTES], include_encodings=_GUESSES)
    encoding = (found["encoding"] or "").casefold()
    text = _attempt(content, encoding) if encoding else None
    if text is not None and _reads_as_arabic(text):
        return text, encoding
    line = content.count(b"\n", 0, _first_fault(content)) + 1
    raise ReadError(_UNREADABLE, source=name, line=line, remedy=_REMEDY)


def _reads_as_arabic(text: str) -> bool:
    sample = text[:_GUESSED_BYTES]
    return len(_ARABIC_LETTER.findall(sample)) > 20 * len(_FOREIGN.findall(sample))


def _first_fault(content: bytes) -> int:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return content.find(b"\x00")
