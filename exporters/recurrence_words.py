"""How an event comes again, in Arabic: "كل ثلاثاء حتى الثلاثاء 30 يونيو 2026".

As the reader of dates (`articles.dates`) reads it again.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial

from articles.model import Recurrence, When
from exporters.day_words import gregorian

_MOST_LISTED = 5  # days that are left out, added or altered
_SUNDAY = date(2026, 1, 4)
_DAYS = {"SU": 0, "MO": 1, "TU": 2, "WE": 3, "TH": 4, "FR": 5, "SA": 6}
_WEEK = 7
_NTH = {"1": "أول", "2": "ثاني", "3": "ثالث", "4": "رابع", "5": "خامس", "-1": "آخر"}
# One, two, three to ten, and more of a unit.
_UNITS = {
    "DAILY": ("يوم", "يومين", "أيام", "يومًا"),
    "WEEKLY": ("أسبوع", "أسبوعين", "أسابيع", "أسبوعًا"),
    "MONTHLY": ("شهر", "شهرين", "أشهر", "شهرًا"),
    "YEARLY": ("عام", "عامين", "أعوام", "عامًا"),
}
_FEW = range(3, 11)


def repeats(comes: Recurrence, language: str, *, told_end: bool) -> Iterator[str]:
    """What is to be known of an event that comes again, a line each.

    Args:
        comes: how, with its end.
        language: BCP 47; an Arabic region chooses the names of months.
        told_end: whether the article tells the end; else it is that of this calendar.
    """
    day = partial(gregorian, language=language)
    end = f" حتى {day(date.fromisoformat(comes.until))}" if comes.until and told_end else ""
    yield f"يتكرر {rule_words(comes.rule, language)}{end}"
    if comes.until and not told_end:
        last = day(date.fromisoformat(comes.until))
        yield f"لم يُذكر موعد لانتهائه، ومواعيده هنا حتى {last}"
    if comes.without:
        yield f"عدا {_listed(comes.without, language)}"
    if comes.also:
        yield f"إضافة إلى {_listed(comes.also, language)}"
    for one in comes.altered[:_MOST_LISTED]:
        usual = day(date.fromisoformat(one.day))
        if one.status == "cancelled":
            yield f"أُلغي موعد {usual}"
        elif one.start is not None:
            yield f"نُقل موعد {usual} إلى {_moment(one.start, language)}"
        else:
            yield f"لم يتأكد موعد {usual}"


def words_before(text: str, language: str) -> str:
    """How an event came again before a change, as the record of change has it."""
    rule, _, until = text.partition("\n")[0].partition(";UNTIL=")
    end = f" حتى {gregorian(date.fromisoformat(until), language)}" if until else ""
    return rule_words(rule, language) + end


def rule_words(rule: str, language: str) -> str:
    """The words of a rule (RFC 5545, 3.3.10), without its end."""
    told = dict(part.split("=", 1) for part in rule.split(";"))
    frequency, interval = told.get("FREQ", "DAILY"), int(told.get("INTERVAL", "1"))
    days = told["BYDAY"].split(",") if "BYDAY" in told else []
    if frequency == "WEEKLY" and days:
        return _weekly(days, interval, language)
    every = _every(frequency, interval)
    if frequency == "MONTHLY" and days:
        nth, name = days[0][:-2], _weekday(days[0][-2:], language)
        return f"{_NTH.get(nth, nth)} {name} من {every}"
    if frequency == "MONTHLY" and "BYMONTHDAY" in told:
        return f"{_month_day(told['BYMONTHDAY'])} من {every}"
    if frequency == "YEARLY" and "BYMONTH" in told:
        month = gregorian(date(2026, int(told["BYMONTH"]), 1), language, "LLLL")
        return " ".join(filter(None, (told.get("BYMONTHDAY"), month, "من", every)))
    return every


def _weekly(days: list[str], interval: int, language: str) -> str:
    if len(days) == _WEEK - 1 and interval == 1:
        (left_out,) = set(_DAYS) - set(days)
        return f"يوميًا عدا ال{_weekday(left_out, language)}"
    names = " و".join(_weekday(day, language) for day in days)
    return f"كل {names}" if interval == 1 else f"{_every('WEEKLY', interval)} يوم {names}"


def _every(frequency: str, interval: int) -> str:
    one, two, few, many = _UNITS[frequency]
    if interval == 1:
        return f"كل {one}"
    if interval == 2:  # noqa: PLR2004  Arabic has a word for two
        return f"كل {two}"
    return f"كل {interval} {few if interval in _FEW else many}"


def _weekday(name: str, language: str) -> str:
    """Its name without the article."""
    day = date.fromordinal(_SUNDAY.toordinal() + _DAYS[name])
    return gregorian(day, language, "EEEE").removeprefix("ال")


def _month_day(told: str) -> str:
    return "آخر يوم" if told == "-1" else f"يوم {told}"


def _listed(days: tuple[str, ...], language: str) -> str:
    named = [gregorian(date.fromisoformat(day), language) for day in days[:_MOST_LISTED]]
    more = f" و{len(days) - _MOST_LISTED} غيرها" if len(days) > _MOST_LISTED else ""
    return " و".join(named) + more


def _moment(when: When, language: str) -> str:
    assert when.day is not None  # noqa: S101  a time of a recurrence has its day
    clock = f"، {when.value[11:]}" if when.is_clock else ""
    return gregorian(when.day, language) + clock
