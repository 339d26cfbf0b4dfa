"""Evidence never lies when records change: whatever happened, it says what a slow and obvious re-computation says."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from coachdesk import catalogue
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.evidence import LOOKS, look
from coachdesk.domain.evidence.facts import Records
from tests.domain.evidence import slow
from tests.domain.evidence.histories import LIVES, STEPS, USUAL, Step, asked, live
from tests.domain.evidence.made import records

PARTS = ("agreement.", "session.", "engagement.", "ledger.", "client.recent_sessions")
OWN = [key for key in LOOKS if key.startswith(PARTS)]
"""What these histories are about; `test_slow_others` is about the rest."""


def test_there_is_evidence_for_every_key_of_the_catalogue_and_no_other() -> None:
    keys = [one["key"] for one in catalogue.load("checklists")["evidence"]]
    assert sorted(LOOKS) == sorted(slow.SLOW) == sorted(keys)


def test_an_unknown_key_is_refused_in_one_line() -> None:
    with pytest.raises(CoachdeskError) as caught:
        look("agreement.signed_someday", records())
    assert caught.value.line == "agreement.signed_someday: nothing here looks this evidence up"


@seed(20)
@settings(max_examples=120)
@given(LIVES, st.integers(0, 9))
def test_evidence_says_what_the_records_say_whatever_happened(steps: list[Step], which: int) -> None:
    for about in asked(live(steps), which):
        said = {key: look(key, about).found for key in slow.SLOW}
        assert said == {key: again(about) for key, again in slow.SLOW.items()}
        for key, counted in slow.COUNTS.items():
            check_numbers(key, about, counted(about))


def test_histories_come_to_every_answer() -> None:
    chance, steps = Random(20), (*STEPS, *USUAL)
    found: dict[str, set[bool | None]] = {}
    for _ in range(250):
        life = [(chance.choice(steps), chance.randrange(10), chance.randrange(10)) for _ in range(25)]
        for about in asked(live(life), chance.randrange(10)):
            for key in OWN:
                found.setdefault(key, set()).add(look(key, about).found)
    for key in OWN:
        assert found[key] >= {True, False}, key
    assert None in found["agreement.signed_before_first_session"]


def check_numbers(key: str, about: Records, expected: list[int]) -> None:
    """The sentence says those numbers, and none where there is nothing to count."""
    found = look(key, about)
    if found.found:
        words = re.sub(r"(paid|bono): none\b", "no, none, none", found.says.replace("31 days", ""))
        numbers = [int(one) if one.isdigit() else 0 for one in re.findall(r"\b(?:[0-9]+|none|no)\b", words)]
        assert numbers == expected


@seed(21)
@settings(max_examples=60)
@given(LIVES, st.integers(0, 9))
def test_every_answer_is_one_sentence_and_opens_what_is_there(steps: list[Step], which: int) -> None:
    for about in asked(live(steps), which):
        client = about.client
        assert client is not None
        known = {("client", client.id)} | {("agreement", one.id) for one in client.agreements}
        known |= {("session", one.id) for one in client.sessions} | {("entry", one.id) for one in client.entries}
        known |= {("consent", one.answer.id) for one in client.consents}
        known |= {("disclosure", one.id) for one in client.disclosures}
        for key in LOOKS:
            found = look(key, about)
            assert found.says[0].isupper() or not found.says[0].isalpha()
            assert found.says.endswith(".")
            assert "\n" not in found.says
            assert set(found.records) <= known
