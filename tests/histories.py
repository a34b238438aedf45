"""Histories of an article for Hypothesis: one edit a reading, as editors and broken pages make."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from hypothesis import strategies as st

from articles.model import Article
from articles.revisions.known import Revision
from articles.revisions.revise import revise
from tests.builders import DAY, HOUR, START, article

# Far from each other, so that which event is which is never a matter of opinion.
TITLES = (
    "وصول الوفود إلى العاصمة",
    "عرض الطائرات فوق النهر",
    "القمة الثنائية",
    "حفل الوداع",
    "افتتاح معرض الكتاب",
    "مباراة المنتخبين",
    "توقيع اتفاق الغاز",
    "تشييع الشاعر الراحل",
    "إضراب سائقي القطارات",
    "انتخاب رئيس البلدية",
    "كسوف جزئي للشمس",
    "بدء العام الدراسي",
)
REWORDED = ("{}", "{} غدًا", "{}،", "{} (محدّث)")

Kind = Literal[
    "insert", "delete", "restore", "move", "reword", "place", "retitle", "shuffle", "broken", "rest"
]


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit; the numbers pick the row and the value, whatever there is to pick from."""

    kind: Kind
    row: int
    value: int
    hours: int


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table; `key` tells which event its author means."""

    key: int
    day: int
    wording: int = 0
    place: int = 0

    @property
    def title(self) -> str:
        return REWORDED[self.wording].format(TITLES[self.key])

    @property
    def start(self) -> str:
        return date.fromordinal(date(2025, 9, 23).toordinal() + self.day).isoformat()


@dataclass(slots=True)
class Editor:
    """The author's table, the rows taken out of it, and what the source gives at the moment."""

    lines: list[Line]
    removed: list[Line] = field(default_factory=list)
    title: int = 0
    broken: bool = False

    def apply(self, edit: Edit) -> None:
        self.broken = edit.kind == "broken"
        at = edit.row % len(self.lines) if self.lines else 0
        match edit.kind:
            case "insert":
                used = {line.key for line in (*self.lines, *self.removed)}
                key = next((key for key in range(len(TITLES)) if key not in used), None)
                if key is not None:
                    self.lines.insert(at, Line(key=key, day=edit.value))
            case "delete" if len(self.lines) > 1:
                self.removed.append(self.lines.pop(at))
            case "restore" if self.removed:
                self.lines.insert(at, self.removed.pop())
            case "move":
                self.lines[at] = replace(self.lines[at], day=edit.value)
            case "reword":
                self.lines[at] = replace(self.lines[at], wording=edit.value % len(REWORDED))
            case "place":
                self.lines[at] = replace(self.lines[at], place=edit.value)
            case "retitle":
                self.title = edit.value
            case "shuffle":
                self.lines = self.lines[at:] + self.lines[:at]

    def article(self) -> Article:
        if self.broken:
            return article((), title="تعذّر العثور على الصفحة")
        made = article([(line.title, line.start) for line in self.lines], title=f"خبر {self.title}")
        (timeline,) = made.timelines
        events = tuple(
            replace(event, place=f"قاعة {line.place}")
            for event, line in zip(timeline.events, self.lines, strict=True)
        )
        return replace(made, timelines=(replace(timeline, events=events),))


@dataclass(frozen=True, slots=True)
class Reading:
    """One step: what was known, what was read, what is known after."""

    before: Revision
    article: Article
    lines: tuple[Line, ...]
    now: datetime
    after: Revision


edits = st.lists(
    st.builds(
        Edit,
        kind=st.sampled_from(Kind.__args__),  # type: ignore[attr-defined]
        row=st.integers(0, 11),
        value=st.integers(0, 6),
        hours=st.sampled_from([-1, 0, 1, 24, 24 * 31]),
    ),
    max_size=25,
)


def readings(edits: list[Edit]) -> Iterator[Reading]:
    """The history that the edits make, from a first table of six rows."""
    editor = Editor([Line(key=key, day=key // 2) for key in range(6)])
    now = START
    known = revise(None, editor.article(), now)
    for edit in edits:
        editor.apply(edit)
        now = max(START - DAY, now + edit.hours * HOUR)
        read = editor.article()
        after = revise(known, read, now)
        yield Reading(before=known, article=read, lines=tuple(editor.lines), now=now, after=after)
        known = after
