"""How an agreement lives on, in a real terminal: an amendment nobody signs, a renewal, an end in the middle, papers
verified genuine, superseded and changed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coachdesk.domain.inputs.agreements import TermsInput
from coachdesk.domain.inputs.clients import ClientInput
from coachdesk.domain.inputs.goals import GoalInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.services import agreement_versions, agreements, clients, goals
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk, NewDesk, Passphrase, RecoveryKey, create_desk, new_recovery_key, open_desk
from tests.driver import PtyStory
from tests.stories.unlocked import PASSPHRASE, unlocked

BEGAN, LEFT = 20, 9
"""Days since it was signed, and until it ends."""


@dataclass(frozen=True)
class Past:
    """A desk on which an agreement was signed some weeks ago, and its paper handed over then."""

    folder: Path
    home: Path
    agreement_id: str
    paper: Path
    fingerprint: str

    def now(self) -> Desk:
        """The desk as another process opens it today."""
        return open_desk(self.folder, Passphrase(PASSPHRASE))

    @asynccontextmanager
    async def terminal(self) -> AsyncIterator[PtyStory]:
        """The program in a terminal, open, on the page of the agreement."""
        async with unlocked(self.folder, self.home) as desk:
            await desk.does("go.agreements").sees("1 signed").does("agreements.open").sees("Agreement with Mei Lin")
            yield desk


@pytest.fixture
def past(tmp_path: Path) -> Past:
    """Signed by both twenty days ago; it ends in nine."""
    today = datetime.now(UTC)
    then = fixed_clock(today - timedelta(days=BEGAN))
    new = NewDesk(name="Vera Stone", zone="UTC")
    keys = [RecoveryKey(new_recovery_key()), Passphrase(PASSPHRASE)]
    desk = create_desk(tmp_path / "desk", new, keys, then)
    reading = Reading(today=desk.today())
    mei = clients.add(desk, validated(ClientInput, {"full_name": "Mei Lin", "email": "mei@lin.example"}, reading))
    goals.add(desk, mei.id, validated(GoalInput, {"text": "Chair the board", "measure": "three in a row"}))
    days = {"start": desk.today().isoformat(), "end": (today + timedelta(days=LEFT)).date().isoformat()}
    terms = validated(TermsInput, {"sessions": 6, "minutes": 60, "fee": "1200.00", **days}, reading).terms()
    page = agreements.new(desk, mei.id, terms, title="Leading the board")
    agreements.send(desk, page.id)
    for party, by in (("client", "Mei Lin"), ("coach", "Vera Stone")):
        agreements.sign(desk, page.id, by=by, on=desk.today(), how="paper", party=party)
    paper, home = tmp_path / "first.md", tmp_path / "home"
    home.mkdir()
    _, fingerprint, _ = agreements.export(desk, page.id, "md", paper)
    desk.close()
    return Past(tmp_path / "desk", home, page.id, paper, fingerprint)


async def verified(desk: PtyStory, text: str, *said: str) -> None:
    """Ask about a paper from wherever one is, read the answer, go on."""
    await desk.does("agreements.verify").sees("File or fingerprint").types(text).does("ask.open")
    await desk.sees(*said).does("tell.open").loses("goes on")


async def costs(desk: PtyStory, fee: str) -> None:
    """Change the fee in the terms of the draft."""
    await desk.does("agreement.terms").sees("What it is for").press(*["tab"] * 5, "end", "ctrl+u").types(fee)
    await desk.does("form.save").loses("What it is for")


async def test_an_amendment_that_is_never_signed_and_the_old_terms_hold(past: Past) -> None:
    async with past.terminal() as desk:
        await desk.does("agreement.amend").sees("draft of version 2 · nothing is missing", "version 1 in force since")
        await costs(desk, "1500.00")
        await desk.sees("fee 1,200.00 → 1,500.00 EUR").does("agreement.send").sees("Mark version 2 as sent")
        await desk.does("dialog.yes").sees("version 2 sent today; both signatures are missing · version 1 in force")
        await verified(desk, str(past.paper), "Genuine, and in force")
        await desk.does("agreement.older").sees("1,200.00 EUR", "6 sessions left").does("agreement.newer")
        await desk.sees("1,500.00 EUR").does("agreement.withdraw").sees("Withdraw version 2").does("dialog.yes")
        await desk.sees("version 2 withdrawn", "version 1, read here in force since").does("shell.quit").ends(0)
    other = past.now()
    page = agreements.page(other, past.agreement_id)
    assert (page.holds, page.version, page.fingerprint) == (1, 1, past.fingerprint)
    assert agreements.page(other, past.agreement_id, 2).state == "withdrawn"
    other.close()


async def test_a_renewal_is_suggested_before_the_end_and_begins_on_the_day_after(past: Past) -> None:
    async with past.terminal() as desk:
        await desk.sees(f"It ends in {LEFT} days", "renew it?").does("agreement.open")
        await desk.sees("draft of version 1 · nothing is missing", "the agreement before", "6 sessions of 60 min")
        await desk.does("agreement.send").sees("Mark version 1 as sent").does("dialog.yes").sees("sent today")
        await desk.does("agreement.sign").sees("the client, Mei Lin").does("form.save").sees("still to sign: you")
        await desk.does("agreement.sign").sees("the coach, Vera Stone").does("form.save").sees("signed by all")
        await desk.sees("in force from").does("shell.back").sees("the next agreement").does("shell.quit").ends(0)
    other = past.now()
    old = agreements.page(other, past.agreement_id)
    new = agreements.page(other, old.renewed_by)
    assert old.terms.end is not None
    assert new.terms.start == old.terms.end + timedelta(days=1)
    assert (new.state, new.terms.sessions, new.goals) == ("signed", 6, old.goals)
    other.close()


async def test_the_client_ends_it_in_the_middle_with_one_key_and_no_reason(past: Past) -> None:
    async with past.terminal() as desk:
        await desk.does("agreement.end_now").sees("by the client", "6 sessions not used", "The client needs no reason.")
        await verified(desk, str(past.paper), "Genuine, and ended")
        await desk.does("agreement.amend").sees("it is over; w renews it")
        await desk.does("shell.undo").sees("undone", "in force since").does("agreement.end").sees("Given back")
        await desk.press("tab", "left").sees("‹ the client ›").press("tab", "tab").types("800.00").does("form.save")
        await desk.sees("ended", "by the client", "800.00 EUR given back").does("shell.quit").ends(0)
    other = past.now()
    ending = agreements.page(other, past.agreement_id).ending
    assert ending is not None
    assert (ending.by, ending.unused, str(ending.refund)) == ("client", 6, "800.00 EUR")
    other.close()


async def test_a_paper_is_verified_genuine_superseded_and_changed(past: Past, tmp_path: Path) -> None:
    forged = tmp_path / "forged.md"
    forged.write_text(past.paper.read_text("utf-8").replace("1,200.00", "1,100.00"), "utf-8")
    other = past.now()
    reading = Reading(today=other.today())
    kept = agreements.terms(other, past.agreement_id)
    agreement_versions.amend(other, past.agreement_id, kept)
    assert reading.today is not None
    other.close()
    async with past.terminal() as desk:
        await verified(desk, str(past.paper), "Genuine, and in force", "To: Mei Lin")
        await verified(desk, past.fingerprint[:16], "Genuine, and in force", "not that a paper still")
        await verified(desk, str(forged), "Changed", "bears the fingerprint")
        await verified(desk, str(tmp_path / "none.pdf"), "Unknown", "It cannot be read")
        await desk.does("agreement.send").sees("Mark version 2").does("dialog.yes").sees("version 2 sent today")
        await desk.does("agreement.sign").sees("the client, Mei Lin").does("form.save").sees("still to sign: you")
        await verified(desk, str(past.paper), "Genuine, and in force")
        await desk.does("agreement.sign").sees("the coach, Vera Stone").does("form.save").sees("signed by all")
        await verified(desk, str(past.paper), "Genuine, and superseded", "which a newer")
        await desk.does("go.today")
        await verified(desk, past.fingerprint, "Genuine, and superseded")
        await desk.does("shell.quit").ends(0)
