"""The named fragments that rules of single dates are written in, and what they tell."""

from collections.abc import Mapping

from articles.dates.mention import Mention, MentionKind
from articles.dates.rules.machine import Match, Rule, fragments, pattern
from articles.model import CalendarSystem

_PARTS = fragments(
    # What stands before the number of a day: "مساء يوم السبت المقبل الموافق", "غدًا الجمعة".
    lead=r"""(?:(?P<part>P)F?)?(?:d?(?P<today>[Ra])[,(]?)?
        (?:d?(?P<weekday>W)(?P<week_step>A)?\)?[,(]?=?l?I?)?(?:[dal]{1,2}I?)?""",
    month="t?z?(?P<month>[MHS])|t?z(?P<month_number>[On])",
    step="(?P<step>A)?",
    year=r"""(?:
          [,./(-]?F?I?t?[jl]?(?P<year>Y)(?!u)\)?(?P<era>[ges])?
        | ,?F?I?j?(?P<short>[nx])(?P<short_era>[es])
        | F?I?j(?P<short_nth>O)(?P<nth_era>[es])
        | ,?F?I?t?j(?P<year_step>A)
        | ,?F?I?(?P<this_year>tj)
        | ,?F?I?(?P<same_year>jq|qj)
        )?""",
    of=r"[./,·-]?F?",
    within="[FI]{0,2}",
    era="(?P<era>[ges])?",
    # A number that counts what comes next is no day.
    end=r"(?=$|[,·¶)(|~&YcPA-])",
)

_PARTS["some_month"] = (
    f"(?:(?:{_PARTS['month']}){_PARTS['step']}{_PARTS['year']}|t?z(?:(?P<step_>A)|(?P<same>q))|tz)"
)

_ERAS: dict[str, CalendarSystem] = {"g": "gregorian", "e": "hijri", "s": "persian"}
_CALENDARS: dict[str, CalendarSystem] = {"M": "gregorian", "H": "hijri", "S": "persian"}

# The groups of patterns: the fields of a mention that they tell.
_FIELDS = {
    **{
        name: name
        for name in ("day", "month", "year", "weekday", "step", "week_step", "year_step", "nth")
    },
    "month_number": "month",
    "short": "year",
    "short_nth": "year",
    "step_": "step",
    "today": "amount",
    "part": "half",
}

Mentions = Mapping[int, Mention]
FEMININE = ("ه", "اولي")  # the ends of ordinals that are no days


def read_mention(match: Match, kind: MentionKind) -> Mention:
    """A mention of all that the fragments of a match tell."""
    mention = Mention(kind=kind)
    era = ""
    for group, value in match.told():
        if group in _FIELDS:
            setattr(mention, _FIELDS[group], value)
        elif group in {"era", "short_era", "nth_era"}:
            era = match.letter(group)
        elif group in {"same", "same_year"}:
            mention.same = True
        elif group == "this_year":
            mention.year_step = 0
    mention.calendar = _CALENDARS.get(match.letter("month")) or _ERAS.get(era, "gregorian")
    return mention


def point_rule(letter: str, needs: str, template: str, build: object) -> Rule:
    """A rule whose template may name the fragments."""
    return Rule(letter, frozenset(needs), pattern(template, _PARTS), build)  # type: ignore[arg-type]
