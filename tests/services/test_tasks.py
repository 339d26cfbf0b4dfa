"""The one list: done in time or late, renegotiated before the deadline, broken after it, released; never rewritten."""

from __future__ import annotations

from contextlib import closing

import pytest

from coachdesk.services import capture, doctor, history, messages, search, settings, tasks, undo
from coachdesk.services.desk import Desk, RecoveryKey, open_desk
from tests.services import acts
from tests.services.acts import refused

DUE = "2026-11-27T15:00:00Z"


@pytest.fixture
def amara(desk: Desk) -> str:
    """A client in Lagos, an hour behind Sofia."""
    return acts.client(desk, "Amara Okonkwo", called="Amara", zone="Africa/Lagos").id


def test_a_line_is_saved_as_it_was_shown(desk: Desk, amara: str) -> None:
    line = acts.promise(desk)
    assert (line.kind, line.text, line.minutes, line.state) == ("promise", "send the values exercise", 30, "open")
    assert line.to is not None
    assert (line.to.id, line.to.zone) == (amara, "Africa/Lagos")
    assert line.due == acts.from_stamp(DUE)
    assert tasks.lines(desk) == [line]
    assert tasks.lines(desk, to=("client", amara)) == [line]
    own = tasks.add(desk, "water the plants")
    assert (own.kind, own.to, own.due) == ("own", None, None)
    assert [one.id for one in tasks.lines(desk)] == [line.id, own.id]
    assert [one.id for one in tasks.lines(desk, kind="own")] == [own.id]
    assert [one.id for one in tasks.lines(desk, text="OKÓNKWO exercise")] == []
    assert [one.id for one in tasks.lines(desk, text="AMÁRA exercise")] == [line.id]


def test_a_promise_to_a_contact_and_one_from_the_page_of_a_client(desk: Desk, amara: str) -> None:
    sponsor = acts.contact(desk)
    line = tasks.add(desk, "send the report @ingrid tom")
    assert line.to is not None
    assert (line.to.kind, line.to.id, line.whole_day) == ("contact", sponsor.id, True)
    here = tasks.add(desk, "send the notes tom 9:00", to=("client", amara))
    assert here.to_client == amara
    other = tasks.add(desk, "call @ingrid tom 9:00", to=("client", amara))
    assert other.to is not None
    assert other.to.id == sponsor.id


def test_links_are_kept_and_shown(desk: Desk) -> None:
    page = acts.signed(desk)
    line = tasks.add(desk, "review it together tom 12:00", agreement_id=page.id, to=("client", page.client_id))
    assert ("agreement", page.id, "Leading the team") in tasks.page(desk, line.id).leads_to


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("", "line.empty"),
        ("@amara fri 17:00", "line.empty"),
        ("🎉🎉", "line.empty"),
        ("send it @nobody fri", "line.person-unknown"),
        ("send it @amara", "line.needs-when"),
        ("send it @amara 2026-01-03", "when.past"),
        ("send it @amara 31 feb", "day.none"),
        ("send it @amara fri 25:00", "clock.unknown"),
        ("send it @amara fri ~99h", "line.estimate"),
        ("send it @amara fri ~-5m", "line.estimate"),
        ("x" * 5_000, "line.long"),
        ("send it \x1b[31m @amara fri", "text.controls"),
        ("send it @amara 2027-03-28 03:30", "time.skipped"),
        ("send it @amara 2027-10-31 03:30", "time.repeated"),
    ],
)
def test_what_cannot_be_saved_is_said_in_one_line_and_nothing_is_saved(
    desk: Desk, amara: str, line: str, code: str
) -> None:
    with refused(code):
        tasks.add(desk, line)
    assert desk.rows("task") == desk.rows("task_event") == []


def test_two_of_a_name_are_not_guessed(desk: Desk, amara: str) -> None:
    acts.client(desk, "Amara Bello", called="Amara")
    with refused("line.person-several"):
        acts.promise(desk)
    assert {line.to.title for line in [tasks.add(desk, "send it @okonkwo fri 17:00")] if line.to} == {
        "Amara (Amara Okonkwo)"
    }


def test_done_says_whether_in_time(desk: Desk, amara: str) -> None:
    line = acts.promise(desk)
    acts.at_instant(desk, "2026-11-27T13:00:00Z")
    assert tasks.done(desk, line.id).words == "done, 2 h before its deadline"
    page = tasks.page(desk, line.id)
    assert (page.line.state, page.line.ended) == ("kept", desk.clock())
    assert tasks.lines(desk) == []
    with refused("task.done-already") as error:
        tasks.done(desk, line.id)
    assert "“send the values exercise” (Amara): it was done already, Fri 27 Nov 15:00" in error.value.line


def test_done_late_and_done_at_its_deadline(desk: Desk, amara: str) -> None:
    late, right = acts.promise(desk), acts.promise(desk, "another @amara fri 17:00")
    acts.at_instant(desk, DUE)
    assert tasks.done(desk, right.id).words == "done, right at its deadline"
    acts.at_instant(desk, "2026-11-28T16:00:00Z")
    assert tasks.lines(desk)[0].state == "broken"
    assert tasks.done(desk, late.id).words == "done late, by 1 day"
    record = tasks.record(desk, "client", amara)
    assert (record.kept, record.late, record.broken, record.words) == (1, 1, 0, "kept 1 of 2 · 1 late")


def test_done_at_states_when_it_really_was(desk: Desk, amara: str) -> None:
    line = acts.promise(desk)
    acts.at_instant(desk, "2026-11-28T16:00:00Z")
    with refused("task.future"):
        tasks.done(desk, line.id, acts.from_stamp("2026-11-29T09:00:00Z"))
    with refused("task.before-made"):
        tasks.done(desk, line.id, acts.from_stamp("2026-11-27T08:59:00Z"))
    tasks.done(desk, line.id, acts.from_stamp("2026-11-27T14:00:00Z"))
    page = tasks.page(desk, line.id)
    assert page.line.state == "kept"
    assert page.history[-1].said == "really done Fri 27 Nov 16:00, recorded later"


def test_several_are_done_as_one_action_and_each_client_sees_it(desk: Desk, amara: str) -> None:
    tomas = acts.client(desk, "Tomás Rojas", called="Tomás").id
    one, other = acts.promise(desk), acts.promise(desk, "book list @tom fri 17:00")
    assert len(tasks.done_many(desk, [one.id, other.id, one.id])) == 2
    for client_id in (amara, tomas):
        assert history.history(desk, client_id)[0].what == "done"
    undo.undo(desk)
    assert {line.id for line in tasks.lines(desk)} == {one.id, other.id}
    tasks.done(desk, one.id)
    with refused("task.done-already"):
        tasks.done_many(desk, [other.id, one.id])
    assert tasks.page(desk, other.id).line.is_open


def test_a_repeating_task_makes_the_next_and_says_so(desk: Desk) -> None:
    line = tasks.add(desk, "water the plants every fri")
    done = tasks.done(desk, line.id)
    assert done.words == "done, 6 h 30 before its deadline; the next one is due Fri 4 Dec 17:30"
    (following,) = tasks.lines(desk)
    assert (following.id, following.repeat) == (done.next_id, "weekly fri")
    assert ("task", following.id, "the next time: water the plants") in tasks.page(desk, line.id).leads_to
    acts.at_instant(desk, "2026-12-20T09:00:00Z")
    assert tasks.done(desk, following.id).words.endswith("the next one is due Fri 25 Dec 17:30")
    undo.undo(desk)
    assert [one.id for one in tasks.lines(desk)] == [following.id]


def test_a_release_needs_their_words_and_a_broken_one_stays_counted(desk: Desk, amara: str) -> None:
    one, other = acts.promise(desk), acts.promise(desk, "another @amara mon 9:00")
    with refused("task.release-words"):
        tasks.release(desk, one.id, "  ")
    acts.at_instant(desk, "2026-11-28T09:00:00Z")
    assert tasks.release(desk, one.id, "forget it").words == "released; it stays counted as broken"
    assert tasks.release(desk, other.id, "no longer needed").words == "released"
    record = tasks.record(desk, "client", amara)
    assert (record.released, record.broken, record.open, record.words) == (2, 1, 0, "kept 0 of 1 · 1 broken")


def test_an_own_task_is_let_go_with_a_word_why_and_counted_nowhere(desk: Desk, amara: str) -> None:
    line, often = tasks.add(desk, "tidy up mon"), tasks.add(desk, "water the plants every fri")
    with refused("task.let-go"):
        tasks.release(desk, line.id, " ")
    acts.at_instant(desk, "2026-12-02T09:00:00Z")
    assert tasks.release(desk, line.id, "the room was let").words == "let go"
    assert tasks.release(desk, often.id, "they died").words == "let go; it no longer repeats"
    page = tasks.page(desk, line.id)
    assert (page.line.state, page.line.is_open) == ("released", False)
    assert page.history[-1].said == "let go: “the room was let”"
    assert tasks.record(desk, "client", amara).words == "nothing promised yet"
    assert tasks.lines(desk) == []
    with refused("task.not-open"):
        tasks.release(desk, line.id, "again")
    undo.undo(desk)
    undo.undo(desk)
    assert len(tasks.lines(desk)) == 2
    assert doctor.check(desk).findings == ()


def test_leaving_open_needs_a_word_why(desk: Desk, amara: str) -> None:
    line = acts.promise(desk)
    with refused("task.why"):
        tasks.leave_open(desk, line.id, "")
    tasks.leave_open(desk, line.id, "waits for her draft")
    assert tasks.page(desk, line.id).history[-1].said == "left open: “waits for her draft”"
    assert tasks.page(desk, line.id).line.state == "open"


def test_words_can_be_edited_but_never_the_deadline(desk: Desk, amara: str) -> None:
    line = acts.promise(desk)
    changed = tasks.edit_text(desk, line.id, "send the values and needs exercise", minutes="1h")
    assert (changed.text, changed.minutes, changed.due) == ("send the values and needs exercise", 60, line.due)
    assert tasks.edit_text(desk, line.id, changed.text, minutes=" ").minutes is None
    for text, code in (("", "line.empty"), ("x" * 501, "line.long"), ("a\x07b", "text.controls")):
        with refused(code):
            tasks.edit_text(desk, line.id, text)
    with refused("line.estimate"):
        tasks.edit_text(desk, line.id, "x", minutes="99h")
    assert tasks.page(desk, line.id).line.text == changed.text
    undo.undo(desk)
    undo.undo(desk)
    assert tasks.page(desk, line.id).line.text == line.text


def test_undo_shows_as_undone_and_counts_nothing(desk: Desk, amara: str) -> None:
    line = acts.promise(desk)
    tasks.done(desk, line.id)
    undo.undo(desk)
    page = tasks.page(desk, line.id)
    assert page.line.state == "open"
    assert [(one.kind, one.undone) for one in page.history] == [("made", False), ("done", True), ("undone", False)]
    assert page.history[-1].said == "undone: done"
    assert tasks.record(desk, "client", amara).words == "no promise has ended yet"
    acts.at_instant(desk, "2026-11-28T09:00:00Z")
    tasks.done(desk, line.id)
    assert tasks.record(desk, "client", amara).words == "kept 0 of 1 · 1 late"


def test_a_deadline_stays_at_its_instant_and_is_the_end_of_my_day_only_while_it_is(desk: Desk, amara: str) -> None:
    line = tasks.add(desk, "send the book @amara mon")
    assert tasks.page(desk, line.id).ends_my_day
    settings.change(desk, "zone", "Asia/Tokyo")
    page = tasks.page(desk, line.id)
    assert (page.line.due, page.ends_my_day) == (line.due, False)


def test_undo_names_what_it_took_back(desk: Desk, amara: str) -> None:
    one, other = acts.promise(desk), acts.promise(desk, "book list @amara mon 9:00")
    tasks.edit_text(desk, one.id, "send the exercise")
    assert undo.undo(desk).about == f"“{one.text}”"
    tasks.done_many(desk, [one.id, other.id])
    assert undo.undo(desk).about in (f"“{one.text}” and 1 more", f"“{other.text}” and 1 more")
    acts.change(desk, amara, note="likes walks")
    assert undo.undo(desk).about == "Amara"


def test_a_promise_that_was_undone_is_on_no_list(desk: Desk, amara: str) -> None:
    line = acts.promise(desk)
    undo.undo(desk)
    assert tasks.lines(desk) == []
    assert [one.id for one in tasks.lines(desk, states=("undone",))] == [line.id]
    assert tasks.record(desk, "client", amara).words == "nothing promised yet"


def test_what_ended_is_listed_by_state_page_by_page(desk: Desk, amara: str) -> None:
    made = [acts.promise(desk, f"number {n} @amara mon {9 + n}:00") for n in range(5)]
    for at, line in enumerate(made[:4]):
        acts.at_instant(desk, f"2026-11-27T1{at}:00:00Z")
        tasks.done(desk, line.id)
    wanted = [line.id for line in reversed(made[:4])]
    first = tasks.lines(desk, states=("kept",), limit=3)
    assert [one.id for one in first] == wanted[:3]
    assert [one.id for one in tasks.lines(desk, states=("kept",), after=first[-1])] == wanted[3:]
    both = tasks.lines(desk, states=("open", "kept"), limit=2)
    assert [one.id for one in both] == [made[4].id, wanted[0]]
    assert [one.id for one in tasks.lines(desk, states=("open", "kept"), after=both[0], limit=1)] == [wanted[0]]
    with refused("task.state"):
        tasks.lines(desk, states=("finished",))
    with refused("task.kind"):
        tasks.lines(desk, kind="chore")


def test_a_warning_is_said_once_per_fact(desk: Desk, amara: str) -> None:
    acts.promise(desk, "write the long report @amara fri 17:00 ~8h")
    (line,) = tasks.lines(desk)
    assert line.warning == "8 h of work due by then, 6 h left in working hours"
    tasks.dismiss(desk, line.fact)
    tasks.dismiss(desk, line.fact)
    assert tasks.lines(desk)[0].warning == ""
    acts.at_instant(desk, "2026-11-27T13:31:00Z")
    (line,) = tasks.lines(desk)
    assert line.warning == "three quarters of the time are gone"
    tasks.renegotiate(desk, line.id, "mon 12:00", said="fine")
    assert tasks.lines(desk)[0].warning == "8 h of work due by then, 4 h 59 left in working hours"


def test_tasks_are_found_by_words_name_and_id(desk: Desk, amara: str) -> None:
    line = acts.promise(desk)
    other = tasks.add(desk, "values for the new website")
    assert tasks.find(desk, "exercise") == line.id
    assert tasks.find(desk, "okonkwo") == line.id
    assert tasks.find(desk, line.id) == line.id
    with refused("ref.several"):
        tasks.find(desk, "values")
    tasks.done(desk, other.id)
    assert tasks.find(desk, "values") == line.id
    assert tasks.find(desk, "website") == other.id
    assert tasks.find(desk, other.id[:6]) == other.id
    for ref, code in (("nothing like it", "ref.unknown"), ("", "ref.empty")):
        with refused(code):
            tasks.find(desk, ref)


def test_tasks_are_searched_by_what_was_promised_and_said(desk: Desk, amara: str) -> None:
    line = acts.promise(desk)
    assert [(hit.kind, hit.id, hit.title) for hit in search.search(desk, "amara exercise")] == [
        ("task", line.id, "Amara: send the values exercise")
    ]
    tasks.edit_text(desk, line.id, "send the needs exercise")
    tasks.renegotiate(desk, line.id, "mon", said="Monday is splendid")
    assert search.search(desk, "values") == []
    (hit,) = search.search(desk, "splendid")
    assert (hit.title, hit.where) == ("Amara: send the needs exercise", "said: Monday is splendid")
    acts.change(desk, amara, called="Ama")
    assert search.search(desk, "needs")[0].title == "Ama: send the needs exercise"
    other = tasks.add(desk, "by mistake")
    assert [hit.id for hit in search.search(desk, "mistake")] == [other.id]
    undo.undo(desk)
    assert search.search(desk, "mistake") == []


def test_a_zone_that_changes_moves_no_deadline(desk: Desk, amara: str) -> None:
    line = tasks.add(desk, "send it @amara fri 17:00", zone="Lagos")
    assert line.due == acts.from_stamp("2026-11-27T16:00:00Z")
    settings.change(desk, "zone", "Asia/Tokyo")
    assert tasks.lines(desk)[0].due == line.due
    with refused("zone.unknown"):
        tasks.add(desk, "send it @amara fri 17:00", zone="Nowhere")


def test_the_doctor_finds_nothing_after_all_of_it(desk: Desk, amara: str) -> None:
    line, other = acts.promise(desk), acts.promise(desk, "another @amara mon")
    tasks.renegotiate(desk, line.id, "mon 12:00")
    tasks.answer_ask(desk, line.id, agreed=True, said="ok")
    tasks.done(desk, tasks.add(desk, "plants every fri").id)
    tasks.release(desk, other.id, "no need")
    undo.undo(desk)
    acts.at_instant(desk, "2026-12-01T12:00:00Z")
    tasks.renegotiate(desk, line.id, "fri")
    assert doctor.check(desk).findings == ()


@pytest.mark.parametrize("table", ["task", "task_event", "message", "client", "dismissal"])
def test_a_damaged_row_hides_no_other(desk: Desk, recovery_key: str, amara: str, table: str) -> None:
    line, sponsor = acts.promise(desk), acts.contact(desk)
    tasks.dismiss(desk, f"{line.id}:{DUE}:load")
    messages.log(desk, ("client", amara), "the invoice")
    other = tasks.add(desk, "send the report @ingrid mon")
    acts.damage(desk, table)
    again = open_desk(desk.dir, RecoveryKey(recovery_key), desk.clock)
    with closing(again):
        assert other.id in {one.id for one in tasks.lines(again)}
        assert tasks.record(again, "contact", sponsor.id).open == 1
        assert capture.read(again, "call @ingrid tom").problem == ""
        messages.lines(again)
        search.search(again, "report")
        assert again.damaged
