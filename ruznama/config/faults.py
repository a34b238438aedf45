"""Faults of a configuration in the words of a person: where, what is wrong, what to write.

pydantic judges each key; what several keys say together is looked for in the table as it was
written, so that no fault waits until another is mended.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import ErrorDetails

from ruznama.config.corrections import CorrectionConfig
from ruznama.config.model import Config, HookConfig
from ruznama.config.source import SourceConfig, model_of
from ruznama.config.values import Section, suggestion
from ruznama.errors import Fault
from ruznama.sources.kinds import KINDS

_SHOWN_LENGTH = 60
# What is wrong with a value, by pydantic's name for it; filled in from its context.
_PROBLEMS = {
    "string_type": "is no text; write it in quotes",
    "path_type": "is no path; write it in quotes",
    "bool_type": "is neither true nor false",
    "bool_parsing": "is neither true nor false",
    "int_type": "is no whole number",
    "int_parsing": "is no whole number",
    "int_parsing_size": "is too large",
    "int_from_float": "is no whole number",
    "float_type": "is no number",
    "float_parsing": "is no number",
    "finite_number": "is no number",
    "tuple_type": "is no list; write it in brackets",
    "dict_type": "is no table; write it in braces",
    "model_type": "is no table; write its keys below a line of its own in brackets",
    "string_too_short": "is shorter than {min_length} letter(s)",
    "string_too_long": "is longer than {max_length} letters",
    "greater_than": "is too small; write more than {gt}",
    "greater_than_equal": "is too small; write at least {ge}",
    "less_than_equal": "is too large; write at most {le}",
    "string_pattern_mismatch": "names no database; write sqlite:///… or postgresql://…",
}
# Lists of tables but the sources, whose keys go by kind.
_LISTED: dict[str, type[Section]] = {"corrections": CorrectionConfig, "hooks": HookConfig}


def fault_of(details: ErrorDetails, table: Mapping[str, Any]) -> Fault:
    """One fault that pydantic found in the table of a configuration."""
    place = _place(details["loc"])
    match details["type"]:
        case "extra_forbidden":
            return Fault(place=place, problem=_stray(details["loc"], table))
        case "missing":
            return Fault(place=place, problem="is missing", remedy=_missing(details["loc"], table))
        case "literal_error":
            problem = f"{_shown(details['input'])} is not known"
            remedy = f"Write {details['ctx']['expected']}" if "ctx" in details else ""
            return Fault(place=place, problem=problem, remedy=remedy)
        case "value_error":
            return Fault(place=place, problem=details["msg"].removeprefix("Value error, "))
        case other:
            problem = _PROBLEMS.get(other, "cannot be used here").format(**details.get("ctx", {}))
            return Fault(place=place, problem=f"{_shown(details['input'])} {problem}")


def contradictions(table: Mapping[str, Any]) -> Iterator[Fault]:
    """What keys say against each other, or leave out together."""
    sources = table.get("sources")
    if sources == []:
        yield Fault(place="sources", problem="sources is empty", remedy="Add a [[sources]] table")
    tables = [one for one in sources if isinstance(one, dict)] if isinstance(sources, list) else []
    names = [one.get("name") for one in tables]
    for number, source in enumerate(tables):
        yield from _between_keys(f"sources[{number}]", source)
        if names[number] is not None and names[number] in names[:number]:
            problem = f"two sources have the name {names[number]!r}; give each a name of its own"
            yield Fault(place=f"sources[{number}].name", problem=problem)
    review, server = table.get("review"), table.get("server")
    writes = isinstance(review, dict) and review.get("write") is True
    if writes and not (isinstance(server, dict) and "token" in server):
        problem = "anyone could write corrections; add token to [server]"
        yield Fault(place="review.write", problem=problem)
    calendar = table.get("calendar")
    merged = calendar.get("merge_sources") if isinstance(calendar, dict) else None
    for name in merged if isinstance(merged, list) else []:
        if name not in names:
            problem = f"no source is called {name!r}"
            yield Fault(place="calendar.merge_sources", problem=problem)


def _between_keys(place: str, source: Mapping[str, Any]) -> Iterator[Fault]:
    if "every" in source and "cron" in source:
        yield Fault(place=place, problem='has both "every" and "cron"; keep one of them')
    kind = KINDS.get(str(source.get("kind")))
    if kind is not None and kind.one_of and not any(key in source for key in kind.one_of):
        needed = " or ".join(kind.one_of)
        problem = f"{needed} is missing; a source of kind {source['kind']!r} needs it"
        yield Fault(place=place, problem=problem)


def _stray(location: tuple[int | str, ...], table: Mapping[str, Any]) -> str:
    """A key that does not stand here: it may belong elsewhere, or be another misspelt."""
    *above, key = location
    name = str(key)
    if not above:
        owners = [f"[{one}]" for one, keys in _sections().items() if name in keys]
        if not owners and name in model_of(None).model_fields:
            owners = ["[[sources]]"]
        if owners:
            return f"is no key here; write it below {' or '.join(owners)}"
        return f"is no key{suggestion(name, sorted(Config.model_fields))}"
    if above[0] in _LISTED:
        return f"is no key{suggestion(name, sorted(_LISTED[str(above[0])].model_fields))}"
    if above[0] != "sources":
        return f"is no key{suggestion(name, sorted(_sections()[str(above[0])]))}"
    kind = table["sources"][above[1]].get("kind")
    if name in model_of(None).model_fields:
        return f"{name} is no key of kind {kind!r}"
    return f"is no key{suggestion(name, sorted(model_of(kind).model_fields))}"


def _sections() -> dict[str, frozenset[str]]:
    """The keys of each table but [[sources]]."""
    models = {name: field.annotation for name, field in Config.model_fields.items()}
    return {
        name: frozenset(model.model_fields)
        for name, model in models.items()
        if isinstance(model, type) and issubclass(model, Section)
    }


def _missing(location: tuple[int | str, ...], table: Mapping[str, Any]) -> str:
    """What to do about a key that is missing."""
    if location[0] == "corrections":
        return 'Add article = "…", the id in the address of its page'
    if location[0] == "hooks":
        return 'Add url = "https://…"'
    if location == ("sources",):
        return 'Add a [[sources]] table with name, kind = "folder" and path'
    kind = table["sources"][location[1]].get("kind")
    needs = "" if location[-1] in SourceConfig.model_fields else f" of kind {kind!r}"
    return f"A source{needs} needs it: add {location[-1]} = …"


def _place(location: tuple[int | str, ...]) -> str:
    place = ""
    for part in location:
        place += f"[{part}]" if isinstance(part, int) else f".{part}"
    return place.lstrip(".") or "file"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + "…"
