"""How well articles of others are read, side by side with trafilatura, in one table.

    python -m bench.reading CORPUS...

A corpus is a path: a checkout of a public benchmark (see `bench.corpora`), WikiNewsTruth.txt of
github.com/kdarwish/Farasa (71 Arabic news articles, read with each other's titles in every disguise
of `bench.disguises`), or a folder of texts or pages with a `labels.json` beside them: for each
file, by its name without the ending, `ti` (how the title begins), `ev` (the dates of all events),
`pub` (how the date of publication begins), `by` (an author), `own` and `foreign` (words that are to
stay and to go). None of them is part of the project.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from time import process_time

import trafilatura

from articles.blocks import ImageBlock
from articles.draft import block_text
from articles.errors import ReadError
from articles.model import Article
from articles.read import read_article
from bench.corpora import Corpus, corpora
from bench.disguises import DISGUISES, OF_ONE_KIND
from bench.labelled_lines import wikinews

_AT = datetime(2026, 11, 26, tzinfo=UTC)
_SEED = 7
_LABELS = "labels.json"

Row = tuple[str, str, str]


def article_of(content: bytes, name: str) -> Article | None:
    """The article that is read; None where it is refused."""
    try:
        return read_article(content, name=name, at=_AT)
    except ReadError:
        return None


def text_of(article: Article | None) -> str:
    """The text of the blocks."""
    blocks = article.blocks if article else ()
    return "\n".join(block_text(block) for block in blocks if not isinstance(block, ImageBlock))


def _theirs(content: bytes) -> str:
    return trafilatura.extract(content, include_comments=False, include_tables=True) or ""


def of_pages(corpus: Corpus) -> Iterator[Row]:
    """Precision, recall and F as the corpus counts them, refusals and the slowest page."""
    counts: tuple[list[tuple[float, float, float]], ...] = ([], [])
    refused, times = 0, [0.0]
    for sample in corpus.samples():
        start = process_time()
        article = article_of(sample.content, "page.html")
        times.append(process_time() - start)
        refused += article is None
        title = article.title if article and not corpus.each else ""
        counts[0].append(corpus.count(f"{title}\n{text_of(article)}", sample.label))
        counts[1].append(corpus.count(_theirs(sample.content), sample.label))
    ours, peer = (_scores(each, each_page=corpus.each) for each in counts)
    yield f"{corpus.name}, {len(counts[0])} pages: F (P, R)", ours, peer
    yield f"{corpus.name}: refused; slowest page", f"{refused}; {max(times):.2f} s", "–"


def _scores(counts: Sequence[tuple[float, float, float]], *, each_page: bool) -> str:
    """F with precision and recall: the means of the pages, or those of all together."""
    if each_page:
        precision = sum(right / said if said else 0 for right, said, _ in counts) / len(counts)
        recall = sum(right / wanted if wanted else 1 for right, _, wanted in counts) / len(counts)
    else:
        right, said, wanted = (sum(column) for column in zip(*counts, strict=True))
        precision, recall = right / said, right / wanted
    return f"{2 * precision * recall / (precision + recall):.3f} ({precision:.3f}, {recall:.3f})"


def of_disguises(text: str) -> Iterator[Row]:
    """How many foreign titles are out, own lines lost and titles found, over all disguises."""
    chance, articles = Random(_SEED), wikinews(text)  # noqa: S311  no secret
    out = foreign = lost = own = worst = 0
    where = ""
    for name, (disguise, count) in {
        **DISGUISES,
        **{k: (v, 5) for k, v in OF_ONE_KIND.items()},
    }.items():
        here = all_here = 0
        for told in articles:
            kind = told.category if name in OF_ONE_KIND else None
            others = [
                one.title for one in articles if one is not told and kind in {None, one.category}
            ]
            lines = disguise(told, chance.sample(others, min(count, len(others))), chance)
            article = article_of("\n".join(line for line, _ in lines).encode(), "a.txt")
            kept = text_of(article)
            here += sum(line not in kept for line, strange in lines if strange)
            all_here += sum(strange for _, strange in lines)
            lost += sum(line not in kept for line, strange in lines[1:] if not strange)
            own += sum(not strange for _, strange in lines[1:])
        out, foreign = out + here, foreign + all_here
        if all_here and (not where or here / all_here < worst):
            worst, where = here / all_here, name
    yield "Wikinews in disguise: foreign titles out", f"{100 * out / foreign:.1f} %", "–"
    yield f"Wikinews: the worst disguise ({where})", f"{100 * worst:.1f} %", "–"
    yield "Wikinews: own lines lost", f"{lost} of {own}", "–"


def of_labels(folder: Path) -> Iterator[Row]:
    """Titles, dates, authors, events, own words lost and foreign ones kept of a folder."""
    labels = json.loads((folder / _LABELS).read_text("utf-8"))
    names = ("titles", "published", "authors", "events", "false events", "own lost", "foreign kept")
    ours, peer, of = (dict.fromkeys(names, 0) for _ in range(3))
    for name, label in labels.items():
        file = next(one for one in folder.glob(f"{name}.*") if one.name != _LABELS)
        content = file.read_bytes()
        _count(ours, _told(article_of(content, file.name)), label)
        for key, what in (("ti", "titles"), ("pub", "published"), ("by", "authors")):
            of[what] += key in label
        for key, what in (("ev", "events"), ("own", "own lost"), ("foreign", "foreign kept")):
            of[what] += len(label.get(key, ()))
        if file.suffix in {".html", ".htm"}:
            _count(peer, _told_by_trafilatura(content), label)
    for name in names:
        if of[name] or ours[name]:
            theirs = str(peer[name]) if any(peer.values()) and "event" not in name else "–"
            yield f"{folder.name}: {name} of {of[name] or 0}", str(ours[name]), theirs


_Told = tuple[str, str, Sequence[str], Sequence[str], str]


def _told(article: Article | None) -> _Told:
    if article is None:
        return "", "", (), (), ""
    starts = [event.start.value for line in article.timelines for event in line.events]
    published = article.published.value if article.published else ""
    names = [person.name for person in article.authors]
    return article.title, published, names, starts, text_of(article)


def _told_by_trafilatura(content: bytes) -> _Told:
    found = trafilatura.bare_extraction(content, with_metadata=True, include_comments=False)
    if found is None or isinstance(found, dict):
        return "", "", (), (), ""
    names = (found.author or "").split("; ")
    return found.title or "", found.date or "", names, (), _theirs(content)


def _count(row: dict[str, int], told: _Told, label: dict[str, object]) -> None:
    title, published, names, starts, text = told
    row["titles"] += "ti" in label and title.startswith(str(label["ti"]))
    row["published"] += "pub" in label and published.startswith(str(label["pub"]))
    row["authors"] += label.get("by") in names
    left = list(starts)
    for day in _list(label, "ev"):
        match = next((one for one in left if one.endswith(day)), None)
        if match is not None:
            left.remove(match)
            row["events"] += 1
    row["false events"] += len(left) if "ev" in label else 0
    row["own lost"] += sum(words not in text for words in _list(label, "own"))
    row["foreign kept"] += sum(words in text for words in _list(label, "foreign"))


def _list(label: dict[str, object], key: str) -> list[str]:
    told = label.get(key, [])
    return [str(one) for one in told] if isinstance(told, list) else []


def _rows(path: Path) -> Iterator[Row]:
    if path.is_file():
        yield from of_disguises(path.read_text("utf-8"))
    elif (path / _LABELS).exists():
        yield from of_labels(path)
    for corpus in corpora(path):
        yield from of_pages(corpus)


def main() -> None:
    """Prints a row a measure, as Markdown."""
    print(f"| measure | here | trafilatura {trafilatura.__version__} |\n|---|---|---|")
    for argument in sys.argv[1:]:
        for row in _rows(Path(argument)):
            print("|", " | ".join(row), "|", flush=True)


if __name__ == "__main__":
    main()
