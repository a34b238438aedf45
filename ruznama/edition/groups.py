"""Who belongs together: which events of articles are one event, by what they tell now.

An event stays with those who tell it; who tells something else by now leaves it. Of several events
that turn out to be one, that stays which subscribers know, or have known longest.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from exporters.combined import Combined, Member, free_uid
from exporters.dated import Listing
from exporters.merging import (
    Kin,
    are_kin,
    are_one,
    may_be_one,
    meeting_points,
    when_met,
)

_MOST_MET = 64  # events of a day that are held against one
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Single:
    """An event as one article tells it, and the slices that the article is in."""

    listing: Listing
    member: Member
    slugs: frozenset[str]

    @property
    def age(self) -> tuple[datetime, str]:
        """Sorts the one known longest first."""
        return (self.listing.known.created, self.member.uid)


@dataclass(slots=True, kw_only=True)
class Group:
    """An event and who tells it.

    Attributes:
        words: the UID of the member whose words show.
        kept: what was last made of it.
        stored: whether that is in the store.
    """

    uid: str
    members: tuple[Member, ...] = ()
    words: str = ""
    kept: Combined | None = None
    stored: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether subscribers know it."""
        return self.kept is not None and not self.kept.asleep


class Groups:
    """The events that are there, by UID, and the events of articles that they are made of.

    Attributes:
        by_uid: the events.
        singles: what articles tell, by the UID that it has in its article.
        of: the UID of the event that it is.
    """

    def __init__(self, kin: Callable[[Member], Kin] | None) -> None:
        """`kin` tells within what an event told twice is one; None where none ever is."""
        self._kin = kin
        self.by_uid: dict[str, Group] = {}
        self.singles: dict[str, Single] = {}
        self.of: dict[str, str] = {}
        self._near: defaultdict[Hashable, dict[str, None]] = defaultdict(dict)
        self._placed: dict[str, list[Hashable]] = {}

    def told(self, group: Group) -> list[Single]:
        """What articles tell of an event now, the words that show first."""
        told = [self.singles[each.uid] for each in group.members if each.uid in self.singles]
        return sorted(told, key=lambda one: (one.member.uid != group.words, one.age))

    def part(self, group: Group) -> list[Single]:
        """Takes from an event those who tell something else by now."""
        told = self.told(group)
        if not told:
            return []
        first = _speaker(group, told)
        stay = [first]
        for each in told:
            if each is not first and self._fits(stay, each):
                stay.append(each)
        self._settle(group, stay)
        return [each for each in told if each not in stay]

    def alone(self, single: Single) -> Group:
        """An event for itself, under its own UID where no other event has that."""
        uid = single.member.uid
        while uid in self.by_uid and self.by_uid[uid].members:
            uid = free_uid(uid, self.by_uid[uid].words)
        group = self.by_uid.setdefault(uid, Group(uid=uid))
        self._settle(group, [single])
        return group

    def unite(self, uids: Iterable[str]) -> set[str]:
        """Makes one event of each of these and another that tells the same.

        Returns:
            The UIDs of those that this has changed.
        """
        changed: set[str] = set()
        for group in sorted((self.by_uid[uid] for uid in uids), key=self._rank):
            other = self._other(group)
            if other is not None:
                elder, younger = sorted((group, other), key=self._rank)
                self._absorb(elder, younger)
                changed |= {elder.uid, younger.uid}
        return changed

    def doubtful(self, group: Group) -> tuple[str, ...]:
        """The UIDs of other events that are perhaps the same."""
        told = self.told(group)
        if not told or self._kin is None:
            return ()
        near = sorted(self._near.get(when_met(told[0].listing), {}))[:_MOST_MET]
        return tuple(uid for uid in near if uid != group.uid and self._is_doubtful(told, uid))

    def place(self, uid: str) -> None:
        """Files an event where those that are the same will look for it, while it can meet one."""
        for point in self._placed.pop(uid, ()):
            del self._near[point][uid]
            if not self._near[point]:
                del self._near[point]
        group = self.by_uid.get(uid)
        face = self._face(group) if group is not None and group.members else None
        if face is not None:
            self._placed[uid] = [*meeting_points(face), when_met(face)]
            for point in self._placed[uid]:
                self._near[point][uid] = None

    def forget(self, group: Group) -> None:
        """That an event is no more."""
        for member in group.members:
            if self.of.get(member.uid) == group.uid:
                del self.of[member.uid]
        self.by_uid.pop(group.uid, None)
        self.place(group.uid)

    def take(self, record: Combined) -> Group:
        """An event as it was kept."""
        group = Group(
            uid=record.uid,
            members=record.members,
            words=record.words,
            kept=record,
            stored=True,
        )
        self.by_uid[record.uid] = group
        self.of.update((member.uid, record.uid) for member in record.members)
        return group

    def _settle(self, group: Group, told: Sequence[Single]) -> None:
        for member in group.members:
            if self.of.get(member.uid) == group.uid:
                del self.of[member.uid]
        group.words = _speaker(group, told).member.uid
        group.members = tuple(each.member for each in told)
        self.of.update((each.member.uid, group.uid) for each in told)
        self.place(group.uid)

    def _absorb(self, elder: Group, younger: Group) -> None:
        told = [*self.told(elder), *self.told(younger)]
        for member in younger.members:
            del self.of[member.uid]
        younger.members = ()
        self.place(younger.uid)
        self._settle(elder, told)

    def _other(self, group: Group) -> Group | None:
        """Another event that is the same."""
        told = self.told(group)
        if not told or self._kin is None:
            return None
        points = meeting_points(told[0].listing)
        near = {uid for point in points for uid in self._near.get(point, ())} - {group.uid}
        others = sorted((self.by_uid[uid] for uid in near), key=self._rank)
        return next((each for each in others if self._same(each, told)), None)

    def _same(self, group: Group, others: Sequence[Single]) -> bool:
        """Whether an event is what others tell."""
        told = self.told(group)
        if not told:
            assert group.kept is not None  # noqa: S101  it was told once
            last = Single(listing=group.kept.listing, member=group.members[0], slugs=frozenset())
            return all(self._belongs([last], each) for each in others)
        return all(self._fits([*told, *others[:at]], each) for at, each in enumerate(others))

    def _fits(self, told: Sequence[Single], single: Single) -> bool:
        """Whether one more article tells the same event as some others."""
        articles = {each.member.article for each in told}
        return single.member.article not in articles and self._belongs(told, single)

    def _belongs(self, told: Sequence[Single], single: Single) -> bool:
        return (
            self._kin is not None
            and all(are_one(each.listing, single.listing) for each in told)
            and are_kin((self._kin(each.member) for each in told), self._kin(single.member))
        )

    def _is_doubtful(self, told: Sequence[Single], uid: str) -> bool:
        assert self._kin is not None  # noqa: S101  the caller looked
        others = self.told(self.by_uid[uid])
        return (
            bool(others)
            and {each.member.article for each in told}.isdisjoint(
                each.member.article for each in others
            )
            and may_be_one(told[0].listing, others[0].listing)
            and are_kin((self._kin(each.member) for each in told), self._kin(others[0].member))
        )

    def _rank(self, group: Group) -> tuple[bool, datetime, str]:
        """The event that subscribers know, or have known longest, first."""
        created = min((each.age[0] for each in self.told(group)), default=_NEVER)
        if group.kept is not None:
            created = group.kept.listing.known.created
        return (not group.is_shown, created, group.uid)

    def _face(self, group: Group) -> Listing | None:
        """What is told of an event, or was while it is still shown."""
        told = self.told(group)
        if told:
            return told[0].listing
        return group.kept.listing if group.kept and group.is_shown else None


def _speaker(group: Group, told: Sequence[Single]) -> Single:
    """Whose words show: as before, but of those that do not cancel the event where there are."""
    by_age = sorted(told, key=lambda one: (one.member.uid != group.words, one.age))
    sure = (each for each in by_age if each.listing.known.status != "cancelled")
    return next(sure, by_age[0])
