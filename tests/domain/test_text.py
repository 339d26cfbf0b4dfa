"""Text is made safe without losing what can be read."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.nearest import did_you_mean, nearest
from coachdesk.domain.text import clean, clean_lines, fold, has_controls, initials

FAMILY = "👩\u200d👩\u200d👧"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("  Ann  Lee ", "Ann Lee"),
        ("Ann\tLee\n", "Ann Lee"),
        ("\x1b[31mAnn\x07", "[31mAnn"),
        ("A\x85nn\x9b", "A nn"),
        ("ab\u202ecd\u2066e\u2069\u200e\u200f\u061c", "abcde"),
        ("\u200b\ufeffAnn", "Ann"),
        (FAMILY, FAMILY),
        (SCOTLAND, SCOTLAND),
        ("Ann\U000e0041\U000e0042", "Ann"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("e\u0301", "é"),
        ('[/b] "x" {y}', '[/b] "x" {y}'),
        (" \u200b\u200d\u2800\u3164 ", ""),
        ("\x00\x01", ""),
        ("", ""),
    ],
)
def test_a_line_is_cleaned(given_text: str, kept: str) -> None:
    assert clean(given_text) == kept


def test_lines_keep_their_lines_and_indents() -> None:
    assert clean_lines("\n a\r\n\tb \x1b\x85c\u2028d\n\n") == " a\n    b\nc\nd"
    assert clean_lines(" \n\t\n") == ""


def test_a_text_that_is_too_long_is_refused_with_both_counts() -> None:
    with pytest.raises(CoachdeskError, match="10,000 characters and may have 200"):
        clean("a" * 10_000, 200, "name")
    with pytest.raises(CoachdeskError, match="not valid text"):
        clean("a\udc80", 200, "name")


def test_control_characters_are_told_from_the_white_space_of_a_paste() -> None:
    assert not has_controls("a\tb\nc")
    assert has_controls("a\x1b")
    assert has_controls("a\x9b")


@given(st.text())
def test_cleaning_twice_changes_nothing_and_leaves_nothing_a_terminal_obeys(text: str) -> None:
    try:
        once = clean(text, 10_000)
    except CoachdeskError:
        assert any("\ud800" <= c <= "\udfff" for c in text)
        return
    assert clean(once, 10_000) == once
    assert not any(unicodedata.category(c) == "Cc" or c in "\u202a\u202b\u202c\u202d\u202e" for c in once)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tomás", "tomas"),
        ("Łódź", "lodz"),
        ("ĐỖ", "do"),
        ("Straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("O’Brien", "o'brien"),
        ("Anne–Marie", "anne-marie"),
        ("ＡＮＮ", "ann"),
        ("ΑΣ", "ας"),
        ("שָׁלוֹם", "שלום"),
        ("a  b\n", "A B"),
    ],
)
def test_what_people_take_for_the_same_folds_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_other_letters_stay_other_letters() -> None:
    assert fold("が") != fold("か")
    assert fold("कि") != fold("कु")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Amara Okonkwo", "AO"),
        ("Mei", "M"),
        ("李小龙", "李"),
        ("Ana María de la Cruz", "AC"),
        ("[/b]", "B"),
        ("…", "?"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_near_words_are_named() -> None:
    assert nearest("zome", ["zone", "name", "eod"]) == ["zone"]
    assert did_you_mean("zome", ["zone"], "else") == "did you mean zone"
    assert did_you_mean("qqq", ["zone"], "else") == "else"
