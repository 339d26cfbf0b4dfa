"""Coming in: what stands at the door decides which screen comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coachdesk.domain.errors import CoachdeskError
from coachdesk.ui import leaving

if TYPE_CHECKING:
    from coachdesk.ui.app import CoachdeskApp

KEYS_CHANGED = "desk.keys-changed"
"""The failure after which nothing that is shown here holds."""


def begin(app: CoachdeskApp) -> None:
    """Show the first run, the unlock screen, or open the desk behind the frame of Today."""
    leaving.leave_when_told(app)
    stand = app.door.stand()
    if stand == "new":
        from coachdesk.ui.screens.first_run import FirstRunScreen

        app.push_screen(FirstRunScreen())
    elif app.locked or stand == "passphrase":
        ask_for_passphrase(app, "")
    elif stand == "ready":
        app.beside(_open(app))
    else:
        app.asking_keyring = True
        app.beside(_by_keyring(app))


def ask_for_passphrase(app: CoachdeskApp, why: str) -> None:
    """The unlock screen; `why` is one line on how one came here."""
    from coachdesk.ui.screens.unlock import UnlockScreen

    if not isinstance(app.screen, UnlockScreen):
        app.push_screen(UnlockScreen(why, locked=app.locked))


async def _open(app: CoachdeskApp) -> None:
    await app.bridge.open(app.door.without_asking)
    await app.opened()


async def _by_keyring(app: CoachdeskApp) -> None:
    """Open with the keyring; whatever goes wrong with it leads to the passphrase, with one line why."""
    try:
        with app.waiting_for_person():  # a system prompt may be open
            secret = await app.bridge.outside(app.door.wait_for_keyring)
        if app.asking_keyring and not app.desk_open:
            await app.bridge.open(lambda: app.door.by_keyring(secret))
            await arrived(app)
    except CoachdeskError as error:
        if error.exit_status != 3:  # damaged or newer data: no passphrase would help
            raise
        if not app.desk_open:
            app.asking_keyring = False
            ask_for_passphrase(app, error.what)


def shut_out(app: CoachdeskApp, error: CoachdeskError) -> None:
    """Another process changed the keys: lock and say so. What is half-typed stays behind the lock, and is kept as soon
    as the desk is open again (the old keys can write nothing any more)."""
    app.desk_open, app.locked = False, True
    app.beside(_shut_out(app, error))


async def _shut_out(app: CoachdeskApp, error: CoachdeskError) -> None:
    await app.bridge.close()
    ask_for_passphrase(app, f"{error.what[:1].upper()}{error.what[1:]}. Open it again; nothing is lost.")


async def arrived(app: CoachdeskApp) -> None:
    """The desk was opened: leave the screens at the door, and what was left behind them, and show the desk."""
    from coachdesk.ui.leaving import keep_unsaved

    app.locked = False
    await keep_unsaved(app)
    while len(app.screen_stack) > 1:
        if getattr(app.screen, "kind", "") == "gate":
            await app.pop_screen()
        else:
            await app.screen.dismiss(None)  # somebody may wait for the answer of a form or dialog
    await app.opened()


async def offer_to_go_on(app: CoachdeskApp) -> None:
    """A session that was begun and not ended runs on, whatever happened to the program: offer to come back to it."""
    from coachdesk.ui.screens.going_on import offer

    if app.desk_open:
        await offer(app)


def shell_settings(desk: Any) -> tuple[str, int]:
    """What the settings say of the shell itself: the theme, and the seconds after which an idle desk locks."""
    settings = desk.settings()
    return settings.theme, settings.idle_seconds
