"""Articles as no editor writes them and every page may hold, for Hypothesis."""

from hypothesis import strategies as st

from articles.blocks import (
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
from articles.model import Article, Person, Source, When

TEXTS = [
    "5 < 6 & co.",
    "AT&T &lt;b&gt; &amp; &copy 2025 &#65; &#x41;",
    "<b>غامق</b><script>alert(1)</script>",
    "</title></item>",
    "]]>",
    "<![CDATA[",
    "<!-- ",
    "<?xml?>",
    "NASA تعلن",
    "قمة \u2068G20\u2069 في الرياض",
    "نَصٌّ مُشَكَّلٌ",
    "عام ١٤٤٧ هـ",
    "\u202eمقلوب",
    "\u2067",
    "\u2069",
    "\u200f",
    "\u200b\u2060\u00ad",
    "\x00\x08\x0b\x1f\x7f\x85",
    "\ufffe\uffff\ufeff\U0001fffe",
    "\u0338\u0301",
    "\ud800",
    "\udfff",
    "\r\n\t\u2028",
    "🎉👨\u200d👩\u200d👧🇸🇦",
    "\"'`=",
    "كاتب@مثال.إختبار <a@b.example>",
]
ADDRESSES = [
    "https://مثال.إختبار/أخبار/1?س=ص&ع=غ#فقرة",
    "https://news.example/a b/%zz/%41'\"<>",
    "http://user:password@news.example:8080/",
    "//cdn.example/x",
    "/نسبي",
    "javascript:alert(1)",
    "JaVa\tScript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "http://[::1",
    "http://xn--/",
    "https://" + "أ" * 64 + ".example/",
    "ftp://news.example/",
    "",
]

anything = st.characters(exclude_categories=())
texts = st.lists(st.sampled_from(TEXTS) | anything, max_size=6).map("".join)
addresses = st.sampled_from(ADDRESSES) | texts
links = st.builds(
    Link,
    span=st.tuples(st.integers(-2, 20), st.integers(-2, 20)),
    url=addresses,
)
linked = {"text": texts, "links": st.lists(links, max_size=3).map(tuple)}
cells = st.builds(Cell, **linked)
rows = st.builds(Row, cells=st.lists(cells, max_size=3).map(tuple), group=st.booleans())
images = st.builds(
    Image,
    url=addresses,
    alt=st.none() | texts,
    caption=st.none() | texts,
    width=st.none() | st.integers(-1, 900),
    height=st.none() | st.integers(-1, 900),
)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(
        TextBlock,
        type=st.sampled_from(["lead", "heading", "paragraph", "quote", "caption", "credit"]),
        level=st.none() | st.integers(0, 9),
        **linked,
    ),
    st.builds(
        ListBlock,
        ordered=st.booleans(),
        items=st.lists(st.builds(Item, **linked), max_size=3).map(tuple),
    ),
    st.builds(
        TableBlock,
        caption=st.none() | texts,
        header=st.lists(texts, max_size=3).map(tuple),
        roles=st.lists(st.sampled_from(["date", "event", "other"]), max_size=3).map(tuple),
        rows=st.lists(rows, max_size=3).map(tuple),
    ),
    st.builds(ImageBlock, image=images),
)
dates = st.builds(
    When,
    value=st.datetimes().map(lambda moment: moment.isoformat(timespec="minutes")),
    grain=st.just("minute"),
    timezone=st.sampled_from([None, "Asia/Riyadh", "+03:00", "Not/AZone"]),
) | st.builds(When, value=st.dates().map(str))
articles = st.builds(
    Article,
    id=st.just("a"),
    url=st.none() | addresses,
    title=texts,
    language=st.sampled_from(["ar", "ar-EG", "ar_SA", "en", "fa", "", "not a language"]),
    summary=st.none() | texts,
    published=st.none() | dates,
    authors=st.lists(st.builds(Person, name=texts, url=st.none() | addresses), max_size=2).map(
        tuple
    ),
    publisher=st.none() | texts,
    section=st.none() | texts,
    tags=st.lists(texts, max_size=3).map(tuple),
    image=st.none() | images,
    source=st.just(Source(kind="text", name="a.txt", sha256="0" * 64)),
    blocks=st.lists(blocks, max_size=4).map(tuple),
)
