"""A long run of the service at sixty times its speed: memory, open files, and whether edits show.

    python -m bench.soak [MINUTES]

Sources that would be read every minute are read every second. Every ten seconds an article is
added, edited or removed and a source breaks or mends; each edit must be published. Prints a line a
minute, and at the end the growth of memory and open files after the first sixth.
"""

import os
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path
from socket import socket

import httpx

_TICK_S = 10
_PATIENCE_S = 30
_CONFIG = """
[site]
base_url = "http://127.0.0.1:{port}/"
[[sources]]
name = "steady"
kind = "folder"
path = "steady"
every = "1s"
[[sources]]
name = "fragile"
kind = "folder"
path = "fragile"
every = "1s"
"""
_ARTICLE = """إعلان عن الدورة رقم {number} من المعرض السنوي في قاعة البلدية
أعلنت البلدية برنامج الدورة رقم {number} من المعرض، وقالت إن الأبواب تفتح كل يوم عند التاسعة صباحًا.
التاريخ | الحدث
{day} مارس 2026 | الافتتاح بنص رقم {edit}
{next} مارس 2026 | الختام
"""


class Soak:
    """The service in a folder of its own, and what is done to it."""

    def __init__(self, folder: Path) -> None:
        with socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self._folder = folder
        for name in ("steady", "fragile"):
            (folder / name).mkdir()
        (folder / "config.toml").write_text(_CONFIG.format(port=self._port), "utf-8")
        self._put("fragile", 1, 0)
        self.missed: list[str] = []
        self.edits = 0
        command = [sys.executable, "-m", "ruznama", "serve", "--port", str(self._port)]
        self._log = (folder / "log").open("wb")
        self.process = subprocess.Popen(command, cwd=folder, stdout=self._log, stderr=self._log)

    def edit(self, number: int) -> None:
        """One change, and the wait until it shows."""
        place, edit = number % 20, number // 20
        if number % 7 == 6:
            (self._folder / "steady" / f"a{place}.txt").unlink(missing_ok=True)
            self._wait(f"a{place} goes", lambda: f"/articles/a{place}/" not in self._index())
        else:
            self._put("steady", place, number)
            told = f"بنص رقم {number}"
            self._wait(f"edit {edit} of a{place}", lambda: told in self._get("/calendar.ics"))
        self._break_or_mend(number)

    def _break_or_mend(self, number: int) -> None:
        whole, broken = self._folder / "fragile", self._folder / "broken"
        if number % 4 == 1:
            whole.rename(broken)
        elif number % 4 == 3 and broken.exists():
            broken.rename(whole)

    def _put(self, folder: str, place: int, edit: int) -> None:
        text = _ARTICLE.format(number=place, day=place % 20 + 1, next=place % 20 + 2, edit=edit)
        (self._folder / folder / f"a{place}.txt").write_text(text, "utf-8")

    def _wait(self, what: str, shows: object) -> None:
        self.edits += 1
        until = time.monotonic() + _PATIENCE_S
        while not shows():  # type: ignore[operator]
            if time.monotonic() > until:
                self.missed.append(what)
                return
            time.sleep(0.2)

    def _index(self) -> str:
        return self._get("/opml.xml") + self._get("/feed.json")

    def _get(self, path: str) -> str:
        try:
            text = httpx.get(f"http://127.0.0.1:{self._port}{path}", timeout=10).text
        except httpx.HTTPError:
            return ""
        return text.replace("\r\n ", "")

    def memory_mb(self) -> float:
        """Of the process and its threads."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def open_files(self) -> int:
        """File descriptors."""
        return sum(1 for _ in Path(f"/proc/{self.process.pid}/fd").iterdir())

    def close(self) -> int:
        """Ends the service; its exit status."""
        self.process.terminate()
        status = self.process.wait(60)
        self._log.close()
        return status


def main() -> None:
    """Runs for the given minutes, an hour by default."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    with tempfile.TemporaryDirectory() as folder:
        soak = Soak(Path(folder))
        began = time.monotonic()
        marks: list[tuple[float, float, int]] = []
        for number in count():
            passed = (time.monotonic() - began) / 60
            if passed >= minutes:
                break
            soak.edit(number)
            if not marks or passed - marks[-1][0] >= 1:
                marks.append((passed, soak.memory_mb(), soak.open_files()))
                print("{:5.1f} min {:8.1f} MB {:4} files".format(*marks[-1]), flush=True)
            time.sleep(_TICK_S)
        settled, last = marks[len(marks) // 6], marks[-1]
        growth = last[1] / settled[1] - 1
        print(f"edits {soak.edits}, not published {len(soak.missed)}")
        print(f"memory {settled[1]:.1f} to {last[1]:.1f} MB ({growth:+.1%})")
        print(f"open files {settled[2]} to {last[2]}; exit status {soak.close()}")
        print(*soak.missed, sep="\n")


if __name__ == "__main__":
    main()
