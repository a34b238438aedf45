"""What on a page is not the article: one judge for the lines of every format.

Every line is weighed by its evidence (`articles.boilerplate.evidence`), each piece of which has its
weight (`articles.boilerplate.weights`), and by its neighbours (`articles.boilerplate.chain`). Only
what says again what was said before, and what the caller forces, needs no weighing. Nothing is
lost: what goes out is a `Dropped` with its reason, the evidence that weighed most, and its score.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from articles.blocks import At, Block, Link, ListBlock, TextBlock
from articles.boilerplate.chain import Pair, foreign
from articles.boilerplate.evidence import gather_evidence
from articles.boilerplate.roles import BODY_WORDS, LONG_WORDS, Role, closes_paragraphs, role_of
from articles.boilerplate.suspects import Suspect, suspects_of
from articles.boilerplate.weights import ALWAYS, CHANGE, FIRST, FREE, IN_A_LIST, TO_TEXT, WEIGHTS
from articles.draft import Piece, block_text
from articles.model import Dropped, DropReason
from articles.prose import words
from articles.text import fold, holds_arabic

# What the words of a line alone show, with the reason for leaving it out.
_WORDED: dict[Role, DropReason] = {
    "related": "related",
    "read-also": "read-also",
    "share": "share",
    "nav": "nav",
    "comment": "comment",
    "legal": "legal",
}
_TELLING_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A line as it was judged.

    Attributes:
        piece: the index of its piece.
        item: the index of the item, in a list.
        evidence: each piece of evidence with its weight.
        score: the log odds that it is foreign, its neighbours asked.
        why: the reason for leaving it out; None where it stays.
        rule: what spoke most against it.
    """

    piece: int
    item: int | None
    text: str
    evidence: tuple[tuple[str, float], ...]
    score: float
    why: DropReason | None = None
    rule: str = ""


def judge(
    pieces: Sequence[Piece],
    *,
    title: str,
    at: datetime,
    published: date | None = None,
    keep: Iterable[str] = (),
    drop: Iterable[str] = (),
) -> tuple[list[Piece], list[Dropped]]:
    """The pieces of the article, and what was left out.

    Args:
        pieces: in the order of the source, the title not among them.
        title: its words are the article's own.
        at: the time that dates without a year count from.
        published: the day on which the article was published, where it is known.
        keep: lines (compared folded) never to leave out.
        drop: lines always to leave out.
    """
    verdicts = judged(pieces, title=title, at=at, published=published, keep=keep, drop=drop)
    out = {(one.piece, one.item): one for one in verdicts if one.why is not None}
    kept = [left for index, piece in enumerate(pieces) if (left := _left(piece, index, out))]
    return kept, [line for index, piece in enumerate(pieces) for line in _out(piece, index, out)]


def judged(
    pieces: Sequence[Piece],
    *,
    title: str,
    at: datetime,
    published: date | None = None,
    keep: Iterable[str] = (),
    drop: Iterable[str] = (),
) -> list[Verdict]:
    """The last word on each line of the pieces; the arguments are those of `judge`."""
    verdicts = weigh(pieces, title=title, at=at, published=published)
    verdicts = _repeated(pieces, verdicts, title)
    return _forced(pieces, verdicts, frozenset(map(fold, keep)), frozenset(map(fold, drop)))


def weigh(
    pieces: Sequence[Piece], *, title: str, at: datetime, published: date | None = None
) -> list[Verdict]:
    """How each line of the pieces is judged, and by what evidence."""
    body_words = BODY_WORDS if closes_paragraphs(pieces) else LONG_WORDS
    lines = suspects_of(pieces, [role_of(piece, body_words=body_words) for piece in pieces], at)
    gather_evidence(lines, title=title, published=published)
    own = [ALWAYS + sum(map(WEIGHTS.__getitem__, line.evidence)) + _place(line) for line in lines]
    scores = foreign(own, prices(lines))
    return list(map(_verdict, lines, scores))


def _place(line: Suspect) -> float:
    """What its place on its page says. Good places hold headlines too, and Arabic words tell."""
    place = line.source.place
    return max(place, 0.0) if holds_arabic(line.text) else place


def prices(lines: Sequence[Suspect]) -> list[Pair]:
    """What a change costs before each line."""
    return [FIRST, *map(_price, lines, lines[1:])][: len(lines)]


def _price(before: Suspect, line: Suspect) -> Pair:
    if before.piece == line.piece:
        return IN_A_LIST
    if before.role in _WORDED or (before.source.suspicion and not line.source.suspicion):
        return FREE
    return TO_TEXT if line.runs else CHANGE


def _verdict(line: Suspect, score: float) -> Verdict:
    evidence = tuple((name, WEIGHTS[name]) for name in line.evidence)
    if place := _place(line):
        evidence = (*evidence, ("its place on the page", place))
    verdict = Verdict(
        piece=line.piece, item=line.item, text=line.text, evidence=evidence, score=round(score, 2)
    )
    if score <= 0:
        return verdict
    rule, weight = max(evidence, key=lambda one: one[1], default=("", 0.0))
    suspicion = line.source.suspicion
    if suspicion:
        return replace(verdict, why=suspicion.why, rule=suspicion.rule)
    return replace(
        verdict,
        why=_WORDED.get(line.role, "related"),
        rule=rule if weight > 0 else "its neighbours",
    )


def _repeated(pieces: Sequence[Piece], verdicts: Iterable[Verdict], title: str) -> list[Verdict]:
    """The verdicts; a text that says again what the title or an earlier one said goes out."""
    seen = {fold(title)}
    judged = []
    for verdict in verdicts:
        if verdict.why in {None, "related"} and pieces[verdict.piece].is_text:
            text = fold(verdict.text)
            if text in seen and len(words(text)) >= _TELLING_WORDS:
                judged.append(replace(verdict, why="duplicate", rule="said-before"))
                continue
            seen.add(text)
        judged.append(verdict)
    return judged


def _forced(
    pieces: Sequence[Piece],
    verdicts: Sequence[Verdict],
    keep: frozenset[str],
    drop: frozenset[str],
) -> list[Verdict]:
    """The verdicts as the caller wants them: of lines, and of lists and tables as a whole."""

    def forced(verdict: Verdict) -> Verdict:
        piece = pieces[verdict.piece]
        texts = {fold(verdict.text), fold(piece.text)} if keep or drop else set()
        if piece.kept or texts & keep:
            return replace(verdict, why=None)
        return replace(verdict, why="manual", rule="configured") if texts & drop else verdict

    return list(map(forced, verdicts))


_Out = dict[tuple[int, int | None], Verdict]


def _left(piece: Piece, index: int, out: _Out) -> Piece | None:
    """What is left of a piece; None for nothing."""
    if not isinstance(piece.block, ListBlock):
        return None if (index, None) in out else piece
    items = tuple(
        item for number, item in enumerate(piece.block.items) if (index, number) not in out
    )
    if len(items) == len(piece.block.items):
        return piece
    return replace(piece, block=replace(piece.block, items=items)) if items else None


def _out(piece: Piece, index: int, out: _Out) -> Iterator[Dropped]:
    for item, text, links, at in _parts(piece.block):
        verdict = out.get((index, item))
        if verdict and verdict.why:
            href = links[0].url if links else None
            yield Dropped(
                text=text,
                why=verdict.why,
                rule=verdict.rule,
                score=verdict.score,
                href=href,
                at=at,
            )


def dropped_lines(
    piece: Piece, *, why: DropReason, rule: str, score: float | None = None
) -> Iterator[Dropped]:
    """A piece that is left out as a whole, line by line."""
    for _, text, links, at in _parts(piece.block):
        href = links[0].url if links else None
        yield Dropped(text=text, why=why, rule=rule, score=score, href=href, at=at)


def _parts(block: Block) -> Iterator[tuple[int | None, str, tuple[Link, ...], At]]:
    """What is left out line by line: a list item by item, anything else whole."""
    match block:
        case ListBlock(items=items):
            yield from (
                (number, item.text, item.links, item.at) for number, item in enumerate(items)
            )
        case TextBlock(text=text, links=links, at=at):
            yield None, text, links, at
        case _:
            yield None, block_text(block), (), block.at
