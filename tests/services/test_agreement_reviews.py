"""The review of an agreement is a promise on the one list: it comes with the last signature, and follows what is
signed."""

from __future__ import annotations

from datetime import UTC, date, datetime

from coachdesk.domain.views.agreements import AgreementPage
from coachdesk.domain.views.tasks import TaskLine
from coachdesk.services import agreement_versions, agreements, task_page, tasks, undo
from coachdesk.services.desk import Desk
from tests.services import acts


def reviews(desk: Desk, page: AgreementPage, **asked: object) -> list[TaskLine]:
    return tasks.lines(desk, to=("client", page.client_id), **asked)


def sent(desk: Desk, review: str = "2027-02-01") -> AgreementPage:
    someone = acts.client(desk, email="amara@example.org")
    acts.goal(desk, someone.id)
    return agreements.send(desk, acts.draft(desk, someone.id, review=review).id)


def sign(desk: Desk, page: AgreementPage) -> None:
    for party, name in (("client", "Amara Okonkwo"), ("coach", "Nadia Petrova")):
        agreements.sign(desk, page.id, by=name, on=desk.today(), how="paper", party=party)


def amended(desk: Desk, page: AgreementPage, review: str, at: str = "2026-11-28T09:00:00Z") -> None:
    acts.at_instant(desk, at)
    agreement_versions.amend(desk, page.id)
    agreements.edit(desk, page.id, acts.terms(desk, page.id, review=date.fromisoformat(review) if review else None))
    agreements.send(desk, page.id)
    sign(desk, page)


def test_the_last_signature_promises_the_review_and_no_earlier_one(desk: Desk) -> None:
    page = sent(desk)
    agreements.sign(desk, page.id, by="Amara Okonkwo", on=desk.today(), how="paper", party="client")
    assert reviews(desk, page) == []
    agreements.sign(desk, page.id, by="Nadia Petrova", on=desk.today(), how="paper", party="coach")
    (review,) = reviews(desk, page)
    assert (review.kind, review.text, review.whole_day) == ("promise", "review our agreement", True)
    assert review.due == datetime(2027, 2, 1, 15, 30, tzinfo=UTC), "the coach's end of day, 17:30 in Sofia"
    assert ("agreement", page.id) in {(kind, record) for kind, record, _ in tasks.page(desk, review.id).leads_to}
    assert [one.id for one in task_page.under_agreement(desk, page.id)] == [review.id]
    tasks.done(desk, review.id)
    assert task_page.under_agreement(desk, page.id) == ()


def test_without_a_review_nothing_is_promised(desk: Desk) -> None:
    page = acts.signed(desk)
    assert reviews(desk, page) == []


def test_a_later_review_that_was_signed_is_a_renegotiation_in_time(desk: Desk) -> None:
    page = sent(desk)
    sign(desk, page)
    amended(desk, page, "2027-03-01")
    (review,) = reviews(desk, page)
    assert review.state == "renegotiated"
    assert [f"{one:%m-%d}" for one in review.deadlines] == ["02-01", "03-01"]


def test_an_earlier_review_takes_the_place_of_the_old_one(desk: Desk) -> None:
    page = sent(desk)
    sign(desk, page)
    amended(desk, page, "2027-01-11")
    (review,) = reviews(desk, page)
    assert f"{review.due:%m-%d}" == "01-11"
    (old,) = reviews(desk, page, states=["released"])
    assert f"{old.deadlines[0]:%m-%d}" == "02-01"


def test_a_version_without_a_review_lets_the_promise_go(desk: Desk) -> None:
    page = sent(desk)
    sign(desk, page)
    amended(desk, page, "")
    assert reviews(desk, page) == []


def test_the_end_of_the_agreement_lets_the_promise_go_and_undo_brings_it_back(desk: Desk) -> None:
    page = sent(desk)
    sign(desk, page)
    agreement_versions.end(desk, page.id, on=date(2026, 12, 1), by="client")
    assert reviews(desk, page) == []
    undo.undo(desk)
    assert [one.state for one in reviews(desk, page)] == ["open"]


def test_one_that_was_promised_anew_goes_with_the_agreement_too(desk: Desk) -> None:
    page = sent(desk)
    sign(desk, page)
    acts.at_instant(desk, "2027-02-02T09:00:00Z")
    (broken,) = reviews(desk, page)
    tasks.renegotiate(desk, broken.id, "8 feb 2027", said="next week is fine")
    acts.at_instant(desk, "2027-02-09T09:00:00Z")
    (late,) = reviews(desk, page)
    tasks.renegotiate(desk, late.id, "15 feb 2027", said="once more")
    agreement_versions.end(desk, page.id, on=date(2027, 2, 9), by="client")
    assert reviews(desk, page) == []


def test_it_warns_some_days_before_its_day_and_not_for_the_last_quarter_of_its_months(desk: Desk) -> None:
    page = sent(desk)
    sign(desk, page)

    def warning(at: str) -> str:
        acts.at_instant(desk, at)
        return reviews(desk, page)[0].warning

    assert warning("2027-01-20T09:00:00Z") == "", "nine tenths of the time since it was signed are gone"
    assert warning("2027-01-27T09:00:00Z") == ""
    assert warning("2027-01-29T09:00:00Z") == "three quarters of the time are gone"


def test_one_that_was_broken_stays_broken(desk: Desk) -> None:
    page = sent(desk)
    sign(desk, page)
    amended(desk, page, "2027-05-03", at="2027-02-02T09:00:00Z")
    (review,) = reviews(desk, page)
    assert f"{review.due:%m-%d}" == "05-03"
    assert tasks.record(desk, "client", page.client_id).broken == 1
