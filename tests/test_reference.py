"""The references are made from the code, so that none tells of what is not there."""

import csv
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import jsonschema

import ruznama
from articles.formats.document import write_article
from articles.revisions.known import Tombstone
from exporters.table import table_head
from ruznama.renewal.hooks import changes
from tests.builders import first_reading
from tests.conftest import ROOT

FORMATS = ROOT / "docs" / "reference" / "formats.md"


def _schema(name: str) -> jsonschema.Draft202012Validator:
    text = (ROOT / "docs" / "reference" / "schemas" / name).read_text("utf-8")
    held: dict[str, Any] = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(held)
    return jsonschema.Draft202012Validator(held)


def test_the_references_are_as_the_code_says() -> None:
    """`make reference` writes them: commands, the manual page, every key, every public name.

    The names are what a version promises: one more is a minor version, one less a major one.
    """
    made = subprocess.run(
        [sys.executable, "-m", "docs.make", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (made.returncode, made.stderr) == (0, "")


def test_an_article_obeys_its_schema_and_so_does_the_example() -> None:
    """What is written, and what the page of formats says is enough."""
    schema = _schema("article.json")
    schema.validate(json.loads(write_article(first_reading().article)))
    example = re.findall(r"```json\n(.*?)```", FORMATS.read_text("utf-8"), re.DOTALL)
    schema.validate(json.loads(example[0]))
    at = datetime(2026, 3, 1, tzinfo=UTC)
    read = ruznama.read_article(example[0].encode(), name="a.json", at=at)
    assert [event.title for event in read.timelines[0].events] == ["الافتتاح"]


def test_what_webhooks_are_told_obeys_its_schema() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    gone = [Tombstone(id="old", gone=at)]
    told = changes([first_reading()], gone, base_url="https://news.example/", at=at)
    assert told is not None
    assert told["articles"]
    _schema("changes.json").validate(told)
    del told["more"]
    assert not _schema("changes.json").is_valid(told)


def test_the_columns_of_the_table_are_those_that_are_told() -> None:
    head = next(csv.reader([table_head().decode("utf-8-sig")]))
    told = FORMATS.read_text("utf-8").partition("The columns of")[2].partition("A column")[0]
    assert re.findall(r"`(\w+)`", told) == head
