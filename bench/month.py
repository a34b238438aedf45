"""What newsboat and vdirsyncer saw of a month of a faulty newspaper.

    python -m bench.month [RUNS] [SEED]

The newspaper of `tests/ruznama/sources/newspaper.py` is read run by run; after each run both
clients take in what is published then, from a server on loopback, as subscribers do. At the end
it prints what they hold beside what the newspaper meant.
"""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from ruznama.publishing.publish import Publisher
from ruznama.sources.client.answers import Limits
from ruznama.sources.client.fetch import Fetcher
from ruznama.sources.client.hosts import Outside
from ruznama.sources.source import Means
from ruznama.store.store import Store, open_store
from tests.builders import publication
from tests.ruznama.publishing.test_publish import SITE
from tests.ruznama.sources.newspaper import Newspaper
from tests.ruznama.sources.test_fetch import send, serving
from tests.ruznama.sources.test_month import HOSTS
from tests.ruznama.sources.test_web import source

_MARK = re.compile(r"رمز\d+")
_CALM = 0.8  # from here on all is well again
_CONFIG = """[general]
status_path = "{folder}/status"
[pair news]
a = "theirs"
b = "mine"
collections = null
conflict_resolution = "a wins"
partial_sync = "ignore"
[storage theirs]
type = "http"
url = "{url}/calendar.ics"
[storage mine]
type = "filesystem"
path = "{folder}/events"
fileext = ".ics"
"""


@dataclass(slots=True)
class _Client:
    """Both programs, and what was seen of what they hold after each run.

    Attributes:
        dates: the dates of publication of each entry of newsboat.
        most: the most events that each story had at once in the calendar.
    """

    folder: Path
    url: str
    dates: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    most: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        (self.folder / "events").mkdir()
        (self.folder / "urls").write_text(f"{self.url}/feed.rss\n")
        (self.folder / "vdirsyncer").write_text(_CONFIG.format(folder=self.folder, url=self.url))
        self._vdirsyncer("discover")

    def look(self) -> None:
        """Takes in what is published now."""
        files = ("-u", self.folder / "urls", "-c", self.folder / "cache.db", "-C", "/dev/null")
        _run("newsboat", *files, "-x", "reload", home=self.folder)
        self._vdirsyncer("sync")
        for guid, _, moment in self.entries():
            self.dates[guid].add(moment)
        for mark, count in self.events().items():
            self.most[mark] = max(count, self.most[mark])

    def entries(self) -> list[tuple[str, str, int]]:
        """The guid, title and date of each entry that newsboat holds."""
        query = "SELECT guid, title, pubDate FROM rss_item WHERE deleted = 0"
        database = sqlite3.connect(self.folder / "cache.db")
        with database:
            found = database.execute(query).fetchall()
        database.close()
        return found

    def events(self) -> Counter[str]:
        """How many events of each story lie in the calendar that vdirsyncer keeps."""
        found: Counter[str] = Counter()
        for file in (self.folder / "events").glob("*.ics"):
            text = file.read_text("utf-8").replace("\r\n ", "").replace("\n ", "")
            if "STATUS:CANCELLED" not in text:
                found[(_MARK.findall(text) or ["?"])[0]] += 1
        return found

    def _vdirsyncer(self, verb: str) -> None:
        _run("vdirsyncer", "-c", self.folder / "vdirsyncer", verb, "news", home=self.folder)


def _run(*command: str | Path, home: Path) -> None:
    environment = {**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8"}
    subprocess.run([*map(str, command)], env=environment, capture_output=True, check=False)


def _published(store: Store) -> dict[str, bytes]:
    """The feed and the calendar as they stand."""
    change = store.change()
    if change is None:
        return {}
    revisions = list(store.revisions())
    snapshot = Publisher(SITE).publish(publication(revisions, change.at))
    return {path: snapshot.bodies[path].content for path in ("/feed.rss", "/calendar.ics")}


@contextmanager
def _showing(bodies: dict[str, bytes]) -> Iterator[str]:
    def answer(request: object, headers: dict[str, str]) -> None:
        body = bodies.get(request.path, b"")  # type: ignore[attr-defined]
        send("200 OK" if body else "404 Not Found", body)(request, headers)  # type: ignore[arg-type]

    with serving(answer) as url:
        yield url


def _read(paper: Newspaper, store: Store, runs: int, folder: Path) -> _Client:
    bodies: dict[str, bytes] = {}
    with (
        serving(paper) as url,
        _showing(bodies) as shown,
        Fetcher(allowed=HOSTS, limits=Limits(seconds=60)) as fetcher,
    ):
        paper.host = url
        client = _Client(folder, shown)
        outside = Outside(fetcher, sleep=lambda _: None)
        remote = source("feed", f"{url}/feed", every=timedelta(hours=1), limit=50)
        for number in range(runs):
            paper.step(30 * 24 / runs)
            paper.faults = 0 if number > _CALM * runs else paper.faults
            remote.refresh(Means(store=store, outside=outside, now=paper.now))
            bodies.update(_published(store))
            client.look()
    return client


def main() -> None:
    """Prints what the clients hold at the end of the month."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 80
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    if not (shutil.which("newsboat") and shutil.which("vdirsyncer")):
        sys.exit("newsboat and vdirsyncer are needed")
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'month.db'}")
        paper = Newspaper(seed, size=runs // 4)
        client = _read(paper, store, runs, Path(folder))
        store.close()
        _tell(client, paper)


def _tell(client: _Client, paper: Newspaper) -> None:
    events, meant = client.events(), {one.mark: len(one.days) for one in paper.stories}
    marks = Counter((_MARK.findall(title) or ["?"])[0] for _, title, _ in client.entries())
    moved = sum(len(dates) > 1 for dates in client.dates.values())
    more = sum(client.most[mark] > meant[mark] for mark in meant)
    print(f"{len(paper.stories)} stories, seed {paper.seed}")
    print(f"newsboat: {sum(marks.values())} entries; twice: {sum(n > 1 for n in marks.values())}")
    print(f"  missing: {len(meant.keys() - marks.keys())}; no story: {marks['?']}")
    print(f"  dates of publication that moved: {moved}")
    print(f"vdirsyncer: {sum(events.values())} events of {sum(meant.values())} that are meant")
    print(f"  stories with more than theirs at any time: {more}")
    print(f"  stories with fewer at the end: {sum(events[mark] < meant[mark] for mark in meant)}")


if __name__ == "__main__":
    main()
