"""What a client fetches after one edit: the calendar file, or its changes by CalDAV.

.venv/bin/python -m bench.caldav [ARTICLES]
"""

import asyncio
import gzip
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import httpx

from articles.model import Article
from articles.revisions.revise import revise
from ruznama.publishing.publish import Publisher
from ruznama.publishing.storage.storing import StoredEdition
from ruznama.store.store import open_store
from ruznama.web.app import create_app
from tests.builders import HOUR, START, article, publication
from tests.ruznama.publishing.test_publish import SITE

SYNC = (
    '<D:sync-collection xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
    "<D:sync-token>{token}</D:sync-token><D:sync-level>1</D:sync-level>"
    "<D:prop><D:getetag/><C:calendar-data/></D:prop></D:sync-collection>"
)
LATER = START + 10_000 * HOUR


def main() -> None:
    """Publishes, edits one article, and prints what each way costs."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    told = [revise(None, _article(number, "25"), START + number * HOUR) for number in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder)}/one.db")
        publisher = Publisher(SITE, store=StoredEdition(store.editions, "form", "served"))
        snapshot = publisher.publish(publication(told, LATER))
        app = create_app(lambda: snapshot, LATER.date)
        first, spent = _ask(app, "")
        token = first.text.partition("<D:sync-token>")[2].partition("<")[0]
        print(f"{count} articles: calendar.ics {_sizes(snapshot.bodies['/calendar.ics'].content)}")
        print(f"first sync: {_sizes(first.content)}, {spent:.0f} ms of CPU")
        told[7] = revise(told[7], _article(7, "26"), LATER)
        snapshot = publisher.publish(publication(told, LATER + HOUR))
        print(f"file after one edit: {_sizes(snapshot.bodies['/calendar.ics'].content)}")
        for _ in range(2):
            after, spent = _ask(app, token)
            print(f"sync after one edit: {_sizes(after.content)}, {spent:.1f} ms of CPU")
        store.close()


def _article(number: int, day: str) -> Article:
    days = (day, "24", "24", "24")
    rows = tuple((f"حدث {number} من {each}", f"2026-10-{one}") for each, one in enumerate(days))
    return replace(article(rows), id=f"a{number}", title=f"خبر {number}")


def _ask(app: object, token: str) -> tuple[httpx.Response, float]:
    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app)  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
            content = SYNC.format(token=token).encode()
            return await client.request("REPORT", "/dav/calendar.all/", content=content)

    begun = time.process_time()
    answer = asyncio.run(send())
    return answer, (time.process_time() - begun) * 1_000


def _sizes(content: bytes) -> str:
    return f"{len(content):,} octets ({len(gzip.compress(content)):,} in gzip)"


if __name__ == "__main__":
    main()
