"""What stands over a timeline: which line truly heads it, and what its events need of that."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from articles.dates.vocabulary.conjugation import sense_of
from articles.model import Event, Timeline
from articles.prose import introduces, words
from articles.text import fold

_SHORT_INTRO = 8  # words: one that heads what follows as a heading does
_LONGEST_INTRO = 16
_STANDS_ALONE = 2  # words of a title that needs none before it
# "وفيما يلي", "ونستعرض في السطور التالية", "كالتالي" announce, and name nothing.
_ANNOUNCES = re.compile(
    r"^و?(?:في ?ما يلي|[نتي](?:ستعرض|رصد|عرض|قدم|سرد)|اليكم|اليك|هنا|هذه|هذا|جاءت?|تاتي|كانت)\s+"
    r"(?:[\"«“][^\"»”]{2,30}[\"»”]\s*[،,]?\s*)?(?:لكم\s+)?(?:في السطور (?:التاليه|الاتيه)\s+)?"
)
_TRAILS = re.compile(
    r"\s+(?:(?:علي )?(?:كالتالي|كالاتي|كما يلي|النحو التالي|النحو الاتي|الشكل التالي)|هي|هم)$"
)
_JOINED = re.compile(r"^ل\w{4,}")
_OCCASION = re.compile(r"^(?:مواعيد|موعد|جدول|تواريخ|توقيت|توقيتات|برنامج)\s+(?=\S+\s+\S)")
_LEANS = re.compile(
    r"^(?:في|من|الي|علي|عن|مع|قبل|بعد|خلال|داخل|خارج|حتي|لدي|عند|ضمن|عبر|بال\w{3,}|لل\w{3,})(?:\s|$)"
)


def intro_title(intro: str) -> str | None:
    """What an intro names: its words without those that announce; None for a sentence."""
    text = intro.strip().rstrip(":").rstrip(" .").strip()
    start = _prefix(text, _ANNOUNCES)
    text = text[start:].strip()
    end = _TRAILS.search(fold(text))
    if end is not None:
        count = len(fold(text)[: end.start()].split())
        text = " ".join(text.split()[:count])
    said = words(text)
    told = _STANDS_ALONE <= len(said) <= _LONGEST_INTRO and sense_of(said[0]) != "past"
    return text if told else None


def heads_as_label(text: str) -> bool:
    """Whether an intro is as short as a heading and has no verb: it heads all that follows."""
    said = words(text)
    return introduces(text) and len(said) <= _SHORT_INTRO and not any(map(sense_of, said))


def standing_title(title: str, head: str | None) -> str:
    """A title that says by itself what happens: "في الخارج" takes what stands over it."""
    if not head or not _LEANS.match(fold(title)):
        return title
    named = head[_prefix(head, _OCCASION) :]
    return title if fold(named) in fold(title) else f"{named}: {title}"


def goes_on(line: str) -> bool:
    """Whether a line only goes on from the one before: "لرؤساء الوفود" under "الجلسة المغلقة"."""
    folded = fold(line)
    return _LEANS.match(folded) is not None or _JOINED.match(folded) is not None


def told_apart(timelines: Sequence[Timeline]) -> list[Timeline]:
    """The timelines; what two of them call alike takes what heads each."""
    heads: dict[str, set[str | None]] = {}
    for timeline in timelines:
        for event in timeline.events:
            heads.setdefault(fold(event.title), set()).add(timeline.title)
    twice = {title for title, over in heads.items() if len(over) > 1}
    return [
        replace(
            timeline, events=tuple(_with_head(event, timeline, twice) for event in timeline.events)
        )
        for timeline in timelines
    ]


def _with_head(event: Event, timeline: Timeline, twice: Collection[str]) -> Event:
    head = timeline.title
    if head is None or fold(event.title) not in twice or any(map(str.isdigit, head)):
        return event
    return replace(event, title=f"{head}: {event.title}")


def _prefix(text: str, pattern: re.Pattern[str]) -> int:
    """Where the words of a text end that open it as the pattern says, of its folded form."""
    found = pattern.match(fold(text))
    if found is None:
        return 0
    rest = len(fold(text)[found.end() :].split())
    return len(text) - len(text.split(maxsplit=len(text.split()) - rest)[-1]) if rest else 0
