"""Several machines on one PostgreSQL are one service: each serves what any of them publishes."""

import shutil
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.conftest import SAMPLE
from tests.e2e.conftest import CONFIG, Service, eventually

PATHS = ("/feed.rss", "/feed.json", "/calendar.ics", "/", "/opml.xml")
EDIT = ("وصول كيم", "وصول الزعيم كيم")

pytestmark = pytest.mark.postgres


@pytest.fixture
def nodes(tmp_path: Path, postgres_url: str) -> Iterator[list[Service]]:
    """Three nodes on one database, reading one folder."""
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
            node.start()
            ending.callback(node.stop, signal.SIGKILL)
            made.append(node)
        yield made


def tags(node: Service) -> list[tuple[str, str]]:
    """The tags and dates of some paths of a node."""
    answers = [node.get(path) for path in PATHS]
    assert {answer.status_code for answer in answers} == {httpx.codes.OK}
    return [(one.headers["etag"], one.headers["last-modified"]) for one in answers]


def agree(nodes: list[Service]) -> bool:
    return len({tuple(tags(node)) for node in nodes}) == 1


def test_every_node_serves_what_one_has_published(nodes: list[Service], tmp_path: Path) -> None:
    """An edit, by whichever node read it; also after one was killed and came back."""
    eventually(lambda: agree(nodes), "the nodes agree")
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
