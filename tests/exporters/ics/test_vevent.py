"""One event, property by property."""

import re
from dataclasses import replace

import pytest

from articles.blocks import Image
from articles.model import When
from articles.revisions.revise import revise
from tests.builders import DAY, ROWS, START, SUMMIT, article, event, first_reading, timed
from tests.exporters.calendars import events, value, values, written


def only(*rows: object, **fields: object) -> list[str]:
    """The lines of the one event of such an article."""
    (found,) = events(written(first_reading(rows, **fields)))  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize(
    ("start", "last", "dtend"),
    [
        ("2025-09-23", None, "20250924"),
        ("2025-09-23", "2025-09-25", "20250926"),
        ("2025-12-31", None, "20260101"),
        ("2028-02-28", None, "20280229"),
        ("2025-02-28", "2025-02-28", "20250301"),
        ("0001-01-01", None, "00010102"),
        ("9999-12-30", None, "99991231"),
    ],
)
def test_whole_days_end_on_the_day_after(start: str, last: str | None, dtend: str) -> None:
    """The commonest complaint about all-day events is a day too few (RFC 5545 3.6.1)."""
    found = only(event("قمة", start, last))
    assert f"DTSTART;VALUE=DATE:{start.replace('-', '')}" in found
    assert f"DTEND;VALUE=DATE:{dtend}" in found


def test_last_day_of_all_has_no_day_after_it() -> None:
    """Without DTEND an event on a date lasts that day; a range ends as late as it can."""
    assert values(only(event("نهاية", "9999-12-31")), "DTEND") == []
    assert value(only(event("نهاية", "9999-12-29", "9999-12-31")), "DTEND") == "99991231"


def test_range_that_ends_before_it_starts_is_left_out() -> None:
    """No client shows it, and some refuse the file."""
    backwards = event("معرض", "2025-09-30", "2025-09-28")
    assert len(events(written(first_reading((backwards, *ROWS))))) == len(ROWS)


def test_time_of_day_is_told_in_utc_and_in_words() -> None:
    """Clients agree on UTC; readers want the time of the place."""
    found = only(timed("المؤتمر الصحفي", "2025-09-25T20:30", "2025-09-25T22:00"))
    assert value(found, "DTSTART") == "20250925T173000Z"
    assert value(found, "DTEND") == "20250925T190000Z"
    assert "الوقت: من 20:30 إلى 22:00 بتوقيت الرياض" in value(found, "DESCRIPTION")


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("UTC", "بالتوقيت العالمي"),
        (None, "بالتوقيت العالمي"),
        ("+03:00", "بتوقيت غرينتش +03:00"),
        ("Africa/Cairo", "بتوقيت القاهرة"),
    ],
)
def test_zone_is_named_in_arabic(zone: str | None, words: str) -> None:
    """An offset is no place, and UTC has a name of its own."""
    found = only(timed("مؤتمر", "2025-01-25T20:30", timezone=zone))
    assert f"الوقت: 20:30 {words}" in value(found, "DESCRIPTION")


def test_time_without_an_end_has_none() -> None:
    """No hour is invented: DTSTART alone (RFC 5545 3.6.1); an end equal to it is invalid."""
    for told in (timed("مؤتمر", "2025-09-25T20:30"), timed("مؤتمر", *["2025-09-25T20:30"] * 2)):
        assert not values(only(told), "DTEND")


def test_time_at_one_end_only_takes_whole_days() -> None:
    """Both ends must have one type (RFC 5545 3.8.2.2)."""
    opening = timed("معرض", "2025-09-25T20:30")
    found = only(replace(opening, end=When(value="2025-09-27")))
    assert "DTSTART;VALUE=DATE:20250925" in found
    assert "DTEND;VALUE=DATE:20250928" in found


@pytest.mark.parametrize(
    ("start", "zone"), [("0001-01-01T00:30", "Asia/Riyadh"), ("9999-12-31T23:30", "-05:00")]
)
def test_moment_outside_the_years_of_utc_is_left_out(start: str, zone: str) -> None:
    """It has no date in UTC that iCalendar can write."""
    edge = timed("حافة الزمن", start, timezone=zone)
    assert len(events(written(first_reading((edge, *ROWS))))) == len(ROWS)


def test_every_event_says_what_clients_need_once() -> None:
    """The properties that decide whether a client shows and updates it."""
    for found in events(written(first_reading())):
        for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "SEQUENCE"):
            assert len(values(found, name)) == 1
        assert not values(found, "CREATED")  # LAST-MODIFIED says it, until something changes
        assert value(found, "DTSTAMP") == value(found, "LAST-MODIFIED")
        assert value(found, "TRANSP") == "TRANSPARENT"
        assert re.fullmatch(r"[\x21-\x7e]{1,255}", value(found, "UID"))
        assert {line.split(":")[0] for line in found} >= {
            "SUMMARY;LANGUAGE=ar",
            "DESCRIPTION;LANGUAGE=ar",
        }


def test_description_tells_the_other_calendar_the_article_and_one_short_link() -> None:
    """Plain text that fits on a phone; the day and the title stand beside it already."""
    found = only(SUMMIT, url="https://example.org/خبر/1", publisher="صحيفة المثال")
    assert value(found, "DESCRIPTION").split("\\n") == [
        "3 ربيع الثاني 1447 هـ",
        "أربعة أيام في العاصمة (صحيفة المثال)",
        f"https://almanac.example/articles/summit/#e-{value(found, 'UID')[:8]}",
    ]
    assert value(found, "URL") == "https://example.org/%D8%AE%D8%A8%D8%B1/1"


def test_sentence_that_told_an_event_is_told_with_it() -> None:
    """It proves the date; a row that holds no more than date and title does not."""
    sentence = "وأعلن المنظمون أن القمة الثنائية التي تأخرت تنعقد في الخامس والعشرين من سبتمبر"
    (found,) = events(written(first_reading((event(*SUMMIT, raw=sentence),))))
    assert value(found, "DESCRIPTION").startswith(sentence)


def test_long_title_of_an_article_is_told_by_its_first_words() -> None:
    """It stands with each of its events; the link leads to the whole of it."""
    found = only(SUMMIT, title="كلمة " * 20 + "أخيرة")
    assert "\\n" + "كلمة " * 3 + "كلمة…\\n" in value(found, "DESCRIPTION")


def test_event_of_a_short_row_takes_less_than_500_octets() -> None:
    """Google refuses more than a megabyte: two thousand of them have room."""
    made = written(first_reading((SUMMIT,)))
    found = made.partition(b"BEGIN:VEVENT")[2].partition(b"END:VCALENDAR")[0]
    assert len(found) < 500


def test_several_days_are_told_as_a_range() -> None:
    """The first and the last."""
    text = value(only(event("معرض", "2025-09-23", "2025-09-25")), "DESCRIPTION")
    assert "من 1 ربيع الثاني 1447 هـ إلى 3 ربيع الثاني 1447 هـ" in text


@pytest.mark.parametrize("day", ["1923-01-01", "2100-01-01"])
def test_years_outside_umm_al_qura_have_no_hijri_date(day: str) -> None:
    """The tables cover 1343 to 1500; a guess would be wrong by days."""
    text = value(only(event("قمة", day)), "DESCRIPTION")
    assert "هـ" not in text


def test_article_without_an_address_is_linked_to_its_page_here() -> None:
    """Every event leads somewhere."""
    found = only(SUMMIT)
    assert "https://almanac.example/articles/summit/#" in value(found, "DESCRIPTION")
    assert values(found, "URL") == []


def test_properties_of_the_article_and_the_event() -> None:
    """Tags, picture, place and the event's own link, each where clients look for it."""
    found = only(
        event("قمة", "2025-09-23", place="بكين, الصين", url="https://example.org/e?a=ب"),
        tags=("سياسة, دولية", "آسيا"),
        image=Image(url="https://example.org/صورة.jpg"),
    )
    assert value(found, "CATEGORIES") == r"سياسة\, دولية,آسيا"
    assert value(found, "LOCATION") == r"بكين\, الصين"
    assert value(found, "URL") == "https://example.org/e?a=%D8%A8"
    assert "IMAGE;DISPLAY=BADGE;VALUE=URI:https://example.org/%D8%B5%D9%88%D8%B1%D8%A9.jpg" in found


def test_section_stands_in_for_missing_tags() -> None:
    """A newspaper's section is the least it says of a subject."""
    assert value(only(SUMMIT, section="سياسة"), "CATEGORIES") == "سياسة"


def test_expected_event_is_tentative() -> None:
    """What is only expected is shown so."""
    assert value(only(event("قمة", "2025-09-23", status="tentative")), "STATUS") == "TENTATIVE"


def test_moved_event_tells_its_old_date() -> None:
    """To people in words, to programs as a date."""
    known = first_reading()
    moved = article((*ROWS[:3], (ROWS[3][0], "2025-09-29")))
    found = events(written(revise(known, moved, START + DAY)))[-1]
    text = value(found, "DESCRIPTION")
    assert "كان مقرّرًا الجمعة 26 سبتمبر 2025 (تغيّر الثلاثاء 2 سبتمبر 2025)" in text
    assert "X-PREVIOUS-DTSTART;VALUE=DATE:20250926" in found
    assert value(found, "SEQUENCE") == "1"


def test_moved_time_of_day_tells_its_old_time() -> None:
    """With its zone, and in UTC for programs."""
    known = first_reading((timed("مؤتمر", "2025-09-25T20:30"), *ROWS))
    later = revise(known, article((timed("مؤتمر", "2025-09-25T21:00"), *ROWS)), START + DAY)
    (found,) = (e for e in events(written(later)) if value(e, "SUMMARY") == "مؤتمر")
    assert "كان مقرّرًا الخميس 25 سبتمبر 2025، 20:30 بتوقيت الرياض" in value(found, "DESCRIPTION")
    assert value(found, "X-PREVIOUS-DTSTART") == "20250925T173000Z"


def test_cancelled_event_says_so_in_status_title_and_text() -> None:
    """Some clients hide it, some strike it out, some only show the title."""
    known = first_reading()
    for hour in (1, 2):
        known = revise(known, article(ROWS[:3]), START + hour * DAY)
    found = events(written(known))[-1]
    assert value(found, "STATUS") == "CANCELLED"
    assert value(found, "SUMMARY") == "أُلغي: حفل الوداع"
    text = value(found, "DESCRIPTION")
    assert "لم يعد المقال يذكر هذا الحدث منذ الأربعاء 3 سبتمبر 2025" in text


def test_title_that_says_itself_that_it_is_cancelled_is_not_marked_again() -> None:
    """The article's own words stand."""
    row = event("الغي المؤتمر الصحفي", "2025-09-23", status="cancelled")
    assert value(only(row), "SUMMARY") == "الغي المؤتمر الصحفي"


def test_endless_title_is_cut_and_stands_whole_in_the_description() -> None:
    """calcurse reads lines of 8,192 octets; nobody reads a title of 10,000 letters."""
    for title in ("م" * 10_000, "كلمة " * 3_000 + "الأخيرة"):
        found = only((title, "2025-09-23"))
        assert len(value(found, "SUMMARY").encode()) < 8_000
        assert value(found, "SUMMARY").endswith("…")
        assert value(found, "DESCRIPTION").startswith(title)
