"""RSS 2.0, with the modules that readers know: content, dc, media, sy and links of Atom."""

from feeds.generator import feed_generator
from feeds.model import Channel


def write_rss(channel: Channel) -> bytes:
    """The channel as RSS 2.0 in UTF-8; the same channel gives the same bytes.

    Source: RSS 2.0 specification and Best Practices Profile (RSS Advisory Board).
    """
    xml: bytes = feed_generator(channel, "rss").rss_str(pretty=True)
    return xml
