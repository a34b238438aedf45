"""What a client asks of a calendar at once: some of its events, or what has changed in it.

Rules: RFC 4791, 7.8 and 9.7 (queries), 7.9 (by address); RFC 6578, 3 (changes since a token).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml.etree import _Element

from exporters.ics.objects import text_of
from ruznama.web.dav.properties import described, lost, moment_of, sync_token, tag
from ruznama.web.dav.questions import C, D, forbidden, wanted
from ruznama.web.dav.resources import CalendarObject, Collection, Tree

_TIME = "%Y%m%dT%H%M%SZ"  # RFC 4791, 9.9: always in UTC


@dataclass(frozen=True, slots=True)
class Report:
    """One question about one calendar."""

    tree: Tree
    collection: Collection
    asked: _Element
    brief: bool

    def answer(self) -> str:
        """What stands in the multistatus that answers it.

        Raises:
            RefusedError: it is none that is answered, or cannot be.
        """
        kinds = {
            f"{C}calendar-query": self._query,
            f"{C}calendar-multiget": self._multiget,
            f"{D}sync-collection": self._changes,
        }
        if self.asked.tag not in kinds:
            raise forbidden(D, "supported-report")
        return kinds[str(self.asked.tag)](self.tree.members(self.collection))

    def _told(self, members: Iterable[CalendarObject]) -> str:
        names, home = wanted(self.asked), self.tree.home
        return "".join(described(each, home, names, brief=self.brief) for each in members)

    def _query(self, members: Mapping[str, CalendarObject]) -> str:
        calendar = self.asked.find(f"{C}filter/{C}comp-filter")
        if calendar is None or calendar.get("name") != "VCALENDAR":
            raise forbidden(C, "valid-filter")
        return self._told(
            each for each in members.values() if all(_passes(each, one) for one in calendar)
        )

    def _multiget(self, members: Mapping[str, CalendarObject]) -> str:
        hrefs = [each.text or "" for each in self.asked.findall(f"{D}href")]
        found = {href: members.get(self.collection.uid_at(href)) for href in hrefs}
        nowhere = "".join(lost(href) for href, member in found.items() if member is None)
        return self._told(filter(None, found.values())) + nowhere

    def _changes(self, members: Mapping[str, CalendarObject]) -> str:
        since = (self.asked.findtext(f"{D}sync-token") or "").strip()
        moved = self._moved(since) if since else list(members)
        limit = (self.asked.findtext(f"{D}limit/{D}nresults") or "").strip()
        if limit.isdecimal() and int(limit) < len(moved):
            raise forbidden(D, "number-of-matches-within-limits")
        told = self._told(members[uid] for uid in moved if uid in members)
        gone = "".join(lost(self.collection.at(uid)) for uid in moved if uid not in members)
        return f"{told}{gone}{tag(f'{D}sync-token', sync_token(self.collection))}"

    def _moved(self, token: str) -> list[str]:
        """The UIDs of what came, changed or went since a token."""
        if token == sync_token(self.collection):
            return []
        since, now = moment_of(token), self.collection.body.last_modified.timestamp()
        moved = None
        if since is not None and since < now:
            moved = self.tree.snapshot.moved_events(self.collection.file, since)
        if moved is None:
            raise forbidden(D, "valid-sync-token")
        return sorted(moved)


def _passes(member: CalendarObject, component: _Element) -> bool:
    """Whether an event passes what a query filters calendars by (RFC 4791, 9.7)."""
    if component.tag != f"{C}comp-filter":
        raise forbidden(C, "supported-filter")
    if component.get("name") != "VEVENT":
        return component.find(f"{C}is-not-defined") is not None
    kinds = {f"{C}prop-filter": _says, f"{C}time-range": _is_during}
    if any(one.tag not in {*kinds, f"{C}is-not-defined"} for one in component):
        raise forbidden(C, "supported-filter")
    return all(one.tag in kinds and kinds[str(one.tag)](member, one) for one in component)


def _says(member: CalendarObject, asked: _Element) -> bool:
    """Whether a property is there, or not, or holds a text (RFC 4791, 9.7.2 and 9.7.5)."""
    text = text_of(member.content, asked.get("name", ""))
    for one in asked:
        if one.tag == f"{C}is-not-defined":
            return text is None
        if one.tag != f"{C}text-match":
            raise forbidden(C, "supported-filter")
        held = text is not None and (one.text or "").casefold() in text.casefold()
        if held == (one.get("negate-condition") == "yes"):
            return False
    return text is not None


def _is_during(member: CalendarObject, span: _Element) -> bool:
    from exporters.ics.during import BEGINNING, END, happens_during  # noqa: PLC0415  few ask

    try:
        first, last = (
            datetime.strptime(told, _TIME).replace(tzinfo=UTC) if told else default
            for told, default in ((span.get("start"), BEGINNING), (span.get("end"), END))
        )
    except ValueError as error:
        raise forbidden(C, "valid-filter") from error
    return happens_during(member.content, first, last)
