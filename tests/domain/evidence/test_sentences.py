"""Each sentence of evidence is one, and none of them ever counts a person up to a figure."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.catalogue import load
from coachdesk.domain.evidence import LATER, LOOKS, look
from coachdesk.domain.evidence.facts import Record, Records
from tests.domain.evidence.histories_others import history
from tests.domain.evidence.made import client, records

FIGURES = re.compile(
    r"%|\b(per ?cent|percentage|scor\w+|rat(ed|ing)s?|grad(e|es|ed)|compl(iant|iance|y|ies))\b|✓|✗", re.I
)
"""What evidence never says of anything."""
AT_ONCE = 2


def test_every_item_asks_for_evidence_that_is_looked_up() -> None:
    assert {one["evidence"] for one in load("checklists")["item"]} - {""} == set(LOOKS)
    assert set(LATER) <= set(LOOKS)


@pytest.mark.parametrize("key", LOOKS)
def test_a_name_with_a_stop_ends_a_sentence_with_one(key: str) -> None:
    said = look(key, records(client=client(title="Bo T.")))
    assert said.says.endswith(".")
    assert not said.says.endswith("..")


@given(st.integers(0, 10**9))
def test_each_says_one_sentence_and_opens_what_is_there(number: int) -> None:
    for each in range(number, number + AT_ONCE):
        records = history(each)
        pages = known(records)
        for key in LOOKS:
            said = look(key, records)
            assert said.found in (True, False, None)
            assert said.says == said.says.strip(), key
            assert said.says.endswith("."), (key, said.says)
            assert not said.says.endswith(".."), (key, said.says)
            assert said.says[0].isupper() or not said.says[0].isalpha(), (key, said.says)
            assert "\n" not in said.says, (key, said.says)
            assert "  " not in said.says, (key, said.says)
            assert not FIGURES.search(said.says), (key, said.says)
            assert len(set(said.records)) == len(said.records), key
            assert set(said.records) <= pages, (key, said.records)


def known(records: Records) -> set[Record]:
    """Every page that these records have."""
    practice, client = records.practice, records.client
    pages = {("contact", one.id) for one in practice.contacts} | {("absence", one.id) for one in practice.absences}
    pages |= {("entry", one.id) for one in practice.entries}
    pages |= {("client", one) for one in ("amara", *practice.active, *practice.listed)}
    pages |= {("session", one.id) for one in practice.month}
    pages |= {("incident", one.id) for one in practice.incidents}
    pages |= {("consent", one.answer.id) for consents in practice.name_uses.values() for one in consents}
    if client is not None:
        pages |= {("agreement", one.id) for one in client.agreements}
        pages |= {("session", one.id) for one in client.sessions}
        pages |= {("entry", one.id) for one in client.entries}
        pages |= {("consent", one.answer.id) for one in client.consents}
        pages |= {("disclosure", one.id) for one in client.disclosures}
    return pages
