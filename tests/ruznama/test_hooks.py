"""Other programs are told what changed, signed, and told again until they have heard."""

import hashlib
import hmac
import json
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from articles.revisions.known import Tombstone
from ruznama.config.load import load_config
from ruznama.renewal.hooks import Hook, Hooks, changes
from ruznama.renewal.renewal import Renewal
from ruznama.sources.client.answers import Limits
from ruznama.sources.client.fetch import Fetcher
from ruznama.sources.folder import Folder
from ruznama.store.store import open_store
from tests.builders import HOUR, START, first_reading
from tests.conftest import SAMPLE
from tests.ruznama.config.test_load import SOURCE, faults
from tests.ruznama.publishing.test_publish import SITE
from tests.ruznama.sources.test_fetch import LOOPBACK, send, serving

SECRET = "a secret of some length"  # noqa: S105  of a test


class Program:
    """Answers with the given statuses in turn, the last for ever, and keeps what it was told."""

    def __init__(self, *statuses: str) -> None:
        self._statuses = list(statuses)
        self.bodies: list[bytes] = []
        self.signatures: list[str | None] = []
        self.heard = threading.Semaphore(0)

    def __call__(self, request: socketserver.StreamRequestHandler, headers: dict[str, str]) -> None:
        assert headers["content-type"] == "application/json"
        self.bodies.append(request.rfile.read(int(headers["content-length"])))
        self.signatures.append(headers.get("x-hub-signature-256"))
        status = self._statuses.pop(0) if len(self._statuses) > 1 else self._statuses[0]
        send(status)(request, headers)
        self.heard.release()

    @property
    def told(self) -> list[dict[str, Any]]:
        return [json.loads(body) for body in self.bodies]


@pytest.fixture
def asking() -> Iterator[Fetcher]:
    with Fetcher(allowed=LOOPBACK, limits=Limits(seconds=10)) as one:
        yield one


def test_what_is_told_is_signed_and_told_again(asking: Fetcher) -> None:
    """As a hub is: after a longer wait each time, the same bytes."""
    program = Program("503 Service Unavailable", "200 OK")
    waits: list[float] = []
    with serving(program) as url:
        hooks = Hooks([Hook(url=url, secret=SECRET)], asking, sleep=waits.append)
        hooks.tell({"articles": []})
        for _ in range(2):
            assert program.heard.acquire(timeout=30)
        hooks.close()
    assert waits == [0, 2]
    first, second = program.bodies
    signature = hmac.new(SECRET.encode(), first, hashlib.sha256).hexdigest()
    assert first == second
    assert program.signatures == [f"sha256={signature}"] * 2


def test_only_what_changed_is_told(asking: Fetcher, tmp_path: Path) -> None:
    """Not the first publication, nothing where nothing changed; a withdrawal once."""
    program = Program("204 No Content")
    folder = tmp_path / "articles"
    folder.mkdir()
    text = SAMPLE.read_text("utf-8")
    for name in ("first", "second"):
        (folder / f"{name}.txt").write_text(f"{text}\nسطر أخير عن {name}.\n", "utf-8")
    with serving(program) as url:
        renewal = Renewal(
            site=replace(SITE, sources=(("news", "أخبار"),)),
            sources=[Folder(name="news", path=folder)],
            store=open_store(f"sqlite:///{tmp_path / 'ruznama.db'}"),
            fetcher=asking,
            hooks=[Hook(url=url)],
        )
        now = START + 20000 * HOUR
        renewal.open()
        renewal.begin(now)
        for _ in range(2):
            renewal.run(["news"], lambda: now)
        assert program.told == []
        (folder / "first.txt").write_text(text.replace("وصول كيم", "وصول الزعيم كيم"), "utf-8")
        renewal.run(["news"], lambda: now + HOUR)
        assert program.heard.acquire(timeout=30)
        (folder / "second.txt").unlink()
        renewal.run(["news"], lambda: now + 2 * HOUR)
        assert program.heard.acquire(timeout=30)
        renewal.close()
    edited, withdrawn = program.told
    assert program.signatures == [None, None]
    assert [one["id"] for one in edited["articles"]] == ["first"]
    assert edited["articles"][0]["is_new"] is False
    assert max(event["sequence"] for event in edited["articles"][0]["events"]) == 1
    assert edited["withdrawn"] == []
    assert [one["id"] for one in withdrawn["withdrawn"]] == ["second"]


def test_the_newest_hundred_are_told_with_how_many_more() -> None:
    """A first reading of a sitemap is no message."""
    many = [replace(first_reading(), id=f"a{number:03}") for number in range(101)]
    gone = Tombstone(id="old", gone=START)
    told = changes(many, [gone], base_url=SITE.base_url, at=START)
    assert told is not None
    assert (len(told["articles"]), told["more"]) == (100, 1)  # type: ignore[arg-type]
    assert told["withdrawn"] == [{"id": "old", "gone": START.isoformat()}]
    assert changes([], [], base_url=SITE.base_url, at=START) is None


def test_hooks_are_configured_and_their_faults_told(tmp_path: Path) -> None:
    """Each with its line."""
    good = f'[[hooks]]\nurl = "https://a.example/x"\nsecret = "{SECRET}"\n'
    (tmp_path / "config.toml").write_text(SOURCE + good, "utf-8")
    assert load_config(tmp_path / "config.toml", {}).hooks[0].secret == SECRET
    told = faults(tmp_path, SOURCE + '[[hooks]]\nurl = "ftp://x"\n[[hooks]]\nsecrt = "x"\n')
    for part in ("line 6, hooks[0].url", 'hooks[1].secrt: is no key; did you mean "secret"?'):
        assert any(part in line for line in told), told
    assert any('hooks[1].url: is missing. Add url = "https://…"' in line for line in told)
