"""Ethics on the screen: what is asked now, what the records answer, what I answer, editions, dilemmas, standards."""

from __future__ import annotations

import stat
from pathlib import Path

from coachdesk.domain.inputs.consents import GiveInput
from coachdesk.domain.inputs.sessions import HeldInput, SessionInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import clients, consents, hand_over, sessions
from tests.driver import Story
from tests.stories.agreed import retypes, with_agreement
from tests.stories.people import READING, with_client
from tests.ui.desks import OpenDoor

WIDE, NARROW = (120, 40), (80, 24)
SIGNED = "Did we both sign the agreement before our first session?"
TRAINED = "Does this client know my real training"
RECORD = "If I mean to record, do I have this client's yes on file?"
STEADY = "Am I well and steady enough to coach right now?"
LEAD = "Is this client following their own lead, not mine?"


def client_of(door: OpenDoor, name: str = "") -> str:
    """The one client there is, or the one of that name."""
    desk = door.other()
    try:
        (line,) = (one for one in clients.lines(desk) if name in one.title)
        return line.id
    finally:
        desk.close()


def with_session(door: OpenDoor, client_id: str, at: str, *, held: bool = False) -> str:
    """A session that is there before the story begins; its id."""
    desk = door.other()
    try:
        line = sessions.add(desk, client_id, validated(SessionInput, {"at": at}, READING)).line
        if held:
            sessions.hold(desk, line.id, validated(HeldInput, {}))
        return line.id
    finally:
        desk.close()


async def goes_to(desk: Story, question: str) -> None:
    """Put the cursor on that question, from the first one on."""
    await desk.does("move.first")
    for _ in range(80):
        if any(line.startswith("▸") and question in line for line in desk.screen().splitlines()):
            return
        await desk.does("move.down")
    raise AssertionError(f"{question!r} is not asked:\n{desk.screen()}")


async def test_what_is_asked_now_and_what_i_answer(door: OpenDoor) -> None:
    with_agreement(door, state="signed")
    async with Story(door, size=WIDE) as desk:
        await desk.does("go.ethics").sees("questions wait", "before the first session with Amara", "(2025)")
        await desk.sees("not made or endorsed by the ICF", "8 of 9 wait", "Have I explained what coaching is")
        await desk.does("ethics.open").sees(
            "8 questions wait Before the first session with Amara", "record found: Signed"
        )
        await goes_to(desk, SIGNED)
        await desk.sees("Otherwise each of you remembers", "enter opens it", "2025: 1.1")
        await desk.does("checklist.open").sees("Agreement with Amara").does("shell.back").sees(SIGNED)
        await goes_to(desk, TRAINED)
        await desk.does("checklist.history").sees_toast("it was never answered")
        await desk.answers("partly", "told her of the course, not of the hours").does("checklist.say")
        await desk.sees_toast("answered partly").sees("answered partly on 27 Nov", "7 questions wait")
        await goes_to(desk, TRAINED)
        await desk.does("checklist.history").sees("Answered once", TRAINED, "asked by the code of 2025")
        await desk.sees("told her of the course, not of the hours").does("shell.back").does("shell.undo")
        await desk.does_not_see("answered partly on").sees("8 questions wait")


async def test_after_an_answer_the_cursor_is_on_what_waits_next(door: OpenDoor) -> None:
    with_agreement(door, state="signed")
    async with Story(door, size=NARROW) as desk:
        await desk.does("go.ethics", "move.last", "ethics.open").sees("The practice, month by month")
        await goes_to(desk, "This month, did I keep")
        await desk.does("checklist.say").sees("yes", "partly", "does not apply").does("pick.open")
        await desk.sees("a note, if there is one").does("ask.open").sees_toast("answered yes")
        await desk.sees("▸ ○ Have I logged every release")
        await goes_to(desk, "This month, did I keep")
        await desk.sees("again from 27 Dec", "asked each month")


async def test_a_monthly_question_is_answered_once_and_otherwise_for_one_client(door: OpenDoor) -> None:
    with_agreement(door, state="signed")
    with_client(door, "Tomás Herrera", called="Tomás", stage="active")
    async with Story(door, size=WIDE) as desk:
        await desk.does("go.ethics", "move.last", "ethics.open")
        await goes_to(desk, STEADY)
        await desk.does("checklist.apart").sees_toast("it is not asked of each client")
        await goes_to(desk, LEAD)
        await desk.answers("yes", "").does("checklist.say").sees("answered yes on 27 Nov")
        await goes_to(desk, LEAD)
        tomas = client_of(door, "Tomás")
        await desk.answers(f"client:{tomas}", "partly", "I pushed him").does("checklist.apart")
        await desk.sees_toast("Tomás: answered partly").sees("Tomás: answered partly on 27 Nov: I pushed him")
        await desk.does("shell.private").sees("T: answered partly").does_not_see("Tomás", "pushed")


async def test_a_consent_that_is_asked_for_is_entered_at_once_as_a_yes_or_a_no(door: OpenDoor) -> None:
    with_agreement(door, state="signed")
    soon = with_session(door, client_of(door), "tue 10:00")
    async with Story(door, size=NARROW) as desk:
        desk.app.open_record("prep", soon)
        await desk.rests()
        await desk.does("moment.questions").sees("2 wait · Before the session", "8 wait · Before the first")
        await desk.does("pick.open").sees("Before the session with Amara")
        await goes_to(desk, RECORD)
        await desk.does("checklist.new").sees("Amara Okonkwo: a session recorded", "They allow it", "They decline it")
        await desk.does("move.down", "pick.open").sees("Amara Okonkwo declines it", "‹ recording ›").does("form.save")
        await desk.sees_toast("Amara Okonkwo: declined: recording").sees(
            "record found", "Before the session with Amara"
        )
        await desk.does("shell.undo")
        await goes_to(desk, RECORD)
        await (
            desk.sees("no record found")
            .does("checklist.new", "pick.open")
            .sees("Amara Okonkwo allows it", "‹ recording ›")
        )
        await desk.does("form.save").sees_toast("Amara Okonkwo: allowed: recording")


async def test_a_report_to_the_payer_is_asked_about_on_the_agreement(door: OpenDoor) -> None:
    agreement = with_agreement(door, state="signed")
    desk = door.other()
    given = {"kind": "sponsor-report", "on": desk.today()}
    consents.give(desk, client_of(door), validated(GiveInput, given, READING))
    desk.close()
    async with Story(door, size=NARROW) as story:
        story.app.open_record("agreement", agreement)
        await story.rests()
        await story.does("moment.questions").sees("Which questions?", "A report to whoever pays")


async def test_the_questions_of_a_moment_are_one_key_away(door: OpenDoor) -> None:
    agreement = with_agreement(door, state="signed")
    client = client_of(door)
    soon, over = with_session(door, client, "tue 10:00"), with_session(door, client, "2026-11-26 10:00", held=True)
    async with Story(door, size=WIDE) as desk:
        for kind, record_id, heading in (
            ("session", soon, "Before the session with Amara"),
            ("prep", soon, "Before the session with Amara"),
            ("session", over, "After the session with Amara"),
            ("wrap_up", over, "After the session with Amara"),
            ("agreement", agreement, "At the agreement with Amara"),
        ):
            desk.app.open_record(kind, record_id)
            await desk.rests()
            await desk.does("moment.questions").sees(heading, "(2025)").does("shell.back", "shell.back")
        desk.app.open_record("client", client)
        await desk.rests()
        await (
            desk.sees("questions wait Q opens them")
            .does("moment.questions")
            .sees("Which questions?", "At the agreement")
        )
        await desk.does("pick.open").sees("questions wait")


async def test_another_edition_renumbers_and_loses_nothing(door: OpenDoor) -> None:
    with_agreement(door, state="signed")
    async with Story(door, size=WIDE) as desk:
        await desk.does("go.ethics", "ethics.open")
        await goes_to(desk, TRAINED)
        await desk.answers("yes", "").does("checklist.say").does("shell.back", "ethics.editions")
        await desk.sees("you work by ICF Code of Ethics (2025)", "18 of 23", "5.1 to 5.5 are not known here")
        await desk.does("move.down", "editions.compare").sees("2025 beside 2020", "renumbered", "not known", "2020: 2")
        await desk.does("edition_compare.step").sees("2025 beside 2005").does("edition_compare.swap")
        await desk.sees("2005 beside 2025").does("shell.back", "editions.open").sees_toast("every answer is kept")
        await desk.sees("you work by ICF Code of Ethics (2020").does("editions.open").sees_toast("work by it already")
        await desk.does("shell.back").sees("(2020").does("ethics.open")
        await goes_to(desk, TRAINED)
        await desk.sees("answered yes on 27 Nov", "asked then by the code of 2025", "2020:")
        await desk.resizes(*NARROW).does("shell.back", "ethics.editions", "editions.compare").sees("2020 beside 2025")


async def test_a_dilemma_is_written_down_decided_and_looked_back_on(door: OpenDoor) -> None:
    with_client(door, "Tomás Herrera", called="Tomás")
    async with Story(door, size=WIDE) as desk:
        await desk.does("go.ethics", "ethics.dilemmas").sees("No dilemma is written down").does("dilemmas.new")
        await desk.does("form.save").sees("not saved").types("He wants me to read his e-mail first.")
        await desk.press("tab", "tab").types("tom").press("enter", "tab").types("understands, stays private")
        await desk.sees("The client understands the deal; What the client tells me stays private").does("form.save")
        await desk.sees("1 dilemma ! 1 not decided", "Tomás: He wants me", "touches: The client understands the deal")
        await desk.does("dilemmas.look_back").sees_toast("it is not decided yet").does("dilemmas.open")
        await desk.sees("What did you decide?").types("Kaito").press("tab").types("I asked him what he hopes for")
        await desk.press("tab").types("27 feb").does("form.save").sees("✓ each is decided", "I asked: Kaito")
        await desk.does("dilemmas.look_back").types("It was coaching").does("form.save").sees("looked back 27 Nov")
        await desk.does("shell.private").does_not_see("Tomás", "e-mail", "Kaito", "It was coaching")


async def test_which_standards_the_clauses_answer(door: OpenDoor) -> None:
    agreement = with_agreement(door)
    async with Story(door, size=WIDE) as desk:
        desk.app.open_record("agreement", agreement)
        await desk.rests()
        await desk.does("agreement.standards").sees("Clauses and standards with Amara", "Left out", "When I am away")
        await desk.sees("it is not in the agreement; esc goes back", "In the agreement", "What coaching is", "(2025)")
        await desk.resizes(*NARROW).sees("only in clauses left out")


async def test_a_checklist_is_handed_over_to_a_named_supervisor(door: OpenDoor, tmp_path: Path) -> None:
    with_agreement(door, state="signed")
    target = tmp_path / "mine.md"
    async with Story(door, size=WIDE) as desk:
        await desk.does("go.ethics", "ethics.open", "checklist.export").sees("Checklist of Amara", "empty: you keep it")
        await desk.types("Dr. Ruth Abara").press("tab", "tab")
        await retypes(desk, str(target))
        await desk.does("form.save").sees("For Dr. Ruth Abara, word for word", "can still tell who it is", SIGNED)
        await desk.does("read_first.no").sees("Checklist of Amara", "Dr. Ruth Abara")
        assert not target.exists()
        await desk.does("form.save", "read_first.yes").sees_toast("handed over, and in the register")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    words = target.read_text("utf-8")
    assert SIGNED in words
    assert "Amara" not in words
    other = door.other()
    try:
        assert [one.recipient for one in hand_over.register(other)] == ["Dr. Ruth Abara"]
    finally:
        other.close()


async def test_nothing_asked_says_what_belongs_there(door: OpenDoor) -> None:
    client = with_client(door, "Priya Raman", stage="enquiry")
    async with Story(door) as desk:
        desk.app.open_record("client", client)
        await desk.rests()
        await desk.does("moment.questions").sees_toast("nothing is asked here now").does_not_see("questions wait")
