"""Whether the packages that were installed are ours, told without importing any of them.

Our package names are plain words (`articles`, `feeds`, `exporters`): another distribution in the
same environment may bring one and overwrite ours without a word.
"""

from importlib.metadata import packages_distributions

_PACKAGES = ("articles", "exporters", "feeds", "ruznama")
REINSTALL = (
    "Install Ruznama anew, into an environment of its own: uv tool install --reinstall ruznama, "
    "or pipx reinstall ruznama"
)


def overwritten() -> str | None:
    """Which distributions have overwritten a package of ours, and the remedy; None if none has."""
    owners = packages_distributions()
    others = sorted(
        {owner for name in _PACKAGES for owner in owners.get(name, ()) if owner != "ruznama"}
    )
    if not others:
        return None
    return f"{', '.join(others)} overwrote a package of ours. {REINSTALL}"
