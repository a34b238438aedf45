"""What a line of Arabic looks like: a sentence, an intro, a headline; and its words as stems.

Only the outside of a text is looked at here. What the outsides mean is for the passes to say.
"""

import re
from functools import lru_cache

from articles.boilerplate.phrases import COMMON_WORDS, STOP_WORDS
from articles.text import fold

_CLOSING = "\"'”’»)]}›】 \u200f\u200e"
_SENTENCE_INSIDE = re.compile(r"(?<!\.)[.؟!]\s+\S+\s+\S+")
_WORD = re.compile(r"[^\W_]+")
# Longest first: one prefix and one suffix come off a word, where three letters remain.
_PREFIX = re.compile("^(?:وال|فال|بال|كال|لل|ال|و|ف|ب|ل|س)(?=...)")
_SUFFIX = re.compile("(?<=...)(?:هما|اتها|ات|ون|ين|ها|هم|نا|تي|يه|ان|وا|ه|ي|ا)$")

SENTENCE_ENDS = ".!؟?…"


def words(text: str) -> list[str]:
    """The words of a text: runs of letters and digits."""
    return _WORD.findall(text)


def last_mark(text: str) -> str:
    """The last character of a text, closing quotes and brackets left off; "" for none."""
    return text.rstrip(_CLOSING)[-1:]


def ends_sentence(text: str) -> bool:
    """Whether it ends with a full stop. A question or an exclamation can be a headline."""
    return last_mark(text) == "." and not text.endswith("..")


def introduces(text: str) -> bool:
    """Whether it ends with a colon: what follows belongs to it."""
    return last_mark(text) == ":"


def holds_sentences(text: str) -> bool:
    """Whether a sentence ends inside it and another goes on."""
    return _SENTENCE_INSIDE.search(text) is not None


def stems(text: str) -> frozenset[str]:
    """What a text is about: its words, folded, without common ones, clitics, endings, numbers."""
    found = {_stem(word) for word in _WORD.findall(fold(text)) if word not in STOP_WORDS}
    return frozenset(stem for stem in found - _COMMON if len(stem) > 1 and not stem.isdigit())


@lru_cache(maxsize=1 << 15)
def _stem(word: str) -> str:
    return _SUFFIX.sub("", _PREFIX.sub("", word))


_COMMON = frozenset(map(_stem, COMMON_WORDS))
