"""Ethics in a real terminal: a new client until after the first session, by doing the work; a month's practice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from coachdesk.services import dilemmas, ethics
from coachdesk.services.desk import Passphrase, open_desk
from tests.driver import PtyStory
from tests.stories.test_sessions_pty import NOW, new_desk, with_signed_agreement
from tests.stories.unlocked import PASSPHRASE, unlocked

WEDNESDAY, APRIL = "2027-03-17T10:00:00Z", "2027-04-16T06:00:00Z"


@asynccontextmanager
async def terminal(folder: Path, home: Path, now: str) -> AsyncIterator[PtyStory]:
    """The program in a terminal at that instant, just unlocked."""
    async with unlocked(folder, home, now=now) as desk:
        yield desk
        await desk.does("shell.quit").ends(0)


async def says(desk: PtyStory, words: str, down: int = 0, note: str = "") -> None:
    """Answer the question under the cursor, of which the pane says these words: the choice so many lines down."""
    await desk.sees(words).does("checklist.say").sees("does not apply here").press(*["down"] * down)
    await desk.does("pick.open").sees("a note, if there is one").types(note).does("ask.open")
    await desk.loses("a note, if there is one")


async def makes(desk: PtyStory, words: str, form: str, first: str, second: str = "", key: str = "tab") -> None:
    """Make the record that the question under the cursor asks for, in a form that leads to its field; then it is
    found."""
    await desk.sees(words).does("checklist.new").sees(form).types(first)
    if second:
        await desk.press(key).types(second)
    await desk.does("form.save").loses(form).sees("✓ record found")


async def an_enquiry(desk: PtyStory) -> None:
    """A name, and when they would like to begin; nothing is asked before that."""
    await desk.does("go.clients").sees("No clients yet").does("clients.new").sees("New client")
    await desk.types("Amara Okonkwo").does("form.save").sees("Amara Okonkwo: added").does("clients.open")
    await desk.sees("nothing yet").does("moment.questions").sees("nothing is asked here now").does("go.sessions")
    await desk.sees("this week").does("sessions.new").sees("A session with whom?").does("pick.open")
    await desk.sees("New session with Amara").types("wed 10:00").does("form.save").sees("all the same")
    await desk.does("dialog.yes").sees("session planned")


async def an_agreement(desk: PtyStory) -> None:
    """From the first question to an agreement that both have signed, and back to the question."""
    await desk.sees("9 questions wait", "Otherwise each of you", "No agreement with Amara").does("checklist.new")
    await desk.sees("New agreement with Amara Okonkwo").types("Leading the team").press("tab").types("6")
    await desk.press("tab").types("60").press("tab", "tab", "tab").types("1200")
    await desk.press(*["tab"] * 5).types("today").does("form.save").sees("nothing is missing")
    await desk.does("agreement.send").sees("Mark version 1 as sent").does("dialog.yes").sees("both signatures")
    await desk.does("agreement.sign").sees("Signed as").does("form.save").sees("your signature is missing")
    await desk.does("agreement.sign").sees("the coach, Vera Stone").does("form.save").sees("signed by all")
    await desk.does("shell.back").sees("▸agreement").does("shell.back").sees("8 questions wait", "✓ record found")


async def test_a_new_client_from_enquiry_to_the_first_session(tmp_path: Path) -> None:
    new_desk(tmp_path / "desk").close()
    async with terminal(tmp_path / "desk", tmp_path / "home", NOW) as desk:
        await an_enquiry(desk)
        await desk.does("go.ethics").sees("before the first session with Amara Okonkwo (9)").does("ethics.open")
        await an_agreement(desk)
        await desk.does("move.down")
        await makes(desk, "Clients who expect answers", "Intake talk of Amara", "what coaching is, and is not")
        await says(desk, "Clients who expect answers")
        await says(desk, "The first surprise bill")
        await says(desk, "People say things they would have kept back")
        await makes(desk, "Your own local number is no use", "Edit Amara", "Lagos, Nigeria", "112")
        await desk.does("move.down")
        await makes(desk, "A tie found later", "Edit Amara", "today", "none", "shift+tab")
        await desk.does("move.down")
        await makes(desk, "Ties you do not name", "Edit Amara", "none")
        await desk.does("move.down")
        await says(desk, "What looks like agreement", 1, "she asks me what to do; I said so")
        await says(desk, "They may rely on you")
        await desk.sees("No question waits").does("shell.back").sees("all 9 answered").does("go.sessions")
        await desk.sees("Amara").does("sessions.open").sees("With", "Q opens them").does("moment.questions")
        await desk.sees("Which questions?").does("pick.open").sees("Before the session with Amara")
    async with terminal(tmp_path / "desk", tmp_path / "home", WEDNESDAY) as desk:
        await desk.does("go.sessions").sees("1 to be marked").does("move.first", "sessions.done")
        await desk.sees("How long was the session").press("enter").sees("held 60m").does("go.ethics")
        await desk.sees("After the session with Amara Okonkwo").does_not_see("Before the first session")


async def test_a_month_s_practice_is_looked_through(tmp_path: Path) -> None:
    made = new_desk(tmp_path / "desk")
    with_signed_agreement(made, "Amara Okonkwo", "Africa/Lagos", 24)
    with_signed_agreement(made, "Tomas Herrera", "America/Santiago", 0)
    made.close()
    async with terminal(tmp_path / "desk", tmp_path / "home", NOW) as desk:
        await desk.does("go.ethics").sees("The practice, month by month").does("move.last", "ethics.open")
        await says(desk, "Small broken promises")
        await says(desk, "A change agreed in passing")
        await says(desk, "One anecdote told at dinner", 2, "told a friend about a client; I will not again")
        await (
            desk.sees("Without a log").does("checklist.apart").sees("For which client").types("tomas").loses("Amara Ok")
        )
        await desk.does("pick.open").sees("for Tomas").does("pick.open").sees("a note, if").does("ask.open")
        await desk.sees("Tomas: answered yes on 15 Mar", "no record found").does("move.last", "move.first")
        await desk.does(*["move.down"] * 7)
        await makes(desk, "One broken disk", "A copy of your desk", "the desk, on the stick in the drawer")
        await desk.sees("Backup on 15 March 2027, opened and checked").does("shell.back").sees("of 33 wait")
        await desk.does("ethics.dilemmas").sees("No dilemma is written down").does("dilemmas.new").sees("What happened")
        await desk.types("Is it still coaching?").does("form.save").sees("1 not decided").does("dilemmas.decide")
        await desk.sees("What did you decide?").types("Kaito").press("tab").types("It is").does("form.save")
        await desk.sees("each is decided")
    async with terminal(tmp_path / "desk", tmp_path / "home", APRIL) as desk:
        await desk.does("go.ethics").sees("The practice, month by month").does("move.last", "ethics.open")
        await desk.sees("Small broken promises", "s answers it").does("checklist.history")
        await desk.sees("it was never answered").does_not_see("answered yes")
    other = open_desk(tmp_path / "desk", Passphrase(PASSPHRASE))
    try:
        (one,) = ethics.history(other, "confidentiality.client_info.kept")
        assert (one.answer, one.edition) == ("no", "2025")
        (dilemma,) = dilemmas.lines(other)
        assert dilemma.decided == "It is"
    finally:
        other.close()
