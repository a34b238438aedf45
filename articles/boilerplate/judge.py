"""What on a page is not the article: one judge for the pieces of every format.

Structure decides, not words in common: a line is suspect when it reads like a headline and no text
follows that it could head. Words only tip the scale between suspects
(`articles.boilerplate.weights`). Lists and tables that hold dates are the article's, whatever they
look like. Nothing is lost: what goes out is a `Dropped` with its reason, its rule and, where
suspects were weighed, its score.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from articles.blocks import At, Block, Link, ListBlock, TextBlock
from articles.boilerplate.roles import BODY_WORDS, LONG_WORDS, Role, closes_paragraphs, role_of
from articles.boilerplate.weights import Before, first_foreign, opens_with_connective
from articles.draft import Piece, block_text
from articles.model import Dropped, DropReason
from articles.prose import ends_sentence, introduces, stems, words
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
_OWN: frozenset[Role] = frozenset({"body", "intro", "table"})
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

    @property
    def text(self) -> str:
        return self.piece.text

    def drop(self, why: DropReason, rule: str, score: float | None = None) -> None:
        self.why, self.rule, self.score = why, rule, score


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
    closing = closes_paragraphs(pieces)
    body_words = BODY_WORDS if closing else LONG_WORDS
    trial = [_Suspect(piece=piece, role=role_of(piece, body_words=body_words)) for piece in pieces]
    _drop_worded(trial)
    _drop_after_markers(trial)
    _drop_repeated(trial, title)
    before, tail = _tail(trial)
    scale = _Scale(own=_own_stems(trial, tail, title), closing=closing)
    scale.weigh(tail, before, "tail")
    _weigh_inner(trial, scale)
    _force(trial, frozenset(map(fold, keep)), frozenset(map(fold, drop)))
    kept = [suspect for suspect in trial if suspect.why is None]
    return list(_told(kept)), [line for suspect in trial for line in _dropped(suspect)]


def _drop_worded(trial: Sequence[_Suspect]) -> None:
    """What the markup or the words of the piece itself speak against."""
    for suspect in trial:
        suspicion = suspect.piece.suspicion
        if suspicion and not suspect.piece.dated:
            suspect.drop(suspicion.why, suspicion.rule)
        elif suspect.role in _WORDED:
            suspect.drop(_WORDED[suspect.role], f"words:{suspect.role}")


def _drop_after_markers(trial: Sequence[_Suspect]) -> None:
    """What stands under "read also" alone on its line, up to the next running text."""
    marked = False
    for suspect in trial:
        if suspect.role == "related":
            marked = True
        elif suspect.role in _UNMARKED:
            marked = False
        elif marked and suspect.why is None:
            suspect.drop("related", "after-marker")


def _drop_repeated(trial: Sequence[_Suspect], title: str) -> None:
    """A line that says again what the title or an earlier line said."""
    seen = {fold(title)}
    for suspect in trial:
        if suspect.why or not suspect.piece.is_text:
            continue
        text = fold(suspect.text)
        if text in seen and len(words(text)) >= _TELLING_WORDS:
            suspect.drop("duplicate", "said-before")
        seen.add(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """What suspects are weighed against.

    Attributes:
        own: the stems of the article's text.
        closing: whether its paragraphs end with full stops.
    """

    own: frozenset[str]
    closing: bool

    def weigh(self, run: Sequence[_Suspect], before: _Suspect | None, rule: str) -> None:
        """Leaves the foreign end of a run out; a list goes whole or stays whole."""
        lines = [(suspect, line) for suspect in run for line in suspect.text.split("\n")]
        around = Before(
            stems=self.own,
            closed=before is not None and self._closed(before),
            introduced=before is not None and introduces(before.text),
        )
        cut, score = first_foreign([line for _, line in lines], around)
        own = {id(suspect) for suspect, _ in lines[:cut]}
        for suspect in run:
            if id(suspect) not in own:
                suspect.drop("related", rule, score)

    def _closed(self, before: _Suspect) -> bool:
        """Whether what stands before a run is finished: a sentence, a table, a list."""
        return before.role != "body" or not self.closing or ends_sentence(before.text)


def _own_stems(trial: Sequence[_Suspect], tail: Sequence[_Suspect], title: str) -> frozenset[str]:
    on_trial = set(map(id, tail))
    own = (
        suspect.text
        for suspect in trial
        if suspect.role in _OWN and suspect.why is None and id(suspect) not in on_trial
    )
    return stems("\n".join([title, *own]))


def _tail(trial: Sequence[_Suspect]) -> tuple[_Suspect | None, list[_Suspect]]:
    """The headline-like end of the page, with nothing under it to head, and what it follows."""
    run: list[_Suspect] = []
    for suspect in reversed(trial):
        if suspect.why or suspect.role in _ATTRIBUTION:
            continue
        if not _may_be_headlines(suspect):
            return suspect, run[::-1]
        run.append(suspect)
    return None, run[::-1]


def _weigh_inner(trial: Sequence[_Suspect], scale: _Scale) -> None:
    """Three or more headlines in a row in the middle, of which the last may head what follows."""
    alive = [suspect for suspect in trial if not suspect.why and suspect.role != "image"]
    runs = [(role == "headline", list(run)) for role, run in groupby(alive, lambda s: s.role)]
    has_headings = any(headlines and len(run) == 1 for headlines, run in runs[1:-1])
    for (_, before), (headlines, run), _ in zip(runs, runs[1:], runs[2:], strict=False):
        if not headlines or len(run) < _INNER_RUN:
            continue
        *inner, last = run
        scale.weigh(inner, before[-1], "inner-run")
        foreign = not (has_headings and stems(last.text) & scale.own)
        if foreign and all(suspect.why for suspect in inner):
            last.drop("related", "inner-run")


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
    for suspect in trial:
        text = fold(suspect.piece.text) if keep or drop else ""
        if suspect.piece.kept or text in keep:
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
