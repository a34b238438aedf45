"""What each text of an article is for: its lead, a heading, a paragraph, a caption, a credit."""

from collections.abc import Iterator, Sequence

from articles.boilerplate.roles import BODY_WORDS, LONG_WORDS, Role, closes_paragraphs, role_of
from articles.draft import Piece
from articles.prose import introduces

_ATTRIBUTION: frozenset[Role] = frozenset({"byline", "credit", "caption", "image"})
# What a heading can head.
_HEADED: frozenset[Role] = frozenset({"body", "intro", "list", "table", "image", "caption"})


def lay_out(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with the type of each text told; the first running text is the lead.

    Args:
        pieces: those of the article alone.
    """
    body_words = BODY_WORDS if closes_paragraphs(pieces) else LONG_WORDS
    return list(_told(pieces, [role_of(piece, body_words=body_words) for piece in pieces]))


def _told(pieces: Sequence[Piece], roles: Sequence[Role]) -> Iterator[Piece]:
    led = False
    for index, (piece, role) in enumerate(zip(pieces, roles, strict=True)):
        if not piece.is_text:
            yield piece
        elif role in {"byline", "credit"}:
            yield piece.as_text("credit")
        elif role == "caption":
            yield piece.as_text("caption")
        elif role == "headline" and _heads(pieces, roles, index):
            yield piece.as_text("heading")
        else:
            yield piece.as_text("paragraph" if led else "lead")
        led = led or role not in _ATTRIBUTION


def _heads(pieces: Sequence[Piece], roles: Sequence[Role], index: int) -> bool:
    """Whether a headline stands over text, list or table; markup that says so is believed."""
    if pieces[index].markup == "heading":
        return True
    if pieces[index].markup == "paragraph":
        return False
    if index and introduces(pieces[index - 1].text):
        return False
    below = roles[index + 1 : index + 3]
    return next((role in _HEADED for role in below if role != "headline"), False)
