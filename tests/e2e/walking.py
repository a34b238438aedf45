"""Walks a site over HTTP: every address in turn in each coding, and every link that leads home."""

import gzip
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from html import unescape
from http.client import HTTPConnection
from itertools import cycle
from typing import Self
from urllib.parse import quote, unquote, urljoin, urlsplit

import brotli
import lxml.html
import zstandard

DECODED = {
    "": bytes,
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda content: zstandard.ZstdDecompressor().decompress(content),
}
_TEXTS = ("text/", "application/", "image/svg")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: a status, headers by their small names, decoded bytes."""

    status: int
    headers: Mapping[str, str]
    content: bytes


@dataclass
class Walker:
    """Asks one server over one connection, as a client of the site at `home`."""

    port: int
    home: str
    _connection: HTTPConnection | None = None
    _codings: Iterator[str] = field(default_factory=lambda: cycle(DECODED))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._connection is not None:
            self._connection.close()

    def ask(self, method: str, path: str, **headers: str) -> Answer:
        """One request; `path` is percent-encoded."""
        connection = self._connection or HTTPConnection("127.0.0.1", self.port, timeout=30)
        self._connection = connection
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        host = urlsplit(self.home).netloc
        connection.request(method, path, headers={"Host": host, "Accept-Encoding": "", **names})
        response = connection.getresponse()
        content = response.read()
        told = {name.lower(): value for name, value in response.getheaders()}
        if told.get("connection") == "close":
            connection.close()
        if method != "HEAD" and content:
            content = DECODED[told.get("content-encoding", "")](content)
        return Answer(response.status, told, content)

    def get(self, path: str) -> Answer:
        """The whole, in the coding whose turn it is."""
        return self.ask("GET", path, Accept_Encoding=next(self._codings) or "identity")

    def check(self, path: str, got: Answer) -> None:
        """That HEAD and conditions say the same as what came of a path."""
        coding = got.headers.get("content-encoding", "identity")
        moment = got.headers["last-modified"]
        date = got.headers["date"]
        assert parsedate_to_datetime(moment) <= parsedate_to_datetime(date), path
        head = self.ask("HEAD", path, Accept_Encoding=coding)
        assert _steady(head.headers) == _steady(got.headers), path
        for name, value in (("If_None_Match", got.headers["etag"]), ("If_Modified_Since", moment)):
            again = self.ask("GET", path, Accept_Encoding=coding, **{name: value})
            assert (path, again.status, again.content) == (path, 304, b"")
            assert again.headers["etag"] == got.headers["etag"], path

    def links(self, path: str, answer: Answer) -> set[str]:
        """The addresses on the site that a body names: percent-encoded paths with their queries."""
        kind = answer.headers.get("content-type", "")
        if not kind.startswith(_TEXTS):
            return set()
        text = answer.content.replace(b"\r\n ", b"").decode()
        home = self.home.rstrip("/")
        near = (home, home.replace("http://", "webcal://"))
        named = {
            f"/{unescape(rest).rstrip('.;')}"
            for start in near
            for rest in re.findall(re.escape(start) + r"/([^\s\"'<>\\)\]`,]*)", text)
        }
        if kind.startswith("text/html"):
            found = (
                urljoin(path, link) for _, _, link, _ in lxml.html.fromstring(text).iterlinks()
            )
            named |= {link for link in found if link.startswith("/")}
        return {link.partition("#")[0] for link in named}


def encoded(paths: Iterable[str]) -> list[str]:
    """Paths as they stand in requests."""
    return [quote(path) for path in paths]


def plain(path: str) -> str:
    """A path as the site knows it."""
    return unquote(urlsplit(path).path)


def _steady(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name != "date"}
