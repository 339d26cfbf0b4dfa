"""Terms, states, what is in force, and sessions left."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain.agreements import (
    Instalment,
    Terms,
    VersionFacts,
    agreement_state,
    check_signing,
    check_terms,
    count_sessions,
    in_force,
    required_signers,
    still_to_sign,
    terms_from_json,
    version_state,
)
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.money import Money
from coachdesk.domain.sessions import Tally

SENT = datetime(2027, 1, 5, 9, tzinfo=UTC)
TODAY = date(2027, 3, 1)
BOTH = {"client": date(2027, 1, 6), "coach": date(2027, 1, 8)}
FEE = Money(120_000, "EUR")


def version(number: int = 1, sent: bool = True, **facts: object) -> VersionFacts:
    given: dict[str, object] = {"signed": {}, "start": date(2027, 1, 11), "end": None, "withdrawn_at": None} | facts
    return VersionFacts(number=number, sent_at=SENT if sent else None, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "sponsored", "ended_on", "state"),
    [
        (version(sent=False), False, None, "draft"),
        (version(), False, None, "sent"),
        (version(signed={"client": date(2027, 1, 6)}), False, None, "sent"),
        (version(signed=BOTH), False, None, "signed"),
        (version(signed=BOTH), True, None, "sent"),
        (version(signed=BOTH | {"payer": date(2027, 1, 9)}), True, None, "signed"),
        (version(signed=BOTH, end=date(2027, 2, 28)), False, None, "ended"),
        (version(signed=BOTH, end=TODAY), False, None, "signed"),
        (version(signed=BOTH), False, TODAY, "ended"),
        (version(signed=BOTH), False, date(2027, 3, 2), "signed"),
        (version(withdrawn_at=SENT), False, None, "withdrawn"),
    ],
)
def test_the_state_of_a_version_follows_from_its_facts(
    facts: VersionFacts, sponsored: bool, ended_on: date | None, state: str
) -> None:
    assert version_state(facts, sponsored, ended_on, TODAY) == state


def test_an_agreement_is_what_its_newest_signed_version_is() -> None:
    signed, draft = version(1, signed=BOTH), version(2, sent=False)
    assert agreement_state([signed, draft], False, None, TODAY) == "signed"
    assert agreement_state([draft], False, None, TODAY) == "draft"
    assert agreement_state([version(1, withdrawn_at=SENT)], False, None, TODAY) == "withdrawn"
    assert agreement_state([version(1, withdrawn_at=SENT), version(2)], False, None, TODAY) == "sent"
    assert agreement_state([draft], False, TODAY, TODAY) == "ended"


def test_an_agreement_waits_also_while_the_next_version_is_a_draft() -> None:
    assert agreement_state([version(1), version(2, sent=False)], False, None, TODAY) == "sent"


def test_at_most_one_version_is_in_force() -> None:
    first = version(1, signed=BOTH)
    later = {"client": date(2027, 2, 1), "coach": date(2027, 2, 1)}
    second = version(2, signed=later, start=date(2027, 2, 15), end=date(2027, 4, 1))
    versions = [first, second]

    def on(day: date, ended_on: date | None = None) -> int | None:
        found = in_force(versions, False, ended_on, day)
        return found.number if found else None

    assert on(date(2027, 1, 10)) is None
    assert on(date(2027, 1, 11)) == 1
    assert on(date(2027, 2, 14)) == 1
    assert on(date(2027, 2, 15)) == 2
    assert on(date(2027, 4, 1)) == 2
    assert on(date(2027, 4, 2)) is None
    assert on(TODAY, ended_on=TODAY) is None


def test_signing_late_brings_it_into_force_late() -> None:
    late = version(signed={"client": date(2027, 1, 20), "coach": date(2027, 1, 6)})
    assert in_force([late], False, None, date(2027, 1, 19)) is None
    assert in_force([late], False, None, date(2027, 1, 20)) == late


def test_who_signs() -> None:
    assert required_signers(False) == ("client", "coach")
    assert still_to_sign(version(signed={"coach": TODAY}), True) == ("client", "payer")


@pytest.mark.parametrize(
    ("facts", "party", "on", "code"),
    [
        (version(sent=False), "client", TODAY, "agreement.not-sent"),
        (version(withdrawn_at=SENT), "client", TODAY, "agreement.not-sent"),
        (version(signed=BOTH), "client", TODAY, "agreement.signed-already"),
        (version(), "payer", TODAY, "agreement.no-payer"),
        (version(), "witness", TODAY, "agreement.party"),
        (version(), "client", date(2027, 3, 2), "agreement.signed-in-future"),
    ],
)
def test_a_signature_that_cannot_be_is_refused(facts: VersionFacts, party: str, on: date, code: str) -> None:
    check_signing(version(), False, "client", TODAY, TODAY)
    with pytest.raises(CoachdeskError) as refused:
        check_signing(facts, False, party, on, TODAY)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (Terms(sessions=0), "sessions"),
        (Terms(sessions=501), "sessions"),
        (Terms(minutes=4), "minutes"),
        (Terms(cancel_hours=721), "cancel_hours"),
        (Terms(cancel_hours=-1), "cancel_hours"),
        (Terms(fee=Money(-1, "EUR")), "fee"),
        (Terms(basis="year"), "basis"),
        (Terms(start=TODAY, end=date(2027, 2, 28)), "end"),
        (Terms(start=TODAY, review=date(2027, 2, 28)), "review"),
        (Terms(end=TODAY, review=date(2027, 3, 2)), "review"),
        (Terms(instalments=(Instalment(TODAY, FEE),)), "instalments"),
        (Terms(fee=FEE, basis="session", instalments=(Instalment(TODAY, FEE),)), "instalments"),
        (Terms(fee=FEE, instalments=(Instalment(TODAY, Money(1, "EUR")),)), "instalments"),
        (Terms(fee=FEE, instalments=(Instalment(TODAY, Money(60_000, "EUR")),) * 2), "instalments"),
    ],
)
def test_terms_that_cannot_be_meant_are_refused(terms: Terms, field: str) -> None:
    with pytest.raises(CoachdeskError) as refused:
        check_terms(terms)
    assert refused.value.where == field


def test_terms_at_their_limits_are_fine() -> None:
    check_terms(Terms())
    check_terms(Terms(sessions=1, minutes=5, fee=Money(0, "EUR"), start=TODAY, end=TODAY, review=TODAY, cancel_hours=0))
    check_terms(Terms(sessions=500, minutes=600, cancel_hours=720))


DAYS = st.none() | st.dates()


INSTALMENTS = st.lists(st.builds(Instalment, st.dates(), st.just(FEE))).map(tuple)
ANY_TERMS = st.builds(
    Terms,
    sessions=st.none() | st.integers(1, 9),
    start=DAYS,
    end=DAYS,
    review=DAYS,
    fee=st.none() | st.just(FEE),
    medium=st.text(),
    instalments=INSTALMENTS,
)


@given(ANY_TERMS)
def test_terms_are_kept_whole(terms: Terms) -> None:
    assert terms_from_json(terms.as_json()) == terms


def test_terms_written_before_a_field_was_there_still_open() -> None:
    assert terms_from_json({"sessions": 6, "gone": 1}) == Terms(sessions=6)


def test_sessions_left() -> None:
    counted = count_sessions(6, Tally(held=2, charged=1, booked=2, credited=1, unmarked=1))
    assert (counted.agreed, counted.left, counted.booked, counted.unmarked) == (6, 4, 2, 1)
    assert count_sessions(None).left == 0
    assert count_sessions(1, Tally(held=2)).left == -1
