"""How an agreement lives on: amended, compared, taken back, ended, renewed; and nothing signed changes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from coachdesk.domain.agreements import Instalment, Terms
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.money import Money
from coachdesk.services import agreement_versions as versions
from coachdesk.services import agreements, settings, undo
from coachdesk.services.desk import Desk
from coachdesk.services.today import today
from tests.services import acts

LATER = date(2026, 12, 10)


def refused(code: str) -> pytest.RaisesExc[CoachdeskError]:
    return pytest.raises(CoachdeskError, check=lambda error: error.code == code)


def amended(desk: Desk, **terms: object) -> str:
    """A signed agreement, and a draft of its second version."""
    page = acts.signed(desk)
    versions.amend(desk, page.id, acts.terms(desk, page.id, **terms))
    return page.id


def test_a_next_version_changes_only_what_was_asked(desk: Desk) -> None:
    page = acts.signed(desk)
    settings.change_all(desk, {"agreement.payment-method": "cash", "agreement.cancel-hours": "48"})
    new = versions.amend(desk, page.id, acts.terms(desk, page.id, fee="1500.00"))
    assert (new.version, new.state, new.missing) == (2, "draft", ())
    assert versions.diff(desk, page.id).words.startswith("fee 1,200.00 → 1,500.00 EUR")
    assert [one.what for one in versions.diff(desk, page.id).changes if one.kind != "signer"] == ["fee"]
    assert agreements.page(desk, page.id, 1).holds is None  # it begins in December
    with refused("agreement.draft-there"):
        versions.amend(desk, page.id)


def test_the_old_terms_hold_until_all_have_signed(desk: Desk) -> None:
    ref = amended(desk, fee="1500.00", sessions=8)
    acts.at(desk, LATER)
    assert agreements.page(desk, ref).holds == 1
    (line,) = agreements.lines(desk)
    assert (line.version, line.state, line.holds, line.sessions.agreed) == (2, "signed", 1, 6)
    agreements.send(desk, ref)
    agreements.sign(desk, ref, by="Nadia Petrova", on=LATER, how="paper")
    assert agreements.page(desk, ref).holds == 1
    done = agreements.sign(desk, ref, by="Amara Okonkwo", on=LATER, how="email")
    assert (done.holds, done.state) == (2, "signed")
    spans = [(one.since, one.until) for one in done.all_versions]
    assert spans == [(date(2026, 12, 1), LATER - timedelta(days=1)), (LATER, date(2027, 6, 1))]


def test_a_draft_beside_a_sent_one_does_not_take_its_signatures(desk: Desk) -> None:
    ref = amended(desk, fee="1500.00")
    acts.at(desk, LATER)
    agreements.send(desk, ref)
    versions.amend(desk, ref, acts.terms(desk, ref, sessions=8))
    assert [one.title for one in today(desk).sections if one.lines and "sign" in one.title] == [
        "Waiting for a signature"
    ]
    assert agreements.lines(desk)[0].standing == "signed; version 2 waits"
    page = acts.sign_all(desk, ref, LATER)
    assert (page.version, page.state, page.holds) == (2, "signed", 2)
    agreements.delete(desk, ref)
    assert agreements.page(desk, ref).version == 2


def test_sending_the_next_takes_back_what_waits(desk: Desk) -> None:
    ref = amended(desk, fee="1500.00")
    agreements.send(desk, ref)
    versions.amend(desk, ref, acts.terms(desk, ref, fee="1400.00"))
    page = agreements.send(desk, ref)
    assert [one.state for one in page.all_versions] == ["signed", "withdrawn", "sent"]


def test_what_differs_is_said_in_words(desk: Desk) -> None:
    page = acts.signed(desk)
    acts.goal(desk, page.client_id, "Sleep", "eight hours")
    parts = (Instalment(date(2026, 12, 1), Money(60000, "EUR")), Instalment(date(2027, 1, 1), Money(90000, "EUR")))
    terms = acts.terms(desk, page.id, fee="1500.00", review="2027-03-01", instalments=parts)
    versions.amend(desk, page.id, terms, title="Leading on", fills={"payment_method": "cash"})
    agreements.add_clause(
        desk, page.id, "My dog", "Your dog {dog_name} is welcome.", before="fee", fills={"dog_name": "Rex"}
    )
    agreements.reword(desk, page.id, "nature", "Coaching is a walk.")
    agreements.include(desk, page.id, "name_use", False, "we publish nothing")
    agreements.move_clause(desk, page.id, "ending", "fee")
    lines = [one.line for one in versions.diff(desk, page.id, 1, 2).changes if one.kind != "signer"]
    assert lines == [
        "title “Leading the team” → “Leading on”",
        "fee 1,200.00 → 1,500.00 EUR",
        "instalments none → 600.00 EUR on 1 December 2026, 900.00 EUR on 1 January 2027",
        "review none → 1 March 2027",
        "goal “Sleep” added",
        "“My dog” added",
        "“What coaching is” worded anew",
        "“Your name and your words” taken out, because: we publish nothing",
        "“Ending” moved",
        "how the fee is paid: bank transfer, or another way we agree on → cash",
    ]
    assert versions.diff(desk, page.id, 1, 1).words == "nothing differs"
    assert agreements.page(desk, page.id).missing == ()
    with refused("agreement.no-version"):
        versions.diff(desk, page.id, 1, 7)


def test_after_a_version_is_taken_back_the_one_that_holds_is_read(desk: Desk) -> None:
    ref = amended(desk, fee="1500.00")
    agreements.send(desk, ref)
    assert agreements.page(desk, ref).version == 2
    assert versions.withdraw(desk, ref).version == 2, "that one is answered with"
    page = agreements.page(desk, ref)
    assert (page.version, page.opens, len(page.signatures)) == (1, 1, 2)
    assert agreements.lines(desk)[0].standing == "signed, version 1"
    assert agreements.summary(desk, ref).version == 1, "and handed over, where none is named"
    assert agreements.page(desk, ref, 2).state == "withdrawn"
    again = versions.amend(desk, ref)
    assert (again.version, again.terms.fee) == (3, Money(120000, "EUR")), "the next goes on from what holds"


def test_a_draft_that_was_never_sent_is_not_how_an_agreement_ended(desk: Desk) -> None:
    ref = amended(desk, fee="1500.00")
    acts.at(desk, LATER)
    versions.end(desk, ref, on=LATER, by="client")
    assert agreements.page(desk, ref).version == 1
    assert agreements.lines(desk)[0].standing == "ended, version 1"
    with refused("agreement.ended"):
        agreements.fill(desk, ref, {"payment_method": "cash"})
    agreements.delete(desk, ref)
    assert agreements.page(desk, ref).versions == 1


def test_only_what_waits_can_be_withdrawn(desk: Desk) -> None:
    ref = amended(desk, fee="1500.00")
    with refused("agreement.not-sent"):
        versions.withdraw(desk, ref)
    agreements.send(desk, ref)
    agreements.sign(desk, ref, by="Amara Okonkwo", on=acts.DAY, how="email")
    assert versions.withdraw(desk, ref).state == "withdrawn"
    with refused("agreement.not-sent"):
        versions.withdraw(desk, ref)
    with refused("agreement.not-sent"):
        agreements.sign(desk, ref, by="Nadia Petrova", on=acts.DAY, how="email")
    with refused("undo.final"):
        undo.undo(desk)
    assert versions.amend(desk, ref).version == 3
    page = agreements.page(desk, ref, 1)
    assert [one.state for one in page.all_versions] == ["signed", "withdrawn", "draft"]


def test_what_everyone_signed_is_not_withdrawn(desk: Desk) -> None:
    with refused("agreement.signed-for-good"):
        versions.withdraw(desk, acts.signed(desk).id)


def test_a_client_ends_without_a_reason_and_it_is_over(desk: Desk) -> None:
    page = acts.signed(desk)
    versions.amend(desk, page.id)
    acts.at(desk, LATER)
    over = versions.end(desk, page.id, on=LATER, by="client", refund=Money(120000, "EUR"))
    assert over.state == "ended"
    assert over.holds is None
    assert over.ending is not None
    assert over.ending.said == "6 sessions not used; 1,200.00 EUR given back"
    for attempt in (
        lambda: versions.end(desk, page.id, on=LATER, by="client"),
        lambda: agreements.send(desk, page.id),
    ):
        with refused("agreement.ended"):
            attempt()
    agreements.delete(desk, page.id)  # the draft of the next version
    with refused("agreement.ended"):
        versions.amend(desk, page.id)
    undo.undo(desk)
    undo.undo(desk)
    assert agreements.page(desk, page.id, 1).holds == 1


@pytest.mark.parametrize(
    ("on", "by", "why", "code"),
    [
        (date(2026, 11, 20), "client", "", "agreement.end-early"),
        (date(2027, 6, 2), "client", "", "agreement.end-late"),
        (LATER, "coach", "  ", "text.empty"),
        (LATER, "payer", "no money", "agreement.no-payer"),
        (LATER, "cat", "no", "agreement.party"),
    ],
)
def test_an_end_that_cannot_be(desk: Desk, on: date, by: str, why: str, code: str) -> None:
    page = acts.signed(desk)
    with refused(code):
        versions.end(desk, page.id, on=on, by=by, why=why)
    assert agreements.page(desk, page.id) == page


def test_a_refund_is_in_the_money_of_the_fee_and_a_draft_does_not_end(desk: Desk) -> None:
    page = acts.signed(desk)
    with refused("money.mixed"):
        versions.end(desk, page.id, on=LATER, by="client", refund=Money(1, "USD"))
    other = acts.draft(desk, page.client_id)
    with refused("agreement.end-unsigned"):
        versions.end(desk, other.id, on=LATER, by="client")
    with refused("agreement.renew-unsigned"):
        versions.renew(desk, other.id)


def test_a_renewal_goes_on_from_what_was_agreed(desk: Desk) -> None:
    page = acts.signed(desk)
    new = versions.renew(desk, page.id)
    assert (new.version, new.state, new.renews, new.title) == (1, "draft", page.id, "Leading the team")
    assert (new.terms.start, new.terms.end) == (date(2027, 6, 2), date(2027, 12, 1))
    assert (new.terms.fee, new.missing) == (page.terms.fee, ())
    assert agreements.page(desk, page.id).renewed_by == new.id
    with refused("agreement.renewed"):
        versions.renew(desk, page.id)


def test_the_last_of_a_chain_of_renewals_is_meant_by_their_title(desk: Desk) -> None:
    page = acts.signed(desk)
    second = versions.renew(desk, page.id)
    assert agreements.find(desk, "leading the team") == agreements.find(desk, "amara") == second.id
    agreements.send(desk, second.id)
    acts.sign_all(desk, second.id)
    third = versions.renew(desk, agreements.find(desk, "leading the team"))
    assert third.renews == second.id
    assert agreements.find(desk, "amara") == third.id
    assert agreements.find(desk, page.id[:8]) == page.id
    acts.draft(desk, page.client_id)
    with refused("ref.several"):
        agreements.find(desk, "amara")


def test_signing_before_it_was_sent_or_twice_for_one_day_is_refused(desk: Desk) -> None:
    ref = amended(desk, fee="1500.00")
    agreements.send(desk, ref)
    with refused("agreement.signed-before-sent"):
        agreements.sign(desk, ref, by="Amara", on=date(2026, 11, 20), how="paper")
    agreements.sign(desk, ref, by="Amara Okonkwo", on=acts.DAY, how="paper")
    with refused("agreement.same-day"):
        agreements.sign(desk, ref, by="Nadia Petrova", on=acts.DAY, how="paper")
    acts.at(desk, date(2026, 11, 28))
    page = agreements.sign(desk, ref, by="Nadia Petrova", on=date(2026, 11, 28), how="paper")
    assert [(one.since, one.until) for one in page.all_versions] == [
        (None, None),
        (date(2026, 12, 1), date(2027, 6, 1)),
    ]


def test_a_fee_of_nothing_is_said_as_such_and_back(desk: Desk) -> None:
    someone = acts.client(desk)
    page = acts.draft(desk, someone.id, fee="0")
    shown = agreements.summary(desk, page.id)
    assert "pro bono" in acts.fee_said(desk, page.id)
    assert next(one.text for one in shown.clauses if one.key == "fee").startswith("There is no fee")
    agreements.send(desk, page.id)
    acts.sign_all(desk, page.id)
    versions.amend(desk, page.id, acts.terms(desk, page.id, fee="10.00"))
    text = next(one.text for one in agreements.summary(desk, page.id).clauses if one.key == "fee")
    assert text.startswith("The fee is 10.00 EUR for all 6 sessions together.")


def test_who_pays_is_settled_before_it_is_sent(desk: Desk) -> None:
    page = acts.sponsored(desk)
    assert (page.sponsor, page.to_sign) == ("Ingrid Berg", ("client", "coach", "payer"))
    with refused("agreement.sponsor-fixed"):
        agreements.set_sponsor(desk, page.id, None)
    assert acts.sign_all(desk, page.id, payer="Ingrid Berg").state == "signed"


def test_a_required_clause_goes_only_with_a_reason_and_own_ones_come_and_go(desk: Desk) -> None:
    someone = acts.client(desk)
    page = acts.draft(desk, someone.id)
    assert [gap.clause for gap in agreements.include(desk, page.id, "recording", False).missing] == ["recording"]
    page = agreements.include(desk, page.id, "recording", False, "we meet in a park")
    assert page.missing == ()
    assert next(one.why_out for one in page.clauses if one.key == "recording") == "we meet in a park"
    page = agreements.include(desk, page.id, "recording", True)
    assert next(one.why_out for one in page.clauses if one.key == "recording") == ""
    page = agreements.add_clause(desk, page.id, "My dog", "Dogs are welcome.")
    assert [one.key for one in page.clauses if one.included][-2:] == ["own_my_dog", "signatures"]
    page = agreements.move_clause(desk, page.id, "own_my_dog", "parties")
    assert page.clauses[0].key == "own_my_dog"
    page = agreements.remove_clause(desk, page.id, "own_my_dog")
    assert page.clauses[0].key == "parties"
    for attempt, code in (
        (lambda: agreements.remove_clause(desk, page.id, "fee"), "clause.not-own"),
        (lambda: agreements.add_clause(desk, page.id, " ", "x"), "clause.title"),
        (lambda: agreements.add_clause(desk, page.id, "Dog", " "), "clause.empty"),
        (lambda: agreements.add_clause(desk, page.id, "Dog", "x" * 100_000), "text.long"),
        (lambda: agreements.add_clause(desk, page.id, "Dog", "{a{b}}"), "clause.braces"),
        (lambda: agreements.add_clause(desk, page.id, "Dog", "{Fee}"), "clause.braces"),
        (lambda: agreements.add_clause(desk, page.id, "Dog", "x", before="nowhere"), "clause.place"),
        (lambda: agreements.move_clause(desk, page.id, "nowhere"), "clause.unknown"),
    ):
        with refused(code):
            attempt()
    assert agreements.page(desk, page.id) == page


@pytest.mark.parametrize(
    ("currency", "fee", "parts"),
    [("JPY", "1000", ("400", "601")), ("EUR", "10.00", ("5.00", "5.01")), ("KWD", "1.000", ("0.500", "0.501"))],
)
def test_instalments_come_to_the_fee_to_the_last_unit(
    desk: Desk, currency: str, fee: str, parts: tuple[str, str]
) -> None:
    someone = acts.client(desk)
    lines = [f"2026-12-01 {parts[0]}", f"2027-01-01 {parts[1]}"]
    with refused("agreement.instalments-sum"):
        acts.draft(desk, someone.id, currency=currency, fee=fee, instalments=lines)
    assert agreements.lines(desk) == []


def test_terms_run_out_and_can_no_longer_be_amended(desk: Desk) -> None:
    page = acts.signed(desk)
    acts.at(desk, date(2027, 6, 2))
    with refused("agreement.ended"):
        versions.amend(desk, page.id, Terms())
    assert versions.renew(desk, page.id).terms.start == date(2027, 6, 2)


def test_a_renewal_is_suggested_before_the_end_until_there_is_one(desk: Desk) -> None:
    page = acts.signed(desk)
    acts.at(desk, date(2027, 5, 20))

    def said() -> list[str]:
        return [
            line.what for section in today(desk).sections for line in section.lines if line.what.startswith("agree")
        ]

    assert said() == ["agreement ends in 12 days, Tue 1 Jun · renew it?"]
    versions.renew(desk, page.id)
    assert said() == ["agreement ends in 12 days, Tue 1 Jun"]


def test_markup_and_code_in_a_value_stay_words(desk: Desk, tmp_path: Path) -> None:
    someone = acts.client(desk)
    page = acts.draft(desk, someone.id)
    hostile = '#import "x"; $a$ <script>alert(1)</script> {client_name} [b](http://x) \\u{1}'
    agreements.fill(desk, page.id, {"other_ties": hostile})
    text = next(one.text for one in agreements.summary(desk, page.id).clauses if one.key == "conflicts")
    assert hostile in text
    paper, _, _ = agreements.export(desk, page.id, "md", tmp_path / "paper.md")
    assert "<script>" not in paper.read_text("utf-8")
    with refused("fill.unknown"):
        agreements.fill(desk, page.id, {"no_such_place": "x"})
    with refused("text.long"):
        agreements.fill(desk, page.id, {"other_ties": "x" * 100_000})
