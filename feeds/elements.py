"""What the writers of feeds share: namespaces, dates, and text that no reader takes for markup."""

import re
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from html import unescape

from babel import Locale, UnknownLocaleError

from articles.model import When
from articles.text import one_line

ATOM = "http://www.w3.org/2005/Atom"
SYNDICATION = "http://purl.org/rss/1.0/modules/syndication/"
HISTORY = "http://purl.org/syndication/history/1.0"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

DEFAULT_LANGUAGE = "ar"

_WORD_JOINER = "\u2060"
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_REFERENCE = re.compile(r"&(#?\w+)")


def rfc3339(moment: datetime) -> str:
    """`moment` in UTC, to the second: "2025-09-23T06:00:00Z"."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def rfc822(moment: datetime) -> str:
    """`moment` in GMT, in English whatever the locale: "Tue, 23 Sep 2025 06:00:00 GMT"."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def instant(when: When) -> datetime | None:
    """The moment of a time of day; None for a day or more, or where it cannot be told.

    An article can name a zone that is not known here, or a moment outside the years 1 to 9999.
    """
    with suppress(ValueError, LookupError, OverflowError):
        return when.instant
    return None


def plain(text: str) -> str:
    """`text` on one line, so written that it says the same read as text and as HTML.

    RSS does not tell which of the two a title is, and readers decode it once, twice or not at all.
    So where HTML would see a tag or a character reference, the sign that begins it is followed by
    U+2060 (word joiner), which nobody sees: "5 < 6 & co." stays as it is.
    """
    text = _TAG.sub("<" + _WORD_JOINER, one_line(text))
    return _REFERENCE.sub(_apart, text)


def _apart(found: re.Match[str]) -> str:
    reference = found[0] + ";"
    # The W3C validator takes "&" before digits for a reference, too.
    if found[1].isalpha() and unescape(reference) == reference:
        return found[0]
    return "&" + _WORD_JOINER + found[1]


@lru_cache(maxsize=64)
def language_tag(language: str) -> str:
    """`language` as BCP 47 writes it, Arabic where it is no language known to CLDR."""
    try:
        return str(Locale.parse(language.replace("_", "-"), sep="-")).replace("_", "-")
    except (ValueError, UnknownLocaleError):
        return DEFAULT_LANGUAGE


@lru_cache(maxsize=64)
def is_rtl(language: str) -> bool:
    """Whether a language (as `language_tag` gives it) is written right to left."""
    return Locale.parse(language, sep="-").character_order == "right-to-left"
