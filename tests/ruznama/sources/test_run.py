"""A folder run into a real store: what is new, changed, moved, gone, and what cannot be read."""

import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from articles.model import Article
from ruznama.sources.fetch import Fetcher
from ruznama.sources.folder import Folder
from ruznama.sources.hosts import Outside
from ruznama.sources.reading import Here, ToRead, Waiting
from ruznama.sources.source import Means, SourceReport
from ruznama.store.store import Store, open_store

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TEXT = """\
تستضيف المدينة مهرجان المسرح الجامعي ثلاثة أيام متتالية، بحسب ما أعلن القائمون عليه.

التاريخ | الحدث |
---|---|
5 مايو 2026 | افتتاح المهرجان |
6 مايو 2026 | ندوة النقاد |
7 مايو 2026 | إعلان الجوائز |
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'var' / 'ruznama.db'}")
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    path = tmp_path / "articles"
    path.mkdir()
    return Folder(name="articles", path=path)


def put(folder: Folder, name: str, text: str = TEXT) -> Path:
    """A file that has rested since long before `NOW`."""
    path = folder.path / name
    path.write_text(text, encoding="utf-8")
    rested = (NOW - timedelta(days=1)).timestamp()
    os.utime(path, (rested, rested))
    return path


def refresh_folder(
    folder: Folder,
    store: Store,
    now: datetime,
) -> SourceReport:
    """One run, with what was wrong with the last one."""
    with Fetcher() as fetcher:
        means = Means(store=store, outside=Outside(fetcher), now=now)
        return folder.refresh(means)


class Interrupted(Here):
    """Reads; but while the second item is, something else happens."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        self._meanwhile = [meanwhile, lambda: None]

    def begin(self, item: ToRead) -> Waiting:
        read = super().begin(item)

        def waiting() -> Article:
            article = read()
            if self._meanwhile:
                self._meanwhile.pop()()
            return article

        return waiting


def starts(store: Store) -> list[str]:
    return [known.event.start.value for one in store.revisions() for known in one.events]


def test_a_new_file_is_an_article_with_events(folder: Folder, store: Store) -> None:
    """The first run reads what is there."""
    put(folder, "theatre.txt")
    report = refresh_folder(folder, store, NOW)
    assert report.added == ["theatre.txt"]
    assert starts(store) == ["2026-05-05", "2026-05-06", "2026-05-07"]


def test_an_unchanged_run_writes_nothing(folder: Folder, store: Store) -> None:
    """The record of change stays, so nobody is woken."""
    put(folder, "theatre.txt")
    refresh_folder(folder, store, NOW)
    before = store.change()
    report = refresh_folder(folder, store, NOW + MINUTE)
    assert (report.unchanged, report.moved, store.change()) == (1, False, before)


def test_a_touched_file_with_the_same_words_changes_nothing(folder: Folder, store: Store) -> None:
    """A copy of the same file is no news: its bytes count, not its time."""
    path = put(folder, "theatre.txt")
    refresh_folder(folder, store, NOW)
    before = store.change()
    path.touch()
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert not refresh_folder(folder, store, NOW + MINUTE).moved
    assert store.change() == before


def test_an_edit_keeps_the_events_identity(folder: Folder, store: Store) -> None:
    """A moved event is the same event one revision later."""
    put(folder, "theatre.txt")
    refresh_folder(folder, store, NOW)
    [before] = store.revisions()
    put(folder, "theatre.txt", TEXT.replace("7 مايو", "8 مايو"))
    report = refresh_folder(folder, store, NOW + MINUTE)
    [after] = store.revisions()
    assert report.changed == ["theatre.txt"]
    assert [known.uid for known in after.events] == [known.uid for known in before.events]
    assert [known.sequence for known in after.events] == [0, 0, 1]


def test_a_cancelled_event_that_is_kept_wakes_nobody(folder: Folder, store: Store) -> None:
    """It stands in calendars for weeks; a run that finds the same is no change in all that time."""
    put(folder, "theatre.txt")
    refresh_folder(folder, store, NOW)
    put(folder, "theatre.txt", TEXT.replace("7 مايو 2026 | إعلان الجوائز |\n", ""))
    for minute in range(1, 4):
        refresh_folder(folder, store, NOW + minute * MINUTE)
    [revision] = store.revisions()
    assert [known.status for known in revision.events].count("cancelled") == 1
    before = store.change()
    report = refresh_folder(folder, store, NOW + 4 * MINUTE)
    assert (report.unchanged, report.moved, store.change()) == (1, False, before)
    report = refresh_folder(folder, store, NOW + timedelta(days=31))
    assert (report.moved, len(store.revisions()[0].events)) == (True, 2)


def test_a_removed_file_takes_its_article_along(folder: Folder, store: Store) -> None:
    """A folder is the whole truth about its articles."""
    put(folder, "other.txt")
    refresh_folder(folder, store, NOW)
    (folder.path / "other.txt").unlink()
    report = refresh_folder(folder, store, NOW + MINUTE)
    assert (report.removed, store.revisions()) == (["other.txt"], [])
    assert [tombstone.id for tombstone in store.tombstones()] == ["other"]


def test_a_renamed_file_is_the_same_article(folder: Folder, store: Store) -> None:
    """Tidying a folder must not double anybody's events."""
    path = put(folder, "theatre.txt")
    refresh_folder(folder, store, NOW)
    [before] = store.revisions()
    path.rename(folder.path / "festival-2026.txt")
    refresh_folder(folder, store, NOW + MINUTE)
    [after] = store.revisions()
    assert (after.id, [one.uid for one in after.events]) == (
        before.id,
        [one.uid for one in before.events],
    )
    assert store.tombstones() == []


def test_two_files_of_one_name_in_two_folders_are_two_articles(
    folder: Folder, store: Store
) -> None:
    """An id that is taken gives way to one of its own, and stays."""
    for part in ("a", "b"):
        (folder.path / part).mkdir()
        put(folder, f"{part}/news.txt", TEXT.replace("المسرح", f"المسرح {part}"))
    refresh_folder(folder, store, NOW)
    ids = {one.id for one in store.revisions()}
    refresh_folder(folder, store, NOW + MINUTE)
    assert len(ids) == 2
    assert {one.id for one in store.revisions()} == ids


def test_a_faulty_file_is_named_and_the_others_are_read(folder: Folder, store: Store) -> None:
    """One bad file costs itself only, and the message says what to do."""
    put(folder, "empty.txt", "")
    put(folder, "theatre.txt")
    report = refresh_folder(folder, store, NOW)
    assert report.added == ["theatre.txt"]
    assert [failure.place for failure in report.failures] == ["empty.txt"]
    assert "Give the text of one article" in report.failures[0].message


def test_a_file_that_breaks_keeps_its_last_good_article(folder: Folder, store: Store) -> None:
    """Subscribers never see a fault of the source."""
    put(folder, "theatre.txt")
    refresh_folder(folder, store, NOW)
    before = store.revisions()
    put(folder, "theatre.txt", "")
    report = refresh_folder(folder, store, NOW + MINUTE)
    assert len(report.failures) == 1
    assert store.revisions() == before


def test_a_folder_that_is_gone_withdraws_nothing(folder: Folder, store: Store) -> None:
    """A mount that is missing is a failure, not a deletion."""
    put(folder, "theatre.txt")
    refresh_folder(folder, store, NOW)
    folder.path.rename(folder.path.with_name("elsewhere"))
    report: SourceReport = refresh_folder(folder, store, NOW + MINUTE)
    assert "is not a folder" in report.failures[0].message
    assert len(store.revisions()) == 1


def test_a_loss_of_most_articles_needs_two_runs(folder: Folder, store: Store) -> None:
    """A folder that was not mounted for a moment withdraws nothing."""
    files = [put(folder, f"{n}.txt", TEXT.replace("مايو", "يونيو", n)) for n in range(6)]
    refresh_folder(folder, store, NOW)
    for file in files[1:]:
        file.unlink()
    first = refresh_folder(folder, store, NOW + MINUTE)
    assert first.removed == []
    assert "5 of 6 articles are gone at once" in first.failures[0].message
    put(folder, "1.txt", TEXT.replace("مايو", "يونيو", 1))
    refresh_folder(folder, store, NOW + 2 * MINUTE)
    assert len(store.revisions()) == 2  # four of six are no loss of most
    for number in range(2, 6):
        put(folder, f"{number}.txt", TEXT.replace("مايو", "يونيو", number))
    refresh_folder(folder, store, NOW + 3 * MINUTE)
    for file in files:
        file.unlink(missing_ok=True)
    first = refresh_folder(folder, store, NOW + 4 * MINUTE)
    second = refresh_folder(folder, store, NOW + 5 * MINUTE)
    assert len(second.removed) == 6
    assert second.failures == []


def test_a_file_being_written_is_left_for_the_next_run(folder: Folder, store: Store) -> None:
    """Half a file is no article."""
    path = put(folder, "theatre.txt")
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    first = refresh_folder(folder, store, NOW)
    second = refresh_folder(folder, store, NOW + MINUTE)
    assert (first.left, first.added, second.added) == (1, [], ["theatre.txt"])


def test_hidden_temporary_and_outside_files_are_not_read(
    folder: Folder, store: Store, tmp_path: Path
) -> None:
    """Editors leave such files; a link must not lead out of the folder."""
    for name in (".hidden.txt", "~draft.txt", "theatre.txt.swp"):
        put(folder, name)
    outside = tmp_path / "secret.txt"
    outside.write_text(TEXT, encoding="utf-8")
    (folder.path / "link.txt").symlink_to(outside)
    report = refresh_folder(folder, store, NOW)
    assert (report.added, report.failures) == ([], [])


def test_a_vanished_row_is_held_then_cancelled(folder: Folder, store: Store) -> None:
    """One reading without a row may be a slip; the second good one cancels, and wakes clients."""
    put(folder, "theatre.txt")
    refresh_folder(folder, store, NOW)
    put(folder, "theatre.txt", TEXT.replace("6 مايو 2026 | ندوة النقاد |\n", ""))
    refresh_folder(folder, store, NOW + MINUTE)
    held = [known.status for known in store.revisions()[0].events]
    refresh_folder(folder, store, NOW + 2 * MINUTE)
    cancelled = [known.status for known in store.revisions()[0].events]
    assert held == ["confirmed"] * 3
    assert sorted(cancelled) == ["cancelled", "confirmed", "confirmed"]


def test_sources_that_run_side_by_side_take_no_article_from_each_other(
    folder: Folder, store: Store, tmp_path: Path
) -> None:
    """Two files of one name have one id at first; whichever is kept later has one of its own."""
    beside = Folder(name="beside", path=tmp_path / "beside")
    beside.path.mkdir()
    for name in ("theatre.txt", "second.txt"):
        put(folder, name, f"{name} {TEXT}")
        put(beside, name, f"{name} {TEXT}")
    with Fetcher() as fetcher:
        reading = Interrupted(lambda: refresh_folder(beside, store, NOW))
        means = Means(store=store, outside=Outside(fetcher), now=NOW, reading=reading)
        report = folder.refresh(means)
    assert sorted(report.added) == ["second.txt", "theatre.txt"]
    assert {name: len(store.known(name)) for name in ("articles", "beside")} == {
        "articles": 2,
        "beside": 2,
    }
    before = store.change()
    assert not refresh_folder(folder, store, NOW + MINUTE).moved
    assert store.change() == before


def test_an_article_of_one_address_is_told_by_the_source_that_was_first(
    folder: Folder, store: Store, tmp_path: Path
) -> None:
    """So it is also where both were reading it at once."""
    beside = Folder(name="beside", path=tmp_path / "beside")
    beside.path.mkdir()
    document = {"schema": "article/1", "title": "مهرجان", "url": "https://news.example/a"}
    text = json.dumps(document | {"blocks": [{"type": "paragraph", "text": TEXT}]})
    put(folder, "a.json", text)
    put(folder, "second.txt")
    put(beside, "b.json", text)
    with Fetcher() as fetcher:
        reading = Interrupted(lambda: refresh_folder(beside, store, NOW))
        means = Means(store=store, outside=Outside(fetcher), now=NOW, reading=reading)
        report = folder.refresh(means)
    assert (report.added, report.unchanged) == (["second.txt"], 1)
    assert list(store.known("beside")) == ["b.json"]
