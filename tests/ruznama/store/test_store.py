"""The store, on SQLite and on a real PostgreSQL: one body of tests for both."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine, create_engine, event, text

from articles.revisions.known import Revision
from articles.revisions.revise import revise
from ruznama.errors import StoreError
from ruznama.store.kept import Known, Saved
from ruznama.store.store import Store, open_store
from tests.builders import HOUR, ROWS, START, article, first_reading

REVISION = first_reading()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/var/store.sqlite3"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()


def save(store: Store, revision: Revision, digest: str = "d1", locator: str = "a.txt") -> None:
    store.save([Saved(revision=revision, locator=locator, digest=digest)], source="news", now=START)


def test_a_revision_comes_back_as_it_was(store: Store) -> None:
    """Every field, every event, in order."""
    save(store, REVISION)
    assert store.revision(REVISION.id) == REVISION
    assert store.revisions() == [REVISION]


def test_a_changed_revision_replaces_the_one_before(store: Store) -> None:
    """An event that is over leaves; the others stay in the article's order."""
    save(store, REVISION)
    changed = revise(REVISION, article(ROWS[::-1]), START + HOUR)
    shorter = replace(changed, events=changed.events[1:])
    save(store, shorter, "d2")
    assert store.revision(REVISION.id) == shorter


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """Every statement that any database is asked from now on."""
    asked: list[str] = []

    def listen(*told: object) -> None:
        asked.append(str(told[2]))

    event.listen(Engine, "before_cursor_execute", listen)
    yield asked
    event.remove(Engine, "before_cursor_execute", listen)


def test_many_articles_are_kept_with_as_many_statements_as_few(
    store: Store, statements: list[str]
) -> None:
    """Those that are new, and those that are changed: whatever their number."""

    def kept(numbers: range, events: int) -> int:
        told = [
            replace(REVISION, id=f"n{each}", events=REVISION.events[events:]) for each in numbers
        ]
        statements.clear()
        saved = [Saved(revision=one, locator=one.id, digest="d") for one in told]
        store.save(saved, source="news", now=START)
        count = len(statements)
        assert store.revision(told[-1].id) == told[-1]
        return count

    kept(range(1), 0)
    assert kept(range(1, 4), 0) == kept(range(4, 44), 0)
    assert kept(range(1, 4), 1) == kept(range(4, 44), 1)
    assert {place.number for place in store.places().values()} == set(range(44))


def test_of_an_article_that_is_kept_twice_at_once_the_last_stands(store: Store) -> None:
    """It has one number."""
    changed = revise(REVISION, article(ROWS[1:]), START + HOUR)
    twice = [Saved(revision=each, locator="a.txt", digest="d") for each in (REVISION, changed)]
    store.save(twice, source="news", now=START)
    assert store.revisions() == [changed]
    save(store, replace(REVISION, id="other"), locator="b.txt")
    assert {place.number for place in store.places().values()} == {0, 1}


def test_the_items_of_a_source_are_known_by_their_place(store: Store) -> None:
    """A run asks what it can leave unread."""
    save(store, REVISION)
    assert store.locators.known("news") == {
        "a.txt": Known(id=REVISION.id, digest="d1", pending=False)
    }
    assert store.locators.known("other") == {}
    assert store.sources() == {"news"}


def test_the_record_of_change_goes_neither_back_nor_ahead(store: Store) -> None:
    """Last-Modified comes from it, also when the clock was set back; the counter orders."""
    assert store.change() is None
    store.save([Saved(revision=REVISION, locator="a.txt", digest="d1")], source="news", now=START)
    first = store.change()
    store.save(
        [Saved(revision=REVISION, locator="a.txt", digest="d2")],
        source="news",
        now=START - 5 * HOUR,
    )
    second = store.change()
    assert first is not None
    assert second is not None
    assert (second.counter, second.at) == (first.counter + 1, first.at)


def test_of_many_first_changes_each_is_counted(store: Store) -> None:
    """Sources are first read side by side, when there is no record of change to hold on to."""
    with ThreadPoolExecutor(8) as pool:
        begun = Barrier(8)

        def touch() -> None:
            begun.wait(60)
            store.touch(START)

        for each in [pool.submit(touch) for _ in range(8)]:
            each.result(60)
    change = store.change()
    assert change is not None
    assert change.counter == 8


def test_a_withdrawn_article_leaves_a_tombstone_until_it_is_back(store: Store) -> None:
    """Its page answers 410, and 200 again if it returns."""
    save(store, REVISION)
    store.withdraw(REVISION.id, START + HOUR)
    assert store.revisions() == []
    assert [(stone.id, stone.gone) for stone in store.tombstones()] == [(REVISION.id, START + HOUR)]
    save(store, REVISION)
    assert store.tombstones() == []


def test_a_new_digest_alone_changes_nothing_for_subscribers(store: Store) -> None:
    """White space at the end of a file wakes nobody."""
    save(store, REVISION)
    before = store.change()
    store.locators.keep_digest(REVISION.id, "d2")
    assert store.change() == before
    assert store.locators.known("news")["a.txt"].digest == "d2"


def test_another_form_of_writing_moves_the_record_of_change_once(store: Store) -> None:
    """A new title of the site, or a new version, makes new bytes: their date must be new."""
    save(store, REVISION)
    store.record.agree_on_form("one", START)
    first = store.change()
    store.record.agree_on_form("one", START + HOUR)
    assert store.change() == first
    store.record.agree_on_form("two", START + HOUR)
    assert store.change() != first


def test_a_store_opens_again_with_what_it_held(url: str) -> None:
    """Start is recovery; the second opening runs no migration."""
    first = open_store(url)
    save(first, REVISION)
    first.close()
    second = open_store(url)
    assert second.revisions() == [REVISION]
    second.close()


def test_of_several_that_start_one_makes_the_tables(url: str) -> None:
    """The others wait and find them made."""
    with ThreadPoolExecutor(6) as pool:
        stores = list(pool.map(open_store, [url] * 6))
    for store in stores:
        assert store.change() is None
        store.close()


def test_an_unknown_article_is_a_lookup_error(store: Store) -> None:
    """Nobody gets an empty revision."""
    with pytest.raises(LookupError):
        store.revision("none")


def test_a_store_of_a_newer_version_is_refused(url: str) -> None:
    """Downgrading must not damage what a newer version wrote."""
    open_store(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError, match="newer Ruznama"):
        open_store(url)


def test_a_store_that_cannot_be_opened_says_what_to_look_at(tmp_path: Path) -> None:
    """A folder where the file should be."""
    (tmp_path / "store.sqlite3").mkdir()
    with pytest.raises(StoreError, match=r"\[store\] url"):
        open_store(f"sqlite:///{tmp_path}/store.sqlite3")


def test_readers_do_not_wait_for_a_writer(tmp_path: Path) -> None:
    """WAL: a long write does not stop the service from reading."""
    store = open_store(f"sqlite:///{tmp_path}/store.sqlite3")
    save(store, REVISION)
    writer = sqlite3.connect(tmp_path / "store.sqlite3", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    assert store.revisions() == [REVISION]
    writer.execute("ROLLBACK")
    writer.close()
    store.close()


def test_what_subscribers_saw_lifts_what_is_gone_too(store: Store) -> None:
    """An article that comes back would else tell its events with a SEQUENCE of before."""
    save(store, REVISION)
    other = first_reading(id="other")
    save(store, other, "d3", "b.txt")
    store.withdraw(REVISION.id, START + HOUR)
    store.record.lift(7, START + 2 * HOUR)
    left = store.items.left("news", "a.txt")
    assert left is not None
    told = [*left.events, *store.revision("other").events]
    assert {known.sequence for known in told} == {7}
    assert replace(left, events=()) == replace(REVISION, events=())
