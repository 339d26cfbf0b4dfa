"""The Ledger: how far it is, who is left off, hours from before, learning; at both sizes, and in privacy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from coachdesk.services import ahead
from coachdesk.services.hand_over import register
from coachdesk.ui.widgets.answer_line import AnswerLine
from tests.driver import Story
from tests.services.hours_acts import coached, held, learnt, past
from tests.ui.desks import OpenDoor

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def logged(door: OpenDoor) -> OpenDoor:
    """Amara agreed to be listed, Tomás declined, Mei was never asked."""
    desk = door.other()
    for name, agreed in (("Amara Okonkwo", True), ("Tomás Rojas", False), ("Mei Lin", None)):
        client_id, page_id = coached(desk, name, agreed=agreed, email="someone@example.org")
        held(desk, client_id, page_id, 75, times=10, on=date(2026, 9, 1))
    desk.close()
    return door


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_ledger_says_what_belongs_there(door: OpenDoor, size: tuple[int, int]) -> None:
    async with Story(door, size=size) as desk:
        await desk.does("go.ledger").sees("0 of 100 hours for the ACC", "not at this pace", "Rules as stored")
        await desk.does("move.last").sees(
            "t enters education", "n enters hours from before", "Money: $ lists who owes what"
        )
        await desk.sees("$ lists who owes what, and whom you owe").does("move.up")
        await desk.sees("entries of the register").does("ledger.open").sees("Learning", "education")


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_line_answers_and_v_goes_on(logged: OpenDoor, size: tuple[int, int]) -> None:
    async with Story(logged, size=size) as desk:
        await desk.does("go.ledger").sees("12.5 of 100 hours for the ACC", "at this pace in", "2 left off")
        await desk.does("ledger.credential").sees("12.5 of 500 hours for the PCC")
        await desk.does("ledger.credential").sees("of 2500 hours for the MCC")
        await desk.does("move.last", "move.up", "move.up", "move.up").sees("Left off by name: 2 clients, 25 hours")


async def test_a_long_reading_says_how_far_it_is_and_holds_up_no_key(
    logged: OpenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, bool]] = []
    async with Story(logged) as desk:

        def steps(_: object) -> Iterator[str]:
            yield "reading sessions, 1 of 2…"
            seen.append((str(desk.app.screen.query_one(AnswerLine).content), desk.app.holds_keys()))
            yield "reading sessions, 2 of 2…"

        monkeypatch.setattr(ahead, "ledger", steps)
        await desk.press("7").sees("12.5 of 100 hours for the ACC")
        assert ("Ledger   reading sessions, 1 of 2…", False) in seen  # beside what is read behind the first screen
        assert not desk.app.screen.is_being_read
        await desk.does("ledger.credential").sees("12.5 of 500 hours for the PCC")


async def test_a_yes_brings_somebody_into_the_log(logged: OpenDoor) -> None:
    async with Story(logged, size=(120, 40)) as desk:
        await desk.does("go.ledger").sees("In the log: 1 client, 12.5 hours", "never asked", "declined on 27 November")
        await desk.clicks("Mei Lin").sees("Left off by name: never asked")
        await desk.answers("give").does("ledger.consent").sees("Mei Lin allows it").does("form.save")
        await desk.sees_toast("Mei Lin: may be listed").sees("In the log: 2 clients, 25 hours", "1 left off")
        await desk.does("shell.undo").sees("In the log: 1 client, 12.5 hours")


async def test_a_question_to_send_is_written(logged: OpenDoor) -> None:
    async with Story(logged, size=(120, 40)) as desk:
        await desk.does("go.ledger").clicks("Mei Lin").answers("ask").does("ledger.consent")
        await desk.sees("May I list you in it?", "I keep it myself").press("escape")


async def test_past_hours_are_entered_changed_and_taken_away(door: OpenDoor) -> None:
    async with Story(door, size=(120, 40)) as desk:
        await desk.does("go.ledger", "ledger.new").sees("Hours from before this desk").types("Jonas Weber")
        await desk.press("tab").types("2024-01-10").press("tab", "tab").types("12:30").does("form.save")
        await desk.sees_toast("Jonas Weber: hours entered; left off by name until they agree")
        await desk.sees("From before this desk: 1 entry", "Left off by name: 1 client, 12.5 hours")
        await desk.does("ledger.edit").sees("Hours with Jonas Weber").press("tab", "tab", "tab", "tab").types("1.5")
        await desk.does("form.save").sees("1 client, 14 hours")
        await desk.does("ledger.delete").sees("Take the hours with Jonas Weber away?").does("dialog.yes")
        await desk.sees("From before this desk: 0 entries").does("shell.undo").sees("From before this desk: 1 entry")


async def test_who_is_no_client_answers_too(door: OpenDoor) -> None:
    other = door.other()
    past(other, "Jonas Weber")
    other.close()
    async with Story(door, size=(120, 40)) as desk:
        await desk.does("go.ledger").clicks("Jonas Weber")
        await desk.sees("Left off by name: never asked").answers("give").does("ledger.consent")
        await desk.sees("In the log: 1 client, 12 hours").does("ledger.export").sees("Hand the log over")


@pytest.mark.parametrize("bad", [True, False])
async def test_a_table_is_shown_before_it_is_imported(door: OpenDoor, tmp_path: Path, bad: bool) -> None:
    lines = ["Client name,Start date,Paid hours", "Jonas,2024-01-10,12"] + ["Zoë,soon,3"] * bad
    (tmp_path / "old.csv").write_text("\n".join(lines), "utf-8")
    async with Story(door, size=(120, 40)) as desk:
        await desk.does("go.ledger", "ledger.import").types(str(tmp_path / "old.csv")).does("form.save")
        await desk.sees("old.csv", "1 new", "the 1 line")
        if bad:
            await desk.sees("1 cannot be read", "line 3", "soon")
        await desk.does("pick.open").sees_toast("1 entry imported").sees("From before this desk: 1 entry")
        await desk.does("ledger.import").types(str(tmp_path / "old.csv")).does("form.save")
        if not bad:
            await desk.sees("every line of it is here already")


async def test_a_file_that_is_no_table_is_said_beside_the_field(door: OpenDoor, tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_bytes(b"\x00")
    async with Story(door) as desk:
        await desk.does("go.ledger", "ledger.import").types(str(tmp_path / "old.csv")).does("form.save")
        await desk.sees("it is not a table of text", "Import a log of hours")


async def test_the_log_is_handed_over(logged: OpenDoor, tmp_path: Path) -> None:
    async with Story(logged, size=(120, 40)) as desk:
        desk.app.export_folder = tmp_path
        await desk.does("go.ledger", "ledger.export").sees("12.5 paid and 0 pro bono hours with 1 client who agreed")
        await desk.sees("2 clients, 25 hours, are left off").does("form.save")
        await desk.sees_toast("handed over, and in the register")
    assert (tmp_path / "coaching-log.pdf").read_bytes().startswith(b"%PDF")
    other = logged.other()
    assert [(one.client, one.recipient) for one in register(other)] == [("Amara Okonkwo", "the credentialing body")]
    other.close()


async def test_learning_and_renewal_stand_there(door: OpenDoor) -> None:
    other = door.other()
    learnt(other, "2026-03-01", "ACC, ICF", kind="qualification", shown="yes")
    learnt(other, "2026-04-01", "Ethics in practice", form="education", minutes="180", units="ethics")
    other.close()
    async with Story(door, size=(120, 40)) as desk:
        await desk.does("go.ledger").sees("0 of 500 hours for the PCC", "Renewal of the ACC, due 1 March 2029")
        await desk.sees("Continuing education", "3 of 40", "Learning: 1 entry").clicks("Ethics in")
        await desk.sees("Counts for: ethics").does("ledger.open").sees("Register")


async def test_an_agreement_may_be_with_a_group(logged: OpenDoor) -> None:
    async with Story(logged, size=(120, 40)) as desk:
        await desk.does("go.ledger").clicks("Amara").sees("They agreed to be listed")
        await desk.answers("8").does("ledger.group").sees("group of 8").sees_toast("the log shows it as a group")
        await desk.does("shell.undo").sees_toast("undone: coached as a group").sees("individual")
        await desk.does_not_see("group of 8")


async def test_privacy_shows_no_name(logged: OpenDoor) -> None:
    async with Story(logged, size=(120, 40)) as desk:
        await desk.does("go.ledger").sees("Amara Okonkwo").does("shell.private").sees("AO")
        await desk.does_not_see("Amara", "Tomás", "someone@example.org")
