"""Half-typed forms: each is found by its whole name, and what a name says stays sealed."""

from __future__ import annotations

from coachdesk.domain.ids import new_id
from coachdesk.services import unsaved
from coachdesk.services.desk import Desk
from coachdesk.store.tables.unsaved import UnsavedForm
from tests.services import acts


def test_forms_of_one_noun_are_kept_apart(desk: Desk) -> None:
    who = acts.client(desk).id
    for form in ("entry harm", "entry tool", "entry"):
        unsaved.keep(desk, form, who, {"text": form})
    assert unsaved.kept(desk, "entry harm", who) == {"text": "entry harm"}
    assert unsaved.kept(desk, "entry harm", None) == {}
    unsaved.keep(desk, "entry harm", who, {"text": "anew"})
    unsaved.forget(desk, "entry tool", who)
    kept = {form: unsaved.kept(desk, form, who).get("text", "") for form in ("entry harm", "entry tool", "entry")}
    assert kept == {"entry harm": "anew", "entry tool": "", "entry": "entry"}
    assert len(desk.rows("unsaved_form")) == 2


def test_which_kind_of_entry_was_begun_about_a_client_is_in_no_file(desk: Desk) -> None:
    unsaved.keep(desk, "entry harm", acts.client(desk).id, {"text": "half a sen"})
    (plain,) = desk.connection.execute("SELECT form FROM unsaved_form").fetchall()
    assert plain[0] == "entry"
    files = [path.read_bytes() for path in desk.dir.iterdir()]
    assert any(b"entry" in content for content in files)
    assert not any(b"entry harm" in content for content in files)


def test_what_the_first_release_kept_under_the_whole_name_is_found(desk: Desk) -> None:
    who = acts.client(desk).id
    with desk.store.write("unsaved.keep", client_id=who, quiet=True) as db:
        old = UnsavedForm(id=new_id(), client_id=who, form="goal abc", at=desk.clock(), content='{"text": "half"}')
        db.add(old)
    assert unsaved.kept(desk, "goal abc", who) == {"text": "half"}
    assert unsaved.kept(desk, "goal abd", who) == {}
    unsaved.keep(desk, "goal abc", who, {"text": "whole"})
    assert unsaved.kept(desk, "goal abc", who) == {"text": "whole"}
    assert len(desk.rows("unsaved_form")) == 1


def test_a_damaged_one_is_replaced_by_the_next_of_its_noun(desk: Desk) -> None:
    who = acts.client(desk).id
    unsaved.keep(desk, "entry harm", who, {"text": "half"})
    acts.damage(desk, "unsaved_form")
    assert unsaved.kept(desk, "entry harm", who) == {}
    unsaved.keep(desk, "entry tool", who, {"text": "new"})
    assert unsaved.kept(desk, "entry tool", who) == {"text": "new"}
    assert len(desk.rows("unsaved_form")) == 1
