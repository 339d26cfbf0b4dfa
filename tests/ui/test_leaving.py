"""Going without saying so: the window is closed or the program is ended, and what is half-typed is still there."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.driver import PtyStory
from tests.ui.desks import new_desk
from tests.ui.test_lock import PASSPHRASE, pty_story


async def _typing(desk: PtyStory) -> None:
    await desk.sees("passphrase").types(PASSPHRASE).does("unlock.open").sees("empty and ready")
    await desk.does("go.clients").sees("▸3 Clients").does("clients.new").sees("New client")


@pytest.mark.parametrize("told", [signal.SIGHUP, signal.SIGTERM])
async def test_half_typed_words_survive_a_closed_window_and_an_end_from_outside(
    tmp_path: Path, told: signal.Signals
) -> None:
    folder = tmp_path / "desk"
    new_desk(folder, passphrase=PASSPHRASE)
    async with pty_story(folder) as desk:
        await _typing(desk)
        await desk.types("Amara Okon").sees("Amara Okon")
        os.kill(desk.terminal.pid, told)
        await desk.ends(0)
    async with pty_story(folder) as desk:
        await _typing(desk)
        await desk.sees("what you had typed before is back", "Amara Okon")
