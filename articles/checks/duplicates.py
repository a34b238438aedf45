"""Articles that say nearly the same: one story that several sources have taken from an agency."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rensa import RMinHash, RMinHashLSH

from articles.draft import block_text
from articles.revisions.known import Revision
from articles.text import fold

_ALIKE = 0.7  # of the runs of words that two texts have between them
_RUN = 4  # words
_FEWEST_WORDS = 60  # shorter texts resemble each other by chance
_PERMUTATIONS, _BANDS, _SEED = 128, 32, 1


class Duplicates:
    """Finds them, one publication after the other; only articles that changed are measured anew."""

    def __init__(self) -> None:
        self._measured: dict[str, tuple[Revision, RMinHash | None]] = {}

    def find(self, revisions: Sequence[Revision]) -> dict[str, tuple[str, ...]]:
        """For each article that has any, the ids of those that say nearly the same, in order."""
        self._measured = {one.id: (one, self._measure(one)) for one in revisions}
        index = RMinHashLSH(threshold=_ALIKE, num_perm=_PERMUTATIONS, num_bands=_BANDS)
        measures = [
            (name, measure) for name, (_, measure) in self._measured.items() if measure is not None
        ]
        for place, (_, measure) in enumerate(measures):
            index.insert(place, measure)
        alike: defaultdict[str, set[str]] = defaultdict(set)
        for name, measure in measures:
            for place in index.query(measure):
                other, its_measure = measures[place]
                if other != name and measure.jaccard(its_measure) >= _ALIKE:
                    alike[name].add(other)
        return {name: tuple(sorted(others)) for name, others in sorted(alike.items())}

    def _measure(self, revision: Revision) -> RMinHash | None:
        known = self._measured.get(revision.id)
        if known and known[0].article.blocks == revision.article.blocks:
            return known[1]
        words = fold("\n".join(map(block_text, revision.article.blocks))).split()
        if len(words) < _FEWEST_WORDS:
            return None
        measure = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        runs = zip(*(words[at:] for at in range(_RUN)), strict=False)
        measure.update([" ".join(run) for run in runs])
        return measure


def first_told(
    revisions: Iterable[Revision], alike: Mapping[str, tuple[str, ...]]
) -> list[Revision]:
    """The articles without those that say nearly the same as one that came before."""
    revisions = list(revisions)
    came = {one.id: (one.created, one.id) for one in revisions}
    return [
        one
        for one in revisions
        if not any(came[other] < came[one.id] for other in alike.get(one.id, ()) if other in came)
    ]
