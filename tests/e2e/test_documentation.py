"""Every command that the documentation shows is run, or named in `NOT_RUN` with the reason."""

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from ruznama.cli import main
from ruznama.config.load import load_config
from tests.conftest import ROOT, SAMPLE
from tests.e2e.conftest import Service, ask, eventually, free_port

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
NAMES = [path.relative_to(ROOT).as_posix() for path in DOCUMENTS]
SITE = "http://127.0.0.1:8000"

# How commands begin that no test can run, and why. What begins otherwise is run.
NOT_RUN = {
    "python3 -m venv": "makes an environment that only installing fills",
    ".venv/bin/pip install": "installs from the network; CI does so in a clean clone, through make",
    "/opt/ruznama/bin/pip": "installs from the network into /opt",
    "uv venv": "installs from the network with a program that few have",
    "docker compose": "needs a container engine and images from the network",
    "RUZNAMA_HOST=": "needs a container engine and images from the network",
    "ruznama work": "ends when it is told to; test_nodes.py runs such nodes",
    "ruznama serve --no-work": "needs a node beside it that works; test_nodes.py runs both",
    "podman": "needs a container engine and images from the network",
    "systemctl": "needs systemd, and changes the machine",
    "install -": "writes below /etc",
    "useradd": "makes an account of the machine",
    "mkdir /var/lib": "belongs to the restoring of an installed service",
    "mv /var/lib": "belongs to the restoring of an installed service",
    "cp /backups": "belongs to the restoring of an installed service",
    "ruznama read URL": "asks the web",
    "ruznama watch": "goes on until Ctrl+C",
    "curl -o page": "asks the web",
    "ip -brief": "tells of the machine",
    "chown": "belongs to the restoring of an installed service",
}
# Where the documentation has a folder of the machine, a test has the folder that it runs in.
PLACES = {".venv/bin/": "", "/opt/ruznama/bin/": "", "/etc/ruznama/": "", "/backups/": ""}

# What stands for something in a command within the text.
STAND_INS = {
    "PATH": "article.txt",
    "page.html": "article.txt",
    "TEXT": "'في 23 سبتمبر 2025'",
    "backup FILE": "backup copy.sqlite3",
    "export FILE": "export all.jsonl",
    "import FILE": "import all.jsonl",
}
SOURCE = '[[sources]]\nname = "a"\nkind = "folder"\npath = "articles"\n'


def blocks(path: Path, language: str) -> Iterator[str]:
    """The fenced blocks of a document in a language; commands stand in those without one."""
    for told, body in re.findall(r"^```(\S*)\n(.*?)^```$", path.read_text("utf-8"), re.M | re.S):
        if told == language:
            yield body


def commands(path: Path) -> list[str]:
    """The commands of a document, in order, each on one line but for what it writes into a file."""
    joined = "".join(blocks(path, "")).replace("\\\n", " ")
    found = re.findall(r"^.*<<'END'\n(?:.*\n)*?END$|^.*\S.*$", joined, re.M)
    return [command.strip() for command in found]


def spans(path: Path) -> list[str]:
    """What stands as code within the text of a document."""
    text = re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.M | re.S)
    return re.findall(r"`([^`\n]+)`", text)


def is_run(command: str) -> bool:
    return not command.startswith(tuple(NOT_RUN))


def is_name(command: str) -> bool:
    """Whether a command is only mentioned: what it needs is left out. `init` made the folder."""
    [name, *rest] = command.split()[1:]
    if name in {"init", "--help"}:
        return True
    return not rest and any(one.required for one in main.commands[name].params)


class Shell:
    """A folder of a user in which `ruznama` is a command."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        programs = folder / "bin"
        programs.mkdir()
        program = programs / "ruznama"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ruznama "$@"\n', "utf-8")
        program.chmod(0o755)
        self._environment = {
            **os.environ,
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "RUZNAMA__SERVER__PORT": str(self.port),
        }

    def run(self, command: str) -> str:
        """Runs a command as it is shown and returns what it printed."""
        for shown, here in PLACES.items():
            command = command.replace(shown, here)
        if re.search(r"ruznama serve(?: --port \d+)?$", command.partition("#")[0].rstrip()):
            return self._serve(re.sub(r"--port \d+", f"--port {self.port}", command))
        ended = subprocess.run(
            ["bash", "-c", command.replace(SITE, f"http://127.0.0.1:{self.port}")],
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert ended.returncode == 0, (command, ended.stdout, ended.stderr)
        return ended.stdout

    def call(self, command: str) -> str:
        """Runs `ruznama …` in this process, as the shell would in another one."""
        with chdir(self.folder):
            ended = CliRunner().invoke(main, shlex.split(command)[1:])
        assert ended.exit_code == 0, (command, ended.output, ended.exception)
        return ended.output

    def _serve(self, command: str) -> str:
        """Starts a service, waits until it answers, and stops it as a supervisor does."""
        with (self.folder / "stderr.log").open("ab") as log:
            process = subprocess.Popen(
                ["bash", "-c", command],
                cwd=self.folder,
                env=self._environment,
                stderr=log,
                start_new_session=True,
            )

        def answers() -> bool:
            assert process.poll() is None, (self.folder / "stderr.log").read_text("utf-8")
            try:
                url = f"http://127.0.0.1:{self.port}/calendar.ics"
                return ask(url).status_code == httpx.codes.OK
            except httpx.TransportError:
                return False

        try:
            eventually(answers, f"{command} answers")
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(60)
        return ""


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A folder made ready by `ruznama init`, with an article beside."""
    made = Shell(tmp_path)
    made.call("ruznama init")
    (tmp_path / "article.txt").write_bytes(SAMPLE.read_bytes())
    return made


@pytest.mark.parametrize("name", [name for name in NAMES if commands(ROOT / name)])
def test_every_command_of_a_document_runs(name: str, shell: Shell, tmp_path: Path) -> None:
    """One after the other, as a reader types them; what make runs is looked up."""
    for command in filter(is_run, dict.fromkeys(commands(ROOT / name))):
        if command.startswith("make "):
            subprocess.run(["make", "-n", command.split()[1]], cwd=ROOT, check=True)
        elif "ruznama init" in command:
            folder = tmp_path / "empty"
            folder.mkdir()
            Shell(folder).run(command)
        else:
            shell.run(command)


def test_what_is_not_run_is_still_shown() -> None:
    """The list of exceptions shrinks with the documentation."""
    shown = [command for path in DOCUMENTS for command in (*commands(path), *spans(path))]
    unused = [start for start in NOT_RUN if not any(one.startswith(start) for one in shown)]
    assert unused == []


@pytest.mark.parametrize("name", ["README.md", "README.ar.md"])
def test_the_dates_of_the_readme_are_found(name: str, shell: Shell) -> None:
    """The first thing that a reader tries."""
    [command] = [one for one in commands(ROOT / name) if one.startswith("ruznama dates")]
    assert '"start"' in shell.call(command.partition("#")[0])


@pytest.mark.parametrize("name", NAMES)
def test_a_command_within_the_text_exists_with_its_options(name: str) -> None:
    """`ruznama …` and `make …` in sentences and tables."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for span in spans(ROOT / name):
        words = span.split()
        if words[0] == "make":
            assert words[-1] in {"make", *targets}, span
        if words[0] == "ruznama" and len(words) > 1 and words[1] != "--help":
            command = main.commands.get(words[1])
            assert command is not None, span
            known = {option for one in command.params for option in one.opts}
            assert {word for word in words if word.startswith("--")} <= known, span


def test_every_command_within_the_text_runs(shell: Shell) -> None:
    """All that is whole; one with "[…]" tells how commands are written."""
    shown = {span: None for path in DOCUMENTS for span in spans(path)}
    whole = [span for span in shown if re.fullmatch(r"(\S*/)?ruznama [^\[]*", span)]
    assert len(whole) > 8
    for command in sorted(whole, key=lambda one: " import " in one):  # what was exported before
        if is_name(command) or not is_run(command):
            continue
        for shown_as, here in STAND_INS.items():
            command = command.replace(shown_as, here)  # noqa: PLW2901
        if command.split()[1] == "serve":
            shell.run(command)
        else:
            shell.call(command)


@pytest.mark.parametrize("name", NAMES)
def test_an_address_within_the_text_answers(name: str, calm_service: Service) -> None:
    """Whoever copies it into a program subscribes to something."""
    told = "".join(f"{span} " for span in spans(ROOT / name))
    for path in re.findall(rf"{SITE}(/[^\s\"]*?)[)\s\"]", told):
        assert calm_service.get(path).status_code == httpx.codes.OK, path


@pytest.mark.parametrize("name", [name for name in NAMES if any(blocks(ROOT / name, "toml"))])
def test_a_piece_of_configuration_has_no_fault(name: str, tmp_path: Path) -> None:
    """What is shown can be written under what `ruznama init` writes."""
    file = tmp_path / "config.toml"
    for block in blocks(ROOT / name, "toml"):
        source = "" if "[[sources]]" in block else SOURCE
        file.write_text(block + source, "utf-8")
        assert load_config(file, {}) is not None
