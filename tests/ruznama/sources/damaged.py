"""Feeds with the faults that feeds have, made by a seed, and what each of them means to tell.

`Damaged.entries` says what somebody reads in it who looks.
"""

import json
import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin

from articles.text import one_line
from tests.ruznama.sources.drafts import FORMATS, HOST, Draft, Told, invented, iso
from tests.ruznama.sources.feed_faults import CHARSETS, PARTS, TEXTS

_JSON_OF = 10  # one feed of so many is a JSON Feed

Read = Mapping[str, "str | datetime | None"]  # the fields of an entry as somebody read it


@dataclass(slots=True, kw_only=True)
class Damaged:
    """A feed as it comes.

    Attributes:
        body: its bytes.
        content_type: as HTTP tells it.
        faults: the names of what was done to it.
        entries: what it means; those that a cut left whole.
    """

    body: bytes
    content_type: str | None
    faults: tuple[str, ...]
    entries: tuple[Told, ...]

    @property
    def url(self) -> str:
        """Where it stands."""
        return f"{HOST}/feed"


def damaged(seed: int) -> Damaged:
    """The feed of a seed: a format, and one to three faults."""
    chance = random.Random(seed)  # noqa: S311  a seed, no secret
    draft = Draft(chance, [invented(chance, number) for number in range(5)])
    if seed % _JSON_OF == _JSON_OF - 1:
        return _as_json(draft)
    write = FORMATS[seed % len(FORMATS)]
    for fault in chance.sample(PARTS, chance.randint(1, 2)):
        fault(draft)
    text = write(draft)
    for change in chance.sample(TEXTS, chance.randint(0, 2)):
        text = change(draft, text)
    body, content_type = chance.choice(CHARSETS)(draft, text)
    return Damaged(
        body=body,
        content_type=content_type,
        faults=(write.__name__, *draft.faults),
        entries=tuple(draft.entries),
    )


def _as_json(draft: Draft) -> Damaged:
    """JSON Feed of either version, with what is wrong in some: numbers for ids, no zone."""
    old = draft.random.random() < 0.5
    items = []
    for number, told in enumerate(draft.entries):
        people = {"author": {"name": told.author}} if old else {"authors": [{"name": told.author}]}
        item = {"id": number, "url": told.link.removeprefix(HOST) if old else told.link, **people}
        item |= {"title": f" {told.title}\n", "content_html": f"<p>{told.text}</p>"}
        items.append(
            item | {"date_published": iso(told.moment or datetime.max.replace(tzinfo=UTC))}
        )
    version = f"https://jsonfeed.org/version/1{'' if old else '.1'}"
    body = json.dumps({"version": version, "title": "صحيفة", "items": items}, ensure_ascii=old)
    mark = b"\xef\xbb\xbf" if draft.random.random() < 0.5 else b""
    faults = ("json_feed", "1.0" if old else "1.1")
    return Damaged(
        body=mark + body.encode(),
        content_type="application/json",
        faults=faults,
        entries=tuple(draft.entries),
    )


def is_right(told: Told, read: Read | None, name: str) -> bool:
    """Whether a field of an entry says what it means."""
    wanted, got = getattr(told, name), (read or {}).get(name)
    if isinstance(wanted, datetime):
        return isinstance(got, datetime) and abs((got - wanted).total_seconds()) < 60
    text = one_line(str(got or ""))
    if name == "author":
        return wanted in text
    return (urljoin("https://news.example/", text) if name == "link" else text) == wanted


def matched(feed: Damaged, read: Iterable[Read]) -> list[Read | None]:
    """What was read of each entry of a feed, found by its place."""
    listed = list(read)
    by_number = {_number(one): one for one in listed}
    return [by_number.get(_number_of(told.title)) for told in feed.entries]


def _number(read: Read) -> str:
    return _number_of(str(read.get("title") or ""))


def _number_of(title: str) -> str:
    return next((word for word in title.split() if word.strip("”»").isdecimal()), "").strip("”»")


def strange_letters(feed: Damaged, read: Iterable[Read]) -> Counter[str]:
    """The letters that were read and stand in no entry, but for U+FFFD where a letter was cut."""
    told = "".join(f"{one.title}{one.text}{one.author or ''}" for one in feed.entries)
    told += "صحيفة\ufffdx"
    got = "".join(f"{one['title'] or ''}{one['author'] or ''}{one['text'] or ''}" for one in read)
    return Counter(letter for letter in got if letter > "\x7f" and letter not in told + "\xa0")
