"""In a real terminal: a series across a change of clocks with a client ten zones away, held and cancelled late."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from coachdesk.domain.inputs.agreements import TermsInput
from coachdesk.domain.inputs.clients import ClientInput
from coachdesk.domain.inputs.goals import GoalInput
from coachdesk.domain.inputs.sessions import SessionInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.domain.times import from_stamp
from coachdesk.services import agreements, clients, goals, sessions
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk, NewDesk, Passphrase, RecoveryKey, create_desk, new_recovery_key
from tests.stories.unlocked import PASSPHRASE, unlocked

NOW = "2027-03-15T06:00:00Z"


READING = Reading(today=date(2027, 3, 15))


def new_desk(folder: Path) -> Desk:
    """A desk in Sofia whose clock stands still."""
    new = NewDesk(name="Vera Stone", zone="Europe/Sofia", test_clock=True)
    desk = create_desk(folder, new, [RecoveryKey(new_recovery_key()), Passphrase(PASSPHRASE)])
    desk.clock = fixed_clock(from_stamp("2027-03-01T08:00:00Z"))
    return desk


def with_signed_agreement(desk: Desk, name: str, zone: str, cancel_hours: int) -> str:
    """A client there with six sessions under signed terms that ask for so much notice; their id."""
    called, mail = name.split()[0], f"{name.split()[0].lower()}@example.org"
    entered = {"full_name": name, "called": called, "zone": zone, "email": mail}
    someone = clients.add(desk, validated(ClientInput, entered, READING))
    goals.add(desk, someone.id, validated(GoalInput, {"text": "Leave by five", "measure": "the door log"}))
    terms = {"sessions": 6, "minutes": 60, "fee": "1200.00", "start": "2027-03-01", "cancel_hours": cancel_hours}
    page = agreements.new(desk, someone.id, validated(TermsInput, terms, READING).terms(), title="A new school")
    agreements.send(desk, page.id)
    for by, party in ((name, "client"), ("Vera Stone", "coach")):
        agreements.sign(desk, page.id, by=by, on=date(2027, 3, 1), how="paper", party=party)
    return someone.id


def plan(desk: Desk, client_id: str, at: str) -> None:
    """A session that is there already."""
    sessions.add(desk, client_id, validated(SessionInput, {"at": at}))


async def test_a_series_across_a_change_of_clocks_is_planned_held_and_cancelled(tmp_path: Path) -> None:
    made = new_desk(tmp_path / "desk")
    plan(made, with_signed_agreement(made, "Aroha Ngata", "Pacific/Auckland", 24), "2027-03-14 09:00")
    made.close()
    async with unlocked(tmp_path / "desk", tmp_path / "home", now=NOW, size=(100, 32)) as desk:
        await desk.sees("Sun 14 Mar")
        await desk.does("go.sessions").sees("1 to be marked", "To be marked", "Aroha")
        await desk.does("sessions.new").sees("A session with whom?").does("pick.open").sees("New session with Aroha")
        await desk.types("mon 20:30 theirs").sees("Mon 15 Mar 09:30 · theirs 20:30 in Auckland")
        await desk.press("tab", "tab", "tab", "tab", "tab", "tab", "right").sees("every week")
        await desk.press("tab").types("4").press("tab", "right").sees("their hour stays the same").does("form.save")
        await desk.sees("from Mon 29 Mar on it is 10:30 on your clock instead of 09:30").does("dialog.yes")
        await desk.sees("4 sessions planned", "20:30 in Auckland", "no session agreement yet")
        await (
            desk.does("move.right")
            .sees("Mon 22 Mar")
            .does("move.right")
            .sees("10:30", "20:30 in Auckland")
            .does("sessions.today")
            .sees("this week")
        )
        await desk.does("move.first", "sessions.done").sees("How long was the session with Aroha").press("enter")
        await desk.sees("1 held, 4 booked, 5 left of 6").loses("To be marked")
        await desk.does("move.first", "sessions.cancel").sees("Less than the 24 h of notice").press("tab").types("ill")
        await desk.does("form.save").sees("cancelled and charged; 1 held, 1 charged, 3 booked, 4 left of 6")
        await desk.does("shell.undo").sees("undone").does("shell.quit").ends(0)


async def test_a_late_cancellation_is_charged_under_terms_that_say_so_and_under_no_others(tmp_path: Path) -> None:
    made = new_desk(tmp_path / "desk")
    plan(made, with_signed_agreement(made, "Amara Okonkwo", "Africa/Lagos", 24), "2027-03-15 15:00")
    plan(made, with_signed_agreement(made, "Tomas Herrera", "America/Santiago", 0), "2027-03-15 17:00")
    made.close()
    async with unlocked(tmp_path / "desk", tmp_path / "home", now=NOW, size=(100, 32)) as desk:
        await desk.sees("2 sessions")
        await desk.does("go.sessions").sees("14:00 in Lagos", "12:00 in Santiago").does("sessions.cancel")
        await desk.sees("Less than the 24 h of notice are left", "charged, as the signed terms say").press("tab")
        await desk.types("a cold").does("form.save").sees("cancelled and charged; 1 charged, 5 left of 6")
        await desk.does("move.down", "sessions.cancel").sees("The signed terms ask for no notice: nothing is charged")
        await desk.does_not_see("as the signed terms say").press("tab").types("a train").does("form.save")
        await desk.sees("cancelled; 6 left of 6", "cancelled, charged", "cancelled by them").does("sessions.open")
        await desk.sees("cancelled by them", "a train", "15 Mar 08:00, by them").does("shell.quit").ends(0)
