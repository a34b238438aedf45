"""What an editor corrects: the last word on an event, told in the notes of the article."""

from dataclasses import replace

import pytest

from articles.blocks import At
from articles.corrections import Correction, correct
from articles.model import Article, Event
from tests.builders import article, event, timed

ARTICLE = replace(
    article(
        [
            event("وصول الوفود", "2025-09-23", at=At(line=4)),
            event("إعلان البيان", "2025-09-26", at=At(line=6, last_line=8), place="بكين"),
        ]
    ),
    id="summit",
)


def events(given: Article) -> list[Event]:
    return [each for timeline in given.timelines for each in timeline.events]


def corrected(**told: object) -> list[Event]:
    return events(correct(ARTICLE, [Correction(article="summit", **told)]))  # type: ignore[arg-type]


LINES = [events(ARTICLE)[0].at.line or 0, events(ARTICLE)[1].at.line or 0]


def test_an_event_is_found_by_its_line_or_by_its_title() -> None:
    """However its hamzas and vowel signs are written; the others stay."""
    first, second = events(ARTICLE)
    for told in ({"line": LINES[1]}, {"event": "اعلان البَيان"}):
        changed = corrected(**told, title="البيان الختامي")
        assert changed == [first, replace(second, title="البيان الختامي")]


def test_a_row_over_several_lines_is_found_by_each_of_them() -> None:
    """And by none beside them."""
    row = replace(events(ARTICLE)[0], at=At(line=6, last_line=8))
    given = replace(ARTICLE, timelines=(replace(ARTICLE.timelines[0], events=(row,)),))
    hits = [
        line
        for line in range(4, 11)
        if not events(correct(given, [Correction(article="summit", line=line, hidden=True)]))
    ]
    assert hits == [6, 7, 8]


@pytest.mark.parametrize(
    ("told", "start", "end", "all_day"),
    [
        ("2025-09-24", "2025-09-24", None, True),
        ("2025-09-24/2025-09-25", "2025-09-24", "2025-09-25", True),
        ("2025-09-24T10:30", "2025-09-24T10:30", None, False),
    ],
)
def test_a_date_is_what_the_editor_says_and_is_sure(
    told: str, start: str, end: str | None, *, all_day: bool
) -> None:
    """A day, days, a time of day: in the zone of the event, or UTC."""
    changed = corrected(line=LINES[0], date=told)[0]
    assert (changed.start.value, changed.end and changed.end.value) == (start, end)
    assert (changed.all_day, changed.start.confidence) == (all_day, 1.0)
    assert changed.start.timezone == (None if all_day else "UTC")


def test_a_time_keeps_the_zone_of_the_event() -> None:
    """A clock in Beirut stays one."""
    told = timed("القمة", "2025-09-23T20:30", timezone="Asia/Beirut")
    given = replace(ARTICLE, timelines=(replace(ARTICLE.timelines[0], events=(told,)),))
    fixed = correct(given, [Correction(article="summit", event="القمة", date="2025-09-23T21:00")])
    assert events(fixed)[0].start.timezone == "Asia/Beirut"


def test_a_place_is_given_or_taken_away() -> None:
    """Nothing said leaves it."""
    assert corrected(line=LINES[0], place="عمّان")[0].place == "عمّان"
    second = {"event": "إعلان البيان"}
    assert corrected(**second, place="")[1].place is None
    assert corrected(**second, title="س")[1].place == "بكين"


def test_what_is_no_event_is_hidden_and_an_empty_timeline_goes() -> None:
    """With a note of what it was."""
    assert len(corrected(line=LINES[0], hidden=True)) == 1
    both = [Correction(article="summit", event=each.title, hidden=True) for each in events(ARTICLE)]
    fixed = correct(ARTICLE, both)
    assert fixed.timelines == ()
    assert [note.code for note in fixed.notes] == ["corrected", "corrected"]
    assert "2025-09-23 وصول الوفود" in fixed.notes[0].text


def test_a_correction_that_finds_no_event_says_so() -> None:
    """The article was edited, or the title is misspelt."""
    for told, named in (({"line": 99}, "line 99"), ({"event": "لا شيء"}, "'لا شيء'")):
        fixed = correct(ARTICLE, [Correction(article="summit", title="س", **told)])  # type: ignore[arg-type]
        [note] = fixed.notes
        assert (note.code, named in note.text) == ("correction-unmet", True)
        assert events(fixed) == events(ARTICLE)


def test_corrections_of_other_articles_and_of_lines_alone_change_nothing() -> None:
    """The article itself is given back."""
    others = [
        Correction(article="other", line=LINES[0], title="س"),
        Correction(article="summit", keep=("سطر",)),
    ]
    assert correct(ARTICLE, others) is ARTICLE
