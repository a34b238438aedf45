"""One programme of two days in every shape and format: hours stand on the day over them."""

from datetime import UTC, datetime

import pytest

from articles.model import SourceKind
from articles.read import read_article

AT = datetime(2026, 2, 1, tzinfo=UTC)
TITLE = "أسبوع الخط العربي في الواحة"
LEAD = "أعلن المنظمون برنامج الأسبوع الذي يقام في بيت التراث، ويدعون إليه الجمهور من كل الأعمار."
DAYS = {
    "الثلاثاء 10 مارس 2026": [("10:00 صباحًا", "افتتاح المعرض"), ("5:00 مساءً", "ورشة النسخ")],
    "الأربعاء 11 مارس 2026": [("11:00 صباحًا", "جولة في المتحف"), ("7:30 مساءً", "أمسية شعرية")],
}
EXPECTED = [
    ("2026-03-10T10:00", "افتتاح المعرض"),
    ("2026-03-10T17:00", "ورشة النسخ"),
    ("2026-03-11T11:00", "جولة في المتحف"),
    ("2026-03-11T19:30", "أمسية شعرية"),
]


def _text(day: str, rows: list[tuple[str, str]], shape: str) -> str:
    match shape:
        case "list":
            return f"{day}\n" + "".join(f"- {hour} – {what}\n" for hour, what in rows)
        case "lines":
            return f"{day}\n" + "".join(f"{hour}: {what}\n" for hour, what in rows)
        case "table":
            return f"{day}\nالساعة | الفعالية\n---|---\n" + "".join(
                f"{hour} | {what}\n" for hour, what in rows
            )
        case _:
            return f"برنامج يوم {day}:\n" + "".join(f"- {hour} - {what}\n" for hour, what in rows)


def _markdown(day: str, rows: list[tuple[str, str]], shape: str) -> str:
    match shape:
        case "list":
            return f"## {day}\n\n" + "".join(f"- {hour} – {what}\n" for hour, what in rows)
        case "lines":
            return f"## {day}\n\n" + "".join(f"{hour}: {what}\n\n" for hour, what in rows)
        case "table":
            return f"## {day}\n\n| الساعة | الفعالية |\n|---|---|\n" + "".join(
                f"| {hour} | {what} |\n" for hour, what in rows
            )
        case _:
            return f"برنامج يوم {day}:\n\n" + "".join(f"- {hour} - {what}\n" for hour, what in rows)


def _html(day: str, rows: list[tuple[str, str]], shape: str) -> str:
    match shape:
        case "list":
            items = "".join(f"<li>{hour} – {what}</li>" for hour, what in rows)
            return f"<h2>{day}</h2><ul>{items}</ul>"
        case "lines":
            return f"<h2>{day}</h2>" + "".join(f"<p>{hour}: {what}</p>" for hour, what in rows)
        case "table":
            cells = "".join(f"<tr><td>{hour}</td><td>{what}</td></tr>" for hour, what in rows)
            return f"<h2>{day}</h2><table><tr><th>الساعة</th><th>الفعالية</th></tr>{cells}</table>"
        case "boxes":
            boxes = "".join(
                f"<div class=slot><span class=hour>{hour}</span><h4>{what}</h4></div>"
                for hour, what in rows
            )
            return f"<h2>{day}</h2>{boxes}"
        case "headings":
            return f"<h2>{day}</h2>" + "".join(
                f"<h3>{hour} – {what}</h3><p>يلتقي الزوار في {what} بأهل الصنعة، ويسألونهم.</p>"
                for hour, what in rows
            )
        case _:
            items = "".join(f"<li>{hour} - {what}</li>" for hour, what in rows)
            return f"<p>برنامج يوم {day}:</p><ul>{items}</ul>"


SHAPES = [
    *[("text", shape) for shape in ("list", "lines", "table", "intro")],
    *[("markdown", shape) for shape in ("list", "lines", "table", "intro")],
    *[("html", shape) for shape in ("list", "lines", "table", "intro", "boxes", "headings")],
]


@pytest.mark.parametrize(("kind", "shape"), SHAPES)
def test_one_programme_in_every_shape_gives_equal_events(kind: SourceKind, shape: str) -> None:
    """An hour under its day is of that day, however the source draws it."""
    match kind:
        case "text":
            body = "\n\n".join([TITLE, LEAD, *(_text(*day, shape) for day in DAYS.items())])
        case "markdown":
            days = (_markdown(*day, shape) for day in DAYS.items())
            body = "\n\n".join([f"# {TITLE}", LEAD, *days])
        case _:
            days = (_html(*day, shape) for day in DAYS.items())
            body = f"<article><h1>{TITLE}</h1><p>{LEAD}</p>{''.join(days)}</article>"
    article = read_article(body.encode(), name="programme", at=AT, kind=kind, timezone="UTC")
    told = [event for timeline in article.timelines for event in timeline.events]
    found = sorted((event.start.value[:16], event.title) for event in told)
    assert found == EXPECTED
    assert article.notes == ()


@pytest.mark.parametrize(("kind", "shape"), [one for one in SHAPES if one[1] != "boxes"])
def test_a_day_with_one_hour_is_of_the_programme_too(kind: SourceKind, shape: str) -> None:
    """A day of one event beside days of several keeps it; one box alone is no timeline."""
    first, (day, rows) = DAYS.items()
    days = dict([first, (day, rows[:1])])
    write = {"text": _text, "markdown": _markdown, "html": _html}[kind]
    parts = [write(*one, shape) for one in days.items()]
    heads = {
        "text": f"{TITLE}\n\n{LEAD}\n\n",
        "markdown": f"# {TITLE}\n\n{LEAD}\n\n",
        "html": f"<article><h1>{TITLE}</h1><p>{LEAD}</p>",
    }
    body = heads[kind] + "\n\n".join(parts)
    article = read_article(body.encode(), name="programme", at=AT, kind=kind, timezone="UTC")
    told = [event for timeline in article.timelines for event in timeline.events]
    assert sorted((event.start.value[:16], event.title) for event in told) == EXPECTED[:3]
