"""The page of one article: its text as published, and its timeline beside it."""

from collections.abc import Sequence
from itertools import accumulate

from markupsafe import Markup, escape

from articles.revisions.known import Revision
from exporters.dated import Listing, listings, sort_key
from exporters.jsonld import events_data, script_json
from feeds.model import Entry
from ruznama.pages.canvas import Canvas, shortened_name
from ruznama.pages.events import shortened
from ruznama.pages.excerpts import fitting
from ruznama.pages.subscribing import subscription
from ruznama.pages.timescale import Drawn

_MOST_OF_AN_ARTICLE = 60
_TEXT_OCTETS, _DATA_OCTETS = 30_000, 10_000
_LONGEST_HEADING = 1_000
_MOST_ALIKE, _MOST_AUTHORS = 10, 5
_MOST_CHANGES = 5
_LONGEST_SUMMARY = 300


def article_page(
    canvas: Canvas,
    revision: Revision,
    entry: Entry,
    alike: Sequence[tuple[str, str]] = (),
) -> bytes:
    """The page of one article: its text as published, and its timeline beside it.

    Args:
        canvas: of the site.
        revision: the article.
        entry: its entry.
        alike: ids and titles of articles that say nearly the same.
    """
    site, article = canvas.site, revision.article
    told = _timeline(canvas, revision)
    content, cut = fitting(article, site.base_url, _TEXT_OCTETS)
    return canvas.render(
        "article.html",
        id=revision.id,
        article=article,
        heading=shortened(article.title, _LONGEST_HEADING),
        title=shortened(article.title),
        published=entry.published,
        undated=entry.undated,
        summary=shortened(article.summary or article.title, _LONGEST_SUMMARY),
        shown=canvas.draw(told[:_MOST_OF_AN_ARTICLE], more=len(told) - _MOST_OF_AN_ARTICLE),
        content=_scrolling(canvas, content),
        cut=cut,
        calendar=subscription(f"{site.base_url}articles/{revision.id}.ics"),
        document=f"{canvas.root}articles/{revision.id}.json",
        linked_data=_linked_data(revision, entry, told[:_MOST_OF_AN_ARTICLE]),
        alike=[(other, shortened_name(title)) for other, title in alike[:_MOST_ALIKE]],
        authors=[shortened_name(one.name) for one in article.authors[:_MOST_AUTHORS]],
        changes=_changes(canvas, revision),
    )


def told(canvas: Canvas, revision: Revision) -> Drawn:
    """The timeline of an article as it is drawn."""
    return canvas.draw(_timeline(canvas, revision), more=0)


def _timeline(canvas: Canvas, revision: Revision) -> list[Listing]:
    site = canvas.site
    return sorted(listings([revision], site.base_url, site.horizon), key=sort_key)


def _changes(canvas: Canvas, revision: Revision) -> list[str]:
    """The last changes of its dates, the newest first."""
    say, moment = canvas.wording.say, canvas.wording.moment
    changes = sorted(
        ((change.at, known) for known in revision.events for change in known.changes),
        key=lambda one: one[0],
        reverse=True,
    )
    return [
        say(
            "%(title)s: changed on %(day)s",
            title=shortened_name(known.event.title),
            day=moment(at),
        )
        for at, known in changes[:_MOST_CHANGES]
    ]


def _scrolling(canvas: Canvas, content: str) -> Markup:
    """The text with each table in a box that scrolls where the table is wider than a phone."""
    label = escape(canvas.wording.say("Table"))
    box = f'<div class="wide" role="group" tabindex="0" aria-label="{label}">'
    boxed = content.replace("<table ", f"{box}<table ").replace("</table>", "</table></div>")
    return Markup(boxed)  # noqa: S704  # nosec B704  made safe by nh3


def _linked_data(revision: Revision, entry: Entry, told: Sequence[Listing]) -> Markup:
    """schema.org NewsArticle with its events, safe inside a script element."""
    article = revision.article
    events = events_data(told)
    sizes = accumulate(len(script_json(event).encode()) for event in events)
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": shortened(article.title),
        "inLanguage": article.language,
        "url": entry.url,
        **({} if entry.undated else {"datePublished": entry.published.isoformat()}),
        "dateModified": entry.updated.isoformat(),
        "author": [
            {"@type": "Person", "name": shortened_name(person.name)}
            for person in article.authors[:_MOST_AUTHORS]
        ],
        "about": [event for event, size in zip(events, sizes, strict=True) if size <= _DATA_OCTETS],
    }
    return Markup(script_json(data))  # noqa: S704  # nosec B704  cannot end it
