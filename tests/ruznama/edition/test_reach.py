"""Who can reach an address, and what follows where a service listens."""

import pytest

from ruznama.edition.reach import followed, misfit, reach

EVERYWHERE = "0.0.0.0"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:8000/", "machine"),
        ("http://127.8.9.10/", "machine"),
        ("http://[::1]:8000/", "machine"),
        ("http://[::ffff:127.0.0.1]/", "machine"),
        ("http://0.0.0.0:8000/", "machine"),
        ("http://LocalHost:8000/", "machine"),
        ("http://news.localhost/", "machine"),
        ("http://localhost./", "machine"),
        ("http://192.168.1.5/", "network"),
        ("http://10.0.0.1/", "network"),
        ("http://100.64.0.1/", "network"),
        ("http://[fd00::1]/", "network"),
        ("http://[fe80::1]/", "network"),
        ("http://nas/", "network"),
        ("http://nas.local/", "network"),
        ("http://nas.home.arpa/", "network"),
        ("https://news.example/", "world"),
        ("https://localhost.example/", "world"),
        ("http://8.8.8.8/", "world"),
        ("http://[2606:4700::1]/", "world"),
        ("https://xn--mgbh0fb.example/", "world"),
    ],
)
def test_an_address_tells_who_can_reach_it(url: str, expected: str) -> None:
    """By its letters alone: nothing is looked up."""
    assert reach(url) == expected


@pytest.mark.parametrize(
    ("base_url", "host", "port", "expected"),
    [
        ("http://127.0.0.1:8000/", "127.0.0.1", 9000, "http://127.0.0.1:9000/"),
        ("http://127.0.0.1:8000/", "127.0.0.1", 8000, "http://127.0.0.1:8000/"),
        ("http://127.0.0.1/", "127.0.0.1", 8000, "http://127.0.0.1:8000/"),
        ("http://127.0.0.1/", "127.0.0.1", 80, "http://127.0.0.1/"),
        ("http://localhost:8000/", "127.0.0.1", 9000, "http://localhost:9000/"),
        ("http://localhost:8000/", "::1", 9000, "http://localhost:9000/"),
        ("http://[::1]:8000/", "::1", 9000, "http://[::1]:9000/"),
        ("http://127.0.0.1:8000/", "::1", 8000, "http://[::1]:8000/"),
        ("http://127.0.0.1:8000/", EVERYWHERE, 9000, "http://127.0.0.1:9000/"),
        ("http://127.0.0.1:8000/", "::", 9000, "http://127.0.0.1:9000/"),
        ("http://127.0.0.1:8000/", "192.168.1.5", 9000, "http://192.168.1.5:9000/"),
        ("https://news.example/", "127.0.0.1", 9000, "https://news.example/"),
        ("http://192.168.1.5:8000/", EVERYWHERE, 9000, "http://192.168.1.5:8000/"),
        ("https://localhost/", "127.0.0.1", 9000, "https://localhost/"),
        ("http://localhost/dates/", "127.0.0.1", 9000, "http://localhost/dates/"),
    ],
)
def test_only_an_address_of_this_machine_follows(
    base_url: str, host: str, port: int, expected: str
) -> None:
    """A proxy may stand behind every other one, and behind https or a path."""
    assert followed(base_url, host, port) == expected


@pytest.mark.parametrize(
    ("base_url", "host", "port", "word"),
    [
        ("http://127.0.0.1:8000/", EVERYWHERE, 8000, "open to others"),
        ("http://localhost:8000/", "::", 8000, "open to others"),
        ("http://192.168.1.5:8000/", EVERYWHERE, 9000, "without a proxy"),
        ("http://news.example:8080/", "127.0.0.1", 8000, "without a proxy"),
        ("http://192.168.1.5:8000/", "127.0.0.1", 8000, "set --host"),
        ("http://127.0.0.1:8000/", "127.0.0.1", 8000, None),
        ("http://192.168.1.5:8000/", EVERYWHERE, 8000, None),
        ("http://192.168.1.5:8000/", "192.168.1.5", 8000, None),
        ("https://news.example/", "127.0.0.1", 8000, None),
        ("https://news.example/", EVERYWHERE, 8000, None),
        ("https://localhost/", "127.0.0.1", 8000, None),
    ],
)
def test_links_that_may_lead_nowhere_are_told(
    base_url: str, host: str, port: int, word: str | None
) -> None:
    """What a proxy explains is no fault."""
    told = misfit(base_url, host, port)
    assert (told is None) == (word is None), told
    assert word is None or (word in str(told) and base_url in str(told))
