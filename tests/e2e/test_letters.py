"""Every path of a site answers over HTTP, whatever letters its names hold."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from tests.conftest import ROOT
from tests.e2e.conftest import CONFIG, Service, eventually

ARABIC, ACCENTED, EMOJI = "قمة المناخ", "Çà et là: naïve", "🌙 رمضان 🎉"
MARKED, FOLDED, DECOMPOSED = "\u200fسوق\u200e مال", "سطر\nثانٍ", "Cafe\u0301 نادي"
HOSTILE = [
    'a"b',
    "a\\b",
    "a/b",
    "..",
    ".",
    "%2e%2e",
    "100%",
    "?q=1#x",
    "<b>",
    "'; --",
    "=1+1",
    "٢٠٢٥",
]
BROKEN = ["%FF", "%zz", "feeds/%00.rss", "feed.rss?q=%FF", "calendar.ics?q=%00", "%E2%80%AE/", "//"]
LONG = "طويل" * 80
TAGS = [ARABIC, ACCENTED, EMOJI, MARKED, FOLDED, DECOMPOSED, LONG, *HOSTILE]
NAMES = ["خبر.md", "🎉.md", 'a"b.md', "100%.md", "a b.md", "naïve.md", "a\\b.md", "..x.md", "é.md"]
ARTICLE = """\
---
title: {title}
date: 2025-09-20
section: {section}
tags: {tags}
---

يفتتح المنظمون اللقاء في القاعة الكبرى، ويتابعه جمهور واسع من الزوار والضيوف طوال أيامه.

| التاريخ | الحدث |
|---|---|
| {day} سبتمبر 2025 | لقاء {number} {event} |
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose names, titles, sections and tags hold every kind of letter."""
    folder = tmp_path_factory.mktemp("letters")
    (folder / "articles").mkdir()
    for number, name in enumerate(NAMES):
        title = TAGS[number].replace("\n", " ")
        text = ARTICLE.format(
            title=_yaml(title),
            section=_yaml(TAGS[-1 - number]),
            tags=f"[{', '.join(map(_yaml, TAGS[number * 2 : number * 2 + 3]))}]",
            day=10 + number,
            number=number,
            event=title.replace("|", ""),
        )
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def served(site: Path) -> Service:
    service = Service(site)
    config = CONFIG.format(base_url=f"{service.url}/")
    (site / "config.toml").write_text(config, encoding="utf-8")
    return service


def test_every_path_answers(site: Path, served: Service) -> None:
    """Whole, by HEAD, under conditions and for saving: what was published is there to be had."""
    command = [sys.executable, "-m", "ruznama", "build", "--quiet", "--out", "public"]
    subprocess.run(command, cwd=site, check=True, env={"PYTHONPATH": str(ROOT)}, timeout=120)
    paths = sorted(_paths(site / "public"))
    assert len(paths) > 100
    served.start()
    try:
        eventually(lambda: served.get("/readyz").status_code == httpx.codes.OK, "it is ready")
        with httpx.Client(base_url=served.url, trust_env=False) as client:
            faults = {path: _fault(client, path) for path in paths}
            broken = [client.get(f"{served.url}/{path}").status_code for path in BROKEN]
    finally:
        served.stop()
    assert {path: fault for path, fault in faults.items() if fault} == {}
    assert all(status < httpx.codes.INTERNAL_SERVER_ERROR for status in broken), broken
    assert '"level": "error"' not in served.log()


def _fault(client: httpx.Client, path: str) -> str | None:
    """What is wrong with the answers of a path."""
    address = quote(path)
    got = client.get(address)
    if got.status_code != httpx.codes.OK:
        return f"GET {got.status_code}"
    head = client.head(address)
    if (head.status_code, head.headers["etag"]) != (got.status_code, got.headers["etag"]):
        return f"HEAD {head.status_code}"
    again = client.get(address, headers={"If-None-Match": got.headers["etag"]})
    if again.status_code != httpx.codes.NOT_MODIFIED:
        return f"conditional {again.status_code}"
    if path.endswith(".ics") and client.get(f"{address}?download=1").status_code != httpx.codes.OK:
        return "download"
    return None


def _paths(folder: Path) -> list[str]:
    """The paths that a build wrote; a page is its folder."""
    files = (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    return [f"/{file.removesuffix('index.html')}" for file in files if not file.startswith(".")]


def _yaml(text: str) -> str:
    return "'" + text.replace("'", "''").replace("\n", "\n\n  ") + "'"
