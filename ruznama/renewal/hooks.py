"""Webhooks: other programs are told what a publication has changed, as JSON, signed.

For whoever posts news elsewhere (Telegram, Mastodon, n8n). The signature is that of WebSub, 8:
HMAC-SHA256 of the body by the secret, in `X-Hub-Signature-256`.
"""

import hashlib
import hmac
import json
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from articles.revisions.known import EventRevision, Revision, Tombstone
from ruznama.renewal.repeating import told
from ruznama.sources.client.fetch import Fetcher

_MOST_ARTICLES = 100
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """Who is told.

    Attributes:
        url: takes a POST.
        secret: what signs it; without one nothing does.
    """

    url: str
    secret: str | None = None

    def headers(self, body: bytes) -> dict[str, str]:
        """What is said with a body."""
        headers = {"Content-Type": "application/json"}
        if self.secret is not None:
            signature = hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()
            headers["X-Hub-Signature-256"] = f"sha256={signature}"
        return headers


class Hooks:
    """All who are told, one after the other, in a thread of its own."""

    def __init__(
        self, hooks: Sequence[Hook], fetcher: Fetcher, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._hooks = hooks
        self._fetcher = fetcher
        self._sleep = sleep
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="hooks")

    def tell(self, changes: object) -> None:
        """Tells what changed, soon."""
        body = json.dumps(changes, ensure_ascii=False).encode()
        for hook in self._hooks if changes else ():
            self._pool.submit(self._tell, hook, body)

    def close(self) -> None:
        """Ends; what waits for another try is dropped."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _tell(self, hook: Hook, body: bytes) -> None:
        headers = hook.headers(body)
        problem = told(lambda: self._fetcher.send(hook.url, body, headers), self._sleep)
        if problem:
            _log.warning("%s was not told: %s", hook.url, problem)
        else:
            _log.info("hook told", extra={"hook": hook.url})


def changes(
    revisions: Iterable[Revision], tombstones: Iterable[Tombstone], *, base_url: str, at: datetime
) -> dict[str, object] | None:
    """What a publication has changed; None where that is nothing.

    Args:
        revisions: the articles that are new or changed; the newest 100 of them are told.
        tombstones: those that were withdrawn.
        base_url: with "/" at its end.
        at: the time of the record of change.
    """
    newest = sorted(revisions, key=lambda one: (one.updated, one.id), reverse=True)
    withdrawn = [{"id": one.id, "gone": one.gone.isoformat()} for one in tombstones]
    if not newest and not withdrawn:
        return None
    return {
        "site": base_url,
        "at": at.isoformat(),
        "articles": [_article(one, base_url) for one in newest[:_MOST_ARTICLES]],
        "more": max(0, len(newest) - _MOST_ARTICLES),
        "withdrawn": withdrawn,
    }


def _article(revision: Revision, base_url: str) -> dict[str, object]:
    page = f"{base_url}articles/{revision.id}"
    return {
        "id": revision.id,
        "title": revision.article.title,
        "summary": revision.article.summary,
        "url": revision.article.url,
        "page": f"{page}/",
        "document": f"{page}.json",
        "calendar": f"{page}.ics",
        "is_new": revision.created == revision.updated,
        "updated": revision.updated.isoformat(),
        "events": [_event(known) for known in revision.events],
    }


def _event(known: EventRevision) -> dict[str, object]:
    event = known.event
    return {
        "uid": known.uid,
        "sequence": known.sequence,
        "title": event.title,
        "start": event.start.value,
        "end": event.end and event.end.value,
        "timezone": event.start.timezone,
        "place": event.place,
        "status": known.status,
    }
