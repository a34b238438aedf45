"""A dozen independent parsers and clients read our calendars, and all read the same events."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from articles.revisions.known import Revision
from tests.builders import DAY, START, first_reading
from tests.exporters.calendars import edited, written

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


@pytest.mark.parametrize("make", [first_reading, edited, hostile, crowded])
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
