"""Articles with lines of others among their own, in every disguise that sites and dumps give them.

A disguise takes an article, headlines of others and a source of chance, and gives lines, each with
whether it is foreign. The words are those of the articles given; what stands around them is ours.
"""

from collections.abc import Callable, Sequence
from random import Random

from articles.boilerplate.suspects import joins
from articles.text import fold
from bench.foreign_lines import (
    FOREIGN,
    HEADS,
    INTROS,
    ORDINALS,
    THINGS,
    Disguise,
    Lines,
    Told,
    clauses,
    days,
    middle,
    noted,
    others,
    own,
    tail,
)

_JOINED = 0.3  # of the paragraphs that go on have a heading over them


def _numbered(lines: Sequence[str]) -> list[str]:
    return [f"{number}. {line}" for number, line in enumerate(lines, 1)]


def _dated(chance: Random, lines: Sequence[str], pattern: str) -> list[str]:
    told = days(chance, len(lines), year=chance.random() < 0.5)
    return [
        part
        for date, line in zip(told, lines, strict=True)
        for part in pattern.format(date, line).split("\n")
    ]


# How the article's own last words may stand, so that they look like headlines.
OWN: dict[str, Callable[[Random, list[str]], list[str]]] = {
    "bare": lambda _, lines: lines,
    "bullets": lambda _, lines: [f"- {line}" for line in lines],
    "numbered": lambda _, lines: _numbered(lines),
    "announced": lambda chance, lines: [chance.choice(INTROS), *lines],
    "announced bullets": lambda chance, lines: [
        chance.choice(INTROS),
        *[f"- {line}" for line in lines],
    ],
    "short": lambda _, lines: lines[-1:],
    "dates before": lambda chance, lines: _dated(chance, lines, "{}: {}"),
    "dates after": lambda chance, lines: _dated(chance, lines, "{1}: {0}"),
    "dates over": lambda chance, lines: _dated(chance, lines, "{}\n{}"),
    "bullets with dates": lambda chance, lines: _dated(chance, lines, "- {} - {}"),
    "bullets, dates after": lambda chance, lines: _dated(chance, lines, "- {1} ({0})"),
    "figures": lambda chance, lines: [f"{line} {chance.randint(2, 90)}" for line in lines],
}


def ending(shape: str) -> Disguise:
    """The last paragraph cut into lines of that shape, with others' headlines below."""

    def made(told: Told, titles: Sequence[str], chance: Random) -> Lines:
        cut = OWN[shape](chance, clauses(told.paragraphs[-1]))
        return [*own([told.title, *told.paragraphs[:-1], *cut]), *others(titles)]

    return made


def headed(told: Told, titles: Sequence[str], chance: Random) -> Lines:
    """Paragraphs under headings of their own, with others' headlines below.

    What a heading opens seldom goes on from the paragraph before it.
    """
    lines = [told.title]
    for paragraph in told.paragraphs:
        if joins(fold(paragraph).split()[0]) and chance.random() > _JOINED:
            lines.append(paragraph)
            continue
        words = chance.choice(clauses(paragraph) or [paragraph]).split()[: chance.randint(3, 7)]
        heading = " ".join(words) if chance.random() < 0.7 else chance.choice(HEADS)
        lines += [heading, paragraph]
    return [*own(lines), *others(titles)]


def headed_middle(told: Told, titles: Sequence[str], chance: Random) -> Lines:
    """The same with others' headlines over one of its headings."""
    lines = headed(told, (), chance)
    heads = [at for at, (line, _) in enumerate(lines[1:], 1) if line not in told.paragraphs]
    at = heads[len(heads) // 2] if heads else len(lines)
    return [*lines[:at], *others(titles), *lines[at:]]


def _strange(titles: Sequence[str], chance: Random, least: int, most: int) -> list[str]:
    """A few words from each headline: what an article says in a list, in words of no paragraph."""
    found = []
    for title in titles:
        words = title.split()
        first = chance.randint(0, max(0, len(words) - most))
        found.append(" ".join(words[first : first + chance.randint(least, most)]))
    return found


def _inserted(told: Told, lines: Sequence[str], chance: Random, announced: float = 0.5) -> Lines:
    """Lines of the article itself at its end or in its middle, often announced."""
    over = [chance.choice(INTROS)] if chance.random() < announced else []
    at = chance.choice([len(told.paragraphs), max(1, len(told.paragraphs) // 2)])
    return own([told.title, *told.paragraphs[:at], *over, *lines, *told.paragraphs[at:]])


def grouped(told: Told, titles: Sequence[str], chance: Random) -> Lines:
    """A list of the article with labels that count or differ: groups, stages, members."""
    thing = chance.choice(THINGS)
    labels = [f"{thing} {number}" for number in ORDINALS]
    counted = chance.random() < 0.5
    if not counted:
        labels = _strange(titles[::-1], chance, 1, 3)
    lines = [f"{a}: {b}" for a, b in zip(labels, _strange(titles, chance, 2, 7), strict=False)]
    return _inserted(told, lines, chance, announced=0.5 if counted else 1)


def scheduled(told: Told, titles: Sequence[str], chance: Random) -> Lines:
    """A programme of the article in words that its text has not, perhaps in parts with headings."""
    pattern = chance.choice(
        ["{1}: {0}", "{1}: {0}.", "{0}: {1}", "{1} ({0})", "- {1}: {0}", "{0} - {1}"]
    )
    lines = _dated(chance, _strange(titles, chance, 2, 6), pattern)
    if chance.random() < 0.4:
        lines.insert(len(lines) // 2, f"{chance.choice(THINGS)} {ORDINALS[1]}:")
    return _inserted(told, lines, chance)


def named(told: Told, titles: Sequence[str], chance: Random) -> Lines:
    """A list of names or prices below the article, of words that it has not."""
    strange = " ".join(titles).split()
    count = chance.randint(3, 7)
    names = [" ".join(chance.sample(strange, chance.randint(2, 3))) for _ in range(count)]
    mark = chance.choice(["{}", "- {}", "{}: 3{n}", "{} 1{n} جنيه", "- {}: {n}00"])
    lines = [mark.format(name, n=n) for n, name in enumerate(names)]
    over = [chance.choice(INTROS)] if chance.random() < 0.5 else []
    return own([told.title, *told.paragraphs, *over, *lines])


def listed(told: Told, titles: Sequence[str], chance: Random) -> Lines:
    """Under words that announce it a list of words that the article has not."""
    *over, last = told.paragraphs
    items = [" ".join(title.split()[: chance.randint(4, 8)]) for title in titles]
    intro, items = chance.choice(INTROS), [f"- {item}" for item in items]
    after = chance.random() < 0.5
    lines = [*over, intro, *items, last] if after else [*over, last, intro, *items]
    return own([told.title, *lines])


def unclosed(told: Told, _titles: Sequence[str], _chance: Random) -> Lines:
    """The last paragraph without its full stop, and nothing foreign."""
    *lines, last = told.paragraphs
    return own([told.title, *lines, last.rstrip(" .")])


def plain(told: Told, _titles: Sequence[str], _chance: Random) -> Lines:
    """The article alone."""
    return own([told.title, *told.paragraphs])


# Each disguise with how many headlines of others it shows.
DISGUISES: dict[str, tuple[Disguise, int]] = {
    "nothing foreign": (plain, 0),
    "no full stop": (unclosed, 0),
    "names and prices": (named, 8),
    "announced list": (listed, 4),
    **{f"groups, {n}": (grouped, 4 + n) for n in (1, 2)},
    **{f"programme, {n}": (scheduled, 3 + n) for n in (1, 2, 3)},
    **{f"{n} below": (tail("bare"), n) for n in (1, 2, 3, 8)},
    **{f"5 below, {shape}": (tail(shape), 5) for shape in FOREIGN},
    "2 below, with full stops": (tail("with full stops"), 2),
    "2 below, a date under it": (tail("a date under it"), 2),
    **{f"1 in the middle, {n}": (middle("bare"), 1) for n in (1, 2, 3)},
    "1 in the middle, with a full stop": (middle("with full stops"), 1),
    **{
        f"3 in the middle, {shape}": (middle(shape), 3)
        for shape in ("bare", "with full stops", "bullets", "a date under it", "a label over it")
    },
    "5 and a note of the site": (noted, 5),
    **{f"own {shape}": (ending(shape), 0) for shape in OWN},
    **{
        f"own {shape}, 4 below": (ending(shape), 4)
        for shape in ("bare", "bullets", "dates before", "announced", "announced bullets")
    },
    "headings": (headed, 0),
    "headings, 4 below": (headed, 4),
    **{f"headings, {n} in the middle": (headed_middle, n) for n in (1, 4)},
}
# These take headlines of the article's own category, whose words are nearer to its own.
OF_ONE_KIND: dict[str, Disguise] = {
    "5 of one kind": tail("bare"),
    "5 of one kind, bullets": tail("bullets"),
    "5 of one kind, with full stops": tail("with full stops"),
    "5 of one kind, a date under it": tail("a date under it"),
    "5 of one kind in the middle": middle("bare"),
}
