"""Editions and checklists from files: what is wrong is said with its file, its line and the reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk import catalogue
from coachdesk.domain.checklists import checklist_of, evidence_keys
from coachdesk.domain.editions import Edition, compare, edition_of, number_words, topics_of
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.toml_files import MOST_BYTES, read_toml

TOPICS = topics_of(read_toml(catalogue.read("topics"), "topics.toml"))
KEYS = evidence_keys(read_toml(catalogue.read("checklists"), "checklists.toml"))

GOOD = """\
id = "2028"
title = "A code (2028)"
effective = 2028-04-01
status = "current"
of = 3

[closest]
"barter" = "section B"

[[section]]
id = "A"
title = "Agreements"

[[standard]]
number = "A1"
section = "A"
topic = "agreement.clear"
also = ["agreement.understood"]
paraphrase = "Agree first."
checked = true

[[standard]]
number = "A2"
section = "A"
topic = "confidentiality.limits"
paraphrase = "Say where privacy ends."
"""
ITEM = """\
[[item]]
id = "barter.written"
topic = "barter"
text = "Is it written down?"
scope = "client"
moment = "on_event"
event = "barter"
evidence = "agreement.barter_filled"
mode = "auto"
why = "It must be."
"""


def edition(text: str, name: str = "code-2028.toml") -> Edition:
    return edition_of(read_toml(text.encode(), name), TOPICS)


def refused(text: str | bytes, *words: str) -> CoachdeskError:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(CoachdeskError) as caught:
        edition_of(read_toml(data, "code-2028.toml"), TOPICS)
    assert caught.value.exit_status == 1
    assert "\n" not in caught.value.line
    for word in words:
        assert word in caught.value.line
    return caught.value


def test_an_edition_is_read_by_topic() -> None:
    read = edition(GOOD)
    assert (read.id, read.effective, read.of, read.listed) == ("2028", "2028-04-01", 3, True)
    assert [one.number for one in read.of_topic("agreement.understood")] == ["A1"]
    assert read.has("barter")
    assert read.has("touch.boundaries")
    assert not replace(read, of=2).has("touch.boundaries")
    assert number_words(read.of_topic("barter"), read.closest["barter"], read.id) == "2028: closest to section B"
    assert number_words((), "", "2028") == "2028: no number of it is known here; it is asked all the same"
    assert number_words(read.of_topic("confidentiality.limits"), "", "2028") == "2028: A2 (number not checked)"
    assert read.says() == "1 of its 2 numbers was not checked; 1 of its 3 standards are not known here"


def test_a_file_with_windows_line_ends_and_a_mark_of_its_order_is_the_same() -> None:
    assert edition_of(read_toml(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(), "x.toml"), TOPICS) == edition(
        GOOD
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ('number = "A2"', 'number = "A1"', 23, "number A1 is there twice (it is in line 15 already)"),
        ('topic = "agreement.clear"', 'topic = "agreement.claer"', 17, "topic agreement.claer is not known"),
        ('also = ["agreement.understood"]', 'also = ["nothing.such"]', 18, "also nothing.such is not known"),
        ('section = "A"\ntopic = "conf', 'section = "B"\ntopic = "conf', 24, "section B is not known (one of A)"),
        ('paraphrase = "Agree first."\n', "", 14, "paraphrase is missing"),
        ('title = "A code (2028)"\n', "", 1, "title is missing"),
        ('title = "A code (2028)"', "title = 7", 2, "title is not text in quotes"),
        ("checked = true", 'checked = "yes"', 20, "checked is not true or false"),
        ("checked = true", "cheked = true", 20, "nothing reads cheked (did you mean checked)"),
        ("of = 3", "of = 1", 5, "it lists 2 standards and says that there are 1"),
        ("effective = 2028-04-01", 'effective = "in spring"', 3, "in spring is not a date"),
        ('id = "2028"', 'id = "../2028"', 1, "../2028 is no id"),
        ('id = "2028"', 'id = ""', 1, "id is missing"),
        ('"barter" = "section B"', '"bater" = "section B"', 8, "topic bater is not known"),
        ('number = "A1"', 'number = "A1" "A2"', 15, "it is not TOML"),
        ('paraphrase = "Agree first."', f'paraphrase = "{"x" * 1001}"', 19, "1,001 characters"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_said_with_its_line(old: str, new: str, line: int, why: str) -> None:
    assert GOOD.count(old) == 1
    refused(GOOD.replace(old, new), f"code-2028.toml, line {line}: ", why)


def test_files_that_are_no_catalogue_at_all() -> None:
    refused(b"x" * (MOST_BYTES + 1), "line 1", "larger than 500 kB")
    refused(GOOD.encode() + b'# \xff\nnote = "x"', "line 27", "not UTF-8")
    refused("a = " + "[" * 10_000, "line 1", "too deep")
    refused("", "line 1", "no [[section]]")
    refused(GOOD.replace("[[standard]]", "[[rule]]"), "nothing reads rule")
    refused('standard = "none"\nsection = [1]', "section is not a list of tables")


def test_a_heading_inside_a_text_is_no_heading() -> None:
    text = GOOD.replace('status = "current"', 'note = """\n[[standard]]\n[[standard]]\n"""')
    refused(
        text.replace('number = "A2"', 'number = "A1"'), "line 26: number A1 is there twice (it is in line 18 already)"
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ('topic = "barter"\n', "", 1, "topic is missing"),
        ('topic = "barter"', 'topic = "bartr"', 3, "topic bartr is not known (did you mean barter)"),
        ('"agreement.barter_filled"', '"agreement.barter"', 8, "evidence agreement.barter is not known"),
        ('event = "barter"\n', "", 1, "event and moment do not fit"),
        ('mode = "auto"', 'mode = "self"', 8, "evidence and mode do not fit"),
        ('moment = "on_event"', 'moment = "sometimes"', 6, "moment sometimes is not known"),
        ('why = "It must be."', 'why = "It must be."\nevery_months = 99', 11, "whole number from 1 to 24"),
    ],
)
def test_what_is_wrong_in_a_checklist_is_said_with_its_line(old: str, new: str, line: int, why: str) -> None:
    with pytest.raises(CoachdeskError) as caught:
        checklist_of(read_toml(ITEM.replace(old, new).encode(), "mine.toml"), TOPICS, KEYS)
    assert caught.value.line.startswith(f"mine.toml, line {line}: ")
    assert why in caught.value.line


def test_an_item_is_asked_once() -> None:
    with pytest.raises(
        CoachdeskError, match=r"mine\.toml, line 12: id barter\.written is there twice \(it is in line 2"
    ):
        checklist_of(read_toml(f"{ITEM}{ITEM}".encode(), "mine.toml"), TOPICS, KEYS)
    assert [one.id for one in checklist_of(read_toml(ITEM.encode(), "mine.toml"), TOPICS, KEYS)] == ["barter.written"]


def test_two_editions_side_by_side() -> None:
    left = edition(GOOD)
    right = edition(
        GOOD.replace('"2028"', '"2030"').replace('number = "A2"', 'number = "A3"').replace(
            'also = ["agreement.understood"]', 'also = ["touch.boundaries"]'
        )
    )  # fmt: skip
    partly = [(one.topic, one.change) for one in compare(left, right, TOPICS, {}, "").topics if one.change]
    assert partly == [
        ("agreement.understood", "not known"),
        ("confidentiality.limits", "renumbered"),
        ("touch.boundaries", "not known"),
    ]
    left, right = (replace(one, of=2) for one in (left, right))
    found = compare(left, right, TOPICS, {"barter": 2}, "2030")
    assert (found.left.is_used, found.right.is_used) == (False, True)
    assert [(one.topic, one.change) for one in found.topics] == [
        ("agreement.clear", ""),
        ("agreement.understood", "dropped"),
        ("confidentiality.limits", "renumbered"),
        ("barter", ""),
        ("touch.boundaries", "added"),
    ]
    barter = next(one for one in found.topics if one.topic == "barter")
    assert (barter.items, barter.left_closest, barter.left) == (2, "section B", ())
    assert {one.change for one in compare(left, left, TOPICS, {}, "").topics} == {""}


def refusal_of(data: bytes) -> CoachdeskError | None:
    """Why those bytes are no edition; anything but a failure that a person can understand is raised."""
    try:
        edition_of(read_toml(data, "code.toml"), TOPICS)
    except CoachdeskError as refusal:
        return refusal
    return None


@given(st.integers(0, len(GOOD)), st.integers(0, 40), st.text(max_size=20))
def test_a_file_that_was_changed_anywhere_is_read_or_refused_in_one_line(at: int, gone: int, put: str) -> None:
    text = GOOD[:at] + put + GOOD[at + gone :]
    refusal = refusal_of(text.encode("utf-8", "surrogatepass"))
    if refusal is not None:
        assert refusal.where.startswith("code.toml, line ")
        assert 1 <= int(refusal.where.rsplit(" ", 1)[1]) <= text.count("\n") + 2
        assert "\n" not in refusal.line


@given(st.binary(max_size=300))
def test_no_bytes_are_more_than_refused(data: bytes) -> None:
    refusal = refusal_of(data)
    assert refusal is not None
    assert refusal.where.startswith("code.toml, line ")
