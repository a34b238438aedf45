"""The text of an article as HTML: whole, safe, and right to left in every reader."""

import re
import sys
from collections.abc import Callable
from typing import Any

import lxml.html
import nh3
import pytest
from hypothesis import given, settings
from lxml.html import HtmlElement

from articles.blocks import (
    At,
    Block,
    Cell,
    Image,
    ImageBlock,
    Item,
    Link,
    ListBlock,
    Row,
    TableBlock,
    TextBlock,
)
from articles.model import Article, Event, Timeline, When
from articles.text import clean, starts_rtl
from feeds.html.content import html
from tests.builders import article
from tests.feeds.channels import BASE, an_entry
from tests.feeds.hostile import articles
from tests.feeds.sanitisers import SANITISERS, Sanitiser

# All that may come out, so that a test sees what the writer's own list lets through.
ELEMENTS = set(
    "a blockquote br caption div figcaption figure h2 h3 h4 h5 h6 img li ol p"
    " table tbody td th thead time tr ul".split()
)
ATTRIBUTES = set("alt colspan datetime dir height href lang scope src type width".split())
BLOCKS = set("blockquote div figure h2 h3 h4 h5 h6 li ol p table ul".split())


def paragraph(text: str, *links: Link, **fields: Any) -> TextBlock:
    return TextBlock(type="paragraph", text=text, links=links, **fields)


def of(*blocks: Block, **fields: Any) -> Article:
    """An article of these blocks without dated events."""
    return article((), blocks=blocks, **{"timelines": (), **fields})


def root(body: str) -> HtmlElement:
    return lxml.html.fragment_fromstring(body, create_parent="main")


def seen(text: str) -> str:
    """A text without white space, and without what only tells a direction."""
    return "".join(re.sub("[\u200f\u2066-\u2069]", "", text).split())


def text_of(body: str) -> str:
    """All that is seen of it."""
    return seen(root(body).text_content())


SEPTEMBER_23 = When(value="2025-09-23", raw="23 سبتمبر")
SCHEDULE = TableBlock(
    header=("التاريخ", "الحدث"),
    roles=("date", "event"),
    rows=(
        Row(cells=(Cell(text="الأسبوع الأول"),), group=True),
        Row(cells=(Cell(text="الثلاثاء 23 سبتمبر"), Cell(text="وصول الوفود"))),
        Row(cells=(Cell(text="مساء الأربعاء"), Cell(text="عرض الطائرات"))),
    ),
)
TOLD = Timeline(
    title="برنامج الزيارة",
    kind="table",
    events=(
        Event(title="وصول الوفود", start=SEPTEMBER_23, at=At(block=0, row=2)),
        Event(title="عرض الطائرات", start=When(value="2025-09-24"), at=At(block=0, row=3)),
    ),
)
EVERY_KIND = (
    SCHEDULE,
    TextBlock(type="heading", text="عنوان", level=3),
    paragraph("سطر\nوسطر"),
    TextBlock(type="quote", text="قول"),
    ListBlock(items=(Item(text="بند"),)),
    ListBlock(ordered=True, items=(Item(text="أولًا"),)),
    ImageBlock(image=Image(url="/p.jpg", alt="صورة", caption="شرح", width=640, height=0)),
)


@pytest.mark.parametrize(
    ("language", "said"),
    [("ar", "rtl ar"), ("fa", "rtl fa"), ("en", "ltr en"), ("ar_EG", "rtl ar-EG"), ("", "rtl ar")],
)
def test_every_block_says_its_direction_and_language(language: str, said: str) -> None:
    """Readers take blocks out of their wrapper."""
    body = root(html(of(*EVERY_KIND, language=language), base_url=BASE))
    blocks = [element for element in body.iter() if element.tag in BLOCKS]
    assert {element.tag for element in blocks} >= BLOCKS - {"h2", "h4", "h5", "h6"}
    assert {f"{block.get('dir')} {block.get('lang')}" for block in blocks} == {said}


def test_a_quotation_alone_is_one() -> None:
    body = root(html(of(TextBlock(type="quote", text="قول"), paragraph("نص")), base_url=BASE))
    assert [quote.text_content() for quote in body.iter("blockquote")] == ["قول"]
    assert len(list(body.iter("p"))) == 2


def test_a_timeline_is_a_table_with_a_caption_heads_and_times() -> None:
    """The date where its words stand, else over the whole cell."""
    body = html(of(SCHEDULE, timelines=(TOLD,)), base_url=BASE)
    table = '<table dir="rtl" lang="ar"><caption>برنامج الزيارة</caption>'
    head = '<thead><tr><th scope="col">التاريخ</th><th scope="col">الحدث</th></tr></thead>'
    group = '<tr><th colspan="2">الأسبوع الأول</th></tr>'
    first = '<tr><td>الثلاثاء <time datetime="2025-09-23">23 سبتمبر</time></td>'
    second = '<tr><td><time datetime="2025-09-24">مساء الأربعاء</time></td>'
    assert (
        f"{table}{head}<tbody>{group}{first}<td>وصول الوفود</td></tr>"
        f"{second}<td>عرض الطائرات</td></tr></tbody></table>"
    ) in body


def test_a_date_in_a_paragraph_and_in_an_item_is_a_time() -> None:
    """Of the event that stands there, not of its neighbour."""
    other = When(value="2025-09-24T20:00", grain="minute", timezone="Asia/Riyadh", raw="الثامنة")
    text = "يصل الوفد في 23 سبتمبر ويغادر الثامنة"
    told = Timeline(
        kind="list",
        events=(
            Event(title="وصول", start=SEPTEMBER_23, at=At(block=0)),
            Event(title="وصول", start=SEPTEMBER_23, at=At(block=1, item=1)),
            Event(title="مغادرة", start=other, at=At(block=1, item=2)),
        ),
    )
    body = root(
        html(
            of(
                paragraph(text),
                ListBlock(items=(Item(text=text), Item(text=text))),
                timelines=(told,),
            ),
            base_url=BASE,
        )
    )
    times = [(time.getparent().tag, time.get("datetime"), time.text) for time in body.iter("time")]
    assert times == [
        ("p", "2025-09-23", "23 سبتمبر"),
        ("li", "2025-09-23", "23 سبتمبر"),
        ("li", "2025-09-24T17:00:00Z", "الثامنة"),
    ]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " \tjava\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "http://[::1",
    ],
)
def test_an_address_that_is_no_web_address_stays_in(url: str) -> None:
    """The words stay, the link goes; of a picture its caption stays."""
    image = Image(url=url, alt="صورة", caption="شرح الصورة")
    body = html(
        of(paragraph("اقرأ هنا", Link(span=(0, 4), url=url)), ImageBlock(image=image), image=image),
        base_url=BASE,
    )
    assert root(body).xpath("//@href | //@src") == []
    assert text_of(body) == "اقرأهناشرحالصورة"


def test_a_link_is_absolute_and_ascii() -> None:
    """Arabic paths and hosts, relative to the article."""
    links = (Link(span=(0, 4), url="/أخبار/١"), Link(span=(5, 8), url="https://مثال.إختبار/"))
    body = html(of(paragraph("اقرأ هنا", *links), url="https://news.example/a/"), base_url=BASE)
    assert root(body).xpath("//@href") == [
        "https://news.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/%D9%A1",
        "https://xn--mgbh0fb.xn--kgbechtv/",
    ]


def test_a_link_tells_nobody_where_its_reader_came_from() -> None:
    """What the page that it was taken from added to it goes; the rest of the address stays."""
    links = (Link(span=(0, 4), url="https://news.example/a?id=7&utm_source=x&fbclid=y#end"),)
    body = html(of(paragraph("اقرأ هنا", *links)), base_url=BASE)
    assert root(body).xpath("//@href") == ["https://news.example/a?id=7#end"]


@settings(max_examples=100)
@given(articles)
def test_only_safe_elements_come_out_whatever_goes_in(given_article: Article) -> None:
    """Nothing that runs, nothing that another sanitiser would still change."""
    body = html(given_article, base_url=BASE)
    for element in root(body).iterdescendants():
        assert element.tag in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
        for address in (element.get("href"), element.get("src")):
            assert address is None or address.startswith(("http://", "https://"))
    attributes = {"*": ATTRIBUTES}
    assert nh3.clean(body, tags=ELEMENTS, attributes=attributes, link_rel=None) == body


@settings(max_examples=100)
@given(articles)
def test_no_text_is_lost_whatever_it_holds(given_article: Article) -> None:
    """What looks like markup is text, too; only what no reader can take is left out."""
    written = text_of(html(given_article, base_url=BASE))
    for block in given_article.blocks:
        match block:
            case TextBlock():
                texts = [block.text]
            case ListBlock():
                texts = [item.text for item in block.items]
            case TableBlock():
                texts = [*block.header, *(cell.text for row in block.rows for cell in row.cells)]
            case ImageBlock():
                texts = [block.image.caption or ""]
        for text in texts:
            assert seen(clean(text)) in written


def test_a_mark_that_joins_a_tag_leaves_the_text_whole() -> None:
    """U+0338 after ">" is one character in NFC: the text is normalised before it is in a tag."""
    body = html(of(paragraph("\u0338نص"), paragraph("نص آخر")), base_url=BASE)
    assert text_of(body) == "\u0338نصنصآخر"


LATIN_FIRST: dict[str, tuple[Block, ...]] = {
    "paragraph": (paragraph("NASA تعلن موعد الإطلاق"),),
    "link": (paragraph("CNN: خبر", Link(span=(0, 3), url="/cnn")),),
    "number": (paragraph("2025 - iPhone يصل"),),
    "neutral": (paragraph("***"), paragraph("«Apple» تطلق هاتفها")),
    "heading": (TextBlock(type="heading", text="G20 في الرياض"), paragraph("نص")),
    "list": (ListBlock(items=(Item(text="FIFA تقرر"), Item(text="بند"))),),
    "table": (
        TableBlock(
            header=("UTC", "الحدث"), rows=(Row(cells=(Cell(text="06:00"), Cell(text="وصول"))),)
        ),
    ),
    "caption": (ImageBlock(image=Image(url="/p.jpg", caption="AFP - صورة")),),
    "escaped": (paragraph("<b>AT&T</b> تعلن"),),
    "arabic": (paragraph("تعلن NASA موعد الإطلاق"),),
}


@pytest.mark.parametrize("sanitise", SANITISERS)
@pytest.mark.parametrize("blocks", LATIN_FIRST.values(), ids=LATIN_FIRST)
def test_direction_outlives_sanitisers(sanitise: Sanitiser, blocks: tuple[Block, ...]) -> None:
    """Every block still says it, or the first strong letter does; and the text is all there."""
    entry = an_entry(blocks=blocks)
    shown = sanitise(entry)
    body = root(shown)
    said = {element.get("dir") for element in body.iter() if element.tag in BLOCKS}
    assert said == {"rtl"} or starts_rtl(body.text_content())
    assert text_of(shown) == text_of(entry.content)


def test_miniflux_leaves_nothing_but_the_first_letter() -> None:
    """The model is worth something: without U+200F the article would turn around."""
    shown = SANITISERS[0](an_entry(blocks=LATIN_FIRST["paragraph"]))
    assert "dir=" not in shown
    assert "\u200f" in shown
    assert not starts_rtl(shown.replace("\u200f", ""))


@pytest.mark.parametrize("sanitise", SANITISERS)
def test_a_timeline_outlives_sanitisers(sanitise: Sanitiser) -> None:
    """Caption, heads, rows and dates."""
    body = root(sanitise(an_entry(blocks=(SCHEDULE,), timelines=(TOLD,))))
    assert body.xpath("//table/caption/text()") == ["برنامج الزيارة"]
    assert body.xpath("//th/text()") == ["التاريخ", "الحدث", "الأسبوع الأول"]
    assert body.xpath("//time/@datetime") == ["2025-09-23", "2025-09-24"]
    assert [row.text_content() for row in body.iter("tr")] == [
        "التاريخالحدث",
        "الأسبوع الأول",
        "الثلاثاء 23 سبتمبروصول الوفود",
        "مساء الأربعاءعرض الطائرات",
    ]


def test_an_article_in_english_is_left_alone() -> None:
    """No mark where none is needed: it would be in the way of searching."""
    body = html(of(paragraph("NASA announces"), language="en"), base_url=BASE)
    assert "\u200f" not in body
    assert "\u200f" not in html(of(*LATIN_FIRST["arabic"]), base_url=BASE)


def in_paragraphs(count: int) -> Article:
    """Each with a link and a dated event."""
    text = "يصل الوفد في 23 سبتمبر إلى العاصمة"
    return of(
        *(paragraph(text, Link(span=(0, 3), url="/x")) for _ in range(count)),
        timelines=(
            Timeline(
                kind="prose",
                events=tuple(
                    Event(title="وصول", start=SEPTEMBER_23, at=At(block=place))
                    for place in range(count)
                ),
            ),
        ),
    )


def in_items(count: int) -> Article:
    """Each with a dated event."""
    return of(
        ListBlock(items=tuple(Item(text="23 سبتمبر: وصول") for _ in range(count))),
        timelines=(
            Timeline(
                kind="list",
                events=tuple(
                    Event(title="وصول", start=SEPTEMBER_23, at=At(block=0, item=place))
                    for place in range(1, count + 1)
                ),
            ),
        ),
    )


def in_rows(count: int) -> Article:
    """Each with a dated event."""
    return of(
        TableBlock(
            roles=("date", "event"),
            rows=tuple(
                Row(cells=(Cell(text="23 سبتمبر"), Cell(text="وصول"))) for _ in range(count)
            ),
        ),
        timelines=(
            Timeline(
                kind="table",
                events=tuple(
                    Event(title="وصول", start=SEPTEMBER_23, at=At(block=0, row=place))
                    for place in range(1, count + 1)
                ),
            ),
        ),
    )


def in_links(count: int) -> Article:
    """One paragraph with a link on every word."""
    links = (Link(span=(3 * word, 3 * word + 2), url="/x") for word in range(count))
    return of(paragraph("نص " * count, *links))


def without_letters(count: int) -> Article:
    """Nothing that tells a direction until the end."""
    return of(*(paragraph("***") for _ in range(count)), paragraph("NASA"))


LONG = (in_paragraphs, in_items, in_rows, in_links, without_letters)


def steps(work: Callable[[], object]) -> int:
    """How many lines of Python `work` runs, each turn of a loop counted."""
    count = 0

    def trace(_frame: object, event: str, _argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("make", LONG)
def test_twice_the_text_is_twice_the_work(make: Callable[[int], Article]) -> None:
    """An article of thousands of dated lines holds nobody up."""
    once, twice = (make(count) for count in (200, 400))
    html(once, base_url=BASE)  # what is kept of languages and the like
    work = steps(lambda: html(once, base_url=BASE))
    assert steps(lambda: html(twice, base_url=BASE)) < 2.2 * work


@pytest.mark.parametrize("make", LONG)
def test_a_megabyte_is_no_deeper_than_a_line(make: Callable[[int], Article]) -> None:
    """nh3 takes time with the square of the depth."""
    size = len(html(make(1_000), base_url=BASE).encode())
    body = html(make(1_000_000_000 // size + 1), base_url=BASE)
    assert len(body.encode()) > 900_000
    assert root(body).xpath("//*[count(ancestor::*) > 7]") == []
