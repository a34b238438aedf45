"""What a calendar is called where it is saved."""

from urllib.parse import unquote

import pytest

from ruznama.publishing.forms.filenames import disposition


@pytest.mark.parametrize(
    ("name", "title", "plain", "called"),
    [
        ("summit.ics", "أربعة أيام في العاصمة", "summit.ics", "أربعة أيام في العاصمة.ics"),
        ("قمة-عربية.ics", "روزنامة: قمة عربية", "calendar.ics", "روزنامة  قمة عربية.ics"),
        ("café.ics", "Café", "cafe.ics", "Café.ics"),
        ("2025.ics", "مُحَمَّد", "2025.ics", "مُحَمَّد.ics"),
        ("calendar.csv", "😀", "calendar.csv", "calendar.csv"),
        ("tag-٢٠٢٥.ics", "..", "tag.ics", "tag.ics"),
        ("a.ics", '../"a"\r\nb\\', "a.ics", "a   b.ics"),
        ("a.ics", "ط" * 500, "a.ics", "ط" * 60 + ".ics"),
    ],
)
def test_a_saved_file_has_a_name_that_every_system_takes(
    name: str, title: str, plain: str, called: str
) -> None:
    """In ASCII for old programs, in its own letters for all others (RFC 6266, 4.3)."""
    told = disposition(name, title)
    head, _, extended = told.partition("; filename*=UTF-8''")
    assert told.isascii()
    assert head == f'inline; filename="{plain}"'
    assert " ".join(unquote(extended).split()) == " ".join(called.split())
