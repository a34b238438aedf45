"""Stores copied, moved and lost: nothing that a subscriber knows an event by changes."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ruznama.errors import StoreError
from ruznama.renewal.renewal import Renewal
from ruznama.sources.client.fetch import Fetcher
from ruznama.sources.folder import Folder
from ruznama.store.kept import Saved
from ruznama.store.store import open_store
from ruznama.store.transfer import export_store, import_store
from tests.builders import HOUR, START, first_reading
from tests.conftest import SAMPLE
from tests.ruznama.publishing.test_publish import SITE

NOW = START + 20_000 * HOUR


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for name in ("one", "two"):
        (made / f"{name}.txt").write_bytes(SAMPLE.read_bytes())
    return made


@pytest.fixture
def opened() -> Iterator[list[Renewal]]:
    """What a test opens is closed after it."""
    renewals: list[Renewal] = []
    yield renewals
    for renewal in renewals:
        renewal.close()


def renewal(opened: list[Renewal], folder: Path, url: str, *, run: bool = True) -> Renewal:
    one = Renewal(
        site=SITE,
        sources=[Folder(name="news", path=folder)],
        store=open_store(url),
        fetcher=Fetcher(),
    )
    opened.append(one)
    one.open()
    one.begin(NOW)
    if run:
        one.run(["news"], lambda: NOW)
    one.publish(lambda: NOW)
    return one


def contents(one: Renewal) -> dict[str, bytes]:
    assert one.snapshot is not None
    return {path: body.content for path, body in one.snapshot.bodies.items()}


@pytest.mark.postgres
def test_a_store_moves_to_postgresql_and_back_to_the_byte(
    opened: list[Renewal], folder: Path, tmp_path: Path, postgres_url: str
) -> None:
    """What is published from each of them is the same."""
    first = f"sqlite:///{tmp_path}/first.db"
    second = f"sqlite:///{tmp_path}/second.db"
    published = contents(renewal(opened, folder, first))
    count = export_store(first, tmp_path / "a.jsonl")
    assert import_store(postgres_url, tmp_path / "a.jsonl") == count
    assert contents(renewal(opened, folder, postgres_url, run=False)) == published
    export_store(postgres_url, tmp_path / "b.jsonl")
    assert import_store(second, tmp_path / "b.jsonl") == count
    assert contents(renewal(opened, folder, second, run=False)) == published


def test_an_import_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    first, second = (f"sqlite:///{tmp_path}/{name}.db" for name in ("first", "second"))
    for url, name in ((first, "a"), (second, "b")):
        store = open_store(url)
        store.save(
            [Saved(revision=first_reading(id=name), locator=name, digest="d")],
            source="news",
            now=START,
        )
        store.close()
    export_store(first, tmp_path / "a.jsonl")
    import_store(second, tmp_path / "a.jsonl")
    store = open_store(second)
    assert [one.id for one in store.revisions()] == ["a"]
    store.close()


@pytest.mark.parametrize(
    ("text", "line"),
    [("", 1), ("{}\n", 1), ("no json\n", 1), ("HEAD\n[1]\n", 2), ('HEAD\n["nothing", {}]\n', 2)],
)
def test_what_is_no_export_changes_nothing(tmp_path: Path, text: str, line: int) -> None:
    """Told with its line; all or nothing."""
    url, file = f"sqlite:///{tmp_path}/store.db", tmp_path / "a.jsonl"
    store = open_store(url)
    store.save([Saved(revision=first_reading(), locator="a", digest="d")], source="news", now=START)
    export_store(url, file)
    file.write_text(text.replace("HEAD", file.read_text().partition("\n")[0]))
    with pytest.raises(StoreError, match=f"line {line}"):
        import_store(url, file)
    assert len(store.revisions()) == 1
    store.close()


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (lambda rows: [*rows, rows[-1]], None),
        (lambda rows: [rows[0].replace('{"', '{"unknown": 1, "', 1), *rows[1:]], 2),
        (lambda rows: [rows[0].replace('"id"', '"source"', 1), *rows[1:]], 2),
        (lambda rows: [rows[0].replace('"pending": 0', '"pending": null', 1), *rows[1:]], None),
    ],
    ids=["a row twice", "an unknown column", "a column missing", "a column that is empty"],
)
def test_rows_that_do_not_fit_are_told_with_their_place(
    tmp_path: Path, spoil: Callable[[list[str]], list[str]], line: int | None
) -> None:
    """An export edited by hand, or cut and pasted: no text of it in a traceback."""
    url, file = f"sqlite:///{tmp_path}/store.db", tmp_path / "a.jsonl"
    store = open_store(url)
    store.save([Saved(revision=first_reading(), locator="a", digest="d")], source="news", now=START)
    export_store(url, file)
    head, *rows = file.read_text("utf-8").splitlines()
    file.write_text("\n".join([head, *spoil(rows)]), "utf-8")
    with pytest.raises(StoreError, match=f"line {line}" if line else r"lines \d+ to \d+") as raised:
        import_store(url, file)
    assert "INSERT" not in str(raised.value)
    assert len(store.revisions()) == 1
    store.close()


def test_a_backup_under_load_is_a_whole_store(tmp_path: Path) -> None:
    """Taken while another thread writes."""
    store = open_store(f"sqlite:///{tmp_path}/store.db")
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            revision = first_reading(id=f"a{number}")
            store.save(
                [Saved(revision=revision, locator=f"{number}", digest="d")],
                source="news",
                now=START,
            )

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            store.backup(tmp_path / f"{number}.db")
    finally:
        stop.set()
        writer.join()
    store.close()
    for number in range(5):
        copy = open_store(f"sqlite:///{tmp_path}/{number}.db")
        assert copy.is_sound()
        assert all(len(one.events) == 4 for one in copy.revisions())
        copy.close()
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.parametrize("noise", [b"\x00" * 8192, b"noise" * 4096, b""])
def test_a_corrupt_store_is_set_aside_and_rebuilt_with_the_same_ids(
    opened: list[Renewal],
    folder: Path,
    tmp_path: Path,
    noise: bytes,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Said loudly; the file is kept for whoever wants to look."""
    url, file = f"sqlite:///{tmp_path}/store.db", tmp_path / "store.db"
    first = renewal(opened, folder, url)
    before = contents(first)
    first.close()
    opened.clear()
    file.write_bytes(noise)
    after = contents(renewal(opened, folder, url))
    assert after.keys() == before.keys()
    assert _uids(after) == _uids(before)
    if noise:
        (kept,) = tmp_path.glob("store.db.corrupt-*")
        assert kept.read_bytes() == noise
        assert "is corrupt: set aside" in caplog.text


@pytest.mark.parametrize("fault", ["deleted", "noise"])
def test_a_store_that_goes_while_it_is_used_is_made_anew(
    opened: list[Renewal], folder: Path, tmp_path: Path, fault: str
) -> None:
    """What was published stays until every source has been read again."""
    url, file = f"sqlite:///{tmp_path}/store.db", tmp_path / "store.db"
    one = renewal(opened, folder, url)
    before, snapshot = contents(one), one.snapshot
    if fault == "deleted":
        for path in tmp_path.glob("store.db*"):
            path.unlink()
        one.store._engine.dispose()  # as connections are given back in time
    else:
        file.write_bytes(b"noise" * 4096)
        (tmp_path / "store.db-wal").unlink(missing_ok=True)
        one.store._engine.dispose()
    one.mend()
    one.publish(lambda: NOW)
    assert one.snapshot is snapshot
    one.run(["news"], lambda: NOW + timedelta(minutes=1))
    assert _uids(contents(one)) == _uids(before)


def _uids(bodies: dict[str, bytes]) -> list[bytes]:
    return sorted(line for line in bodies["/calendar.ics"].splitlines() if line.startswith(b"UID:"))
