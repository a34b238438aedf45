"""Three hundred articles that break feeds: every hostile text and address in every place."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice

from articles.blocks import (
    At,
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
from articles.model import Article, Event, Person, Timeline, When
from articles.revisions.revise import revise
from articles.text import clean
from feeds.entries import entry, newest_first
from feeds.model import AtomLink, Channel, DeletedEntry
from tests.builders import HOUR, START, article
from tests.feeds.channels import BASE, a_channel
from tests.feeds.hostile import ADDRESSES, TEXTS

_DATES = (
    None,
    When(value="2025"),
    When(value="2025-08-31"),
    When(value="2031-01-01"),
    When(value="2025-08-31T09:30", grain="minute", timezone="Asia/Riyadh"),
    When(value="2025-08-31T09:30", grain="minute", timezone="Not/AZone"),
)


def hostile_channel(count: int) -> Channel:
    """A feed of `count` such articles, with all else that a feed can have."""
    entries = [
        entry(
            revise(None, each, START if place % 2 else START + place * HOUR),
            base_url=BASE,
        )
        for place, each in enumerate(islice(_articles(), count))
    ]
    return a_channel(
        *newest_first(entries),
        title="5 < 6 & co. روزنامة ]]>",
        description="AT&T <b>5 < 6</b> &amp; &#65; ]]>",
        hub="https://hub.example/",
        icon=f"{BASE}icon.png",
        stylesheet=f"{BASE}feed.css",
        links=(AtomLink(rel="related", href=f"{BASE}calendar.ics", type="text/calendar"),),
    )


def with_withdrawals(channel: Channel) -> Channel:
    """The same with tombstones, whose namespace the W3C validator does not know."""
    gone = DeletedEntry(ref="urn:uuid:0c2b2d1e-5f0b-4c53-9f5c-6a2f0e5a8d11", when=START)
    return replace(channel, deleted=(gone,))


def _articles() -> Iterator[Article]:
    # The lists have lengths without a common divisor, so that all pairs come up.
    for place, (text, other, address, date) in enumerate(
        zip(cycle(TEXTS), cycle(TEXTS[1:]), cycle(ADDRESSES), cycle(_DATES), strict=False)
    ):
        yield _article(f"a{place}", text, other, address, date)


def _article(name: str, text: str, other: str, address: str, date: When | None) -> Article:
    # Readers hand over clean text; titles and names may come from elsewhere.
    body = clean(f"{other} {text}")
    link = Link(span=(0, max(1, len(body) // 2)), url=address)
    image = Image(url=address, alt=text, caption=other, width=640, height=360)
    return article(
        (),
        id=name,
        url=address or None,
        title=text,
        summary=other if len(name) % 2 else None,
        published=date,
        authors=(Person(name=text, url=address),) if date else (),
        publisher=other,
        section=other,
        tags=(text, other),
        image=image,
        blocks=(
            TextBlock(type="lead", text=body, links=(link,)),
            TextBlock(type="heading", text=body, level=3),
            TextBlock(type="quote", text=body),
            ListBlock(items=(Item(text=body, links=(link,)), Item(text=""))),
            TableBlock(
                caption=body,
                header=(body, ""),
                roles=("date", "event"),
                rows=(Row(cells=(Cell(text=body, links=(link,)),)), Row(cells=(), group=True)),
            ),
            ImageBlock(image=image),
        ),
        timelines=(
            Timeline(
                title=text,
                kind="table",
                events=(
                    Event(title=body, start=date or _DAY, at=At(block=4, row=1)),
                    Event(title=body, start=_DAY, at=At(block=0)),
                ),
            ),
        ),
    )


_DAY = When(value="2025-09-23", raw="تعلن")
