"""Content lines as iCalendar files hold them: text escaped, lines folded.

icalendar builds the properties; two things of its output are done here instead. It turns a literal
backslash before a capital N into a line break, and its folds may put an Arabic vowel sign, or the
rest of a joined emoji, alone at the start of a line.

Rules: RFC 5545 3.1 (folding), 3.3.11 (TEXT).
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from icalendar import Component, Parameters, vCategory, vText

MAX_OCTETS = 75  # RFC 5545, 3.1; the line break is not counted

_ESCAPES = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))
_ZWJ = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)


class Text(vText):
    """A TEXT value, with its backslashes kept."""

    __slots__ = ()

    def to_ical(self) -> bytes:
        """The value, escaped."""
        escaped = str(self)
        for plain, told in _ESCAPES:
            escaped = escaped.replace(plain, told)
        return escaped.encode()


def text(value: str, language: str | None = None) -> Text:
    """A TEXT value with its LANGUAGE (RFC 5545 3.2.10) where one is given."""
    made = Text(value)
    if language:
        made.params = Parameters({"LANGUAGE": language})
    return made


def categories(names: Iterable[str], language: str) -> vCategory:
    """CATEGORIES in one line; a comma inside a name does not part it."""
    made = vCategory([], Parameters({"LANGUAGE": language}))
    made.cats = [Text(name) for name in names]
    return made


def add(component: Component, properties: Mapping[str, object | None]) -> None:
    """Adds the properties that have a value; their own parameters come with the values."""
    for name, value in properties.items():
        if value is not None:
            component.add(name, value)


def serialize(component: Component) -> list[bytes]:
    """The folded lines of a component, each with its line break."""
    return [fold_line(str(line)) for line in component.content_lines() if line]


def fold_line(line: str) -> bytes:
    r"""`line` in pieces of at most 75 octets, with CRLF.

    A piece never begins inside a character, with a mark that belongs to the letter before it, or
    inside an escape such as "\n"; nor beside a space, which careless readers trim. Only a run of
    marks, joiners or backslashes longer than a line is cut all the same.
    """
    if len(line.encode()) <= MAX_OCTETS:
        return line.encode() + b"\r\n"
    return b"\r\n ".join(piece.encode() for piece in _pieces(line)) + b"\r\n"


def _pieces(line: str) -> Iterator[str]:
    start, limit = 0, MAX_OCTETS
    while start < len(line):
        # No character takes less than an octet, so the piece lies within this many characters.
        window = line[start : start + limit].encode()
        end = start + len(window[:limit].decode(errors="ignore"))
        cut = end
        while start < cut < len(line) and not _may_break(line, cut):
            cut -= 1
        if cut == start:
            cut = end
        yield line[start:cut]
        start, limit = cut, MAX_OCTETS - 1  # the space that begins a continuation counts


def _may_break(line: str, at: int) -> bool:
    before, after = line[at - 1], line[at]
    return not (
        before in {"\\", " ", _ZWJ}
        or after in {" ", _ZWJ}
        or unicodedata.category(after)[0] == "M"
        or ord(after) in _SKIN_TONES
        or (ord(before) in _FLAG_LETTERS and ord(after) in _FLAG_LETTERS)
    )
