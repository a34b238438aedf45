"""The addresses by which programs subscribe, and the codes by which phones do."""

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote

import segno
from markupsafe import Markup

Addresses = Mapping[str, str]


def subscription(url: str) -> Addresses:
    """The addresses by which programs subscribe to a calendar."""
    webcal = f"webcal://{url.partition('://')[2]}"
    quoted = quote(url, safe="")
    return {
        "https": url,
        "webcal": webcal,
        "google": f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}",
        "outlook": f"https://outlook.live.com/calendar/0/addfromweb?url={quoted}",
        "office": f"https://outlook.office.com/calendar/0/addfromweb?url={quoted}",
    }


def feed_subscription(stem: str) -> Addresses:
    """The addresses by which readers subscribe to a feed; `stem` is its own without the format."""
    url = f"{stem}.rss"
    quoted = quote(url, safe="")
    return {
        "stem": stem,
        "feed": f"feed:{url}",
        "feedly": f"https://feedly.com/i/subscription/feed%2F{quoted}",
        "inoreader": f"https://www.inoreader.com/feed/{quoted}",
        "newsblur": f"https://www.newsblur.com/?url={quoted}",
    }


def subscriptions(stem: str, calendar: str) -> dict[str, object]:
    """What a page tells of a feed and its calendar; `stem` is the feed's without the format."""
    addresses = subscription(calendar)
    return {
        "feed": feed_subscription(stem),
        "feed_code": _qr(f"{stem}.rss"),
        "calendar": addresses,
        "calendar_code": _qr(addresses["webcal"]),
    }


@lru_cache(maxsize=2048)
def _qr(address: str) -> Markup:
    """The address as a QR code, drawn as SVG."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(scale=4, border=4, light="#fff", dark="#000", svgclass="code")
    return Markup(drawn)  # noqa: S704  # nosec B704  numbers only
