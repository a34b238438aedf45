"""Faults of a configuration: none waits for another, and each is in words that lead to its line."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from ruznama.config.load import load_config
from ruznama.config.model import Config
from ruznama.config.source import model_of
from ruznama.errors import ConfigError
from ruznama.sources.kinds import KINDS
from tests.ruznama.config.test_load import FEED, SOURCE, faults, load


def test_no_fault_waits_until_another_is_mended(tmp_path: Path) -> None:
    """What keys say together, and folders that are not there, are told with the rest."""
    told = faults(
        tmp_path,
        SOURCE + SOURCE.replace("articles", "elsewhere") + 'every = "5m"\ncron = "* * * * *"\n'
        '[[sources]]\nname = "p"\nkind = "page"\n[calendar]\nmerge_sources = ["b"]\n'
        '[site]\nlanguage = "xx"\n',
    )
    missing = [f"{tmp_path / name} is not a folder" for name in ("articles", "elsewhere")]
    for part in (
        "sources[1].name: two sources have the name 'a'",
        'sources[1]: has both "every" and "cron"',
        "sources[2]: url or urls is missing; a source of kind 'page' needs it",
        "calendar.merge_sources: no source is called 'b'",
        "site.language: 'xx' is no language that is known",
        *missing,
    ):
        assert any(part in line for line in told), part
    assert len(told) == 7


def test_a_folder_that_is_not_there_keeps_no_service_from_starting(tmp_path: Path) -> None:
    """It may be mounted later; `ruznama check` tells of it."""
    assert load(tmp_path, SOURCE).sources[0].name == "a"
    with pytest.raises(ConfigError, match=r"sources\[0\].path: .*articles is not a folder; make"):
        load_config(tmp_path / "config.toml", {}, look=True)
    (tmp_path / "articles").mkdir()
    load_config(tmp_path / "config.toml", {}, look=True)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('base_url = "https://a.example/"', "base_url: is no key here; write it below [site]"),
        ("port = 80", "port: is no key here; write it below [server]"),
        ('url = "sqlite:///x"', "url: is no key here; write it below [store]"),
        ("limit = 3", "limit: is no key here; write it below [feed]"),
        ("keep = 3", "keep: is no key here; write it below [calendar]"),
        ("path = 3", "path: is no key here; write it below [[sources]]"),
        ("sitte = 3", 'sitte: is no key; did you mean "site"?'),
    ],
)
def test_a_key_at_the_top_is_sent_to_its_table(tmp_path: Path, line: str, told: str) -> None:
    """The commonest slip: a key before the line of its section."""
    (tmp_path / "articles").mkdir()
    assert faults(tmp_path, f"{line}\n{SOURCE}") == [f"line 1, {told}"]


def _keys() -> list[tuple[str, str]]:
    """Every key, by its section or by the kind of source that has it."""
    sections = [
        (name, key)
        for name, field in Config.model_fields.items()
        for key in getattr(field.annotation, "model_fields", ())
    ]
    of_sources = [(f"sources.{kind}", key) for kind in KINDS for key in model_of(kind).model_fields]
    return [*sections, *of_sources]


@pytest.mark.parametrize(("section", "key"), _keys())
def test_no_message_is_in_the_words_of_a_library(tmp_path: Path, section: str, key: str) -> None:
    """Whoever mends the file knows TOML, not our validator."""
    _, _, kind = section.partition(".")
    head = f'[[sources]]\nname = "a"\nkind = "{kind}"\n' if kind else SOURCE
    if key in {"name", "kind"}:
        head = head.replace(f"{key} =", f"# {key} =")
    told: list[str] = []
    for value in ("{x = 1}", "-7", "[[]]", "nan", "true", '""', '"\\u0000"', "1979-05-27"):
        line = f"{key} = {value}\n" if kind else f"[{section}]\n{key} = {value}\n"
        try:
            load(tmp_path, head + line)
        except ConfigError as error:
            told.append(f"{value}: {error}")
    assert not re.search("valid |[Ii]nput|should|<class|pydantic|cannot be used", "".join(told))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("site = 5\n" + SOURCE, "site: 5 is no table"),
        ("sources = 5\n", "sources: 5 is no list"),
        ('sources = ["a"]\n', "sources[0]: 'a' is no table"),
        (SOURCE + "keep = 5\n", "sources[0].keep: 5 is no list; write it in brackets"),
        (SOURCE + "[site]\ntitle = 5\n", "site.title: 5 is no text; write it in quotes"),
        (SOURCE + '[site]\ntitle = ""\n', "site.title: '' is shorter than 1 letter(s)"),
        (SOURCE + "[server]\nport = 65536\n", "65536 is too large; write at most 65535"),
        (SOURCE + "[server]\nport = 80.5\n", "server.port: 80.5 is no whole number"),
        (FEED + "limit = 0\n", "sources[0].limit: 0 is too small; write at least 1"),
        (FEED + "limit = 501\n", "sources[0].limit: 501 is too large; write at most 500"),
        (FEED + "full_text = 'x'\n", "sources[0].full_text: 'x' is neither true nor false"),
        (SOURCE + "[fetch]\nseconds = 0\n", "fetch.seconds: 0 is too small; write more than 0"),
        (SOURCE + 'country = "Morocco"\n', "'Morocco' is no country; write its two letters"),
        (SOURCE + "hijri_offset = 3\n", "hijri_offset: 3 is too large; write at most 2"),
        (SOURCE + 'prefer = "next"\n', "sources[0].prefer: 'next'"),
        (SOURCE + '[server]\ntoken = "short"\n', "'short' is shorter than 16 letter(s)"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_plainly(tmp_path: Path, text: str, told: str) -> None:
    """What it is not, and how to write it."""
    assert any(told in line for line in faults(tmp_path, text))


@pytest.mark.parametrize("kind", ["page", "feed", "sitemap"])
def test_others_are_asked_with_patience(tmp_path: Path, kind: str) -> None:
    """Half an hour where nothing is said, five minutes at least, by a cron line too."""
    text = FEED.replace('"feed"', f'"{kind}"')
    assert load(tmp_path, text).sources[0].every == timedelta(minutes=30)
    assert load(tmp_path, text + 'every = "5m"\n').sources[0].every == timedelta(minutes=5)
    assert "less than 5m" in "".join(faults(tmp_path, text + 'every = "299s"\n'))
    assert "less than 5m" in "".join(faults(tmp_path, text + 'cron = "* * * * *"\n'))
    assert load(tmp_path, text + 'cron = "*/5 * * * *"\n').sources[0].cron == "*/5 * * * *"
