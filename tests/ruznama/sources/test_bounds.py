"""Where the patience of sources begins and ends: rests, doubts, how much is asked."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from ruznama.sources.client.answers import Limits, Validators
from ruznama.sources.client.fetch import Fetcher
from ruznama.sources.client.hosts import Outside
from ruznama.sources.files import list_folder
from ruznama.sources.folder import Folder
from ruznama.store.store import Store
from tests.ruznama.sources.test_fetch import LOOPBACK
from tests.ruznama.sources.test_run import MINUTE, NOW, TEXT, folder, put, refresh_folder, store
from tests.ruznama.sources.test_web import HOUR, PAGE, Site, feed, run, site, source, url

__all__ = ["folder", "site", "store", "url"]  # fixtures


def test_a_host_rests_between_two_requests(site: Site, url: str) -> None:
    """A second, whoever asks; another host need not wait for it."""
    site.put("/summit", PAGE)
    rests: list[float] = []
    with Fetcher(allowed=LOOPBACK, limits=Limits(seconds=10)) as fetcher:
        outside = Outside(fetcher, sleep=rests.append)
        for _ in range(10):
            outside.get(f"{url}/summit", Validators())
    assert len(rests) <= 9
    assert all(0 < rest <= 1 for rest in rests)
    assert max(rests) > 0.5  # one of nine, however busy the machine


def test_the_rules_of_a_host_are_asked_for_once(site: Site, url: str) -> None:
    """In an hour, however many of its pages are read."""
    with Fetcher(allowed=LOOPBACK, limits=Limits(seconds=10)) as fetcher:
        outside = Outside(fetcher, sleep=lambda _: None)
        for path in ("/a", "/b", "/c"):
            outside.check_robots(f"{url}{path}")
    assert site.asked["/robots.txt"] == 1


@pytest.mark.parametrize(
    ("age_s", "resting"), [(0, False), (0.49, False), (0.5, True), (60, True), (-0.01, True)]
)
def test_a_file_is_believed_once_it_has_rested(
    tmp_path: Path, *, age_s: float, resting: bool
) -> None:
    """Half a second; a time in the future is a wrong clock, not a writer at work."""
    path = tmp_path / "news.txt"
    path.write_text(TEXT, encoding="utf-8")
    moment = int((NOW - timedelta(seconds=age_s)).timestamp() * 1000) * 10**6
    os.utime(path, ns=(moment, moment))
    [file] = list_folder(tmp_path, "**/*", NOW).files
    assert file.resting is resting


@pytest.mark.parametrize(
    ("known", "gone", "doubted"), [(4, 4, False), (5, 4, False), (5, 5, True), (6, 5, True)]
)
def test_a_great_loss_is_doubted_once(
    folder: Folder, store: Store, *, known: int, gone: int, doubted: bool
) -> None:
    """More than four fifths of five or more: a disk that is not mounted looks like that."""
    for number in range(known):
        put(folder, f"{number}.txt", TEXT.replace("المسرح", f"المسرح {number}"))
    refresh_folder(folder, store, NOW)
    for number in range(gone):
        (folder.path / f"{number}.txt").unlink()
    report = refresh_folder(folder, store, NOW + MINUTE)
    assert (bool(report.failures), len(report.removed)) == (doubted, 0 if doubted else gone)


def test_an_index_of_sitemaps_has_an_end(site: Site, url: str, store: Store) -> None:
    """Twenty in a run: a site could name sitemaps for ever."""
    names = "".join(f"<sitemap><loc>{url}/{n}.xml</loc></sitemap>" for n in range(25))
    site.put("/sitemap.xml", f"<sitemapindex>{names}</sitemapindex>")
    for number in range(25):
        site.put(f"/{number}.xml", "<urlset></urlset>")
    run(store, source("sitemap", f"{url}/sitemap.xml"))
    assert sum(site.asked[f"/{number}.xml"] for number in range(25)) == 19


def test_a_page_of_a_feed_rests_for_an_hour(site: Site, url: str, store: Store) -> None:
    """However often the feed itself is read."""
    site.put("/feed", feed(url, "/summit"))
    site.put("/summit", PAGE)
    for minute in (0, 30, 54, 60):
        run(store, source("feed", f"{url}/feed", every=HOUR / 6), NOW + minute * MINUTE)
    assert (site.asked["/feed"], site.asked["/summit"]) == (4, 2)


@pytest.mark.parametrize(
    ("before", "known"), [("max-age=90000", 24), ("max-age=7200", 2), ("max-age=60", 1)]
)
def test_an_answer_is_kept_a_day_at_most(
    site: Site, url: str, store: Store, before: str, known: int
) -> None:
    """And for half of our own pace at least."""
    site.put("/summit", PAGE, Cache_Control=before)
    remote = source("page", f"{url}/summit", every=2 * HOUR)
    run(store, remote)
    run(store, remote, NOW + known * HOUR - MINUTE)
    assert site.asked["/summit"] == 1
    run(store, remote, NOW + known * HOUR)
    assert site.asked["/summit"] == 2
