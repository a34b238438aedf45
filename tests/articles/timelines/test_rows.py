"""What the rows of a table tell: labels over them, dates that they share, what is odd in them."""

from datetime import UTC, datetime

import pytest

from articles.blocks import TableBlock
from articles.model import Article
from articles.read import read_article

AT = datetime(2026, 1, 5, tzinfo=UTC)
TEXT = "تفتح القاعة الكبرى أبوابها للزوار صباح كل يوم من أيام الأسبوع، وتبقى مفتوحة حتى المساء."
HEAD = "التاريخ | الحدث\n---|---"


def _read(*rows: str) -> Article:
    text = "\n".join(["أبواب القاعة الكبرى", TEXT, *rows])
    return read_article(text.encode(), name="a.txt", at=AT)


def _page(*rows: str) -> Article:
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    page = f"<article><h1>أبواب القاعة الكبرى</h1><p>{TEXT}</p><table>{body}</table></article>"
    return read_article(page.encode(), name="a.html", at=AT)


def _table(article: Article) -> TableBlock:
    (table,) = (block for block in article.blocks if isinstance(block, TableBlock))
    return table


def _told(article: Article) -> list[tuple[str, str, str | None]]:
    return [
        (event.start.value, event.title, event.group)
        for timeline in article.timelines
        for event in timeline.events
    ]


@pytest.mark.parametrize(
    ("label", "row", "start"),
    [
        ("فعاليات عام 2024", "3 مايو", "2024-05-03"),
        ("مايو 2024", "3", "2024-05-03"),
        ("ديسمبر 2024", "31", "2024-12-31"),
        ("2024", "3 مايو", "2024-05-03"),
        ("فعاليات الموسم", "3 مايو", "2026-05-03"),
        ("فعاليات 2023 و2024", "3 مايو", "2026-05-03"),
    ],
)
def test_a_label_over_rows_tells_what_their_dates_leave_out(
    label: str, row: str, start: str
) -> None:
    """Its year where it names one, its month where it is one; it is the group of the events."""
    article = _read(HEAD, f"{label} | ", f"{row} | افتتاح المعرض")
    assert _told(article) == [(start, "افتتاح المعرض", label)]
    assert [row.group for row in _table(article).rows] == [True, False]


def test_each_label_holds_up_to_the_next() -> None:
    """A year holds no longer than its label, and no date is carried over it."""
    rows = ("عام 2024 | ", "3 مايو | افتتاح", "عام 2025 | ", "4 مايو | لقاء", " | ختام")
    assert _told(_read(HEAD, *rows)) == [
        ("2024-05-03", "افتتاح", "عام 2024"),
        ("2025-05-04", "لقاء", "عام 2025"),
        ("2025-05-04", "ختام", "عام 2025"),
    ]


def test_a_row_of_one_text_may_hold_date_and_event() -> None:
    """It is told apart at the mark after the date; a label that spans the columns is not."""
    article = _read(HEAD, "3 مايو 2026 | افتتاح", "4 مايو 2026: لقاء | ")
    assert _told(article)[1] == ("2026-05-04", "لقاء", None)
    wide = "<td colspan=2>4 مايو 2026: لقاء الخطاطين</td>"
    row = "<td>{} مايو</td><td>{}</td>"
    article = _page("<th>التاريخ</th><th>الحدث</th>", wide, row.format(5, "ورشة"))
    assert _told(article) == [("2026-05-05", "ورشة", "4 مايو 2026: لقاء الخطاطين")]


@pytest.mark.parametrize(
    ("row", "code", "said"),
    [
        ("الاثنين 5/3/2026", "weekday", "الاثنين 5/3/2026"),
        ("1 رمضان 1447 هـ الموافق 25 فبراير 2026", "calendars", "الموافق 25 فبراير 2026"),
        ("مارس 2026", "date-coarse", "مارس 2026"),
        ("32 مارس 2026", "date-impossible", "32 مارس 2026"),
        ("لاحقا", "date-missing", "لاحقا"),
    ],
)
def test_what_is_odd_about_a_date_is_noted_with_its_words(row: str, code: str, said: str) -> None:
    """At the row that says it; the rows around it stand."""
    article = _read(HEAD, "1 مارس 2026 | افتتاح", f"{row} | لقاء", "9 مارس 2026 | ختام")
    (note,) = article.notes
    assert (note.code, note.at.row) == (code, 2)
    assert said in note.text
    titles = [title for _, title, _ in _told(article)]
    assert (titles[0], titles[-1]) == ("افتتاح", "ختام")


def test_a_doubtful_day_with_its_hour_is_no_hour_alone() -> None:
    """Day and month may be swapped and the weekday be wrong: it is noted, and the event told."""
    head = "اليوم | التاريخ | الوقت | الحدث\n---|---|---|---"
    article = _read(head, "الاثنين | 5/3/2026 | 10:00 | افتتاح", "الجمعة | 6/3/2026 | 10:00 | لقاء")
    assert [start for start, _, _ in _told(article)] == ["2026-03-05T10:00", "2026-03-06T10:00"]
    assert [note.code for note in article.notes] == ["weekday"]


@pytest.mark.parametrize(("undated", "stays"), [(4, True), (5, False)])
def test_a_table_with_a_date_in_its_first_five_rows_is_the_articles(
    undated: int, *, stays: bool
) -> None:
    """Where the page calls it a list of other articles, one date there speaks for it."""
    rows = [*["<td>حديقة</td><td>كبرى</td>"] * undated, "<td>3 مايو 2026</td><td>لقاء</td>"]
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    page = f"<article><p>{TEXT}</p><div class=related-posts><table>{body}</table></div></article>"
    article = read_article(page.encode(), name="a.html", at=AT)
    assert any(isinstance(block, TableBlock) for block in article.blocks) is stays


def test_a_cell_that_broke_over_a_line_is_no_new_row() -> None:
    """Tools that write Markdown of pages break cells so; the first line is the title."""
    text = "\n".join(
        [
            "أسبوع الثقافة",
            "تنظم دائرة الثقافة أسبوعا حافلا يضم ندوات ومعارض وعروضا، بمشاركة أدباء من المدينة.",
            "التاريخ | الفعالية | المكان",
            "---|---|---",
            "1 مارس 2026 | افتتاح المعرض",
            "بحضور الوزير | القاعة الكبرى",
            "2 مارس 2026 | محاضرة | قاعة نجد",
            "3 مارس 2026 | حفل الختام",
            "4 مارس 2026 | وداع",
        ]
    )
    article = read_article(text.encode(), name="a.txt", at=datetime(2026, 1, 5, tzinfo=UTC))
    ((first, *others),) = [timeline.events for timeline in article.timelines]
    assert (first.title, first.place, first.description) == (
        "افتتاح المعرض",
        "القاعة الكبرى",
        "بحضور الوزير",
    )
    assert (first.at.line, first.at.last_line) == (5, 6)
    assert [event.title for event in others] == ["محاضرة", "حفل الختام", "وداع"]


@pytest.mark.parametrize(
    ("cells", "title", "place", "description"),
    [
        ("<td colspan=2>عطلة رسمية", "عطلة رسمية", None, None),
        ("<td>محاضرة<br>يلقيها سالم<td>القاعة", "محاضرة", "القاعة", "يلقيها سالم"),
        (
            "<td><div>محاضرة</div><div>يلقيها سالم</div><td>القاعة",
            "محاضرة",
            "القاعة",
            "يلقيها سالم",
        ),
    ],
)
def test_the_first_line_of_a_cell_is_the_title(
    cells: str, title: str, place: str | None, description: str | None
) -> None:
    """The others describe it; a cell that spans event and place tells the event alone."""
    rows = f"<tr><td>1 مارس 2026{cells}<tr><td>2 مارس 2026<td>حفل<td>المسرح"
    head = "<tr><th>التاريخ<th>الفعالية<th>المكان"
    said = "تنظم دائرة الثقافة أسبوعا حافلا يضم ندوات ومعارض وعروضا، بمشاركة أدباء من المدينة."
    page = f"<article><h1>أسبوع</h1><p>{said}</p><table>{head}{rows}</table></article>"
    article = read_article(page.encode(), name="a.html", at=datetime(2026, 1, 5, tzinfo=UTC))
    ((first, _),) = [timeline.events for timeline in article.timelines]
    assert (first.title, first.place, first.description) == (title, place, description)
