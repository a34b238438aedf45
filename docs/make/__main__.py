"""Writes what docs/ has from the code: `python -m docs.make [--check]`."""

import sys
from pathlib import Path

from docs.make.commands import commands_page, manual
from docs.make.keys import keys_page
from docs.make.names import promised
from docs.make.schemas import article_schema

ROOT = Path(__file__).parents[2]
MADE = {
    "docs/reference/command-line.md": commands_page,
    "docs/reference/configuration.md": keys_page,
    "docs/ruznama.1": manual,
    "docs/reference/public-names.txt": promised,
    "docs/reference/schemas/article.json": article_schema,
}


def main() -> None:
    """Writes each page; with --check, exits 1 where one is not as the code says."""
    stale = []
    for name, make in MADE.items():
        path, text = ROOT / name, make()
        if path.exists() and path.read_text("utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.write_text(text, "utf-8")
    if stale and "--check" in sys.argv:
        sys.exit(f"{', '.join(stale)}: not as the code says; run: make reference")


main()
