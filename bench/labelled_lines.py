"""Lines of which it is known whose they are: what the judge is fitted to, and measured on."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import Random

from articles.boilerplate import weights
from articles.boilerplate.chain import Pair
from articles.boilerplate.evidence import gather_evidence
from articles.boilerplate.judge import prices
from articles.boilerplate.roles import BODY_WORDS, LONG_WORDS, closes_paragraphs, role_of
from articles.boilerplate.suspects import Suspect, suspects_of
from articles.draft import Draft, Metadata, RawBody
from articles.formats.html.page import read_webpage
from articles.formats.html.tree import parse_html
from articles.formats.html.walk import Walk
from articles.formats.kinds import kind_of_name, reader_of
from articles.formats.plaintext import read_plaintext
from articles.head.lines import read_head
from articles.timelines.finder import mark_dated
from bench.disguises import DISGUISES, FOREIGN, OF_ONE_KIND, Lines, Told
from tests.articles.labelled import cases
from tests.articles.pages import headlines, page, story, timelines
from tests.conftest import ROOT, SAMPLE

AT = datetime(2026, 11, 27, tzinfo=UTC)
_PAGES = 0.3  # of the texts are read as pages too
_SURE = 5.0  # a weight by hand of this much tells whose a line is
# Titles of Wikinews are longer than those of most sites, and have a verb more often.
_AS_ELSEWHERE = {"4 words", "5 words", "6 words", "tells as headlines do"}
_BY_HAND = {
    *_AS_ELSEWHERE,
    "name of its element",
    "name on dated lines",
    "name on most of the text",
    "table",
    "no text beside it",
    "shares nothing with a short text",
    "before the text",
    "a long sentence",
    "heading over nothing",
    "25 words and more",
    "several sentences",
    "ends with a colon",
}


def is_fixed(name: str) -> bool:
    """Whether a weight is left as it was given: our texts hold too little of it."""
    return name in _BY_HAND or name.startswith("words:")


@dataclass(frozen=True, slots=True)
class Labelled:
    """The lines of one text: the evidence of each, whether it is foreign, the prices between."""

    name: str
    group: int
    evidence: list[list[str]]
    foreign: list[bool]
    prices: list[Pair]


def wikinews(text: str) -> list[Told]:
    """The articles of WikiNewsTruth.txt, without their vowel signs."""
    found: list[Told] = []
    title, category, paragraphs = "", "", []
    for line in map(str.strip, [*re.sub("[\u064b-\u0652\u0670]", "", text).split("\n"), "#"]):
        short = len(line.split()) <= 18 and not re.search(r"[.؟!:]\s*$", line)
        if line and (short or line.startswith("#")):
            if title and sum(len(one.split()) for one in paragraphs) > 40:
                found.append(Told(title, tuple(paragraphs), category))
            title, paragraphs = ("" if line.startswith("#") else line), []
            category = line if line.startswith("#") else category
        elif line and title:
            paragraphs.append(line)
    return found


def labelled(draft: Draft, foreign_texts: Collection[str], name: str, group: int) -> Labelled:
    """The lines of a draft as the judge sees them, each with whose it is."""
    draft = read_head(draft, at=AT, timezone="UTC")
    published = draft.metadata.published
    pieces = mark_dated(draft.pieces, AT)
    body = BODY_WORDS if closes_paragraphs(pieces) else LONG_WORDS
    told = suspects_of(pieces, [role_of(piece, body_words=body) for piece in pieces], AT)
    gather_evidence(
        told, title=draft.metadata.title or "", published=published.day if published else None
    )
    strange = {_bare(text) for text in foreign_texts}
    return Labelled(
        name,
        group,
        [line.evidence for line in told],
        [_is_foreign(line, strange) for line in told],
        prices(told),
    )


def _is_foreign(line: Suspect, strange: set[str]) -> bool:
    """Whether a line is one of those, or what its words or its element say is never the text's."""
    sure = any(weights.WEIGHTS[name] > _SURE for name in line.evidence if is_fixed(name))
    return _bare(line.text) in strange or (sure and not line.source.dated)


def _bare(text: str) -> str:
    """A line without its bullet or number, to be known again."""
    return re.sub(r"^\W*(?:\d+\. )?\W*", "", " ".join(text.split()))


def text_of(lines: Lines) -> Draft:
    """The draft of a text file with these lines."""
    text = "\n".join(line for line, _ in lines)
    return read_plaintext(RawBody(content=text.encode(), name="x.txt", at=AT))


def page_of(lines: Lines, chance: Random) -> Draft:
    """The draft of a web page with these lines, its article found."""
    shape = chance.choice(
        [
            "<p>{}",
            "<p><a href='/a'>{}</a>",
            "<h4><a href='/a'>{}</a></h4>",
            "<div>{}</div>",
            "<ul><li>{}</ul>",
            "<ul><li><a href='/a'>{}</a></ul>",
        ]
    )
    (title, _), *rest = lines
    body = [shape.format(line) if foreign else _paragraph(line) for line, foreign in rest]
    html = f"<h1>{title}</h1><article>{''.join(body)}</article>".replace("</ul><ul>", "")
    tree, _ = parse_html(f"<html><head><title>{title}</title></head><body>{html}</body></html>")
    (root,) = tree.iter("article")
    pieces = tuple(Walk(base_url="https://news.example/").pieces(root))
    return Draft(kind="html", pieces=pieces, metadata=Metadata(title=title))


def _paragraph(line: str) -> str:
    if line.startswith("- "):
        return f"<ul><li>{line[2:]}</ul>"
    return f"<h3>{line}</h3>" if len(line.split()) < 9 and line[-1] not in ".:" else f"<p>{line}"


def corpus() -> Iterator[tuple[Draft, set[str]]]:
    """The texts and pages of our own corpus, and the lines in each that are foreign."""
    for case in cases():
        if case.file.suffix != ".json":
            kind = kind_of_name(case.file.name)
            assert kind is not None
            body = RawBody(content=case.file.read_bytes(), name=case.file.name, at=AT)
            yield reader_of(kind)(body), set(case.expected["foreign"])


def shapes() -> Iterator[tuple[Draft, set[str]]]:
    """Our own stories as pages, in every shape of a timeline and of headlines below it."""
    for path in (SAMPLE, *sorted((ROOT / "tests" / "articles" / "shapes").glob("*.txt"))):
        told = story(path)
        for timeline in timelines(told.rows).values():
            for below in headlines(told.foreign).values():
                content = page(told, timeline, below)
                yield (
                    read_webpage(RawBody(content=content, name="x.html", at=AT)),
                    set(told.foreign),
                )


def training(articles: Sequence[Told], seed: int = 7) -> list[Labelled]:
    """Every article in every disguise, as a text and as a page, and our corpus."""
    chance = Random(seed)  # noqa: S311  no secret
    found = []
    for group, told in enumerate(articles):
        rest = [one for one in articles if one is not told]
        alike = [one.title for one in rest if one.category == told.category]
        for name, (disguise, count) in DISGUISES.items():
            titles = chance.sample([one.title for one in rest], count)
            found += _both(disguise(told, titles, chance), name, group, chance)
        for name, disguise in OF_ONE_KIND.items():
            titles = chance.sample(alike, min(5, len(alike)))
            found += _both(disguise(told, titles, chance), name, group, chance)
    for group, (draft, strange) in enumerate(shapes()):
        found.append(labelled(draft, strange, "shapes", group))
    for group, (draft, strange) in enumerate(corpus()):
        found.append(labelled(draft, strange, "corpus", group))
        for shape in ("bare", "a date under it", "a date behind a dash"):
            titles = chance.sample([one.title for one in articles], 4)
            below = text_of(FOREIGN[shape](titles, chance))
            pieces = (*draft.pieces, *below.pieces)
            both = strange | {line.text for line in below.pieces}
            found.append(labelled(replace(draft, pieces=pieces), both, f"corpus, {shape}", group))
    return found


def _both(lines: Lines, name: str, group: int, chance: Random) -> Iterator[Labelled]:
    strange = [line for line, foreign in lines if foreign]
    yield labelled(text_of(lines), strange, name, group)
    if chance.random() < _PAGES:
        yield labelled(page_of(lines, chance), strange, f"{name} (page)", group)
