"""The practice register: entries kept, changed, ended, found, undone, searched and sealed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.inputs.register import EntryChange, EntryInput, entry_data
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.domain.views.register import EntryView
from coachdesk.services import history, register, undo
from coachdesk.services.desk import Desk
from coachdesk.services.search import search
from coachdesk.store.tables.register import RegisterEntry
from tests.services import acts

READING = Reading(acts.DAY)


def add(desk: Desk, kind: str, text: str = "", client_id: str = "", **more: Any) -> EntryView:
    entered = validated(EntryInput, entry_data({"kind": kind, "text": text, **more}), READING)
    return register.add(desk, entered, client_id)


def change(desk: Desk, entry_id: str, **more: Any) -> EntryView:
    return register.change(desk, entry_id, validated(EntryChange, entry_data(more), READING))


def refused(code: str, desk: Desk, *args: Any, **more: Any) -> CoachdeskError:
    with pytest.raises(CoachdeskError) as caught:
        add(desk, *args, **more)
    assert caught.value.code == code
    return caught.value


def test_an_entry_is_kept_whole(desk: Desk) -> None:
    someone = acts.client(desk)
    entry = add(
        desk, "conflict", "I know her boss", someone.id, on="2026-11-02", told="2026-11-03", answered="2026-11-04",
        decision="we go on", answer="agreed with client",
    )  # fmt: skip
    assert register.lines(desk) == [register.view(desk, entry.id)] == [entry]
    assert (entry.client, entry.title, entry.on) == ("Amara Okonkwo", "Conflict of interest", date(2026, 11, 2))
    assert entry.dates == (
        ("arose on", date(2026, 11, 2)),
        ("client told on", date(2026, 11, 3)),
        ("decided on", date(2026, 11, 4)),
    )
    assert [(one.title, one.words) for one in entry.details] == [
        ("Decision", "we go on"),
        ("Their answer", "agreed with client"),
    ]
    assert entry.lacks == ()
    assert entry.counts


def test_without_a_day_it_is_of_today(desk: Desk) -> None:
    assert add(desk, "storage-check").on == acts.DAY


def test_whose_it_is_must_fit_its_kind(desk: Desk) -> None:
    someone = acts.client(desk)
    refused("register.needs-client", desk, "intake-talk")
    refused("register.of-practice", desk, "tool", "Zoom", someone.id)
    refused("ref.unknown", desk, "intake-talk", "", "0000000000000000")
    assert add(desk, "referral", party="Bo", direction="paid").client_id == ""
    assert add(desk, "referral", "", someone.id, party="Bo", direction="paid").client_id == someone.id


def test_changes_are_merged_and_checked_with_what_is_kept(desk: Desk) -> None:
    entry = add(desk, "material", "Wheel of life", on="2026-11-02", maker="Paul Meyer")
    assert entry.lacks == ("right of use",)
    changed = change(desk, entry.id, right="free to use")
    assert (changed.detail("maker"), changed.detail("right"), changed.lacks) == ("Paul Meyer", "free to use", ())
    assert change(desk, entry.id, maker="", text="Wheel").lacks == ("made by",)
    assert change(desk, entry.id, on="").on == date(2026, 11, 2)
    for flat, code in (
        ({"text": ""}, "register.text"),
        ({"until": "2027-01-01"}, "register.date"),
        ({"ai": "yes"}, "register.field"),
        ({"on": "2026-11-28"}, "register.future"),
    ):
        with pytest.raises(CoachdeskError) as caught:
            change(desk, entry.id, **flat)
        assert caught.value.code == code
    assert register.view(desk, entry.id).text == "Wheel"


def test_an_ended_entry_stays_and_does_not_count(desk: Desk) -> None:
    entry = add(desk, "tool", "Zoom", on="2026-01-02")
    with pytest.raises(CoachdeskError, match="before its own day"):
        register.end(desk, entry.id, date(2026, 1, 1))
    with pytest.raises(CoachdeskError, match="still to come"):
        register.end(desk, entry.id, date(2026, 11, 28))
    ended = register.end(desk, entry.id, date(2026, 6, 1))
    assert (ended.counts, ended.lacks, ended.ended) == (False, (), date(2026, 6, 1))
    with pytest.raises(CoachdeskError, match="ended on 1 June 2026 already"):
        register.end(desk, entry.id)
    undo.undo(desk)
    assert register.view(desk, entry.id).counts


def test_lists_are_by_kind_and_what_lacks_something_stands_first(desk: Desk) -> None:
    someone = acts.client(desk)
    whole = add(desk, "tool", "Calendar", sees="names", ai="no")
    lacking = add(desk, "tool", "Zoom", on="2026-01-02")
    over = add(desk, "tool", "Skype", on="2026-01-02")
    register.end(desk, over.id)
    talk = add(desk, "intake-talk", "", someone.id)
    course = add(desk, "qualification", "ACC", shown="yes")
    assert [one.id for one in register.lines(desk)] == [course.id, lacking.id, whole.id, over.id, talk.id]
    assert [one.id for one in register.lines(desk, client_id=someone.id)] == [talk.id]
    assert talk.id not in [one.id for one in register.lines(desk, client_id="")]
    assert [one.id for one in register.lines(desk, kind="Qualification")] == [course.id]


def test_what_is_due_says_since_when(desk: Desk) -> None:
    add(desk, "storage-check", on="2026-05-03")
    add(desk, "backup", on="2026-11-20", opened="yes")
    due = {one.kind: one for one in register.due(desk)}
    assert (due["storage-check"].due, due["storage-check"].is_due) == (date(2026, 11, 3), True)
    assert (due["backup"].due, due["backup"].is_due) == (date(2026, 12, 21), False)
    assert (due["code-read"].last, due["code-read"].is_due) == (None, True)
    assert set(due) == {"storage-check", "backup", "public-texts", "code-read", "learning"}


def test_a_reference_is_words_a_name_with_a_kind_or_the_beginning_of_an_id(desk: Desk) -> None:
    someone = acts.client(desk)
    tool, talk = add(desk, "tool", "Zoom"), add(desk, "intake-talk", "", someone.id)
    assert register.find(desk, "zoom") == tool.id
    assert register.find(desk, "amara okonkwo intake-talk") == talk.id
    assert register.find(desk, talk.id[:8]) == talk.id


def test_history_and_search_know_it(desk: Desk) -> None:
    someone = acts.client(desk)
    entry = add(desk, "harm", "she spoke of a knife", someone.id, heard="…", done="called 112")
    told = add(desk, "qualification", "Ćwiczenia ACC", shown="yes")
    assert history.history(desk, someone.id)[0].what == "entry of the register added"
    assert [(one.kind, one.id) for one in search(desk, "KNIFE 112")] == [("entry", entry.id)]
    assert [(one.kind, one.id) for one in search(desk, "cwiczenia")] == [("entry", told.id)]
    change(desk, entry.id, text="she spoke of a rope")
    change(desk, told.id, text="PCC")
    assert not search(desk, "knife")
    assert [one.id for one in search(desk, "rope")] == [entry.id]
    assert [one.id for one in search(desk, "pcc")] == [told.id]


def test_nothing_of_it_can_be_read_in_the_file(desk: Desk) -> None:
    someone = acts.client(desk)
    add(desk, "harm", "canary", someone.id)
    with closing(sqlite3.connect(desk.dir / "desk.db")) as db:
        row = db.execute("SELECT * FROM register_entry").fetchone()
    assert not any("harm" in str(value) or "canary" in str(value) for value in row)


def test_a_damaged_entry_hides_no_other(desk: Desk) -> None:
    entry, other = add(desk, "tool", "Zoom"), add(desk, "tool", "Signal")
    with closing(sqlite3.connect(desk.dir / "desk.db", isolation_level=None)) as db:
        db.execute("UPDATE register_entry SET on_day = '2020-01-01' WHERE id = ?", (entry.id,))
    assert [one.id for one in register.lines(desk)] == [other.id]
    with pytest.raises(CoachdeskError) as caught:
        register.view(desk, entry.id)
    assert caught.value.code == "row.damaged"


def test_a_kind_that_only_a_later_release_knows_is_shown_all_the_same(desk: Desk) -> None:
    entry = add(desk, "tool", "Zoom", on="2026-11-02")
    with desk.store.write("register.change") as db:
        db.get(RegisterEntry, entry.id).change_secrets({"kind": "hologram"})
    found = register.view(desk, entry.id)
    assert (found.title, found.headline, found.lacks) == ("hologram", "Zoom", ())
    assert [one.id for one in register.lines(desk)] == [one.id for one in search(desk, "zoom")] == [entry.id]
