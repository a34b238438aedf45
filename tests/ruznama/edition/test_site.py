"""Where a site can be reached, and who is told that it cannot."""

import pytest

from ruznama.edition.site import is_local, mismatch, served_url


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:8000/", True),
        ("http://127.9.9.9/x/", True),
        ("http://[::1]:8000/", True),
        ("http://localhost/", True),
        ("http://news.localhost:80/", True),
        ("http://192.168.1.5:8000/", False),
        ("https://localhost.example/", False),
        ("https://news.example/", False),
    ],
)
def test_what_only_this_machine_can_reach(url: str, *, local: bool) -> None:
    assert is_local(url) is local


@pytest.mark.parametrize(
    ("url", "served"),
    [
        ("http://127.0.0.1:8000/", "http://127.0.0.1:9001/"),
        ("http://localhost/sub/", "http://localhost:9001/sub/"),
        ("http://[::1]:8000/", "http://[::1]:9001/"),
        ("https://news.example/", "https://news.example/"),
        ("https://news.example:8443/", "https://news.example:8443/"),
    ],
)
def test_links_of_this_machine_follow_the_port(url: str, served: str) -> None:
    """A public address is its owner's: a proxy may stand before it."""
    assert served_url(url, 9001) == served
    assert served_url(url, 0) == url


@pytest.mark.parametrize(
    ("url", "host", "port", "said"),
    [
        ("http://127.0.0.1:8000/", "127.0.0.1", 8000, None),
        ("http://localhost:8000/", "::1", 9000, None),
        ("http://127.0.0.1:8000/", "0.0.0.0", 8000, "leads nowhere on other machines"),
        ("http://127.0.0.1:8000/", "::", 8000, "leads nowhere on other machines"),
        ("https://news.example/", "127.0.0.1", 8000, None),
        ("http://news.example:8080/", "0.0.0.0", 8000, "port 8000 is served"),
    ],
)
def test_a_mismatch_is_said_with_its_remedy(
    url: str, host: str, port: int, said: str | None
) -> None:
    told = mismatch(url, host, port)
    if said is None:
        assert told is None
    else:
        assert said in str(told)
        assert "[site] base_url" in str(told)
