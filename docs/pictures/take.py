"""Takes the pictures of the README: pages in a browser, the feed in newsboat, the calendar in khal.

    make pictures

Needs chromium, newsboat, khal and tmux. What a terminal shows is taken as text and drawn in the
browser, which lays out Arabic as terminals with bidi do.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.text import Text

from tests.conftest import ROOT, SAMPLE
from tests.e2e.conftest import Service

_HERE = Path(__file__).parent
_NEEDED = ("chromium", "newsboat", "khal", "tmux")
_COLUMNS, _LINES = 100, 26
_CONFIG = """
[site]
title = "روزنامة"
description = "مقالات عربية ومواعيدها، خلاصةً وتقويمًا"
base_url = "https://ruznama.example/"
timezone = "Asia/Riyadh"
[[sources]]
name = "articles"
kind = "folder"
path = "articles"
"""
_KHAL = """
[calendars]
[[ruznama]]
path = {folder}/calendar
type = calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
"""
# Rich fills in the code.
_TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #fff; display: inline-block }}
pre {{ margin: 14px; font: 15px/1.55 "DejaVu Sans Mono", monospace; color: #000;
  inline-size: 100ch; unicode-bidi: plaintext; white-space: pre-wrap }}
</style><pre>{code}</pre>"""


def main() -> None:
    """Takes all of them."""
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    if missing:
        sys.exit(f"pictures need {', '.join(missing)} (Debian: apt install {' '.join(missing)})")
    with tempfile.TemporaryDirectory() as folder, _service(Path(folder)) as service:
        feed, calendar = _newsboat(service), _khal(service)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            article = f"{service.url}/articles/fair/"
            _page(browser, article, "desktop", width=1280, height=860)
            _page(browser, article, "phone", width=390, height=844)
            _terminal(browser, feed, "reader")
            _terminal(browser, calendar, "calendar")
            browser.close()


@contextmanager
def _service(folder: Path) -> Iterator[Service]:
    """A service over the sample article and another one."""
    service = Service(folder)
    shutil.copytree(SAMPLE.parent, folder / "articles")
    shutil.copy(ROOT / "tests" / "e2e" / "articles" / "fair.md", folder / "articles")
    (folder / "config.toml").write_text(_CONFIG, "utf-8")
    service.start()
    try:
        yield service
    finally:
        service.stop()


def _newsboat(service: Service) -> str:
    """What newsboat shows of an article."""
    (service.folder / "urls").write_text(f"{service.url}/feed.rss\n", "utf-8")
    (service.folder / "newsboat").write_text(f"text-width {_COLUMNS - 10}\n", "utf-8")
    command = "newsboat -r -u urls -C newsboat -c newsboat.db"
    return _shown(service.folder, command, ("Enter", "Enter"))


def _khal(service: Service) -> str:
    """What khal lists of the calendar."""
    folder = service.folder
    (folder / "khal").write_text(_KHAL.format(folder=folder), "utf-8")
    (folder / "calendar.ics").write_bytes(service.get("/calendar.ics").content)
    (folder / "calendar").mkdir()
    imported = ["khal", "-c", "khal", "import", "--batch", "-a", "ruznama", "calendar.ics"]
    subprocess.run(imported, cwd=folder, env=_environment(), check=True, capture_output=True)
    listed = "khal -c khal list --format '{start-end-time-style} {title}'"
    return _shown(folder, f"{listed} 2025-09-20 30d; cat", ())


def _shown(folder: Path, command: str, keys: tuple[str, ...]) -> str:
    """What a terminal shows of a program after some keys, with its colours."""
    tmux = ["tmux", "-S", str(folder / "tmux"), "-f", os.devnull]
    size = ["-x", str(_COLUMNS), "-y", str(_LINES)]
    new = [*tmux, "new-session", "-d", *size, command]
    subprocess.run(new, cwd=folder, env=_environment(), check=True)
    try:
        time.sleep(5)
        for key in keys:
            subprocess.run([*tmux, "send-keys", key], check=True)
            time.sleep(1)
        taken = subprocess.run(
            [*tmux, "capture-pane", "-p", "-e"], check=True, capture_output=True, text=True
        )
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)
    return taken.stdout.rstrip()


def _environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C.UTF-8", "TZ": "Asia/Riyadh"}


def _page(browser: Browser, url: str, name: str, *, width: int, height: int) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": height}, device_scale_factor=2, locale="ar"
    )
    page.clock.set_fixed_time("2025-10-03T09:00:00+03:00")
    page.goto(url)
    _save(page, name)


def _terminal(browser: Browser, shown: str, name: str) -> None:
    console = Console(record=True, file=StringIO(), width=_COLUMNS * 2)
    console.print(Text.from_ansi(shown))
    page = browser.new_page(viewport={"width": 1100, "height": 700})
    page.set_content(console.export_html(inline_styles=True, code_format=_TERMINAL))
    _save(page, name, part="body")


def _save(page: Page, name: str, *, part: str | None = None) -> None:
    """A small file: these pictures are of few colours."""
    path = _HERE / f"{name}.png"
    if part:
        page.locator(part).screenshot(path=path)
    else:
        page.screenshot(path=path)
    with Image.open(path) as taken:
        taken.convert("RGB").quantize(64).save(path, optimize=True)
    print(path.relative_to(ROOT), f"{path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
