"""A text on standard input, its calendar on standard output: python calendar_of_text.py < a.txt."""

import sys
from datetime import UTC, datetime

import ruznama


def main() -> None:
    """Reads the article, and writes the calendar of its dates."""
    at = datetime.now(UTC)  # noqa: TID251  a program of one's own may read the clock
    article = ruznama.read_article(sys.stdin.buffer.read(), name="-", at=at, kind="text")
    revision = ruznama.revise(None, article, at)
    sys.stdout.buffer.write(ruznama.write_icalendar([revision], title=article.title))


if __name__ == "__main__":
    main()
