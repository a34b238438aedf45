"""Whether the clause around a day tells of what was or of what is to come, by its own verb.

The nearest verb before the day decides, else the first one close behind it; the verbs are in
`articles.dates.vocabulary.verbs`.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from articles.dates.meaning.pairing import CLAUSE_END, SENTENCE_END
from articles.dates.mention import Mention
from articles.dates.passage import Passage
from articles.dates.vocabulary import verbs
from articles.dates.vocabulary.conjugation import Sense, sense_of
from articles.dates.vocabulary.lexicon import is_listed, listed
from articles.dates.vocabulary.normal import normalise

Tense = Literal["past", "coming"]

_REACH = 120  # characters of a clause that are looked at
_WORDS_BEHIND = 5  # in which a verb may follow its day: "الخميس المجلس يعقد"
_BESIDE = 4  # words before a verb in which "كان" makes it past: "كان من المقرر أن يصل"
_MARKS = "«»\"'()[]،,:"
_HABITS, _BECAME = listed(verbs.HABITS), listed(verbs.BECAME)
_BEGINNINGS = listed(verbs.BEGINNINGS)
_THEY_DO = re.compile(r"[يت]\w{2,}ون")


def tells_habit(passage: Passage, mention: Mention) -> bool:
    """Whether the clause before a day tells what is done again and again: "اعتادوا", "صاروا"."""
    before = normalise(_clause_before(passage, passage.start(mention.first))).text
    words = [word.strip(_MARKS).lstrip("وف") for word in before.split()]
    became = next((place for place, word in enumerate(words) if word in _BECAME), len(words))
    return not _HABITS.isdisjoint(words) or any(map(_THEY_DO.fullmatch, words[became:]))


def names_beginning(passage: Passage, mention: Mention) -> bool:
    """Whether the clause before a time names what begins or ends then: "انطلاق المعرض بعد شهر"."""
    before = normalise(_clause_before(passage, passage.start(mention.first))).text
    return any(is_listed(word.strip(_MARKS), _BEGINNINGS) for word in before.split())


def _clause_before(passage: Passage, start: int) -> str:
    return SENTENCE_END.split(passage.text[max(0, start - _REACH) : start])[-1]


def tense_of(passage: Passage, mention: Mention) -> Tense | None:
    """What the clause of a mention tells of; None where it has no verb that is known."""
    start, end = passage.start(mention.first), passage.end(mention.last)
    words = [word.strip(_MARKS) for word in _clause_before(passage, start).split()]
    told = next(_tenses([*map(sense_of, words)]), None)
    if told is not None:
        return told
    behind = CLAUSE_END.split(passage.text[end : end + _REACH])[0].split()[:_WORDS_BEHIND]
    senses = [*map(sense_of, [word.strip(_MARKS) for word in behind])]
    return next(_tenses(senses[::-1]), None)


def _tenses(senses: Sequence[Sense | None]) -> Iterator[Tense]:
    """The tenses of the verbs of a clause, from its end on."""
    for place in range(len(senses) - 1, -1, -1):
        beside = senses[max(0, place - _BESIDE) : place]
        match senses[place]:
            case "past" | "was":
                yield "past"
            case "present" | "coming" if "was" in beside or senses[place - 1 : place] == ["not"]:
                yield "past"
            case "present" | "coming":
                yield "coming"
            case _:
                pass
