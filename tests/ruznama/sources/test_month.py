"""A month of a faulty newspaper, run by run: what a subscriber saw of it.

RUNS=200 in the environment is the month that docs/explanation/ledger.md tells of.
"""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from articles.revisions.known import Revision
from feeds.entries import entry as entry_of
from ruznama.sources.client.addresses import Allowed
from ruznama.sources.client.answers import Limits
from ruznama.sources.client.fetch import Fetcher
from ruznama.sources.client.hosts import Outside
from ruznama.sources.source import Means
from ruznama.store.store import Store, open_store
from tests.ruznama.sources.newspaper import Newspaper, TrueStory
from tests.ruznama.sources.test_fetch import serving
from tests.ruznama.sources.test_web import source

RUNS = int(os.environ.get("RUNS", "80"))
HOSTS = Allowed(hosts=frozenset({"127.0.0.1", "localhost"}))


@dataclass(slots=True)
class Subscriber:
    """What somebody sees who looks after each run; `shrunk` counts runs, the others articles."""

    store: Store
    since: int = -1
    articles: dict[str, Revision] = field(default_factory=dict)
    most_words: Counter[str] = field(default_factory=Counter)
    dates: dict[str, set[datetime]] = field(default_factory=dict)
    uids: dict[str, set[str]] = field(default_factory=dict)
    shrunk: int = 0

    def look(self) -> None:
        change = self.store.change()
        for revision in self.store.revisions(self.since):
            self._see(revision)
        self.since = change.counter if change else -1

    def _see(self, revision: Revision) -> None:
        mark, words = mark_of(revision), len(repr(revision.article.blocks).split())
        self.articles[revision.id] = revision
        self.dates.setdefault(revision.id, set()).add(
            entry_of(revision, base_url="http://a.example/").published
        )
        self.uids.setdefault(mark, set()).update(known.uid for known in revision.events)
        self.shrunk += words < 0.7 * self.most_words[revision.id]
        self.most_words[revision.id] = max(words, self.most_words[revision.id])

    @property
    def doubles(self) -> list[str]:
        counts = Counter(mark_of(one) for one in self.articles.values())
        return [mark for mark, count in counts.items() if count > 1]

    @property
    def strangers(self) -> list[str]:
        return [one.article.title for one in self.articles.values() if not mark_of(one)]

    @property
    def moved_dates(self) -> list[str]:
        return [name for name, dates in self.dates.items() if len(dates) > 1]

    @property
    def doubled_events(self) -> list[str]:
        return [mark for mark, uids in self.uids.items() if len(uids) > 3]


def mark_of(revision: Revision) -> str:
    return next((word for word in revision.article.title.split() if word.startswith("رمز")), "")


def says_all(revision: Revision, story: TrueStory) -> bool:
    """Whether what is published says what the newspaper means by now."""
    text = repr(revision.article.blocks)
    events = [known.event for known in revision.events if known.status != "cancelled"]
    days = sorted(int(event.start.value[-2:]) for event in events)
    return days == sorted(story.days) and all(each in text for each in story.paragraphs)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'month.db'}")
    yield opened
    opened.close()


def read_for_a_month(paper: Newspaper, store: Store, *, runs: int) -> Subscriber:
    """So many runs, spread over thirty days; in the last days all is well again."""
    subscriber, hours = Subscriber(store), 30 * 24 / runs
    # An answer that a busy machine is late with would count as asked for whole, and be asked again.
    with serving(paper) as url, Fetcher(allowed=HOSTS, limits=Limits(seconds=120)) as fetcher:
        paper.host = url
        outside = Outside(fetcher, sleep=lambda _: None)
        remote = source("feed", f"{url}/feed", every=timedelta(hours=1), limit=50)
        for number in range(runs):
            paper.step(hours)
            if number > 0.8 * runs:
                paper.faults = 0
            remote.refresh(Means(store=store, outside=outside, now=paper.now))
            subscriber.look()
    return subscriber


@pytest.mark.parametrize("seed", [1])
def test_a_month_of_a_faulty_newspaper_harms_no_subscriber(seed: int, store: Store) -> None:
    """No article doubles, shrinks, vanishes or moves in time, and no event does."""
    paper = Newspaper(seed, size=RUNS // 4)
    seen = read_for_a_month(paper, store, runs=RUNS)
    told = {mark_of(one): one for one in seen.articles.values()}
    assert len(paper.stories) == paper.size
    assert [one.mark for one in paper.stories if one.mark not in told] == []
    assert (seen.strangers, seen.doubles, seen.doubled_events) == ([], [], [])
    assert (seen.shrunk, seen.moved_dates) == (0, [])
    assert [one.mark for one in paper.stories if not says_all(told[one.mark], one)] == []
    assert paper.asked["whole"] <= 1
