"""The ways in which a date meets its text in news, each in every format."""

from datetime import UTC, datetime

import pytest

from articles.model import Article, SourceKind
from articles.read import read_article

AT = datetime(2026, 3, 1, tzinfo=UTC)
TITLE = "مهرجان الربيع يعلن مواعيده"
LEAD = (
    "أعلنت إدارة المهرجان تفاصيل الدورة الجديدة التي تقام في المدينة القديمة بمشاركة فرق من دول "
    "عدة، ودعت الجمهور إلى حضور العروض كلها بلا مقابل."
)
REST = "وقالت الإدارة إن الدخول متاح للجميع، وإن المقاعد محدودة في بعض القاعات بسبب أعمال الترميم."
KINDS: tuple[SourceKind, ...] = ("text", "markdown", "html")


def _body(kind: SourceKind, lines: list[str]) -> str:
    lines = [LEAD, *lines, REST]
    match kind:
        case "text":
            return "\n".join([TITLE, *lines])
        case "markdown":
            return "\n\n".join([f"# {TITLE}", *lines])
        case _:
            parts = "".join(f"<p>{line}</p>" for line in lines)
            return f"<article><h1>{TITLE}</h1>{parts}</article>"


def _read(kind: SourceKind, lines: list[str], at: datetime = AT) -> Article:
    return read_article(_body(kind, lines).encode(), name="a", kind=kind, at=at)


def _told(article: Article) -> list[tuple[str, str]]:
    events = [event for timeline in article.timelines for event in timeline.events]
    ends = [event.end and event.end.value[5:] for event in events]
    return [
        (event.start.value[5:] + (f"/{end}" if end else ""), event.title)
        for event, end in zip(events, ends, strict=True)
    ]


OPENING, MEETING = "افتتاح المعرض", "لقاء الخطاطين"
TWO = [("04-03", OPENING), ("04-05", MEETING)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "pattern",
    [
        "{} .. {}",
        "{}.. {}",
        "{}… {}",
        '"{}": {}',
        "«{}» – {}",
        "*{}*: {}",
        "{} | {}",
        "{}، {}",
        "({}): {}",
        "1) {0}: {1}|2) {0}: {1}",
        "1- في {0}: {1}|2- في {0}: {1}",
        "1-في {0}.. {1}|2-في {0}.. {1}",
        "١- {0} – {1}|٢- {0} – {1}",
    ],
)
def test_every_mark_parts_a_date_from_its_text(kind: SourceKind, pattern: str) -> None:
    """Dots, quotes, stars and numbers as colons and dashes do."""
    first, _, second = pattern.partition("|") if "0" in pattern else (pattern, "", pattern)
    lines = [first.format("3 أبريل 2026", OPENING), second.format("5 أبريل 2026", MEETING)]
    assert _told(_read(kind, lines)) == TWO


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "pattern", ["{1}: {0}", "{1}: {0}.", "{1}.. {0}", "{1} ({0})", "{1} - {0}", "{1} «{0}»"]
)
def test_a_date_may_stand_after_its_text(kind: SourceKind, pattern: str) -> None:
    """Behind a colon or dots in every format; behind a weaker mark on plain lines."""
    lines = [pattern.format("3 أبريل 2026", OPENING), pattern.format("5 أبريل 2026", MEETING)]
    firm = ":" in pattern or ".." in pattern
    assert _told(_read(kind, lines)) == (TWO if firm or kind == "text" else [])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("intro", "told"), [("وفيما يلي المواعيد:", TWO), ("المواعيد كما أعلنت..", TWO), ("", [])]
)
def test_a_preposition_parts_under_an_intro_alone(
    kind: SourceKind, intro: str, told: list[tuple[str, str]]
) -> None:
    """Without one two short lines that end with a day may be headlines of other news."""
    lines = [f"{OPENING} يوم 3 أبريل 2026", f"{MEETING} في 5 أبريل 2026"]
    assert _told(_read(kind, [intro, *lines] if intro else lines)) == told


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "lines",
    [
        ["الجولة الأولى.. 3 أبريل", "نسور * صقور (الساعة 5 مساء على ملعب النهر)."],
        ["الجولة الأولى: الجمعة 3 أبريل 2026", "نسور * صقور، الساعة 5 مساء، ملعب النهر"],
        ["الجمعة 3 أبريل", "نسور * صقور - 17:00 - ملعب النهر"],
        ["مباريات اليوم الجمعة 3 أبريل 2026:", "5 مساء: نسور * صقور – ملعب النهر"],
        ["3 أبريل 2026", "نسور * صقور الساعة الخامسة مساء بملعب النهر"],
        ["(الجمعة 3 أبريل)", "نسور * صقور | 5:00 مساء | على ملعب النهر"],
    ],
)
def test_hours_stand_on_the_day_of_the_heading_over_them(
    kind: SourceKind, lines: list[str]
) -> None:
    """Alone or with a label; what stands beside the hour tells where."""
    article = _read(kind, [*lines, "فهود * أسود (الساعة 8 مساء على ملعب البحر)."])
    assert _told(article) == [("04-03T17:00", "نسور * صقور"), ("04-03T20:00", "فهود * أسود")]
    places = [event.place for timeline in article.timelines for event in timeline.events]
    assert places == ["ملعب النهر", "ملعب البحر"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_day_with_a_label_over_no_hours_tells_its_own_event(kind: SourceKind) -> None:
    """The one over hours does not; a bare hour has the part of the day of the others."""
    lines = [
        "نصف النهائي.. 3 أبريل",
        "نسور * صقور (الساعة 5 مساء على ملعب النهر).",
        "فهود * أسود (الساعة 8 على ملعب البحر).",
        "الثالث والرابع.. 5 أبريل الرابعة والنصف عصرا",
        "النهائي.. 5 أبريل 8 مساء.",
    ]
    article = _read(kind, lines)
    assert _told(article) == [
        ("04-03T17:00", "نسور * صقور"),
        ("04-03T20:00", "فهود * أسود"),
        ("04-05T16:30", "الثالث والرابع"),
        ("04-05T20:00", "النهائي"),
    ]
    assert [timeline.title for timeline in article.timelines][-1] is None
    assert {line.why for line in article.dropped} <= {"duplicate"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "line",
    [
        "الافتتاح: نسور × صقور الجمعة 3 أبريل– ملعب النهر (الواحة).",
        "نسور × صقور الجمعة 3 أبريل 2026، ملعب النهر (الواحة)",
        "الافتتاح: نسور ضد صقور يوم الجمعة 3 أبريل (ملعب النهر).",
    ],
)
def test_a_date_may_stand_between_two_sides_and_a_place(kind: SourceKind, line: str) -> None:
    """One such line is enough under an intro."""
    article = _read(kind, ["مباريات بارزة:", line])
    ((event,),) = [timeline.events for timeline in article.timelines]
    assert event.start.value == "2026-04-03"
    assert event.place is not None
    assert event.place.startswith("ملعب النهر")
    assert "3" not in event.title


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["فتح الباب: 3 أبريل 2026.", REST, "موعد الاختبار: 9 مايو 2026."], 2),
        (["3 أبريل 2024: فتح الباب.", REST, "9 مايو 2024: إغلاق الباب."], 2),
        (["3 أبريل", "وصول الفريق", REST, "9 مايو", "رحيل الفريق"], 2),
        (["فتح الباب: 3 أبريل 2026.", REST], 0),
        (["تاريخ النشر: 3 أبريل 2026.", REST, "آخر تحديث: 9 مايو 2026."], 0),
        (["فتح الباب: 3 أبريل 2026.", REST, "تاريخ النشر: 9 مايو 2026."], 0),
    ],
)
def test_a_lone_line_counts_where_another_is_as_firm(
    kind: SourceKind, lines: list[str], count: int
) -> None:
    """The dates of the page itself never count."""
    assert len(_told(_read(kind, lines))) == count


@pytest.mark.parametrize("kind", KINDS)
def test_one_line_may_tell_several_days_or_several_events(kind: SourceKind) -> None:
    """Days told together each have their event; semicolons part events, each with its day."""
    together = ["3 و10 و17 أبريل 2026: ورشة", "20 أبريل 2026: محاضرة"]
    article = _read(kind, together)
    assert [day for day, _ in _told(article)] == ["04-03", "04-10", "04-17", "04-20"]
    assert article.notes == ()
    line = f"3 أبريل 2026: {OPENING}؛ 5 أبريل 2026: {MEETING}."
    assert _told(_read(kind, [line])) == TWO
    assert _told(_read(kind, [f"{line[:-1]}؛ وغيرهما كثير."])) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("intro", "title", "first"),
    [
        ("مواعيد تسليم الطلبات:", "مواعيد تسليم الطلبات", "تسليم الطلبات: في الداخل"),
        ("وجاءت مواعيد تسليم الطلبات كالتالي:", "مواعيد تسليم الطلبات", "تسليم الطلبات: في الداخل"),
        ("ونستعرض في السطور التالية مراحل الترشح:", "مراحل الترشح", "مراحل الترشح: في الداخل"),
        ("وهي كما يلي:", None, "في الداخل"),
    ],
)
def test_a_title_that_leans_on_its_intro_takes_it_along(
    kind: SourceKind, intro: str, title: str | None, first: str
) -> None:
    """Without the words that only announce; a title that stands alone stays."""
    lines = [intro, "في الداخل: 3 و4 أبريل 2026", "إعلان النتيجة: 7 أبريل 2026"]
    article = _read(kind, lines)
    assert [timeline.title for timeline in article.timelines] == [title]
    assert _told(article) == [
        ("04-03/2026-04-04"[:5] + "/04-04", first),
        ("04-07", "إعلان النتيجة"),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_what_two_headings_call_alike_takes_its_heading(kind: SourceKind) -> None:
    """In a calendar nothing else tells them apart."""
    lines = [
        "المرحلة الأولى:",
        "بدء الصمت: 3 أبريل 2026.",
        "التصويت: 5 أبريل 2026.",
        REST,
        "جولة الإعادة:",
        "بدء الصمت: 9 أبريل 2026.",
    ]
    article = _read(kind, lines)
    assert [timeline.title for timeline in article.timelines] == ["المرحلة الأولى", "جولة الإعادة"]
    assert [title for _, title in _told(article)] == [
        "المرحلة الأولى: بدء الصمت",
        "التصويت",
        "جولة الإعادة: بدء الصمت",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_label_that_says_who_speaks_heads_no_timeline(kind: SourceKind) -> None:
    """What headed the text before it still does; right over one it names nothing."""
    said = "يعرض الخطاطون لوحاتهم في الممر الطويل، ويشرحون للزوار كيف تبرى الأقلام."
    lines = ["المرحلة الأولى:", REST, "وقال المدير:", said, "3 أبريل: عرض", "5 أبريل: حفل"]
    assert [timeline.title for timeline in _read(kind, lines).timelines] == ["المرحلة الأولى"]
    del lines[3]
    assert [timeline.title for timeline in _read(kind, lines).timelines] == ["المرحلة الأولى"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (["15 أبريل: أعلنت البلدية الطوارئ", "17 أبريل: قالت الفرق إن النار خمدت"], "2025-04-15"),
        (["15 أبريل: تنطلق البطولة", "17 أبريل: تقام مباراتان"], "2026-04-15"),
        (["15 يناير: تنطلق البطولة", "17 يناير: تقام مباراتان"], "2027-01-15"),
        (["15 ديسمبر: وصول الفريق", "3 يناير 2025: رحيل الفريق"], "2024-12-15"),
        (["في 15 ديسمبر الماضي: وصول", "في 3 يناير 2025: رحيل"], "2024-12-15"),
        (["3 يناير 2025: رحيل", "15 ديسمبر: وصول"], "2025-01-03"),
    ],
)
def test_what_the_first_lines_leave_out_is_told_below(
    kind: SourceKind, lines: list[str], days: str
) -> None:
    """The year of the line that tells one; else the tense: what was told is past."""
    article = _read(kind, lines)
    ((first, *_),) = [timeline.events for timeline in article.timelines]
    assert first.start.value == days
