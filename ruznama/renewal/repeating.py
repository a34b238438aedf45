"""Telling others over the web until they have heard: at once, and then after longer and longer."""

from collections.abc import Callable
from http import HTTPStatus

from ruznama.errors import FetchError
from ruznama.sources.client.answers import Fetched

_TRIES_AFTER_S = (0, 2, 10, 60)


def told(send: Callable[[], Fetched], sleep: Callable[[float], None]) -> str:
    """Why nobody has heard, after the last try; "" once somebody has."""
    problem = ""
    for wait in _TRIES_AFTER_S:
        sleep(wait)
        try:
            answer = send()
        except FetchError as error:
            problem = str(error)
            continue
        if answer.status < HTTPStatus.MULTIPLE_CHOICES:
            return ""
        problem = f"it answers with {answer.status}"
    return problem
