"""What the values of a configuration may be: zones, languages, addresses, names, colors."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict

from exporters.ics.colors import COLORS
from exporters.links import uri

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_FEW = 15  # words that can all be shown


class Section(BaseModel):
    """A table of the configuration: no other keys, no changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def suggestion(word: str, known: Iterable[str]) -> str:
    """The word that may have been meant, else all of them where they are few."""
    words = list(known)
    close = get_close_matches(word, words, n=1)
    if close:
        return f'; did you mean "{close[0]}"?'
    return "; known: " + ", ".join(words) if len(words) <= _FEW else ""


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        message = f'{name!r} is no time zone; write an IANA name such as "Asia/Riyadh"'
        raise ValueError(message) from error
    return name


def _country(code: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", code):
        message = f'{code!r} is no country; write its two letters of ISO 3166-1, such as "MA"'
        raise ValueError(message)
    return code


def _language(tag: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag):
        message = f'{tag!r} is no language tag; write "ar" or "ar-EG"'
        raise ValueError(message)
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  "ar" needs no list of languages

    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        message = f'{tag!r} is no language that is known; write "ar" or "ar-EG"'
        raise ValueError(message) from error
    return tag


def _base_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        whole = parts.hostname and parts.port != 0 and not parts.query and not parts.fragment
    except ValueError:  # such as a port that is no number
        whole = False
    if not whole or parts.scheme not in {"http", "https"}:
        message = f'{url!r} is no web address; write "https://news.example/"'
        raise ValueError(message)
    return uri(url.rstrip("/") + "/")


def _origin(text: str) -> str:
    if not re.fullmatch(r"\*|https?://(\*\.)?[A-Za-z0-9.-]+(:\d{1,5})?", text):
        message = f'{text!r} is no site; write "https://news.example", without a path, or "*"'
        raise ValueError(message)
    return text


def _source_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        message = (
            f'{name!r} cannot stand in an address; write lower-case letters, digits, "-" and "_"'
        )
        raise ValueError(message)
    return name


def _cron(expression: str) -> str:
    try:
        from apscheduler.triggers.cron import CronTrigger  # noqa: PLC0415  few sources have one

        CronTrigger.from_crontab(expression, timezone="UTC")
    except ValueError as error:
        message = f'{expression!r} is no cron line; write five fields such as "0 */6 * * *"'
        raise ValueError(message) from error
    return expression


def _color(name: str) -> str:
    if name not in COLORS:
        message = f"{name!r} is no CSS color name{suggestion(name, COLORS)}"
        raise ValueError(message)
    return name


def _selector(selector: str) -> str:
    from articles.formats.html.selection import check_selector  # noqa: PLC0415  loads lxml

    check_selector(selector)
    return selector


Zone = Annotated[str, AfterValidator(_zone)]
Language = Annotated[str, AfterValidator(_language)]
BaseUrl = Annotated[str, AfterValidator(_base_url)]
Origin = Annotated[str, AfterValidator(_origin)]
SourceName = Annotated[str, AfterValidator(_source_name)]
Cron = Annotated[str, AfterValidator(_cron)]
Color = Annotated[str, AfterValidator(_color)]
Selector = Annotated[str, AfterValidator(_selector)]
Country = Annotated[str, AfterValidator(_country)]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
