"""Who comes back long after an engagement begins another one: what was signed for the last one says nothing of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coachdesk.domain.engagements import comes_back, first_session, last_ended
from coachdesk.domain.evidence.facts import AgreementFacts, ClientFacts, SessionFacts
from tests.domain.evidence.made import DAY, TODAY, ZONE, client, entry, of, session
from tests.domain.evidence.papers import agreed, clause, met, version

LAST = TODAY - 61 * DAY
"""The last day of an engagement from which on 60 days lie between it and today, which do not part two yet."""
SIGNED = "agreement.signed_before_first_session"
MET = replace(met(LAST - 30 * DAY), agreement_id="old")


def old(last: date) -> AgreementFacts:
    """Signed before the first session, over from the day after that one."""
    one = version(both=LAST - 31 * DAY)
    return agreed(one, id="old", ended_on=last + DAY, ended_by="client")


def new(written: date, **more: object) -> AgreementFacts:
    return agreed(replace(version(**more), created_at=session(written).at), id="new")


def back(last: date, *agreements: AgreementFacts, sessions: tuple[SessionFacts, ...] = ()) -> ClientFacts:
    return client(agreements=(old(last), *agreements), sessions=(MET, *sessions))


@pytest.mark.parametrize(("last", "is_over"), [(LAST, None), (LAST - DAY, LAST - DAY), (TODAY, None)])
def test_sixty_days_between_do_not_part_two_engagements_and_one_more_does(last: date, is_over: date | None) -> None:
    one = back(last, new(TODAY, sent=False))
    assert last_ended(one, TODAY, ZONE) == is_over
    assert comes_back(one, TODAY, ZONE) is (is_over is not None)
    assert (first_session(one, TODAY, ZONE) is None) is (is_over is not None)
    begun = replace(one, agreements=(old(last), new(TODAY, both=TODAY)))
    assert (first_session(begun, TODAY, ZONE) is None) is (is_over is not None)


def test_what_was_signed_for_the_last_one_does_not_count_for_the_next() -> None:
    draft = of(back(LAST - DAY, new(TODAY, sent=False)), SIGNED)
    assert draft.found is False
    assert draft.says == "The agreement with Amara is a draft, not sent yet."
    assert draft.records == (("agreement", "new"),)
    signed = of(back(LAST - DAY, new(TODAY, both=TODAY)), SIGNED)
    assert signed.found is True
    assert signed.says == "Signed by both on 27 November 2026; the first session is still to come."
    near = of(back(LAST, new(TODAY, sent=False)), SIGNED)
    assert (near.found, near.records) == (True, (("agreement", "old"),))


def test_a_plan_to_meet_again_is_enough_to_come_back() -> None:
    planned = replace(session(TODAY + DAY, state="planned"), agreement_id="")
    said = of(back(LAST - DAY, sessions=(planned,)), SIGNED)
    assert said.found is False
    assert said.says == "No agreement with Amara was written, since the last one was over."
    for plan in (replace(planned, kind="chemistry"), replace(planned, at=session(TODAY - DAY).at)):
        assert of(back(LAST - DAY, sessions=(plan,)), SIGNED).found is True


def test_who_does_not_come_back_is_asked_about_what_was() -> None:
    assert of(back(LAST - 99 * DAY), SIGNED).found is True
    left_over = new(LAST - 20 * DAY, sent=False)
    assert of(back(LAST - DAY, left_over), SIGNED).found is True
    taken_back = new(TODAY, withdrawn=True)
    assert of(back(LAST - DAY, taken_back), SIGNED).found is True


def test_a_talk_before_the_session_that_is_still_to_come_is_in_time() -> None:
    one = back(LAST - 2 * DAY, new(TODAY, sent=False))
    late = replace(one, entries=(entry("intake-talk", TODAY),), conflict_check_on=TODAY)
    for key in ("client.intake_talk_logged", "client.conflict_check_dated"):
        assert of(late, key).says.endswith("on 27 November 2026; the first session is still to come.")
    met_again = replace(late, sessions=(MET, replace(session(TODAY - DAY), agreement_id="new")))
    for key in ("client.intake_talk_logged", "client.conflict_check_dated"):
        assert of(met_again, key).says.endswith("after the first session on 26 November 2026.")


def test_the_clauses_asked_about_are_those_of_what_is_being_written() -> None:
    kept = clause("data_kept")
    was = replace(old(LAST), versions=tuple(replace(one, clauses={"data_kept": kept}) for one in old(LAST).versions))
    one = client(agreements=(was, new(TODAY, sent=False)), sessions=(MET,), keep_years=3)
    assert of(one, "client.retention_rule_set").records == (("agreement", "new"), ("client", "amara"))
    assert of(replace(one, agreements=(was,)), "client.retention_rule_set").found is True
