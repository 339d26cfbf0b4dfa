"""What can be done with the settings, and with the ways to open the desk."""

from __future__ import annotations

from coachdesk.ui.commands.command import Command, Context, needs_desk, needs_line

WAYS = ("settings_slots",)


def _may_add_keyring(context: Context) -> str | None:
    if "demo" in context.facts:
        return "the demo touches no keyring"
    if "keyring" in context.facts:
        return "the keyring opens this desk already"
    return needs_desk(context)


def _may_remove(context: Context) -> str | None:
    if context.count and "one way" in context.facts:
        return "it is the last way to open this desk; add another first"
    return needs_line(context)


COMMANDS = (
    Command(
        id="settings.open",
        title="Change this setting",
        keys=("enter",),
        group="Settings",
        where=("settings",),
        help="Change the setting under the cursor.",
        run="open_line",
        why_not=needs_line,
        bar=1,
        short="change",
    ),
    Command(
        id="slots.open",
        title="Renew this way",
        keys=("enter",),
        group="Ways to open this desk",
        where=WAYS,
        help="Change the passphrase, or make a new recovery key, whichever the cursor is on.",
        run="open_line",
        why_not=needs_line,
        bar=1,
        short="renew",
    ),
    Command(
        id="slots.passphrase",
        title="Set the passphrase",
        keys=("p",),
        group="Ways to open this desk",
        where=WAYS,
        help="Set a passphrase, or another in place of the one there is.",
        run="set_passphrase",
        why_not=needs_desk,
        bar=2,
        short="passphrase",
    ),
    Command(
        id="slots.recovery",
        title="New recovery key",
        keys=("w",),
        group="Ways to open this desk",
        where=WAYS,
        help="Make a new recovery key, shown once to be written down; the old sheet opens nothing afterwards.",
        run="new_recovery",
        why_not=needs_desk,
        bar=3,
        short="new recovery key",
    ),
    Command(
        id="slots.keyring",
        title="Add this computer's keyring",
        keys=("c",),
        group="Ways to open this desk",
        where=WAYS,
        help="Let this computer's keyring open the desk without asking while you are logged in.",
        run="add_keyring",
        why_not=_may_add_keyring,
        bar=4,
        short="keyring",
    ),
    Command(
        id="slots.delete",
        title="Remove this way",
        keys=("D",),
        group="Ways to open this desk",
        where=WAYS,
        help="Remove the way under the cursor; it asks first.",
        run="remove_slot",
        why_not=_may_remove,
        bar=5,
        short="remove",
    ),
)
