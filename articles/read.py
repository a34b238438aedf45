"""`read_article`: choose the reader, run the passes in order."""

from datetime import datetime

from articles.model import Article, SourceKind


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
    prose: bool = False,
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
        prose: whether dates in running text make events too.

    Raises:
        ReadError: there is no article in it.
    """
    raise NotImplementedError
