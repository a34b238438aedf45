"""A hundred damaged feeds: what we read in each, beside feedparser, newsboat and sfeed.

    python -m bench.damaged_feeds [COUNT]

For each field it prints how many entries are read right by whom, how often the majority of the
others was right where we were not, and letters that stand in no entry (mojibake). newsboat and
sfeed are asked where they are installed (SFEED names its program); neither knows JSON Feed.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from calendar import timegm
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import feedparser

from ruznama.errors import SourceError
from ruznama.sources.listings.syndication import read_feed
from tests.ruznama.sources.damaged import (
    Damaged,
    Read,
    damaged,
    is_right,
    matched,
    strange_letters,
)
from tests.ruznama.sources.drafts import Told

_OURS = "ruznama"
FIELDS = ("title", "link", "author", "moment")
_SFEED = os.environ.get("SFEED", "sfeed")

Reader = Mapping[int, list[Read]]  # by the number of the feed


def _ours(feeds: Mapping[int, Damaged]) -> Reader:
    found: dict[int, list[Read]] = {}
    for number, feed in feeds.items():
        try:
            items = read_feed(feed.body, feed.url, feed.content_type).items
        except SourceError:
            items = ()
        found[number] = [
            {
                "title": one.title,
                "link": one.url or one.guid,
                "author": ", ".join(one.authors),
                "moment": one.published,
                "text": one.content,
            }
            for one in items
        ]
    return found


def _feedparser(feeds: Mapping[int, Damaged]) -> Reader:
    found: dict[int, list[Read]] = {}
    for number, feed in feeds.items():
        headers = {"content-location": feed.url, "content-type": feed.content_type or "text/xml"}
        try:
            entries = feedparser.parse(feed.body, response_headers=headers).entries
        except ValueError:  # a reference to no letter
            entries = []
        found[number] = [
            {
                "title": each.get("title"),
                "link": each.get("link"),
                "author": each.get("author"),
                "moment": _moment(timegm(each.published_parsed))
                if each.get("published_parsed")
                else None,
                "text": each.get("summary", ""),
            }
            for each in entries
        ]
    return found


def _sfeed(feeds: Mapping[int, Damaged]) -> Reader:
    """As sfeed_update does: what the XML declares is made UTF-8 by iconv."""
    found: dict[int, list[Read]] = {}
    for number, feed in feeds.items():
        told = _run([f"{_SFEED}_xmlenc"], feed.body).decode().strip() or "utf-8"
        body = feed.body
        if told.lower() != "utf-8":
            body = _run(["iconv", "-cs", "-f", told, "-t", "utf-8"], body) or body
        lines = _run([_SFEED, feed.url], body).decode("utf-8", "replace").split("\n")[:-1]
        found[number] = [_of_line(line.split("\t")) for line in lines]
    return found


def _of_line(fields: list[str]) -> Read:
    moment, title, link, text, _, guid, author, *_ = fields
    return {
        "title": title,
        "link": link or guid,
        "author": author,
        "moment": _moment(int(moment)) if moment else None,
        "text": text,
    }


def _run(command: list[str], body: bytes) -> bytes:
    return subprocess.run(command, input=body, capture_output=True, check=False).stdout


def _newsboat(feeds: Mapping[int, Damaged]) -> Reader:
    found: dict[int, list[Read]] = {number: [] for number in feeds}
    with tempfile.TemporaryDirectory() as folder, _serving(feeds) as base:
        urls, cache = Path(folder, "urls"), Path(folder, "cache.db")
        urls.write_text("".join(f"{base}/{number}/feed\n" for number in feeds))
        command = ["newsboat", "-u", str(urls), "-c", str(cache), "-C", "/dev/null", "-x", "reload"]
        home = {**os.environ, "HOME": folder, "LC_ALL": "C.UTF-8"}
        subprocess.run(command, env=home, check=False, capture_output=True)
        query = "SELECT feedurl, title, url, author, pubDate, content FROM rss_item"
        database = sqlite3.connect(cache)
        database.text_factory = lambda octets: octets.decode("utf-8", "replace")
        for feed, title, link, author, moment, text in database.execute(query):
            number = int(feed.split("/")[-2])
            found[number].append(
                {
                    "title": title,
                    "link": link.replace(base, feeds[number].url.removesuffix("/feed")),
                    "author": author,
                    "moment": _moment(moment),
                    "text": text,
                }
            )
    return found


@contextmanager
def _serving(feeds: Mapping[int, Damaged]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            feed = feeds[int(self.path.split("/")[1])]
            self.send_response(200)
            self.send_header("Content-Type", feed.content_type or "text/xml")
            self.end_headers()
            self.wfile.write(feed.body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


class _Table:
    """Who reads what right, and where the majority did and we did not."""

    def __init__(self, feeds: Mapping[int, Damaged], readers: Mapping[str, Reader]) -> None:
        self.right: Counter[tuple[str, str]] = Counter()
        self.wanted: Counter[str] = Counter()
        self.behind: list[str] = []
        for number, feed in feeds.items():
            found = {name: matched(feed, read[number]) for name, read in readers.items()}
            for place, told in enumerate(feed.entries):
                for field in FIELDS:
                    if getattr(told, field) is not None:
                        reads = {name: read[place] for name, read in found.items()}
                        self._count(f"{number} {feed.faults}", told, field, reads)

    def _count(self, feed: str, told: Told, field: str, reads: Mapping[str, Read | None]) -> None:
        good = {name: is_right(told, read, field) for name, read in reads.items()}
        self.wanted[field] += 1
        self.right.update((name, field) for name in good if good[name])
        others = [good[name] for name in good if name != _OURS]
        if not good[_OURS] and sum(others) * 2 > len(others):
            self.behind.append(f"{feed} {field}: {(reads[_OURS] or {}).get(field)!r}")


def main() -> None:
    """Prints the table, and every entry in which the majority was right and we were not."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    feeds = {seed: damaged(seed) for seed in range(count)}
    readers = {_OURS: _ours(feeds), f"feedparser {feedparser.__version__}": _feedparser(feeds)}
    if shutil.which("newsboat"):
        readers["newsboat"] = _newsboat(feeds)
    if shutil.which(_SFEED):
        readers["sfeed"] = _sfeed(feeds)
    table = _Table(feeds, readers)
    print(f"{count} feeds, {sum(len(feed.entries) for feed in feeds.values())} entries")
    print(f"{'':20}{''.join(f'{field:>14}' for field in FIELDS)}  strange letters")
    for name, read in readers.items():
        shares = "".join(f"{table.right[name, one]:>7}/{table.wanted[one]:<6}" for one in FIELDS)
        strange = sum(sum(strange_letters(feeds[n], read[n]).values()) for n in feeds)
        print(f"{name:20}{shares}{strange:>10}")
    print(f"the majority right, and we not: {len(table.behind)}")
    print("\n".join(table.behind))


if __name__ == "__main__":
    main()
