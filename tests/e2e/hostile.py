"""A site whose every name is hostile: what people and programs really put into names."""

import json
import os
import tomllib
import unicodedata
from pathlib import Path

NAMES = {
    "arabic": "قمة عربية",
    "vowelled": "مُحَمَّدٌ وَالعِيدُ",
    "accents": "Café Ñandú Ångström",
    "decomposed": unicodedata.normalize("NFD", "Café Ñandú Ångström"),
    "hangul": unicodedata.normalize("NFD", "한국어 소식"),
    "emoji": "😀🇵🇸👩‍👩‍👧",
    "emoji among words": "عيد 🎉 سعيد",
    "marks of direction": "\u202eمقلوب\u202c \u200fيمين\u200e \u2067معزول\u2069",
    "quotes": "\"مقتبس\" 'x' “y” «ز» `t`",
    "backslashes": "a\\b\\..\\c\\",
    "newlines": "سطر\r\nSet-Cookie: a=b\r\n\r\n<html>",
    "percents": "%41 100% %FF %zz %2e%2e%2f",
    "slashes": "a/b//../../etc/passwd/",
    "dots": "..",
    "one dot": ".",
    "blank": " \u00a0\u200b",
    "formula": '=HYPERLINK("http://x","y")',
    "commas": ";a,b;c=d&e?f#g",
    "angles": "<script>alert(1)</script>&amp;</a>",
    "controls": "\x00\x07\x1b[31mأحمر\x7f\x85",
    "long": "طويل" * 200,
    "long words": "كلمة 😀 " * 200,
    "long decomposed": unicodedata.normalize("NFD", "é") * 300,
    "reserved": "CON",
    "number": "٢٠٢٥",
    "capitals": "İSTANBUL Straße ΣΑΣ",
    "index": "index.html",
    "feed": "calendar.ics",
    "ends of paragraphs": "فقرة\x85أخرى\u2029وثالثة\u2028ورابعة",
    "planes": "\U00010900" * 90,
    "private": "\ue000\uf8ff\U000f0000",
}
SOURCES = ("json", "markdown", "files")
CONFIG = """\
[site]
title = {title}
description = {title}
base_url = "http://127.0.0.1:{port}/"

[feed]
limit = 5

"""
SOURCE = """\
[[sources]]
name = {name}
title = {title}
kind = "folder"
path = {path}
category = {category}

"""


def _toml(text: str) -> str:
    """A text as a basic string, which TOML writes nearly as JSON does."""
    return json.dumps(text).replace("\\/", "/") if text.isascii() else _escaped(text)


def _escaped(text: str) -> str:
    return '"' + "".join(f"\\U{ord(char):08x}" for char in text) + '"'


def _article(name: str, index: int) -> dict[str, object]:
    """An article that is called so in every place where it has a name."""
    return {
        "schema": "article/1",
        "title": f"{name} {index}",
        "section": name,
        "tags": [name, f"{name}{index % 3}"],
        "publisher": name,
        "authors": [{"name": name}],
        "blocks": [{"type": "paragraph", "text": f"{name} نص الخبر", "at": {"line": 1}}],
        "timelines": [
            {"title": name, "events": [{"title": name, "start": {"value": "2026-03-05"}}]}
        ],
    }


def write_site(folder: Path, port: int) -> None:
    """Three sources: the articles in structured form, as Markdown, and a few with hostile names."""
    written = CONFIG.format(title=_escaped('روز"نامة 😀\\ é'), port=port)
    for number, kind in enumerate(SOURCES):
        (folder / kind).mkdir()
        category = _escaped(list(NAMES.values())[number + 2])
        title = _escaped(f"مصدر “{kind}” 😀")
        written += SOURCE.format(name=f'"{kind}"', title=title, path=f'"{kind}"', category=category)
    (folder / "config.toml").write_text(written, "utf-8")
    tomllib.loads(written)
    for index, name in enumerate(NAMES.values()):
        document = json.dumps(_article(name, index), ensure_ascii=False)
        (folder / "json" / f"{index}.json").write_text(document, "utf-8")
        head = json.dumps(name, ensure_ascii=True)
        given = json.dumps(name if index % 2 else f"{index} {name}")
        text = f"---\nid: {given}\ntitle: {head}\ntags: [{head}]\n---\n\nنص الخبر.\n\n"
        rows = f"| التاريخ | الحدث |\n|---|---|\n| {index % 27 + 1} مارس 2026 | افتتاح {index} |\n"
        (folder / "markdown" / f"{index}.md").write_text(text + rows, "utf-8")
        file = _file_name(name)
        if file:
            (folder / "files" / file).write_text(f"{index} أبريل 2026 افتتاح المعرض.\n", "utf-8")
    for path in folder.glob("*/*"):
        rested = path.stat().st_mtime - 60
        os.utime(path, (rested, rested))  # the first run reads them all


def _file_name(name: str) -> str:
    """The name as a file can have it: no slash, no NUL, 255 octets."""
    name = name.replace("/", "").replace("\x00", "").encode()[:250].decode("utf-8", "ignore")
    return f"{name}.txt" if name.strip(". \u00a0\u200b") else ""
