"""Where the outputs of an article are, and the pictures of pages."""

import re

# Articles, slices and months.
_PICTURED = re.compile(r"/(?:articles/[^/]+|feeds/[^/]+|events/\d+/\d\d)/")
_FOR_LIFE = re.compile(r"/calendars/.+\.ics|/events/\d+/(?:\d\d/)?|/archive/\d+/")
_SLICE_FILE = re.compile(r"/calendars/(?!\d{4}(?:-\d\d)?\.)(.+)\.ics")


def article_paths(article_id: str) -> tuple[str, str, str]:
    """The paths of an article's page, document and calendar."""
    stem = f"/articles/{article_id}"
    return f"{stem}/", f"{stem}.json", f"{stem}.ics"


def picture_path(article_id: str) -> str:
    """The path of the picture that stands for an article where a link to it is shared."""
    return f"/articles/{article_id}.png"


def picture_of(page: str) -> str | None:
    """The path of the picture of a page; None for what has none, as pages that list."""
    return f"{page[:-1]}.png" if _PICTURED.fullmatch(page) else None


def page_of(picture: str) -> str | None:
    """The path of the page that a picture stands for; None for what is no picture of one."""
    page = f"{picture.removesuffix('.png')}/"
    return page if picture_of(page) == picture else None


def article_of(path: str) -> str:
    """The id of the article whose calendar is at a path; "" for every other path."""
    folder, _, name = path.rpartition("/")
    stem, _, suffix = name.rpartition(".")
    return stem if folder == "/articles" and suffix == "ics" else ""


def stays(path: str) -> bool:
    """Whether something is at a path for life, though nothing may be told there any more.

    What is told of a year, a month or a page of the archive; slices see to themselves.
    """
    return bool(_FOR_LIFE.fullmatch(path)) and slice_of(path) is None


def slice_of(path: str) -> str | None:
    """The slug of the slice whose calendar file is at a path; None for that of a year too."""
    found = _SLICE_FILE.fullmatch(path)
    return found[1] if found else None
