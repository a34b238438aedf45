"""What subscribers saw last, whatever becomes of the store meanwhile."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ruznama.store.kept import ChangeRecord


@dataclass(slots=True)
class Seen:
    """What subscribers saw last, for as long as the process lives, whatever becomes of the store.

    Attributes:
        counter: of the edition that was published; `changed` is its time.
        sequence: the highest SEQUENCE of all events.
        was_lost: whether the store was since made anew or put back.
    """

    counter: int = 0
    changed: datetime | None = None
    sequence: int = 0
    was_lost: bool = False

    def publish(self, counter: int, changed: datetime, sequence: int) -> None:
        """Keeps what is now published."""
        self.counter, self.changed = counter, changed
        self.sequence, self.was_lost = max(self.sequence, sequence), False

    def is_behind(self, change: ChangeRecord | None) -> bool:
        """Whether a store with this record of change knows less than subscribers saw."""
        if self.was_lost or self.changed is None:
            return self.was_lost
        return change is None or change.counter < self.counter

    def after(self, now: datetime) -> datetime:
        """A time that is later than what was published."""
        return max(now, self.changed + timedelta(seconds=1)) if self.changed else now
