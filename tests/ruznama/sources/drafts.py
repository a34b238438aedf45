"""Feeds written as they should be, each part of an entry by a function that a fault may replace."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from html import escape

HOST = "https://news.example"
_TITLES = (
    "افتتاح الجسر الجديد فوق النهر",
    "البلدية تبدأ صيانة شبكة المياه",
    "معرض للكتاب في القاعة الكبرى",
    "تأجيل مباراة الفريقين بسبب المطر",
    "مدرسة القرية تستقبل طلابها",
    "أسعار الخضار تنخفض في السوق",
    "قافلة طبية تزور الأحياء البعيدة",
    "لقاء مع صناع الفخار في البلدة",
)
_NAMES = ("سامي الحسن", "ريم العلي", "نادر عوض", "هدى منصور", "كريم بن عيسى")
_TEXT = "قال أهل الحي إنهم ينتظرون هذا اليوم منذ زمن، وشكروا كل من عمل فيه حتى اكتمل على خير."


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an entry tells; None for what its format has no word for."""

    title: str
    link: str
    text: str
    author: str | None
    moment: datetime | None


@dataclass(slots=True)
class Draft:
    """A feed while it is written: how each part of an entry is put, and its text."""

    random: random.Random
    entries: list[Told]
    faults: list[str] = field(default_factory=list)
    title: Callable[[str], str] = escape
    link: Callable[[str], str] = escape
    date: Callable[[datetime], str] | None = None
    author: Callable[[str], str] = escape
    body: Callable[[str], str] = escape


def invented(chance: random.Random, number: int) -> Told:
    """An entry that nobody has written yet."""
    moment = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(60 * 24 * 60))
    return Told(
        title=f"{chance.choice(_TITLES)} {number + 1}",
        link=f"{HOST}/a/{chance.randrange(10_000)}{number}",
        text=_TEXT,
        author=chance.choice(_NAMES),
        moment=moment,
    )


def _item(draft: Draft, told: Told, date: str, author: str) -> str:
    return (
        f"<title>{draft.title(told.title)}</title>{_link(draft, told)}"
        f"<description>{draft.body(f'<p>{told.text}</p>')}</description>{date}{author}"
    )


def _link(draft: Draft, told: Told) -> str:
    link = draft.link(told.link)
    return link if link.startswith("<") and "CDATA" not in link[:9] else f"<link>{link}</link>"


def rss(draft: Draft) -> str:
    """RSS 2.0, with the author in dc:creator."""
    items = ""
    for told in draft.entries:
        date = f"<pubDate>{_date(draft, told, _rfc822)}</pubDate>"
        creator = f"<dc:creator>{draft.author(told.author or '')}</dc:creator>"
        items += f"<item>{_item(draft, told, date, creator)}</item>\n"
    space = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    head = "<title>صحيفة الحي</title><link>https://news.example/</link><description>أخبار</description>"
    return f'<rss version="2.0" {space}><channel>{head}{items}</channel></rss>'


def rss_091(draft: Draft) -> str:
    """RSS 0.91, which has neither authors nor dates of entries."""
    draft.entries = [replace(told, author=None, moment=None) for told in draft.entries]
    items = "".join(f"<item>{_item(draft, told, '', '')}</item>\n" for told in draft.entries)
    doctype = (
        '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/rss.dtd">'
    )
    return f'{doctype}<rss version="0.91"><channel><title>صحيفة</title>{items}</channel></rss>'


def rss_author(draft: Draft) -> str:
    """RSS 2.0, with the author in brackets after an address."""
    items = ""
    for told in draft.entries:
        date = f"<pubDate>{_date(draft, told, _rfc822)}</pubDate>"
        author = f"<author>desk@news.example ({draft.author(told.author or '')})</author>"
        items += f"<item>{_item(draft, told, date, author)}</item>\n"
    return f'<rss version="2.0"><channel><title>صحيفة</title>{items}</channel></rss>'


def rdf(draft: Draft) -> str:
    """RSS 1.0."""
    items = ""
    for told in draft.entries:
        date = f"<dc:date>{_date(draft, told, iso)}</dc:date>"
        creator = f"<dc:creator>{draft.author(told.author or '')}</dc:creator>"
        items += (
            f'<item rdf:about="{escape(told.link)}">{_item(draft, told, date, creator)}</item>\n'
        )
    spaces = (
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    channel = '<channel rdf:about="https://news.example/"><title>صحيفة</title></channel>'
    return f"<rdf:RDF {spaces}>{channel}{items}</rdf:RDF>"


def atom(draft: Draft) -> str:
    """Atom 1.0."""
    items = ""
    for told in draft.entries:
        date = _date(draft, told, iso)
        author = f"<author><name>{draft.author(told.author or '')}</name></author>"
        items += (
            f'<entry><title type="html">{draft.title(told.title)}</title>'
            f'<id>{escape(told.link)}</id><link href="{escape(told.link)}"/>'
            f'<link rel="replies" href="{HOST}/talk"/>'
            f"<published>{date}</published><updated>{date}</updated>{author}"
            f'<content type="html">{draft.body(f"<p>{told.text}</p>")}</content></entry>\n'
        )
    head = f"<title>صحيفة</title><id>{HOST}/</id><updated>2026-03-01T00:00:00Z</updated>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{items}</feed>'


def atom_03(draft: Draft) -> str:
    """Atom 0.3."""
    items = ""
    for told in draft.entries:
        date = _date(draft, told, iso)
        author = f"<author><name>{draft.author(told.author or '')}</name></author>"
        link = f'<link rel="alternate" type="text/html" href="{escape(told.link)}"/>'
        items += (
            f'<entry><title type="text/html" mode="escaped">{draft.title(told.title)}</title>{link}'
            f"<id>{escape(told.link)}</id><issued>{date}</issued><modified>{date}</modified>{author}"
            f'<content type="text/html" mode="escaped">{draft.body(told.text)}</content></entry>\n'
        )
    return (
        f'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>صحيفة</title>{items}</feed>'
    )


def _date(draft: Draft, told: Told, usual: Callable[[datetime], str]) -> str:
    return (draft.date or usual)(told.moment) if told.moment else ""


def _rfc822(moment: datetime) -> str:
    return f"{moment:%a, %d %b %Y %H:%M:%S} +0000"


def iso(moment: datetime) -> str:
    """A time as RFC 3339 has it."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z"


FORMATS = (rss, atom, rss_author, rdf, rss, atom_03, rss_091, rss, atom)
