"""The table of judgements in docs/explanation/identity.md, tried row by row."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from articles.expansion import BEGUN
from articles.model import Event, Recurrence, When
from articles.revisions.known import Revision
from articles.revisions.revise import revise
from tests.builders import HOUR, START, article, event, first_reading
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "explanation" / "identity.md"
Rows = Sequence[tuple[str, str] | Event]

ARRIVAL = ("وصول الوفود إلى العاصمة", "2026-05-03")
SHOW = ("العرض الموسيقي في الساحة", "2026-05-04")
SUMMIT = ("القمة الثنائية بين الرئيسين", "2026-05-05")
FAREWELL = ("حفل الوداع", "2026-05-06")
ROWS = (ARRIVAL, SHOW, SUMMIT, FAREWELL)
REST = ROWS[2:]


def _series(*days: str) -> list[tuple[str, str]]:
    return [*(("جلسة البرلمان", f"2026-05-{day}") for day in days), *REST]


def _weekly(day: str, *, begun: bool = False, until: str | None = None) -> list[Event]:
    start = When(value=day, inferred=(BEGUN,) if begun else ())
    told = replace(event("أمسية شعرية", day), start=start)
    return [replace(told, recurrence=Recurrence(rule="FREQ=WEEKLY;BYDAY=TU", until=until))]


# By row: what was told, what is told now, and of each event now the number of the row that it was
# (None of a new one), its day, status and SEQUENCE.
Judged = tuple[int | None, str, str, int]
SAME = [(at, day[8:], "confirmed", 0) for at, (_, day) in enumerate(ROWS)]
CASES: dict[str, tuple[Rows, Rows, list[Judged]]] = {
    "title reworded, same day": (
        ROWS,
        [("وصول الوفود المشاركة إلى العاصمة", ARRIVAL[1]), *ROWS[1:]],
        [(0, "03", "confirmed", 1), *SAME[1:]],
    ),
    "other spelling of the title, other digits": (
        ROWS,
        [("وصول الوُفود إلى العاصمة", ARRIVAL[1]), *ROWS[1:]],
        [(0, "03", "confirmed", 1), *SAME[1:]],
    ),
    "date moved, same title": (
        ROWS,
        [(ARRIVAL[0], "2026-05-12"), *ROWS[1:]],
        [(0, "12", "confirmed", 1), *SAME[1:]],
    ),
    "date moved and title reworded by a word or two": (
        ROWS,
        [ARRIVAL, ("عرض موسيقي كبير في الساحة", "2026-05-09"), *REST],
        [SAME[0], (1, "09", "confirmed", 1), *SAME[2:]],
    ),
    "date moved and another title": (
        ROWS,
        [ARRIVAL, ("زيارة المتحف الوطني", "2026-05-09"), *REST],
        [SAME[0], (1, "04", "cancelled", 1), (None, "09", "confirmed", 0), *SAME[2:]],
    ),
    "another title on the same day": (
        ROWS,
        [ARRIVAL, ("زيارة المتحف الوطني", "2026-05-04"), *REST],
        [SAME[0], (1, "04", "cancelled", 1), (None, "04", "confirmed", 0), *SAME[2:]],
    ),
    "two rows swap their dates": (
        ROWS,
        [(ARRIVAL[0], SHOW[1]), (SHOW[0], ARRIVAL[1]), *REST],
        [(0, "04", "confirmed", 1), (1, "03", "confirmed", 1), *SAME[2:]],
    ),
    "rows in another order, a row put in above": (
        ROWS,
        [("ندوة صحفية", "2026-05-02"), *ROWS[::-1]],
        [(None, "02", "confirmed", 0), *SAME[::-1]],
    ),
    "two rows joined in one": (
        ROWS,
        [event(f"{ARRIVAL[0]} و{SHOW[0]}", ARRIVAL[1], SHOW[1]), *REST],
        [(0, "03", "confirmed", 1), (1, "04", "cancelled", 1), *SAME[2:]],
    ),
    "a row split in two": (
        ROWS,
        [
            *ROWS[:2],
            *((f"{SUMMIT[0]}: {part}", SUMMIT[1]) for part in ("افتتاح", "بيان")),
            FAREWELL,
        ],
        [*SAME[:2], (2, "05", "confirmed", 1), (None, "05", "confirmed", 0), SAME[3]],
    ),
    "a row told to be off or put off": (
        ROWS,
        [*ROWS[:3], event("حفل الوداع (ملغى)", FAREWELL[1], status="cancelled")],
        [*SAME[:3], (3, "06", "cancelled", 1)],
    ),
    "a row gone": (ROWS, ROWS[:3], [*SAME[:3], (3, "06", "cancelled", 1)]),
    "the first of a series gone, a last one added": (
        _series("05", "12", "19"),
        _series("12", "19", "26"),
        [
            (0, "05", "cancelled", 1),
            (1, "12", "confirmed", 0),
            (2, "19", "confirmed", 0),
            (None, "26", "confirmed", 0),
            *((at + 1, *told) for at, *told in SAME[2:]),
        ],
    ),
    "one of a series moved between its neighbours": (
        _series("05", "12", "19"),
        _series("05", "13", "19"),
        [
            (0, "05", "confirmed", 0),
            (1, "13", "confirmed", 1),
            (2, "19", "confirmed", 0),
            *((at + 1, *told) for at, *told in SAME[2:]),
        ],
    ),
    "all of a series moved": (
        _series("05", "12", "19"),
        _series("07", "14", "21"),
        [
            *((at, day, "confirmed", 1) for at, day in enumerate(("07", "14", "21"))),
            *((at + 1, *told) for at, *told in SAME[2:]),
        ],
    ),
    "what comes again told again, later and without a beginning": (
        _weekly("2026-05-05", begun=True),
        _weekly("2026-06-09", begun=True),
        [(0, "05", "confirmed", 0)],
    ),
    "another rule or end of what comes again": (
        _weekly("2026-05-05"),
        _weekly("2026-05-05", until="2026-06-30"),
        [(0, "05", "confirmed", 1)],
    ),
}
# Told by more readings than one, or by more than rows.
ELSEWHERE = {"a row back", "another title of the article"}


def _read_twice(known: Revision, rows: Rows) -> Revision:
    once = revise(known, article(rows), START + HOUR)
    return revise(once, article(rows), START + 2 * HOUR)


@pytest.mark.parametrize("case", CASES)
def test_rows_are_judged_as_the_page_says(case: str) -> None:
    """Two good readings after the first one."""
    before, after, judged = CASES[case]
    known = first_reading(before)
    number = {one.uid: at for at, one in enumerate(known.events)}
    now = _read_twice(known, after).events
    found = [
        (number.get(one.uid), one.event.start.value[8:10], one.status, one.sequence) for one in now
    ]
    assert found == [tuple(told) for told in judged]


def test_row_that_is_back_is_the_same_event() -> None:
    """Confirmed again, with a higher SEQUENCE than the cancellation had."""
    known = first_reading(ROWS)
    gone = _read_twice(known, ROWS[:3])
    back = revise(gone, article(ROWS), START + 3 * HOUR).events[-1]
    assert (back.uid, back.status, back.sequence) == (known.events[-1].uid, "confirmed", 2)


def test_another_title_of_the_article_is_no_other_event() -> None:
    """Its events show it, so they are modified; nobody sees it in a list."""
    known = first_reading(ROWS)
    now = revise(known, article(ROWS, title="برنامج آخر"), START + HOUR)
    assert [(one.uid, one.sequence) for one in now.events] == [(one.uid, 0) for one in known.events]
    assert all(one.last_modified > START for one in now.events)


def test_every_row_of_the_page_is_tried() -> None:
    """And none is tried that it does not tell."""
    told = re.findall(r"^\| (.+?) \| .+ \|$", PAGE.read_text("utf-8"), re.M)
    assert set(told[1:]) - {"---"} == {*CASES, *ELSEWHERE}
