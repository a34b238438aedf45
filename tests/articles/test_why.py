"""Why each line stays or goes, in the order of the source."""

from datetime import UTC, datetime

from articles.draft import RawBody
from articles.why import why_lines

TITLE = "البلدية تفتتح سوق الحرفيين في الحي القديم"
LEAD = (
    "افتتحت البلدية صباح اليوم سوقا جديدة للحرفيين في الحي القديم، تضم أربعين دكانا للنجارة "
    "والحدادة والنسيج، وتعمل كل أيام الأسبوع."
)


def test_a_line_of_the_head_names_its_rule_and_a_judged_one_its_evidence() -> None:
    """The heaviest first; what was not weighed has no odds."""
    text = "\n".join(["مدن", TITLE, "كتب: سامي عمر", LEAD, "- 3 مارس: عرض", "شارك الخبر"])
    raw = RawBody(content=text.encode(), name="a.txt", at=datetime(2026, 3, 1, tzinfo=UTC))
    reasons = why_lines(raw, "text")
    assert [(one.at.line, one.kept, one.rule) for one in reasons] == [
        (1, False, "section"),
        (3, False, "byline"),
        (4, True, ""),
        (5, True, ""),
        (6, False, "words: share"),
    ]
    assert reasons[0].score is None
    for one in reasons[2:]:
        assert one.score is not None
        assert (one.score <= 0) is one.kept
        weights = [abs(weight) for _, weight in one.evidence]
        assert weights == sorted(weights, reverse=True) != []
