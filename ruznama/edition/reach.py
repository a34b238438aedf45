"""Who can reach an address, and whether it is that of the service which publishes it.

Nothing is looked up or asked: an address tells by its letters. Rules: RFC 6761, 6.3 (localhost),
RFC 6762, 3 (.local), RFC 8375 (home.arpa), RFC 6890 (addresses that are not global).
"""

from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Literal
from urllib.parse import urlsplit

Reach = Literal["machine", "network", "world"]

_HTTP = 80
_OF_A_NETWORK = (".local", ".lan", ".internal", ".home.arpa")


def reach(url: str) -> Reach:
    """Who can reach an address: this machine alone, its network, or the world."""
    return _reach(urlsplit(url).hostname or "")


def address(host: str, port: int) -> str:
    """The address of a service that listens on a host and port."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def followed(base_url: str, host: str, port: int) -> str:
    """The address that begins every link of a service that listens on an IP address and port.

    One of this machine follows what is really listened on. Every other stays, as a proxy may stand
    before the service; so does one with https or a path, which the service itself does not have.
    """
    parts = urlsplit(base_url)
    if (parts.scheme, parts.path, reach(base_url)) != ("http", "/", "machine"):
        return base_url
    name = _name(parts.hostname or "", host)
    same = name == parts.hostname and port == (parts.port or _HTTP)
    return base_url if same else address(name, port)


def misfit(base_url: str, host: str, port: int) -> str | None:
    """Why links may lead nowhere, and what to do; None where nothing speaks for it.

    Args:
        base_url: what begins every link, after `followed`.
        host: what the service listens on.
        port: likewise.
    """
    parts, here = urlsplit(base_url), address(host, port)
    mine, remedy = _reach(host), "set [site] base_url to the address that readers use"
    if parts.port not in {None, port}:
        return f"links begin with {base_url}, but {here} is served: without a proxy, {remedy}"
    if reach(base_url) == "machine":
        open_to_others = mine != "machine" or _is_any(host)
        told = f"links begin with {base_url}, which only this machine can reach, but {here} is open"
        return f"{told} to others: {remedy}" if open_to_others else None
    if parts.port == port and mine == "machine" and not _is_any(host):
        return f"links begin with {base_url}, but only this machine can reach {here}: set --host"
    return None


def _name(own: str, host: str) -> str:
    """What a service on an IP address is called: as before where that leads to it."""
    is_named = _ip(own) is None and _reach(host) == "machine"  # localhost is whichever of them
    return own if is_named or _is_any(host) else host


def _reach(host: str) -> Reach:
    host = host.rstrip(".").lower()
    found = _ip(host)
    if found is not None:
        if found.is_loopback or found.is_unspecified:
            return "machine"
        return "world" if found.is_global else "network"
    if host == "localhost" or host.endswith(".localhost"):
        return "machine"
    return "network" if "." not in host or host.endswith(_OF_A_NETWORK) else "world"


def _is_any(host: str) -> bool:
    """Whether it stands for every address of this machine."""
    found = _ip(host)
    return found is not None and found.is_unspecified


def _ip(host: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(host)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
