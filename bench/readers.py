"""Two hundred readers at once: how long they wait, with nothing going on and while all is rebuilt.

    python -m bench.readers [SECONDS]

Prints the median, the 99th percentile and the longest wait in milliseconds for both, first with an
idle service, then while an article is edited every half second (which publishes everything anew).
"""

import asyncio
import sys
import tempfile
import threading
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import httpx

from tests.e2e.conftest import CONFIG, Service
from tests.e2e.test_faults import SAMPLE

_READERS, _ARTICLES = 200, 50
_PAUSE_S = 0.5
_PATHS = ("/feed.rss", "/calendar.ics", "/", "/feed.json")


async def _read(url: str, seconds: float) -> list[float]:
    """The waits of all readers, in milliseconds; each asks, thinks for a moment, asks again."""
    waits: list[float] = []
    until = perf_counter() + seconds
    limits = httpx.Limits(max_connections=_READERS, max_keepalive_connections=_READERS)
    async with httpx.AsyncClient(limits=limits, trust_env=False, timeout=60) as client:

        async def reader(number: int) -> None:
            await asyncio.sleep(number / _READERS)
            while perf_counter() < until:
                began = perf_counter()
                answer = await client.get(url + _PATHS[number % len(_PATHS)])
                waits.append((perf_counter() - began) * 1000)
                assert answer.status_code == httpx.codes.OK
                await asyncio.sleep(1)

        await asyncio.gather(*map(reader, range(_READERS)))
    return waits


def _edit(folder: Path, stopping: threading.Event) -> None:
    text, number = SAMPLE.read_text("utf-8"), 0
    while not stopping.wait(_PAUSE_S):
        number += 1
        edited = text.replace("وصول كيم", f"وصول كيم ({number})")
        (folder / "articles" / SAMPLE.name).write_text(edited, "utf-8")


def _row(name: str, waits: list[float]) -> str:
    late = quantiles(waits, n=100)[98]
    return (
        f"{name:10} {len(waits):6} answers, median {median(waits):7.1f} ms, "
        f"99 % {late:7.1f} ms, longest {max(waits):7.1f} ms"
    )


def main() -> None:
    """Measures for the given seconds each, fifteen by default."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 15.0
    with tempfile.TemporaryDirectory() as folder:
        service = Service(Path(folder))
        (service.folder / "articles").mkdir()
        text = SAMPLE.read_text("utf-8")
        for number in range(_ARTICLES):
            (service.folder / "articles" / f"a{number}.txt").write_text(text, "utf-8")
        (service.folder / "articles" / SAMPLE.name).write_text(text, "utf-8")
        (service.folder / "config.toml").write_text(
            CONFIG.format(base_url=f"{service.url}/"), "utf-8"
        )
        service.start()
        print(_row("idle", asyncio.run(_read(service.url, seconds))))
        stopping = threading.Event()
        editor = threading.Thread(target=_edit, args=(service.folder, stopping))
        editor.start()
        print(_row("rebuilding", asyncio.run(_read(service.url, seconds))))
        stopping.set()
        editor.join()
        service.stop()


if __name__ == "__main__":
    main()
