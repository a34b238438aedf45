"""What needs an editor's eye: each kind of doubt, the gravest first, with its article and line."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.blocks import At, TextBlock
from articles.model import Article, Dropped, Note
from articles.revisions.known import Revision
from articles.revisions.revise import revise
from ruznama.review import review
from ruznama.store.kept import SourceItem
from tests.builders import START, article, event
from tests.ruznama.test_cli import run

DOUBTFUL = """برنامج الندوة الأدبية
تعقد الندوة في قاعة المكتبة العامة بحضور عدد من الكتاب والنقاد.
التاريخ | الجلسة
الأحد 23 سبتمبر 2025 | الافتتاح
الأربعاء 24 سبتمبر 2025 | الختام
"""


def revision(given: Article, name: str = "summit") -> Revision:
    return revise(None, replace(given, id=name), START)


def told(revisions: Sequence[Revision], kind: str) -> list[tuple[float, int | None, str]]:
    return [(one.weight, one.line, one.why) for one in review(revisions) if one.kind == kind]


def unsure(confidence: float) -> Revision:
    sure = event("القمة", "2025-09-25", at=At(line=7))
    start = replace(sure.start, confidence=confidence, inferred=("year",))
    return revision(article([replace(sure, start=start)]))


def test_a_date_that_is_not_sure_is_shown_with_what_was_left_out() -> None:
    """From 0.8 on it is no doubt."""
    assert told([unsure(0.79)], "date") == [(0.21, 10, "the date is 79% sure; not told: year")]
    assert told([unsure(0.8)], "date") == []


def test_notes_are_shown_by_how_grave_they_are() -> None:
    """A weekday that is not that day's before a row out of order; what nobody weighed between."""
    notes = [
        Note(code=code, text="لينظر", at=At(line=3)) for code in ("row-order", "new", "weekday")
    ]
    given = revision(replace(article([event("القمة", "2025-09-25")]), notes=tuple(notes)))
    assert [why for _, _, why in told([given], "note")] == ["weekday", "new", "row-order"]


@pytest.mark.parametrize(("score", "shown"), [(0.59, 1), (0.6, 0), (None, 0)])
def test_a_line_that_was_left_out_by_little_is_shown(score: float | None, shown: int) -> None:
    """What the judge had weighed, and was nearly of the article."""
    line = Dropped(text="سطر", why="related", rule="tail", score=score, at=At(line=9))
    given = revision(replace(article([event("القمة", "2025-09-25")]), dropped=(line,)))
    assert len(told([given], "left-out")) == shown


def test_a_line_that_was_kept_though_it_reads_like_a_headline_is_shown() -> None:
    """The other side of the border; a sentence of the article is no doubt."""
    long = "وصل الوفد إلى العاصمة صباح اليوم، والتقى عددا من الكتاب في مكتبتها الكبرى، ثم زار"
    texts = (
        f"{long} معرضا للخط في قاعتها القديمة، ويعود غدا إلى بلاده بعد لقاء أخير مع الصحفيين.",
        "أسعار الذهب ترتفع في الأسواق العالمية",
    )
    blocks = [
        TextBlock(type="paragraph", text=text, at=At(line=number))
        for number, text in enumerate(texts, 4)
    ]
    given = revision(replace(article([event("القمة", "2025-09-25")]), blocks=tuple(blocks)))
    assert [line for _, line, _ in told([given], "kept")] == [5]


def test_two_events_that_may_be_one_are_shown_once() -> None:
    """Of two articles and one day, in nearly the same words."""
    first = revision(article([event("افتتاح معرض الكتاب الدولي", "2025-09-25")]), "one")
    second = revision(article([event("افتتاح معرض الكتاب", "2025-09-25")]), "two")
    third = revision(article([event("ختام مهرجان الزهور", "2025-09-25")]), "three")
    later = revision(article([event("افتتاح معرض الكتاب", "2025-09-26")]), "four")
    assert len(told([first, second, third, later], "double")) == 1


def test_what_the_calendar_links_in_doubt_is_told() -> None:
    """Words that the judge of events is not sure of, though they share few stems."""
    first = revision(article([event("وصول الوفود إلى العاصمة", "2025-09-25")]), "one")
    second = revision(article([event("وصول الوفود العربية إلى العاصمة", "2025-09-25")]), "two")
    assert len(told([first, second], "double")) == 1


def test_the_command_tells_people_and_programs(tmp_path: Path) -> None:
    """Exit status 3 where something waits, 0 where nothing does."""
    assert run("init", tmp_path).exit_code == 0
    config, out = tmp_path / "config.toml", tmp_path / "public"
    (tmp_path / "data" / "articles" / "beijing-summit-2025.txt").unlink()
    assert run("review", "--config", config).output == "Nothing waits for an editor.\n"
    (tmp_path / "data" / "articles" / "talk.txt").write_text(DOUBTFUL, "utf-8")
    assert run("build", "--quiet", "--config", config, "--out", out).exit_code == 0
    shown = run("review", "--config", config)
    assert shown.exit_code == 3
    assert "talk" in shown.output
    found = json.loads(run("review", "--json", "--config", config).stdout)
    assert found["count"] == len(found["doubts"]) > 0
    assert found["doubts"][0]["article"] == "talk"


def test_a_reading_that_is_held_comes_first() -> None:
    """What was published stays; somebody should see why."""
    at = datetime(2026, 3, 1, 9, tzinfo=UTC)
    held = SourceItem(locator="a.txt", since=at, state="held", problem="a.txt: 20 of 30 words")
    failed = SourceItem(locator="b.txt", since=at, state="failed", problem="answers with 503")
    [doubt] = review([], [held, failed])
    assert (doubt.weight, doubt.why, doubt.title, doubt.read) == (
        1.0,
        "held",
        "a.txt",
        "a.txt: 20 of 30 words",
    )
