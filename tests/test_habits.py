"""What every change goes through, here, at a commit and in public: the same commands."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

_MAKE = re.compile(r"^\s*(?:- run: )?(make [\w-]+)$", re.MULTILINE)
_COMMIT = re.compile(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}")


def _workflow() -> dict[str, Any]:
    text = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
    held: dict[str, Any] = yaml.safe_load(text)
    return held


def test_the_public_workflow_judges_by_the_same_commands_as_ci() -> None:
    """What is green in one place is green in the other."""
    commands = [
        _MAKE.findall((ROOT / name).read_text("utf-8"))
        for name in (".ci/run", ".github/workflows/ci.yml")
    ]
    assert commands[0] == commands[1] == ["make test", "make test-slow", "make test-install"]


def test_the_public_workflow_may_only_read_and_names_its_actions_by_commit() -> None:
    """A tag can be moved to other code; a token that may write can be stolen."""
    workflow = _workflow()
    assert workflow["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in workflow["jobs"].values())
    used = [
        step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step
    ]
    assert used
    assert [name for name in used if not _COMMIT.fullmatch(name)] == []


def test_the_public_workflow_has_one_job_that_stands_for_all() -> None:
    """It is what a branch is protected by, and it fails where any of them did."""
    jobs = _workflow()["jobs"]
    last = jobs.pop("all")
    assert set(jobs) == {last["needs"]}
    assert last["if"] == "always()"


@pytest.mark.parametrize(
    ("subject", "is_good"),
    [
        ("Tell the lines of an export that do not fit", True),
        ("A" * 64, True),
        ("A" * 65, False),
        ("Tell what is new.", False),
        ("", False),
    ],
)
def test_a_commit_is_refused_for_its_subject(
    tmp_path: Path, subject: str, *, is_good: bool
) -> None:
    """Under 65 characters and no full stop, as the hook of pre-commit says it."""
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    (hook,) = [one for one in config["repos"][0]["hooks"] if one.get("stages") == ["commit-msg"]]
    message = tmp_path / "COMMIT_EDITMSG"
    message.write_text(f"{subject}\n\nThe body may be as long as it likes, and ends with a stop.\n")
    command = f"{hook['entry']} {message}"
    ended = subprocess.run(command, shell=True, check=False, capture_output=True)  # noqa: S602
    assert (ended.returncode == 0) is is_good
