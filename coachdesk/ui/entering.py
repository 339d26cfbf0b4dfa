"""Coming in: what stands at the door decides which screen comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachdesk.domain.errors import CoachdeskError

if TYPE_CHECKING:
    from coachdesk.ui.app import CoachdeskApp


def begin(app: CoachdeskApp) -> None:
    """Show the first run, the unlock screen, or open the desk behind the frame of Today."""
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


async def arrived(app: CoachdeskApp) -> None:
    """The desk was opened: leave the screens at the door and show Today."""
    app.locked = False
    while len(app.screen_stack) > 1:
        await app.pop_screen()
    await app.opened()
