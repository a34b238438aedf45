"""How fast articles are read: text by itself, pages beside trafilatura, in one run.

python -m bench.articles_speed
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import trafilatura

from articles.read import read_article
from tests.articles.pages import headlines, page, story, timelines

_ROOT = Path(__file__).resolve().parent.parent
_TEXTS = [
    _ROOT / "tests" / "sample" / "beijing-summit-2025.txt",
    *sorted((_ROOT / "tests" / "articles" / "shapes").glob("*.txt")),
]
_AT = datetime(2025, 9, 26, tzinfo=UTC)
_ROUNDS = 3
_COPIES = 40


def _copies() -> list[bytes]:
    """Articles that differ, so that nothing is read from a cache that only a bench would fill."""
    texts = [path.read_text(encoding="utf-8") for path in _TEXTS]
    return [
        text.replace("2025", str(1930 + number)).replace("2026", str(1931 + number)).encode()
        for number in range(_COPIES)
        for text in texts
    ]


def _pages() -> list[bytes]:
    stories = [story(path) for path in _TEXTS]
    return [
        page(told, shape, related)
        for told in stories
        for shape in timelines(told.rows).values()
        for related in headlines(told.foreign).values()
    ]


def _best(read: Callable[[bytes], object], bodies: Sequence[bytes]) -> float:
    """Seconds for all bodies, the best of several rounds."""
    times: list[float] = []
    for _ in range(_ROUNDS):
        start = perf_counter()
        for body in bodies:
            read(body)
        times.append(perf_counter() - start)
    return min(times)


def _trafilatura(body: bytes) -> object:
    return trafilatura.bare_extraction(body, include_tables=True, with_metadata=True)


def main() -> None:
    """Prints the two figures."""
    texts, pages = _copies(), _pages()
    seconds = _best(lambda body: read_article(body, name="a.txt", at=_AT), texts)
    print(f"text: {len(texts) / seconds:.0f} articles a second ({len(texts)} different ones)")
    ours = _best(lambda body: read_article(body, name="a.html", at=_AT), pages)
    peer = _best(_trafilatura, pages)
    print(
        f"pages: ours {1e3 * ours / len(pages):.2f} ms, trafilatura {trafilatura.__version__} ",
        end="",
    )
    print(f"{1e3 * peer / len(pages):.2f} ms, ratio {ours / peer:.2f} ({len(pages)} pages)")


if __name__ == "__main__":
    main()
