"""corrections.toml: taken beside the configuration, its faults told with the others, by line."""

import json
from pathlib import Path

import icalendar
import pytest

from articles.corrections import Correction
from ruznama.bootstrap import build_site
from ruznama.config.load import load_config
from ruznama.errors import ConfigError
from tests.conftest import SAMPLE
from tests.ruznama.config.test_load import SOURCE

ONE = '[[corrections]]\narticle = "a"\n'


def told(folder: Path, corrections: str, config: str = SOURCE) -> list[str]:
    (folder / "articles").mkdir(exist_ok=True)
    (folder / "config.toml").write_text(config, "utf-8")
    (folder / "corrections.toml").write_text(corrections, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(folder / "config.toml", {})
    return [str(fault) for fault in caught.value.faults]


def test_corrections_are_part_of_the_configuration(tmp_path: Path) -> None:
    """Where there is no file there are none."""
    (tmp_path / "config.toml").write_text(SOURCE, "utf-8")
    assert load_config(tmp_path / "config.toml", {}).corrections == ()
    text = f'{ONE}line = 4\ndate = "2025-09-23"\n{ONE}drop = ["سطر"]\n'
    (tmp_path / "corrections.toml").write_text(text, "utf-8")
    assert load_config(tmp_path / "config.toml", {}).corrections == (
        Correction(article="a", line=4, date="2025-09-23"),
        Correction(article="a", drop=("سطر",)),
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            f'{ONE}line = 4\ndate = "2025-09"\n',
            "line 4, corrections.toml, corrections[0].date: '2025-09' is no date; write",
        ),
        (f'{ONE}line = 4\ndate = "2025-09-23/2025-09-20"\n', "is no date"),
        (f'{ONE}line = 4\ndate = "2025-09-23T25:00"\n', "is no date"),
        (f'{ONE}line = 4\ndate = "2025-09-23/2025-09-24T10:00"\n', "is no date"),
        (f'{ONE}line = 4\ndate = "2025-09-23T10:00+03:00"\n', "is no date"),
        (f"{ONE}line = 4\ndate = 2025-09-23\n", "is no text; write it in quotes"),
        (f'{ONE}line = 4\nevent = "س"\nhidden = true\n', 'has both "line" and "event"'),
        (f'{ONE}title = "س"\n', 'names no event; add "line" or "event"'),
        (ONE, "line 1, corrections.toml, corrections[0]: corrects nothing"),
        (
            f"{ONE}lines = 4\nhidden = true\n",
            'corrections[0].lines: is no key; did you mean "line"?',
        ),
        ("[[corrections]]\nline = 4\nhidden = true\n", 'article: is missing. Add article = "…"'),
        ("[[corrections]\n", "line 1, corrections.toml: is no TOML"),
        ("[site]\n", "corrections.toml, site: is no key"),
    ],
)
def test_a_fault_of_the_file_is_told_with_its_line(tmp_path: Path, text: str, fault: str) -> None:
    """In the words of the configuration's own faults."""
    assert any(fault in line for line in told(tmp_path, text)), told(tmp_path, text)


def test_the_faults_of_both_files_are_told_at_once(tmp_path: Path) -> None:
    """And corrections have one place to stand in."""
    found = told(tmp_path, ONE, '[site]\ntitel = "x"\n' + SOURCE + ONE)
    assert [line.partition(": ")[0] for line in found] == [
        "line 2, site.titel",
        "line 7, corrections",
        "line 1, corrections.toml, corrections[0]",
    ]


def test_a_correction_is_published_and_outlives_an_edit(tmp_path: Path) -> None:
    """The same UID with a higher SEQUENCE; what it was read as stands in the article's notes."""
    (tmp_path / "articles").mkdir()
    article = tmp_path / "articles" / "summit.txt"
    article.write_bytes(SAMPLE.read_bytes())
    (tmp_path / "config.toml").write_text(SOURCE, "utf-8")

    def build() -> dict[str, tuple[str, int, str]]:
        config = load_config(tmp_path / "config.toml", {})
        assert not build_site(config, tmp_path / "public").failed
        content = (tmp_path / "public" / "calendar.ics").read_bytes()
        found = icalendar.Calendar.from_ical(content).walk("VEVENT")
        return {
            str(one["uid"]): (
                str(one["summary"]),
                int(one.get("sequence", 0)),
                str(one["dtstart"].dt),
            )
            for one in found
        }

    before = build()
    uid, (title, _, day) = sorted(before.items(), key=lambda each: each[1][2])[0]
    (tmp_path / "corrections.toml").write_text(
        f'[[corrections]]\narticle = "summit"\nevent = "{title}"\n'
        'date = "2025-09-22"\ntitle = "الوصول"\n',
        "utf-8",
    )
    first_line = "سطر أول من المحرر يضاف إلى المقال قبل نصه كله.\n"
    article.write_text(first_line + SAMPLE.read_text("utf-8"), "utf-8")
    after = build()
    assert after.keys() == before.keys()
    assert after[uid] == ("الوصول", 1, "2025-09-22")
    document = json.loads((tmp_path / "public" / "articles" / "summit.json").read_bytes())
    assert any(note["code"] == "corrected" and day in note["text"] for note in document["notes"])
