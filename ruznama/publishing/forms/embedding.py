"""What other sites show of this one in a frame, and how they find it (oEmbed 1.0)."""

import json
from collections.abc import Iterator
from datetime import date
from html import escape

from ruznama.edition.index import Index
from ruznama.pages import overviews
from ruznama.pages.canvas import Canvas
from ruznama.publishing.forms.outputs import OPEN_TO_ALL, Output
from ruznama.publishing.storage.joining import Pieces

EMBED = "/embed/"
_DESCRIPTION = "/embed/oembed.json"
_WIDTH, _HEIGHT = 480, 600
_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"


def embedded(canvas: Canvas, pieces: Pieces, index: Index, day: date) -> Iterator[Output]:
    """The page for frames, with the events around a day, and what describes it.

    Nothing where the configuration names no site that may frame it.
    """
    site = canvas.site
    if not site.frames:
        return
    policy = f"{_POLICY}; frame-ancestors {' '.join(site.frames)}"
    yield Output(
        path=EMBED,
        make=lambda: [pieces.put(overviews.embed(canvas, index, day))],
        content_type="text/html; charset=utf-8",
        headers=(("Content-Security-Policy", policy),),
    )
    yield Output(
        path=_DESCRIPTION,
        make=lambda: [pieces.put(_described(canvas))],
        content_type="application/json+oembed",
        headers=OPEN_TO_ALL,
    )


def _described(canvas: Canvas) -> bytes:
    site = canvas.site
    source = f"{site.base_url}{EMBED.lstrip('/')}"
    size = f'width="{_WIDTH}" height="{_HEIGHT}"'
    told = {
        "version": "1.0",
        "type": "rich",
        "title": site.title,
        "provider_name": site.title,
        "provider_url": site.base_url,
        "width": _WIDTH,
        "height": _HEIGHT,
        "html": f'<iframe src="{escape(source)}" {size} title="{escape(site.title)}"></iframe>',
    }
    return json.dumps(told, ensure_ascii=False).encode()
