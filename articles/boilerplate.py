"""What on a page is not the article: one judge for the pieces of every format.

Structure decides, not words in common: a line is suspect when it reads like a headline and no text
follows that it could head. Words only tip the scale between suspects (`articles.suspects`). Lists
and tables that hold dates are the article's, whatever they look like. Nothing is lost: what goes
out is a `Dropped` with its reason, its rule and, where suspects were weighed, its score.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from articles.blocks import Piece, block_text
from articles.model import At, Block, Dropped, DropReason, Link, ListBlock, TextBlock
from articles.prose import ends_sentence, introduces, stems, words
from articles.roles import Role, role_of
from articles.suspects import Before, first_foreign, opens_with_connective
from articles.text import fold

# What the words of a line alone show, with the reason for leaving it out.
_WORDED: dict[Role, DropReason] = {
    "related": "related",
    "read-also": "read-also",
    "share": "share",
    "nav": "nav",
    "comment": "comment",
    "legal": "legal",
}
_ATTRIBUTION: frozenset[Role] = frozenset({"byline", "credit", "caption", "image"})
# What a heading can head.
_HEADED: frozenset[Role] = frozenset({"body", "intro", "list", "table", "image", "caption"})
# These end what a "read also" stands over.
_UNMARKED: frozenset[Role] = frozenset({"body", "intro", "table", "credit", "byline"})
_SHORT_SENTENCE_WORDS = 20
_TELLING_WORDS = 4
_INNER_RUN = 3


@dataclass(slots=True, kw_only=True)
class _Suspect:
    """A piece on trial: its role, and the verdict once there is one."""

    piece: Piece
    role: Role
    why: DropReason | None = None
    rule: str = ""
    score: float | None = None


def judge(
    pieces: Sequence[Piece],
    *,
    title: str,
    keep: Iterable[str] = (),
    drop: Iterable[str] = (),
) -> tuple[list[Piece], list[Dropped]]:
    """The pieces of the article with the type of each text told, and what was left out.

    Args:
        pieces: in the order of the source, the title not among them.
        title: its words are the article's own.
        keep: lines (compared folded) never to leave out.
        drop: lines always to leave out.
    """
    trial = [_Suspect(piece=piece, role=role_of(piece)) for piece in pieces]
    own = stems("\n".join([title, *(s.piece.text for s in trial if s.role in {"body", "intro"})]))
    _drop_worded(trial)
    _drop_after_markers(trial)
    _drop_repeated(trial, title)
    _weigh_tail(trial, own)
    _weigh_inner(trial, own)
    _force(trial, frozenset(map(fold, keep)), frozenset(map(fold, drop)))
    kept = [suspect for suspect in trial if suspect.why is None]
    return list(_told(kept)), [line for suspect in trial for line in _dropped(suspect)]


def _drop_worded(trial: Sequence[_Suspect]) -> None:
    """What the markup or the words of the piece itself speak against."""
    for suspect in trial:
        suspicion = suspect.piece.suspicion
        if suspicion and not suspect.piece.dated:
            suspect.why, suspect.rule = suspicion.why, suspicion.rule
        elif suspect.role in _WORDED:
            suspect.why, suspect.rule = _WORDED[suspect.role], f"words:{suspect.role}"


def _drop_after_markers(trial: Sequence[_Suspect]) -> None:
    """What stands under "read also" alone on its line, up to the next running text."""
    marked = False
    for suspect in trial:
        if suspect.role == "related":
            marked = True
        elif suspect.role in _UNMARKED:
            marked = False
        elif marked and suspect.why is None:
            suspect.why, suspect.rule = "related", "after-marker"


def _drop_repeated(trial: Sequence[_Suspect], title: str) -> None:
    """A line that says again what the title or an earlier line said."""
    seen = {fold(title)}
    for suspect in trial:
        if suspect.why or not suspect.piece.is_text:
            continue
        text = fold(suspect.piece.text)
        if text in seen and len(words(text)) >= _TELLING_WORDS:
            suspect.why, suspect.rule = "duplicate", "said-before"
        seen.add(text)


def _weigh_tail(trial: Sequence[_Suspect], own: frozenset[str]) -> None:
    """The headline-like end of the page, with nothing under it that it could head."""
    run: list[_Suspect] = []
    before: _Suspect | None = None
    for before in reversed(trial):
        if before.why or before.role in _ATTRIBUTION:
            continue
        if not _may_be_headlines(before):
            break
        run.append(before)
    else:
        before = None
    run.reverse()
    if before and before.role in {"headline"}:
        run = run[1:]
    _weigh(run, before, own, rule="tail")


def _weigh_inner(trial: Sequence[_Suspect], own: frozenset[str]) -> None:
    """Three or more headlines in a row in the middle: the last may head what follows."""
    alive = [suspect for suspect in trial if not suspect.why and suspect.role != "image"]
    start = 0
    while start < len(alive):
        end = start
        while end < len(alive) and alive[end].role == "headline":
            end += 1
        if end - start >= _INNER_RUN and start > 0 and end < len(alive):
            _weigh_run_inside(alive, start, end, own)
        start = end + 1


def _weigh_run_inside(alive: list[_Suspect], start: int, end: int, own: frozenset[str]) -> None:
    *run, last = alive[start:end]
    _weigh(run, alive[start - 1], own, rule="inner-run")
    if all(suspect.why for suspect in run) and not stems(last.piece.text) & own:
        last.why, last.rule = "related", "inner-run"


def _weigh(run: list[_Suspect], before: _Suspect | None, own: frozenset[str], rule: str) -> None:
    lines = [(suspect, line) for suspect in run for line in suspect.piece.text.split("\n")]
    text = before.piece.text if before else ""
    around = Before(stems=own, closed=_closed(before), introduced=introduces(text))
    cut, score = first_foreign([line for _, line in lines], around)
    kept = {id(suspect) for suspect, _ in lines[:cut]}
    for suspect, _ in lines:
        if id(suspect) not in kept:
            suspect.why, suspect.rule, suspect.score = "related", rule, score


def _closed(before: _Suspect | None) -> bool:
    """Whether what stands before a run is finished: a sentence, a table, a list."""
    return before is not None and (before.role != "body" or ends_sentence(before.piece.text))


def _may_be_headlines(suspect: _Suspect) -> bool:
    """A headline, one sentence of a headline's length, a list of either."""
    if suspect.piece.dated:
        return False
    if suspect.role == "list":
        lines = suspect.piece.text.split("\n")
        bare = [line for line in lines if not ends_sentence(line)]
        return len(lines) >= _INNER_RUN and len(bare) > 0.8 * len(lines)
    if suspect.role == "body":
        text = suspect.piece.text
        return len(words(text)) <= _SHORT_SENTENCE_WORDS and not opens_with_connective(text)
    return suspect.role == "headline"


def _force(trial: Sequence[_Suspect], keep: frozenset[str], drop: frozenset[str]) -> None:
    if not (keep or drop):
        return
    for suspect in trial:
        text = fold(suspect.piece.text)
        if text in keep:
            suspect.why = None
        elif text in drop:
            suspect.why, suspect.rule, suspect.score = "manual", "configured", None


def _told(kept: Sequence[_Suspect]) -> Iterator[Piece]:
    """The pieces with the type of each text; the first running text is the lead."""
    led = False
    for index, suspect in enumerate(kept):
        if not suspect.piece.is_text:
            yield suspect.piece
        elif suspect.role in {"byline", "credit"}:
            yield suspect.piece.as_text("credit")
        elif suspect.role == "caption":
            yield suspect.piece.as_text("caption")
        elif suspect.role == "headline" and _heads(kept, index):
            yield suspect.piece.as_text("heading")
        else:
            yield suspect.piece.as_text("paragraph" if led else "lead")
        led = led or suspect.role not in _ATTRIBUTION


def _heads(kept: Sequence[_Suspect], index: int) -> bool:
    """Whether a headline stands over text, list or table; markup that says so is believed."""
    if kept[index].piece.markup == "heading":
        return True
    if kept[index].piece.markup == "paragraph":
        return False
    if index and introduces(kept[index - 1].piece.text):
        return False
    below = (suspect.role for suspect in kept[index + 1 : index + 3])
    return next((role in _HEADED for role in below if role != "headline"), False)


def _dropped(suspect: _Suspect) -> Iterator[Dropped]:
    if suspect.why is None:
        return
    for text, links, at in _lines(suspect.piece.block):
        yield Dropped(
            text=text,
            why=suspect.why,
            rule=suspect.rule,
            score=suspect.score,
            href=links[0].url if links else None,
            at=at,
        )


def _lines(block: Block) -> Iterator[tuple[str, tuple[Link, ...], At]]:
    """What is left out line by line: a list item by item, anything else whole."""
    match block:
        case ListBlock(items=items):
            yield from ((item.text, item.links, item.at) for item in items)
        case TextBlock(text=text, links=links, at=at):
            yield text, links, at
        case _:
            yield block_text(block), (), block.at
