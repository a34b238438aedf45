"""A newspaper of a thousand and of ten thousand articles, beside Hugo, nginx and nobody.

    python -m bench.scale [COUNT …]

Builds the same articles from raw text, and by Hugo from front matter; starts the service on what is
kept, edits an article, and lets two hundred readers wait meanwhile. Prints figures and ratios of
one run. Absolute figures move with the machine: ratios count. Everything is on loopback,
in a folder of its own that is removed.
"""

import asyncio
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.newspaper import write_hugo, write_texts
from tests.e2e.conftest import free_port

_CONFIG = """[site]
title = "صحيفة"
base_url = "http://127.0.0.1:{port}/"
[server]
port = {port}
[[sources]]
name = "articles"
kind = "folder"
path = "articles"
every = "1s"
"""
_READERS, _SECONDS, _REQUESTS = 200, 6.0, 1_000
_TICKS = os.sysconf("SC_CLK_TCK")
_PATIENCE_S = 900


def main(counts: Sequence[int]) -> None:
    """Prints a table for each count."""
    for count in counts:
        with tempfile.TemporaryDirectory(prefix="ruznama-scale-") as folder:
            for row in _measured(count, Path(folder)):
                print(f"{count:>6}  {row}", flush=True)


def _measured(count: int, folder: Path) -> Iterator[str]:
    port = free_port()
    (folder / "config.toml").write_text(_CONFIG.format(port=port), "utf-8")
    write_texts(count, folder / "articles")
    ruznama = [sys.executable, "-m", "ruznama"]
    hugo = _hugo(count, folder)
    cold = _timed([*ruznama, "build", "--quiet"], folder)
    yield f"cold build        {cold} {_beside(cold, hugo)}"
    again = _timed([*ruznama, "build", "--quiet"], folder)
    yield f"nothing changed   {again} {_beside(again, hugo)}"
    files = sum(1 for path in (folder / "public").rglob("*") if path.is_file())
    sizes = f"store {_megabytes(folder / 'var')}, site {_megabytes(folder / 'public')}"
    yield f"files             {files}; {sizes}"
    with _service(ruznama, folder):  # makes its edition, as it serves
        _until(lambda: _tag(port, "/articles/n00007.json"), "it is published")
    with _service(ruznama, folder) as process:
        began = time.monotonic()
        _until(lambda: _tag(port, "/calendar.ics"), "the first answer")
        yield f"first answer      {time.monotonic() - began:.2f} s after the start, on a kept store"
        _until(lambda: _quiet(process), "it rests")
        yield from _while_serving(process, folder, port, count)


def _while_serving(
    process: subprocess.Popen[bytes], folder: Path, port: int, count: int
) -> Iterator[str]:
    for number in range(_REQUESTS):
        _tag(port, f"/articles/n{number % count:05}.ics")
    yield f"memory            {_memory(process.pid):.0f} MB after {_REQUESTS} requests"
    _edit(folder, port, "n00003")  # reads the index, once in the life of a process
    _until(lambda: _quiet(process), "it rests")
    cpu, shown = _processor(process.pid), _edit(folder, port, "n00005")
    _until(lambda: _quiet(process), "it rests")
    cpu = _processor(process.pid) - cpu
    yield f"one edit          {cpu:.3f} s of processor, shown after {shown:.2f} s"
    idle = asyncio.run(_read(port, count, lambda: None))
    busy = asyncio.run(_read(port, count, lambda: _save(folder, "n00009")))
    ratio = f"{busy / idle:.1f} times"
    yield f"{_READERS} readers       p99 {idle:.1f} ms idle, {busy:.1f} ms during an edit ({ratio})"
    yield f"memory            {_memory(process.pid):.0f} MB at the end"


class _Spent:
    """Wall time, processor time and memory of a command."""

    def __init__(self, wall: float, cpu: float, memory: int) -> None:
        self.wall, self.cpu, self.memory = wall, cpu, memory

    def __str__(self) -> str:
        return f"{self.wall:7.2f} s, {self.cpu:7.2f} s of processor, {self.memory:>5} MB"


def _timed(command: Sequence[str], folder: Path) -> _Spent:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return _Spent(wall, cpu, after.ru_maxrss // 1024)


def _hugo(count: int, folder: Path) -> _Spent | None:
    """Hugo on the same articles, the better of two runs; None where it is not installed."""
    if shutil.which("hugo") is None:
        return None
    write_hugo(count, folder / "hugo")
    runs = []
    for _ in range(2):
        shutil.rmtree(folder / "hugo" / "public", ignore_errors=True)
        runs.append(_timed(["hugo", "--quiet"], folder / "hugo"))
    return min(runs, key=lambda one: one.wall)


def _beside(own: _Spent, hugo: _Spent | None) -> str:
    if hugo is None:
        return "(no Hugo here)"
    wall, cpu = own.wall / hugo.wall, own.cpu / hugo.cpu
    return f"| Hugo {hugo.wall:.2f} s: {wall:.2f} times (processor {cpu:.2f})"


@contextmanager
def _service(ruznama: Sequence[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen([*ruznama, "serve"], cwd=folder, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(60)


def _tag(port: int, path: str) -> str:
    """The ETag of a path; "" where there is no answer."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            answer.read()
            return str(answer.headers["ETag"])
    except OSError:
        return ""


def _until(holds: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not holds():
        if time.monotonic() > deadline:
            sys.exit(f"never happened: {what}")
        time.sleep(0.02)


def _save(folder: Path, name: str) -> None:
    path = folder / "articles" / f"{name}.txt"
    path.write_text(path.read_text("utf-8").replace(" |\n", " معدّل |\n", 3), "utf-8")


def _edit(folder: Path, port: int, name: str) -> float:
    """Saves an article with another word in its table; seconds until the new body is served."""
    before = _tag(port, f"/articles/{name}.json")
    _save(folder, name)
    began = time.monotonic()
    _until(lambda: _tag(port, f"/articles/{name}.json") not in {before, ""}, "the edit shows")
    return time.monotonic() - began


def _processor(pid: int) -> float:
    """Seconds of processor time of a process and of its children that ended."""
    told = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return sum(map(int, told[11:15])) / _TICKS


def _quiet(process: subprocess.Popen[bytes]) -> bool:
    """Whether it used hardly any processor time for a while."""
    before = _processor(process.pid)
    time.sleep(1.5)
    return _processor(process.pid) - before < 0.08


def _memory(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def _megabytes(folder: Path) -> str:
    return (
        f"{sum(path.stat().st_size for path in folder.rglob('*') if path.is_file()) / 1e6:.0f} MB"
    )


async def _read(port: int, count: int, during: Callable[[], None]) -> float:
    """The 99th percentile in ms of what readers wait, each asking once a second."""
    waited: list[float] = []
    end = time.monotonic() + _SECONDS
    readers = [
        asyncio.create_task(_reader(port, number, count, end, waited)) for number in range(_READERS)
    ]
    await asyncio.sleep(_SECONDS / 3)
    await asyncio.to_thread(during)
    await asyncio.gather(*readers)
    return sorted(waited)[int(len(waited) * 0.99)] * 1e3


async def _reader(port: int, number: int, count: int, end: float, waited: list[float]) -> None:
    await asyncio.sleep(number / _READERS)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    turn = number
    while time.monotonic() < end:
        turn = (turn * 37 + 11) % count
        request = (
            f"GET /articles/n{turn:05}.ics HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n"
        )
        began = time.monotonic()
        writer.write(request.encode())
        head = (await reader.readuntil(b"\r\n\r\n")).lower().split(b"\r\n")
        length = next(
            int(line.split(b":")[1]) for line in head if line.startswith(b"content-length")
        )
        await reader.readexactly(length)
        waited.append(time.monotonic() - began)
        await asyncio.sleep(1)
    writer.close()


if __name__ == "__main__":
    main([int(given) for given in sys.argv[1:]] or [1_000, 10_000])
