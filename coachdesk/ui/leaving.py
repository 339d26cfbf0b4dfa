"""Going out: quitting and locking, with what is half-typed kept first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from coachdesk.ui.say import say

if TYPE_CHECKING:
    from pathlib import Path

    from coachdesk.ui.app import CoachdeskApp


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
    keyring opens, and no passphrase, goes into privacy mode instead, and says why to whoever comes back."""
    folder = app.door.folder
    if folder is None or app.door.stand() == "ready":
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
