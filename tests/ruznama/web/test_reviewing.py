"""/review: who sees it, and who may write corrections there."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from articles.corrections import Correction
from ruznama.config.corrections import add_correction
from ruznama.config.load import load_config
from ruznama.pages.canvas import Canvas
from ruznama.pages.overviews import review as review_page
from ruznama.review import Doubt
from ruznama.web.reviewing import review_route
from tests.ruznama.config.test_load import SOURCE
from tests.ruznama.publishing.test_publish import SITE

TOKEN = "a token of some length"  # noqa: S105  of a test
DATE = {"article": "summit", "event": "القمة", "date": "2025-09-24T18:00", "token": TOKEN}


class Desk:
    """The page of an editor, over a corrections.toml that is really written."""

    def __init__(self, folder: Path, *, writes: bool = True) -> None:
        self.file = folder / "corrections.toml"
        doubts = [
            _doubt(kind="date", event="القمة"),
            _doubt(kind="left-out", read="سطر <b>طويل</b> "),
            _doubt(kind="note", line=None),
        ]
        canvas = Canvas(SITE)
        route = review_route(
            lambda: TOKEN,
            lambda: review_page(canvas, doubts, writable=writes),
            lambda: self._add if writes else None,
        )
        self.app = Starlette(routes=[route])

    def _add(self, given: Mapping[str, object]) -> None:
        add_correction(self.file, given)

    def ask(
        self, form: Mapping[str, str] | None = None, *, host: str = "198.51.100.7", **headers: str
    ) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, client=(host, 50000))
            async with httpx.AsyncClient(transport=transport, base_url="http://desk") as one:
                if form is None:
                    return await one.get("/review", headers=headers)
                return await one.post("/review", data=dict(form), headers=headers)

        return asyncio.run(send())


def _doubt(
    kind: str, *, line: int | None = 4, read: str = "2025-09-23", event: str | None = None
) -> Doubt:
    return Doubt(
        weight=0.5,
        kind=kind,  # type: ignore[arg-type]
        article="summit",
        title="قمة",
        line=line,
        read=read,
        why="the date is 60% sure",
        event=event,
    )


def test_a_correction_is_written_and_read_as_one(tmp_path: Path) -> None:
    """What stands in the file stays, remarks too; the editor is led back to the page."""
    desk = Desk(tmp_path)
    desk.file.write_text('# ours\n[[corrections]]\narticle = "a" # why\ndrop = ["س"]\n', "utf-8")
    answer = desk.ask(DATE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    assert desk.ask({"article": "b", "keep": 'سطر "فيه" علامات', "token": TOKEN}).is_redirect
    assert desk.ask({"article": "c", "line": "7", "hidden": "1", "token": TOKEN}).is_redirect
    assert desk.file.read_text("utf-8").startswith('# ours\n[[corrections]]\narticle = "a" # why\n')
    (tmp_path / "config.toml").write_text(SOURCE, "utf-8")
    assert load_config(tmp_path / "config.toml", {}).corrections == (
        Correction(article="a", drop=("س",)),
        Correction(article="summit", event="القمة", date="2025-09-24T18:00"),
        Correction(article="b", keep=('سطر "فيه" علامات',)),
        Correction(article="c", line=7, hidden=True),
    )


@pytest.mark.parametrize(
    ("form", "status", "told"),
    [
        ({**DATE, "token": "another token of length"}, 403, "the token"),
        ({name: DATE[name] for name in ("article", "event", "date")}, 403, "the token"),
        ({**DATE, "date": "غدا"}, 400, "is no date"),
        ({"article": "summit", "token": TOKEN}, 400, "corrects nothing"),
        ({**DATE, "title": "س" * 9_000}, 413, "too long"),
        ({**{str(number): "س" for number in range(21)}, **DATE}, 413, "too long"),
    ],
)
def test_what_may_not_be_written_leaves_no_file(
    tmp_path: Path, form: dict[str, str], status: int, told: str
) -> None:
    """Being of this machine is not enough: another page could send a form from its browser."""
    desk = Desk(tmp_path)
    answer = desk.ask(form, host="127.0.0.1")
    assert (answer.status_code, told in answer.text) == (status, True)
    assert list(tmp_path.iterdir()) == []


def test_the_token_may_stand_in_the_header(tmp_path: Path) -> None:
    """For programs."""
    desk = Desk(tmp_path)
    form = {name: DATE[name] for name in ("article", "event", "date")}
    assert desk.ask(form, authorization=f"Bearer {TOKEN}").is_redirect
    assert "2025-09-24T18:00" in desk.file.read_text("utf-8")


def test_a_file_with_faults_is_left_as_it_is(tmp_path: Path) -> None:
    """Nothing is lost of what somebody was writing there."""
    desk = Desk(tmp_path)
    desk.file.write_text("[[corrections]\n", "utf-8")
    answer = desk.ask(DATE)
    assert (answer.status_code, "corrections.toml" in answer.text) == (500, True)
    assert desk.file.read_text("utf-8") == "[[corrections]\n"


def test_the_page_offers_what_it_can_write(tmp_path: Path) -> None:
    """A form where an event or a line can be named; none where the page may not write."""
    seen = {"authorization": f"Bearer {TOKEN}"}
    page = Desk(tmp_path).ask(**seen).text
    assert page.count('<form method="post"') == 2
    assert 'name="keep" value="سطر &lt;b&gt;طويل&lt;/b&gt; "' in page
    mute = Desk(tmp_path, writes=False)
    assert "<form method" not in mute.ask(**seen).text
    assert mute.ask(DATE).status_code == 405
    assert mute.ask().status_code == 403
