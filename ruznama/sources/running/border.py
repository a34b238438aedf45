"""What keeps a fault of one item with that item: it is noted, told, and tried again later."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from articles.errors import RuznamaError
from ruznama.errors import FetchError, NothingToReadError
from ruznama.installation import broken
from ruznama.sources.reading import UnreadError
from ruznama.sources.remembered import states
from ruznama.sources.remembered.ledger import Ledger
from ruznama.sources.source import Failure, NewsSource, SourceReport
from ruznama.store.database.engine import is_away
from ruznama.store.kept import Known, SourceItem

_LOOK = "Open it in a browser to see why"
_MEND = "Mend it, or move it away"

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Border:
    """Around the items of one run."""

    source: NewsSource
    report: SourceReport
    ledger: Ledger
    known: Mapping[str, Known]

    @contextmanager
    def around(self, locator: str) -> Iterator[None]:
        """Whatever goes wrong inside stays with the item."""
        try:
            yield
        except FetchError as error:  # the ledger tells it already
            self.tell(locator, str(error))
        except (RuznamaError, UnreadError) as error:
            self.note(locator, error)
            self.tell(locator, str(error))
        except ImportError as error:
            self.tell(locator, f"{locator}: {broken(error)}")
        except Exception as error:  # the border: one item must not stop the others
            if is_away(error):
                raise
            _log.exception("unexpected fault in %s of %s", locator, self.source.name)
            self.tell(locator, f"{locator}: unexpected fault: {error!r}. Please report it")

    def note(self, locator: str, error: Exception) -> None:
        """What was had is no article: it is had again, whole, by the clock of the item."""
        item = states.distrusted(self.ledger.item(locator))
        is_nothing = isinstance(error, NothingToReadError)
        if isinstance(error, UnreadError):
            is_nothing = error.unread.is_empty and item.url is not None
            if error.unread.trace:
                place = f"{locator} of {self.source.name}"
                _log.error("unexpected fault in %s\n%s", place, error.unread.trace)
        away = states.refused if is_nothing else states.failed
        remedy = _LOOK if item.url else _MEND
        self.ledger.keep(away(item, str(error), remedy, self.again(item)))

    def tell(self, locator: str, message: str, *, is_missed: bool = True) -> None:
        """Notes in the report what is wrong with an item."""
        item = self.ledger.items.get(locator)
        is_lacking = item is None or item.is_missing
        missed = is_missed and locator not in self.known and is_lacking
        self.report.failures.append(Failure(place=locator, message=message, is_missed=missed))

    def again(self, item: SourceItem) -> datetime | None:
        """When an item that was no article is asked for again; None for a file."""
        if item.url is None:
            return None
        return self.ledger.now + states.back_off(item.failures + 1, self.source.every, None, 0)
