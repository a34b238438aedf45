"""How well articles are read: events, titles, and what was left out, for each format.

    python -m bench.articles_accuracy

The corpus, `tests/articles/corpus`, is ours; `tests/articles/labelled.py` tells how it counts.
"""

from collections import defaultdict

from tests.articles.labelled import Tally, cases


def main() -> None:
    """Prints a row a format, then everything that was not as expected."""
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for case in cases():
        tallies[case.file.suffix[1:]].count(case)
        tallies["all"].count(case)
    print("format    articles  titles  wanted   found   right      F1     foreign gone  lost")
    for name, tally in sorted(tallies.items(), key=lambda one: one[0] == "all"):
        print(tally.row(name))
    print(*tallies["all"].misses, sep="\n")


if __name__ == "__main__":
    main()
