"""The real program in a real terminal, on a desk that is there already."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from tests.driver import PtyStory
from tests.terminal import bare_environment

PASSPHRASE = "three plain words"
"""What opens the desks of these stories."""

AnyStory = TypeVar("AnyStory", bound=PtyStory)


@asynccontextmanager
async def unlocked(
    folder: Path,
    home: Path,
    *,
    now: str = "",
    size: tuple[int, int] = (120, 40),
    story: type[AnyStory] = PtyStory,  # type: ignore[assignment]
) -> AsyncIterator[AnyStory]:
    """The program, just unlocked, on Today; at that instant where one is named and the desk has a clock set by hand. A
    story that went well never saw a traceback."""
    home.mkdir(exist_ok=True)
    run = [sys.executable, "-P", "-m", "coachdesk", "--desk", folder]
    env = bare_environment(home, PYTHONPATH=os.getcwd(), **({"COACHDESK_NOW": now} if now else {}))
    async with story(run, env=env, cwd=home, size=size) as desk:
        await desk.sees("passphrase").types(PASSPHRASE).does("unlock.open").sees("1 Today").loses("passphrase")
        yield desk
        assert b"Traceback" not in bytes(desk.terminal.printed)
