"""The register of disclosures, whole: what left, what was told by hand, what the client was told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.domain import disclosures as rules
from coachdesk.domain.inputs.consents import GiveInput
from coachdesk.domain.inputs.disclosures import DisclosureInput
from coachdesk.domain.inputs.register import EntryInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.services import consents, disclosures, register
from coachdesk.services.desk import Desk
from coachdesk.services.hand_over import Leaving, hand_over
from tests.services import acts

READING = Reading(acts.DAY, lean="past")


def told(desk: Desk, client_id: str, basis: str = "supervision", **more: object) -> str:
    """Something told by hand."""
    data = {"to": "Ana Kirova", "what": "how I steer", "basis": basis, "on": acts.DAY, **more}
    return disclosures.add(desk, client_id, validated(DisclosureInput, data, READING)).id


def entry(desk: Desk, client_id: str, kind: str, **more: object) -> str:
    """An entry of the register."""
    data = {"kind": kind, "on": acts.DAY - timedelta(9), "text": "another interest", **more}
    return register.add(desk, validated(EntryInput, data, READING), client_id=client_id).id


def test_all_that_ever_left_or_was_told_is_in_one_order(desk: Desk, tmp_path: object) -> None:
    amara, tomas = acts.client(desk).id, acts.client(desk, "Tomás Rivera").id
    told(desk, amara, on=acts.DAY - timedelta(5))
    told(desk, tomas, on=acts.DAY - timedelta(2))
    hand_over(desk, Leaving(amara, "", "file", "a", "Amara", "md", "", rules.TO_CLIENT), b"a", desk.dir.parent / "a")
    entry(desk, amara, "conflict", told=acts.DAY - timedelta(3), details={"answer": "we go on"})
    assert [one.basis for one in disclosures.lines(desk)] == ["to-client", "supervision", "to-client", "supervision"]
    assert [one.kind for one in disclosures.lines(desk, amara)] == ["file", "conflict", "by-hand"]
    conflict = disclosures.lines(desk, amara)[1]
    assert (conflict.what, conflict.answer) == ("a conflict of interest: another interest", "we go on")
    assert (conflict.recipient, conflict.by_hand) == ("Amara Okonkwo", True)


def test_what_is_still_to_be_told_is_said_until_it_is(desk: Desk) -> None:
    amara = acts.client(desk).id
    entry(desk, amara, "barter")
    entry(desk, amara, "suggestion", details={"to": "a book"})
    assert disclosures.untold(desk) == [("Amara Okonkwo", "coaching for goods or work: another interest")]
    assert disclosures.untold(desk, acts.client(desk, "Mei Lin").id) == disclosures.lines(desk) == []


@pytest.mark.parametrize(
    ("basis", "more", "code"),
    [
        ("law", {}, "disclosure.no-ground"),
        ("harm", {"why": "\n"}, "disclosure.no-ground"),
        ("supervision", {"to": " "}, "disclosure.nobody"),
        ("supervision", {"what": ""}, "disclosure.nothing"),
        ("supervision", {"on": acts.DAY + timedelta(1)}, "disclosure.future"),
        ("consent", {}, "disclosure.no-consent"),
        ("override", {}, "disclosure.basis"),
    ],
)
def test_what_cannot_be_entered(desk: Desk, basis: str, more: dict[str, object], code: str) -> None:
    amara = acts.client(desk).id
    with acts.refused(code):
        told(desk, amara, basis, **more)
    assert disclosures.lines(desk) == []


def test_the_consent_of_that_day_is_meant(desk: Desk) -> None:
    amara = acts.client(desk).id
    data = {"kind": "research", "on": acts.DAY - timedelta(9), "until": acts.DAY - timedelta(3)}
    consents.give(desk, amara, validated(GiveInput, data, READING))
    with acts.refused("disclosure.no-consent"):
        told(desk, amara, "consent")
    told(desk, amara, "consent", on=acts.DAY - timedelta(4))
    (line,) = disclosures.lines(desk)
    assert line.consent == "research, given on 18 November 2026"


_AUDIENCES = st.one_of(
    st.sampled_from([rules.TO_CLIENT, rules.KEPT]),
    st.builds(
        rules.to_other,
        st.sampled_from(sorted(rules.KINDS)),
        agreed=st.sampled_from(["", "version 1"]),
        override=st.sampled_from(["", "they asked"]),
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_AUDIENCES, st.sampled_from(["", "an id"]))
def test_somebody_else_never_gets_it_on_no_ground(audience: rules.Audience, consent: str) -> None:
    found = rules.ground(audience, lambda: consent)
    if audience.who != rules.OTHER:
        assert found is not None
        assert found.basis in ("to-client", "own")
    elif found is None:
        assert not audience.agreed
        assert not audience.override
        assert not consent
    else:
        assert found.basis in ("agreement", "consent", "override")
        assert found.consent or found.why
