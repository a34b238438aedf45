"""What is published step by step is what is published at once; a step costs what it changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from articles.blocks import At, TextBlock
from articles.revisions.known import Revision, Tombstone
from articles.revisions.revise import revise
from ruznama.edition.edition import Publication
from ruznama.publishing.publish import Publisher
from ruznama.publishing.storage.memory import MemoryStore
from ruznama.publishing.storage.snapshot import Snapshot
from ruznama.store.kept import Place
from tests.builders import DAY, HOUR, START, article
from tests.ruznama.publishing.test_publish import SITE

SMALL = replace(
    SITE,
    feed_limit=4,
    sources=(("news", "الأخبار"), ("sport", "الرياضة")),
    merge_alike=True,
)
LONG = " ".join(f"كلمة{number}" for number in range(80))


@dataclass
class World:
    """The articles of a site, and what moved since they were last published."""

    known: dict[str, Revision] = field(default_factory=dict)
    gone: dict[str, Tombstone] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    hours: int = 0
    withdrawn: datetime | None = None

    def tell(self, name: str, day: int, tag: str, *, agency: bool) -> None:
        """An article that is new or edited."""
        self.hours += 1
        text = LONG if agency else f"نص {name}"
        mine = replace(
            article([("القمة", f"2025-09-{day:02}"), (f"لقاء {name}", f"2026-0{day % 9 + 1}-05")]),
            id=name,
            title=f"خبر {name} يوم {day}",
            tags=(tag,),
            blocks=(TextBlock(type="paragraph", text=text, at=At(line=2)),),
        )
        before = self.known.get(name)
        self.known[name] = revise(before, mine, START + self.hours * HOUR)
        source = "sport" if name < "c" else "news"
        self.places.setdefault(name, Place(source=source, number=len(self.places)))
        self.gone.pop(name, None)
        self.moved.add(name)

    def withdraw(self, name: str) -> None:
        if name in self.known:
            self.hours += 1
            del self.known[name]
            self.withdrawn = START + self.hours * HOUR
            self.gone[name] = Tombstone(id=name, gone=self.withdrawn)

    def publication(self, names: Sequence[str]) -> Publication:
        return Publication(
            revisions=[self.known[name] for name in names if name in self.known],
            tombstones=sorted(self.gone.values(), key=lambda one: one.id),
            counter=self.hours + 1,
            changed=START + self.hours * HOUR,
            places=self.places,
            numbered=len(self.places),
            withdrawn=self.withdrawn,
            revision=self.known.__getitem__,
        )

    def publish(self, publisher: Publisher) -> Snapshot:
        """What moved, published."""
        moved, self.moved = sorted(self.moved), set()
        return publisher.publish(self.publication(moved))


NAMES = st.sampled_from([*"abcdef"])
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("tell"),
            NAMES,
            st.integers(20, 26),
            st.sampled_from(["سياسة", "كرة", "2025"]),
            st.booleans(),
        ),
        st.tuples(st.just("withdraw"), NAMES),
        st.tuples(st.just("publish")),
    ),
    max_size=14,
)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(STEPS)
def test_published_step_by_step_or_at_once_it_is_the_same(
    steps: Sequence[tuple[object, ...]],
) -> None:
    """Whatever comes, changes and goes in whatever order: every path, byte for byte.

    Given what is kept for life: slices, addresses, the events that several told on the way.
    """
    world, store = World(), MemoryStore()
    publisher = Publisher(SMALL, store=store)
    for step in (*steps, ("publish",)):
        match step:
            case ("tell", str(name), int(day), str(tag), bool(agency)):
                world.tell(name, day, tag, agency=agency)
            case ("withdraw", str(name)):
                world.withdraw(name)
            case _:
                stepwise = world.publish(publisher)
    kept = MemoryStore(store.combined(0), store.slices(), store.offered())
    remembering = Publisher(SMALL, store=kept)
    at_once = remembering.publish(world.publication(sorted(world.known)))
    assert _contents(stepwise) == _contents(at_once)


def _contents(snapshot: Snapshot) -> Mapping[str, bytes]:
    """The bytes by path."""
    return {path: body.content for path, body in snapshot.bodies.items()}


class Counting(MemoryStore):
    """Counts what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.written = 0

    def keep_pieces(self, pieces: Mapping[bytes, bytes]) -> None:
        """Counts the pieces that are new."""
        self.written += len(pieces.keys() - self._pieces.keys())
        super().keep_pieces(pieces)


def _written_by_an_edit(count: int) -> tuple[int, int]:
    """The pieces and the bodies that are new after one of so many articles was edited."""
    store, world = Counting(), World()
    publisher = Publisher(replace(SMALL, merge_alike=False, feed_limit=50), store=store)
    for number in range(count):
        world.tell(f"n{number:03}", 20 + number % 7, "سياسة", agency=False)
    world.hours += 48
    before = world.publish(publisher)
    store.written = 0
    world.tell("n005", 24, "سياسة", agency=False)
    after = world.publish(publisher)
    new = [path for path, one in after.bodies.items() if before.bodies.get(path) is not one]
    return store.written, len(new)


@pytest.mark.slow
def test_an_edit_makes_as_many_pieces_among_many_as_among_few() -> None:
    """One change costs one change: its own pieces, and what stands around what shows them."""
    few, many = _written_by_an_edit(80), _written_by_an_edit(320)
    assert max(many[0], many[1]) < 60
    assert many[0] <= few[0] + 6  # a page of the archive has two neighbours
    assert many[1] <= few[1] + 6


def test_what_does_not_change_is_written_nowhere() -> None:
    """Not even a piece, though the time of the record goes on."""
    store, world = Counting(), World()
    publisher = Publisher(SMALL, store=store)
    world.tell("a", 23, "سياسة", agency=False)
    before = world.publish(publisher)
    store.written = 0
    world.moved.add("a")
    after = world.publish(publisher)
    assert store.written == 0
    assert all(after.bodies[path] is one for path, one in before.bodies.items())


def test_windows_turn_with_the_day_of_the_last_change() -> None:
    """What is too long ago for the combined calendar leaves it when another day is on record."""
    publisher = Publisher(replace(SMALL, keep_events=10 * DAY))
    world = World()
    world.tell("a", 20, "سياسة", agency=False)
    assert b"20250920" in world.publish(publisher).bodies["/calendar.ics"].content
    world.hours += 24 * 40
    world.tell("b", 21, "كرة", agency=False)
    after = world.publish(publisher).bodies
    assert b"20250920" not in after["/calendar.ics"].content
    assert b"20250920" not in after["/calendars/سياسة.ics"].content
    assert b"20250920" in after["/calendars/2025.ics"].content
