"""What a service has loaded stays for as long as it runs: only what its sources need."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT, SAMPLE
from tests.e2e.conftest import CONFIG

# Of the web, of migrations, of numbers that nobody has asked for.
_HEAVY = ("httpx", "httpcore", "protego", "rich", "alembic", "prometheus_client")
_SERVED = """\
import sys
from pathlib import Path
import ruznama.service
from ruznama.bootstrap import open_renewal
from ruznama.utc import utc_now
from ruznama.config.load import load_config

renewal = open_renewal(load_config(Path("config.toml")))
renewal.run(["articles"], utc_now)
assert renewal.snapshot is not None
renewal.close()
print(*sys.modules, sep="\\n")
"""


def test_a_service_over_a_folder_loads_nothing_of_the_web(tmp_path: Path) -> None:
    """From the first start on, which makes the store too."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / SAMPLE.name).write_bytes(SAMPLE.read_bytes())
    config = CONFIG.format(base_url="http://127.0.0.1:8000/")
    (tmp_path / "config.toml").write_text(config, "utf-8")
    command = [sys.executable, "-c", _SERVED]
    environment = {"PYTHONPATH": str(ROOT)}
    told = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert set(told.stdout.decode().split()).isdisjoint(_HEAVY)
