"""Going out: quitting and locking, with what is half-typed kept first."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from coachdesk.ui.idle import in_session
from coachdesk.ui.say import say

if TYPE_CHECKING:
    from pathlib import Path

    from coachdesk.ui.app import CoachdeskApp


GONE_SECONDS = 1.5
"""So long the screen may take to end after the desk was closed."""


@runtime_checkable
class HoldsWords(Protocol):
    """A screen with something half-typed in it."""

    def unsaved(self) -> tuple[str, str | None, dict[str, str]] | None:
        """The form's name, its client's id or None, and what is typed; None where nothing was changed."""


async def keep_unsaved(app: CoachdeskApp) -> None:
    """Keep what is half-typed in every open form, sealed in the desk."""
    for stack in list(app._screen_stacks.values()):
        for screen in stack:
            if isinstance(screen, HoldsWords) and (held := screen.unsaved()) is not None:
                form, client_id, content = held
                await app.bridge.ask("unsaved.keep", form, client_id, content)


async def leave(app: CoachdeskApp) -> None:
    """Quit: keep, close the desk, end."""
    if app.desk_open:
        await keep_unsaved(app)
        app.desk_open = False
        await app.bridge.close()
    app.exit(0)


def leave_when_told(app: CoachdeskApp) -> None:
    """A terminal window that is closed, a computer that shuts down and a `kill` are quitting too: what is half-typed is
    kept first. A signal that this program was started to ignore (`nohup`) stays ignored; one more ends it at once."""
    if app.is_headless:
        return
    loop = asyncio.get_running_loop()
    heard = [one for one in (signal.SIGHUP, signal.SIGTERM) if signal.getsignal(one) is not signal.SIG_IGN]

    def told() -> None:
        for one in heard:
            loop.remove_signal_handler(one)
        app.beside(_leave_for_good(app))

    for one in heard:
        loop.add_signal_handler(one, told)


async def _leave_for_good(app: CoachdeskApp) -> None:
    await leave(app)
    last = threading.Timer(GONE_SECONDS, os._exit, (0,))  # a terminal that is gone can hold up the orderly way for ever
    last.daemon = True
    last.start()


async def lock(app: CoachdeskApp) -> None:
    """Lock; a desk that only a keyring opens is offered a passphrase first."""
    folder = app.door.folder
    if folder is None or app.door.stand() == "ready":
        say(app, "this desk has no lock: it is invented, and gone when you quit")
        return
    kinds = {slot.kind for slot in await app.bridge.ask("slots.listed")}
    if "passphrase" not in kinds and not await _set_passphrase(app):
        say(app, "not locked: without a passphrase only the recovery key would open it again", "ctrl+l asks again")
        return
    await _lock_now(app, folder)


async def lock_when_idle(app: CoachdeskApp) -> None:
    """Nobody has touched the desk for long. It locks, unless the way back would be the paper alone: a desk that the
    keyring opens, and no passphrase, goes into privacy mode instead, and says why to whoever comes back. A session that
    is in sight keeps it open."""
    folder = app.door.folder
    if folder is None or app.door.stand() == "ready" or in_session(app):
        return
    kinds = {slot.kind for slot in await app.bridge.ask("slots.listed")}
    if "passphrase" in kinds or "keyring" not in kinds:
        await _lock_now(app, folder)
    elif not app.private:
        app.set_private(True)
        app.idle.unsaid = "nobody was here, so privacy mode is on; to lock instead, set a passphrase with ctrl+l"
        say(app, app.idle.unsaid)


async def _lock_now(app: CoachdeskApp, folder: Path) -> None:
    """Keep what is half-typed, close the desk, and become a locked process."""
    await keep_unsaved(app)
    app.desk_open = False
    await app.bridge.close()
    from coachdesk.ui.lock import replace_process

    replace_process(app, folder)


async def _set_passphrase(app: CoachdeskApp) -> bool:
    """Offer to set a passphrase, typed twice; whether one was set."""
    from coachdesk.ui.widgets.dialogs import ask_text

    question = "No passphrase opens this desk yet. To lock it, set a passphrase (8 characters or more)."
    first = await ask_text(app, question, "passphrase", secret=True)
    if not first:
        return False
    app.door.check_passphrase(first)
    again = await ask_text(app, "The same passphrase once more.", "passphrase", secret=True)
    if again != first:
        say(app, "the two differ; no passphrase was set", "ctrl+l asks again", tone="warning")
        return False
    await app.bridge.ask("slots.set_passphrase", first)
    return True
