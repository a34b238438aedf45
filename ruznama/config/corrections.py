"""corrections.toml, beside the configuration: what an editor has corrected of single readings."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from articles.corrections import Correction
from ruznama.config.values import Section

NAME = "corrections.toml"
_REMEDY = 'write "2025-09-23", "2025-09-23T10:30" or "2025-09-23/2025-09-25"'


def _date(text: str) -> str:
    first, slash, last = text.partition("/")
    moments = [_moment(part) for part in ((first, last) if slash else (first,))]
    if None in moments or len(first) != len(last or first) or (slash and last < first):
        message = f"{text!r} is no date; {_REMEDY}"
        raise ValueError(message)
    return text


def _moment(text: str) -> date | datetime | None:
    try:
        if len(text) == len("2025-09-23"):
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is None and moment.isoformat()[: len(text)] == text else None


class CorrectionConfig(Section):
    """[[corrections]]: in corrections.toml, one table a correction of one article.

    Attributes:
        article: the id of the article, as in the address of its page.
        line: of the source, where the event stands, as `ruznama review` shows it.
        event: instead of `line`, the title of the event as it is read: it survives edits.
        date: when it is: "2025-09-23", "2025-09-23T10:30", "2025-09-23/2025-09-25".
        title: what it is called.
        place: where it is; "" for nowhere.
        hidden: whether it is no event.
        keep: lines of the article never to leave out.
        drop: lines of the article always to leave out.
    """

    article: str = Field(min_length=1)
    line: int | None = Field(default=None, ge=1)
    event: str | None = Field(default=None, min_length=1)
    date: Annotated[str, AfterValidator(_date)] | None = None
    title: str | None = Field(default=None, min_length=1)
    place: str | None = None
    hidden: bool = False
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        named = (self.line is not None) + (self.event is not None)
        changes = (self.date, self.title, self.place)
        told = self.hidden or any(each is not None for each in changes)
        if named > 1:
            message = 'has both "line" and "event"; keep one of them'
        elif told and not named:
            message = 'names no event; add "line" or "event"'
        elif not (told or self.keep or self.drop):
            message = "corrects nothing; add date, title, place, hidden, keep or drop"
        else:
            return self
        raise ValueError(message)

    def correction(self) -> Correction:
        """The same for who reads."""
        return Correction(**self.model_dump())


class CorrectionsFile(Section):
    """The whole file."""

    corrections: tuple[CorrectionConfig, ...] = ()


def add_correction(file: Path, given: Mapping[str, object]) -> None:
    """Writes one more correction below those of a file; what else stands there is left as it is.

    The file is replaced whole, so that nobody reads half of it.

    Raises:
        ValueError: the correction has a fault (pydantic names it), or the file is no TOML.
        OSError: the file cannot be read or written.
    """
    import tomlkit  # noqa: PLC0415  few ever write here

    CorrectionConfig.model_validate(given)
    document = tomlkit.parse(file.read_text("utf-8") if file.exists() else "")
    corrections = document.setdefault("corrections", tomlkit.aot())
    corrections.append(tomlkit.item(dict(given)))
    CorrectionsFile.model_validate(document.unwrap())
    written = file.with_name(f".{file.name}.new")
    written.write_text(tomlkit.dumps(document), encoding="utf-8")
    written.replace(file)
