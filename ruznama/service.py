"""The service: HTTP and the schedule in one process, and a new configuration without a pause.

A configuration is taken anew at SIGHUP, or when its file has changed: it is opened beside the one
that runs, and takes its place when it is ready. One that has faults is refused, and nothing stops.
"""

import asyncio
import gc
import logging
import os
import signal
import socket
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from starlette.types import ASGIApp

from articles.errors import RuznamaError
from ruznama.bootstrap import make_canvas, make_clock, make_watch, open_renewal
from ruznama.clock import Clock
from ruznama.config.corrections import NAME as CORRECTIONS
from ruznama.config.corrections import add_correction
from ruznama.config.load import load_config
from ruznama.config.model import Config
from ruznama.edition.reach import address, followed, misfit
from ruznama.logs import set_up_logs
from ruznama.pages import overviews
from ruznama.pages.canvas import Canvas
from ruznama.renewal.renewal import Renewal
from ruznama.review import review
from ruznama.store.runs import SourceStatus
from ruznama.utc import utc_now
from ruznama.web.app import create_app
from ruznama.web.door import Door, listen
from ruznama.web.reviewing import Correct, review_route
from ruznama.web.watch import Watch
from ruznama.web.watching import watch_routes

_SWITCH_S = 0.0005  # what is being published gives way to who reads
_CLOSE_S = 2
_END_S = 18  # after which the process ends whatever hangs
_LOOK_S = 2  # between two looks at the configuration's file

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Running:
    """One configuration at work."""

    config: Config
    renewal: Renewal
    clock: Clock
    watch: Watch
    canvas: Canvas

    async def stop(self) -> None:
        """Lets what is under way finish, and closes everything."""
        await self.clock.stop()
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.to_thread(self.renewal.close), _CLOSE_S)


def run_service(
    path: Path, *, host: str | None = None, port: int | None = None, works: bool = True
) -> None:
    """Serves until SIGTERM or SIGINT.

    Args:
        path: of the configuration.
        host: to listen on, instead of what it says.
        port: likewise.
        works: whether it runs sources too, or follows what other processes publish.

    Raises:
        ConfigError: the configuration has faults.
        ServeError: the address cannot be listened on.
        StoreError: the store cannot be opened.
    """
    config = load_config(path)
    set_up_logs()
    place = _place(host or config.server.host, config.server.port if port is None else port)
    sys.setswitchinterval(_SWITCH_S)
    service = _Service(path, _open(place.take(config), works=works), place, works=works)
    gc.freeze()  # what is loaded stays: it need not be looked through again and again
    asyncio.run(service.serve())


def run_work(path: Path) -> None:
    """Runs sources and publishes, without HTTP, until SIGTERM or SIGINT.

    Args:
        path: of the configuration.

    Raises:
        ConfigError: the configuration has faults.
        StoreError: the store cannot be opened.
    """
    config = load_config(path)
    set_up_logs()
    service = _Service(path, _open(config, works=True), None, works=True)
    gc.freeze()
    asyncio.run(service.serve())


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the service listens, for as long as it runs; the host is an IP address."""

    host: str
    port: int
    listening: socket.socket

    def take(self, config: Config) -> Config:
        """The configuration with links that lead here; said where they may not."""
        told = config.site.base_url
        shared = not config.store.url.startswith("sqlite")  # by nodes that serve the same bytes
        base_url = told if shared else followed(told, self.host, self.port)
        if base_url != told:
            _log.info("links begin with %s: [site] base_url follows what is served", base_url)
        fault = misfit(base_url, self.host, self.port)
        if fault:
            _log.warning(fault)
        site = config.site.model_copy(update={"base_url": base_url})
        return config.model_copy(update={"site": site})


class _Service:
    """Serves whatever configuration is at work."""

    def __init__(self, path: Path, running: _Running, place: _Place | None, *, works: bool) -> None:
        """Without a place nothing is served; `works` tells whether sources are run."""
        self._path = path
        self._running = running
        self._place = place
        self._works = works
        self._reloading = asyncio.Lock()

    async def serve(self) -> None:
        """Until the process is told to end."""
        loop, stopping = asyncio.get_running_loop(), asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stopping.set)
        tasks: set[asyncio.Task[None]] = set()
        loop.add_signal_handler(signal.SIGHUP, lambda: tasks.add(self._soon(tasks)))
        door = self._open_door()
        looking = asyncio.create_task(self._look())
        self._running.clock.start()
        await stopping.wait()
        self._running.watch.stopping = True
        _log.info("stopping")
        _end_at_last()
        looking.cancel()
        async with self._reloading:
            await self._running.stop()
        if door is not None:
            await door.close()

    def _open_door(self) -> Door | None:
        if self._place is None:
            _log.info("working")
            return None
        door = Door(self._app(), self._place.listening)
        door.open()
        _log.info("serving", extra={"address": address(self._place.host, self._place.port)})
        return door

    def _app(self) -> ASGIApp:
        routes = watch_routes(
            lambda: self._running.watch,
            lambda: self._running.config.server.token,
            self._status_page,
        )
        routes.append(
            review_route(
                lambda: self._running.config.server.token, self._review_page, self._correct
            )
        )
        return create_app(lambda: self._running.renewal.snapshot, self._today, routes)

    def _today(self) -> date:
        """The day where the site is: what is upcoming turns at its midnight."""
        return self._running.canvas.site.day(utc_now())

    def _status_page(self, sources: list[SourceStatus]) -> bytes:
        left_out = len(self._running.watch.left_out())
        return overviews.status(self._running.canvas, sources, utc_now(), left_out)

    def _review_page(self) -> bytes:
        running = self._running
        store = running.renewal.store
        doubts = review(store.revisions(), store.items.all_faulty())
        writable = self._correct() is not None
        return overviews.review(running.canvas, doubts, writable=writable)

    def _correct(self) -> Correct | None:
        """What writes a correction beside the configuration, which takes it at its next look."""
        if not self._running.config.review.write:
            return None
        return partial(add_correction, self._path.with_name(CORRECTIONS))

    def _soon(self, tasks: set[asyncio.Task[None]]) -> asyncio.Task[None]:
        task = asyncio.create_task(self._reload())
        task.add_done_callback(tasks.discard)
        return task

    async def _look(self) -> None:
        """Takes the configuration anew when one of its files has changed and rests."""
        taken = before = self._seen()
        while True:
            await asyncio.sleep(_LOOK_S)
            now = self._seen()
            if now == before and now[0] and now != taken:
                taken = now
                await self._reload()
            before = now

    def _seen(self) -> tuple[tuple[int, int] | None, ...]:
        """The state of the files of the configuration."""
        return tuple(map(_seen, (self._path, self._path.with_name(CORRECTIONS))))

    async def _reload(self) -> None:
        """Takes the configuration anew; the old one goes on where it has faults."""
        async with self._reloading:
            old = self._running
            try:
                config = await asyncio.to_thread(load_config, self._path)
                config = self._place.take(config) if self._place else config
                if config == old.config:
                    return
                started = await asyncio.to_thread(_open, config, works=self._works)
            except RuznamaError as error:
                _log.error("the new configuration is refused, the old one goes on: %s", error)
                return
            if (config.server.host, config.server.port) != (
                old.config.server.host,
                old.config.server.port,
            ):
                _log.warning("[server] host and port take effect at the next start")
            started.clock.start()
            self._running = started
            await old.stop()
            _log.info("the new configuration is at work")


def _end_at_last() -> None:
    """Ends the process in time though a thread hangs, in a source or a database.

    A thread cannot be ended, and Python waits for each; what it did is made up for at the start.
    """

    def end() -> None:
        _log.warning("ended though something was still under way")
        os._exit(0)

    last = threading.Timer(_END_S, end)
    last.daemon = True
    last.start()


def _open(config: Config, *, works: bool) -> _Running:
    renewal = open_renewal(config)
    clock = make_clock(config, renewal, works=works)
    return _Running(
        config=config,
        renewal=renewal,
        clock=clock,
        watch=make_watch(config, renewal, clock),
        canvas=make_canvas(config),
    )


def _seen(path: Path) -> tuple[int, int] | None:
    with suppress(OSError):
        found = path.stat()
        return found.st_mtime_ns, found.st_size
    return None


def _place(host: str, port: int) -> _Place:
    """Where a service on a host and port listens; for port 0 on one that is free.

    Raises:
        ServeError: the address cannot be listened on.
    """
    listening = listen(host, port)
    address, bound = listening.getsockname()[:2]
    return _Place(address, bound, listening)
