"""Bodies go out piece by piece, and arrive as they were."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.errors import RuznamaError
from ruznama.web.door import in_pieces, listen

Message = MutableMapping[str, Any]


def sent(bodies: list[bytes]) -> list[Message]:
    """What the server is given of an application that answers with these bodies."""
    messages: list[Message] = []

    async def app(scope: Message, receive: object, send: Any) -> None:
        del scope, receive
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for number, body in enumerate(bodies, start=1):
            more = number < len(bodies)
            await send({"type": "http.response.body", "body": body, "more_body": more})

    async def send(message: Message) -> None:
        messages.append(message)

    async def receive() -> Message:
        return {}

    asyncio.run(in_pieces(app)({}, receive, send))
    return messages


@given(st.lists(st.integers(0, 70_000), min_size=1, max_size=3))
def test_a_body_arrives_whole_and_no_piece_is_large(lengths: list[int]) -> None:
    """The server copies each piece, and takes the next when the client has taken the last."""
    bodies = [bytes(number % 251 for number in range(length)) for length in lengths]
    start, *pieces = sent(bodies)
    assert start["type"] == "http.response.start"
    assert b"".join(piece["body"] for piece in pieces) == b"".join(bodies)
    assert max(len(piece["body"]) for piece in pieces) <= 16_384
    assert [piece["more_body"] for piece in pieces].index(False) == len(pieces) - 1


def test_an_address_is_listened_on_by_one() -> None:
    """Two that share a port would each get half of the readers."""
    with listen("127.0.0.1", 0) as first, pytest.raises(RuznamaError, match="another program"):
        listen("127.0.0.1", first.getsockname()[1])
