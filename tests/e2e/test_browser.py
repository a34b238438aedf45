"""The pages in a real browser: right to left, at every width, by keyboard, without scripts."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import SAMPLE
from tests.e2e.conftest import CONFIG, Service, eventually

WIDTHS = (320, 768, 1920)
LONG = "كلمة" * 2_500
BIDI = "\u202eمقلوب\u2066 [غير مغلق](javascript:alert(1)) \u202d"
PUBLIC = "https://almanac.example/"
HOSTILE = f"""<html lang="ar"><head><title>عنوان <script>window.hit=1</script></title></head>
<body><article><h1>عنوان &lt;script&gt;window.hit=1&lt;/script&gt; {BIDI}</h1>
<p onclick="window.hit=1">فقرة أولى طويلة بما يكفي لتبقى، فيها <img src="x:" onerror="window.hit=1">
و<a href="javascript:window.hit=1">رابط</a> و<svg onload="window.hit=1"></svg> ونص آخر حتى تكتمل
الجملة.</p>
<script>window.hit = 1</script><iframe src="javascript:parent.hit=1"></iframe>
<table><tr><th>التاريخ</th><th>الحدث</th></tr>
<tr><td>3 أكتوبر 2025</td><td>&lt;/s&gt;&lt;img src=x onerror=window.hit=1&gt; {BIDI}</td></tr>
<tr><td>4 أكتوبر 2025</td><td>{LONG}</td></tr>
<tr><td>5 أكتوبر 2025</td><td>" onfocus="window.hit=1" autofocus="</td></tr></table>
<p>{LONG}</p></article></body></html>"""
MOVED = """برنامج المؤتمر السنوي للمياه في عمّان
نشرت وزارة المياه برنامج المؤتمر، ويحضره خبراء من سبع دول.
التاريخ | الحدث
{day} نوفمبر 2025 | الجلسة الافتتاحية
20 نوفمبر 2025 | إعلان التوصيات
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium that finds no host but this one."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("skipped: no Chromium here (Debian: apt install chromium)")
    arguments = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service with events of every kind, an edited article and a hostile one."""
    made = Service(tmp_path_factory.mktemp("site"))
    articles = made.folder / "articles"
    shutil.copytree(SAMPLE.parent, articles)
    shutil.copy(Path(__file__).with_name("articles") / "fair.md", articles)
    (articles / "water.txt").write_text(MOVED.format(day=18), "utf-8")
    (articles / "hostile.html").write_text(HOSTILE, "utf-8")
    config = CONFIG.format(base_url=f"{made.url}/")
    (made.folder / "config.toml").write_text(config, "utf-8")
    made.start()
    eventually(lambda: made.holds("/feed.json", "عمّان"), "the articles are read")
    (articles / "water.txt").write_text(MOVED.format(day=19), "utf-8")
    eventually(lambda: made.holds("/feed.json", "19 نوفمبر"), "the edit is read")
    yield made
    made.stop()


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service behind a public address."""
    made = Service(tmp_path_factory.mktemp("public"))
    shutil.copytree(SAMPLE.parent, made.folder / "articles")
    (made.folder / "config.toml").write_text(CONFIG.format(base_url=PUBLIC), "utf-8")
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def paths(site: Service) -> dict[str, str]:
    """By name, the path of a page of each kind."""
    items = site.get("/feed.json").json()["items"]
    articles = {}
    for name, words in (("article", "بيروت"), ("moved", "عمّان"), ("hostile", "script")):
        found = [urlsplit(item["id"]).path for item in items if words in item["title"]]
        addresses = [item["url"] for item in items if words in item["title"]]
        assert len(found) == 1, (name, [item["title"] for item in items])
        articles[name] = urlsplit(addresses[0]).path
    return {
        **articles,
        "front": "/",
        "feeds": "/feeds/",
        "slice": "/feeds/articles/",
        "years": "/events/",
        "year": "/events/2025/",
        "month": "/events/2025/10/",
        "archive": "/archive/",
        "search": "/search?q=بيروت",
        "nothing-found": "/search?q=زرافة",
        "status": "/status",
        "missing": "/404.html",
    }


PAGES = (
    "front feeds slice year month archive search nothing-found status missing article moved hostile"
).split()


class Window:
    """A page in the browser, and everything that went wrong in it since it last went somewhere.

    One serves most tests: a new one costs five times as much as to go somewhere else.
    """

    def __init__(self, browser: Browser) -> None:
        self.page: Page = browser.new_page(locale="ar")
        self.faults: list[str] = []
        self.page.on("console", lambda said: self.faults.append(f"{said.type}: {said.text}"))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("requestfailed", lambda asked: self.faults.append(f"failed: {asked.url}"))
        self.page.on("dialog", lambda dialog: self.faults.append(dialog.message))

    def go(self, site: Service, path: str) -> Page:
        """The page at a path, on a narrow screen by day."""
        self.page.goto("about:blank")
        self.page.set_viewport_size({"width": 320, "height": 900})
        self.page.emulate_media(media="screen", color_scheme="light")
        self.faults.clear()
        self.page.goto(site.url + path)
        return self.page


@pytest.fixture(scope="module")
def window(browser: Browser) -> Window:
    """The window of all tests that ask nothing of its own of it."""
    return Window(browser)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_right_to_left_and_fits_at_every_width(
    window: Window, site: Service, paths: dict[str, str], name: str
) -> None:
    """Without a word in the console."""
    page = window.go(site, paths[name])
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        assert page.evaluate(_OUTSIDE) == [], width
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert page.evaluate("document.documentElement.lang") == "ar"
    assert page.evaluate("window.hit") is None
    assert window.faults == []


# What stands outside the window, unless it scrolls in a box of its own or is there for programs.
_OUTSIDE = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(each => {
  if (each.closest('.wide, svg')) return false;
  const box = each.getBoundingClientRect();
  return box.width && (box.left < -1 || box.right > innerWidth + 1);
}).map(each => each.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation(
    window: Window, site: Service, paths: dict[str, str], name: str, scheme: str
) -> None:
    """Contrast, names, landmarks, order of headings: by day and by night."""
    page = window.go(site, paths[name])
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_dark_scheme_is_dark(window: Window, site: Service) -> None:
    """Else the test above tells nothing of it."""
    page = window.go(site, "/")
    shades = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        shades.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    day, night = (sum(map(int, each[4:-1].split(", "))) for each in shades)
    assert day > 3 * 200
    assert night < 3 * 50


@pytest.mark.parametrize(
    ("path", "calendar"),
    [("/", "/calendar.ics"), ("/feeds/articles/", "/calendars/articles.ics")],
)
def test_buttons_hold_the_addresses_that_programs_take(
    window: Window, public: Service, path: str, calendar: str
) -> None:
    """Apple by scheme, Google by `cid`, Outlook by `addfromweb`."""
    page = window.go(public, path)
    https = f"{PUBLIC.rstrip('/')}{calendar}"
    webcal = https.replace("https", "webcal", 1)
    card = page.locator("section[aria-labelledby=calendar]")

    def address(button: str) -> str:
        return str(card.get_by_role("link", name=button, exact=True).get_attribute("href"))

    assert address("Apple وهذا الجهاز") == address("Thunderbird") == webcal
    assert parse_qs(urlsplit(address("Google")).query)["cid"] == [webcal]
    for button, host in (("Outlook", "outlook.live.com"), ("Microsoft 365", "outlook.office.com")):
        asked = urlsplit(address(button))
        assert (asked.hostname, asked.path) == (host, "/calendar/0/addfromweb")
        assert parse_qs(asked.query)["url"] == [https]
    assert card.locator(".address input").input_value() == https
    assert public.get(calendar).text.startswith("BEGIN:VCALENDAR")


def test_each_event_leads_to_its_sentence_and_to_a_calendar(
    window: Window, site: Service, paths: dict[str, str]
) -> None:
    """The row of the table is where the browser goes, and is marked."""
    page = window.go(site, paths["article"])
    event = page.locator(".timeline > li", has_text="أمسية شعرية")
    event.get_by_role("link", name="في النص").click()
    row = page.locator(":target")
    assert "أمسية شعرية" in row.inner_text()
    assert row.bounding_box()["y"] < 900  # type: ignore[index]
    address = event.get_by_role("link", name="أضف").first.get_attribute("href")
    calendar = site.get(str(address)).text
    assert calendar.count("BEGIN:VEVENT") == 1
    assert "أمسية شعرية" in calendar.replace("\r\n ", "")


def test_kinds_of_dates_differ_in_shape_and_word(
    window: Window, site: Service, paths: dict[str, str]
) -> None:
    """Not by colour alone."""
    drawn = {}
    for name, title in (
        ("article", "افتتاح المعرض"),
        ("article", "أمسية شعرية"),
        ("article", "ورشة الخط العربي"),
        ("moved", "الجلسة الافتتاحية"),
    ):
        page = window.go(site, paths[name])
        event = page.locator(".timeline > li", has_text=title)
        shape = event.locator("svg").first.inner_html().strip()
        drawn[shape] = event.locator(".note").all_inner_texts()
    assert list(drawn.values())[:3] == [[], ["أُلغي"], ["غير مؤكد"]]
    assert "كان" in list(drawn.values())[3][0]
    assert len(drawn) == 4


def test_pages_work_without_scripts(
    browser: Browser, site: Service, public: Service, paths: dict[str, str]
) -> None:
    """Everything is there but the copy buttons; search is a form."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + paths["article"])
    assert page.locator(".timeline > li").count() == 5
    assert page.locator(".scale .mark").count() >= 5
    page.get_by_text("كيف قُرئ هذا").click()
    assert page.locator("details dl").first.is_visible()
    page.get_by_role("searchbox").fill("أُمسِيَةٌ شعريه")
    page.get_by_role("searchbox").press("Enter")
    assert page.locator("li", has_text="أمسية شعرية").count() == 1
    page.goto(public.url)
    page.get_by_text("افتحه على هاتف").first.click()
    assert page.locator(".qr svg").first.is_visible()
    assert page.get_by_role("button", name="نسخ").count() == 0
    context.close()


def test_copy_button_copies_the_address(browser: Browser, site: Service) -> None:
    """And says so."""
    permissions = ["clipboard-read", "clipboard-write"]
    context = browser.new_context(permissions=permissions)
    page = context.new_page()
    page.goto(site.url)
    first = page.locator("section[aria-labelledby=calendar]").get_by_role("button", name="نسخ")
    first.click()
    page.get_by_role("button", name="نُسخ").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site.url}/calendar.ics"
    context.close()


@pytest.mark.parametrize("name", ["front", "article", "month", "status"])
def test_keyboard_reaches_everything(
    window: Window, site: Service, paths: dict[str, str], name: str
) -> None:
    """In the order of the page, each seen while it has the focus."""
    page = window.go(site, paths[name])
    wanted = page.locator("a:visible, button:visible, input:visible, summary:visible").count()
    reached, unseen = [], []
    for _ in range(wanted + 2):
        page.keyboard.press("Tab")
        place, outline = page.evaluate(_FOCUS)
        if place < 0 or place in reached:
            break
        reached.append(place)
        if not outline:
            unseen.append(place)
    assert reached == sorted(reached)
    assert len(reached) >= wanted
    assert unseen == []


_FOCUS = """() => {
  const here = document.activeElement, box = here.getBoundingClientRect();
  const inside = box.top >= 0 && box.bottom <= innerHeight + 1;
  const seen = inside && parseFloat(getComputedStyle(here).outlineWidth) > 0;
  return [here === document.body ? -1 : [...document.querySelectorAll('*')].indexOf(here), seen];
}"""


def test_first_key_leads_past_the_head(window: Window, site: Service) -> None:
    """For whoever listens to pages."""
    page = window.go(site, "/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    assert page.evaluate("document.activeElement.id") == "main"


def test_today_is_marked(browser: Browser, site: Service, paths: dict[str, str]) -> None:
    """By the reader's own clock: the pages themselves are the same on every day."""
    context = browser.new_context(locale="ar", timezone_id="Asia/Beirut")
    page = context.new_page()
    page.clock.set_fixed_time("2025-10-08T09:00:00+03:00")
    page.goto(site.url + paths["article"])
    badges = page.locator(".soon").all_inner_texts()
    assert badges[0] == "اليوم"
    assert page.locator("li", has_text="ورشة").locator(".soon").count() == 1
    assert len(badges) == 3
    kinds = [page.locator(f".timeline > .{kind}").count() for kind in ("past", "now", "coming")]
    assert kinds == [2, 1, 2]
    page.goto(site.url + paths["month"])
    assert page.locator("td.today time").get_attribute("datetime") == "2025-10-08"
    assert page.locator("td.past").count() == 7
    page.goto(site.url + paths["year"])
    assert page.locator("td.today a").inner_text() == "8"
    context.close()


def test_a_list_of_dates_begins_at_today(browser: Browser, site: Service) -> None:
    """What is past is folded away above it, and is there for who opens it."""
    context = browser.new_context(locale="ar", timezone_id="Asia/Beirut")
    page = context.new_page()
    page.clock.set_fixed_time("2025-10-08T09:00:00+03:00")
    page.goto(site.url + "/feeds/articles/")
    first = page.locator(".dates .timeline > li:visible").first
    assert "معرض" in first.locator("xpath=ancestor::section[h3]").locator("h3").inner_text()
    folded = page.locator(".dates .over")
    assert folded.locator("summary").inner_text() == "مواعيد مضت (7)"
    assert folded.locator("li:visible").count() == 0
    folded.locator("summary").click()
    assert folded.locator("li:visible").count() == 7
    context.close()


def test_a_month_is_printed_on_one_sheet(
    window: Window, site: Service, paths: dict[str, str]
) -> None:
    """Lying, to hang on a wall; the table fills it."""
    page = window.go(site, paths["month"])
    page.emulate_media(media="print")
    printed = page.pdf(prefer_css_page_size=True)
    [(width, height)] = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", printed)
    assert (round(float(width)), round(float(height))) == (842, 595)


def test_paper_shows_the_article_and_its_dates_alone(
    window: Window, site: Service, paths: dict[str, str], tmp_path: Path
) -> None:
    """No buttons, no addresses, black on white even from a dark screen."""
    page = window.go(site, paths["article"])
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".timeline > li:visible").count() == 5
    assert page.locator(".button:visible, form:visible, .top nav:visible").count() == 0
    assert page.locator(".text").is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    printed = page.pdf(path=tmp_path / "article.pdf", format="A4")
    assert printed.startswith(b"%PDF")


def test_an_unknown_address_gets_the_helpful_page(window: Window, site: Service) -> None:
    """With its status, so that programs know."""
    page = window.page
    answer = page.goto(f"{site.url}/articles/none-such/")
    assert answer is not None
    assert answer.status == httpx.codes.NOT_FOUND
    page.get_by_role("link", name="الصفحة الأولى").click()
    page.wait_for_url(f"{site.url}/")
