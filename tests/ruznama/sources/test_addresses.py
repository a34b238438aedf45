"""Which addresses are public: judged as values, so that no test can reach what it names."""

from ipaddress import ip_address, ip_network

import pytest

from ruznama.sources.client.addresses import (
    PUBLIC_ONLY,
    Allowed,
    RefusedAddressError,
    is_public,
    public_addresses,
)

# Every row of iana-ipv4-special-registry and iana-ipv6-special-registry, and the multicast and
# deprecated blocks beside them. The two that carry an IPv4 address are as public as that.
SPECIAL = """
0.0.0.0/8 0.0.0.0/32 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24
192.0.0.0/29 192.0.0.8/32 192.0.0.9/32 192.0.0.10/32 192.0.0.170/32 192.0.0.171/32 192.0.2.0/24
192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15
198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 255.255.255.255/32 168.63.129.16/32
::1/128 ::/128 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23 2001::/32 2001:1::1/128
2001:1::2/128 2001:1::3/128 2001:2::/48 2001:3::/32 2001:4:112::/48 2001:10::/28 2001:20::/28
2001:30::/28 2001:db8::/32 2620:4f:8000::/48 3fff::/20 5f00::/16 fc00::/7
fe80::/10 fec0::/10 ff00::/8
""".split()


@pytest.mark.parametrize("block", SPECIAL)
def test_no_special_purpose_block_is_public(block: str) -> None:
    """Its first address, its last, and one between."""
    network = ip_network(block)
    for number in {0, network.num_addresses // 2, network.num_addresses - 1}:
        assert not is_public(network[number])


@pytest.mark.parametrize(
    "form",
    [
        "::ffff:{}",
        "::ffff:0:{}",
        "::{}",
        "64:ff9b::{}",
        "2a00:1450:4001:81b:0:5efe:{}",
        "2a00:1450:4001:81b:200:5efe:{}",
    ],
)
def test_an_address_inside_another_is_judged(form: str) -> None:
    """Mapped, translated (SIIT), compatible, NAT64, ISATAP: they lead to the IPv4 address."""
    for private in ("127.0.0.1", "169.254.169.254", "10.1.2.3", "168.63.129.16"):
        assert not is_public(ip_address(form.format(private)))
    assert is_public(ip_address(form.format("93.184.215.14")))


def test_six_to_four_is_judged_by_what_it_carries() -> None:
    """2002:V4ADDR::/48 (RFC 3056)."""
    assert not is_public(ip_address("2002:7f00:1::1"))
    assert is_public(ip_address("2002:5db8:d70e::1"))


@pytest.mark.parametrize("address", ["93.184.215.14", "1.1.1.1", "2a00:1450:4001:81b::200e"])
def test_public_addresses_are_public(address: str) -> None:
    """The list of what is refused is no list of everything."""
    assert is_public(ip_address(address))


@pytest.mark.parametrize("allowed", [PUBLIC_ONLY, Allowed(hosts=frozenset({"news.example"}))])
def test_a_name_without_an_address_is_named(allowed: Allowed) -> None:
    """A resolver may answer with nothing, and then there is nothing to connect to."""
    with pytest.raises(RefusedAddressError, match="has no address"):
        public_addresses("news.example", [], allowed)


def test_what_is_no_address_at_all_is_refused() -> None:
    """No resolver should answer that; nothing is then connected to."""
    with pytest.raises(RefusedAddressError, match="not on the public Internet"):
        public_addresses("news.example", ["nonsense"], PUBLIC_ONLY)
