"""How large a body may be, and from which day an article counts."""

from datetime import UTC, datetime

import pytest

from articles.errors import ReadError
from articles.formats.kinds import MAX_BYTES
from articles.read import read_article

AT = datetime(2030, 6, 20, 12, tzinfo=UTC)
TEXT = "تفتح القاعة الكبرى أبوابها للزوار صباح كل يوم من أيام الأسبوع، وتبقى مفتوحة حتى المساء."


@pytest.mark.parametrize(
    ("size", "problem"), [(MAX_BYTES, "no article"), (MAX_BYTES + 1, "the limit is 10,485,760")]
)
def test_ten_megabytes_are_read_and_a_byte_more_is_not(size: int, problem: str) -> None:
    with pytest.raises(ReadError, match=problem):
        read_article(b" " * size, name="a.txt", at=AT)


@pytest.mark.parametrize(
    ("published", "days"),
    [
        ("", ["2030-07-02"]),
        ("date: 2024-03-05", ["2024-04-02", "2024-03-06"]),
        ("date: 2024-03-05T22:30:00Z", ["2024-04-02", "2024-03-06"]),
        ("date: 2024-03", ["2030-07-02"]),
    ],
)
def test_dates_count_from_the_day_of_publication(published: str, days: list[str]) -> None:
    """From the day that it was first seen where the article tells no day; "tomorrow" then waits."""
    month = "أبريل" if "2024" in days[0] else "يوليو"
    table = f"التاريخ | الحدث\n---|---\n2 {month} | افتتاح\nغدا | لقاء"
    body = f"---\ntitle: أبواب القاعة\n{published}\n---\n\n{TEXT}\n\n{table}\n"
    article = read_article(body.encode(), name="a.md", at=AT)
    (timeline,) = article.timelines
    assert [event.start.value for event in timeline.events] == days


@pytest.mark.parametrize(("name", "items", "read"), [("a.txt", 3, True), ("a.txt", 2, False)])
def test_a_list_under_a_title_is_an_article(name: str, items: int, *, read: bool) -> None:
    """Of three items at least; two lines are too little."""
    lines = ["زيادة مخصصات الصحة", "تطوير الطرق السريعة", "موعد افتتاح المتحف"][:items]
    body = "\n".join(["أبرز ما جاء في بيان المجلس", *(f"- {line}" for line in lines)]).encode()
    if read:
        assert read_article(body, name=name, at=AT).title == "أبرز ما جاء في بيان المجلس"
    else:
        with pytest.raises(ReadError, match="no article"):
            read_article(body, name=name, at=AT)
