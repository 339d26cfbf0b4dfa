"""The recovery key: forgiving to the hand, exact about where an error is."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain.errors import CoachdeskError
from coachdesk.vault.recovery import ALPHABET, GROUPS, SECRET_BYTES, group_matches, new_recovery_key, parse
from tests.vault.samples import refusal

KEY, SECRET = "JDY08-7YSBC-MW0XP-NW19G-TAPKD-70SD1-YQCA1", "0937c03fb2ba701daf029d2ad33832df5d8a"
"""A key on some paper somewhere: it must read the same for ever."""


def code_of(text: str) -> str:
    """The failure's line for that text, or nothing."""
    try:
        parse(text)
    except CoachdeskError as error:
        return error.what
    return ""


def test_it_is_seven_groups_of_five_and_holds_140_bits() -> None:
    keys = [new_recovery_key() for _ in range(300)]
    for key in keys:
        assert [len(group) for group in key.split("-")] == [5] * GROUPS
        assert set(key) <= set(ALPHABET + "-")
    secrets = {parse(key) for key in keys}
    assert len(secrets) == 300
    assert {len(secret) for secret in secrets} == {SECRET_BYTES}
    seen = 0
    for secret in secrets:
        seen |= int.from_bytes(secret, "big")
    assert seen == (1 << 140) - 1, "every bit of the 140 is used"


@pytest.mark.parametrize(
    "typed",
    [KEY, KEY.lower(), KEY.replace("-", ""), KEY.replace("-", " "), f"  {KEY}\r\n", KEY.replace("-", " - "),
     KEY.replace("-", "–"), KEY.replace("-", "\n"), KEY.replace("-", "\u00a0"), KEY.replace("-", "\t"),
     KEY.replace("0", "O").replace("1", "I"), KEY.lower().replace("0", "o").replace("1", "l"),
     "".join(chr(ord(c) + 0xFEE0) if c != "-" else c for c in KEY)],
)  # fmt: skip
def test_typing_is_forgiven(typed: str) -> None:
    assert parse(typed).hex() == SECRET


@given(st.integers(0, 6), st.integers(0, 4), st.sampled_from(ALPHABET))
def test_every_wrong_letter_is_found_and_its_group_named(group: int, at: int, letter: str) -> None:
    groups = KEY.split("-")
    right = groups[group][at]
    groups[group] = groups[group][:at] + letter + groups[group][at + 1 :]
    expected = "" if letter == right else f"group {group + 1} of the recovery key has a typing error"
    assert code_of("-".join(groups)) == expected


def test_every_two_letters_exchanged_are_found() -> None:
    key = new_recovery_key()
    for group, (one, other) in itertools.product(range(GROUPS), itertools.combinations(range(5), 2)):
        groups = key.split("-")
        letters = list(groups[group])
        if letters[one] == letters[other]:
            continue
        letters[one], letters[other] = letters[other], letters[one]
        groups[group] = "".join(letters)
        assert code_of("".join(groups)) == f"group {group + 1} of the recovery key has a typing error"


def test_every_two_groups_exchanged_are_found() -> None:
    for one, other in itertools.combinations(range(GROUPS), 2):
        groups = KEY.split("-")
        groups[one], groups[other] = groups[other], groups[one]
        assert code_of("-".join(groups)) == f"group {one + 1} of the recovery key has a typing error"


def test_the_first_of_several_errors_is_named() -> None:
    groups = KEY.split("-")
    for at in (4, 2):
        groups[at] = groups[at][:4] + ("A" if groups[at][4] != "A" else "B")
    assert code_of("-".join(groups)).startswith("group 3 ")


def test_a_letter_too_few_in_one_group_names_that_group() -> None:
    groups = KEY.split("-")
    groups[5] = groups[5][:4]
    assert code_of("-".join(groups)).startswith("group 6 ")
    assert code_of("".join(groups)) == "a recovery key has 7 groups of 5 characters; 34 characters were given"


@pytest.mark.parametrize(
    ("text", "found"),
    [("", 0), ("   ", 0), ("-", 0), (KEY[:-6], 30), (KEY + KEY, 70), ("x" * 4096, 4096)],
)
def test_too_little_or_too_much_says_how_much(text: str, found: int) -> None:
    with refusal("recovery.length") as caught:
        parse(text)
    assert f"{found} characters" in caught.value.line
    assert caught.value.exit_status == 3


def test_a_letter_that_never_occurs_is_named() -> None:
    with refusal("recovery.letter") as caught:
        parse(KEY[:8] + "ü" + KEY[9:])
    assert "group 2" in caught.value.line
    assert "Ü" in caught.value.line
    with refusal("recovery.letter"):
        parse("U" + KEY[1:])


@given(st.text(max_size=60))
def test_no_text_at_all_makes_it_stumble(text: str) -> None:
    assert code_of(text)


def test_one_group_is_typed_back_forgivingly() -> None:
    third = KEY.split("-")[2]
    assert group_matches(KEY, 3, f" {third.lower()}- ")
    assert group_matches(KEY, 3, third.replace("0", "o").replace("1", "l"))
    assert not group_matches(KEY, 3, third[:4])
    assert not group_matches(KEY, 3, "")
    other = random.Random(3).sample(sorted(set(ALPHABET) - {third[0]}), 1)[0]
    assert not group_matches(KEY, 3, other + third[1:])
