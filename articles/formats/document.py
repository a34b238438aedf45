"""The structured article, "article/1": JSON in and out.

What `write_article` writes `read_document` reads back to the same bytes. The shape is the model's
(`articles.model`, `articles.blocks`), checked by pydantic; what types cannot say (that a date
exists, that an address is one of the web) is `articles.formats.faults`. Every fault names its
place: timelines[0].events[2].start.value.
"""

import dataclasses
import hashlib
import json
from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, to_json

from articles.blocks import At, Cell, ImageBlock, Item, ListBlock, Row, TableBlock, TextBlock
from articles.draft import Draft, RawBody
from articles.errors import DocumentError, ReadError
from articles.formats.faults import PATTERNS, find_faults, grain_of, place
from articles.formats.schemaorg import is_schemaorg, read_schemaorg
from articles.formats.timelinejs import event_of, from_timelinejs, is_timelinejs, original_place
from articles.model import BACKWARDS, Altered, Article, Note, Recurrence, backwards_note
from articles.revisions.identity import article_id
from articles.text import clean, one_line

# In a tuple because a configuration reaches standard dataclasses only from around them.
_ARTICLES = TypeAdapter(tuple[Article], config=ConfigDict(extra="forbid", strict=True))
# Written without the fields that are as they would be by default.
_SPARSE = (
    Altered,
    At,
    Cell,
    ImageBlock,
    Item,
    ListBlock,
    Recurrence,
    Row,
    TableBlock,
    TextBlock,
)
_ONLY_WHERE_TOLD = frozenset({"recurrence"})  # of events
_ALWAYS = frozenset({"type", "at"})
_BLOCKS = {"list": "ListBlock", "table": "TableBlock", "image": "ImageBlock"}
# What a document may leave out although the model has it always.
_FILLED = {"Article": {"id", "source"}, "Timeline": {"kind"}}
_MOST_UNREAD = 100  # events of a timeline that are left out; with more it is no timeline
_NO_OBJECT = "no JSON object"
_TIMELINEJS = "A date of TimelineJS3 has a year, and may have month, day, hour, minute"
_REMEDY = "The JSON Schema of article/1 tells what may stand there"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"

Json = dict[str, Any]


def write_article(article: Article) -> bytes:
    """The article as JSON: UTF-8, indented by two, its keys in the order of the model.

    The keys of the article, its timelines, events and dates are always there; those of blocks,
    places and recurrences only where they say something.
    """
    return to_json(_plain(article), indent=2) + b"\n"


def read_json(raw: RawBody) -> Article | Draft:
    """The article in a JSON document; a draft of one in the words of schema.org.

    Raises:
        DocumentError: it breaks the schema; `path` names the first such place.
        ReadError: it is no JSON object.
    """
    data = _load(raw.content, raw.name)
    return read_schemaorg(data, raw) if is_schemaorg(data) else _read(data, raw.content, raw.name)


def read_document(body: bytes, name: str) -> Article:
    """The article in the JSON `body`: "article/1", or a TimelineJS3 timeline.

    An article may leave out what a reading would find out: its id, its source, the grain of a
    date, the kind of a timeline.

    Raises:
        DocumentError: it breaks the schema; `path` names the first such place.
        ReadError: it is no JSON object.
    """
    return _read(_load(body, name), body, name)


def _read(data: Json, body: bytes, name: str) -> Article:
    if not isinstance(data, dict):
        raise ReadError(_NO_OBJECT, source=name, remedy=_REMEDY)
    if is_timelinejs(data):
        return _read_timelinejs(data, body, name)
    return _noted(_checked(_filled(data, body, name), name))


def _read_timelinejs(data: Json, body: bytes, name: str) -> Article:
    """The timeline, but for events that cannot be read, each of which is a note."""
    told = from_timelinejs(data)
    (timeline,) = told["timelines"]
    places = list(range(len(timeline["events"])))
    notes: list[Note] = []
    while True:
        try:
            article = _checked(_filled(told, body, name), name)
            return _noted(replace(article, notes=(*article.notes, *notes)))
        except DocumentError as error:
            index, problem = event_of(error.path), error.problem.removeprefix(f"{error.path}: ")
            place = original_place(error.path)
            if index is None or len(places) == 1 or len(notes) == _MOST_UNREAD:
                raise DocumentError(problem, source=name, path=place, remedy=_TIMELINEJS) from error
            number, event = places.pop(index), timeline["events"].pop(index)
            text = f"left out, {problem}: {event['title']}"
            notes.append(Note(code="event-unread", text=text, at=At(item=number + 1)))


def _noted(article: Article) -> Article:
    """The article with a note on each event that ends before it begins."""
    noted = {note.at for note in article.notes if note.code == BACKWARDS}
    events = (event for timeline in article.timelines for event in timeline.events)
    notes = [backwards_note(event) for event in events if event.backwards and event.at not in noted]
    return replace(article, notes=(*article.notes, *notes)) if notes else article


def _checked(data: Json, name: str) -> Article:
    try:
        (article,) = _ARTICLES.validate_json(json.dumps([data]))
    except ValidationError as error:
        path, problem = _first_fault(error, data)
        raise DocumentError(problem, source=name, path=path, remedy=_REMEDY) from error
    for path, problem in find_faults(article):
        raise DocumentError(problem, source=name, path=path, remedy=_REMEDY)
    return article


def json_schema() -> Json:
    """The JSON Schema of "article/1", made from the model."""
    schema = _ARTICLES.json_schema()
    definitions: Json = schema["$defs"]
    article = definitions.pop("Article")
    for name, definition in {**definitions, "Article": article}.items():
        _describe(name, definition)
    return {"$schema": _DIALECT, **article, "$defs": definitions}


def _plain(value: object) -> Any:
    if isinstance(value, tuple):
        return list(map(_plain, value))
    kind: type[Any] = type(value)
    if not dataclasses.is_dataclass(kind):
        return value
    each = ((name, getattr(value, name), left_out) for name, left_out in _fields(kind))
    return {name: _plain(one) for name, one, left_out in each if one != left_out}


@cache
def _fields(kind: type[Any]) -> tuple[tuple[str, object], ...]:
    """The fields of a part of an article, each with the value that is left out."""
    sparse = issubclass(kind, _SPARSE)

    def left_out(field: dataclasses.Field[Any]) -> object:
        may_be = (sparse and field.name not in _ALWAYS) or field.name in _ONLY_WHERE_TOLD
        return field.default if may_be else dataclasses.MISSING

    return tuple((field.name, left_out(field)) for field in dataclasses.fields(kind))


def _load(body: bytes, name: str) -> Any:
    try:
        data = _cleaned(json.loads(body.decode("utf-8-sig"), parse_constant=_no_number))
    except json.JSONDecodeError as error:
        problem, line, cause = f"no JSON ({error.msg})", error.lineno, error
        raise ReadError(problem, source=name, line=line, remedy=_REMEDY) from cause
    except (ValueError, RecursionError) as error:  # no UTF-8, no number, nested too deep
        problem = f"no JSON that can be read ({error})"
        raise ReadError(problem, source=name, remedy=_REMEDY) from error
    return data


def _no_number(name: str) -> None:
    problem = f"{name} is no number"
    raise ValueError(problem)


def _cleaned(data: Any) -> Any:
    match data:
        case str():
            return clean(data)
        case list():
            return [_cleaned(each) for each in data]
        case dict():
            return {clean(key): _cleaned(each) for key, each in data.items()}
        case _:
            return data


def _filled(data: Json, body: bytes, name: str) -> Json:
    """The document with what a person who writes one by hand may leave out."""
    url = data.get("url")
    given = {
        "id": article_id(url if isinstance(url, str) else None, None, name),
        "source": {"kind": "json", "name": name, "sha256": hashlib.sha256(body).hexdigest()},
    }
    _fold_lines(data, "title", "publisher", "section")
    for timeline in _objects(data.get("timelines")):
        timeline.setdefault("kind", "given")
        _fold_lines(timeline, "title")
        for event in _objects(timeline.get("events")):
            event.setdefault("all_day", not _has_clock(event.get("start")))
            _fold_lines(event, "title", "place", "group")
            _fill_grains(event, "start", "end")
    _fill_grains(data, "published", "modified")
    return {**given, **data}


def _fold_lines(holder: Json, *names: str) -> None:
    """Makes one line of each of these texts: a title with a break in it is two in a calendar."""
    for name in names:
        if isinstance(told := holder.get(name), str):
            holder[name] = one_line(told)


def _fill_grains(holder: Json, *names: str) -> None:
    for when in _objects([holder.get(name) for name in names]):
        if grain := grain_of(when.get("value")):
            when.setdefault("grain", grain)


def _has_clock(when: object) -> bool:
    return isinstance(when, dict) and "T" in str(when.get("value"))


def _objects(values: object) -> list[Json]:
    """The objects of a JSON array; none where it is no array."""
    return [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []


def _first_fault(error: ValidationError, data: Json) -> tuple[str, str]:
    """The place and words of the first fault, in the kind of block that the document says it is."""
    faults = [fault for fault in error.errors() if _concerns(fault, data)] or error.errors()
    path = [key for key in faults[0]["loc"][1:] if key not in {*_BLOCKS.values(), "TextBlock"}]
    return place(path), faults[0]["msg"]


def _concerns(fault: ErrorDetails, data: Json) -> bool:
    match fault["loc"]:
        case (_, "blocks", int(index), str(kind), *_):
            block = data["blocks"][index]
            told = block.get("type") if isinstance(block, dict) else None
            return kind == _BLOCKS.get(str(told), "TextBlock")
        case _:
            return True


def _describe(name: str, definition: Json) -> None:
    """Makes pydantic's schema of a dataclass say what our own checks say."""
    definition["additionalProperties"] = False
    definition["description"] = definition["description"].split("\n\n")[0]
    for field, told in definition["properties"].items():
        told.pop("title", None)
        told.update(PATTERNS.get((name, field), {}))
    required = [key for key in definition.get("required", ()) if key not in _FILLED.get(name, ())]
    definition["required"] = required
