"""What holds after any sequence of edits."""

from hypothesis import given

from articles.revisions.revise import revise
from tests.builders import HOUR
from tests.histories import Edit, Line, edits, readings


@given(edits)
def test_surviving_event_keeps_its_uid(edits: list[Edit]) -> None:
    """An event whose row changed in one way since it was published is the same event."""
    keys: dict[str, Line] = {}
    for step in readings(edits):
        if step.after.held:
            continue
        told = {
            (record.event.title, record.event.start.value): record.uid
            for record in step.after.events
            if not record.missing
        }
        assert len(told) == len(step.lines)
        published = {line.key: (uid, line) for uid, line in keys.items()}
        for line in step.lines:
            uid = told[line.title, line.start]
            if line.key in published:
                former, before = published[line.key]
                survives = before.title == line.title or before.start == line.start
                gone = former in step.after.retired
                assert uid == former or gone or not survives
                keys.pop(former)
            keys[uid] = line


@given(edits)
def test_numbers_never_fall_and_nothing_doubles(edits: list[Edit]) -> None:
    """SEQUENCE and LAST-MODIFIED only rise; a UID stands for one event and is not given again."""
    for step in readings(edits):
        before = {record.uid: record for record in step.before.events}
        after = [record.uid for record in step.after.events]
        assert len(set(after)) == len(after)
        assert set(after).isdisjoint(step.after.retired)
        assert set(step.before.retired) <= set(step.after.retired)
        assert step.after.updated >= step.before.updated
        assert step.after.events_updated >= step.before.events_updated
        for record in step.after.events:
            former = before.get(record.uid)
            if former is not None and record != former:
                assert record.sequence >= former.sequence
                assert record.last_modified >= former.last_modified
                assert record.created == former.created


@given(edits)
def test_what_subscribers_see_changes_with_its_numbers(edits: list[Edit]) -> None:
    """A visible change raises SEQUENCE; no change leaves it."""
    for step in readings(edits):
        before = {record.uid: record for record in step.before.events}
        for record in step.after.events:
            if record.uid in before:
                former = before[record.uid]
                seen, was_seen = (
                    (r.event.title, r.event.start, r.event.end, r.event.place, r.status)
                    for r in (record, former)
                )
                assert (record.sequence > former.sequence) == (seen != was_seen)
                assert record.last_modified > former.last_modified or seen == was_seen


@given(edits)
def test_reading_the_same_again_changes_nothing(edits: list[Edit]) -> None:
    """Once nothing is waiting, the same reading gives the same object."""
    for step in readings(edits):
        if not step.after.pending:
            assert revise(step.after, step.article, step.now + HOUR) is step.after


@given(edits)
def test_broken_readings_leave_everything_as_it_was(edits: list[Edit]) -> None:
    """Held: the last good reading stays, only flagged."""
    for step in readings(edits):
        if step.after.held:
            assert step.after.events == step.before.events
            assert step.after.article == step.before.article
            assert step.after.updated == step.before.updated
