"""Whoever opens the store finds the edition made: a restart, another process, another node."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ruznama.publishing.storage.snapshot import Snapshot
from ruznama.renewal.renewal import Renewal
from ruznama.sources.client.fetch import Fetcher
from ruznama.sources.folder import Folder
from ruznama.store.store import open_store
from tests.conftest import SAMPLE
from tests.ruznama.publishing.test_publish import SITE

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
NEWS = replace(SITE, sources=(("news", "الأخبار"),))
Open = Callable[..., Renewal]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    _put(folder / SAMPLE.name, SAMPLE.read_text("utf-8"))
    _put(folder / "other.txt", "خبر آخر\nنص قصير لا موعد فيه.\n")
    return folder


def _put(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    os.utime(path, (1, 1))  # it has rested


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def node(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> Iterator[Open]:
    """Opens processes on one store."""
    url = f"sqlite:///{tmp_path}/one.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")
    opened: list[Renewal] = []

    def start(*, title: str = SITE.title) -> Renewal:
        one = Renewal(
            site=replace(NEWS, title=title),
            sources=[Folder(name="news", path=folder)],
            store=open_store(url),
            fetcher=Fetcher(),
        )
        opened.append(one)
        one.open()
        one.begin(NOW)
        return one

    yield start
    for one in opened:
        one.close()


def served(one: Renewal) -> Snapshot:
    assert one.snapshot is not None
    return one.snapshot


def tags(one: Renewal) -> dict[str, tuple[str, datetime]]:
    bodies = served(one).bodies
    return {path: (body.digest, body.last_modified) for path, body in bodies.items()}


def run(one: Renewal, hours: int = 0) -> None:
    one.run(["news"], lambda: NOW + timedelta(hours=hours))


def test_a_restart_serves_what_was_published_before_anything_is_read(
    node: Open, folder: Path
) -> None:
    """The same bytes, tags and dates, and nothing is made for it."""
    first = node()
    assert first.snapshot is None
    run(first)
    for path in folder.iterdir():
        path.unlink()
    second = node()
    assert tags(second) == tags(first)
    for path, body in served(first).bodies.items():
        assert served(second).bodies[path].content == body.content
    assert served(second).gone == served(first).gone


def test_what_one_process_publishes_another_serves(node: Open, folder: Path) -> None:
    """An edit, a withdrawal and what is chosen from them, whoever has read the source."""
    one, other = node(), node()
    run(one)
    assert other.snapshot is None
    other.follow()
    assert tags(other) == tags(one)
    text = SAMPLE.read_text("utf-8").replace("وصول كيم", "وصول الزعيم كيم")
    _put(folder / SAMPLE.name, text)
    run(one, 1)
    (folder / "other.txt").unlink()
    run(one, 2)
    other.follow()
    assert tags(other) == tags(one)
    assert served(other).gone == served(one).gone != frozenset()
    for query in ("q=الزعيم", "from=2025-09-24"):
        chosen = [
            served(each).selections["/calendar.ics"](query, NOW.date()) for each in (one, other)
        ]
        assert chosen[0].content == chosen[1].content
        assert b"BEGIN:VEVENT" in chosen[0].content


def test_a_process_goes_on_from_what_another_has_published(node: Open, folder: Path) -> None:
    """Its first publication is of what moved since, and is what one process would have made."""
    one = node()
    run(one)
    other = node()
    _put(folder / "more.txt", "خبر ثالث\nنص عن القمة في العاصمة.\n")
    run(other, 1)
    one.follow()
    assert tags(one) == tags(other)
    assert len(served(one).bodies) > 20
    found = served(one).selections["/feed.rss"]("q=العاصمة", NOW.date())
    assert "خبر ثالث".encode() in found.content


def test_a_process_that_finds_another_publishing_leaves_it_to_that(node: Open) -> None:
    """And publishes, or follows, the next time."""
    one, other = node(), node()
    with one.store.publishing() as alone:
        assert alone
        run(other)
        assert other.snapshot is None
    run(other)
    assert other.snapshot is not None


def test_another_configuration_begins_with_the_last_good_state(node: Open) -> None:
    """Until its own is made, readers have what there was; then Last-Modified has moved on."""
    first = node()
    run(first)
    first.close()
    second = node(title="تقويم آخر")
    assert tags(second) == tags(first)
    second.publish(lambda: NOW)
    assert "تقويم آخر".encode() in served(second).bodies["/feed.rss"].content
    before, after = (served(each).bodies["/feed.rss"].last_modified for each in (first, second))
    assert after > before


def test_editions_and_pieces_that_nothing_needs_are_forgotten(node: Open, folder: Path) -> None:
    """What is published is still whole."""
    one = node()
    run(one)
    text = SAMPLE.read_text("utf-8").replace("وصول كيم", "وصول الزعيم كيم")
    _put(folder / SAMPLE.name, text)
    run(one, 1)
    assert one.store.editions.sweep(NOW - timedelta(days=1)) > 0
    assert one.store.editions.sweep(NOW - timedelta(days=1)) == 0
    again = node()
    assert all(body.content for path, body in served(again).bodies.items() if path != "/empty")
    assert one.store.editions.sweep(NOW + timedelta(days=9)) > 0
    assert node().snapshot is None


def test_words_are_found_by_their_beginnings(node: Open, folder: Path) -> None:
    """Folded, without what Arabic writes before a word; a query is words and nothing else."""
    _put(folder / "lead.txt", "جولة في بكين\nسافر الزعيم إلى بكين، ثم عاد من العاصمة.\n")
    one = node()
    run(one)
    found = ("الزعيم", "زعيم", "العاصمه", "بكين العاصمة", "عاصم")
    assert [words for words in found if not one.store.editions.find(words)] == []
    missed = ("بكين غائبة", '" OR a*', "!!")
    assert [words for words in missed if one.store.editions.find(words)] == []


def test_of_two_on_a_file_one_runs_sources_and_the_other_follows_until_it_ends(
    folder: Path, tmp_path: Path
) -> None:
    """Also one that would write in another form: its own comes when it is the one that writes."""

    def opened(title: str) -> Renewal:
        return Renewal(
            site=replace(NEWS, title=title),
            sources=[Folder(name="news", path=folder)],
            store=open_store(f"sqlite:///{tmp_path}/one.db"),
            fetcher=Fetcher(),
        )

    one, other = opened(SITE.title), opened("تقويم آخر")
    assert [each.begin(NOW) for each in (one, other, other)] == [True, False, False]
    for hours in range(2):
        _put(folder / "more.txt", f"خبر ثالث\nنص عن القمة {hours} في العاصمة.\n")
        run(one, hours)
        other.follow()
        assert tags(other) == tags(one)
    one.close()
    assert other.begin(NOW + timedelta(hours=3))
    assert other.follow()  # more waits to be published
    other.publish(lambda: NOW + timedelta(hours=3))
    assert "تقويم آخر".encode() in served(other).bodies["/feed.rss"].content
    other.close()
