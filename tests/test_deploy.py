"""What is shipped to run Ruznama elsewhere: compose files, the image, units, the release."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from ruznama.cli import main
from ruznama.config.model import Config
from tests.conftest import ROOT

COMPOSE = [ROOT / "compose.yaml", *sorted((ROOT / "deploy").glob("compose.*.yaml"))]


class _Loader(yaml.SafeLoader):
    """YAML with the tag by which compose takes a list away."""


_Loader.add_constructor("!reset", lambda *_: [])


def services(path: Path) -> dict[str, Any]:
    # A safe loader, with one tag more.
    found: dict[str, Any] = yaml.load(path.read_text("utf-8"), _Loader)["services"]  # noqa: S506
    return found


@pytest.mark.parametrize("path", COMPOSE, ids=lambda path: path.name)
def test_what_compose_names_is_there(path: Path) -> None:
    """Files, commands with their options, keys of the configuration."""
    for service in services(path).values():
        for volume in service.get("volumes", ()):
            source = volume.partition(":")[0]
            if source.startswith("."):
                base = ROOT if path.name == "compose.caddy.yaml" else path.parent
                assert (base / source).exists(), volume
        if "command" in service:
            name, *words = service["command"]
            options = {one for each in main.commands[name].params for one in each.opts}
            assert {word for word in words if word.startswith("--")} <= options
        for variable in service.get("environment", ()):
            if found := re.fullmatch(r"RUZNAMA__(\w+?)__(\w+)", variable):
                section = Config.model_fields[found[1].lower()].annotation
                assert found[2].lower() in section.model_fields  # type: ignore[union-attr]


@pytest.mark.parametrize("path", [COMPOSE[0], COMPOSE[-1]], ids=lambda path: path.name)
def test_a_container_may_do_no_more_than_it_needs(path: Path) -> None:
    """As in docs/how-to/run-as-a-service.md."""
    ours = [each for each in services(path).values() if each.get("image") == "ruznama"]
    assert ours
    for service in ours:
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["stop_grace_period"] == "40s"


def test_the_image_takes_what_the_repository_has() -> None:
    """A file that moves would be found missing by whoever builds the image."""
    text = (ROOT / "Containerfile").read_text("utf-8")
    for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.M):
        *sources, _ = line.split()
        assert all((ROOT / source).exists() for source in sources), line
    names = re.search(r"keep = /\^\((.+?)\)/", text)
    assert names
    lock = (ROOT / "requirements-test.lock").read_text()
    assert all(re.search(f"^{name}.*==", lock, re.M) for name in names[1].split("|"))


def test_documents_that_are_named_are_there() -> None:
    """In units, templates, the Makefile: whoever needs help follows them."""
    named = [*(ROOT / "deploy").iterdir(), ROOT / "Makefile", ROOT / "Containerfile"]
    told = "".join(path.read_text("utf-8") for path in named)
    documents = set(re.findall(r"\bdocs/[\w./-]+\.md\b", told))
    assert documents
    assert [each for each in documents if not (ROOT / each).exists()] == []


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    """Whoever builds a release again can see that it is the one that was published."""
    for folder in ("first", "again"):
        command = [sys.executable, "-m", "hatchling", "build", "-d", tmp_path / folder]
        environment = {"SOURCE_DATE_EPOCH": "1760000000", "PATH": ""}
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    first, again = (sorted((tmp_path / name).iterdir()) for name in ("first", "again"))
    assert [path.suffix for path in first] == [".whl", ".gz"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]
