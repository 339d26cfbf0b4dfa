"""The recovery key, as somebody copies it from the screen to paper."""

from __future__ import annotations

import asyncio
import re

from tests.driver import PtyStory

GROUP = re.compile(r"[1-7] +([0-9A-HJKMNP-TV-Z]{5})\b")
"""One numbered group of a recovery key on the screen."""

_ALL = "(?s)" + ".*".join(GROUP.pattern.replace("[1-7]", str(number)) for number in range(1, 8))


async def copied(desk: PtyStory) -> list[str]:
    """The seven groups, once all of them are on the screen of a real terminal."""
    await asyncio.to_thread(desk.terminal.when, _ALL)
    return groups_on(desk.screen())


def groups_on(screen: str) -> list[str]:
    """The seven groups that this screen shows."""
    groups = GROUP.findall(screen)
    assert len(groups) == 7, screen
    return groups
