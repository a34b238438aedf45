"""What is published twice in one second has two dates, and neither is to come."""

from dataclasses import replace
from pathlib import Path

from articles.revisions.revise import revise
from ruznama.renewal.served import Served
from ruznama.store.kept import Saved
from ruznama.store.store import open_store
from ruznama.utc import utc_now
from tests.builders import START, first_reading
from tests.ruznama.publishing.test_publish import SITE


def test_what_is_published_twice_in_one_second_has_two_dates(tmp_path: Path) -> None:
    """Else who asks by date alone (If-Modified-Since) never gets the second."""
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    try:
        served = Served(SITE, store, None, served=True, pictures=False)
        now, dates = utc_now(), []
        known = first_reading()
        for title in ("أول", "ثان"):
            known = revise(known, replace(known.article, title=title), START)
            store.save([Saved(revision=known, locator="a", digest=title)], source="news", now=now)
            served.publish(now)
            assert served.snapshot is not None
            dates.append(served.snapshot.bodies["/feed.rss"].last_modified)
            assert dates[-1] <= utc_now()
        assert dates[0] < dates[1]
    finally:
        store.close()
