"""Each fault of a configuration leads to its line, or to the variable that it came from."""

from pathlib import Path

import pytest

from ruznama.config.keylines import key_lines, line_of
from ruznama.config.load import load_config
from ruznama.errors import ConfigError
from tests.ruznama.config.test_load import SOURCE

TEXT = """# a title
[site]   # what it is called
title = \"\"\"
port = 5
[server]\"\"\"
"base_url" = "x"

[[sources]]
name = "a"
drop = [
  "[[sources]]",
  "name = 'b'",
]
[[sources]]
name = "b"
[server]
host.of = 5
fetch = { seconds = 3 }
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("file", 1),
        ("site", 2),
        ("site.title", 3),
        ("site.base_url", 6),
        ("sources[0]", 8),
        ("sources[0].name", 9),
        ("sources[0].drop[1]", 10),
        ("sources[0].every", 8),
        ("sources[1].name", 15),
        ("server", 16),
        ("server.host.of", 17),
        ("server.fetch.seconds", 18),
        ("server.port", 16),
        ("calendar.color", None),
        ("sources", 8),
    ],
)
def test_a_place_has_the_line_of_its_key(place: str, line: int | None) -> None:
    """What strings and lists hold over several lines is no key; what is missing has its table."""
    assert line_of(place, key_lines(TEXT)) == line


def told(folder: Path, content: bytes, **environment: str) -> list[str]:
    (folder / "config.toml").write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        load_config(folder / "config.toml", environment)
    return [str(fault) for fault in caught.value.faults]


def test_faults_come_in_the_order_of_their_lines(tmp_path: Path) -> None:
    """Those of single keys and those of several together: a file is mended from top to bottom."""
    text = (
        '[site]\r\ntitel = "x"\r\n' + SOURCE + SOURCE + '[server]\nport = -1\n[store]\nurl = "x"\n'
    )
    lines = told(tmp_path, text.encode())
    assert [line.split(",")[0] for line in lines] == [
        f"line {number}" for number in (2, 6, 8, 10, 12, 14)
    ]


def test_a_value_of_the_environment_is_told_by_its_variable(tmp_path: Path) -> None:
    """No line of the file is to blame."""
    (tmp_path / "articles").mkdir()
    given = {"RUZNAMA__SERVER__PORT": "x", "RUZNAMA__SITTE__TITLE": "x", "RUZNAMA__SITE__X": "1"}
    assert [line.split(":")[0] for line in told(tmp_path, SOURCE.encode(), **given)] == [
        "RUZNAMA__SITE__X, site.x",
        "RUZNAMA__SERVER__PORT, server.port",
        "RUZNAMA__SITTE__TITLE, sitte",
    ]


@pytest.mark.parametrize(
    ("content", "start"),
    [
        (b"[site]\ntitle = 'x\n", 'line 2, file: is no TOML at "title = \'x"'),
        (b"[site]\n[site]\n\n", "line 2, file: is no TOML at '[site]'"),
        (b"x = [\n1,\n\n", "line 2, file: is no TOML at '1,'"),
        (b"[site]\ntitle = '\xff'\n", "line 2, file: is not UTF-8"),
        ("[site]\ntitle = 5\n".encode("utf-16"), "line 1, file: is not UTF-8"),
    ],
)
def test_a_file_that_is_no_toml_is_told_with_its_line(
    tmp_path: Path, content: bytes, start: str
) -> None:
    """In our words, with what stands there."""
    [line] = told(tmp_path, content)
    assert line.startswith(start)


def test_a_mark_at_the_head_of_the_file_is_no_fault(tmp_path: Path) -> None:
    """Editors on Windows write one."""
    (tmp_path / "config.toml").write_text(SOURCE, "utf-8-sig")
    assert load_config(tmp_path / "config.toml", {}).sources[0].name == "a"
