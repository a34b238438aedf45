"""The events of all articles as they are shown: one record each, whichever articles tell it.

A record is here for each event that is shown. Kept in the store are those that an article's own
event does not tell already: of several tellers, or of none any more. One change costs one change.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from exporters.combined import Combined, Member, is_over, shown_next, together, withdrawn
from exporters.dated import Listing
from exporters.merging import Kin
from ruznama.edition.groups import Group, Groups, Single


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What a change makes of the events that are shown: those that go, and those that come."""

    gone: list[Combined] = field(default_factory=list)
    come: list[Combined] = field(default_factory=list)


class Merged:
    """The events of all articles as they are shown.

    Attributes:
        news: the records that are to be kept, by UID, since they were last taken away.
    """

    def __init__(self, kin: Callable[[Member], Kin] | None, exists: Callable[[str], bool]) -> None:
        """What is asked of others.

        Args:
            kin: within what an event told twice is one; None where none ever is.
            exists: whether an article is there, be it hidden.
        """
        self._groups = Groups(kin)
        self._exists = exists
        self._shown: dict[str, Combined] = {}
        self._untold: set[str] = set()
        self.news: dict[str, Combined] = {}

    def shown_as(self, uid: str) -> str | None:
        """The UID under which an article's event is shown; None where it is not."""
        return self._groups.of.get(uid)

    def recall(
        self, combined: Iterable[Combined], gone: Iterable[str], come: Iterable[Single]
    ) -> Moves:
        """Knows what was published before: records, and what articles told; judges nothing."""
        groups = self._groups
        looked: dict[str, None] = {}
        for record in combined:
            for uid in (record.uid, *(member.uid for member in record.members)):
                self._forget_own(uid, looked)
            if record.uid in groups.by_uid:
                groups.forget(groups.by_uid[record.uid])
            groups.take(record)
            looked[record.uid] = None
        for uid in gone:
            groups.singles.pop(uid, None)
            self._forget_own(uid, looked)
        for single in come:
            uid = single.member.uid
            groups.singles[uid] = single
            group = groups.by_uid.get(groups.of.get(uid, "")) or groups.alone(single)
            if not group.stored:
                group.kept = _combined(group, single.listing, [single])
                looked[group.uid] = None
        return self._moves(looked)

    def renew(self, gone: Iterable[str], come: Iterable[Single], at: datetime) -> Moves:
        """Takes in what articles tell now in place of what they told.

        Args:
            gone: the UIDs of events that articles tell no more, or will tell anew.
            come: what articles tell.
            at: the time of the change in the record of change.
        """
        groups = self._groups
        looked = dict.fromkeys(sorted(self._untold))
        loose: list[Single] = []
        for uid in gone:
            groups.singles.pop(uid, None)
            if uid in groups.of:
                looked[groups.of[uid]] = None
        for single in come:
            groups.singles[single.member.uid] = single
            if single.member.uid in groups.of:
                looked[groups.of[single.member.uid]] = None
            else:
                loose.append(single)
        for uid in list(looked):
            loose += groups.part(groups.by_uid[uid])
        for single in sorted(loose, key=lambda one: one.age):
            looked[groups.alone(single).uid] = None
        looked.update(dict.fromkeys(sorted(groups.unite(looked))))
        doubts = self._doubts(looked)
        for uid in doubts:
            looked[uid] = None
            self._restate(groups.by_uid[uid], doubts[uid], at)
        return self._moves(looked)

    def _doubts(self, looked: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The UIDs of what is perhaps the same as each of these, and as each that this touches."""
        groups = self._groups
        doubts = {uid: groups.doubtful(groups.by_uid[uid]) for uid in looked}
        kept = (groups.by_uid[uid].kept for uid in doubts)
        before = (record.listing.related for record in kept if record is not None)
        touched = {uid for uids in (*before, *doubts.values()) for uid in uids}
        for uid in sorted(touched & groups.by_uid.keys() - doubts.keys()):
            doubts[uid] = groups.doubtful(groups.by_uid[uid])
        return doubts

    def _forget_own(self, uid: str, looked: dict[str, None]) -> None:
        """Forgets the event of an article that nobody else told."""
        group = self._groups.by_uid.get(self._groups.of.get(uid, ""))
        if group is not None and not group.stored:
            self._groups.forget(group)
            looked[group.uid] = None

    def _restate(self, group: Group, related: tuple[str, ...], at: datetime) -> None:
        """What is shown of an event from now on, and whether that is to be kept."""
        before, told = group.kept, self._groups.told(group)
        if told:
            group.kept = _combined(group, _told_now(group, told, related, at), told)
        elif before is not None:
            group.kept = self._last_told(group, before, at)
        now = group.kept
        is_own = len(told) == 1 and now is not None and now.listing is told[0].listing
        group.stored = group.stored or not (now is None or now.asleep or is_own)
        if not group.stored and not told:
            self._groups.forget(group)
        elif group.stored and now is not None and now != before:
            self.news[group.uid] = now

    def _last_told(self, group: Group, before: Combined, at: datetime) -> Combined:
        """What becomes of an event that no article tells: withdrawn, or only hidden or over."""
        if not group.members or any(self._exists(each.article) for each in group.members):
            return replace(before, members=group.members, asleep=True)
        if before.asleep:
            return before
        listing = before.listing if before.listing.withdrawn else withdrawn(before.listing, at)
        return replace(before, listing=listing, asleep=is_over(listing, at))

    def _moves(self, looked: Mapping[str, None]) -> Moves:
        moves = Moves()
        for uid in looked:
            group, before = self._groups.by_uid.get(uid), self._shown.pop(uid, None)
            now = group.kept if group is not None and group.is_shown else None
            self._groups.place(uid)
            self._untold.discard(uid)
            if now is not None:
                self._shown[uid] = now
                if all(each.uid not in self._groups.singles for each in now.members):
                    self._untold.add(uid)
            if before != now:
                moves.gone.extend([before] if before else [])
                moves.come.extend([now] if now else [])
        return moves


def _told_now(
    group: Group, told: Sequence[Single], related: tuple[str, ...], at: datetime
) -> Listing:
    """What several articles tell, under the record of the event."""
    now = together([each.listing for each in told])
    if related:
        now = replace(now, related=related)
    if group.kept is not None:
        return shown_next(group.kept.listing, now, at)
    if group.uid == now.known.uid:
        return now
    own = [each.listing.known for each in told if each.member.uid == group.uid]
    sequence = max(known.sequence for known in (now.known, *own))
    return replace(now, known=replace(now.known, uid=group.uid, sequence=sequence))


def _combined(group: Group, listing: Listing, told: Sequence[Single]) -> Combined:
    return Combined(
        listing=listing,
        members=group.members,
        words=group.words,
        slugs=frozenset().union(*(each.slugs for each in told)),
    )
