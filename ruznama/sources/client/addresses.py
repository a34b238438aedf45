"""Which addresses may be connected to: public ones, over http and https, on their own ports.

What a name resolves to is judged when the connection is made (`fetch` beside this); here are the
rules. Nothing in the IANA special-purpose registries is the address of a newspaper, also where
Python (3.11: of 2020) does not know it yet. Sources: iana-ipv4-special-registry and
iana-ipv6-special-registry; RFC 6052 (NAT64), 2765 (SIIT), 3056 (6to4), 4380 (Teredo), 5214
(ISATAP).
"""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator

if TYPE_CHECKING:
    import httpx

Address = IPv4Address | IPv6Address

_PORTS = {"http": 80, "https": 443}
# Networks whose addresses carry an IPv4 address, and how many bits it is shifted.
_CARRIERS = (
    (IPv6Network("64:ff9b::/96"), 0),
    (IPv6Network("::ffff:0:0:0/96"), 0),
    (IPv6Network("2002::/16"), 80),
    (IPv6Network("::/96"), 0),
)
# What is neither of one host on the Internet nor called so by every Python.
_SPECIAL = tuple(
    map(
        ip_network,
        (
            "192.0.0.0/24",  # IETF protocol assignments
            "192.31.196.0/24",  # AS112
            "192.52.193.0/24",  # AMT
            "192.88.99.0/24",  # 6to4 relays, deprecated
            "192.175.48.0/24",  # AS112
            "168.63.129.16/32",  # the host of virtual machines at Azure
            "64:ff9b:1::/48",  # NAT64 of one network
            "100::/64",  # discard
            "100:0:0:1::/64",  # a dummy
            "2001::/23",  # IETF protocol assignments, Teredo
            "2001:db8::/32",  # documentation
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # documentation
            "5f00::/16",  # segment routing
            "fec0::/10",  # site-local, deprecated
        ),
    )
)
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)  # the upper half of an interface's number
_IPV4 = 0xFFFFFFFF
_OTHER_SCHEME = "is neither http:// nor https://"
_CREDENTIALS = "holds a user name or password"


class RefusedAddressError(ValueError):
    """An address that must not be asked for; the message says why, `remedy` what to do."""

    def __init__(self, problem: str, remedy: str = "Name a public http or https address") -> None:
        super().__init__(problem)
        self.remedy = remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What is allowed beyond public hosts on ports 80 and 443.

    Attributes:
        hosts: names and addresses that may be private, and on any port.
    """

    hosts: frozenset[str] = frozenset()

    def takes(self, host: str) -> bool:
        """Whether a host may be private."""
        return host.lower().rstrip(".") in self.hosts


PUBLIC_ONLY = Allowed()


def _web_address(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        message = f'{url!r} is no web address; write "https://news.example/feed"'
        raise ValueError(message)
    return url


WebAddress = Annotated[str, AfterValidator(_web_address)]  # as a key of the configuration


def check_url(url: str, allowed: Allowed) -> "httpx.URL":
    """The URL, parsed.

    Raises:
        RefusedAddressError: its scheme, its port or its form is not allowed.
    """
    import httpx  # noqa: PLC0415  only who asks the web loads it

    try:
        parsed = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError) as error:
        message = f"is no web address: {error}"
        raise RefusedAddressError(message) from error
    if parsed.scheme not in _PORTS or not parsed.host:
        raise RefusedAddressError(_OTHER_SCHEME)
    if parsed.userinfo:
        raise RefusedAddressError(_CREDENTIALS)
    if parsed.port is not None and not allowed.takes(parsed.host):
        message = f"has port {parsed.port}, and only 80 and 443 are fetched"
        if parsed.port not in _PORTS.values():
            raise RefusedAddressError(message)
    return parsed


def is_public(address: Address) -> bool:
    """Whether an address is that of a host on the public Internet."""
    if isinstance(address, IPv6Address):
        carried = _carried(address)
        if carried is not None:
            return is_public(carried)
    is_special = any(address in network for network in _SPECIAL)
    return address.is_global and not address.is_multicast and not is_special


def public_addresses(host: str, found: list[str], allowed: Allowed) -> list[str]:
    """The addresses that a host resolved to, all of them public, or the host allowed by name.

    Raises:
        RefusedAddressError: there is none, or one of them is not public; a name that has both is up
            to no good.
    """
    if not found:
        message = f"{host} has no address"
        raise RefusedAddressError(message, "Look whether its name is right")
    if allowed.takes(host):
        return found
    for text in found:
        if not _is_public_text(text):
            message = f"{host} is at {text}, which is not on the public Internet"
            raise RefusedAddressError(message, f'If it is yours: [fetch] allow_hosts = ["{host}"]')
    return found


def _is_public_text(text: str) -> bool:
    try:
        return is_public(ip_address(text.partition("%")[0]))
    except ValueError:  # no resolver should answer that
        return False


def _carried(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address inside an IPv6 one, if it carries one."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    shift = next((shift for network, shift in _CARRIERS if address in network), None)
    if shift is None and int(address) >> 32 & _IPV4 in _ISATAP:
        shift = 0
    return None if shift is None else IPv4Address(int(address) >> shift & _IPV4)
