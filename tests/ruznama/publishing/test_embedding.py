"""What other sites may show in a frame: only those that are named, light, without a script."""

import json
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from ruznama.publishing.publish import Publisher
from ruznama.publishing.storage.snapshot import Snapshot
from tests.builders import HOUR, START, first_reading, publication
from tests.ruznama.config.test_load import SOURCE, faults, load
from tests.ruznama.publishing.test_publish import SITE

FRAMES = ("https://news.example", "https://*.other.example:8443")


def published(frames: tuple[str, ...]) -> Snapshot:
    site = replace(SITE, sources=(("news", "الأخبار"),), frames=frames)
    return Publisher(site, served=True).publish(publication([first_reading()], START + HOUR))


def test_only_those_who_are_named_may_frame_it() -> None:
    """Every other page says that nobody may; it runs nothing and asks for its style alone."""
    body = published(FRAMES).bodies["/embed/"]
    policy = dict(body.headers)["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors https://news.example https://*.other.example:8443")
    assert "script-src" not in policy
    root = lxml.html.fromstring(body.content.decode())
    assert root.xpath("//script") == []
    assert len(root.xpath("//ol[@class='timeline']/li")) == 4
    assert set(root.xpath("//a/@target")) == {"_top"}
    assert len(root.xpath("//a[not(@target)]")) == 0


def test_where_nobody_is_named_there_is_no_page_for_frames() -> None:
    """And none is told of."""
    snapshot = published(())
    assert not [path for path in snapshot.bodies if path.startswith("/embed/")]
    assert b"oembed" not in snapshot.bodies["/"].content


def test_programs_find_it_from_the_front_page() -> None:
    """oEmbed: a link, and JSON with the frame."""
    snapshot = published(FRAMES)
    front = lxml.html.fromstring(snapshot.bodies["/"].content.decode())
    [address] = front.xpath("//link[@type='application/json+oembed']/@href")
    told = json.loads(snapshot.bodies[address.removeprefix(SITE.base_url[:-1])].content)
    assert (told["version"], told["type"], told["provider_url"]) == ("1.0", "rich", SITE.base_url)
    frame = lxml.html.fromstring(told["html"])
    assert frame.get("src") == f"{SITE.base_url}embed/"


@pytest.mark.parametrize(
    "frame", ["news.example", "https://a.example/path", "https://a.example; x"]
)
def test_what_is_no_site_is_a_fault(tmp_path: Path, frame: str) -> None:
    """It would stand in a header."""
    told = faults(tmp_path, SOURCE + f'[site]\nframes = ["{frame}"]\n')
    assert any("is no site" in line for line in told)


def test_any_site_may_be_named(tmp_path: Path) -> None:
    """By a star."""
    assert load(tmp_path, SOURCE + '[site]\nframes = ["*"]\n').site.frames == ("*",)
