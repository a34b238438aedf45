"""One scraped text as the web pages and the Markdown that it may have come from."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Story:
    """The parts of an article in the shape of the sample.

    Attributes:
        texts: its headings ("h2") and paragraphs ("p") in order.
        items: of its list.
        rows: date and event.
        foreign: the headlines of other articles at its end.
    """

    texts: tuple[tuple[str, str], ...]
    items: tuple[str, ...]
    rows: tuple[Row, ...]
    foreign: tuple[str, ...]

    @property
    def title(self) -> str:
        """A title as its page would have."""
        return self.texts[0][1][:60]


def story(path: Path) -> Story:
    """The parts of a text: paragraphs, `- ` items, a pipe table, and what stands after it."""
    texts: list[tuple[str, str]] = []
    items: list[str] = []
    rows: list[Row] = []
    foreign: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if line.startswith("- "):
            items.append(line[2:])
        elif len(cells) > 1 and set(cells[0]) != {"-"}:
            rows.append((cells[0], cells[1]))
        elif len(cells) == 1 and rows:
            foreign.append(line)
        elif len(cells) == 1:
            texts.append(("h2" if texts and len(line) < 80 else "p", line))
    return Story(tuple(texts), tuple(items), tuple(rows[1:]), tuple(foreign))


def timelines(rows: tuple[Row, ...]) -> dict[str, str]:
    """The rows in every markup that pages give a timeline."""

    def each(template: str) -> str:
        return "".join(template.format(date=date, event=event) for date, event in rows)

    table = "<table><tr><th>التاريخ</th><th>الحدث</th></tr>{}</table>"
    plain = table.format(each("<tr><td>{date}</td><td>{event}</td></tr>"))
    linked = table.format(each("<tr><td>{date}</td><td><a href='/e'>{event}</a></td></tr>"))
    item = "<div class='timeline-item'><span class='date'>{date}</span><h4>{event}</h4></div>"
    details = "<details><summary>المواعيد</summary><ul>{}</ul></details>"
    return {
        "table": plain,
        "layout table": f"<table><tr><td>{linked}</td></tr></table>",
        "ordered list": f"<ol>{each('<li>{date}: {event}</li>')}</ol>",
        "linked list": f"<ul>{each('<li><a href=/e>{date}: {event}</a></li>')}</ul>",
        "details": details.format(each("<li>{date} - {event}</li>")),
        "definitions": f"<dl>{each('<dt>{date}</dt><dd>{event}</dd>')}</dl>",
        "widgets": f"<div class='timeline'>{each(item)}</div>",
        "line breaks": f"<p>{each('{date}: {event}<br>')}</p>",
        "bold dates": each("<p><strong>{date}</strong></p><p>{event}</p>"),
    }


def headlines(foreign: tuple[str, ...]) -> dict[str, str]:
    """The headlines of other articles in every markup that pages give them."""

    def each(template: str, lines: tuple[str, ...] = foreign) -> str:
        return "".join(template.format(escape(line)) for line in lines)

    listed = each("<li><a href='/n'>{}</a></li>")
    return {
        "none": "",
        "paragraphs": each("<p>{}</p>"),
        "linked paragraphs": each("<p><a href='/n'>{}</a></p>"),
        "headings": each("<div><h4><a href='/n'>{}</a></h4></div>"),
        "list": f"<ul class='related-posts'>{listed}</ul>",
        "read also": each("<p>اقرأ أيضًا: <a href='/n'>{}</a></p>", foreign[:1])
        + f"<h3>أخبار ذات صلة</h3><ul>{each('<li><a href=/n>{}</a></li>', foreign[1:])}</ul>",
    }


def page(told: Story, timeline: str, related: str) -> bytes:
    """A page as newspapers have them: navigation, metadata, sharing, other people's news."""
    texts = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in told.texts)
    items = "".join(f"<li>{escape(item)}</li>" for item in told.items)
    return f"""<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8">
<title>{told.title} | صحيفة</title><meta property="og:title" content="{told.title}">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [{{
"@type": "NewsArticle", "headline": "{told.title}", "datePublished": "2025-09-22T10:00:00+03:00",
"author": {{"@type": "Person", "name": "هدى سالم"}}}}]}}</script></head>
<body><nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/s">سياسة</a></li></ul></nav>
<main><article><h1>{told.title}</h1><div class="entry-content">{texts}<ul>{items}</ul>
{timeline}{related}</div><div class="share">شارك: <a href="#">فيسبوك</a></div></article></main>
<aside><h3>الأكثر قراءة</h3><ul><li><a href="/z">درجات الحرارة غدًا</a></li></ul></aside>
<footer>جميع الحقوق محفوظة 2025</footer></body></html>""".encode()


def markdown(told: Story) -> bytes:
    """The same in Markdown, with front matter."""
    texts = [f"## {text}" if tag == "h2" else text for tag, text in told.texts]
    items = "\n".join(f"- {item}" for item in told.items)
    rows = "\n".join(f"| {date} | {event} |" for date, event in told.rows)
    table = f"| التاريخ | الحدث |\n|---|---|\n{rows}"
    front = f'---\ntitle: "{told.title}"\ndate: 2025-09-22\n---'
    return "\n\n".join([front, *texts, items, table, *told.foreign]).encode()
