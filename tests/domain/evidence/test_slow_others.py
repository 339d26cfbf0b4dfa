"""Whatever happened, evidence says what a slow and obvious re-computation says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain.evidence import LATER, LOOKS, look
from tests.domain.evidence.histories_others import history
from tests.domain.evidence.slow_others import SLOW

OTHERS = ("agreement.", "session.", "engagement.", "ledger.", "client.recent_sessions")
"""The evidence that is computed again elsewhere."""
AT_ONCE = 4


@given(st.integers(0, 10**9))
def test_evidence_never_lies_whatever_happened(number: int) -> None:
    for each in range(number, number + AT_ONCE):
        records = history(each)
        said = {key: look(key, records).found for key in SLOW}
        assert said == {key: slow(records) for key, slow in SLOW.items()}, f"history({each})"


def test_all_of_it_is_computed_again() -> None:
    assert {key for key in LOOKS if not key.startswith(OTHERS)} == set(SLOW)
    every = [history(number) for number in range(400)]
    found = {key: {look(key, records).found for records in every} for key in SLOW}
    for key in SLOW:
        assert found[key] >= ({None} if key in LATER else {True, False}), key
