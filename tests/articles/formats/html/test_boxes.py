"""Boxes that repeat: which are a timeline together, which stay headings and paragraphs."""

import pytest

from tests.articles.formats.html.webpage import blocks, list_of, read_body

DATED = "<div class=item><b>{} مايو 2026</b><h4>حدث رقمه {}</h4></div>"
UNDATED = "<div class=item><b>قريبا</b><h4>حدث بلا موعد</h4></div>"
BARE = "<div class=item>كلام وحده</div>"


def _dated(*days: int) -> str:
    return "".join(DATED.format(day, day) for day in days)


def _is_timeline(body: str) -> bool:
    """Whether there is a list in it, and no heading any more."""
    return [block.type for block in blocks(body)] == ["list"]


def _two(parts: str) -> str:
    """Two boxes of the same parts, below them an event."""
    return f"<div>{parts}<h4>حدث</h4></div>" * 2


@pytest.mark.parametrize(
    ("body", "timeline"),
    [
        (_dated(3), False),
        (_dated(3, 4), True),
        (UNDATED * 2, False),
        # Half of the boxes must have a date,
        (_dated(3, 4) + UNDATED * 2, True),
        (_dated(3, 4) + UNDATED * 3, False),
        # and at least one of the first three.
        (UNDATED * 2 + _dated(3, 4), True),
        (UNDATED * 3 + _dated(3, 4, 5, 6), False),
        # Text alone is no box among the first three.
        (_dated(3, 4) + BARE, False),
        (_dated(3, 4, 5) + BARE, True),
    ],
)
def test_boxes_are_a_timeline_where_half_of_them_open_with_a_date(
    body: str, *, timeline: bool
) -> None:
    """Programmes have events without a time; cards of news have a number here and there."""
    assert _is_timeline(body) == timeline


@pytest.mark.parametrize(
    ("words", "timeline"),
    [
        ("3 مايو 2026", True),
        ("3 مايو لنا", True),  # six letters of ten
        ("3 مايو لدينا", False),  # six of twelve
        ("29 فبراير", True),  # in any year that has it
        ("من 3 مايو<br>إلى 4 مايو", False),
        ("للمرة الثالثة: 3 فائزين", False),
    ],
)
def test_a_part_is_a_date_where_most_of_its_words_are(words: str, *, timeline: bool) -> None:
    """A sentence with a date in it is no label of a box."""
    assert _is_timeline(_two(f"<b>{words}</b>")) == timeline


@pytest.mark.parametrize(("length", "timeline"), [(60, True), (61, False)])
def test_a_time_element_is_a_date_up_to_sixty_letters(length: int, *, timeline: bool) -> None:
    """Whatever its words are; but some sites put whole paragraphs there."""
    words = "الجلسة 1 ".ljust(length, "ا")
    assert _is_timeline(_two(f"<time>{words}</time>")) == timeline
    assert not _is_timeline(_two(f"<b>{words}</b>"))


@pytest.mark.parametrize(("before", "timeline"), [(5, True), (6, False)])
def test_the_date_is_among_the_first_six_parts(before: int, *, timeline: bool) -> None:
    """Pictures and icons may stand above it; a date far below is of something else."""
    assert _is_timeline(_two("<i></i>" * before + "<b>3 مايو 2026</b>")) == timeline


@pytest.mark.parametrize(("length", "timeline"), [(1_500, True), (1_501, False)])
def test_a_box_has_at_most_fifteen_hundred_letters(length: int, *, timeline: bool) -> None:
    """Longer ones are articles under each other, as on a live page."""
    rest = "ا" * (length - len("3 مايو" + "حدث"))
    assert _is_timeline(_two(f"<b>3 مايو</b><p>{rest}</p>")) == timeline


def test_the_parts_of_a_box_are_lines_and_its_inline_words_are_not() -> None:
    """A date in an element of its own is a line even inside a line."""
    date = "<div>صباح <b>3 مايو</b> عند <i>الباب</i> الكبير"
    box = f"{date}<div>هنا<p>حدث <b>مهم</b><br>للزوار</p>غير <b>3 مايو</b> آخر</div></div>"
    lines = ["عند الباب الكبير", "هنا", "حدث مهم", "للزوار", "غير"]
    block = list_of(box + box.replace("3", "4"))
    assert [item.text.split("\n") for item in block.items] == [
        ["صباح", f"{day} مايو", *lines, f"{day} مايو", "آخر"] for day in (3, 4)
    ]


@pytest.mark.parametrize(
    "link",
    [
        "<h4><a href='/x'>حدث</a></h4>",
        "<a href='/x'><h4>حدث</h4></a>",
        "<a href='/x'><div>حدث<p>شرحه</p></div></a>",
        "<div><a href='/x'><b>حدث</b></a><p>شرحه</p></div>",
    ],
)
def test_a_link_in_a_box_is_that_of_its_event(link: str) -> None:
    """Over its title, or over several parts of the box."""
    (timeline,) = read_body(f"<div><b>3 مايو</b>{link}</div>" * 2).timelines
    assert {event.url for event in timeline.events} == {"https://news.example/x"}


def test_the_items_of_boxes_are_numbered_without_the_empty_ones() -> None:
    """An event is found again by the number of its item."""
    block = list_of(_dated(3) + "<div class=item><b> </b></div>" + _dated(4))
    assert [item.at.item for item in block.items] == [1, 2]
