"""A kind of source of one's own: a class and a row, and nothing else of the program is touched."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from articles.formats.kinds import kind_of_name
from ruznama.cli import main
from ruznama.config.load import load_config
from ruznama.errors import SourceError
from ruznama.sources.kinds import KINDS, Kind
from ruznama.sources.local import LocalPath
from ruznama.sources.running.run import Run
from ruznama.sources.source import Means, NewsSource, RawArticle, SourceReport

TEXT = """\
تقيم الجمعية معرض الزهور في الحديقة الكبرى، ويستمر أربعة أيام متتالية كما أعلن منظموه.

التاريخ | الحدث |
---|---|
5 مايو 2026 | افتتاح معرض الزهور |
6 مايو 2026 | مسابقة التنسيق |
7 مايو 2026 | توزيع الجوائز |
"""
CONFIG = """\
[[sources]]
name = "bundle"
kind = "archive"
file = "news.zip"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveSource(NewsSource):
    """The files in one .zip that end like `suffix`."""

    file: LocalPath
    suffix: str = ""

    def check(self, now: datetime) -> str:
        del now
        return f"{len(self._names())} files in {self.file}"

    def refresh(self, means: Means) -> SourceReport:
        run = Run(self, means)
        try:
            names = self._names()
        except SourceError as error:
            run.fail(self.file, error)
            return run.report
        run.expect(names)
        for name in names:
            run.guarded(name, partial(self._read, name))
        run.withdraw_missing()
        return run.report

    def _names(self) -> list[str]:
        try:
            with zipfile.ZipFile(self.file) as archive:
                return sorted(name for name in archive.namelist() if name.endswith(self.suffix))
        except (OSError, zipfile.BadZipFile) as error:
            raise SourceError(self.file, "is no archive", "Make it, or mend its path") from error

    def _read(self, name: str) -> RawArticle:
        with zipfile.ZipFile(self.file) as archive:
            moment = datetime(*archive.getinfo(name).date_time, tzinfo=UTC)
            body = archive.read(name)
        return RawArticle(
            locator=name, name=name, kind=kind_of_name(name), body=body, modified=moment
        )


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose configuration names a source of the new kind."""
    monkeypatch.setitem(KINDS, "archive", Kind(source=ArchiveSource, every=timedelta(hours=1)))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text(CONFIG)
    put(tmp_path, "garden.txt", "other.txt")
    return tmp_path


def put(folder: Path, *names: str) -> None:
    with zipfile.ZipFile(folder / "news.zip", "w") as archive:
        for number, name in enumerate(names):
            archive.writestr(name, TEXT.replace("2026", str(2026 + number)))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_build_publishes_what_it_holds(site: Path) -> None:
    """Its articles are read, kept, published and withdrawn like those of any source."""
    built = run("build", "--json")
    assert built.exit_code == 0, built.output
    assert json.loads(built.output)["sources"][0]["added"] == 2
    calendar = (site / "public" / "calendar.ics").read_text(encoding="utf-8")
    assert calendar.count("BEGIN:VEVENT") == 6
    put(site, "garden.txt")
    assert json.loads(run("build", "--json").output)["sources"][0]["removed"] == 1


def test_check_knows_its_keys(site: Path) -> None:
    """Its own keys and no others; what it needs; how it fared."""
    assert run("check").exit_code == 0
    run("build")
    assert "bundle" in run("check", "--sources").output
    for line, told in (
        ('sufix = "x"', 'sources[0].sufix: is no key; did you mean "suffix"?'),
        ("suffix = 5", "sources[0].suffix: 5 is no text"),
        ('glob = "x"', "sources[0].glob: glob is no key of kind 'archive'"),
    ):
        (site / "config.toml").write_text(f"{CONFIG}{line}\n")
        assert told in run("check").output
    (site / "config.toml").write_text(CONFIG.replace("file", "# file"))
    assert "sources[0].file: is missing. A source of kind 'archive'" in run("check").output


def test_doctor_sees_it(site: Path) -> None:
    """In the words of its own check."""
    assert f"source bundle: 2 files in {site / 'news.zip'}" in run("doctor").output
    (site / "news.zip").unlink()
    examined = run("doctor")
    assert examined.exit_code == 1
    assert "FAIL source bundle" in examined.output
    assert "is no archive. Make it, or mend its path" in examined.output


def test_its_row_sets_its_pace(site: Path) -> None:
    """And where it is told, that goes before; a path is relative to the file."""
    [source] = load_config(site / "config.toml", {}).sources
    assert source.every == timedelta(hours=1)
    assert source.source().every == timedelta(hours=1)
    assert source.source("Asia/Riyadh").timezone == "Asia/Riyadh"
    (site / "config.toml").write_text(CONFIG + 'every = "1s"\n')
    [source] = load_config(site / "config.toml", {}).sources
    assert source.source().every == timedelta(seconds=1)
