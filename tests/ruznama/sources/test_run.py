"""A folder run into a real store: what is new, changed, moved, gone, and what cannot be read."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from articles.model import Article
from ruznama.sources.client.fetch import Fetcher
from ruznama.sources.client.hosts import Outside
from ruznama.sources.folder import Folder
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


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read from now on."""
    names: list[str] = []
    read = Path.read_bytes

    def counted(path: Path) -> bytes:
        names.append(path.name)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", counted)
    return names


def test_a_file_is_read_again_when_somebody_has_written_it(
    folder: Folder, store: Store, opened: list[str]
) -> None:
    """Be it as long as before, and as old; or when it is to be read in another way."""
    for name in ("a.txt", "b.txt", "c.txt"):
        put(folder, name, f"{name} {TEXT}")
    refresh_folder(folder, store, NOW)
    opened.clear()
    assert refresh_folder(folder, store, NOW).unchanged == 3
    assert opened == []
    put(folder, "b.txt", f"b.txt {TEXT}".replace("النقاد", "الكتاب"))
    assert refresh_folder(folder, store, NOW + MINUTE).changed == ["b.txt"]
    assert set(opened) == {"b.txt"}
    opened.clear()
    assert refresh_folder(replace(folder, category="مسرح"), store, NOW).unchanged == 0
    assert set(opened) == {"a.txt", "b.txt", "c.txt"}


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


def test_dates_are_read_as_the_source_tells(folder: Folder, store: Store) -> None:
    """Its moon, its years and what it prefers; another word about them reads everything anew."""
    dates = ("29 ذو القعدة 1445هـ", "سنة 1411", "5 فبراير")
    rows = "\n".join(f"{day} | حدث رقم {number} |" for number, day in enumerate(dates, 1))
    put(folder, "moon.txt", TEXT + rows + "\n")
    assert refresh_folder(folder, store, NOW).added == ["moon.txt"]
    assert "2024-06-06" in starts(store)
    told = replace(folder, country="MA", prefer="past")
    assert refresh_folder(told, store, NOW + MINUTE).changed == ["moon.txt"]
    assert "2024-06-07" in starts(store)
    assert not refresh_folder(told, store, NOW + 2 * MINUTE).moved


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
    assert {name: len(store.locators.known(name)) for name in ("articles", "beside")} == {
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
    assert list(store.locators.known("beside")) == ["b.json"]


def ids_and_uids(store: Store) -> list[tuple[str, list[str]]]:
    return [(one.id, [known.uid for known in one.events]) for one in store.revisions()]


def test_a_file_that_was_deleted_comes_back_as_what_it_was(folder: Folder, store: Store) -> None:
    """An editor saves by deleting and writing anew, under another name too, a run between."""
    for name in ("theatre.txt", "festival.txt"):
        path = put(folder, "theatre.txt")
        refresh_folder(folder, store, NOW)
        before = ids_and_uids(store)
        path.unlink()
        assert refresh_folder(folder, store, NOW + MINUTE).removed == ["theatre.txt"]
        path = put(folder, name, TEXT.replace("7 مايو", "8 مايو"))
        refresh_folder(folder, store, NOW + 2 * MINUTE)
        assert ids_and_uids(store) == before
        assert store.tombstones() == []
        path.unlink()
        refresh_folder(folder, store, NOW + 3 * MINUTE)


def test_files_that_exchange_their_names_stay_what_they_are(folder: Folder, store: Store) -> None:
    """Nobody's event moves to another article."""
    other = TEXT.replace("المسرح", "السينما")
    put(folder, "a.txt")
    put(folder, "b.txt", other)
    refresh_folder(folder, store, NOW)
    before, change = ids_and_uids(store), store.change()
    put(folder, "a.txt", other)
    put(folder, "b.txt")
    report = refresh_folder(folder, store, NOW + MINUTE)
    assert (ids_and_uids(store), store.change()) == (before, change)
    assert report.failures == []


def test_a_name_that_is_given_to_a_new_file_stays_with_the_old(
    folder: Folder, store: Store
) -> None:
    """A log is rotated like that: the renamed one goes on, the new one is new."""
    put(folder, "news.txt")
    refresh_folder(folder, store, NOW)
    [before] = ids_and_uids(store)
    put(folder, "news-1.txt")
    put(folder, "news.txt", TEXT.replace("المسرح", "السينما").replace("مايو", "يونيو"))
    report = refresh_folder(folder, store, NOW + MINUTE)
    assert before in ids_and_uids(store)
    assert (len(store.revisions()), report.added) == (2, ["news.txt"])


def test_a_file_cut_short_is_believed_when_it_stays_so(folder: Folder, store: Store) -> None:
    """A program that writes in pieces harms nobody; an author who cuts is obeyed a run later."""
    rest = "".join(f"وتتضمن الفقرة رقم {n} من البرنامج لقاء مع ضيوف كثيرين.\n\n" for n in range(9))
    put(folder, "theatre.txt", f"{TEXT}\n{rest}")
    refresh_folder(folder, store, NOW)
    before = store.revisions()
    put(folder, "theatre.txt", TEXT[:90])
    report = refresh_folder(folder, store, NOW + MINUTE)
    assert store.revisions() == before
    assert "gone at once" in report.failures[0].message
    assert (report.problem, report.is_partial) == (None, False)
    refresh_folder(folder, store, NOW + 2 * MINUTE)
    assert len(store.revisions()[0].article.blocks) < len(before[0].article.blocks)
    put(folder, "theatre.txt", f"{TEXT}\n{rest}")
    refresh_folder(folder, store, NOW + 3 * MINUTE)
    assert ids_and_uids(store) == [(one.id, [k.uid for k in one.events]) for one in before]


def test_what_is_no_file_is_told_by_name_and_harms_nothing(folder: Folder, store: Store) -> None:
    """A pipe, a link to itself, a link to nothing, a name that is not UTF-8: nobody lacks them."""
    put(folder, "theatre.txt")
    os.mkfifo(folder.path / "pipe.txt")
    (folder.path / "loop.txt").symlink_to("loop.txt")
    (folder.path / "nothing.txt").symlink_to("nowhere.txt")
    Path(os.fsdecode(os.fsencode(folder.path) + b"/bad\xff.txt")).write_text(TEXT, encoding="utf-8")
    report = refresh_folder(folder, store, NOW)
    assert report.added == ["theatre.txt"]
    told = [failure.place for failure in report.failures]
    assert told == ["bad\\xff.txt", "loop.txt", "nothing.txt", "pipe.txt"]
    assert (report.problem, report.is_partial) == (None, False)
    faulty = store.items.faulty()["articles"]
    assert [item.locator for item in faulty] == told
    (folder.path / "pipe.txt").unlink()
    refresh_folder(folder, store, NOW + MINUTE)
    assert "pipe.txt" not in [item.locator for item in store.items.faulty()["articles"]]


def test_an_empty_folder_in_the_place_of_another_withdraws_nothing(
    folder: Folder, store: Store
) -> None:
    """The mount point of a disk that is not there, however often it is looked at."""
    put(folder, "theatre.txt")
    refresh_folder(folder, store, NOW)
    folder.path.rename(folder.path.with_name("the disk"))
    folder.path.mkdir()
    for minute in range(1, 4):
        report = refresh_folder(folder, store, NOW + minute * MINUTE)
        assert "is its disk mounted?" in (report.problem or "")
    assert len(store.revisions()) == 1
    folder.path.rmdir()
    folder.path.with_name("the disk").rename(folder.path)
    (folder.path / "theatre.txt").unlink()
    assert refresh_folder(folder, store, NOW + 5 * MINUTE).removed == ["theatre.txt"]


def test_a_renamed_source_goes_on_with_its_articles(folder: Folder, store: Store) -> None:
    """What the configuration names no more may be here under another name."""
    put(folder, "theatre.txt")
    refresh_folder(folder, store, NOW)
    before = ids_and_uids(store)
    renamed = replace(folder, name="stage")
    with Fetcher() as fetcher:
        means = Means(
            store=store,
            outside=Outside(fetcher),
            now=NOW + MINUTE,
            configured=frozenset({"stage"}),
        )
        renamed.refresh(means)
    assert ids_and_uids(store) == before
    assert store.sources() == {"stage"}


def test_what_comes_back_after_another_source_has_told_it_is_no_fault(
    folder: Folder, store: Store, tmp_path: Path
) -> None:
    """It was withdrawn, and while it is read anew a source beside tells the same address."""
    beside = Folder(name="beside", path=tmp_path / "beside")
    beside.path.mkdir()
    document = {"schema": "article/1", "title": "مهرجان", "url": "https://news.example/a"}
    text = json.dumps(document | {"blocks": [{"type": "paragraph", "text": TEXT}]})
    file = put(folder, "a.json", text)
    refresh_folder(folder, store, NOW)
    file.unlink()
    refresh_folder(folder, store, NOW + MINUTE)
    put(folder, "a.json", text)
    put(folder, "second.txt")
    put(beside, "b.json", text)
    with Fetcher() as fetcher:
        reading = Interrupted(lambda: refresh_folder(beside, store, NOW + 2 * MINUTE))
        means = Means(store=store, outside=Outside(fetcher), now=NOW + 2 * MINUTE, reading=reading)
        report = folder.refresh(means)
    assert (report.failures, report.added, report.changed) == ([], ["second.txt"], [])
    assert list(store.locators.known("beside")) == ["b.json"]
    assert list(store.locators.known("articles")) == ["second.txt"]
