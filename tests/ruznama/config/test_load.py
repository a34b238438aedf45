"""The configuration: the file in the repository runs, and every fault is told at once."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from ruznama.config.durations import parse_duration
from ruznama.config.load import load_config
from ruznama.config.model import Config
from ruznama.errors import ConfigError
from tests.conftest import ROOT, SAMPLE

STARTER = ROOT / "ruznama" / "starter"
SOURCE = '[[sources]]\nname = "a"\nkind = "folder"\npath = "articles"\n'
FEED = '[[sources]]\nname = "f"\nkind = "feed"\nurl = "https://a.example/rss"\n'


def load(folder: Path, text: str, **environment: str) -> Config:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return load_config(file, environment)


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(folder, text)
    assert caught.value.exit_status == 2
    return [str(fault) for fault in caught.value.faults]


def test_what_init_writes_is_a_configuration_that_runs() -> None:
    """`ruznama init && ruznama serve`, in any folder."""
    config = load_config(STARTER / "config.toml", {})
    assert [source.path for source in config.sources] == [STARTER / "data" / "articles"]
    assert config.sources[0].every == timedelta(minutes=1)
    assert (STARTER / SAMPLE.name).read_bytes() == SAMPLE.read_bytes()


def _told_keys(config: Path) -> dict[str, set[str]]:
    """The keys that each table of a configuration tells, also those behind a `#`."""
    told: dict[str, set[str]] = {}
    keys: set[str] = set()
    for line in config.read_text("utf-8").splitlines():
        if table := re.match(r"(?:# )?\[+(\w+)\]+", line):
            keys = told.setdefault(table[1], set())
        elif key := re.match(r"(?:# )?(\w+) = ", line):
            keys.add(key[1])
    return told


def test_the_file_in_the_repository_tells_no_key_that_init_does_not() -> None:
    """One example in two places: whoever adds a key adds it to both; values are the user's."""
    starter = _told_keys(STARTER / "config.toml")
    for table, keys in _told_keys(ROOT / "config.toml").items():
        assert keys <= starter[table], table


def test_every_fault_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    """Nobody mends a file one run a fault."""
    told = faults(
        tmp_path,
        '[site]\ntitel = "x"\ntimezone = "Asia/Riyad"\nbase_url = "ftp://x"\n'
        '[[sources]]\nname = "A B"\nkind = "folderr"\npath = "x"\nevery = "5 minutes"\n'
        "[server]\nport = 99999\n[calender]\n",
    )
    for start in (
        'site.titel: is no key; did you mean "title"?',
        "site.timezone: 'Asia/Riyad' is no time zone",
        "site.base_url: 'ftp://x' is no web address",
        "sources[0].name: 'A B' cannot stand in an address",
        "sources[0].kind: 'folderr' is not known. Write 'folder'",
        "sources[0].every: write a number and a unit",
        "server.port: 99999",
        'calender: is no key; did you mean "calendar"?',
    ):
        assert any(f", {start}" in line for line in told), start
    assert len(told) == 9  # the folder is not there either


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[site\n", "line 1"),
        ("", "sources"),
        ("sources = []\n", "sources is empty"),
        (SOURCE + SOURCE, "two sources have the name 'a'"),
        (SOURCE + 'every = "1m"\ncron = "* * * * *"\n', "every"),
        (SOURCE + 'cron = "61 * * * *"\n', "sources[0].cron"),
        (SOURCE + 'drop_css = ["a[", "p"]\n', "'a[' is no CSS selector"),
        (SOURCE + 'url = "https://a.example/"\n', "url is no key of kind 'folder'"),
        (FEED + 'urls = ["https://a.example/"]\n', "urls is no key of kind 'feed'"),
        (FEED.replace("https:", "file:"), "sources[0].url: 'file://a.example/rss' is no web"),
        (FEED + 'every = "1m"\n', "too often for others"),
        (FEED + 'cron = "* * * * *"\n', "times less than 5m apart, too often for others"),
        (FEED + 'cron = "0,58 */1 * * *"\n', "times less than 5m apart"),
        (FEED.replace("url", "# url"), "url: is missing. A source of kind 'feed' needs it"),
        (FEED.replace("feed", "page").replace("url", "# url"), "url or urls is missing"),
        (SOURCE.replace("path", "# path"), "path: is missing. A source of kind 'folder'"),
        (SOURCE.replace("name", "# name"), "sources[0].name: is missing. A source needs it"),
        (SOURCE.replace("folder", "url"), "'url' is not known. Write 'folder', 'page', 'feed'"),
        (SOURCE + 'globs = "x"\n', 'did you mean "glob"?'),
        (SOURCE + '[calendar]\ncolor = "tael"\n', 'did you mean "teal"?'),
        (SOURCE + '[calendar]\nmerge_sources = ["b"]\n', "no source is called 'b'"),
        (SOURCE + "[review]\nwrite = true\n", "add token to [server]"),
        (SOURCE + '[store]\nurl = "mysql://x"\n', "store.url"),
    ],
)
def test_a_fault_names_its_place_and_its_remedy(tmp_path: Path, text: str, place: str) -> None:
    """Each message leads to the line to mend."""
    assert place in "\n".join(faults(tmp_path, text))


def test_a_missing_file_says_how_to_get_one(tmp_path: Path) -> None:
    """The first thing that goes wrong for a new user."""
    with pytest.raises(ConfigError, match="ruznama init"):
        load_config(tmp_path / "config.toml", {})


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    """The service may be started from anywhere."""
    config = load(tmp_path, SOURCE)
    assert config.sources[0].path == tmp_path / "articles"
    assert config.store.url == f"sqlite:///{tmp_path}/var/ruznama.sqlite3"


def test_the_environment_overrides_the_file(tmp_path: Path) -> None:
    """Containers are configured so."""
    config = load(
        tmp_path,
        SOURCE + "[server]\nport = 8000\n",
        RUZNAMA__SERVER__PORT="9000",
        RUZNAMA__SITE__TITLE="تقويم",
        OTHER="x",
    )
    assert (config.server.port, config.site.title) == (9000, "تقويم")


@pytest.mark.parametrize(
    ("text", "length"),
    [("1s", {"seconds": 1}), ("15m", {"minutes": 15}), ("6 h", {"hours": 6}), ("7d", {"days": 7})],
)
def test_durations_are_a_number_and_a_unit(text: str, length: dict[str, int]) -> None:
    """The one way to write a length of time."""
    assert parse_duration(text) == timedelta(**length)


@pytest.mark.parametrize("text", ["", "0s", "5", "m", "1.5h", "-1m", "1w", 60, None])
def test_anything_else_is_no_duration(text: object) -> None:
    """A bare number would be read as seconds by one person and minutes by another."""
    with pytest.raises(ValueError, match='"15m"'):
        parse_duration(text)
