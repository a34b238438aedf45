"""Addresses as calendars and feeds of data need them: ASCII, and pointing at a row of the page."""

from urllib.parse import quote, urlsplit, urlunsplit

from articles.model import Article

# What RFC 3986 lets stand in a path, query or fragment, and "%" of what is already encoded.
_AS_IS = "%/?:@!$&'()*+,;=~-._"
_FRAGMENT_WORDS = 8


def uri(address: str) -> str:
    """`address` in ASCII: the host as IDNA, everything else percent-encoded (RFC 3987 3.1)."""
    is_plain = address.isascii() and address.isprintable()
    if is_plain and not any(c in address for c in ' "<>\\^`{|}'):
        return address
    try:
        parts = urlsplit(address)
    except ValueError:  # such as a bracket that is not closed
        return quote(address, safe=_AS_IS)
    rest = (quote(part, safe=_AS_IS) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, _host(parts.netloc), *rest))


def article_link(article: Article, article_id: str, base_url: str) -> str:
    """The article's own address, else that of its page on the site."""
    return uri(article.url or f"{base_url}articles/{article_id}/")


def text_fragment(address: str, words: str) -> str:
    """`address` with a fragment that makes browsers scroll to `words` and mark them.

    Long texts are found by their first words. Source: WICG URL Fragment Text Directives.
    """
    # A hyphen would be read as the mark of a prefix or suffix.
    start = quote(" ".join(words.split()[:_FRAGMENT_WORDS]), safe="").replace("-", "%2D")
    return f"{address}{'' if '#' in address else '#'}:~:text={start}"


def _host(netloc: str) -> str:
    try:
        return netloc.encode("idna").decode()
    except UnicodeError:  # an empty or overlong label
        return quote(netloc, safe="@:[]")
