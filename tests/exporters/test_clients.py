"""A dozen independent parsers and clients read our calendars, and all read the same events."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from articles.model import Altered, Recurrence, When
from articles.revisions.known import Revision
from exporters.dated import listings
from exporters.times import ClockSpan
from tests.builders import DAY, START, TUESDAYS, event, first_reading, timed, weekly
from tests.exporters.calendars import INFO, edited, written

pytestmark = pytest.mark.clients


def hostile() -> Revision:
    """Titles as no editor writes them and every page may hold."""
    titles = [
        "م" * 10_000,
        "🎉👨\u200d👩\u200d👧\u200d👦🇸🇦👍🏽" * 20,
        "أ\\ب;ج,د: \"هـ\" 'و' <b>ز</b> &amp; %20",
        "نَصٌّ مُشَكَّلٌ بِالكَامِلِ " * 20 + "تم",
        "قمة \u2068G20\u2069 في الرياض",
        "عام ١٤٤٧ هـ — ۱۴۰۴",
    ]
    return first_reading([(title, f"2025-09-{day:02}") for day, title in enumerate(titles, 1)])


def crowded() -> Revision:
    """Four events on each of a hundred days."""
    days = [(START + n // 4 * DAY).date().isoformat() for n in range(400)]
    return first_reading([(f"حدث رقم {n} من السلسلة", day) for n, day in enumerate(days)])


def recurring() -> Revision:
    """What comes again: with the clocks of a place, by days, over a midnight; off and moved.

    Without an added day: node-ical passes RDATE over.
    """
    rule, moved = (
        TUESDAYS.rule,
        When(value="2026-05-21T18:00", grain="minute", timezone="Africa/Cairo"),
    )
    off = (Altered(day="2026-05-12", status="cancelled"), Altered(day="2026-05-19", start=moved))
    comes = Recurrence(rule=rule, until="2026-11-24", without=("2026-05-05",), altered=off)
    by_day = Recurrence(rule="FREQ=MONTHLY;BYDAY=-1FR", until="2026-12-31")
    night = timed("سهرة", "2026-04-30T23:00", "2026-05-01T01:00")
    nights = Recurrence(rule="FREQ=WEEKLY;BYDAY=TH,FR", until="2026-05-31")
    return first_reading(
        [
            weekly(comes),
            replace(event("اجتماع المجلس", "2026-04-24"), recurrence=by_day),
            replace(night, recurrence=nights),
            timed("لقاء بلا نهاية", "2026-05-03T17:00"),
        ]
    )


@pytest.mark.parametrize("make", [first_reading, edited, hostile, crowded, recurring])
def test_all_parsers_and_clients_agree(
    make: Callable[[], Revision], clients: Path, tmp_path: Path
) -> None:
    """khal, calcurse, libical, KOrganizer's library, ical.js, sabre, ruby and others."""
    file = tmp_path / "calendar.ics"
    file.write_bytes(written(make()))
    checked = subprocess.run(
        [clients / "ics", file, "--quiet"],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert checked.stdout.endswith("ALL AGREE\n"), checked.stdout + checked.stderr


def test_what_comes_again_comes_at_the_same_times_everywhere(clients: Path, tmp_path: Path) -> None:
    """ical.js, node-ical and libical find the times that we do, in summer and in winter."""
    file = tmp_path / "calendar.ics"
    revision = recurring()
    file.write_bytes(written(revision))
    checked = subprocess.run(
        [clients / "times", file, "20260101", "20270101"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    ours = [
        f"{one.known.uid}\t{one.span.start:%Y%m%dT%H%M%SZ}"
        if isinstance(one.span, ClockSpan)
        else f"{one.known.uid}\t{one.span.first:%Y%m%d}"
        for each in listings([revision], INFO.base_url)
        for one in each.within(date.min, date.max)
    ]
    assert checked.stdout.splitlines()[:-1] == sorted(ours)
