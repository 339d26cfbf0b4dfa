"""One damaged row leaves a gap with a word, not a page that cannot be read; and a half-typed form stands in undo's
way in plain words."""

from __future__ import annotations

import pytest

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.inputs.goals import RatingInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import agreements, clients, goals, history, undo, unsaved
from coachdesk.services.desk import Desk
from tests.services import acts


@pytest.fixture
def client_id(desk: Desk) -> str:
    """A client with two goals, one rated, and a draft."""
    found = acts.client(desk).id
    first = acts.goal(desk, found, "Speak first")
    acts.goal(desk, found, "Rest more")
    goals.rate(desk, first, validated(RatingInput, {"value": 5}))
    acts.draft(desk, found)
    return found


@pytest.mark.parametrize(("table", "goals_left"), [("goal", 1), ("rating", 2), ("stage_change", 2)])
def test_a_client_is_shown_without_the_damaged_row(desk: Desk, client_id: str, table: str, goals_left: int) -> None:
    acts.damage(desk, table)
    with desk.noting() as damaged:
        page = clients.page(desk, client_id)
    assert len(page.goals) == goals_left
    assert [one.code for one in damaged] == ["row.damaged"]
    assert [one.what for one in desk.damaged] == [damaged[0].what]
    with desk.noting() as again:
        clients.page(desk, client_id)
    assert len(again) == 1, "it is said each time, not only when it is found"


@pytest.mark.parametrize("table", ["goal", "rating", "stage_change", "agreement_version", "agreement"])
def test_history_goes_on_around_a_damaged_row(desk: Desk, client_id: str, table: str) -> None:
    whole = history.history(desk, client_id)
    acts.damage(desk, table)
    left = history.history(desk, client_id)
    assert [one.what for one in left] == [one.what for one in whole]
    assert any("damaged" in change for line in left for change in line.changes)


@pytest.mark.parametrize("table", ["goal", "rating", "stage_change"])
def test_an_agreement_is_shown_beside_a_damaged_row_of_its_client(desk: Desk, client_id: str, table: str) -> None:
    (line,) = agreements.lines(desk, client_id=client_id)
    acts.damage(desk, table)
    assert agreements.page(desk, line.id).client_id == client_id


def test_who_referred_a_client_may_be_damaged(desk: Desk) -> None:
    first = acts.client(desk, "Amara Okonkwo")
    second = acts.client(desk, "Mei Lin", referred_by=first.id)
    acts.damage(desk, "client")
    assert clients.page(desk, second.id).referred_by_name == "someone whose record is damaged"


def test_a_half_typed_form_of_a_client_is_named_where_adding_them_would_be_undone(desk: Desk) -> None:
    client = acts.client(desk)
    unsaved.keep(desk, "goal", client.id, {"text": "half a sen"})
    with pytest.raises(CoachdeskError) as refused:
        undo.undo(desk)
    assert refused.value.code == "undo.needed"
    assert refused.value.line == "a half-typed form came later and needs it (undo or finish that first)"
    assert unsaved.kept(desk, "goal", client.id) == {"text": "half a sen"}
    unsaved.forget(desk, "goal", client.id)
    assert undo.undo(desk).what == "client added"
    assert clients.lines(desk) == []
