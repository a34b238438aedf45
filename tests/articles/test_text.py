"""What may stand in a text, what two spellings share, and which way a line runs."""

import pytest

from articles.text import Letters, clean, fold, one_line, rtl, starts_rtl

RLM, ISOLATE, POP = "\u200f", "\u2067", "\u2069"


@pytest.mark.parametrize(
    "character",
    [
        *("\x00", "\x0b", "\x7f", "\x85", "\ufeff", "\ufdd0", "\ufffe", "\uffff", "\ufffd"),
        *("\U0001fffe", "\U0001ffff", "\U0010fffe", "\U0010ffff", "\u202e"),
    ],
)
def test_what_no_output_may_hold_goes(character: str) -> None:
    """Controls, non-characters of every plane, and overrides of the direction."""
    assert clean(f"خبر{character} اليوم") == "خبر اليوم"


@pytest.mark.parametrize(
    "character", ["\u200d", "\u200c", RLM, "\u0640", "\u064e", "٣", "\U0001f600", "\t"]
)
def test_what_a_writer_may_mean_stays(character: str) -> None:
    """Joiners, direction marks, harakat, tatweel, digits, pictures."""
    assert clean(f"خبر{character}اليوم") == f"خبر{character}اليوم"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029"])
def test_every_line_end_is_one(end: str) -> None:
    assert clean(f"سطر{end}سطر") == "سطر\nسطر"
    assert one_line(f" سطر{end}سطر\u00a0 ") == "سطر سطر"


@pytest.mark.parametrize(
    ("text", "balanced"),
    [
        (f"{ISOLATE}اسم{POP}", True),
        (f"{ISOLATE}أول{POP} ثم {ISOLATE}ثان{POP}", True),
        (f"{ISOLATE}أول {ISOLATE}ثان{POP}{POP}", True),
        (f"{ISOLATE}اسم", False),
        (f"اسم{POP}", False),
        (f"{POP}اسم{ISOLATE}", False),
        (f"{ISOLATE}أول {ISOLATE}ثان{POP}", False),
        (f"{ISOLATE}أول{POP}{POP}{ISOLATE}", False),
    ],
)
def test_isolates_stay_where_each_is_closed(text: str, *, balanced: bool) -> None:
    """One that stays open would draw all that follows into it."""
    assert clean(text) == (text if balanced else text.replace(ISOLATE, "").replace(POP, ""))


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("أإآٱ", "اااا"),
        ("رؤية شاطئ", "رويه شاطي"),
        ("م\u064fح\u064eم\u0651د\u0640\u0640", "محمد"),
        ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
        ("۰۱۲۳۴۵۶۷۸۹", "0123456789"),
        ("٥٪ ۺ", "5٪ ۺ"),
        ("  RSS\u00a0 خبر ", "rss خبر"),
    ],
)
def test_spellings_of_one_word_fold_to_one(written: str, folded: str) -> None:
    """The ten digits of each script, and no sign beside them."""
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("text", "rightwards", "marked"),
    [
        ("خبر RSS", True, False),
        ("«خبر»", True, False),
        ("שלום", True, False),
        ("2026: خبر", True, False),
        ("RSS خبر", False, True),
        ("- RSS", False, True),
        ("RSS", False, True),
        ("2026", False, False),
        ("", False, False),
    ],
)
def test_a_mark_goes_before_what_would_run_left_to_right(
    text: str, *, rightwards: bool, marked: bool
) -> None:
    """The first strong letter tells; digits and marks are not strong."""
    assert starts_rtl(text) is rightwards
    assert rtl(text) == (RLM + text if marked else text)


@pytest.mark.parametrize("times", [1, 100])
def test_letters_change_as_python_changes_them(times: int) -> None:
    """In a text of any length."""
    table = {"أ": "ا", "ى": "ي", "٣": "3"}
    text = "إلى أعلى ٣ درجات، وأبعد. " * times
    assert Letters(table)(text) == text.translate(str.maketrans(table))
