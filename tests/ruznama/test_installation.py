"""A broken installation is told with its remedy, by every command and by the doctor."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

SAMPLE = ROOT / "ruznama" / "starter" / "beijing-summit-2025.txt"
COMMANDS = (
    ("--help",),
    ("build",),
    ("serve",),
    ("check",),
    ("status",),
    ("doctor",),
    ("read", str(SAMPLE)),
    ("dates", "23 سبتمبر 2025"),
    ("init", "elsewhere"),
)


REMEDIES = ("uv tool upgrade --reinstall ruznama", "pipx reinstall ruznama")
PAGE = "<div><h1>سوق الكتب</h1>" + "<p>تقام سوق الكتب يوم 5 مارس 2026 في الساحة القديمة.</p>" * 5
NAMES = "CalendarFormat = FeedFormat = Sheet = ICS = calendar_fault = feed_fault = str\n"


def _run(
    *arguments: str, path: Path, folder: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ruznama", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(path), **environment},
        timeout=60,
        check=False,
    )


def _without(library: str, folder: Path) -> Path:
    """A search path on which a library is there and cannot be imported."""
    package = folder / "blocked" / library
    package.mkdir(parents=True)
    fault = f'raise ImportError("{library} is not installed")\n'
    (package / "__init__.py").write_text(fault, "utf-8")
    return Path(f"{package.parent}:{ROOT}")


def _wheel(folder: Path, package: str, files: dict[str, str]) -> Path:
    """A wheel of a stranger, whose package has the name of one of ours."""
    about = f"data_{package}-1.0.dist-info"
    wheel = folder / f"data_{package}-1.0-py3-none-any.whl"
    held = {
        **{f"{package}/{name}": text for name, text in files.items()},
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: data-{package}\nVersion: 1.0\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},,\n" for name in (*held, f"{about}/RECORD"))
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in {**held, f"{about}/RECORD": record}.items():
            archive.writestr(name, text)
    return wheel


def _overwritten(folder: Path, package: str, files: dict[str, str]) -> Path:
    """Our packages, and over them the wheel of the stranger, as an installer lays it out."""
    site = folder / "site"
    for ours in {"articles", "exporters", "feeds", "ruznama"} - {package}:
        shutil.copytree(ROOT / ours, site / ours)
    with zipfile.ZipFile(_wheel(folder, package, files)) as wheel:
        wheel.extractall(site)
    return site


@pytest.fixture(scope="module")
def overwritten(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """For each package that another distribution has brought too, what is left then."""
    return {
        package: _overwritten(tmp_path_factory.mktemp(package), package, {"__init__.py": ""})
        for package in ("articles", "feeds", "exporters")
    }


@pytest.mark.parametrize(
    ("package", "arguments"),
    [
        *(("exporters", words) for words in COMMANDS),
        ("feeds", ("serve",)),
        ("articles", ("--help",)),
        ("articles", ("dates", "23 سبتمبر 2025")),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_every_command_says_who_has_overwritten_a_package(
    overwritten: dict[str, Path], tmp_path: Path, package: str, arguments: tuple[str, ...]
) -> None:
    """A command that needs what is gone says so and what to do; the others just work."""
    shutil.copy(ROOT / "ruznama" / "starter" / "config.toml", tmp_path)
    (tmp_path / "data" / "articles").mkdir(parents=True)
    ended = _run(*arguments, path=overwritten[package], folder=tmp_path)
    assert "Traceback" not in ended.stderr
    if ended.returncode:
        assert ended.returncode == 1
        assert f"data-{package} overwrote a package of ours" in ended.stderr
        assert all(remedy in ended.stderr for remedy in REMEDIES)
    else:
        assert package == "exporters"
        assert arguments[0] in {"--help", "read", "dates", "init"}


@pytest.mark.parametrize("package", ["feeds", "exporters"])
def test_a_package_with_the_same_names_inside_is_told_too(tmp_path: Path, package: str) -> None:
    """What is imported is there, and is something else: no ImportError tells."""
    stranger = {"__init__.py": "", "formats.py": f"FORMATS = None\n{NAMES}"}
    ours = {
        file.relative_to(ROOT / package).as_posix(): file.read_text("utf-8")
        for file in (ROOT / package).rglob("*.py")
    }
    path = _overwritten(tmp_path, package, {**ours, **stranger})
    assert _run("init", path=ROOT, folder=tmp_path).returncode == 0
    built = _run("build", path=path, folder=tmp_path)
    assert built.returncode == 1
    assert "Traceback" not in built.stderr
    assert f"data-{package} overwrote a package of ours" in built.stderr


def test_doctor_finds_a_missing_library_of_the_readers(tmp_path: Path) -> None:
    """Old pips left one out; every page failed while the doctor said that all was well."""
    path = _without("lxml_html_clean", tmp_path)
    assert _run("init", path=ROOT, folder=tmp_path).returncode == 0
    well = _run("doctor", path=ROOT, folder=tmp_path)
    assert well.returncode == 0, well.stdout
    assert "FAIL" not in well.stdout
    ill = _run("doctor", path=path, folder=tmp_path)
    assert ill.returncode == 1
    said = [line for line in ill.stdout.splitlines() if line.startswith("FAIL")]
    failed = [line.partition(":")[0] for line in said]
    assert failed == ["FAIL libraries", "FAIL readers", "FAIL web"]
    assert all("lxml" in line and REMEDIES[0] in line for line in said)


@pytest.mark.parametrize("library", ["feedgen", "granian"])
def test_doctor_names_any_missing_library_and_the_remedy(tmp_path: Path, library: str) -> None:
    """Of the writers, without which the doctor itself cannot start; of the server alone."""
    assert _run("init", path=ROOT, folder=tmp_path).returncode == 0
    ill = _run("doctor", path=_without(library, tmp_path), folder=tmp_path)
    assert ill.returncode == 1
    said = ill.stdout + ill.stderr
    assert "Traceback" not in said
    assert library in said
    assert REMEDIES[0] in said


def test_a_run_without_a_library_names_the_remedy(tmp_path: Path) -> None:
    """The other articles are read; the page is not called a fault to report."""
    assert _run("init", path=ROOT, folder=tmp_path).returncode == 0
    (tmp_path / "data" / "articles" / "page.html").write_text(PAGE, "utf-8")
    built = _run("build", path=_without("lxml_html_clean", tmp_path), folder=tmp_path)
    assert built.returncode == 3
    assert REMEDIES[0] in " ".join((built.stdout + built.stderr).split())
    assert "report" not in built.stdout + built.stderr


def test_what_nobody_foresaw_is_one_line_and_its_traceback_is_to_be_had(tmp_path: Path) -> None:
    """A traceback tells a user nothing; a maintainer needs it."""
    words = ("read", str(SAMPLE), "--at", "0001-01-01T00:00:00+23:00")
    ended = _run(*words, path=ROOT, folder=tmp_path)
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert "RUZNAMA_TRACEBACK=1" in ended.stderr
    whole = _run(*words, path=ROOT, folder=tmp_path, RUZNAMA_TRACEBACK="1")
    assert "Traceback" in whole.stderr
