"""What a title says of the state of its event, and what only sounds like it."""

from datetime import UTC, datetime

import pytest

from articles.called_off import moved_to, status_told, without_state
from articles.model import Event, EventStatus
from articles.read import read_article
from articles.revisions.matching import match_events
from articles.text import fold
from tests.builders import event


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("إلغاء القمة الثنائية", "cancelled"),
        ("أُلغيت القمة الثنائية", "cancelled"),
        ("القمة الثنائية أُلغيت", "cancelled"),
        ("تم إلغاء حفل الختام", "cancelled"),
        ("القمة الثنائية (ملغاة)", "cancelled"),
        ("القمة الثنائية: ملغاة", "cancelled"),
        ("القمة الثنائية - تأجلت", "tentative"),
        ("القمة الثنائية – مؤجلة.", "tentative"),
        ("تأجيل مباراة الأهلي والزمالك", "tentative"),
        ("الجلسة تأجلت", "tentative"),
        ("موعد مبدئي لافتتاح المعرض", "tentative"),
        ("افتتاح المعرض مؤقتًا", "tentative"),
        ("افتتاح المعرض - لم يُحدَّد بعد", "tentative"),
        ("حفل الختام (مؤكد)", "confirmed"),
        ("إلغاء ضريبة القيمة المضافة", "confirmed"),
        ("أُلغيت الضريبة الجديدة", "confirmed"),
        ("الضريبة أُلغيت", "confirmed"),
        ("ذكرى إلغاء الرق", "confirmed"),
        ("إلغاء قمم الجبال من الخريطة", "confirmed"),
        ("تأجيل سداد القروض", "confirmed"),
        ("اجتماع لبحث إلغاء القمة", "confirmed"),
        ("عملة ملغاة في المعرض", "confirmed"),
    ],
)
def test_state_of_an_event_is_told_by_its_title(title: str, status: EventStatus) -> None:
    """What can be called off is an occasion; a tax is not."""
    assert status_told([title]) == status


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("تأجيل القمة إلى 5 مايو", "5 مايو"),
        ("نقل المباراة إلى يوم الخميس", "يوم الخميس"),
        ("تأجيل القمة", None),
        ("زيارة الوفد إلى عمان", None),
        ("نقل الآثار إلى المتحف", None),
    ],
)
def test_title_may_tell_the_day_to_which_its_event_is_put_off(title: str, day: str | None) -> None:
    """Where an occasion is moved, not where somebody goes."""
    assert moved_to(title) == day


@pytest.mark.parametrize(
    "title",
    [
        "إلغاء القمة الثنائية",
        "القمة الثنائية (ملغاة)",
        "القمة الثنائية - تأجلت",
        "القمة الثنائية أُلغيت",
        "تأجيل القمة الثنائية إلى 5 مايو",
    ],
)
def test_event_is_the_same_in_any_state(title: str) -> None:
    """Called off or put off, on its day or on another."""
    assert without_state(fold(title)) == fold("القمة الثنائية")
    known, told = [event("القمة الثنائية", "2027-05-01")], [event(title, "2027-05-05")]
    assert match_events(known, told).known == {0: 0}


def test_event_put_off_to_a_day_is_on_that_day() -> None:
    """In the year of the day in its row; put off to nowhere it stays where it was."""
    rows = {
        "1 مايو 2027": "تأجيل القمة إلى 5 مايو",
        "2 مايو 2027": "تأجيل المباراة إلى أجل غير مسمى",
        "3 مايو 2027": "افتتاح المعرض",
    }
    table = "\n".join(f"{day} | {title} |" for day, title in rows.items())
    told = _events(f"مواعيد\n\nالتاريخ | الحدث |\n---|---|\n{table}\n")
    assert [(each.start.value, each.status) for each in told] == [
        ("2027-05-05", "confirmed"),
        ("2027-05-02", "tentative"),
        ("2027-05-03", "confirmed"),
    ]


def _events(text: str) -> list[Event]:
    made = read_article(text.encode(), name="a.txt", at=datetime(2027, 4, 1, tzinfo=UTC))
    return [each for timeline in made.timelines for each in timeline.events]
