"""Atom 1.0, with the withdrawals of RFC 6721 and the archives of RFC 5005."""

from feeds.generator import feed_generator
from feeds.model import Channel


def write_atom(channel: Channel) -> bytes:
    """The channel as Atom 1.0 in UTF-8; the same channel gives the same bytes.

    Source: RFC 4287.
    """
    xml: bytes = feed_generator(channel, "atom").atom_str(pretty=True)
    return xml
