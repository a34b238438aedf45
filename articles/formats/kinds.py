"""The formats that articles come in: their suffixes, how a body without one is told, their readers.

The one table: whoever asks which format a name has, a folder or the command line, asks here.
"""

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from articles.draft import Draft, RawBody
from articles.formats.plaintext import read_plaintext
from articles.model import SourceKind

MAX_BYTES = 10 * 1024 * 1024  # of one article, in any format

_KINDS: dict[str, SourceKind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
}
_HTML = re.compile(
    rb"\s*(?:<!doctype\s+html|<\?xml|<html|<head|<body|<!--|<article|<div|<p[\s>])", re.I
)
_FRONT_MATTER = re.compile(rb"(?:---|\+\+\+)[ \t]*\r?\n")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_SNIFFED_BYTES = 1000


def kind_of_name(name: str) -> SourceKind | None:
    """The format that the ending of a file's name says, if it is one of an article's."""
    return _KINDS.get(PurePosixPath(name).suffix.lower())


def kind_of(name: str, body: bytes) -> SourceKind:
    """The format of a body: by the ending of its name, else by how it begins."""
    kind = kind_of_name(name)
    if kind:
        return kind
    start = body[:_SNIFFED_BYTES].removeprefix(_BYTE_ORDER_MARK)
    if start.lstrip().startswith(b"{"):
        return "json"
    if _HTML.match(start):
        return "html"
    return "markdown" if _FRONT_MATTER.match(start) else "text"


def reader_of(kind: SourceKind) -> Callable[[RawBody], Draft]:
    """The reader of a format; those of Markdown and HTML load libraries of some weight."""
    match kind:
        case "markdown":
            from articles.formats.markdown import read_markdown  # noqa: PLC0415

            return read_markdown
        case "html" | "feed":
            from articles.formats.html.page import read_webpage  # noqa: PLC0415

            return read_webpage
        case _:
            return read_plaintext
