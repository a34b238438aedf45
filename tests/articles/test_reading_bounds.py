"""Where a rule of reading begins and ends: the last line that it holds for, the next one."""

from datetime import UTC, datetime

import pytest

from articles.addresses import http_url
from articles.blocks import ListBlock
from articles.errors import ChoiceError, ReadError
from articles.model import Article
from articles.read import read_article
from exporters.choices import parse_choices

AT = datetime(2026, 1, 5, tzinfo=UTC)
TITLE = "أبواب القاعة الكبرى"
FIRST = "تفتح القاعة الكبرى أبوابها للزوار صباح كل يوم من أيام الأسبوع، وتبقى مفتوحة حتى المساء."
LAST = "ويقول القائمون على القاعة إن الدخول إليها بلا مقابل، وإن الأطفال يدخلون مع أهلهم وحدهم."


def _page(*paragraphs: str) -> Article:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    head = f"<head><title>{TITLE}</title></head>"
    page = f"<html>{head}<body><article><h1>{TITLE}</h1>{body}</article></body></html>"
    return read_article(page.encode(), name="a.html", at=AT)


def _text(*lines: str, **options: tuple[str, ...]) -> Article:
    text = "\n\n".join(lines)
    return read_article(text.encode(), name="a.txt", at=AT, **options)  # type: ignore[arg-type]


def _dropped(article: Article, rule: str) -> list[str]:
    return [line.text for line in article.dropped if line.rule == rule]


def _words(count: int) -> str:
    """So many different words, of no meaning to any table."""
    return " ".join(f"كلمة{letter}" for letter in "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"[:count])


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (b"\xef\xbb\xbf\xff\n\n", 1),
        ("\ufeffخبر\nخبر\nخبر".encode() + b"\xff\n\n", 3),
        (b"\xff\xff\xfe\n\n\n", 1),
        (b"\n\xff\xff\xfe\n\n", 2),
        ("سطر\nسطر\n".encode() + b"\xff\xff\xfe\n\n", 3),
    ],
)
def test_bytes_that_are_no_text_are_named_by_their_line(body: bytes, line: int) -> None:
    """An editor opens the file at that line, whether a mark told the charset or not."""
    with pytest.raises(ReadError) as error:
        read_article(body, name="a.txt", at=AT)
    assert error.value.line == line


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://x.example:8080/a", "https://x.example:8080/a"),
        ("https://x.example/a", "https://x.example/a"),
        ("ftp://x.example/a", None),
        ("javascript:alert(1)", None),
    ],
)
def test_only_addresses_of_the_web_leave_with_their_port(address: str, url: str | None) -> None:
    """A link with another port would lead nowhere, one of another scheme may be an attack."""
    assert http_url(address) == url


def test_two_hundred_letters_may_be_asked_for() -> None:
    """A longer search is told so."""
    assert parse_choices([("q", "ق" * 200)]).words
    with pytest.raises(ChoiceError):
        parse_choices([("q", "ق" * 201)])


def test_links_of_broken_lines_keep_to_their_words() -> None:
    """A link lies over the words that it lay over before its paragraph became a list."""
    one, two, three = (f"https://x.example/{number}" for number in (1, 2, 3))
    article = _page(
        FIRST,
        f"في <a href='{one}'>القاعة</a>:<br>- <a href='{two}'>معرض الخط</a> كل صباح"
        f"<br>- لقاء مع <a href='{three}'>الخطاطين</a>",
        LAST,
    )
    (items,) = (block.items for block in article.blocks if isinstance(block, ListBlock))
    linked = [[(item.text[slice(*link.span)], link.url) for link in item.links] for item in items]
    assert linked == [[("معرض الخط", two)], [("الخطاطين", three)]]


@pytest.mark.parametrize("bullets", [1, 2])
def test_two_lines_with_bullets_are_a_list_one_is_not(bullets: int) -> None:
    """A single dash may open direct speech."""
    lines = ["- معرض الخط كل صباح", "- لقاء مع الخطاطين كل مساء"][:bullets]
    article = _page(FIRST, "<br>".join(["في القاعة هذا الأسبوع", *lines]), LAST)
    assert any(isinstance(block, ListBlock) for block in article.blocks) is (bullets == 2)


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("3 يناير 2026 القاعة الخضرااااء", True),  # twelve of its thirty letters are the date
        ("3 يناير 2026 القاعة الخضراااااء", False),
        ("3 يناير 2026 القاعة الكبرى", True),
        ("3 يناير 2026 في القاعة الكبرى", False),  # a word more than a place or an agency has
        ("نشر في 3 يناير 2026", True),
        ("نشر من القاعة 3 يناير 2026", True),
        ("نشر من القاعة الكبرى في الواحة كتابا 3 يناير 2026", False),
        ("3 يناير", False),
    ],
)
def test_a_line_that_is_hardly_more_than_a_date_is_a_date_line(line: str, counts: bool) -> None:  # noqa: FBT001
    """Less may be the first words of the news: a wrong date of publication is worse than none."""
    article = _page(line, FIRST, LAST)
    published = article.published and article.published.value
    assert published == ("2026-01-03" if counts else None)
    assert (_dropped(article, "date line") == [line]) is counts


@pytest.mark.parametrize("over", [10, 11])
def test_twelve_lines_over_the_text_may_tell_who_wrote_it(over: int) -> None:
    """The title is one of them; further down a name is no byline."""
    labels = [f"قسم الأخبار {letter}" for letter in "ابتثجحخدذرزس"[:over]]
    article = _page(*labels, "بقلم هدى سالم", FIRST, LAST)
    assert bool(article.authors) is (over == 10)


@pytest.mark.parametrize("count", [3, 4])
def test_four_words_said_again_are_left_out_three_are_not(count: int) -> None:
    """A short line may well stand twice."""
    line = " ".join("في قاعة الخط صباحا".split()[:count])
    article = _text(TITLE, FIRST, f"{line}:", LAST, f"{line}:", FIRST.replace("صباح", "مساء"))
    assert len(_dropped(article, "said-before")) == (count == 4)


def test_what_a_reader_asks_to_keep_or_to_drop() -> None:
    """The configuration has the last word."""
    article = _text(TITLE, FIRST, LAST, drop=(LAST,))
    assert _dropped(article, "configured") == [LAST]
    share = "شارك عبر فيسبوك"
    assert share in [line.text for line in _text(TITLE, FIRST, share, LAST).dropped]
    kept = _text(TITLE, FIRST, share, LAST, keep=(share,))
    assert share in [getattr(block, "text", "") for block in kept.blocks]


@pytest.mark.parametrize("size", [119, 120, 121])
def test_a_clause_of_at_most_a_hundred_and_twenty_letters_is_the_title(size: int) -> None:
    """A longer one is cut at a word, and says so."""
    clause = (_words(26) * 3)[: size - 2] + "ـن"
    clause = clause.replace("ـ", "م")
    assert len(clause) == size
    title = _text(f"{clause}. {LAST}").title
    assert (title == clause) is (size <= 120)
    assert title.endswith("…") is (size > 120)


@pytest.mark.parametrize("count", [3, 4])
def test_a_title_taken_from_a_lead_has_four_words(count: int) -> None:
    """Three say too little; the pause after them is passed over."""
    clause = " ".join("تفتح القاعة أبوابها اليوم".split()[:count])
    title = _text(f"{clause}، حيث ينتظر الزوار منذ الصباح. {LAST}").title
    assert (title == clause) is (count == 4)
