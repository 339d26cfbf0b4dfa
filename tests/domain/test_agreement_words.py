"""An agreement in words: with the terms and the practice's defaults nothing is missing, and it reads well."""

from __future__ import annotations

from datetime import date

from coachdesk.catalogue import load
from coachdesk.domain.agreement_words import Person, gaps, values_for
from coachdesk.domain.agreements import Instalment, Terms
from coachdesk.domain.clauses import clause_set, fill
from coachdesk.domain.money import Money
from coachdesk.domain.practice import PRACTICE
from coachdesk.domain.settings import Settings
from coachdesk.domain.views.agreements import GoalSnapshot

KNOWN = clause_set(load("clauses"))
COACH = Settings({"name": "Ann Coach", "zone": "Europe/Sofia"})
AMARA = Person("Amara Okonkwo", zone="Africa/Lagos")
GOALS = [GoalSnapshot("Delegate the report.", "2 of 4 weeks without me"), GoalSnapshot("Sleep", "7 hours")]
TERMS = Terms(sessions=6, minutes=60, fee=Money(120_000, "EUR"), start=date(2027, 1, 11))


def filled(key: str, **how: object) -> str:
    given: dict[str, object] = {"terms": TERMS, "client": AMARA, "settings": COACH, "goals": GOALS} | how
    return fill(KNOWN.get(key).wording, values_for(**given)).text  # type: ignore[arg-type]


def test_the_terms_and_the_defaults_leave_nothing_missing() -> None:
    values = values_for(TERMS, AMARA, COACH, GOALS)
    assert gaps(KNOWN, KNOWN.required(False), values, GOALS, sponsored=False) == ()
    assert all("{" not in fill(clause.wording, values).text for clause in KNOWN.required(False))


def test_each_practice_default_is_used_by_a_clause_or_stands_in_for_one() -> None:
    stand_ins = {"due_when_session", "due_when_month", "end_event", "goals_later", "measures_later"}
    assert {name.replace("-", "_") for name, *_ in PRACTICE} <= set(KNOWN.placeholders) | stand_ins


def test_the_clauses_read_well() -> None:
    assert filled("goals").startswith(
        "What you want: (1) Delegate the report; (2) Sleep. "
        "How we will both see it: (1) 2 of 4 weeks without me; (2) 7 hours."
    )
    assert filled("goals", goals=GOALS[:1]).startswith("What you want: Delegate the report. How we")
    assert filled("schedule").startswith(
        "We plan 6 sessions of 60 minutes each, usually every two weeks, by video call."
    )
    assert "1 session of 60 minutes" in filled("schedule", terms=Terms(sessions=1, minutes=60))
    assert "yours is Africa/Lagos and mine is Europe/Sofia" in filled("schedule")
    assert filled("fee").startswith(
        "The fee is 1,200.00 EUR for all 6 sessions together. It is due before the first session,"
    )
    assert "until 24 hours before it begins" in filled("cancellation")
    assert "until the moment it begins" in filled("cancellation", terms=Terms(cancel_hours=0))
    assert "To reach the client: as we have exchanged." in filled("parties")
    assert "a@b.example or +234 1" in filled("parties", client=Person("A", email="a@b.example", phone="+234 1"))
    assert "within 12 hours, on working days (Monday to Friday)" in filled(
        "contact_between", client=Person("A", expects_reply_minutes=720)
    )


def test_what_follows_from_the_terms() -> None:
    session = Terms(fee=Money(20_000, "EUR"), basis="session")
    assert "200.00 EUR for each session. It is due within 14 days after each session" in filled("fee", terms=session)
    ending = Terms(end=date(2027, 7, 1), review=date(2027, 4, 1), start=date(2027, 1, 11))
    assert "runs until 1 July 2027" in filled("term", terms=ending)
    assert "on 1 April 2027" in filled("review", terms=ending)
    assert "until 1 July 2027" in filled("unused_sessions", terms=ending)
    half = Money(60_000, "EUR")
    parts = Terms(
        fee=Money(120_000, "EUR"), instalments=(Instalment(date(2027, 2, 1), half), Instalment(date(2027, 1, 1), half))
    )
    assert "due 600.00 EUR on 1 January 2027 and 600.00 EUR on 1 February 2027" in filled("fee", terms=parts)


def test_fills_win_over_defaults_and_never_over_the_terms() -> None:
    fills = {"payment_method": "cash {currency}", "fee_amount": "1", "client_name": "Eve"}
    assert "1,200.00 EUR" in filled("fee", fills=fills)
    assert "by cash {currency}." in filled("fee", fills=fills)
    assert "Amara Okonkwo" in filled("parties", fills=fills)


def test_gaps_are_in_words() -> None:
    def missing(terms: Terms, goals: list[GoalSnapshot], sponsored: bool = False, coach: Settings = COACH) -> list[str]:
        values = values_for(terms, AMARA, coach, goals)
        return [gap.what for gap in gaps(KNOWN, KNOWN.required(sponsored), values, goals, sponsored)]

    assert missing(TERMS, []) == []  # the practice says what stands there until goals are set down
    strict = COACH.with_value("agreement.goals-later", "").with_value("agreement.measures-later", "")
    assert missing(TERMS, [], coach=strict) == ["at least one goal"]
    assert missing(TERMS, [*GOALS, GoalSnapshot("Run", "")]) == ["a measure for goal 3"]
    assert missing(TERMS, [GoalSnapshot("Run", "")]) == ["a measure for the goal"]
    assert missing(TERMS, GOALS, sponsored=True) == ["who pays", "what the payer hears"]
    assert missing(Terms(), GOALS) == [
        "the number of sessions",
        "the length of a session",
        "the fee",
        "the day it starts",
    ]


def test_a_frozen_dictionary_of_values_is_enough() -> None:
    frozen = values_for(TERMS, AMARA, COACH, GOALS)
    later = COACH.with_value("agreement.payment-method", "gold")
    assert "gold" in values_for(TERMS, AMARA, later, GOALS)["payment_method"]
    assert "gold" not in fill(KNOWN.get("fee").wording, frozen).text
