"""Items are read in processes that can be ended; what one of them does harms no other."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from articles.draft import Selectors
from ruznama.sources.reading import Apart, Here, Reading, ToRead, UnreadError

AT = datetime(2026, 5, 1, 9, tzinfo=UTC)
TEXT = """\
معرض الزهور في الحديقة الكبرى
تقيم الجمعية معرضها السنوي ويستمر ثلاثة أيام كما أعلن منظموه.

التاريخ | الحدث |
---|---|
5 مايو 2026 | افتتاح معرض الزهور |
6 مايو 2026 | مسابقة التنسيق |
"""
ITEM = ToRead(
    body=TEXT.encode(),
    name="garden.txt",
    at=AT,
    kind="text",
    url=None,
    charset=None,
    timezone="UTC",
    language="ar",
    keep=(),
    drop=(),
    selectors=Selectors(),
    prose=False,
    category="ثقافة",
)
# Words without end: what takes seconds to read, whatever the machine.
ENDLESS = replace(ITEM, name="endless.txt", body=("يوم 5 مايو 2026 كلمة أخرى، " * 200_000).encode())


@pytest.fixture
def apart() -> Iterator[Apart]:
    reading = Apart(timeout_s=1.5)
    yield reading
    reading.close()


def test_an_item_is_read_alike_here_and_apart(apart: Apart) -> None:
    """With the options of its source."""
    ways: list[Reading] = [Here(), apart]
    first, second = (way.begin(ITEM)() for way in ways)
    assert first == second
    assert (first.title, first.section) == ("معرض الزهور في الحديقة الكبرى", "ثقافة")
    assert [len(timeline.events) for timeline in first.timelines] == [2]


def test_an_item_that_takes_too_long_is_ended_and_harms_no_other(apart: Apart) -> None:
    """Those that were begun with it are read, and those after it."""
    others = [apart.begin(ITEM), apart.begin(ENDLESS), apart.begin(ITEM)]
    assert others[0]().title
    with pytest.raises(
        UnreadError, match=r"endless.txt: takes longer to read than 1.5 seconds. .*"
    ):
        others[1]()
    assert others[2]().title
    assert apart.begin(ITEM)().title


def test_what_the_reader_refuses_is_told_in_its_words(apart: Apart) -> None:
    """Here and apart alike."""
    broken = replace(ITEM, name="broken.json", kind="json", body=b"{")
    for way in (Here(), apart):
        with pytest.raises(UnreadError, match=r"broken\.json, line 1"):
            way.begin(broken)()
