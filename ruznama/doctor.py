"""Self-checks: what can be wrong around the program before any article is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import available_timezones

from articles.errors import RuznamaError
from ruznama.config.model import Config
from ruznama.installation import REINSTALL, broken, load_libraries, overwritten
from ruznama.selftest import try_pictures, try_readers, try_web, try_writers
from ruznama.sources.client.fetch import self_test
from ruznama.store.store import open_store

_BUILT = 2025  # a clock before this year is wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check: its name, whether it is well, and what was seen or what to do."""

    name: str
    ok: bool
    detail: str


def examine(config: Config, now: datetime) -> list[Finding]:
    """Every check, in order."""
    return [
        _installation(),
        _tried("libraries", load_libraries),
        _time_zones(),
        _clock(now),
        _tried("readers", try_readers),
        _tried("web", try_web),
        _tried("writers", try_writers),
        _tried("pictures", try_pictures),
        _tried("way out", _way_out),
        _tried("store", lambda: _store(config.store.url)),
        *(_tried(f"source {one.name}", partial(one.source().check, now)) for one in config.sources),
    ]


def _installation() -> Finding:
    problem = overwritten()
    good = "no other distribution has our packages"
    return Finding(name="installation", ok=problem is None, detail=problem or good)


def _time_zones() -> Finding:
    count = len(available_timezones())
    return Finding(name="time zones", ok=count > 0, detail=f"{count} known")


def _clock(now: datetime) -> Finding:
    return Finding(name="clock", ok=now.year >= _BUILT, detail=now.isoformat(timespec="seconds"))


def _way_out() -> str:
    self_test()
    return "addresses that are not public are refused"


def _store(url: str) -> str:
    store = open_store(url)
    try:
        change = store.change()
    finally:
        store.close()
    return "empty" if change is None else f"last change {change.at.isoformat()}"


def _tried(name: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(name=name, ok=True, detail=check())
    except RuznamaError as error:
        return Finding(name=name, ok=False, detail=str(error))
    except ImportError as error:
        return Finding(name=name, ok=False, detail=broken(error))
    except Exception as error:  # noqa: BLE001  whatever a broken installation raises
        return Finding(name=name, ok=False, detail=f"{error!r}. {REINSTALL}")
