"""How an article was read, drawn for a person at a terminal.

Only looks: everything it shows is in the article itself, which `ruznama read --json` prints whole.
"""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from articles.blocks import At, Block, ImageBlock, ListBlock, TableBlock, TextBlock
from articles.model import Article, Event, Timeline, When
from articles.why import Reason

_OUTLINE_WIDTH = 72


def show_article(article: Article, console: Console) -> None:
    """Prints the head, the timelines, the outline, what was left out, and the notes."""
    _show_head(article, console)
    for timeline in article.timelines:
        console.print(_timeline(timeline))
    if not article.timelines:
        console.print("No timeline in this article: it goes into the feed and has no events.\n")
    console.print(_rows("Outline", ("line", "what", "text"), _outline(article)))
    if article.dropped:
        rows = (
            (_line(line.at), f"{line.why} ({line.rule})", _cut(line.text))
            for line in article.dropped
        )
        console.print(_rows("Left out", ("line", "why", "text"), rows))
    if article.notes:
        rows = ((_line(note.at), note.code, note.text) for note in article.notes)
        console.print(_rows("Look at", ("line", "code", "note"), rows))


def show_why(reasons: Iterable[Reason], console: Console) -> None:
    """Prints for each line whether it stays, its odds, and what spoke for and against it."""
    rows = (
        (
            _line(reason.at),
            "kept" if reason.kept else f"out ({reason.rule})",
            "" if reason.score is None else f"{reason.score:+.1f}",
            ", ".join(f"{name} {weight:+.1f}" for name, weight in reason.evidence),
            _cut(reason.text),
        )
        for reason in reasons
    )
    console.print(_rows("Why", ("line", "is", "odds", "evidence", "text"), rows))


def _show_head(article: Article, console: Console) -> None:
    console.print(Text(article.title, style="bold"))
    facts = {
        "id": article.id,
        "title from": article.title_from,
        "url": article.url,
        "published": article.published and _when(article.published),
        "authors": ", ".join(person.name for person in article.authors),
        "publisher": article.publisher,
        "section": article.section,
        "tags": ", ".join(article.tags),
        "source": f"{article.source.name} ({article.source.kind}, {article.source.encoding})",
    }
    for name, fact in facts.items():
        if fact:
            console.print(Text.assemble((f"{name}: ", "dim"), str(fact)))
    console.print()


def _timeline(timeline: Timeline) -> Table:
    title = f"Timeline ({timeline.kind}, {len(timeline.events)} events)"
    if timeline.title:
        title += f": {timeline.title}"
    columns = ("line", "start", "last", "event", "place", "sure", "inferred")
    return _rows(title, columns, (_event(event) for event in timeline.events))


def _event(event: Event) -> tuple[str, ...]:
    return (
        _line(event.at),
        _when(event.start),
        _when(event.end) if event.end else "",
        event.title if event.status == "confirmed" else f"{event.title} ({event.status})",
        event.place or "",
        f"{event.start.confidence:.0%}",
        ", ".join(event.start.inferred),
    )


def _outline(article: Article) -> Iterator[tuple[str, ...]]:
    for block in article.blocks:
        yield (_line(block.at), _kind(block), _cut(_text(block)))


def _kind(block: Block) -> str:
    match block:
        case TextBlock(type="heading", level=level):
            return f"heading {level or 2}"
        case ListBlock(items=items):
            return f"list of {len(items)}"
        case TableBlock(rows=rows):
            return f"table of {len(rows)} rows"
        case _:
            return block.type


def _text(block: Block) -> str:
    match block:
        case TextBlock(text=text):
            return text
        case ListBlock(items=items):
            return " · ".join(item.text for item in items)
        case TableBlock(caption=caption, header=header):
            return caption or " | ".join(header)
        case ImageBlock(image=image):
            return image.caption or image.alt or image.url


def _rows(title: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", expand=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _when(when: When) -> str:
    return f"{when.value} {when.timezone}" if when.is_clock and when.timezone else when.value


def _line(at: At) -> str:
    if at.line is None:
        return ""
    return f"{at.line}–{at.last_line}" if at.last_line else str(at.line)


def _cut(text: str) -> str:
    return text if len(text) <= _OUTLINE_WIDTH else text[: _OUTLINE_WIDTH - 1] + "…"
