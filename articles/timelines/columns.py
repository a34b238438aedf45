"""What the columns of a table hold: by their headings, else by what is in them."""

import re
from collections.abc import Callable, Iterable, Sequence

from articles.blocks import ColumnRole
from articles.dates.shapes import as_clock, is_clock, is_weekday, is_year
from articles.text import fold

# A heading is known by its first word, "ال" left off, or by its first two where those are listed.
_ROLE_HEADINGS: dict[ColumnRole, str] = {
    "date": """
        تاريخ تواريخ يوم ايام موعد مواعيد فتره عام سنه شهر زمن من بدايه بدء ابتداء هجري ميلادي
        date day from start when
    """,
    "end": "الي حتي نهايه انتهاء لغايه تاريخ_انتهاء تاريخ_نهايه to until end",
    "time": "وقت ساعه ساعات توقيت موعد_انطلاق time hour",
    "event": """
        حدث احداث فعاليه فعاليات مناسبه بيان نشاط انشطه اجتماع مباراه مباريات مواجهه لقاء موضوع
        جلسه خطوه اجراء عنوان برنامج واقعه تطور تطورات مرحله محطه وصف بند عرض محاضره ورشه سباق
        امتحان اختبار ماده رحله حفل فقره انجاز خبر ماذا اسم event title activity session
    """,
    "place": """
        مكان موقع مدينه ملعب استاد قاعه بلد دوله محافظه منطقه مقر مسرح place venue city location
    """,
    "note": """
        ملاحظه ملاحظات تفاصيل تفصيل شرح حضور نتيجه حاله اهميه هدف متحدث متحدثون مشاركون تعليق
        note notes details
    """,
    "url": "رابط وصله url link",
}
_HEADINGS: dict[str, ColumnRole] = {
    heading: role for role, headings in _ROLE_HEADINGS.items() for heading in headings.split()
}
# Dates of something else than what the row tells.
_NOT_OF_THE_EVENT = re.compile(r"(?:ميلاد|تحديث|نشر|اصدار|صدور)(?!\w)")
_ARTICLE = re.compile(r"^(?:و?ال)(?=\w{2})")
_URL = re.compile(r"https?://\S+$")
_ZONE = re.compile(r"(?:بتوقيت|توقيت)\s+([\w\s]+)")
_MOST = 0.6


def heading_role(heading: str) -> ColumnRole | None:
    """The role that a column heading names, or None."""
    words = [_ARTICLE.sub("", word) for word in re.findall(r"\w+", fold(heading))]
    if not words or _NOT_OF_THE_EVENT.search(" ".join(words)):
        return None
    return _HEADINGS.get("_".join(words[:2])) or _HEADINGS.get(words[0])


def column_roles(
    header: Sequence[str], columns: Sequence[Sequence[str]], is_date: Callable[[str], bool]
) -> tuple[ColumnRole, ...]:
    """The role of each column; () where no column holds dates or times of day.

    Args:
        header: the headings, or () for none.
        columns: the cells of each column, from top to bottom.
        is_date: whether a cell says a date.
    """
    roles: list[ColumnRole] = []
    for index, cells in enumerate(columns):
        heading = header[index] if index < len(header) else ""
        roles.append(_role(heading, [cell for cell in cells if cell], is_date))
    if not {"date", "time"} & set(roles):
        return ()
    if "event" not in roles:
        _name_event(roles, columns)
    return tuple(roles) if "event" in roles else ()


def date_words(dates: Iterable[tuple[str, str]], times: Iterable[tuple[str, str]]) -> str:
    """The words of one date and time from the cells (heading, text) that share them.

    The weekday first, a year alone last, as Arabic puts them; the zone may stand in the heading.
    """
    words = sorted(
        (text for _, text in dates), key=lambda text: (is_year(text), not is_weekday(text))
    )
    for heading, text in times:
        clock = as_clock(text)
        zone = _ZONE.search(heading)
        words += [clock, f"بتوقيت {zone[1]}"] if zone and "توقيت" not in text else [clock]
    return " ".join(words)


def _role(heading: str, cells: Sequence[str], is_date: Callable[[str], bool]) -> ColumnRole:
    named = heading_role(heading)
    if named == "date":
        weekdays = all(map(is_weekday, cells))
        return "date" if weekdays or any(map(is_date, cells)) else "other"
    if named or not cells:
        return named or "other"
    if _mostly(cells, _URL.match):
        return "url"
    if heading:  # one that names something else is believed
        return "other"
    if _mostly(cells, lambda cell: is_clock(cell) and ":" in cell):
        return "time"
    return "date" if _mostly(cells, is_date) else "other"


def _mostly(cells: Sequence[str], test: Callable[[str], object]) -> bool:
    return sum(bool(test(cell)) for cell in cells) >= _MOST * len(cells)


def _name_event(roles: list[ColumnRole], columns: Sequence[Sequence[str]]) -> None:
    """The column with most words tells the event where no heading says so.

    Columns of nothing in particular go before places, and places before the second of two columns
    that hold dates ("the month covered").
    """
    dates = [index for index, role in enumerate(roles) if role == "date"]
    candidates = (
        [index for index, role in enumerate(roles) if role in {"other", "note"}],
        [index for index, role in enumerate(roles) if role == "place"],
        dates if len(dates) > 1 else [],
    )
    sizes = [sum(map(len, column)) for column in columns]
    for indices in candidates:
        best = max(indices, key=lambda index: sizes[index], default=None)
        if best is not None and sizes[best]:
            roles[best] = "event"
            return
