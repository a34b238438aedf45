"""The errors of the whole project, and the root that they share.

    RuznamaError
    ├── ReadError            nothing can be read from this body (also a ValueError)
    │   └── DocumentError    a structured article breaks its schema
    ├── ChoiceError          a choice in the address of a feed or calendar means nothing
    └── (ruznama.errors: ConfigError, FetchError, StoreError, …)

`str(error)` says where, what happened, and what to do. `exit_status` is for the command line.
"""

_SHOWN_LETTERS = 200


class RuznamaError(Exception):
    """Something that the user can understand and mend."""

    exit_status = 1


class ReadError(RuznamaError, ValueError):
    """No article could be read from a body.

    Attributes:
        source: what the reader was given: a path, a URL or "-".
        line: the line (1-based) where reading failed, where one is to blame.
        remedy: what the user can do about it.
    """

    def __init__(self, problem: str, *, source: str, line: int | None = None, remedy: str) -> None:
        place = source if line is None else f"{source}, line {line}"
        super().__init__(f"{place}: {problem}. {remedy}")
        self.problem = problem
        self.source = source
        self.line = line
        self.remedy = remedy


class DocumentError(ReadError):
    """A structured article ("article/1") breaks its schema; `path` names the first such place."""

    def __init__(self, problem: str, *, source: str, path: str, remedy: str) -> None:
        super().__init__(f"{path}: {problem}", source=source, remedy=remedy)
        self.path = path


class ChoiceError(RuznamaError, ValueError):
    """A parameter has a value that means nothing; `parameter`, `value` and `expected` tell what."""

    def __init__(self, *, parameter: str, value: str, expected: str) -> None:
        super().__init__(f"{parameter}={value[:_SHOWN_LETTERS]!r}: expected {expected}")
        self.parameter = parameter
        self.value = value
        self.expected = expected
