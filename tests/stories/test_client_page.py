"""A client's page: its parts, goals and their ratings, agreements and what was handed over, history and undoing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coachdesk.domain.disclosures import TO_CLIENT
from coachdesk.domain.inputs.agreements import TermsInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import agreements, hand_over
from tests.driver import Story
from tests.services.acts import damage
from tests.stories.people import fill, turns_to, with_client, with_goal
from tests.ui.desks import NOW, OpenDoor


async def test_goals_are_added_rated_and_show_their_course(door: OpenDoor) -> None:
    with_client(door, "Amara")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.open")
        await turns_to(desk, "goals")
        await desk.does("goals.new").types("Say no once a week")
        await fill(desk, How_we_will_know="a list she keeps")
        await desk.does("form.save").sees_toast("goal added").sees("Say no once a week", "measure: a list she keeps")
        await desk.sees("not rated yet").does("goals.rate").types("11").does("form.save").sees("11 is not a rating")
        await desk.press("backspace").does("form.save").sees("▁ 1", "rated 27 Nov").sees_toast("rated 1 of 10")
        await desk.does("goals.rate").types("6").does("form.save").sees("1→6")
        await desk.does("goals.rate").types("4").press("tab", "right").sees("‹ me ›").does("form.save")
        await desk.sees("1→6", "mine")
        await turns_to(desk, "overview")
        await desk.sees("Goal Say no once a week", "1→6")


async def test_a_goal_is_changed_let_go_and_taken_up_again(door: OpenDoor) -> None:
    client_id = with_client(door, "Amara")
    with_goal(door, client_id, "Say no", 3, 5)
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.open")
        await turns_to(desk, "goals")
        await desk.sees("Say no", "3→5")
        await desk.does("goals.edit").types(" kindly").does("form.save").sees("Say no kindly")
        await desk.does("goals.drop").sees("Let go ▸ Say no kindly").sees_toast("goal let go; it stays in sight")
        await desk.does("goals.rate").sees_toast("Rate a goal: this goal was let go; d takes it up again")
        await desk.does("goals.drop").does_not_see("Let go").sees_toast("goal taken up again")
        await desk.does("shell.undo").sees("Let go").does("shell.undo").does_not_see("Let go")


async def test_a_goal_without_words_is_refused_in_its_place(door: OpenDoor) -> None:
    with_client(door, "Amara")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.open")
        await turns_to(desk, "goals")
        await desk.does("goals.new", "form.save").sees("! not saved", "a goal needs words")


async def test_a_session_is_planned_from_the_first_part_of_the_page(door: OpenDoor) -> None:
    with_client(door, "Amara", zone="Africa/Lagos")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.open", "sessions.new").sees("New session with Amara")
        await desk.types("today 16:30").does("form.save").sees("no agreement with Amara is in force")
        await desk.does("dialog.yes").sees("▸sessions", "Fri 27 Nov 16:30 60m 15:30 in Lagos")


async def test_the_overview_leads_to_agreement_and_goal(door: OpenDoor) -> None:
    client_id = with_client(door, "Amara")
    with_goal(door, client_id, "Say no", 3, measure="a list")
    _agreement(door, client_id)
    async with Story(door) as desk:
        await desk.does("go.clients").sees("sent").does("clients.open")
        await desk.sees("Agreed 6 sessions of 60 min, 1,200.00 EUR · sent, not signed", "Goal Say no")
        await desk.does("move.down", "client.open").sees("▸goals", "measure")
        await turns_to(desk, "agreement")
        await desk.sees("sent Leading the team", "from 1 Dec until 30 Jun 2027", "Handed over", "to Amara")


async def test_history_tells_every_change_and_takes_one_back(door: OpenDoor) -> None:
    with_client(door, "Amara", email="a@o.example")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.edit")
        await fill(desk, Phone="+234 555 010")
        await desk.does("form.save", "clients.stage", "pick.open").types("a trip").does("ask.open")
        await desk.does("clients.open", "move.left").sees("▸overview")
        await turns_to(desk, "history")
        await desk.sees("stage changed", "client changed")
        await desk.sees("27 Nov 09:30 stage changed", "phone: +234 555 010", "client added", "U take back")
        await desk.does("move.down", "move.down", "client.take_back").sees(
            "Take back “client changed” of 27 Nov 09:30?"
        )
        await desk.does("dialog.yes").sees_toast("changed since").does("move.first", "client.take_back", "dialog.yes")
        await desk.sees_toast("taken back: stage changed").sees("stage changed · undone")
        while "client changed" not in _line(desk):
            await desk.does("move.down")
        await desk.does("client.take_back", "dialog.yes").sees_toast("taken back: client changed")
        await turns_to(desk, "overview")
        await desk.does_not_see("+234 555 010").sees("active since")


def _line(desk: Story) -> str:
    """The line under the cursor."""
    return next(line for line in desk.screen().splitlines() if line.startswith("▸ "))


async def test_what_is_recorded_for_good_says_so(door: OpenDoor) -> None:
    _agreement(door, with_client(door, "Amara"))
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.open")
        await turns_to(desk, "history")
        await desk.sees("agreement sent")
        await desk.does("client.take_back").sees_toast("Take this change back: it is recorded for good")


async def test_long_words_are_laid_out_in_lines_that_can_all_be_reached(door: OpenDoor) -> None:
    with_client(door, "Amara", note="\n".join(f"line {n} of the note" for n in range(60)))
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.open").sees("Note line 0 of the note")
        for _ in range(6):
            await desk.does("move.page_down")
        await desk.sees("line 55 of the note").does("move.last").sees("line 59 of the note", "active since")
        await desk.resizes(120, 40).sees("line 59 of the note").resizes(80, 24).sees("line 59 of the note")


async def test_much_to_ask_before_doing_is_cut_above_and_whole_below(door: OpenDoor) -> None:
    asks = [f"Ask before {what} anything at all with them" for what in ("suggesting", "sharing", "sending", "booking")]
    with_client(door, "Amara", ask_before=asks)
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.open").sees("Ask before suggesting anything", "…", "Ask before booking")


@pytest.mark.parametrize("days", [-1, 0, 3])
async def test_a_zone_for_a_while_is_said_until_it_is_over(door: OpenDoor, days: int) -> None:
    until = NOW.date() + timedelta(days=days)
    away = {"away_zone": "Europe/Oslo", "away_from": "2026-11-01", "away_until": until.isoformat()}
    with_client(door, "Mei", zone="Asia/Taipei", **away)
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.open")
        if days < 0:
            await desk.sees("Taipei, 15:30 there now").does_not_see("Oslo")
        else:
            await desk.sees("Oslo, 08:30 there now", f"in Oslo until {until.day} Nov, then Taipei")


async def test_the_line_under_the_cursor_is_copied(door: OpenDoor) -> None:
    with_client(door, "Amara", email="a@o.example", zone="lagos")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.open").press(*["j"] * 10)
        await desk.does("move.first", "move.down")
        while desk.app.screen.lines.current != "field:email":  # type: ignore[attr-defined]
            await desk.does("move.down")
        await desk.does("client.copy").sees_toast("copied")
        assert desk.app.clipboard == "a@o.example"


def _agreement(door: OpenDoor, client_id: str) -> None:
    """An agreement that was sent, and whose summary was handed over."""
    desk = door.other()
    try:
        terms = {
            "sessions": 6, "minutes": 60, "fee": "1200.00", "currency": "EUR", "start": NOW.date() + timedelta(days=4),
            "end": NOW.date().replace(year=2027, month=6, day=30),
        }  # fmt: skip
        page = agreements.new(desk, client_id, validated(TermsInput, terms).terms(), title="Leading the team")
        agreements.send(desk, page.id)
        leaving = hand_over.Leaving(client_id, "", "agreement", "the summary", "Amara", "md", "", TO_CLIENT)
        hand_over.hand_over(desk, leaving, b"words", desk.dir.parent / "summary.md")
    finally:
        desk.close()


async def test_a_damaged_row_is_left_out_with_a_word(door: OpenDoor) -> None:
    client = with_client(door, "Amara Okonkwo")
    with_goal(door, client, "Speak first")
    with_goal(door, client, "Rest more")
    desk = door.other()
    damage(desk, "goal")
    desk.close()
    async with Story(door) as story:
        await story.does("go.clients", "clients.open").sees("Amara Okonkwo", "1 damaged record is left out here")
        await story.sees("Rest more").does_not_see("Speak first")
