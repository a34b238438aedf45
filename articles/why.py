"""Why each line of an article stays or goes: the judge's evidence, line by line."""

from dataclasses import dataclass

from articles.blocks import At, ListBlock
from articles.boilerplate.judge import Verdict, judged
from articles.draft import Piece, RawBody
from articles.model import Article, SourceKind
from articles.read import draft_of, reference
from articles.timelines.finder import mark_dated


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A line of the source as it was judged.

    Attributes:
        kept: whether it is of the article.
        rule: what left it out: of the head ("byline"), or the evidence that weighed most; "" where
            it stays.
        score: the log odds that it is not the article's, its neighbours asked; None for a line of
            the head, which is not weighed.
        evidence: what was seen of it, each with its weight, the heaviest first.
    """

    at: At
    text: str
    kept: bool
    rule: str = ""
    score: float | None = None
    evidence: tuple[tuple[str, float], ...] = ()

    def as_json(self) -> dict[str, object]:
        """The reason for a program."""
        return {
            "line": self.at.line,
            "text": self.text,
            "kept": self.kept,
            "rule": self.rule,
            "score": self.score,
            "evidence": dict(self.evidence),
        }


def why_lines(raw: RawBody, kind: SourceKind) -> list[Reason]:
    """Every line of a body in the order of the source; none for a structured article.

    Raises:
        ReadError: it cannot be read at all.
    """
    draft = draft_of(raw, kind)
    if isinstance(draft, Article):
        return []
    published = draft.metadata.published
    at = reference(published, raw.at)
    pieces = mark_dated(draft.pieces, at)
    verdicts = judged(
        pieces,
        title=draft.metadata.title or "",
        at=at,
        published=published.day if published else None,
    )
    head = [
        Reason(at=line.at, text=line.text, kept=False, rule=line.rule) for line in draft.dropped
    ]
    reasons = [*head, *(_reason(verdict, pieces[verdict.piece]) for verdict in verdicts)]
    return sorted(reasons, key=lambda reason: reason.at.line or 0)


def _reason(verdict: Verdict, piece: Piece) -> Reason:
    block, item = piece.block, verdict.item
    at = block.items[item].at if isinstance(block, ListBlock) and item is not None else block.at
    return Reason(
        at=at,
        text=verdict.text,
        kept=verdict.why is None,
        rule=verdict.rule,
        score=verdict.score,
        evidence=tuple(sorted(verdict.evidence, key=lambda one: -abs(one[1]))),
    )
