"""What `import ruznama` promises: every public name with its arguments.

A name or argument more is a new minor version, one less a new major one: read the diff.
"""

import inspect

import ruznama


def promised() -> str:
    """A line a name; of functions with their arguments, those that must be named behind a `*`."""
    return "".join(f"{line}\n" for line in sorted(map(_promise, ruznama.__all__)))


def _promise(name: str) -> str:
    value = getattr(ruznama, name)
    if not inspect.isfunction(value):
        return name
    parameters = inspect.signature(value).parameters.values()
    return f"{name}({', '.join(_argument(one) for one in parameters)})"


def _argument(parameter: inspect.Parameter) -> str:
    optional = "" if parameter.default is parameter.empty else "=…"
    return ("*" if parameter.kind is parameter.KEYWORD_ONLY else "") + parameter.name + optional
