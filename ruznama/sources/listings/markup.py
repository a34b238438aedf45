"""The text of XML that others made: its charset, its small faults, nothing that could expand.

Bytes in, text out, before any parser sees it. What is UTF-8 but for a few bytes stays UTF-8, each
fault as U+FFFD; a document that declares entities is refused, any other DOCTYPE is left out.
"""

import codecs
import re
from html.entities import html5

from ruznama.errors import SourceError

_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*\?>", re.I)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>", re.I)
_ENTITY = re.compile(r"<!(?:ENTITY|DOCTYPE[^>]*<!)", re.I)
_BEFORE_ROOT = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->)", re.S)
_ROOT = re.compile(r"<[A-Za-z_]")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.S)
_REFERENCE = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));|&")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LAST_LETTER, _SURROGATES = 0x10FFFF, range(0xD800, 0xE000)
_XML = {"amp", "lt", "gt", "quot", "apos"}
_ACCENTED = re.compile("[\xc0-\xff]{4}")
_ARABIC, _FEWEST_ARABIC = re.compile("[\u0620-\u064a]"), 10  # letters that no chance makes
_FEWEST_GOOD = 5  # letters of more than one byte beside each byte that is no UTF-8
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def xml_text(body: bytes, url: str, charset: str | None) -> str:
    """A document without its declaration and DOCTYPE, well formed as far as small faults go.

    Args:
        body: as it came.
        url: for the error.
        charset: that HTTP named.

    Raises:
        SourceError: it declares entities.
    """
    text = _DECLARATION.sub("", decoded(body, charset).lstrip("\ufeff \t\r\n"), count=1)
    root = _ROOT.search(text, _end_of_prolog(text))
    prolog = _COMMENT.sub("", text[: root.start()] if root else text)
    if _ENTITY.search(prolog) or _declares_more(prolog):
        raise SourceError(url, "declares entities of its own", "Such documents are not read")
    body_text = text[root.start() :] if root else ""
    if prolog.count("<!DOCTYPE html") and not root:
        return ""
    return _mended(_FORBIDDEN.sub("", _DOCTYPE.sub("", prolog) + body_text))


def _end_of_prolog(text: str) -> int:
    """Where what may stand before the root ends; a comment may hold tags."""
    end = 0
    while ahead := _BEFORE_ROOT.match(text, end):
        end = ahead.end()
    return end


def decoded(body: bytes, charset: str | None) -> str:
    """The text of a body: by its mark, as UTF-8 where it is that, else as told, or Windows Arabic.

    What is UTF-8 by its bytes is nothing else, whatever a server or a template tells of it.
    """
    for mark, encoding in _MARKS:
        if body.lstrip()[: len(mark)] == mark:
            return body.lstrip()[len(mark) :].decode(encoding, "replace")
    text = mostly_utf8(body)
    if text is not None:
        return text
    if len(_ARABIC.findall(body.decode("utf-8", "replace"))) >= _FEWEST_ARABIC:
        return _in_parts(body)
    declared = _DECLARED.match(body[:1024])
    for name in (charset, declared[1].decode() if declared else None):
        if name and (text := _exactly(body, name)) is not None and not _is_latin(text):
            return text
    return body.decode("windows-1256", "replace")


def _in_parts(body: bytes) -> str:
    """The text of a body of which some elements are UTF-8, others Windows Arabic."""
    parts = body.split(b"<")
    return "<".join(mostly_utf8(part) or part.decode("windows-1256", "replace") for part in parts)


def mostly_utf8(body: bytes) -> str | None:
    """The text of what is UTF-8 but for some bytes, each of them as U+FFFD; None for all else."""
    text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for letter in text if letter > "\x7f") - bad
    return text if bad * _FEWEST_GOOD <= good else None


def _is_latin(text: str) -> bool:
    """Whether letters with accents follow each other, as Arabic does that is read as Latin."""
    return _ACCENTED.search(text) is not None


def _exactly(body: bytes, charset: str) -> str | None:
    try:
        return body.decode(charset)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _declares_more(prolog: str) -> bool:
    """Whether what is left of a prolog still declares something."""
    return "<!" in _DOCTYPE.sub("", prolog)


def _mended(text: str) -> str:
    """Bare ampersands escaped, and the entities of HTML as what they stand for."""
    parts = _CDATA.split(text)
    return "".join(
        part if index % 2 else _REFERENCE.sub(_reference, part) for index, part in enumerate(parts)
    )


def _reference(found: re.Match[str]) -> str:
    number, name = found.groups()
    if number:
        return found[0] if _is_letter(number[1:]) else ""
    if name in _XML:
        return found[0]
    letters = html5.get(f"{name};")
    return letters.replace("<", "&lt;") if letters else "&amp;" + found[0][1:]


def _is_letter(number: str) -> bool:
    """Whether a reference by number is to a letter that XML may hold."""
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    return code <= _LAST_LETTER and not _FORBIDDEN.match(chr(code)) and code not in _SURROGATES
