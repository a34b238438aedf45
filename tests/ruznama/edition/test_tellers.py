"""The record of an event across articles, whatever its tellers do in whatever order."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from articles.model import Event, Recurrence
from articles.revisions.known import Revision
from articles.revisions.revise import revise
from exporters.combined import Combined, Member
from exporters.ics.calendar import event_lines
from exporters.ics.vevent import Style
from exporters.merging import Kin
from ruznama.edition.merged import Merged, Moves
from tests.builders import DAY, HOUR, START, article, event
from tests.ruznama.edition.test_merged import singles

STYLE = Style(timezone="Asia/Riyadh", language="ar")
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]
TITLES = ("وصول الوفود إلى العاصمة", "القمة الثنائية", "حفل الوداع في المطار")
# Perhaps the first of these, and what comes again.
DOUBTFUL, WEEKLY = "وصول الوفود العربية إلى العاصمة", "أمسية شعرية"
REST = event("بدء العام الدراسي", "2026-01-10")


def one_newsroom(member: Member) -> Kin:
    return Kin(publisher="all", source=member.source)


@dataclass
class Newsroom:
    """Articles that tell some events, what is shown of them, and what was ever shown."""

    merged: Merged = field(init=False)
    told: dict[str, Revision] = field(default_factory=dict)
    rows: dict[str, tuple[Event, ...]] = field(default_factory=dict)
    shown: dict[str, Combined] = field(default_factory=dict)
    kept: dict[str, Combined] = field(default_factory=dict)
    highest: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    now: datetime = START

    def __post_init__(self) -> None:
        self.merged = Merged(one_newsroom, self.told.__contains__)

    def tell(self, name: str, *rows: Event) -> None:
        """An article is new or says something else; a row of its own is always there."""
        own = replace(REST, title=f"{REST.title} في {name}")
        made = article((*rows, own), id=name, title=f"خبر {name}")
        before, self.rows[name] = self.told.get(name), rows
        self.told[name] = revise(before, made, self.now)
        gone = singles(before, name[0]) if before else []
        self.renew((each.member.uid for each in gone), name)

    def withdraw(self, name: str) -> None:
        gone = singles(self.told.pop(name), name[0])
        self.renew(each.member.uid for each in gone)

    def wait(self, time: timedelta) -> None:
        self.now += time
        self.renew(())

    def renew(self, gone: Iterable[str], *names: str) -> None:
        come = [each for name in names for each in singles(self.told[name], name[0])]
        moves = self.merged.renew(gone, come, self.now)
        news, self.merged.news = self.merged.news, {}
        self.kept |= news
        before = dict(self.shown)
        show(self.shown, moves)
        for uid, record in self.shown.items():
            self.look(before.get(uid), record)
        self.now += HOUR

    def look(self, before: Combined | None, now: Combined) -> None:
        """Nothing goes back, and what changes says so."""
        known = now.listing.known
        sequence, modified = self.highest.get(known.uid, (-1, START))
        assert known.sequence >= sequence
        if sequence >= 0:
            assert known.last_modified >= modified
        if before is not None and lines(before) != lines(now):
            assert known.last_modified > before.listing.known.last_modified
            if looks(before) != looks(now):
                assert known.sequence > before.listing.known.sequence
        self.highest[known.uid] = (known.sequence, known.last_modified)

    def restarted(self) -> dict[str, Combined]:
        """What a new process shows of what is kept."""
        again: dict[str, Combined] = {}
        come = [each for name in self.told for each in singles(self.told[name], name[0])]
        merged = Merged(one_newsroom, self.told.__contains__)
        show(again, merged.recall(self.kept.values(), (), come))
        return again

    def of(self, title: str) -> list[Combined]:
        return [each for each in self.shown.values() if title in each.listing.known.event.title]


def show(shown: dict[str, Combined], moves: Moves) -> None:
    for record in moves.gone:
        del shown[record.uid]
    for record in moves.come:
        assert record.uid not in shown
        shown[record.uid] = record


def lines(record: Combined) -> bytes:
    return event_lines(record.listing, STYLE)


def looks(record: Combined) -> object:
    event = record.listing.known.event
    return (event.title, record.listing.span, event.place, record.listing.known.status)


NAMES = st.sampled_from([f"{source}{number}" for source in "abc" for number in range(3)])
DAYS = st.integers(20, 22).map(lambda day: f"2025-09-{day}")


@settings(max_examples=60, deadline=None, phases=PHASES)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["tell", "drop", "place", "withdraw", "withdraw", "wait"]), NAMES
        ),
        max_size=20,
    )
)
def test_event_has_one_uid_whoever_tells_it(steps: list[tuple[str, str]]) -> None:
    """Tellers come, change, drop its row and are withdrawn in any order, and come back."""
    room, summit = Newsroom(), event(TITLES[1], "2025-09-25")
    ever: set[str] = set()
    for step, name in (("tell", "a0"), *steps, ("tell", "b1")):
        match step:
            case "tell":
                room.tell(name, summit)
            case "place":
                room.tell(name, replace(summit, place=f"قاعة {name}"))
            case "drop" if name in room.told:
                room.tell(name)
            case "withdraw" if name in room.told:
                room.withdraw(name)
            case _:
                room.wait(DAY)
        ever |= {each.uid for each in room.of(TITLES[1])}
        assert len(ever) == 1
        assert room.restarted() == room.shown


@settings(max_examples=60, deadline=None, phases=PHASES)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["tell", "tell", "tell", "withdraw", "wait"]),
            NAMES,
            st.dictionaries(st.sampled_from((*TITLES, DOUBTFUL, WEEKLY)), DAYS, max_size=2),
        ),
        max_size=20,
    )
)
def test_no_record_goes_back_whatever_articles_do(
    steps: list[tuple[str, str, dict[str, str]]],
) -> None:
    """Every event that is told is shown, once; a restart shows the same."""
    room = Newsroom()
    for step, name, rows in steps:
        match step:
            case "tell":
                room.tell(name, *(told_as(*row) for row in rows.items()))
            case "withdraw" if name in room.told:
                room.withdraw(name)
            case _:
                room.wait(16 * DAY)
        for revision in room.told.values():
            for known in revision.events:
                uid = room.merged.shown_as(known.uid)
                members = [each.uid for each in room.shown[uid or ""].members]
                assert known.uid in members
        shown = [each.uid for one in room.shown.values() for each in one.members]
        assert len(shown) == len(set(shown))
        for uid, record in room.shown.items():
            for other in record.listing.related:
                assert uid in room.shown[other].listing.related
        assert room.restarted() == room.shown


def test_doubt_shows_both_and_links_them() -> None:
    """Each tells of the other, and no more once one of them is gone or is sure."""
    room = Newsroom()
    room.tell("a0", event(TITLES[0], "2025-09-25"))
    room.tell("b0", event(DOUBTFUL, "2025-09-25"))
    (one,), (two,) = room.of(TITLES[0]), room.of(DOUBTFUL)
    assert (one.listing.related, two.listing.related) == ((two.uid,), (one.uid,))
    assert f"RELATED-TO;RELTYPE=SIBLING:{two.uid}".encode() in lines(one)
    sequences = {each.listing.known.sequence for each in (one, two)}
    assert sequences == {0}  # nobody sees it in a list of events
    room.tell("b0", event(DOUBTFUL, "2025-09-26"))
    assert [each.listing.related for each in room.of("وصول الوفود")] == [(), ()]
    room.tell("b0", event(DOUBTFUL, "2025-09-25"))
    room.tell("b0", event(TITLES[0], "2025-09-25"))
    (same,) = room.of("وصول الوفود")
    assert (same.uid, same.listing.related) == (one.uid, ())


def told_as(title: str, day: str) -> Event:
    told = event(title, day)
    if title != WEEKLY:
        return told
    return replace(told, recurrence=Recurrence(rule="FREQ=WEEKLY", until="2025-11-01"))


def test_event_that_two_tell_goes_with_the_words_that_show() -> None:
    """The one who is followed moves it; who lags behind is shown apart until both agree."""
    room = Newsroom()
    room.tell("a0", event(TITLES[1], "2025-09-25"))
    room.tell("b0", event(TITLES[1], "2025-09-25"))
    (summit,) = room.of(TITLES[1])
    room.tell("a0", event(TITLES[1], "2025-09-24"))
    days = {each.uid: each.listing.days.first.day for each in room.of(TITLES[1])}
    assert days.pop(summit.uid) == 24
    assert list(days.values()) == [25]
    room.tell("b0", event(TITLES[1], "2025-09-24"))
    (again,) = room.of(TITLES[1])
    assert again.uid == summit.uid
    assert len(again.members) == 2


def test_withdrawn_event_is_cancelled_for_thirty_days() -> None:
    """Its subscribers see that it is off, not that it is gone."""
    room = Newsroom()
    room.tell("a0", event(TITLES[1], "2025-09-25"))
    (summit,) = room.of(TITLES[1])
    room.withdraw("a0")
    (cancelled,) = room.of(TITLES[1])
    assert (cancelled.uid, cancelled.listing.known.status) == (summit.uid, "cancelled")
    assert cancelled.listing.known.sequence == summit.listing.known.sequence + 1
    room.wait(29 * DAY)
    assert room.of(TITLES[1]) == [cancelled]
    room.wait(2 * DAY)
    room.wait(HOUR)
    assert not room.of(TITLES[1])


def test_article_under_another_name_keeps_its_events() -> None:
    """A file that is deleted and written anew is another article, but no other event."""
    room = Newsroom()
    room.tell("a0", event(TITLES[1], "2025-09-25"))
    (summit,) = room.of(TITLES[1])
    room.withdraw("a0")
    room.wait(HOUR)
    room.tell("a7", event(TITLES[1], "2025-09-25"))
    (again,) = room.of(TITLES[1])
    assert (again.uid, again.listing.known.status) == (summit.uid, "confirmed")
    assert again.listing.known.sequence == summit.listing.known.sequence + 2


def test_hidden_event_is_not_cancelled() -> None:
    """An article that is not shown beside one that says the same was not withdrawn."""
    room = Newsroom()
    room.tell("a0", event(TITLES[1], "2025-09-25"))
    room.renew(each.member.uid for each in singles(room.told["a0"], "a"))
    assert not room.of(TITLES[1])
    room.renew((), "a0")
    (again,) = room.of(TITLES[1])
    assert again.listing.known.sequence == 0
