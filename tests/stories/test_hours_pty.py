"""In a real terminal: an hours log for a PCC application with two clients left off, handed over as a PDF."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from coachdesk.domain.inputs.hours import PastHoursInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import past_hours
from coachdesk.services.desk import Desk, NewDesk, Passphrase, RecoveryKey, create_desk, new_recovery_key, open_desk
from coachdesk.services.hand_over import register
from tests.driver import PtyStory
from tests.services import acts
from tests.services.hours_acts import held, learnt, reading, said
from tests.stories.unlocked import PASSPHRASE, unlocked

LISTED = ("Amara Okonkwo", "Zoë Park", "林美玲 Lin", "Aroha Ngata")


@dataclass(frozen=True)
class Career:
    """A desk with 412.5 hours of clients who agreed to be listed, and 14.5 of two who did not."""

    folder: Path
    home: Path

    def desk(self) -> Desk:
        """The desk as another process opens it."""
        return open_desk(self.folder, Passphrase(PASSPHRASE))

    @asynccontextmanager
    async def terminal(self) -> AsyncIterator[PtyStory]:
        """The program in a terminal, just unlocked."""
        async with unlocked(self.folder, self.home) as desk:
            yield desk
            await desk.does("shell.quit").ends(0)


@pytest.fixture
def career(tmp_path: Path) -> Career:
    """Days count from today, whatever day it is; an ACC was got a year ago."""
    new = NewDesk(name="Vera Stone", zone="UTC")
    desk = create_desk(tmp_path / "desk", new, [RecoveryKey(new_recovery_key()), Passphrase(PASSPHRASE)])
    today = desk.today()
    for number, name in enumerate((*LISTED, "Tomás Rojas", "Mei Wong")):
        someone = acts.client(desk, name, email=f"client{number}@example.org")
        page = acts.draft(desk, someone.id, start=(today - timedelta(days=200)).isoformat(), end="")
        listed = name in LISTED
        minutes, times = (75, 10) if listed else (87, 5)
        held(desk, someone.id, page.id, minutes, times=times, on=today - timedelta(days=100))
        if listed or name.startswith("Tomás"):
            said(desk, someone.id, given=listed, on=today - timedelta(days=90))
    entered = {"name": "Jonas Weber", "start": "2022-01-10", "end": "2024-06-10", "paid": "362.5", "listed": "yes"}
    past_hours.add(desk, validated(PastHoursInput, entered, reading(desk)))
    learnt(desk, (today - timedelta(days=365)).isoformat(), "ACC, ICF", kind="qualification", shown="yes")
    desk.close()
    home = tmp_path / "home"
    home.mkdir()
    return Career(tmp_path / "desk", home)


async def test_a_log_for_a_pcc_application_with_two_clients_left_off(career: Career) -> None:
    async with career.terminal() as desk:
        await desk.does("go.ledger").sees("412.5 of 500 hours for the PCC", "at this pace in", "2 left off")
        await desk.sees("Renewal of the ACC", "In the log: 5 clients, 412.5 hours")
        await desk.sees("Left off by name: 2 clients, 14.5 hours", "never asked", "declined on")
        await desk.does("ledger.export").sees("2 clients, 14.5 hours, are left off")
        await desk.sees("412.5 hours are for the application, 427 hours were held in all").does("form.save")
        await desk.sees("handed over, and in the register").does("ledger.credential").sees("hours for the MCC")
    text = "\n".join(page.extract_text() for page in PdfReader(career.home / "coaching-log.pdf").pages)
    assert all(name in text for name in ("Amara Okonkwo", "Zoë Park", "林美玲", "Jonas Weber"))
    assert "Tom" not in text
    assert "Wong" not in text
    assert "2 clients, 14.5 hours, are left off" in " ".join(text.split())
    other = career.desk()
    lines = register(other)
    assert {one.recipient for one in lines} == {"the credentialing body"}
    assert sorted(one.client for one in lines) == ["", *sorted(name for name in LISTED)]
    other.close()
