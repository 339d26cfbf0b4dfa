"""A fingerprint stands for exactly one content under one salt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain.agreements import Terms, frozen_content
from coachdesk.domain.fingerprints import canonical, fingerprint, printed
from coachdesk.domain.views.agreements import GoalSnapshot

SALT = bytes(range(16))
CONTENT = st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text()))


def content(**changes: object) -> dict[str, object]:
    given: dict[str, object] = {
        "title": "Agreement", "number": 1, "coach": "Ann", "client": "Amara", "sponsor": "", "terms": Terms(sessions=6),
        "goals": [GoalSnapshot("a", "b")], "clauses": [("fee", "Fee", "The fee is 1.")],
    }  # fmt: skip
    return frozen_content(**(given | changes))  # type: ignore[arg-type]


def test_it_is_known_for_ever() -> None:
    assert canonical({"b": [1, None, True], "a": "é{}"}) == '{"a":"é{}","b":[1,null,true]}'.encode()
    assert fingerprint(SALT, {"a": "é"}) == "86e331a41431865a5403af402c5e7935eac4c0eda4c757f7b2e7ccb926a53a6f"


@given(CONTENT)
def test_the_order_of_keys_does_not_matter(one: dict[str, object]) -> None:
    turned = dict(reversed(list(one.items())))
    assert fingerprint(SALT, one) == fingerprint(SALT, turned)


def test_any_change_shows() -> None:
    first = fingerprint(SALT, content())
    others = [
        content(number=2), content(client="Eve"), content(terms=Terms(sessions=7)), content(goals=[]),
        content(clauses=[("fee", "Fee", "The fee is 2.")]), content(title=""),
    ]  # fmt: skip
    assert first not in {fingerprint(SALT, other) for other in others}
    assert first != fingerprint(bytes(16), content())


@pytest.mark.parametrize("value", [1.5, b"x", {"x"}, {1: "x"}, [0.1]])
def test_what_could_be_written_in_two_ways_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical({"a": value})


def test_the_printed_form_reads_back() -> None:
    one = fingerprint(SALT, content())
    assert len(printed(one).split()) == 16
    assert "".join(printed(one).split()) == one
    with pytest.raises(ValueError, match="16 bytes"):
        fingerprint(b"short", {})
