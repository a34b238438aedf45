"""Several machines on one PostgreSQL are one service: each serves what any of them publishes."""

import shutil
import signal
from collections.abc import Iterator
from contextlib import ExitStack, nullcontext
from pathlib import Path

import httpx
import pytest
from sqlalchemy import create_engine, text

from tests.conftest import SAMPLE
from tests.e2e.conftest import CONFIG, Service, eventually
from tests.e2e.jumps import an_hour_ahead

PATHS = ("/feed.rss", "/feed.json", "/calendar.ics", "/", "/opml.xml")
EDIT = ("وصول كيم", "وصول الزعيم كيم")

pytestmark = pytest.mark.postgres


@pytest.fixture
def nodes(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[Service]]:
    """Three nodes on one database, started together, reading one folder."""
    articles = tmp_path / "articles"
    articles.mkdir()
    shutil.copy(SAMPLE, articles)
    store = f'\n[store]\nurl = "{postgres_url}"\n'
    with ExitStack() as ending:
        made = []
        for number in range(3):
            folder = tmp_path / f"node{number}"
            folder.mkdir()
            (folder / "articles").symlink_to(articles)
            config = CONFIG.format(base_url="http://news.example/") + store
            (folder / "config.toml").write_text(config, "utf-8")
            node = Service(folder)
            with an_hour_ahead(tmp_path, monkeypatch) if number == 1 else nullcontext():
                node.launch()
            ending.callback(node.stop, signal.SIGKILL)
            made.append(node)
        for node in made:
            eventually(node.answers, "a node answers")
        yield made


def tags(node: Service) -> list[tuple[str, str]]:
    """The tags and dates of some paths of a node."""
    answers = [node.get(path) for path in PATHS]
    assert {answer.status_code for answer in answers} == {httpx.codes.OK}
    return [(one.headers["etag"], one.headers["last-modified"]) for one in answers]


def agree(nodes: list[Service]) -> bool:
    return len({tuple(tags(node)) for node in nodes}) == 1


def _end_connections(url: str) -> None:
    """As a server that restarts does."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        mine = "datname = current_database() AND pid <> pg_backend_pid()"
        connection.execute(
            text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {mine}")  # noqa: S608
        )
    engine.dispose()


def test_every_node_serves_what_one_has_published(
    nodes: list[Service], tmp_path: Path, postgres_url: str
) -> None:
    """An edit, by whichever node read it, after all connections were cut.

    Also after one was killed and came back. No time but the database's counts: one node's clock is
    an hour ahead.
    """
    eventually(lambda: agree(nodes), "the nodes agree")
    _end_connections(postgres_url)
    article = tmp_path / "articles" / SAMPLE.name
    article.write_text(SAMPLE.read_text("utf-8").replace(*EDIT), "utf-8")
    for node in nodes:
        eventually(lambda node=node: node.holds("/calendar.ics", EDIT[1]), "the edit shows")
    eventually(lambda: agree(nodes), "the nodes agree on the edit")
    nodes[0].stop(signal.SIGKILL)
    (tmp_path / "articles" / "more.txt").write_text(SAMPLE.read_text("utf-8"), "utf-8")
    for node in nodes[1:]:
        eventually(lambda node=node: node.get("/feed.json").text.count("urn:") > 1, "it shows")
    nodes[0].start()
    eventually(lambda: agree(nodes), "all three agree again")
    before = tags(nodes[1])
    assert before == tags(nodes[2])


def test_a_node_with_another_configuration_is_refused(nodes: list[Service], tmp_path: Path) -> None:
    """It says in what it differs, and withdraws nothing of the others."""
    before = tags(nodes[0])
    folder = tmp_path / "stranger"
    folder.mkdir()
    config = (nodes[0].folder / "config.toml").read_text("utf-8")
    stranger = config.replace('name = "articles"', 'name = "sport"')
    (folder / "config.toml").write_text(stranger, "utf-8")
    (folder / "articles").mkdir()
    one = Service(folder)
    one.launch()
    assert one.process is not None
    assert one.process.wait(60) == 1
    assert "is served by another node with sources = (('articles'" in one.log()
    assert "('sport'" in one.log()
    assert "Traceback" not in one.log()
    assert tags(nodes[0]) == before
