"""Timelines that pages build from boxes: repeated elements, each with a date and a title.

    <div class=item><span class=date>23 …</span><h4>…</h4><p>…</p></div>   (again and again)

A box is taken for an item of a timeline only where most of its like begin with a date that
stands in an element of its own; boxes of headlines are left to the walk.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby, islice

from lxml.html import HtmlElement

from articles.blocks import At, Item
from articles.dates import find_dates
from articles.formats.html.inline import BLOCKS, Inline, children, inline_text, line_of

_LEAST_BOXES = 2
_LONGEST_DATE = 60  # characters
_LONGEST_BOX = 1_500  # characters
_PARTS_OF_A_BOX = 80
_DATE_SHARE = 0.6  # of the words of the element that is taken for a date
_DIGIT = re.compile(r"\d")
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Widget:
    """Neighbouring boxes that are a timeline together."""

    boxes: tuple[HtmlElement, ...]
    items: tuple[Item, ...]


def find_widgets(element: HtmlElement, base_url: str | None) -> list[Widget]:
    """The timelines among the children of `element`, in order."""
    widgets = []
    blocks = (child for child in children(element) if child.tag in BLOCKS)
    for _, group in groupby(blocks, key=_kind):
        boxes = tuple(group)
        if _is_timeline(boxes):
            widgets.append(Widget(boxes=boxes, items=_items(boxes, base_url)))
    return widgets


def _is_timeline(boxes: tuple[HtmlElement, ...]) -> bool:
    """Whether most of the boxes open with a date; a look at the first ones mostly says no."""
    if len(boxes) < _LEAST_BOXES or not all(map(_is_box, boxes[:3])):
        return False
    if not any(map(_opens_with_a_date, boxes[:3])):
        return False
    dated = sum(map(_opens_with_a_date, boxes))
    return dated >= _LEAST_BOXES and dated * 2 >= len(boxes)


def _items(boxes: tuple[HtmlElement, ...], base_url: str | None) -> tuple[Item, ...]:
    items = filter(None, (_item(box, base_url) for box in boxes))
    return tuple(
        replace(item, at=replace(item.at, item=number)) for number, item in enumerate(items, 1)
    )


def _kind(box: HtmlElement) -> tuple[str, str]:
    """Elements of one kind share their name and their first class."""
    return str(box.tag), (box.get("class", "").split() or [""])[0]


def _is_box(box: HtmlElement) -> bool:
    """Whether an element has parts of its own: a text alone is no box."""
    return (
        box.tag not in {"p", "table", "ul", "ol", "dl", "figure"}
        and next(children(box), None) is not None
    )


def _opens_with_a_date(box: HtmlElement) -> bool:
    """Whether one of the first parts of a box is a date and nothing else."""
    words = "".join(map(str, islice(box.itertext(), _PARTS_OF_A_BOX)))
    if len(words) > _LONGEST_BOX or not _DIGIT.search(words):
        return False
    parts = islice(box.iterdescendants(), 6)
    return any(_is_date(part) for part in parts)


def _is_date(part: HtmlElement) -> bool:
    text = inline_text(part)
    if not text or len(text) > _LONGEST_DATE or "\n" in text:
        return False
    if part.tag == "time":
        return True
    found = find_dates(text, _ANY_TIME)
    return sum(date.span[1] - date.span[0] for date in found) >= _DATE_SHARE * len(text)


def _item(box: HtmlElement, base_url: str | None) -> Item | None:
    """A box as an item: its parts in order, a line each."""
    run = Inline(base_url)
    _add_parts(box, run)
    if not run.text:
        return None
    return Item(text=run.text, links=run.links, at=At(line=line_of(box)))


def _add_parts(element: HtmlElement, run: Inline, href: str | None = None) -> None:
    """Adds an element so that a date in an inline element still gets a line of its own."""
    run.add(element.text, href)
    for child in children(element):
        own_line = child.tag in BLOCKS or _is_date(child)
        if own_line:
            run.add_break()
        if next(child.iterdescendants(*BLOCKS), None) is not None:
            _add_parts(child, run, run.href_of(child) or href)
        else:
            run.add_element(child, href)
        if own_line:
            run.add_break()
        run.add(child.tail, href)
