"""The reader of Markdown: CommonMark with tables, and YAML or TOML front matter.

markdown-it renders it, each block with its source lines, and the walk over elements that reads web
pages reads that. HTML inside the Markdown comes along the same way.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import yaml
from lxml.html import HtmlElement
from markdown_it import MarkdownIt
from markdown_it.token import Token

from articles.blocks import Image
from articles.draft import Draft, Metadata, RawBody
from articles.errors import ReadError
from articles.formats.charset import charset_notes, decode
from articles.formats.html.inline import absolute
from articles.formats.html.jsonld import first_text, texts
from articles.formats.html.metadata import machine_time
from articles.formats.html.tree import parse_html
from articles.formats.html.walk import Walk
from articles.model import Person, When
from articles.people import author_names
from articles.text import clean, one_line

_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?\n)?\1[ \t]*(?:\n|\Z)", re.DOTALL)
_OPENING_TAG = re.compile(r"<[a-z][a-z0-9-]*", re.IGNORECASE)
_YAML_LINE_OFFSET = 2  # the fence, and YAML counts from 0


def read_markdown(body: RawBody) -> Draft:
    """The draft of a Markdown text.

    Raises:
        ReadError: it cannot be decoded, or its front matter cannot be read (with the line).
    """
    raw, encoding = decode(body.content, name=body.name, charset=body.charset)
    text = clean(raw)
    match = _FRONT_MATTER.match(text)
    metadata = Metadata()
    if match:
        metadata = _metadata(_front_matter(match[1], match[2] or "", body.name), body)
        # Blank lines in its place keep the numbers of the lines that follow.
        text = "\n" * match[0].count("\n") + text[match.end() :]
    tree, notes = parse_html(render(text))
    metadata = _with_heading(metadata, tree)
    walk = Walk(base_url=metadata.url or body.url)
    pieces = list(walk.pieces(tree))
    return Draft(
        kind="markdown",
        encoding=encoding,
        metadata=metadata,
        pieces=tuple(pieces),
        notes=(*charset_notes(encoding, body.charset), *notes, *walk.notes),
    )


def _with_heading(metadata: Metadata, tree: HtmlElement) -> Metadata:
    """The title in the heading of the first level that opens the text, where no other tells it."""
    opening = tree.find("body/*[1]")
    if metadata.title or opening is None or opening.tag != "h1":
        return metadata
    title = one_line(str(opening.text_content()))
    return replace(metadata, title=title, title_from="heading") if title else metadata


def render(text: str) -> str:
    """The HTML of a Markdown text; each block says its source lines (`data-line`, from 1)."""
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = markdown.parse(text)
    for token in tokens:
        if token.map:
            _mark_lines(token, *token.map)
    return str(markdown.renderer.render(tokens, markdown.options, {}))


def _mark_lines(token: Token, start: int, end: int) -> None:
    if token.type == "html_block":
        lines = enumerate(token.content.split("\n"), start + 1)
        marked = (_OPENING_TAG.sub(rf"\g<0> data-line={number} ", line) for number, line in lines)
        token.content = "\n".join(marked)
    if token.type == "fence":
        token.type = "code_block"  # the renderer puts the attributes of a fence inside its block
    token.attrSet("data-line", str(start + 1))
    token.attrSet("data-last-line", str(end))


def _front_matter(fence: str, text: str, name: str) -> Mapping[str, Any]:
    """The front matter as a mapping with keys in lower case."""
    line: int | None = None
    cause: Exception | None = None
    try:
        found = tomllib.loads(text) if fence == "+++" else yaml.safe_load(text)
    except tomllib.TOMLDecodeError as error:
        problem, cause = f"the front matter is no TOML ({error})", error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + _YAML_LINE_OFFSET if mark else None
        problem, cause = "the front matter is no YAML", error
    else:
        if found is None or isinstance(found, dict):
            return {str(key).lower(): value for key, value in (found or {}).items()}
        problem = "the front matter holds no keys"
    remedy = 'Write one "key: value" a line between the fences'
    raise ReadError(problem, source=name, line=line, remedy=remedy) from cause


def _metadata(matter: Mapping[str, Any], body: RawBody) -> Metadata:
    """Front matter in the words that Hugo, Jekyll, Pelican and Obsidian use."""

    def told(*names: str) -> Any:
        return next((matter[name] for name in names if matter.get(name)), None)

    url = absolute(
        first_text(told("url", "canonical", "canonical_url", "link", "source")), body.url
    )
    image = absolute(first_text(told("image", "cover", "thumbnail")), url)
    authors = told("authors", "author", "by")
    return Metadata(
        title=first_text(told("title")),
        id=first_text(told("id", "slug")),
        url=url,
        language=first_text(told("language", "lang")),
        summary=first_text(told("summary", "description", "excerpt")),
        published=_when(told("date", "published", "pubdate", "created"), body.timezone),
        modified=_when(told("lastmod", "modified", "updated"), body.timezone),
        authors=tuple(Person(name=name) for text in texts(authors) for name in author_names(text)),
        publisher=first_text(told("publisher")),
        section=first_text(told("section", "category", "categories")),
        tags=tuple(dict.fromkeys(texts(told("tags", "keywords")))),
        image=Image(url=image) if image else None,
    )


def _when(value: object, timezone: str) -> When | None:
    if isinstance(value, (datetime, date)):
        return machine_time(value.isoformat(), timezone)
    return machine_time(value, timezone) if isinstance(value, str) else None
