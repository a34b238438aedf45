"""Whether what was installed is whole and ours, told without importing any package of ours.

Our package names are plain words (`articles`, `feeds`, `exporters`): another distribution in the
same environment may bring one and overwrite ours without a word.
"""

import re
from functools import cache
from importlib import import_module
from importlib.metadata import packages_distributions, requires

_PACKAGES = ("articles", "exporters", "feeds", "ruznama")
# `uv tool install --reinstall` would ask an index for the name, and not where Ruznama came from.
REINSTALL = (
    "Install Ruznama anew, into an environment of its own: uv tool upgrade --reinstall ruznama, "
    "or pipx reinstall ruznama; where make installed it: make clean, then make serve"
)
_REQUIRED = re.compile(r"[\w.-]+")


@cache
def overwritten() -> str | None:
    """Which distributions have overwritten a package of ours, and the remedy; None if none has."""
    owners = packages_distributions()
    others = sorted(
        {owner for name in _PACKAGES for owner in owners.get(name, ()) if owner != "ruznama"}
    )
    if not others:
        return None
    return f"{', '.join(others)} overwrote a package of ours. {REINSTALL}"


def broken(error: ImportError) -> str:
    """Why something could not be imported, on one line, and the remedy."""
    return overwritten() or f"{' '.join(str(error).split()).rstrip('.')}. {REINSTALL}"


def load_libraries() -> str:
    """How many libraries Ruznama requires, all of them loaded.

    Raises:
        ImportError: one is not installed, or cannot be loaded.
    """
    modules: dict[str, list[str]] = {}
    for module, owners in packages_distributions().items():
        if module.isidentifier() and not module.startswith("_"):  # "feedgen/ext", "_yaml"
            for owner in owners:
                modules.setdefault(_normal(owner), []).append(module)
    names = [_normal(one) for one in requires("ruznama") or () if "extra ==" not in one]
    for name in names:
        if name not in modules:
            message = f"{name} is not installed"
            raise ImportError(message)
        for module in modules[name]:
            import_module(module)
    return f"all {len(names)} are here"


def _normal(requirement: str) -> str:
    """The name in a requirement as the packaging standards compare it (PEP 503)."""
    found = _REQUIRED.match(requirement)
    return re.sub(r"[-_.]+", "-", found[0] if found else "").lower()
