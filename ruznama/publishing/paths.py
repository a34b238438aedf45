"""Where the outputs of an article are."""


def article_paths(article_id: str) -> tuple[str, str, str]:
    """The paths of an article's page, document and calendar."""
    stem = f"/articles/{article_id}"
    return f"{stem}/", f"{stem}.json", f"{stem}.ics"


def picture_path(article_id: str) -> str:
    """The path of the picture that stands for an article where a link to it is shared."""
    return f"/articles/{article_id}.png"


def article_of(path: str) -> str:
    """The id of the article whose calendar or picture is at a path; "" for every other path."""
    folder, _, name = path.rpartition("/")
    stem, _, suffix = name.rpartition(".")
    return stem if folder == "/articles" and suffix in {"ics", "png"} else ""
