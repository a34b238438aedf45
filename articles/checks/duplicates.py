"""Articles that say nearly the same: one story that several sources have taken from an agency."""

from itertools import count

from rensa import RMinHash, RMinHashLSH

from articles.draft import block_text
from articles.model import Article
from articles.text import fold

_ALIKE = 0.7  # of the runs of words that two texts have between them
_RUN = 4  # words
_FEWEST_WORDS = 60  # shorter texts resemble each other by chance
_PERMUTATIONS, _BANDS, _SEED = 128, 32, 1


def measure(article: Article) -> bytes | None:
    """What tells how alike two texts are, in some hundred octets; None of a text that is short."""
    words = fold("\n".join(map(block_text, article.blocks))).split()
    if len(words) < _FEWEST_WORDS:
        return None
    made = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    runs = zip(*(words[at:] for at in range(_RUN)), strict=False)
    made.update([" ".join(run) for run in runs])
    return bytes(made.__getstate__())


class Duplicates:
    """Finds them among articles that come, change and go."""

    def __init__(self) -> None:
        self._index = RMinHashLSH(threshold=_ALIKE, num_perm=_PERMUTATIONS, num_bands=_BANDS)
        self._measured: dict[str, tuple[int, RMinHash]] = {}
        self._names: dict[int, str] = {}
        self._places = count()

    def put(self, name: str, measured: bytes | None) -> None:
        """Takes in an article, or takes it in anew, by its `measure`."""
        self.drop(name)
        if measured is None:
            return
        place, made = next(self._places), RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        made.__setstate__(measured)
        self._index.insert(place, made)
        self._measured[name], self._names[place] = (place, made), name

    def drop(self, name: str) -> None:
        """Forgets an article."""
        known = self._measured.pop(name, None)
        if known is not None:
            self._index.remove(known[0])
            del self._names[known[0]]

    def alike(self, name: str) -> tuple[str, ...]:
        """The articles that say nearly the same, in the order of their ids."""
        if name not in self._measured:
            return ()
        own, made = self._measured[name]
        near = (self._names[place] for place in self._index.query(made) if place != own)
        return tuple(sorted(one for one in near if self._is_alike(made, one)))

    def _is_alike(self, made: RMinHash, other: str) -> bool:
        return bool(made.jaccard(self._measured[other][1]) >= _ALIKE)
