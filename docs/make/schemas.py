"""The JSON Schema of a structured article, made from the model."""

import json

from articles.formats.document import json_schema


def article_schema() -> str:
    """The schema of "article/1", as a file."""
    return f"{json.dumps(json_schema(), ensure_ascii=False, indent=2)}\n"
