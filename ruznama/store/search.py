"""Words and the articles that hold them, in the database's own index: SQLite FTS5, tsvector.

An article is found by the beginnings of its words, and by those of what is left of a word without
the letters that Arabic writes before it: "دمشق" finds "بدمشق" and "ودمشق". Both databases are given
the same words, parted and folded here, so that they find the same.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain, islice

from sqlalchemy import Connection, bindparam, delete, text

from articles.text import fold
from ruznama.store.tables import search

# Conjunctions, prepositions and the article, as they stand before a word.
_PREFIXES = (
    "وال",
    "بال",
    "كال",
    "فال",
    "ولل",
    "فلل",
    "لل",
    "ال",
    "وب",
    "ول",
    "فب",
    "و",
    "ف",
    "ب",
    "ك",
    "ل",
)
_WORDS_KEPT = 8_192  # whose forms are at hand
_STEM = 3  # letters that must be left of a word without its prefix
_WORD = re.compile(r"\w+")
# A tsvector has room for a megabyte, with what stands beside each word.
_MOST_WORDS, _LONGEST_WORD = 20_000, 60

_INSERT = {
    "sqlite": text("INSERT INTO search (id, words) VALUES (:id, :words)"),
    "postgresql": text(
        "INSERT INTO search (id, words) VALUES (:id, to_tsvector('simple', :words))"
    ),
}
_FIND = {
    "sqlite": text("SELECT id FROM search WHERE search MATCH :asked ORDER BY id"),
    "postgresql": text(
        "SELECT id FROM search WHERE words @@ to_tsquery('simple', :asked) ORDER BY id"
    ),
}


def put_words(connection: Connection, words: Mapping[str, str | None]) -> None:
    """Takes in the folded words of articles in the place of what was known; None for no more."""
    if not words:
        return
    old = delete(search).where(search.c.id == bindparam("old"))
    connection.execute(old, [{"old": article_id} for article_id in words])
    rows = [
        {"id": article_id, "words": " ".join(islice(_searched(told), _MOST_WORDS))}
        for article_id, told in words.items()
        if told is not None
    ]
    if rows:
        connection.execute(_INSERT[connection.dialect.name], rows)


def find(connection: Connection, words: str) -> list[str]:
    """The ids of the articles that hold all of some words, in their order."""
    asked = [word[:_LONGEST_WORD] for word in _WORD.findall(fold(words))]
    if not asked:
        return []
    if connection.dialect.name == "sqlite":
        query = " ".join(f'"{word}" *' for word in asked)
    else:
        query = " & ".join(f"{word}:*" for word in asked)
    return list(connection.scalars(_FIND[connection.dialect.name], {"asked": query}))


def _searched(folded: str) -> Iterator[str]:
    """The words, each once, and what is left of them without a prefix."""
    return chain.from_iterable(map(_forms, dict.fromkeys(_WORD.findall(folded))))


@lru_cache(_WORDS_KEPT)
def _forms(word: str) -> tuple[str, ...]:
    """A word, and what is left of it without a prefix; articles share most of theirs."""
    word = word[:_LONGEST_WORD]
    bare = (word.removeprefix(each) for each in _PREFIXES if word.startswith(each))
    return (word, *(each for each in bare if len(each) >= _STEM))
