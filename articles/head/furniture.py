"""Lines that a site puts over its articles, and a dump of the page keeps: menus, clocks, staff.

What such a line looks like is said here; what it tells of the article is for `articles.head.lines`.
"""

import re
from collections import Counter

from articles.boilerplate.phrases import AGO, COUNTED
from articles.people import author_names
from articles.prose import words
from articles.text import fold

_MENU = re.compile(r"\s*[|»«›>•·/\\]\s*")
_FEWEST_ENTRIES = 3  # two are a label and a headline: "خاص | عودة الوفد"
_LONGEST_ENTRY = 3  # words
_SAID_AGAIN = 3  # times that a menu says the name of its site
_SHORT_WORD = 3  # letters: "من", "على"
_LONGEST_NAME = 4  # words
_SHORTEST_NAME = 2
_STAMP = re.compile(r"[\d\s/.:|،,-]*\d[\d\s/.:|،,-]*(?:ص|م|am|pm)?\W*")
_AGO = re.compile(rf"(?:{'|'.join(AGO)})\s+(?:\d+\s*)?\w+(?:\s+\w+)?\W*")
_COUNT = re.compile(rf"\W*(?:\d[\d.,]*\W*(?:{'|'.join(COUNTED)})|(?:{'|'.join(COUNTED)})\W*\d+)\W*")
_MINUTES = "دقيقه|دقيقتان|دقيقتين|دقايق|minutes?|mins?"
_READING = re.compile(
    rf"(?:\w+\s+){{0,2}}(?:{_MINUTES})\s+(?:لل|ل)?(?:قراءه|read|reading)\W*"
    rf"|(?:مده|وقت|زمن)\s+القراءه\W.*"
)
_ARABIC = re.compile("[\u0621-\u064a]")
# Who answers for the site; a name stands beside or under each.
_STAFF = re.compile(
    r"(?:رييس|مدير|نايب رييس|المشرف|الاشراف|اشراف|سكرتير)"
    r"\s+(?:ال)?(?:تحرير|عام|مجلس الاداره|اداره|تنفيذي)(?:\s+التنفيذي)?\W*"
)
# These stand in a phrase of news, not in a name.
_NO_NAME = frozenset(
    """
    في من علي الي عن مع بعد قبل منذ هل ماذا كيف لماذا اخبار خبر تقارير تقرير عاجل مقالات راي صور
    فيديو بالصور بالفيديو رياضه اقتصاد سياسه ثقافه فن منوعات محليات برلمان حوادث مجتمع تكنولوجيا
    صحه عالم عربي دولي محلي الرييسيه المحتوي المزيد
    """.split()
)


def furniture(text: str) -> str | None:
    """What of the site a line is; None where nothing says that it is."""
    folded = fold(text)
    for what, pattern in (
        ("clock", _STAMP),
        ("so long ago", _AGO),
        ("readers", _COUNT),
        ("time to read", _READING),
        ("staff", _STAFF),
    ):
        if pattern.fullmatch(folded):
            return what
    return "menu" if _is_menu(folded) else None


def is_staff(text: str) -> bool:
    """Whether a line says what the person on the next line does for the site."""
    return _STAFF.fullmatch(fold(text)) is not None


def is_site_name(text: str) -> bool:
    """Whether a short line has no Arabic letter: it names a site, not what happened."""
    size = len(words(text))
    return 0 < size <= _LONGEST_NAME and not _ARABIC.search(text) and not text.isdigit()


def may_be_name(text: str) -> bool:
    """Whether a line of a few words and no mark may be the name of a person."""
    said = words(fold(text))
    if not _SHORTEST_NAME <= len(said) <= _LONGEST_NAME or any(map(str.isdigit, text)):
        return False
    plain = fold(text).split() == said
    return plain and _NO_NAME.isdisjoint(said) and author_names(text) == [" ".join(text.split())]


def _is_menu(folded: str) -> bool:
    """Entries between marks, or the name of a site again and again."""
    entries = [entry for entry in _MENU.split(folded) if entry]
    short = all(len(words(entry)) <= _LONGEST_ENTRY for entry in entries)
    if len(entries) >= _FEWEST_ENTRIES and short and not any(map(str.isdigit, folded)):
        return True
    said = Counter(words(folded))
    return any(count >= _SAID_AGAIN and len(word) > _SHORT_WORD for word, count in said.items())
