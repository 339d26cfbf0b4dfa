"""A whole hour in a real terminal: prepared, held with eight moments, killed and locked in its middle, wrapped up."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coachdesk.domain.inputs.clients import ClientInput
from coachdesk.domain.inputs.sessions import SessionInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.services import clients, session_items, sessions
from coachdesk.services.desk import Desk, NewDesk, Passphrase, RecoveryKey, create_desk, new_recovery_key, open_desk
from tests.driver import PtyStory
from tests.stories.unlocked import PASSPHRASE, unlocked

SOON = timedelta(minutes=20)
BEFORE = ("mark", "insight", "action", "feeling", "win")
AFTER = ("back", "mark", "action")


@dataclass(frozen=True)
class Planned:
    """A desk on which a session with Mei is about to begin."""

    folder: Path
    home: Path
    session_id: str

    def desk(self) -> Desk:
        """The desk as another process opens it."""
        return open_desk(self.folder, Passphrase(PASSPHRASE))

    def terminal(self) -> AbstractAsyncContextManager[PtyStory]:
        """The program in a terminal, just unlocked."""
        return unlocked(self.folder, self.home, size=(100, 40))


@pytest.fixture
def planned(tmp_path: Path) -> Planned:
    """The session begins in some minutes, whatever time it is."""
    new = NewDesk(name="Vera Stone", zone="UTC")
    desk = create_desk(tmp_path / "desk", new, [RecoveryKey(new_recovery_key()), Passphrase(PASSPHRASE)])
    reading = Reading(today=desk.today())
    entered = {"full_name": "Mei Lin", "called": "Mei", "zone": "Asia/Taipei", "stage": "active"}
    mei = clients.add(desk, validated(ClientInput, entered, reading))
    at = f"{datetime.now(UTC) + SOON:%Y-%m-%d %H:%M}"
    line = sessions.add(desk, mei.id, validated(SessionInput, {"at": at, "minutes": 50}, reading)).line
    home = tmp_path / "home"
    home.mkdir()
    desk.close()
    return Planned(tmp_path / "desk", home, line.id)


async def drops(desk: PtyStory, kinds: tuple[str, ...], already: int = 0) -> None:
    """A silent moment of each kind, seen to be kept."""
    for count, kind in enumerate(kinds, already + 1):
        await desk.does(f"focus.drop_{kind}").sees("1 moment ·" if count == 1 else f"{count} moments ·")


async def test_an_hour_is_prepared_held_killed_in_the_middle_and_wrapped_up(planned: Planned) -> None:
    async with planned.terminal() as desk:
        await desk.does("go.clients").sees("Mei").does("clients.open").sees("theirs").does("hour.prep")
        await desk.sees("no session agreement yet").does("hour.agree").sees("Session agreement with Mei")
        await desk.types("speaking first").press("tab").types("a question to open with").does("form.save")
        await desk.sees("speaking first · wants a question").does("hour.focus").sees("wants: a question", "50 min left")
        await drops(desk, BEFORE)
        desk.terminal.kill()
    async with planned.terminal() as desk:
        await desk.sees("began at", "5 moments are kept").does("dialog.yes").sees("wants: a question", "5 moments ·")
        await desk.does("shell.lock").sees("This desk is locked.").does_not_see("Mei", "question")
        await desk.types(PASSPHRASE).does("unlock.open").sees("began at", "5 moments are kept").does("dialog.yes")
        await drops(desk, AFTER, len(BEFORE))
        await desk.does("focus.leave").sees("it is over").does("pick.open").sees("8 of 8 moments left")
        left = 8
        for verb, text in (
            ("note", "a long pause"),
            ("insight", "I may ask"),
            ("action", "ask on Thursday"),
            ("interpretation", "afraid of Ingrid"),
            ("observation", "sat up straight"),
            ("share", "you light up"),
        ):
            await desk.does(f"wrap_up.{verb}").loses("moments left").types(text).does("form.save")
            left -= 1
            await desk.sees(f"{left} of 8 moments left")
        await desk.does("wrap_up.nothing").sees("1 of 8 moments left").does("wrap_up.promise").sees("A promise to Mei")
        await desk.types("send the article +3d 17:00").sees("17:00 · theirs").does("capture.open")
        await desk.loses("1 of 8 moments left")
        await desk.does("wrap_up.outcome").sees("Wanted: a question").types("she has one").does("form.save")
        await desk.sees("C closes it").does("wrap_up.close").sees("✓ wrapped up").does("wrap_up.follow_up")
        await (
            desk.sees("Note afterwards")
            .sees("ask on Thursday")
            .does_not_see("afraid", "light up")
            .does("follow_up.copy")
            .sees("is copied")
        )
        await desk.does("shell.back").sees("✓ wrapped up").does("shell.back").loses("wrapped up").does("shell.quit")
        await desk.ends(0)
    other = planned.desk()
    line = sessions.line(other, planned.session_id)
    assert (line.state, line.wrapped is not None) == ("held", True)
    moments = session_items.moments_of(other, planned.session_id)
    assert [one.kind for one in moments] == [*BEFORE, *AFTER]
    assert len({one.at for one in moments}) == len(moments)
    assert [one.became for one in moments][-2:] == ["nothing", "promise"]
    assert [one.text for one in session_items.promises_of(other, planned.session_id)] == ["send the article"]
    other.close()
