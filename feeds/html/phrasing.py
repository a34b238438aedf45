"""Text with marks over spans of it, as the phrasing content of HTML: links and times.

Source: HTML Living Standard 3.2.5.2.5 (phrasing content), 4.5.14 (the time element).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from articles.addresses import http_url
from articles.blocks import Link
from articles.model import When
from articles.revisions.identity import untracked
from articles.text import clean
from feeds.elements import instant, rfc3339


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An element over the code points from `start` to before `end` of a text."""

    start: int
    end: int
    tag: str
    attribute: str
    value: str

    @property
    def opening(self) -> str:
        """Its start tag."""
        return f'<{self.tag} {self.attribute}="{escape(self.value)}">'


def phrasing(text: str, marks: Iterable[Mark] = ()) -> str:
    """`text` as HTML with its marks; line ends become `<br>`.

    A mark that crosses an earlier one, is empty or reaches beyond the text is left out.
    """
    # Text is clean since it was read; cleaned again, so that no article can break a whole feed.
    # Not with the tags around it: NFC joins ">" and a combining U+0338 into one character.
    text = clean(text)
    parts: list[str] = []
    opened: list[Mark] = []
    done = 0

    def write(to: int) -> None:
        nonlocal done
        parts.append(escape(text[done:to]))
        done = to

    def close(at: int) -> None:
        while opened and opened[-1].end <= at:
            write(opened[-1].end)
            parts.append(f"</{opened.pop().tag}>")

    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        close(mark.start)
        if _fits(mark, text, opened):
            write(mark.start)
            parts.append(mark.opening)
            opened.append(mark)
    close(len(text))
    write(len(text))
    return "".join(parts).replace("\n", "<br>")


def _fits(mark: Mark, text: str, opened: list[Mark]) -> bool:
    inside = not opened or mark.end <= opened[-1].end
    alone = all(other.tag != mark.tag for other in opened)  # no link in a link
    return 0 <= mark.start < mark.end <= len(text) and inside and alone


def link_marks(links: Iterable[Link], base: str) -> Iterable[Mark]:
    """The links of a text, without those that lead nowhere, and without what tracks readers."""
    for link in links:
        href = http_url(untracked(link.url), base)
        if href:
            yield Mark(start=link.span[0], end=link.span[1], tag="a", attribute="href", value=href)


def time_marks(text: str, whens: Iterable[When | None]) -> Iterable[Mark]:
    """The dates whose words stand in `text`."""
    for when in whens:
        start = text.find(when.raw) if when and when.raw else -1
        if when and start >= 0:
            yield time_mark(start, start + len(when.raw), when)


def time_mark(start: int, end: int, when: When) -> Mark:
    """`when` over a span of a text."""
    value = _datetime(when)
    return Mark(start=start, end=end, tag="time", attribute="datetime", value=value)


def _datetime(when: When) -> str:
    """`when` as the time element takes it: a time of day in UTC, else what is known of the date."""
    if not when.is_clock:
        return when.value
    moment = instant(when)
    return rfc3339(moment) if moment else when.value[:10]
