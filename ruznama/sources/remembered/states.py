"""The life of an item in the ledger: what each look at it makes of it. Pure.

      unread ──read──▶ full ◀──────────read, or read alike twice──────────┐
        │  ╲            │ ╲───poorer reading──▶ held ──poorer, alike──────┤
        │   ╲fails      │fails                                            │
        │    ╲          ▼                                                 │
        │     ╲──▶ failed ──read──────────────────────────────────────────┤
        │            │ what the listing tells                             │
        │            ▼                                                    │
        │          teaser ──read──────────────────────────────────────────┘
        ╰──is not to be read──▶ refused          full, teaser ──is deleted──▶ gone ──comes back──▶

Whatever the state, what is published of an item (`best`) never becomes less: only `gone` ends it.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from ruznama.store.kept import Level, SourceItem

LONGEST_WAIT = timedelta(hours=24)  # for what fails to be tried again
FOR_GOOD = timedelta(days=36_500)
KEPT_GONE = timedelta(days=90)  # an item that may come back
TRIED_FOR = timedelta(days=14)  # an item of which nothing could be published yet
MOST_NAMES = 24
# How old an article may be, and how often it is then read again: corrections come early.
PACE = (
    (timedelta(days=1), timedelta(hours=1)),
    (timedelta(days=14), timedelta(days=1)),
    (timedelta(days=90), timedelta(days=7)),
)


def pace(item: SourceItem, now: datetime) -> timedelta | None:
    """How long to wait before an article is read again; None where it is so no more."""
    age = now - item.since
    return next((wait for until, wait in PACE if age < until), None)


def read(item: SourceItem, level: Level, next_at: datetime | None) -> SourceItem:
    """Its reading was believed."""
    return replace(
        item,
        state=level or "unread",
        best=_better(item.best, level),
        held=None,
        problem=None,
        remedy=None,
        failures=0,
        next_at=next_at,
    )


def teased(item: SourceItem) -> SourceItem:
    """What the listing holds of it is published; its page goes on being tried."""
    return replace(item, state="teaser", best=_better(item.best, "teaser"))


def unchanged(item: SourceItem, next_at: datetime | None) -> SourceItem:
    """It says what it said when it was last read well."""
    return read(item, item.best, next_at) if item.best else replace(item, next_at=next_at)


def held(item: SourceItem, reading: str, why: str, next_at: datetime | None) -> SourceItem:
    """Its reading was poorer than what is published: it waits for another that says the same."""
    asked_whole = replace(item, etag=None, last_modified=None)
    remedy = "It is published once a second reading says the same"
    return replace(
        asked_whole, state="held", held=reading, problem=why, remedy=remedy, next_at=next_at
    )


def agrees(item: SourceItem | None, reading: str) -> bool:
    """Whether a reading says what an earlier one said that was not believed."""
    return item is not None and item.held == reading


def failed(item: SourceItem, problem: str, remedy: str, next_at: datetime | None) -> SourceItem:
    """It could not be had, or was not what it should be."""
    return replace(
        item,
        state="failed",
        problem=problem,
        remedy=remedy,
        failures=item.failures + 1,
        next_at=next_at,
    )


def refused(item: SourceItem, problem: str, remedy: str, next_at: datetime | None) -> SourceItem:
    """It is not to be read, or is nothing that could be: nobody lacks it."""
    return replace(failed(item, problem, remedy, next_at), state="refused")


def distrusted(item: SourceItem) -> SourceItem:
    """What was answered is not believed: the next time all of it is asked for."""
    return replace(item, etag=None, last_modified=None)


def back_off(failures: int, every: timedelta, wait: timedelta | None, spread: float) -> timedelta:
    """How long to wait after so many failures in a row: ever longer, a day at most.

    Args:
        failures: at least 1.
        every: how often the source is run.
        wait: what the host asked for.
        spread: 0 to 1, what to take off, so that what failed together is not asked together.
    """
    doubled: int = 2 ** min(failures - 1, 16)
    grown = min(every * doubled, LONGEST_WAIT)
    return max(wait or timedelta(), grown * (1 - spread))


def is_resting(item: SourceItem, now: datetime, most: timedelta) -> bool:
    """Whether it is not time to ask; what is further off was told by a clock since set back."""
    if item.next_at is None:
        return False
    left = item.next_at - now
    return timedelta() < left <= max(most, LONGEST_WAIT) or left > FOR_GOOD / 2


def is_over(item: SourceItem, now: datetime) -> bool:
    """Whether an item need not be known any more: gone long ago, or never an article."""
    if item.state == "gone":
        return item.next_at is not None and item.next_at + KEPT_GONE < now
    if item.next_at is not None and item.next_at - now > FOR_GOOD / 2:
        return False
    return item.state in {"failed", "refused"} and not item.best and item.since + TRIED_FOR < now


def _better(one: Level, other: Level) -> Level:
    return max(one, other, key=("", "teaser", "full").index)
