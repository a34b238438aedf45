"""`read_article`: choose the reader, run the passes in order."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import PurePosixPath

from articles.blocks import Block, ListBlock, TextBlock
from articles.boilerplate.judge import judge
from articles.boilerplate.layout import lay_out
from articles.checks.consistency import find_contradictions
from articles.dates import DateContext
from articles.draft import Draft, Metadata, RawBody, Selectors
from articles.errors import ReadError
from articles.formats.kinds import MAX_BYTES, kind_of, reader_of
from articles.head.lines import read_head
from articles.head.title import title_from_lead
from articles.model import Article, Dropped, Source, SourceKind, TitleSource, When
from articles.revisions.identity import article_id
from articles.timelines.finder import Found, find_timelines, mark_dated
from articles.timelines.gather import gather

_NO_ARTICLE = "there is no article in it"
_WRITTEN = {"text", "markdown"}  # in which a list under a title is no front page
_FEWEST_ITEMS = 3
_REMEDY = "Give the text of one article, not a front page, a list of headlines or an empty file"


def read_article(
    body: bytes,
    *,
    name: str,
    at: datetime,
    kind: SourceKind | None = None,
    url: str | None = None,
    charset: str | None = None,
    timezone: str = "UTC",
    language: str = "ar",
    keep: tuple[str, ...] = (),
    drop: tuple[str, ...] = (),
    selectors: Selectors = Selectors(),
    prose: bool = False,
    is_entry: bool = False,
    dates: DateContext = DateContext(),
) -> Article:
    """The article in `body`.

    Args:
        body: the bytes as they came.
        name: the file name or URL, for messages, provenance and, failing all else, the id.
        at: when it was first seen (aware); dates without a year lean on it where the article does
            not tell when it was published.
        kind: the format; None to tell from `name` and the body.
        url: the address it was fetched from.
        charset: what HTTP said.
        timezone: IANA name of the zone of clock times that name none.
        language: BCP 47, where the article does not tell.
        keep: lines (exact, folded) never to drop.
        drop: lines always to drop.
        selectors: for a web page: where its article is, what to keep and to drop.
        prose: whether dates in running text make events too.
        is_entry: whether it is what a feed holds of an article: few words, or a title alone.
        dates: what is known of its dates: the country and the moon of its source, …

    Raises:
        ReadError: there is no article in it, or it is too large.
        TypeError: `body` is no bytes.
    """
    _check(body, name)
    kind = kind or kind_of(name, body)
    raw = RawBody(
        content=body,
        name=name,
        at=at,
        url=url,
        charset=charset,
        timezone=timezone,
        selectors=selectors,
    )
    draft = draft_of(raw, kind)
    if isinstance(draft, Article):
        return draft
    if is_entry:  # a feed has chosen these lines: none is what stands around an article
        keep = (*keep, *(piece.text for piece in draft.pieces))
    known = replace(dates, timezone=timezone)
    found, dropped = _read_text(
        draft, raw, keep=keep, drop=drop, prose=prose, is_entry=is_entry, known=known
    )
    found = replace(found, timelines=(*draft.timelines, *found.timelines))
    article = _article(draft, raw, kind, found, language=language, is_entry=is_entry)
    return replace(article, dropped=(*draft.dropped, *dropped))


def draft_of(raw: RawBody, kind: SourceKind) -> Draft | Article:
    """The draft of a body with its head read; a structured article as it is.

    Raises:
        ReadError: it cannot be read at all.
    """
    if kind != "json":
        return read_head(reader_of(kind)(raw), at=raw.at, timezone=raw.timezone)
    from articles.formats.document import read_json  # noqa: PLC0415  loads pydantic

    told = read_json(raw)
    return told if isinstance(told, Article) else read_head(told, at=raw.at, timezone=raw.timezone)


def _check(body: object, name: str) -> None:
    if not isinstance(body, bytes):
        message = f"body: bytes are wanted, not {type(body).__name__}; text.encode() gives them"
        raise TypeError(message)
    if len(body) > MAX_BYTES:
        problem = f"it has {len(body):,} bytes, the limit is {MAX_BYTES:,}"
        raise ReadError(problem, source=name, remedy="Save the article alone")


def _read_text(
    draft: Draft,
    raw: RawBody,
    *,
    keep: Sequence[str],
    drop: Sequence[str],
    prose: bool,
    is_entry: bool,
    known: DateContext,
) -> tuple[Found, list[Dropped]]:
    """The text of a draft with its timelines, their contradictions noted; and what was left out."""
    title, published = draft.metadata.title or "", draft.metadata.published
    at = reference(published, raw.at)
    day = published.day if published else None
    own, dropped = judge(
        mark_dated(draft.pieces, at), title=title, at=at, published=day, keep=keep, drop=drop
    )
    pieces = lay_out(gather(own, at))
    found = find_timelines(
        pieces,
        title=title,
        at=at,
        context=known,
        prose=prose,
        anchored=day is not None or is_entry,
    )
    contradictions = find_contradictions(found.blocks, found.timelines, at=at, published=day)
    return replace(found, notes=(*found.notes, *contradictions)), dropped


def reference(published: When | None, at: datetime) -> datetime:
    """The time that relative and shortened dates count from."""
    if published is None:
        return at
    if published.instant is not None:
        return published.instant
    day = published.day
    return at if day is None else datetime(day.year, day.month, day.day, tzinfo=at.tzinfo)


def _article(
    draft: Draft,
    raw: RawBody,
    kind: SourceKind,
    found: Found,
    *,
    language: str,
    is_entry: bool,
) -> Article:
    """The article of a draft, but for what was left out.

    Raises:
        ReadError: it holds neither running text nor a timeline, nor a list under a title.
    """
    lead = _lead(found.blocks)
    listed = kind in _WRITTEN and any(map(_is_list, found.blocks))
    if not lead and not found.timelines and not (draft.metadata.title and (is_entry or listed)):
        raise ReadError(_NO_ARTICLE, source=raw.name, remedy=_REMEDY)
    told = draft.metadata
    title, title_from = _title(told, lead, raw.name)
    return Article(
        id=article_id(told.url or raw.url, told.id, raw.name),
        url=told.url or raw.url,
        title=title,
        title_from=title_from,
        language=told.language or language,
        summary=told.summary or lead or None,
        published=told.published,
        modified=told.modified,
        authors=told.authors,
        publisher=told.publisher,
        section=told.section,
        tags=told.tags,
        image=told.image,
        source=_source(draft, raw, kind),
        blocks=found.blocks,
        timelines=found.timelines,
        notes=(*draft.notes, *found.notes),
    )


def _is_list(block: Block) -> bool:
    return isinstance(block, ListBlock) and len(block.items) >= _FEWEST_ITEMS


def _source(draft: Draft, raw: RawBody, kind: SourceKind) -> Source:
    digest = hashlib.sha256(raw.content).hexdigest()
    return Source(kind=kind, name=raw.name, sha256=digest, encoding=draft.encoding)


def _title(told: Metadata, lead: str, name: str) -> tuple[str, TitleSource]:
    if told.title:
        return told.title, told.title_from
    if lead:
        return title_from_lead(lead), "lead"
    return PurePosixPath(name).stem, "filename"


def _lead(blocks: Sequence[Block]) -> str:
    """The first running text; a quotation where there is nothing else."""
    texts = [block for block in blocks if isinstance(block, TextBlock)]
    own = (block.text for block in texts if block.type in {"lead", "paragraph"})
    quoted = (block.text for block in texts if block.type == "quote")
    return next(own, None) or next(quoted, "")
