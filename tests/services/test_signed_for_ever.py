"""What was sent and signed is for ever: no verb, undo, write through the store or row sealed anew changes a word."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.inputs.contacts import ContactChange
from coachdesk.domain.inputs.goals import GoalChange
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import agreement_versions as versions
from coachdesk.services import agreements, contacts, doctor, goals, settings, templates, undo
from coachdesk.services.desk import Desk
from coachdesk.services.verifying import verify
from coachdesk.store.tables.agreements import Agreement, AgreementVersion, GoalText, Signature
from coachdesk.store.tables.disclosures import Disclosure
from tests.services import acts


@pytest.fixture
def signed(desk: Desk) -> str:
    """An agreement with a payer, signed by all three."""
    page = acts.sponsored(desk)
    acts.sign_all(desk, page.id, payer="Ingrid Berg")
    return page.id


VERBS: dict[str, Callable[[Desk, str], object]] = {
    "edit": lambda desk, ref: agreements.edit(desk, ref, acts.terms(desk, ref, fee="1")),
    "title": lambda desk, ref: agreements.edit(desk, ref, acts.terms(desk, ref), title="Other"),
    "fill": lambda desk, ref: agreements.fill(desk, ref, {"other_ties": "cousins"}),
    "reword": lambda desk, ref: agreements.reword(desk, ref, "nature", "Anything."),
    "include": lambda desk, ref: agreements.include(desk, ref, "nature", False, "no"),
    "add": lambda desk, ref: agreements.add_clause(desk, ref, "Dog", "Rex."),
    "move": lambda desk, ref: agreements.move_clause(desk, ref, "fee"),
    "remove": lambda desk, ref: agreements.remove_clause(desk, ref, "fee"),
    "sponsor": lambda desk, ref: agreements.set_sponsor(desk, ref, None),
    "delete": lambda desk, ref: agreements.delete(desk, ref),
    "send": lambda desk, ref: agreements.send(desk, ref),
    "sign": lambda desk, ref: agreements.sign(desk, ref, by="Eve", on=acts.DAY, how="paper", party="client"),
    "withdraw": lambda desk, ref: versions.withdraw(desk, ref),
    "undo": lambda desk, ref: undo.undo(desk),
    "undo of all": lambda desk, ref: undo.undo(desk, whole_desk=True),
}


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_changes_it(desk: Desk, signed: str, verb: str) -> None:
    before, shown = agreements.page(desk, signed), agreements.summary(desk, signed)
    with pytest.raises(CoachdeskError):
        VERBS[verb](desk, signed)
    assert agreements.page(desk, signed) == before
    assert agreements.summary(desk, signed) == shown


def test_nothing_around_it_changes_it(desk: Desk, signed: str, tmp_path: Path) -> None:
    paper, _, _ = agreements.export(desk, signed, "md", tmp_path / "paper.md")
    before = agreements.summary(desk, signed)
    page = agreements.page(desk, signed)
    acts.change(desk, page.client_id, full_name="Another Name", zone="Asia/Tokyo", email="new@example.org")
    contacts.edit(desk, page.sponsor_id, validated(ContactChange, {"name": "Other Payer"}))
    goals.edit(desk, goals.of_client(desk, page.client_id)[0].id, validated(GoalChange, {"text": "Other"}))
    settings.change_all(desk, {"name": "Someone Else", "agreement.refund-rule": "none", "edition": "2020"})
    templates.save(desk, signed, "From it")
    versions.amend(desk, signed, acts.terms(desk, signed, fee="2000.00"), title="Another title")
    versions.renew(desk, signed)
    acts.at(desk, date(2026, 12, 10))
    versions.end(desk, signed, on=date(2026, 12, 10), by="client")
    while True:
        try:
            undo.undo(desk, whole_desk=True)
        except CoachdeskError:
            break
    assert agreements.summary(desk, signed, 1) == before
    assert verify(desk, paper).verdict == "in-force"
    again, _, _ = agreements.export(desk, signed, "md", tmp_path / "again.md", number=1)
    assert again.read_bytes() == paper.read_bytes()


@pytest.mark.parametrize(
    "field", ["title", "terms", "clauses", "goals", "fills", "salt", "content", "start_on", "sent_at"]
)
def test_no_write_through_the_store_changes_a_sent_version(desk: Desk, signed: str, field: str) -> None:
    values = {
        "terms": {"sessions": 99}, "clauses": (), "goals": (GoalText(text="x"),), "fills": {"coach_name": "Eve"},
        "start_on": acts.DAY, "sent_at": None, "title": "x", "salt": "00" * 16, "content": "{}",
    }  # fmt: skip
    before = agreements.page(desk, signed)
    with pytest.raises(TypeError, match="does not change"), desk.store.write("agreements.edit") as db:
        setattr(db.all(AgreementVersion)[0], field, values[field])
    assert agreements.page(desk, signed) == before


def test_no_write_through_the_store_takes_away_what_was_signed(desk: Desk, signed: str, tmp_path: Path) -> None:
    agreements.export(desk, signed, "md", tmp_path / "paper.md")
    before = agreements.page(desk, signed)
    for model in (AgreementVersion, Signature, Disclosure):
        with pytest.raises(TypeError, match="for good"), desk.store.write("agreements.delete") as db:
            db.delete(db.all(model)[0])
    with pytest.raises(TypeError, match="for good"), desk.store.write("agreements.edit") as db:
        db.all(Signature)[0].by_name = "Eve"
    with pytest.raises(TypeError, match="who pays"), desk.store.write("agreements.edit") as db:
        db.all(Agreement)[0].sponsor_id = None
    assert agreements.page(desk, signed) == before


def test_a_version_sealed_anew_with_the_keys_is_found_out(desk: Desk, signed: str, tmp_path: Path) -> None:
    """Someone who has the keys and writes past the program: its sums, its content and its signatures disagree."""
    paper, _, _ = agreements.export(desk, signed, "md", tmp_path / "paper.md")
    row = desk.connection.execute("SELECT * FROM agreement_version")
    names = [column[0] for column in row.description]
    plain = {name: value for name, value in zip(names, row.fetchone(), strict=True) if value is not None}
    sealed = plain.pop("sealed")
    owner = plain["client_id"]
    secrets = json.loads(desk.vault.open("agreement_version", owner, plain, sealed))
    for change in ("terms", "all"):
        if change == "terms":
            forged = secrets | {"terms": secrets["terms"] | {"sessions": 99}}
        else:
            content = json.loads(secrets["content"])
            content["terms"]["sessions"] = 99
            text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
            forged = secrets | {"terms": secrets["terms"] | {"sessions": 99}, "content": text}
        again = desk.vault.seal("agreement_version", owner, plain, json.dumps(forged).encode())
        desk.connection.execute("UPDATE agreement_version SET sealed = ?", (again,))
        for attempt in (lambda: agreements.page(desk, signed), lambda: agreements.summary(desk, signed)):
            with pytest.raises(CoachdeskError) as refused:
                attempt()
            assert refused.value.code == "row.damaged", change
        assert not doctor.check(desk).ok
        with pytest.raises(CoachdeskError):
            verify(desk, paper)
