"""What is published of one article alone: page, document and calendar."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from articles.formats.document import write_article
from articles.model import Article, Note
from articles.revisions.known import Revision
from ruznama.edition.card import Card, Piece
from ruznama.pages.article import article_page
from ruznama.pages.canvas import Canvas
from ruznama.publishing.forms.calendars import Calendars
from ruznama.publishing.forms.outputs import OPEN_TO_ALL, FaultError, Output
from ruznama.publishing.forms.paging import Paging
from ruznama.publishing.paths import article_paths, picture_path
from ruznama.publishing.storage.joining import Pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """Makes what stands at the paths of one article."""

    canvas: Canvas
    paging: Paging
    calendars: Calendars
    pieces: Pieces

    def outputs(
        self, revision: Revision, card: Card, alike: list[tuple[str, str]]
    ) -> Iterator[Output]:
        """Page, document and calendar; `alike` are ids and titles of those that say the same."""
        page, document, calendar = article_paths(revision.id)
        make = partial(article_page, self.canvas, revision, card.entry, alike)
        yield self.paging.page(page, make)
        yield Output(
            path=document,
            make=partial(self._document, _with_notes(revision.article, alike)),
            content_type="application/json",
            headers=OPEN_TO_ALL,
        )
        yield self.calendars.of_article(revision, card, calendar, page)

    def vanished(self, article_id: str) -> Iterator[Output]:
        """That nothing of an article is there any more."""
        for path in (*article_paths(article_id), picture_path(article_id)):
            yield Output(path=path, make=None)

    def _document(self, article: Article) -> list[Piece]:
        content = write_article(article)
        return [self.pieces.put(_sound(content, _document_fault(article, content)))]


def _sound(content: bytes, fault: str | None) -> bytes:
    if fault:
        raise FaultError(fault)
    return content


def _document_fault(article: Article, content: bytes) -> str | None:
    """What is wrong with the bytes of a structured article; None where they are that article."""
    try:
        told = json.loads(content)
    except ValueError as error:
        return f"cannot be read back: {error!r}"
    same = (told["id"], told["title"]) == (article.id, article.title)
    return None if same else "is not the article that was written"


def _with_notes(article: Article, alike: list[tuple[str, str]]) -> Article:
    """The article with a note on each that says nearly the same."""
    told = (
        Note(code="duplicate", text=f"{title!r} ({other}) says nearly the same")
        for other, title in alike
    )
    return replace(article, notes=(*article.notes, *told)) if alike else article
