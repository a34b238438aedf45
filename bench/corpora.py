"""Articles of others with what is known of them: public benchmarks as they are laid out, and ours.

Each corpus is a folder or file that is named on the command line; none is part of the project.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

_WORD = re.compile(r"\w+")
_SHINGLE = 4  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A page or text of a corpus, and its label as the corpus has it."""

    name: str
    content: bytes
    label: dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """A corpus of pages, and how its own authors count.

    Attributes:
        count: right, said and wanted of one page, from the text that was read and the label.
        each: whether every page counts the same, or every snippet.
    """

    name: str
    samples: Callable[[], Iterator[Sample]]
    count: Callable[[str, dict[str, object]], tuple[float, float, float]]
    each: bool


def corpora(path: Path) -> list[Corpus]:
    """What corpora of pages lie at a path."""
    found = []
    if (path / "ground-truth.json").exists():
        found.append(
            Corpus(name="Zyte", samples=lambda: _zyte(path), count=_by_shingles, each=True)
        )
    if (path / "tests" / "evaldata.json").exists():
        found.append(
            Corpus(
                name="trafilatura's own",
                samples=lambda: _trafilatura(path / "tests"),
                count=_by_snippets,
                each=False,
            )
        )
    found += [
        Corpus(
            name=f"WCXB, articles, {split}",
            samples=partial(_wcxb, path / split),
            count=_by_words,
            each=True,
        )
        for split in ("dev", "test")
        if (path / split / "ground-truth").is_dir()
    ]
    return found


def _zyte(path: Path) -> Iterator[Sample]:
    """github.com/scrapinghub/article-extraction-benchmark."""
    for name, label in json.loads((path / "ground-truth.json").read_text("utf-8")).items():
        content = gzip.decompress((path / "html" / f"{name}.html.gz").read_bytes())
        yield Sample(name=name, content=content, label=label)


def _trafilatura(tests: Path) -> Iterator[Sample]:
    """The evaluation in the tests of github.com/adbar/trafilatura."""
    for label in json.loads((tests / "evaldata.json").read_text("utf-8")).values():
        places = (tests / folder / label["file"] for folder in ("cache", "eval"))
        file = next((place for place in places if place.exists()), None)
        if file is not None:
            yield Sample(name=label["file"], content=file.read_bytes(), label=label)


def _wcxb(path: Path) -> Iterator[Sample]:
    """github.com/Murrough-Foley/web-content-extraction-benchmark, its articles."""
    for file in sorted((path / "ground-truth").glob("*.json")):
        label = json.loads(file.read_text("utf-8"))
        kind = label["_internal"]["page_type"]["primary"]
        if kind == "article" and label["ground_truth"].get("main_content"):
            content = gzip.decompress((path / "html" / f"{file.stem}.html.gz").read_bytes())
            yield Sample(name=file.stem, content=content, label=label["ground_truth"])


def _by_shingles(text: str, label: dict[str, object]) -> tuple[float, float, float]:
    """Four words in a row."""
    return _shared(_shingles(text), _shingles(str(label["articleBody"])))


def _by_words(text: str, label: dict[str, object]) -> tuple[float, float, float]:
    """Words, wherever they stand."""
    said, wanted = (_WORD.findall(one.lower()) for one in (text, str(label["main_content"])))
    return _shared(Counter(said), Counter(wanted))


def _by_snippets(text: str, label: dict[str, object]) -> tuple[float, float, float]:
    """Snippets that are to be there, and those that are not."""
    flat = " ".join(text.split())
    wanted, strange = (
        [" ".join(str(one).split()) in flat for one in list(label[key])]  # type: ignore[call-overload]
        for key in ("with", "without")
    )
    return sum(wanted), sum(wanted) + sum(strange), len(wanted)


def _shingles(text: str) -> Counter[object]:
    found = _WORD.findall(text)
    last = max(1, len(found) - _SHINGLE + 1)
    return Counter(tuple(found[start : start + _SHINGLE]) for start in range(last) if found)


def _shared(said: Counter[object], wanted: Counter[object]) -> tuple[float, float, float]:
    return (said & wanted).total(), said.total(), wanted.total()
