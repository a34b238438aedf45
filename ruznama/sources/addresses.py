"""Which addresses may be connected to: public ones, over http and https, on their own ports.

What a name resolves to is judged when the connection is made (`ruznama.sources.fetch`); here are
the rules. Source: IANA special-purpose address registries; RFC 6052 (NAT64), 3056 (6to4), 4380
(Teredo).
"""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator

if TYPE_CHECKING:
    import httpx

Address = IPv4Address | IPv6Address

_PORTS = {"http": 80, "https": 443}
# Networks whose addresses carry an IPv4 address, and how many bits it is shifted.
_CARRIERS = (
    (IPv6Network("64:ff9b::/96"), 0),
    (IPv6Network("64:ff9b:1::/48"), 0),
    (IPv6Network("2002::/16"), 80),
    (IPv6Network("::/96"), 0),
)
_TEREDO = IPv6Network("2001::/32")
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
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast
    carried = _carried(address)
    if carried is not None:
        return is_public(carried)
    return address.is_global and not address.is_multicast and address not in _TEREDO


def public_addresses(host: str, found: list[str], allowed: Allowed) -> list[str]:
    """The addresses that a host resolved to, all of them public, or the host allowed by name.

    Raises:
        RefusedAddressError: one of them is not public; a name that has both is up to no good.
    """
    if allowed.takes(host):
        return found
    for text in found:
        if not is_public(ip_address(text.partition("%")[0])):
            message = f"{host} is at {text}, which is not on the public Internet"
            raise RefusedAddressError(message, f'If it is yours: [fetch] allow_hosts = ["{host}"]')
    return found


def _carried(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address inside an IPv6 one, if it carries one."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    for network, shift in _CARRIERS:
        if address in network:
            return IPv4Address(int(address) >> shift & _IPV4)
    return None
