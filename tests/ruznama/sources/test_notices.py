"""What is saved in a folder is told at once, beside the schedule."""

import asyncio
from pathlib import Path

from ruznama.sources.notices import tell_changes

PATIENCE_S = 60


def test_a_saved_file_is_told_with_the_name_of_its_source(tmp_path: Path) -> None:
    """Not what is no article: a store may lie there, which every run writes."""
    folders = {name: tmp_path / name for name in ("news", "other")}
    for folder in folders.values():
        folder.mkdir()

    async def scenario() -> set[str]:
        told: set[str] = set()
        watching = asyncio.create_task(tell_changes(folders, told.add))
        async with asyncio.timeout(PATIENCE_S):
            while not told:  # it begins to watch when it does
                (folders["other"] / "ruznama.sqlite3-wal").write_bytes(b"a row")
                (folders["news"] / "a.txt").write_text("خبر\nنص.\n", "utf-8")
                await asyncio.sleep(0.1)
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        return told

    assert asyncio.run(scenario()) == {"news"}
