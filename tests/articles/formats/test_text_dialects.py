"""One text as different extractors, editors and systems leave it: the same events each time."""

import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from articles.errors import ReadError
from articles.formats.charset import decode
from articles.model import Article
from articles.read import read_article
from tests.articles.pages import Story, story
from tests.conftest import ROOT, SAMPLE

AT = datetime(2025, 9, 26, tzinfo=UTC)
TOLD = story(SAMPLE)
TEXT = SAMPLE.read_text(encoding="utf-8")
HEADER = ("التاريخ", "الحدث")


def around(table: str, bullet: str = "- ", told: Story = TOLD) -> str:
    """The sample with another table and other bullets."""
    texts = [text for _, text in told.texts]
    items = [f"{bullet}{item}" for item in told.items]
    return "\n".join([*texts, *items, table, *told.foreign])


def rows(template: str, separator: str | None = None) -> str:
    lines = [template.format(*row) for row in (HEADER, *TOLD.rows)]
    return "\n".join([lines[0], *([separator] if separator else []), *lines[1:]])


TABLES = {
    "no outer pipe, trailing": rows("{} | {} |", "---|---|"),
    "outer pipes": rows("| {} | {} |", "|---|---|"),
    "outer pipes and blanks": rows("| {} | {} | ", "|---|---| "),
    "tight": rows("{}|{}", "---|---"),
    "no separator": rows("{} | {} |"),
    "no header": "\n".join(f"{date} | {event} |" for date, event in TOLD.rows),
    "caption row": "| مواعيد الزيارة |\n|---|\n" + rows("| {} | {} |", "|---|---|"),
    "one cell a line, trailing": rows("{}|\n{}|"),
    "one cell a line, leading": rows("|{}\n|{}"),
    "tabs": rows("{}\t{}"),
    "short separator": rows("| {} | {} |", "|-|:-:|"),
    "date lines": "\n".join(f"{date}: {event}" for date, event in TOLD.rows),
    "dashed lines": "\n".join(f"{date} - {event}" for date, event in TOLD.rows),
    "date above event": "\n".join(f"{date}\n{event}" for date, event in TOLD.rows),
    "list": "وجاءت المواعيد على النحو الآتي:\n"
    + "\n".join(f"- {date}: {event}" for date, event in TOLD.rows),
    "numbered list": "\n".join(
        f"{number}. {event} ({date})" for number, (date, event) in enumerate(TOLD.rows, 1)
    ),
}


def days(article: Article) -> list[tuple[str, str]]:
    return [
        (event.start.value, event.title)
        for timeline in article.timelines
        for event in timeline.events
    ]


EXPECTED = [
    (f"2025-09-{day}", title) for day, (_, title) in zip(range(23, 27), TOLD.rows, strict=True)
]


@pytest.mark.parametrize("dialect", sorted(TABLES))
def test_every_dialect_of_a_table(dialect: str) -> None:
    """What extractors of different ages make of a table, and what people write instead."""
    article = read_article(around(TABLES[dialect]).encode(), name="a.txt", at=AT)
    assert days(article) == EXPECTED
    assert not [line for line in TOLD.foreign if line in repr(article.blocks)]


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "▪ ", "– ", "- \u200f", "+ "])
def test_every_bullet_makes_a_list(bullet: str) -> None:
    """The items of the list are one list, whatever stands before them."""
    text = around(TABLES["outer pipes"], bullet)
    article = read_article(text.encode(), name="a.txt", at=AT)
    lists = [block for block in article.blocks if block.type == "list"]
    assert [len(block.items) for block in lists] == [len(TOLD.items)]  # type: ignore[union-attr]


ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "utf-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16 big-endian": lambda text: "\ufeff".encode("utf-16-be") + text.encode("utf-16-be"),
    "windows-1256": lambda text: text.replace("ۀ", "ة").encode("windows-1256", "ignore"),
    "iso-8859-6": lambda text: text.encode("iso-8859-6", "ignore"),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "cr": lambda text: text.replace("\n", "\r").encode(),
    "trailing blanks": lambda text: text.replace("\n", "  \n").encode(),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0").encode(),
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
    "bidi marks": lambda text: text.replace(" | ", "\u200f | \u200e").encode(),
    "blank lines": lambda text: text.replace("\n", "\n\n").encode(),
}


@pytest.mark.parametrize("encoding", sorted(ENCODINGS))
def test_every_encoding(encoding: str) -> None:
    """Bytes of every system give the same days."""
    article = read_article(ENCODINGS[encoding](TEXT), name="a.txt", at=AT)
    assert [day for day, _ in days(article)] == [day for day, _ in EXPECTED]


def test_an_endless_table_is_cut_and_the_cut_is_noted() -> None:
    """The lines that were left out are named."""
    row = "| 23 سبتمبر 2025 | حدث |\n"
    article = read_article((TEXT + "\n\n" + row * 6000).encode(), name="a.txt", at=AT)
    (cut,) = [note for note in article.notes if note.code == "table-cut"]
    assert cut.at.line is not None
    assert cut.at.last_line == cut.at.line + 999
    assert len(article.timelines[-1].events) == 5000


def test_dialogue_is_no_list() -> None:
    """A dash before a word opens speech in a novel."""
    text = "جلس الرجلان عند النافذة صامتين، ثم تكلم أكبرهما سنًا بصوت خافت لم يسمعه أحد غيره.\n"
    text += "-قال: هل وصل القطار؟\n-لم يصل بعد، أجابه صاحبه وهو ينظر إلى الساعة.\n"
    text += "وبقيا على هذه الحال حتى أظلمت السماء ولم يبق في المحطة أحد سواهما.\n"
    article = read_article(text.encode(), name="a.txt", at=AT)
    assert [block.type for block in article.blocks].count("list") == 0


def test_headlines_of_other_articles_go_and_own_lines_stay() -> None:
    """Headlines appended to an article that ends with its own table or paragraph."""
    shapes = ROOT / "tests" / "articles" / "shapes"
    stories = {path.name: story(path) for path in [SAMPLE, *sorted(shapes.glob("*.txt"))]}
    gone = total = 0
    for name, told in stories.items():
        foreign = [
            line for other in stories.values() if other is not told for line in other.foreign
        ]
        table = "\n".join(f"{date} | {event} |" for date, event in told.rows)
        own = [text for _, text in told.texts]
        text = "\n".join([*own, *(f"- {item}" for item in told.items), table, *foreign])
        article = read_article(text.encode(), name=name, at=AT)
        dropped = {line.text for line in article.dropped}
        assert not dropped & {*own, *told.items}, name
        gone += len(dropped & set(foreign))
        total += len(foreign)
    assert gone / total >= 0.97


def test_the_line_that_is_no_utf8_is_named_after_a_byte_order_mark_too() -> None:
    """The mark has three bytes, which are of no line."""
    body = "\ufeffخبر\nخبر\n".encode() + b"\xff\n"
    with pytest.raises(ReadError) as raised:
        read_article(body, name="x.txt", at=AT)
    assert raised.value.line == 3


@pytest.mark.parametrize("letters", [20, 21])
def test_a_guessed_charset_gives_twenty_arabic_letters_to_one_foreign(letters: int) -> None:
    """More foreign ones are what a wrong charset makes of Arabic."""
    words = "يعود الصيادون إلى المرفأ القديم كل مساء"
    ends = [at for at, sign in enumerate(words, 1) if sign != " "]
    body = f"{words[: ends[letters - 1]]} é".encode("windows-1256")
    if letters > 20:
        assert decode(body, name="x.txt")[1] == "windows-1256"
    else:
        with pytest.raises(ReadError, match="not UTF-8"):
            decode(body, name="x.txt")


@pytest.mark.parametrize("charset", ["windows-1256", "iso-8859-1", "ascii", "no-such-charset"])
def test_arabic_that_is_utf_8_is_read_as_such_whatever_is_told(charset: str) -> None:
    """Servers and templates tell the charset of other pages."""
    text = "افتتاح الجسر الجديد\n\nافتتح رئيس البلدية الجسر صباح اليوم بعد عامين من العمل فيه.\n"
    article = read_article(text.encode(), name="a.txt", at=AT, charset=charset)
    assert article.title == "افتتاح الجسر الجديد"
