"""One table of formats: whoever asks which one a body has gets the same answer."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.errors import ReadError
from articles.formats.kinds import MAX_BYTES, kind_of, kind_of_name
from articles.read import read_article
from ruznama.sources.files import list_folder, read_file

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
LINE = "تفتتح البلدية الحديقة الجديدة يوم 5 مايو 2026 بعد عامين من العمل في الموقع.\n"
BODIES = (LINE, f"<p>{LINE}</p>", f"---\ntitle: x\n---\n{LINE}", '{"title": "x"}')


@pytest.mark.parametrize(
    ("suffixes", "kind"),
    [
        ((".txt", ".text", ".TXT"), "text"),
        ((".md", ".markdown"), "markdown"),
        ((".html", ".htm", ".xhtml", ".Html"), "html"),
        ((".json",), "json"),
    ],
)
def test_a_folder_and_the_reader_tell_a_name_alike(
    tmp_path: Path, suffixes: tuple[str, ...], kind: str
) -> None:
    """A site that publishes a file as text must not show it as a page in `ruznama read`."""
    for suffix in suffixes:
        for number, body in enumerate(BODIES):
            path = tmp_path / f"{number}{suffix}"
            path.write_text(body, encoding="utf-8")
            os.utime(path, (1, 1))
            assert kind_of(path.name, body.encode()) == kind
    found = [read_file(file) for file in list_folder(tmp_path, "**/*", NOW).files]
    assert [one.kind for one in found] == [kind] * len(suffixes) * len(BODIES)


@pytest.mark.parametrize("name", ["news", "news.pdf", "page.php", ".txt", "-"])
def test_a_name_without_a_suffix_of_ours_leaves_it_to_the_body(name: str) -> None:
    """Pages have addresses of any form; standard input has none."""
    assert kind_of_name(name) is None
    kinds = [kind_of(name, body.encode()) for body in BODIES]
    assert kinds == ["text", "html", "markdown", "json"]
    assert kind_of(name, b"\xef\xbb\xbf<html>") == "html"
    assert kind_of(name, b" " * 999 + b"{") == "json"
    assert kind_of(name, b" " * 1000 + b"{") == "text"


@pytest.mark.parametrize("name", ["news.txt", "news.md", "news.html", "news.json"])
def test_an_article_has_a_largest_size_in_every_format(name: str) -> None:
    """The bound is of the table, not of one reader; the message says what to do."""
    body = LINE.encode()
    with pytest.raises(ReadError, match="Save the article alone"):
        read_article(body + b" " * (MAX_BYTES + 1 - len(body)), name=name, at=NOW)


@pytest.mark.parametrize(
    ("size", "problem"),
    [
        (10 * 1024 * 1024, "no JSON"),
        (10 * 1024 * 1024 + 1, "Save the article alone"),
    ],
)
def test_an_article_may_have_ten_megabytes(size: int, problem: str) -> None:
    """Blanks of that size are looked at, and hold no article; one more is too many."""
    with pytest.raises(ReadError, match=problem):
        read_article(b" " * size, name="news.json", at=NOW)
