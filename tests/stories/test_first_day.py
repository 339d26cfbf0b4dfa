"""The whole line, by the wheel that a coach installs, in a real terminal: from nothing to a signed agreement's PDF; the
same desk on another machine by its recovery key alone; locked, and opened again."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.driver import PtyStory
from tests.project.wheel import Installed
from tests.stories.agreed import text_of_pdf
from tests.stories.paper import copied
from tests.terminal import bare_environment

pytestmark = pytest.mark.wheel

PASSPHRASE = "three plain words"
ANOTHER = "four other plain words"


def story(installed: Installed, home: Path, *words: str | Path) -> PtyStory:
    """The installed program, in the home of somebody new, with neither keyring nor session bus."""
    home.mkdir(exist_ok=True)
    return PtyStory([installed.program, *words], env=bare_environment(home), cwd=home)


async def first_run(desk: PtyStory) -> str:
    """Walk through the first run; the recovery key as it was read off the screen."""
    await desk.sees("Who you are", "step 1 of 6").types("Nadia Petrova").does("first_run.open")
    await desk.sees("Where you are").does("form.save")
    await desk.sees("When you work").does("form.save")
    await desk.sees("How it opens", "no Secret Service").types(PASSPHRASE).press("tab").types(PASSPHRASE)
    await desk.does("form.save").sees("Your recovery key")
    groups = await copied(desk)
    await desk.does("form.save").sees("One look at the paper", "Type group")
    asked = re.search(r"Type group (\d)", desk.screen())
    assert asked is not None
    await desk.types("wrong").does("first_run.open").sees(f"not group {asked[1]}")
    await desk.press(*["backspace"] * 5).types(groups[int(asked[1]) - 1].lower()).does("first_run.open")
    await desk.sees("Your desk is empty and ready")
    return "-".join(groups)


async def a_client(desk: PtyStory) -> None:
    """The first client, with a way to reach her."""
    await desk.does("go.clients").sees("No clients yet").does("clients.new").sees("New client")
    await desk.types("Amara Okonkwo").does("form.save").sees("Amara Okonkwo: added")


async def an_agreement(desk: PtyStory, target: Path) -> None:
    """Written, sent, signed by both, handed over."""
    await desk.does("go.agreements").sees("No agreements yet").does("agreements.new").sees("An agreement with whom?")
    await desk.types("okon").sees("Amara Okonkwo").does("pick.open").sees("New agreement with Amara Okonkwo")
    await desk.types("Leading the team").press("tab").types("6").press("tab").types("60")
    await desk.press("tab", "tab", "tab").types("1200")
    await desk.press("tab", "tab", "tab", "tab", "tab").types("today").sees("today")
    await desk.does("form.save").sees("Agreement with Amara Okonkwo", "6 sessions of 60 min", "1,200.00 EUR")
    await desk.sees("nothing is missing").does("agreement.send").sees("Mark version 1 as sent").does("dialog.yes")
    await desk.sees("both signatures are missing").does("agreement.sign").sees("Signed as").does("form.save")
    await desk.sees("your signature is missing").does("agreement.sign").sees("the coach, Nadia Petrova")
    await desk.does("form.save").sees("signed by all").does("agreement.export").sees("Hand over to")
    await desk.press("end", "ctrl+u").types(str(target)).does("form.save").sees("handed over, and in the register")


async def test_from_nothing_to_a_signed_pdf_then_locked_then_recovered_elsewhere(
    installed: Installed, tmp_path: Path
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    target = tmp_path / "a.pdf"
    async with story(installed, here) as desk:
        key = await first_run(desk)
        await a_client(desk)
        await an_agreement(desk, target)
        await desk.does("shell.lock").sees("This desk is locked.").does_not_see("Amara")
        await desk.types(PASSPHRASE).does("unlock.open").sees("Nothing needs you now")
        await desk.does("shell.quit").ends(0)
        assert b"Traceback" not in bytes(desk.terminal.printed)
    words = text_of_pdf(target)
    assert "Leading the team" in words
    assert "Amara Okonkwo" in words
    assert target.stat().st_mode & 0o777 == 0o600

    folder = here / ".local" / "share" / "coachdesk"
    shutil.copytree(folder, there / "desk")
    async with story(installed, there, "--desk", there / "desk", "recover") as recovering:
        await recovering.sees("recovery key").types(key.lower().replace("-", " ")).press("enter")
        await recovering.sees("passphrase").types(ANOTHER).press("enter")
        await recovering.sees("again").types(ANOTHER).press("enter").ends(0)
    async with story(installed, there, "--desk", there / "desk") as desk:
        await desk.sees("passphrase").types(PASSPHRASE).does("unlock.open").sees("does not open this desk")
        await desk.press(*["backspace"] * len(PASSPHRASE)).types(ANOTHER).does("unlock.open")
        await desk.sees("Nothing needs you now").does("go.clients").sees("Amara Okonkwo").does("shell.quit").ends(0)
