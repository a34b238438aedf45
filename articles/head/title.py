"""The title of an article that has none outside its text: a line over the text, or from the lead.

A lead says the news in its first clause and then goes on; the title is that clause.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from articles.boilerplate.phrases import AGENCIES, LEAD_GOES_ON
from articles.boilerplate.roles import role_of
from articles.draft import Piece
from articles.head.datelines import full_date, is_bare
from articles.head.furniture import furniture, is_site_name, is_staff
from articles.people import names_author
from articles.prose import words
from articles.text import fold

LONGEST_TITLE = 120

_SHORTEST_TITLE_WORDS = 4
_SHORTEST_CUT = 50
_KICKER_WORDS = 2
_SOFT_PAUSE = re.compile(r"[،؛]|\s(?=(?:حيث|فيما|بينما|مما|وذلك|إذ|بعد أن|بعدما)\s)")
_PAUSE = re.compile("[،؛,;.؟!](?=\\s|$)|\\s[-–—]{1,2}\\s")
# "دمشق، سوريا (CNN) --", "القاهرة - رويترز -": a place or two, perhaps an agency, then a dash.
_PLACE = r"\w+(?:\s\w+)?(?:[،,]\s\w+(?:\s\w+)?)?"
_DASH = r"\s*(?:[-–—]{1,2}|:)\s+"
_DATELINE = re.compile(
    rf"(?:{_PLACE}\s*\([^()]{{2,30}}\)(?:{_DASH})?|{_PLACE}\s*[-–—]{{1,2}}\s+)(?P<next>.*)",
    re.DOTALL,
)
_AGENCY = re.compile(
    "(?:" + "|".join(sorted(map(re.escape, map(fold, AGENCIES)), key=len, reverse=True)) + r")\W+"
)


def title_line(pieces: Sequence[Piece], at: datetime, timezone: str) -> int | None:
    """The index of the line that is the title, of pieces of which no markup tells.

    It reads like a headline and stands before the first text, list or table. A word or two over
    another such line are the section that it is filed under; what a site puts over all of its
    articles is no title.
    """
    over: list[int] = []
    for index, piece in enumerate(pieces):
        role, text = role_of(piece), piece.text
        if role in {"body", "intro", "list", "table"} and not names_author(text):
            break
        under_staff = index > 0 and is_staff(pieces[index - 1].text)
        date = full_date(text, at, timezone)
        dated = date is not None and is_bare(date, text)
        if role == "headline" and not (dated or under_staff or _is_of_the_site(text)):
            over.append(index)
    else:
        return None
    titles = [index for index in over if len(words(pieces[index].text)) > _KICKER_WORDS]
    return next(iter(titles or over), None)


def _is_of_the_site(text: str) -> bool:
    return furniture(text) is not None or is_site_name(text) or names_author(text)


def title_from_lead(lead: str) -> str:
    """The first clause of a lead, without its dateline."""
    return first_clause(without_dateline(lead))


def first_clause(text: str) -> str:
    """What a text says first, at most `LONGEST_TITLE` characters; "…" where it had to be cut."""
    for pause in _PAUSE.finditer(text):
        clause, rest = text[: pause.start()].strip(), text[pause.end() :]
        if len(clause) > LONGEST_TITLE:
            break
        if len(words(clause)) >= _SHORTEST_TITLE_WORDS and _goes_on(pause.group(), rest):
            return clause
    return _shortened(text.rstrip(" .،؛"))


def without_dateline(text: str) -> str:
    """A text without the place and the agency that news agencies open it with."""
    match = _DATELINE.match(text)
    if match is None:
        return text
    rest = match["next"]
    parts = re.split(_DASH, rest, maxsplit=1)
    if len(parts) > 1 and _AGENCY.fullmatch(fold(parts[0]) + " "):
        return parts[1]
    return rest


def _goes_on(mark: str, rest: str) -> bool:
    """Whether a clause ends at a mark and what follows only adds to it."""
    return mark.strip() not in "،," or fold(rest[:LONGEST_TITLE]).startswith(LEAD_GOES_ON)


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_TITLE:
        return text
    head = text[:LONGEST_TITLE]
    ends = [match.start() for match in _SOFT_PAUSE.finditer(head)]
    if ends and ends[-1] >= _SHORTEST_CUT:
        return head[: ends[-1]].rstrip(" ،؛")
    return head[: head.rfind(" ")].rstrip(" ،؛") + "…"
