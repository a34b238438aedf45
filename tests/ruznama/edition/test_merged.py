"""What several articles tell stands once, and what only looks like it stands twice."""

from collections.abc import Callable, Sequence

import pytest

from articles.model import Event
from articles.revisions.known import Revision
from articles.revisions.revise import revise
from articles.text import fold
from exporters.combined import Member
from exporters.dated import Listing, listings
from exporters.merging import Kin
from ruznama.edition.groups import Single
from ruznama.edition.merged import Merged
from tests.builders import DAY, START, article, event, first_reading, timed

BASE = "https://almanac.example/"
SUMMIT = "القمة الثنائية بين كيم وشي"


def by_publisher(member: Member) -> Kin:
    return Kin(publisher=member.publisher, source=member.source)


def singles(revision: Revision, source: str = "") -> list[Single]:
    """The events of an article, as it tells them."""
    publisher = fold(revision.article.publisher or "") or None
    return [
        Single(
            listing=each,
            member=Member(
                uid=each.known.uid, article=revision.id, publisher=publisher, source=source
            ),
            slugs=frozenset({"all"}),
        )
        for each in listings([revision], BASE)
    ]


def merge(
    revisions: Sequence[Revision],
    kin: Callable[[Member], Kin] | None = by_publisher,
    sources: str = "",
) -> list[Listing]:
    """What is shown of articles that all come at once."""
    told = [
        each
        for at, one in enumerate(revisions)
        for each in singles(one, sources[at : at + 1] or str(at))
    ]
    moves = Merged(kin, lambda _: False).renew((), told, START)
    return [each.listing for each in moves.come]


def told(name: str, *rows: tuple[str, str] | Event, day: int = 0) -> Revision:
    """An article of one newspaper, first read on that day."""
    made = article(rows, id=name, title=f"خبر {name}", publisher="صحيفة المثال")
    return revise(None, made, START + day * DAY)


def merged(*revisions: Revision) -> list[Listing]:
    return merge(revisions)


@pytest.mark.parametrize(
    "other",
    [
        SUMMIT,
        "القمّة الثنائيّة بين كيم وشي",
        "قمة ثنائية بين كيم وشي",
        "القمـــة الثنائية، بين «كيم» وشي!",
    ],
    ids=["same", "harakat", "without article", "tatweel and punctuation"],
)
def test_one_event_in_two_articles_stands_once(other: str) -> None:
    """Under the UID known longest, naming both articles."""
    first = told("a", (SUMMIT, "2025-09-25"))
    (one,) = merged(told("b", (other, "2025-09-25"), day=1), first)
    assert one.known.uid == first.events[0].uid
    assert [telling.teller.id for telling in one.tellings] == ["a", "b"]
    assert one.known.last_modified == START + DAY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مباراة السعودية والأردن", "مباراة السعودية وقطر"),
        (SUMMIT, "إلغاء القمة الثنائية بين كيم وشي"),
        ("الجولة 3 من المفاوضات", "الجولة 4 من المفاوضات"),
        (SUMMIT, "حفل الوداع في المطار"),
        ("نهائي كأس الطائرة", "نهائي كأس الطائرة للسيدات"),
        ("زيارة وزير الصحة", "انتقادات تسبق زيارة وزير الصحة"),
        ("زيارة وزير الأردن إلى مصر", "زيارة وزير مصر إلى الأردن"),
    ],
    ids=[
        "another name",
        "its opposite",
        "another number",
        "something else",
        "of others",
        "about it",
        "the other way",
    ],
)
def test_different_events_of_one_day_stay_apart(one: str, other: str) -> None:
    """A wrong merge hides an event; a missed one only shows it twice."""
    assert len(merged(told("a", (one, "2025-09-25")), told("b", (other, "2025-09-25")))) == 2


def test_different_dates_are_never_merged() -> None:
    """Two articles that disagree on the day are both shown."""
    assert len(merged(told("a", (SUMMIT, "2025-09-25")), told("b", (SUMMIT, "2025-09-26")))) == 2


def test_different_times_of_one_day_are_never_merged() -> None:
    """A time and the whole day may be one event."""
    early = told("a", timed(SUMMIT, "2025-09-25T09:00"))
    late = told("b", timed(SUMMIT, "2025-09-25T21:00"))
    assert len(merged(early, late)) == 2
    whole = told("c", (SUMMIT, "2025-09-25"))
    assert len(merged(early, whole)) == 1
    assert len(merged(whole, early, late)) == 2


def test_rows_of_one_article_are_never_merged() -> None:
    """Two rows of one date and one title are two events, also where another article tells both."""
    twins = ((SUMMIT, "2025-09-25"), (SUMMIT, "2025-09-25"))
    assert len(merged(told("a", *twins))) == 2
    pairs = merged(told("a", *twins), told("b", *twins))
    assert [len(pair.tellings) for pair in pairs] == [2, 2]


def test_other_publishers_are_not_merged_unless_configured() -> None:
    """Who belongs together is said by the publisher or by the operator."""
    one = first_reading([(SUMMIT, "2025-09-25")], id="a", publisher="صحيفة")
    other = first_reading([(SUMMIT, "2025-09-25")], id="b", publisher="وكالة")
    nameless = first_reading([(SUMMIT, "2025-09-25")], id="c")
    assert len(merge([one, other, nameless])) == 3
    assert len(merge([one, other, nameless], lambda _: Kin(publisher="all"))) == 1
    assert len(merge([one, other, nameless], None)) == 3


@pytest.mark.parametrize(
    ("publishers", "sources", "count"),
    [
        ((None, None), "ss", 1),
        ((None, None), "st", 2),
        (("صحيفة", None), "ss", 1),
        (("صحيفة", None), "st", 2),
        (("صحيفة", "وكالة"), "ss", 2),
        (("صحيفة", "صحيفة"), "st", 1),
        (("صحيفة", None, "وكالة"), "sss", 2),
    ],
)
def test_who_names_no_publisher_shares_events_within_the_source(
    publishers: tuple[str | None, ...], sources: str, count: int
) -> None:
    """A text file names none; two publishers of one source tell an event each."""
    readings = [
        first_reading([(SUMMIT, "2025-09-25")], id=str(number), publisher=publisher)
        for number, publisher in enumerate(publishers)
    ]

    assert len(merge(readings, sources=sources)) == count


def test_merged_event_is_cancelled_only_where_all_cancel_it() -> None:
    """It keeps its UID while the other article still tells it, then names that one alone."""
    rest = (("حفل الوداع في المطار", "2025-09-26"), ("وصول الوفود", "2025-09-23"))
    first = told("a", (SUMMIT, "2025-09-25"), *rest)
    other = told("b", (SUMMIT, "2025-09-25"), day=1)
    gone = article(rest, id="a", title="خبر a", publisher="صحيفة المثال")
    for day in (1, 2):
        first = revise(first, gone, START + day * DAY)
    summit = next(told for told in merged(first, other) if told.known.event.title == SUMMIT)
    assert summit.known.uid == first.events[0].uid
    assert summit.known.status == "confirmed"
    assert [telling.teller.id for telling in summit.tellings] == ["b"]


def test_order_of_articles_does_not_matter() -> None:
    """Stores return rows in any order."""
    revisions = [
        told(name, (SUMMIT, "2025-09-25"), (f"حدث آخر في {name}", "2025-09-25"), day=day)
        for day, name in enumerate("abc")
    ]
    forwards, backwards = merged(*revisions), merged(*reversed(revisions))
    assert sorted(forwards, key=repr) == sorted(backwards, key=repr)


def test_crowded_day_is_merged_by_its_titles() -> None:
    """Each of many events of one day with its like."""
    rows = [(f"جلسة رقم {number} من المؤتمر", "2025-09-25") for number in range(150)]
    assert len(merged(told("a", *rows), told("b", *rows))) == 150


def test_place_and_description_are_those_of_the_article_known_longest() -> None:
    """One record is shown, not a mixture."""
    first = told("a", event(SUMMIT, "2025-09-25", place="بكين"))
    (one,) = merged(first, told("b", event(SUMMIT, "2025-09-25", place="شنغهاي"), day=1))
    assert one.known.event.place == "بكين"
