"""Articles read in processes that can be ended: no item keeps the others, or a stop, waiting.

An item that takes too long or too much memory is a failure of its own. The processes are forked
from one that has loaded the reader and nothing else, when the first item is to be read.
"""

import multiprocessing
import os
import resource
import traceback
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from articles.corrections import Correction, correct
from articles.draft import Selectors
from articles.errors import ReadError, RuznamaError
from articles.model import Article, Preference, SourceKind
from ruznama.installation import broken

if TYPE_CHECKING:
    from pebble import ProcessPool

DEFAULT_TIMEOUT_S = 10.0
_MOST_WORKERS = 4
_MOST_OCTETS = 2 << 30  # of memory, as a worker sees it
_LOADED_BEFORE = "articles.read"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRead:
    """What is to be read, and how; see `articles.read.read_article`.

    Attributes:
        category: of an article that names no section.
        is_entry: whether it is what a feed holds: a title alone is then an article.
        corrections: what an editor has corrected.
    """

    body: bytes
    name: str
    at: datetime
    kind: SourceKind | None
    url: str | None
    charset: str | None
    timezone: str
    language: str
    keep: tuple[str, ...]
    drop: tuple[str, ...]
    selectors: Selectors
    prose: bool
    category: str | None
    is_entry: bool = False
    corrections: tuple[Correction, ...] = ()
    country: str | None = None
    hijri_offset: int | None = None
    prefer: Preference = "nearest"


@dataclass(frozen=True, slots=True)
class Unread:
    """Why an item was not read: a sentence with its remedy; `trace` where nobody foresaw it.

    Attributes:
        is_empty: whether there is no article in it.
    """

    message: str
    trace: str = ""
    is_empty: bool = False


class UnreadError(Exception):
    """An item could not be read; `unread` says why."""

    def __init__(self, unread: Unread) -> None:
        super().__init__(unread.message)
        self.unread = unread


# Waits for an article and gives it; raises UnreadError.
Waiting = Callable[[], Article]


class Reading(Protocol):
    """Reads items."""

    def begin(self, item: ToRead) -> Waiting:
        """Begins to read an item."""

    def close(self) -> None:
        """Ends whatever is being read."""


class Here:
    """Reads in this process, when the article is asked for."""

    def begin(self, item: ToRead) -> Waiting:
        """Begins to read an item."""
        return lambda: _article(read_item(item))

    def close(self) -> None:
        """There is nothing to end."""


class Apart:
    """Reads in processes of its own, several items at a time."""

    def __init__(self, timeout_s: float = DEFAULT_TIMEOUT_S) -> None:
        """`timeout_s` is what one item may take."""
        self._timeout_s = timeout_s
        self._pool: ProcessPool | None = None
        self._lock = Lock()

    def begin(self, item: ToRead) -> Waiting:
        """Begins to read an item."""
        reading = self._workers().schedule(read_item, args=[item], timeout=self._timeout_s)
        return lambda: _article(self._ended(item, reading))

    def close(self) -> None:
        """Ends whatever is being read."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]  # pebble has no type here
            pool.join()

    def _workers(self) -> "ProcessPool":
        from pebble import ProcessPool  # noqa: PLC0415  most runs read nothing

        with self._lock:
            if self._pool is None:
                context = multiprocessing.get_context("forkserver")
                context.set_forkserver_preload([_LOADED_BEFORE])
                workers = min(_MOST_WORKERS, os.cpu_count() or 1)
                self._pool = ProcessPool(workers, initializer=_bound, context=context)
            return self._pool

    def _ended(self, item: ToRead, reading: "Future[Article | Unread]") -> Article | Unread:
        from pebble import ProcessExpired  # noqa: PLC0415  likewise

        try:
            return reading.result()
        except TimeoutError:
            told = f"takes longer to read than {self._timeout_s:g} seconds"
            return Unread(f"{item.name}: {told}. Make it smaller, or raise [read] timeout")
        except ProcessExpired:
            told = "ended the process that read it"
            return Unread(f"{item.name}: {told}. Make it smaller, or move it away")


def read_item(item: ToRead) -> Article | Unread:
    """The article of an item, or why there is none; never raises."""
    try:
        return _read(item)
    except RuznamaError as error:
        return Unread(str(error), is_empty=isinstance(error, ReadError))
    except ImportError as error:
        return Unread(f"{item.name}: {broken(error)}")
    except MemoryError:
        return Unread(f"{item.name}: takes too much memory to read. Make it smaller")
    except Exception as error:  # noqa: BLE001  the border: one item must not stop the others
        message = f"{item.name}: unexpected fault: {error!r}. Please report it"
        return Unread(message, traceback.format_exc())


def _read(item: ToRead) -> Article:
    """The article as its editor has corrected it."""
    article = _as_told(item)
    mine = [each for each in item.corrections if each.article == article.id]
    keep = tuple(line for each in mine for line in each.keep)
    drop = tuple(line for each in mine for line in each.drop)
    if keep or drop:
        article = _as_told(replace(item, keep=(*item.keep, *keep), drop=(*item.drop, *drop)))
    return correct(article, mine)


def _as_told(item: ToRead) -> Article:
    from articles.dates import DateContext  # noqa: PLC0415  most runs read nothing
    from articles.read import read_article  # noqa: PLC0415

    dates = DateContext(country=item.country, hijri_offset=item.hijri_offset, prefer=item.prefer)
    article = read_article(
        item.body,
        name=item.name,
        at=item.at,
        kind=item.kind,
        url=item.url,
        charset=item.charset,
        timezone=item.timezone,
        language=item.language,
        keep=item.keep,
        drop=item.drop,
        selectors=item.selectors,
        prose=item.prose,
        is_entry=item.is_entry,
        dates=dates,
    )
    if item.category and not article.section:
        article = replace(article, section=item.category)
    return article


def _article(read: Article | Unread) -> Article:
    if isinstance(read, Unread):
        raise UnreadError(read)
    return read


def _bound() -> None:
    """A worker asks for no more memory than this."""
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_OCTETS, _MOST_OCTETS))
