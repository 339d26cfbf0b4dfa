"""What somebody else who pays gets to see, and the e-mail that goes with a copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachdesk.documents.facts import told
from coachdesk.documents.words import words_for
from coachdesk.domain.errors import CoachdeskError
from coachdesk.services import agreement_papers as papers
from coachdesk.services import agreement_versions as versions
from coachdesk.services import agreements, hand_over
from coachdesk.services.desk import Desk
from coachdesk.services.verifying import verify
from tests.services import acts


def test_the_payer_sees_terms_and_no_goals_and_no_way_to_the_client(desk: Desk, tmp_path: Path) -> None:
    page = acts.sponsored(desk)
    shown = papers.summary(desk, page.id, copy="payer")
    assert (shown.goals, shown.client_contact, shown.sponsor_name) == ((), "", "Ingrid Berg")
    keys = {one.key for one in shown.clauses}
    assert {"fee", "sponsor", "sponsor_sharing"} <= keys
    assert not keys & {"goals", "parties", "data_kept", "conflicts"}
    assert dict(told(shown.deal, words_for("en")))["Fee"].startswith("1,200.00 EUR")
    for early in (
        lambda: agreements.export(desk, page.id, "md", tmp_path / "payer.md", copy="payer"),
        lambda: papers.email(desk, page.id, copy="payer"),
    ):
        with acts.refused("consent.needed") as refused:
            early()
        assert "their signature on version 1 allows it" in refused.value.line
    agreements.sign(desk, page.id, by="Amara Okonkwo", on=acts.DAY, how="paper", party="client")
    place, _, notes = agreements.export(desk, page.id, "md", tmp_path / "payer.md", copy="payer")
    text = place.read_text("utf-8")
    assert "Speak first" not in text
    assert "amara@" not in text.replace("\\", "")
    assert notes[-1].startswith("what the payer may be told: Ingrid Berg hears only this: the dates of the sessions.")
    (entry,) = hand_over.register(desk)
    assert (entry.recipient, entry.kind, entry.basis) == ("Ingrid Berg", "agreement-payers-summary", "agreement")
    assert entry.why == "version 1, signed on 27 November 2026, says what Ingrid Berg hears"
    assert verify(desk, place).verdict == "unsigned"
    agreements.sign(desk, page.id, by="Nadia Petrova", on=acts.DAY, how="paper", party="coach")
    agreements.sign(desk, page.id, by="Ingrid Berg", on=acts.DAY, how="paper", party="payer")
    assert verify(desk, place).verdict == "in-force"


def test_goals_are_shown_where_that_was_agreed_and_the_clause_says_so(desk: Desk) -> None:
    page = acts.sponsored(desk)
    versions.amend(desk, page.id, acts.terms(desk, page.id, share_goals="yes"))
    shown = papers.summary(desk, page.id, copy="payer")
    assert [one.text for one in shown.goals] == ["Speak first"]
    assert "the dates of the sessions, and the goals written here" in papers.may_hear(desk, page.id)


@pytest.mark.parametrize(("copy", "code"), [("payer", "agreement.no-sponsor"), ("cat", "agreement.copy")])
def test_a_copy_for_nobody(desk: Desk, tmp_path: Path, copy: str, code: str) -> None:
    page = acts.signed(desk)
    with pytest.raises(CoachdeskError) as refused:
        agreements.export(desk, page.id, "md", tmp_path / "x.md", copy=copy)
    assert refused.value.code == code
    assert list(tmp_path.glob("x*")) == []
    assert papers.may_hear(desk, page.id) == ""


def test_the_clients_copy_does_not_go_to_the_payer_and_a_withdrawn_one_to_nobody(desk: Desk, tmp_path: Path) -> None:
    page = acts.sponsored(desk)
    with pytest.raises(CoachdeskError, match="not for the payer"):
        agreements.export(desk, page.id, "md", tmp_path / "x.md", recipient="ingrid berg")
    versions.withdraw(desk, page.id)
    with pytest.raises(CoachdeskError, match="was withdrawn"):
        agreements.export(desk, page.id, "md", tmp_path / "x.md")
    assert list(tmp_path.glob("x*")) == []
    assert papers.preview(desk, page.id)


def test_the_email_says_what_changes_and_only_to_the_client(desk: Desk) -> None:
    page = acts.sponsored(desk)
    first = papers.email(desk, page.id)
    assert (first.to, first.subject) == ("amara@example.org", "Leading the team, version 1")
    assert first.body.startswith("Dear Amara Okonkwo,\n\nhere is “Leading the team”, version 1. Please read it")
    acts.sign_all(desk, page.id, payer="Ingrid Berg")
    acts.goal(desk, page.client_id, "Sleep", "eight hours")
    versions.amend(desk, page.id, acts.terms(desk, page.id, fee="900.00"))
    client, payer = papers.email(desk, page.id), papers.email(desk, page.id, copy="payer")
    assert "- fee 1,200.00 → 900.00 EUR\n- goal “Sleep” added" in client.body
    assert "Sleep" not in payer.body
    assert payer.body.startswith("Dear Ingrid Berg,")
    assert payer.to == ""
