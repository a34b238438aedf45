"""Sources on the web, against a real server on loopback that is reached through the allow-list."""

import gzip
import itertools
import socketserver
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ruznama.sources.client.answers import Limits
from ruznama.sources.client.fetch import Fetcher
from ruznama.sources.client.hosts import Outside
from ruznama.sources.kinds import KINDS
from ruznama.sources.source import Means, NewsSource, SourceReport
from ruznama.store.store import Store, open_store
from tests.articles.pages import page, story, timelines
from tests.conftest import SAMPLE
from tests.ruznama.sources.test_fetch import LOOPBACK, send, serving

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
TOLD = story(SAMPLE)
PAGE = page(TOLD, timelines(TOLD.rows)["table"], "")


class Site:
    """A newspaper: answers by path, and counts what it is asked."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[str, bytes, dict[str, str]]] = {}
        self.asked: Counter[str] = Counter()
        self.conditions: list[str] = []

    def put(self, path: str, body: bytes | str, status: str = "200 OK", **headers: str) -> None:
        content = body.encode() if isinstance(body, str) else body
        self.answers[path] = (status, content, headers)

    def __call__(self, request: socketserver.StreamRequestHandler, headers: dict[str, str]) -> None:
        path = request.path  # type: ignore[attr-defined]
        self.asked[path] += 1
        status, body, told = self.answers.get(path, ("404 Not Found", b"", {}))
        if told.get("ETag") and headers.get("if-none-match") == told["ETag"]:
            self.conditions.append(path)
            status, body = "304 Not Modified", b""
        send(status, body, **told)(request, headers)


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def url(site: Site) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'ruznama.db'}")
    yield opened
    opened.close()


def run(store: Store, remote: NewsSource, now: datetime = NOW) -> SourceReport:
    """One run with a client of its own, and no rest between requests."""
    with Fetcher(allowed=LOOPBACK, limits=Limits(seconds=10)) as fetcher:
        outside = Outside(fetcher, sleep=lambda _: None)
        return remote.refresh(Means(store=store, outside=outside, now=now))


def source(kind: str, url: str, **options: object) -> NewsSource:
    given: dict[str, object] = {"name": "news", "every": HOUR, "url": url, **options}
    return KINDS[kind].source(**given)  # type: ignore[arg-type]


def feed(url: str, *paths: str, content: str = "") -> str:
    items = "".join(
        f"<item><title>خبر {path}</title><link>{url}{path}</link><guid>{path}</guid>"
        f"<pubDate>Sun, {day:02} Feb 2026 08:00:00 GMT</pubDate>"
        f"<description><![CDATA[{content}]]></description></item>"
        for day, path in enumerate(paths, 1)
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>ص</title>{items}</channel></rss>'
    )


def test_a_page_is_an_article_with_events(site: Site, url: str, store: Store) -> None:
    """Its address is the article's."""
    site.put("/summit", PAGE, Content_Type="text/html")
    report = run(store, source("page", f"{url}/summit"))
    [article] = store.revisions()
    assert report.failures == []
    assert (article.article.url, len(article.events)) == (f"{url}/summit", 4)


def test_a_feed_gives_its_articles_in_full(site: Site, url: str, store: Store) -> None:
    """Feeds are cut short; their pages are not."""
    site.put("/feed", feed(url, "/summit"), Content_Type="application/rss+xml")
    site.put("/summit", PAGE, Content_Type="text/html")
    run(store, source("feed", f"{url}/feed"))
    assert [len(one.events) for one in store.revisions()] == [4]


def test_a_page_that_fails_is_read_from_the_feed(site: Site, url: str, store: Store) -> None:
    """What the feed holds is better than nothing."""
    whole = "".join(f"<p>{text}</p>" for _, text in TOLD.texts) + timelines(TOLD.rows)["table"]
    site.put("/feed", feed(url, "/gone", content=whole), Content_Type="application/rss+xml")
    report = run(store, source("feed", f"{url}/feed"))
    assert report.failures == []
    assert [len(one.events) for one in store.revisions()] == [4]


def test_what_leaves_a_feed_stays(site: Site, url: str, store: Store) -> None:
    """A feed tells only what is newest."""
    site.put("/feed", feed(url, "/summit"))
    site.put("/summit", PAGE)
    run(store, source("feed", f"{url}/feed"))
    site.put("/feed", feed(url))
    run(store, source("feed", f"{url}/feed"), NOW + 2 * HOUR)
    assert len(store.revisions()) == 1


def test_a_sitemap_and_its_index_are_read(site: Site, url: str, store: Store) -> None:
    """Also in gzip; only addresses that match; the newest ones."""
    index = f"<sitemapindex><sitemap><loc>{url}/one.xml.gz</loc></sitemap></sitemapindex>"
    pages = "".join(
        f"<url><loc>{url}{path}</loc><lastmod>2026-02-{day:02}</lastmod></url>"
        for day, path in enumerate(("/news/old", "/news/new", "/about"), 1)
    )
    site.put("/sitemap.xml", index)
    site.put("/one.xml.gz", gzip.compress(f"<urlset>{pages}</urlset>".encode()))
    site.put("/news/new", PAGE)
    run(store, source("sitemap", f"{url}/sitemap.xml", match="*/news/*", limit=1))
    assert [one.article.url for one in store.revisions()] == [f"{url}/news/new"]
    assert site.asked["/about"] == site.asked["/news/old"] == 0


def test_an_unchanged_page_costs_a_304(site: Site, url: str, store: Store) -> None:
    """With the validators of the last good answer; nobody is woken."""
    site.put("/summit", PAGE, ETag='"a"')
    run(store, source("page", f"{url}/summit"))
    before = store.change()
    report = run(store, source("page", f"{url}/summit"), NOW + 2 * HOUR)
    assert site.conditions == ["/summit"]
    assert (report.unchanged, store.change()) == (1, before)


def test_an_answer_is_kept_as_long_as_it_says(site: Site, url: str, store: Store) -> None:
    """Cache-Control of the newspaper goes before our schedule."""
    site.put("/summit", PAGE, Cache_Control="max-age=7200")
    run(store, source("page", f"{url}/summit"))
    run(store, source("page", f"{url}/summit"), NOW + HOUR)
    assert site.asked["/summit"] == 1
    run(store, source("page", f"{url}/summit"), NOW + 3 * HOUR)
    assert site.asked["/summit"] == 2


def test_a_host_that_says_later_is_asked_later(site: Site, url: str, store: Store) -> None:
    """429 with Retry-After; what was published stays."""
    site.put("/summit", PAGE)
    run(store, source("page", f"{url}/summit"))
    site.put("/summit", b"", "429 Too Many Requests", Retry_After="36000")
    report = run(store, source("page", f"{url}/summit"), NOW + 2 * HOUR)
    assert "429" in report.failures[0].message
    run(store, source("page", f"{url}/summit"), NOW + 9 * HOUR)
    assert site.asked["/summit"] == 2
    assert len(store.revisions()) == 1


def test_what_fails_is_asked_ever_less_often(site: Site, url: str, store: Store) -> None:
    """Twice as long each time, a day at most; a success starts anew."""
    moments: list[int] = []
    for hour in range(110):
        before = site.asked["/summit"]
        run(store, source("page", f"{url}/summit"), NOW + hour * HOUR)
        if site.asked["/summit"] > before:
            moments.append(hour)
    gaps = [later - earlier for earlier, later in itertools.pairwise(moments)]
    wanted = [1, 2, 4, 8, 16, *[24] * len(gaps)]
    assert len(gaps) > 7  # three of them a day long
    assert all(0.85 * most <= gap <= most for gap, most in zip(gaps, wanted, strict=False))


def test_a_failure_is_told_until_it_is_over(site: Site, url: str, store: Store) -> None:
    """A source that rests after a failure does not look well."""
    feed_url = f"{url}/rss.xml"
    site.put("/rss.xml", "", "503 Service Unavailable")
    first = run(store, source("feed", feed_url))
    assert first.try_at is not None
    assert NOW + 0.9 * HOUR <= first.try_at <= NOW + HOUR
    resting = run(store, source("feed", feed_url), NOW + HOUR / 2)
    assert resting.failures == first.failures
    assert site.asked["/rss.xml"] == 1
    site.put("/rss.xml", feed(url))
    assert run(store, source("feed", feed_url), NOW + HOUR).failures == []


def test_what_is_gone_is_not_asked_again(site: Site, url: str, store: Store) -> None:
    """410 ends a source, and it says so each time."""
    site.put("/summit", "", "410 Gone")
    for hour in (0, 1, 24 * 400):
        report = run(store, source("page", f"{url}/summit"), NOW + hour * HOUR)
        assert "gone for good (410)" in report.failures[0].message
        assert "configuration" in report.failures[0].message
    assert site.asked["/summit"] == 1


@pytest.mark.parametrize("status", ["200 OK", "503 Service Unavailable"])
def test_what_was_asked_while_the_clock_was_ahead_is_asked_again(
    site: Site, url: str, store: Store, status: str
) -> None:
    """A clock that was a year ahead, and is set right, keeps nobody from asking for a year."""
    site.put("/summit", PAGE, status, Content_Type="text/html")
    for year in (1, 0):
        run(store, source("page", f"{url}/summit"), NOW + year * 365 * 24 * HOUR)
    assert site.asked["/summit"] == 2


def test_a_permanent_redirect_is_believed_after_three_runs(
    site: Site, url: str, store: Store
) -> None:
    """Then the old address is asked no more; until the new one fails."""
    site.put("/old", "", "301 Moved Permanently", Location=f"{url}/summit")
    site.put("/summit", PAGE)
    for hour in range(5):
        run(store, source("page", f"{url}/old"), NOW + 2 * hour * HOUR)
    assert site.asked["/old"] == 3
    assert site.asked["/summit"] == 5
    site.put("/summit", "", "404 Not Found")
    for hour in (20, 40):
        run(store, source("page", f"{url}/old"), NOW + hour * HOUR)
    assert site.asked["/old"] == 4


def test_a_host_that_cannot_tell_its_rules_is_left_alone(
    site: Site, url: str, store: Store
) -> None:
    """RFC 9309, 2.3.1.4."""
    site.put("/robots.txt", "", "500 Internal Server Error")
    site.put("/summit", PAGE)
    report = run(store, source("page", f"{url}/summit"))
    assert "/robots.txt answers with 500" in report.failures[0].message
    assert site.asked["/summit"] == 0


def test_a_run_has_an_end(
    site: Site, url: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it did not come to is named, and comes in the next run."""
    monkeypatch.setattr("ruznama.sources.running.visits._RUN_S", -1)
    site.put("/summit", PAGE)
    report = run(store, source("page", f"{url}/summit"))
    assert "was not asked" in report.failures[0].message
    monkeypatch.undo()
    assert run(store, source("page", f"{url}/summit")).added == [f"{url}/summit"]


def test_robots_are_obeyed(site: Site, url: str, store: Store) -> None:
    """A page that asks not to be read is not read, and the editor is told."""
    site.put("/robots.txt", "User-agent: *\nDisallow: /summit\n")
    site.put("/summit", PAGE)
    report = run(store, source("page", f"{url}/summit"))
    assert "robots.txt" in report.failures[0].message
    assert site.asked["/summit"] == 0


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"<!doctype html><p>hello", "is no feed"),
        (b'<!DOCTYPE r [<!ENTITY a "b">]><rss version="2.0"/>', "declares entities"),
        (b"", "is no feed"),
    ],
)
def test_what_is_no_feed_is_named(
    site: Site, url: str, store: Store, body: bytes, told: str
) -> None:
    """With what to do about it."""
    site.put("/feed", body, Content_Type="text/html")
    report = run(store, source("feed", f"{url}/feed"))
    assert told in report.failures[0].message


def test_one_page_that_fails_harms_no_other(site: Site, url: str, store: Store) -> None:
    """And it is asked again although the feed did not change."""
    site.put("/feed", feed(url, "/bad", "/summit"), ETag='"f"')
    site.put("/summit", PAGE)
    report = run(store, source("feed", f"{url}/feed"))
    assert len(report.failures) == 1
    assert len(store.revisions()) == 1
    site.put("/bad", page(TOLD, timelines(TOLD.rows)["ordered list"], ""))
    run(store, source("feed", f"{url}/feed"), NOW + 3 * HOUR)
    assert len(store.revisions()) == 2


def test_an_article_that_two_sources_tell_is_one(site: Site, url: str, store: Store) -> None:
    """A feed and a page may lead to the same address."""
    site.put("/summit", PAGE)
    run(store, source("page", f"{url}/summit"))
    run(store, source("page", f"{url}/summit", name="again"), NOW + 2 * HOUR)
    assert len(store.revisions()) == 1


ROBOT = (
    "<html><head><title>لحظة من فضلك</title></head><body><main><h1>لحظة من فضلك</h1>"
    "<p>نتحقق الآن من أن اتصالك آمن، فعّل جافاسكربت ثم أعد المحاولة بعد قليل.</p>"
    "</main></body></html>"
)
TEXT = PAGE.decode()
OTHER = TEXT.replace(TOLD.title, "خبر آخر تماما عن السوق")


def test_a_check_for_robots_never_replaces_an_article(site: Site, url: str, store: Store) -> None:
    """However often it comes; then the page is asked for whole, though it did not change."""
    remote = source("page", f"{url}/summit")
    site.put("/summit", PAGE, ETag='"a"')
    run(store, remote)
    before = store.revisions()
    site.put("/summit", ROBOT, ETag='"b"')
    for hour in (2, 4, 9):
        report = run(store, remote, NOW + hour * HOUR)
        assert "shows a check for robots in place of the article" in report.failures[0].message
        assert (report.problem, report.is_partial) == (None, False)
    assert store.revisions() == before
    site.put("/summit", PAGE, ETag='"a"')
    assert run(store, remote, NOW + 40 * HOUR).failures == []
    assert site.conditions == []
    assert store.items.faulty() == {}


def test_a_teaser_never_replaces_a_full_text(site: Site, url: str, store: Store) -> None:
    """The page fails while the feed moves; when it is back it is read by its own clock."""
    remote = source("feed", f"{url}/feed")
    site.put("/feed", feed(url, "/summit", content="<p>ملخص قصير للخبر.</p>"), ETag='"1"')
    site.put("/summit", "", "503 Service Unavailable")
    run(store, remote)
    [teaser] = store.revisions()
    site.put("/summit", PAGE)
    run(store, remote, NOW + 2 * HOUR)  # the feed has not changed
    [full] = store.revisions()
    assert (teaser.id, len(teaser.events), len(full.events)) == (full.id, 0, 4)
    site.put("/summit", "", "503 Service Unavailable")
    site.put("/feed", feed(url, "/summit", content="<p>ملخص آخر للخبر.</p>"), ETag='"2"')
    run(store, remote, NOW + 4 * HOUR)
    assert store.revisions() == [full]


def test_a_dead_link_is_told_and_the_feed_stays_conditional(
    site: Site, url: str, store: Store
) -> None:
    """Its source is read, and subscribers lack nothing."""
    site.put("/feed", feed(url, "/dead", "/summit"), ETag='"f"')
    site.put("/summit", PAGE)
    for hour in (0, 2, 4):
        report = run(store, source("feed", f"{url}/feed"), NOW + hour * HOUR)
        assert (report.problem, report.is_partial) == (None, False)
    assert site.conditions.count("/feed") == 2
    [dead] = store.items.faulty()["news"]
    assert (dead.state, dead.problem) == ("refused", "answers with 404")


def test_two_articles_with_one_link_stay_two(site: Site, url: str, store: Store) -> None:
    """The front page, or a live page: what the feed holds of each is all that there is."""
    text = "<p>{} أعلن عنه المجلس اليوم في بيان طويل وزع على الصحافة المحلية كلها.</p>"
    items = "".join(
        f"<item><title>خبر {n}</title><link>{url}{path}</link><guid>g{n}{path}</guid>"
        f"<description><![CDATA[{text.format(n)}]]></description></item>"
        for path in ("/", "/live")
        for n in ("أول", "ثان")
    )
    site.put("/feed", f'<rss version="2.0"><channel>{items}</channel></rss>')
    for hour in (0, 2):
        report = run(store, source("feed", f"{url}/feed"), NOW + hour * HOUR)
        assert report.failures == []
    assert len(store.revisions()) == 4


def test_pages_that_name_one_canonical_address_stay_two(site: Site, url: str, store: Store) -> None:
    """Each is published under its own address."""
    link = f'<link rel="canonical" href="{url}/section"></head>'
    site.put("/one", TEXT.replace("</head>", link))
    site.put("/two", OTHER.replace("</head>", link))
    run(store, source("page", "", urls=(f"{url}/one", f"{url}/two")))
    assert len({one.article.url for one in store.revisions()}) == 2


def test_the_host_of_a_redirect_is_asked_for_its_rules_and_given_a_rest(
    site: Site, url: str, store: Store
) -> None:
    """Each hop is a request like any other; Crawl-delay holds for all."""
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 7\nDisallow: /private/\n")
    site.put("/old", "", "302 Found", Location=f"{url}/private/summit")
    rests: list[float] = []
    with Fetcher(allowed=LOOPBACK, limits=Limits(seconds=10)) as fetcher:
        means = Means(store=store, outside=Outside(fetcher, sleep=rests.append), now=NOW)
        report = source("page", f"{url}/old").refresh(means)
    assert "robots.txt says so" in report.failures[0].message
    assert site.asked["/private/summit"] == 0
    assert max(rests) > 6


def test_an_answer_that_wants_a_rest_is_read_all_the_same(
    site: Site, url: str, store: Store
) -> None:
    """Retry-After with status 200 says only when to come again."""
    site.put("/summit", PAGE, Retry_After="7200")
    remote = source("page", f"{url}/summit")
    assert run(store, remote).added == [f"{url}/summit"]
    run(store, remote, NOW + 1.9 * HOUR)
    assert site.asked["/summit"] == 1
    run(store, remote, NOW + 2 * HOUR)
    assert site.asked["/summit"] == 2


def test_a_correction_is_seen_though_the_feed_did_not_change(
    site: Site, url: str, store: Store
) -> None:
    """The page is read again for a while, and its date of publication stays."""
    remote = source("feed", f"{url}/feed")
    site.put("/feed", feed(url, "/summit"), ETag='"f"')
    site.put("/summit", PAGE)
    run(store, remote)
    [before] = store.revisions()
    site.put("/summit", TEXT.replace("</h1>", "</h1><p>تصحيح: تأجل الافتتاح يوما واحدا.</p>"))
    run(store, remote, NOW + HOUR)
    [after] = store.revisions()
    assert "تصحيح" in repr(after.article.blocks)
    assert after.article.published == before.article.published


@pytest.mark.parametrize("told", ["windows-1256", "iso-8859-1"])
def test_page_in_utf_8_is_read_whatever_its_server_tells(
    site: Site, url: str, store: Store, told: str
) -> None:
    """Many servers tell one charset of all that they have."""
    link = f"<item><title>{TOLD.title}</title><link>{url}/a</link></item>"
    site.put("/feed", f'<rss version="2.0"><channel>{link}</channel></rss>')
    site.put("/a", PAGE, Content_Type=f"text/html; charset={told}")
    run(store, source("feed", f"{url}/feed"))
    [revision] = store.revisions()
    assert revision.article.title == TOLD.title.strip()
