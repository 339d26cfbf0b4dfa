"""Locking, in a real terminal: the process is replaced, and the way back is the passphrase."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.driver import PtyStory
from tests.terminal import bare_environment
from tests.ui.desks import new_desk

PASSPHRASE = "correct horse battery"
RUN = [sys.executable, "-P", "-m", "coachdesk"]


def pty_story(folder: Path, *more: str) -> PtyStory:
    home = folder.parent / "home"
    home.mkdir(exist_ok=True)
    environment = bare_environment(home, PYTHONPATH=os.getcwd())
    return PtyStory([*RUN, "--desk", folder, *more], env=environment, cwd=home)


async def test_a_desk_is_locked_and_opened_again(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    new_desk(folder, passphrase=PASSPHRASE)
    async with pty_story(folder) as desk:
        await desk.sees("passphrase").types(PASSPHRASE).does("unlock.open").sees("Today")
        first = Path(f"/proc/{desk.terminal.pid}/cmdline").read_bytes()
        await desk.does("shell.lock").sees("This desk is locked.").does_not_see("Today")
        assert b"--locked" in Path(f"/proc/{desk.terminal.pid}/cmdline").read_bytes()
        assert b"--locked" not in first
        await desk.types("wrong one").does("unlock.open").sees("does not open this desk")
        await desk.press(*["backspace"] * 9).types(PASSPHRASE).does("unlock.open").sees("Today", "empty and ready")
        await desk.does("shell.quit").ends(0)


async def test_a_desk_without_a_passphrase_is_offered_one_before_it_locks(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    key = new_desk(folder)
    async with pty_story(folder) as desk:
        await desk.sees("passphrase").does("unlock.recovery").sees("7 groups of 5").types(key).does("unlock.open")
        await desk.sees("Today", "empty and ready").does("shell.lock").sees("set a passphrase")
        await desk.types(PASSPHRASE).does("ask.open").sees("once more").types(PASSPHRASE).does("ask.open")
        await desk.sees("This desk is locked.").types(PASSPHRASE).does("unlock.open").sees("Today", "empty and ready")
        await desk.does("shell.quit").ends(0)


async def test_half_typed_words_survive_the_lock(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    new_desk(folder, passphrase=PASSPHRASE)
    async with pty_story(folder) as desk:
        await desk.sees("passphrase").types(PASSPHRASE).does("unlock.open").sees("empty and ready")
        await desk.does("go.clients").sees("▸3 Clients").does("clients.new").sees("New client").types("Amara Okon")
        await desk.sees("Amara Okon").does("shell.lock").sees("This desk is locked.").does_not_see("Amara")
        await desk.types(PASSPHRASE).does("unlock.open").sees("empty and ready")
        await desk.does("go.clients").sees("▸3 Clients").does("clients.new").sees("Amara Okon")
        await desk.does("form.save").sees("Amara Okon: added").press("ctrl+q").ends(0)


async def test_the_terminal_is_left_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    new_desk(folder, passphrase=PASSPHRASE)
    async with pty_story(folder) as desk:
        await desk.sees("passphrase").does("unlock.quit").ends(0)
        printed = bytes(desk.terminal.printed)
        assert printed.rfind(b"\x1b[?1049l") > printed.rfind(b"\x1b[?1049h")
        assert b"Traceback" not in printed
