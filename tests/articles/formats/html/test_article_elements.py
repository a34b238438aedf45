"""Which pieces of a page are its article's, and that everything else is told of."""

import pytest

from articles.errors import ReadError
from articles.model import Article
from tests.articles.formats.html.webpage import OPENING, paragraphs, read_page

DATES = "<table><tr><td>3 مايو<td>افتتاح<tr><td>4 مايو<td>ختام</table>"
MENU = "".join(f"<li><a href=/{n}>قسم من أقسام الموقع رقم {n}</a>" for n in range(6))
TITLE = "<title>أبواب القاعة الكبرى</title>"


def _texts(article: Article) -> list[str]:
    return [getattr(block, "text", block.type) for block in article.blocks]


def _told(article: Article) -> str:
    return " ".join([*_texts(article), *(line.text for line in article.dropped)])


def test_every_text_of_a_page_is_read_or_told_of() -> None:
    """A menu, a footer: left out, each line with its reason."""
    body = f"<nav><ul>{MENU}</ul></nav><article>{paragraphs(*OPENING)}</article>"
    footer = "<footer>تصدر الصحيفة عن دار النشر الأولى في المدينة القديمة</footer>"
    article = read_page(body + footer, TITLE)
    assert _texts(article) == list(OPENING)
    assert "قسم من أقسام الموقع رقم 3" in _told(article)
    assert "تصدر الصحيفة عن دار النشر" in _told(article)
    assert all(line.rule for line in article.dropped)


def test_a_lead_beside_the_body_is_of_the_article() -> None:
    """Many sites set it in an element of its own over the picture."""
    lead = f"<div class=lead><p>{OPENING[0]}</div>"
    body = f"<div class=wrap>{lead}<div class=body>{paragraphs(*OPENING[1:])}</div></div>"
    assert _texts(read_page(body, TITLE)) == list(OPENING)


def test_a_short_sentence_over_the_body_is_weighed_by_its_words() -> None:
    """A correction, right under the title; a line that is no sentence is left out by its place."""
    over = "<h1>أبواب القاعة الكبرى</h1><p>تصحيح: تفتح القاعة غدا.</p><p>شارك القاعة مع غيرك</p>"
    body = f"<article>{over}<div class=entry-content>{paragraphs(*OPENING)}</div></article>"
    assert _texts(read_page(body, TITLE)) == ["تصحيح: تفتح القاعة غدا.", *OPENING]


@pytest.mark.parametrize("name", ["content-with-sidebar", "social-page", "menu-open"])
def test_a_name_on_most_of_the_text_erases_nothing(name: str) -> None:
    body = f"<div class={name}>{paragraphs(*OPENING)}</div>"
    assert _texts(read_page(body, TITLE)) == list(OPENING)


@pytest.mark.parametrize("element", ["div", "main", "article"])
def test_a_timeline_beside_the_text_is_of_the_article(element: str) -> None:
    body = f"<{element}><div class=entry-content>{paragraphs(*OPENING)}</div>{DATES}</{element}>"
    assert "table" in _texts(read_page(body, TITLE))


@pytest.mark.parametrize("element", ["p", "span", "font"])
def test_one_paragraph_may_be_an_article(element: str) -> None:
    text = " ".join(OPENING)
    assert _texts(read_page(f"<div><{element}>{text}</{element}>{DATES}</div>", TITLE))[0] == text


def test_an_article_in_the_data_of_its_page_is_read() -> None:
    """Programs build such pages; without them the data alone holds the words."""
    text = "\\n".join(OPENING)
    data = f'{{"@type": "NewsArticle", "headline": "أبواب القاعة", "articleBody": "{text}"}}'
    article = read_page("<div id=app></div>", f"<script type='application/ld+json'>{data}</script>")
    assert " ".join(OPENING) == " ".join(_texts(article)).replace("\n", " ")


def test_the_date_between_title_and_text_is_that_of_publication() -> None:
    """Though it stands outside the element that holds the paragraphs."""
    over = "<h1>أبواب القاعة الكبرى</h1><div class=created>تم نشره الجمعة 24 أبريل 2020</div>"
    article = read_page(f"<div>{over}</div><div class=text>{paragraphs(*OPENING)}</div>", TITLE)
    assert article.published is not None
    assert article.published.value == "2020-04-24"


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"<p>سطر قصير من أسطر الصفحة رقم {n}</p>" for n in range(8)),
        "".join(
            f"<div><h2><a href=/{n}>{text[:50]} {n}</a></h2><p>{text} {n}</p></div>"
            for n in range(9)
            for text in OPENING
        ),
        f"<h1>هذا المحتوى للمشتركين</h1><p>{OPENING[0]}</p>",
        f"<h1>عذرا، الصفحة التي تبحث عنها غير موجودة</h1><p>{OPENING[1]}</p>",
    ],
    ids=["short lines", "a front page", "a login", "not found"],
)
def test_what_is_no_article_is_refused(body: str) -> None:
    with pytest.raises(ReadError, match="no article"):
        read_page(body, "<title>صحيفة المدينة</title>")
