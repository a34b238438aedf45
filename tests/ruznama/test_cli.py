"""The command line as people and scripts meet it: output, exit status, messages."""

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from ruznama.cli import main
from tests.conftest import ROOT, SAMPLE


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in arguments], input=stdin)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder made ready by `ruznama init`, and entered."""
    monkeypatch.chdir(tmp_path)
    assert run("init").exit_code == 0
    return tmp_path


def test_init_makes_a_folder_that_builds(site: Path) -> None:
    """The first two commands of a new user."""
    built = run("build")
    assert built.exit_code == 0, built.output
    assert built.stdout.splitlines()[:2] == [
        "source    new  changed  removed  same  failed",
        "articles    1        0        0     0       0",
    ]
    assert (site / "public" / "calendar.ics").read_text(encoding="utf-8").count("BEGIN:VEVENT") == 4


def test_init_overwrites_nothing(site: Path) -> None:
    """A second init keeps what the user wrote."""
    config = site / "config.toml"
    config.write_text("# mine\n", encoding="utf-8")
    result = run("init")
    assert config.read_text(encoding="utf-8") == "# mine\n"
    assert result.exit_code in {0, 1}


def test_a_second_build_changes_no_byte_and_no_mtime(site: Path) -> None:
    """What is the same is written once."""
    run("build")
    before = {file: file.stat().st_mtime_ns for file in (site / "public").rglob("*")}
    assert "0 files written" in run("build").output
    assert {file: file.stat().st_mtime_ns for file in (site / "public").rglob("*")} == before


def test_pictures_are_written_where_they_are_asked_for(site: Path) -> None:
    """They cost the most of a build, and a static site may want none."""
    run("build")
    assert {file.name for file in (site / "public").rglob("*.png")} == {"icon.png"}
    run("build", "--pictures")
    [page] = [file.read_text("utf-8") for file in (site / "public").glob("articles/*/index.html")]
    [named] = re.findall(r'property="og:image" content="https?://[^/]+/([^"]+)"', page)
    assert (site / "public" / named).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
        {"TZ": "America/New_York", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"},
    ],
)
def test_builds_of_one_store_are_the_same_in_every_process(
    site: Path, environment: dict[str, str]
) -> None:
    """Byte for byte, whatever the zone, the locale and the order of hashes."""
    run("build")
    shutil.copytree(site, site / "copy", ignore=shutil.ignore_patterns("public", "copy"))
    subprocess.run(
        [sys.executable, "-m", "ruznama", "build"],
        cwd=site / "copy",
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        check=True,
        capture_output=True,
    )
    assert _contents(site / "copy" / "public") == _contents(site / "public")


def _contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def test_a_source_that_fails_is_named_and_the_rest_is_built(site: Path) -> None:
    """Done in part is exit status 3."""
    (site / "data" / "articles" / "empty.txt").write_text("")
    os.utime(site / "data" / "articles" / "empty.txt", (1, 1))
    built = run("build")
    assert built.exit_code == 3
    assert "empty.txt" in built.output
    assert (site / "public" / "feed.rss").exists()


def test_a_build_is_told_to_programs_and_to_nobody(site: Path) -> None:
    """JSON for scripts; nothing but failures with --quiet."""
    told = json.loads(run("build", "--json").output)
    assert told["sources"] == [
        {"name": "articles", "added": 1, "changed": 0, "removed": 0, "unchanged": 0, "failures": []}
    ]
    assert run("build", "--quiet").output == ""
    (site / "data" / "articles" / "empty.txt").write_text("")
    os.utime(site / "data" / "articles" / "empty.txt", (1, 1))
    failed = run("build", "--quiet")
    assert failed.exit_code == 3
    assert failed.output.startswith("articles: failed: empty.txt: there is no article in it")


def test_how_a_source_fared_is_told_afterwards(site: Path) -> None:
    """When it last went well, how often it failed, and why."""
    assert run("check", "--sources").exit_code == 0
    run("build")
    assert run("check", "--sources").exit_code == 0
    (site / "data" / "articles").rename(site / "data" / "elsewhere")
    for _ in range(2):
        run("build")
    told = run("check", "--sources")
    assert told.exit_code == 3
    assert re.search(r"^articles +1 +4 +\d{4}-\d\d-\d\d .* 2$", told.output, re.M)
    assert "articles: " in told.output
    assert "is not a folder" in told.output
    assert told.output.endswith(run("status").output)
    listed = run("status", "--json")
    [source] = json.loads(listed.stdout)["sources"]
    assert listed.exit_code == 3
    assert (source["articles"], source["events"], source["failures"]) == (1, 4, 2)
    assert "is not a folder" in source["problem"]
    moments = [datetime.fromisoformat(source[name]) for name in ("last", "good", "next")]
    assert all(moment.tzinfo for moment in moments)


def test_every_fault_of_a_configuration_is_told_at_once(site: Path) -> None:
    """With its path in the file and what to write instead; exit status 2."""
    (site / "config.toml").write_text(
        '[site]\ntitel = "x"\n[[sources]]\nname = "a"\nkind = "foldr"\nevery = "5x"\n'
    )
    checked = run("check")
    assert checked.exit_code == 2
    for told in ("site.titel", '"title"', "sources[0].kind", "sources[0].every"):
        assert told in checked.output


def test_a_missing_configuration_names_init(tmp_path: Path) -> None:
    """The remedy is a command."""
    missing = run("check", "--config", tmp_path / "none.toml")
    assert missing.exit_code == 2
    assert "ruznama init" in missing.output


def test_read_shows_events_outline_and_what_was_left_out() -> None:
    """For a person, with the line that each came from."""
    shown = run("read", SAMPLE, "--at", "2025-09-20")
    assert shown.exit_code == 0
    for told in ("2025-09-23", "2025-09-26", "Left out", "Outline"):
        assert told in shown.output


def test_read_why_weighs_every_line(tmp_path: Path) -> None:
    """Each with what spoke for and against it; a line that the odds are against is out."""
    told = run("read", SAMPLE, "--why", "--json", "--at", "2025-09-20")
    reasons = [json.loads(line) for line in told.output.splitlines()]
    left_out = json.loads(run("read", SAMPLE, "--json", "--at", "2025-09-20").stdout_bytes)
    assert [one["text"] for one in reasons if not one["kept"]] == [
        line["text"] for line in left_out["dropped"]
    ]
    assert all((one["score"] > 0) is not one["kept"] for one in reasons)
    assert all(one["evidence"] for one in reasons)
    shown = run("read", SAMPLE, "--why", "--at", "2025-09-20")
    assert "kept" in shown.output
    assert "25 words" in shown.output
    document = tmp_path / "a.json"
    document.write_text('{"schema": "article/1", "title": "خبر"}', "utf-8")
    assert "none of its lines" in run("read", document, "--why").output


def test_read_json_is_valid_and_an_accepted_input() -> None:
    """Fed back in it gives the same bytes."""
    first = run("read", SAMPLE, "--json", "--at", "2025-09-20")
    schema = json.loads((ROOT / "articles" / "formats" / "article.schema.json").read_bytes())
    jsonschema.validate(json.loads(first.stdout_bytes), schema)
    again = run("read", "-", "--kind", "json", "--json", stdin=first.stdout_bytes)
    assert again.stdout_bytes == first.stdout_bytes


def test_read_accounts_for_every_line_of_the_sample_once() -> None:
    """Nothing is thrown away: each line is in a block or in what was left out."""
    document = json.loads(run("read", SAMPLE, "--json", "--at", "2025-09-20").stdout_bytes)
    lines = SAMPLE.read_text(encoding="utf-8").split("\n")
    wanted = [number for number, line in enumerate(lines, 1) if line.strip()]
    told: list[int] = []
    for part in [*document["blocks"], *document["dropped"]]:
        at = part["at"]
        told += range(at["line"], at.get("last_line", at["line"]) + 1)
    assert sorted(told) == wanted


@pytest.mark.parametrize(
    ("content", "status", "remedy"),
    [
        (b"", 1, "Give the text of one article"),
        (b"\xff\xfe\x00\xd8\x00", 1, "Save it as UTF-8"),
    ],
)
def test_a_file_that_is_no_article_is_named(
    tmp_path: Path, content: bytes, status: int, remedy: str
) -> None:
    """The message says which file and what to do."""
    file = tmp_path / "news.txt"
    file.write_bytes(content)
    failed = run("read", file)
    assert failed.exit_code == status
    assert "news.txt" in failed.output
    assert remedy in failed.output


def test_dates_prints_an_object_a_line() -> None:
    """The contract that other programs rely on."""
    printed = run("dates", "من 23 إلى 26 سبتمبر 2025 ثم 3 أكتوبر", "--at", "2025-09-20")
    first, second = map(json.loads, printed.output.splitlines())
    assert (first["start"], first["end"], first["grain"]) == ("2025-09-23", "2025-09-26", "day")
    assert (second["start"], second["end"], second["inferred"]) == ("2025-10-03", None, ["year"])


def test_dates_of_a_text_without_any_prints_nothing_and_says_so() -> None:
    """No date is no line, and no failure; a person is told, a program reads on."""
    printed = run("dates", "فاز الفريق 1-0", "--at", "2025-09-20")
    assert (printed.exit_code, printed.stdout) == (0, "")
    assert printed.stderr == "no date is found in this text\n"


def test_dates_reads_lines_of_json() -> None:
    """Each line of input gives the list found in it."""
    cases = [{"text": "غدا", "at": "2025-09-20"}, {"text": "لا شيء", "at": "2025-09-20"}]
    lines = "\n".join(json.dumps(case) for case in cases).encode()
    printed = run("dates", "-", "--jsonl", stdin=lines)
    assert [[one["start"] for one in json.loads(line)] for line in printed.output.splitlines()] == [
        ["2025-09-21"],
        [],
    ]


def test_doctor_finds_the_starter_well(site: Path) -> None:
    """Every check passes on a new installation."""
    assert site.is_dir()
    examined = run("doctor", "--json")
    findings = json.loads(examined.stdout)["findings"]
    assert examined.exit_code == 0, examined.output
    assert "source articles" in {one["name"] for one in findings}
    assert all(one["ok"] for one in findings)


def test_doctor_names_a_folder_that_is_missing(site: Path) -> None:
    """With exit status 1."""
    shutil.rmtree(site / "data")
    examined = run("doctor")
    assert examined.exit_code == 1
    assert "is not a folder" in examined.output


def test_help_needs_none_of_the_heavy_libraries() -> None:
    """`--help` answers at once: nothing is loaded that it does not need."""
    code = "import sys; sys.argv=['ruznama','--help']\nfrom ruznama.cli import main\n"
    code += "try: main()\nexcept SystemExit: print(*sys.modules)"
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout
    assert not {"lxml", "sqlalchemy", "pydantic", "feedgen", "icalendar"} & set(printed.split())


def test_build_warns_of_links_that_lead_nowhere_elsewhere(site: Path) -> None:
    """The starter's base_url is of this machine; files go to another."""
    assert "[site] base_url" in run("build").stderr
    config = site / "config.toml"
    text = config.read_text("utf-8").replace("http://127.0.0.1:8000/", "https://news.example/")
    config.write_text(text, "utf-8")
    assert run("build").stderr == ""
