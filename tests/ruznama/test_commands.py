"""What commands tell programs, and what they do while somebody writes."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ruznama.cli import main
from tests.conftest import ROOT, SAMPLE
from tests.ruznama.test_cli import run


def test_faults_are_told_to_programs(tmp_path: Path) -> None:
    """An editor underlines the line; exit status 2 as for people."""
    file = tmp_path / "config.toml"
    file.write_text('[site]\ntitel = "x"\n', "utf-8")
    checked = run("check", "--json", "--config", file)
    assert checked.exit_code == 2
    first = json.loads(checked.stdout)["faults"][1]
    assert (first["line"], first["place"]) == (2, "site.titel")
    assert first["problem"] == 'is no key; did you mean "title"?'


def test_every_command_that_prints_a_table_prints_json() -> None:
    """Nobody has to parse columns; `dates` prints JSON anyway."""
    for name in ("build", "read", "check", "status", "doctor"):
        options = {option for one in main.commands[name].params for option in one.opts}
        assert "--json" in options, name


def test_no_line_of_the_help_is_cut() -> None:
    """A list of commands that ends in dots tells half of what they do."""
    _, commands = run("--help").output.split("Commands:")
    assert ".." not in commands


def test_help_says_how_commands_are_completed() -> None:
    """Where one looks for it; and the shell's own script is there."""
    assert '_RUZNAMA_COMPLETE=bash_source ruznama)"' in run("--help").output


def test_watching_reads_again_at_every_save(tmp_path: Path) -> None:
    """Also when the file is empty for a moment, or another takes its place; Ctrl+C ends it."""
    file = tmp_path / "article.txt"
    file.write_bytes(SAMPLE.read_bytes())
    command = [sys.executable, "-m", "ruznama", "watch", str(file)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as watching:
        assert watching.stdout is not None
        _wait_for(watching, "Timeline")
        file.write_text("", "utf-8")
        _wait_for(watching, "there is no article in it")
        other = tmp_path / "other"
        other.write_text(SAMPLE.read_text("utf-8").replace("2025", "2026"), "utf-8")
        other.replace(file)
        _wait_for(watching, "2026-")
        watching.send_signal(signal.SIGINT)
        assert watching.wait(timeout=20) == 0


def _wait_for(process: "subprocess.Popen[str]", words: str) -> None:
    """Reads on until a line holds the words."""
    assert process.stdout is not None
    end = time.monotonic() + 30
    for line in process.stdout:
        if words in line:
            return
        assert time.monotonic() < end
    pytest.fail(f"{words!r} was never said")
