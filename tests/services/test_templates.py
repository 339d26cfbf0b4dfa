"""Templates: saved without the client, changed, used for the next agreement."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.inputs.contacts import ContactInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import agreements, contacts, templates, undo
from coachdesk.services.desk import Desk
from tests.services import acts

HERS = ("Amara", "Okonkwo", "amara@example.org", "Ingrid")


def saved(desk: Desk) -> str:
    """A template of an agreement whose clauses and fills name its people."""
    someone = acts.client(desk, called="Amara", email="amara@example.org")
    acts.goal(desk, someone.id)
    payer = contacts.add(desk, validated(ContactInput, {"name": "Ingrid Berg", "role": "sponsor"}))
    page = acts.draft(desk, someone.id, fee="900.00", review="2027-03-01")
    agreements.set_sponsor(desk, page.id, payer.id)
    agreements.edit(desk, page.id, acts.terms(desk, page.id), title="Coaching Amara")
    fills = {"shared_items": "dates", "payment_method": "cash", "training": "I taught Amara's sister"}
    agreements.fill(desk, page.id, fills)
    agreements.add_clause(
        desk, page.id, "My dog", "AMARA OKONKWO and Ingrid Berg like {dog_name}.", fills={"dog_name": "Rex"}
    )
    return templates.save(desk, page.id, "Six with a sponsor").id


def test_a_template_holds_the_deal_and_no_client(desk: Desk) -> None:
    found = templates.view(desk, saved(desk))
    assert not any(name in repr(found) for name in HERS)
    assert (found.title, found.terms.start, found.terms.review, found.terms.sessions) == ("", None, None, 6)
    assert dict(found.fills) == {"payment_method": "cash", "dog_name": "Rex"}
    dog = next(one for one in found.clauses if one.own)
    assert (dog.wording, dog.filled) == (
        "{client_name} and {sponsor_name} like {dog_name}.",
        "{client_name} and {sponsor_name} like Rex.",
    )
    with pytest.raises(CoachdeskError, match="a template six with a sponsor"):
        templates.save(desk, agreements.lines(desk)[0].id, "six with a sponsor")
    with pytest.raises(CoachdeskError, match="needs a name"):
        templates.save(desk, agreements.lines(desk)[0].id, "  ")


def test_what_was_left_behind_is_said(desk: Desk) -> None:
    page = acts.signed(desk)
    assert templates.save(desk, page.id, "Six").left_out == ("the dates",)


def test_the_next_agreement_begins_with_it(desk: Desk) -> None:
    ref = saved(desk)
    other = acts.client(desk, "Bo Lind")
    terms = replace(templates.terms(desk, ref), start=acts.DAY)
    page = templates.use(desk, other.id, ref, terms, fills={"payment_method": "card"})
    assert (page.state, page.title, page.terms.start) == ("draft", "Coaching agreement", acts.DAY)
    assert [gap.what for gap in page.missing] == ["who pays"]  # her own clause speaks of a payer, and there is none
    texts = {one.key: one.filled for one in page.clauses if one.included}
    assert texts["own_my_dog"] == "Bo Lind and {sponsor_name} like Rex."
    assert "sponsor" not in texts
    assert "by card" in texts["fee"]
    assert dict(page.fills)["payment_method"] == "card"


def test_a_template_is_changed_deleted_and_brought_back(desk: Desk) -> None:
    ref = saved(desk)
    terms = replace(templates.terms(desk, ref), sessions=10, start=acts.DAY)
    found = templates.edit(desk, ref, name="Ten", title="Ten sessions", terms=terms, fills={"dog_name": ""})
    assert (found.name, found.title, found.terms.sessions, found.terms.start) == ("Ten", "Ten sessions", 10, None)
    assert dict(found.fills) == {"payment_method": "cash"}
    templates.edit_clause(desk, ref, "nature", wording="A walk.")
    templates.edit_clause(desk, ref, "recording", wanted=False, why="we meet in a park")
    templates.add_clause(desk, ref, "My cat", "Cats too.", before="parties")
    templates.remove_clause(desk, ref, "own_my_dog")
    found = templates.move_clause(desk, ref, "fee", "own_my_cat")
    assert [one.key for one in found.clauses[:3]] == ["fee", "own_my_cat", "parties"]
    assert next(one.why_out for one in found.clauses if one.key == "recording") == "we meet in a park"
    assert [one.name for one in templates.lines(desk)] == ["Ten"]
    assert templates.find(desk, "te") == ref
    templates.delete(desk, ref)
    with pytest.raises(CoachdeskError, match="no template"):
        templates.view(desk, ref)
    assert undo.undo(desk).what == "template deleted"
    assert templates.view(desk, ref) == found
