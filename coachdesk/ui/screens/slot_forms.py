"""The ways to open a desk: a passphrase typed twice, a recovery key shown once and looked at again, one removed."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from coachdesk.domain.errors import failure
from coachdesk.ui.app import CoachdeskApp
from coachdesk.ui.screens.first_run import key_shown
from coachdesk.ui.text import joined, quiet, strong
from coachdesk.ui.widgets.dialogs import ask_yes_no, tell
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values, said_at

_GROUPS = 7


async def set_passphrase(app: CoachdeskApp, *, new: bool) -> bool:
    """Ask for a passphrase twice and set it; False where the form was left."""

    async def save(values: Values) -> bool:
        text = values["passphrase"]
        with said_at("passphrase", "passphrase."):
            app.door.check_passphrase(text)
        if text != values["again"]:
            raise failure("passphrase.differ", where="again")
        await app.bridge.ask("slots.set_passphrase", text)
        return True

    form = Form(
        title="Set a passphrase" if new else "Change the passphrase",
        words=quiet("It opens this desk and unlocks it. Three or four words that nobody else would put together."),
        fields=(
            Field("passphrase", "Passphrase", secret=True, hint="8 characters or more"),
            Field("again", "The same once more", secret=True),
        ),
        save=save,
    )
    return bool(await app.fill_in(form))


async def new_recovery(app: CoachdeskApp) -> bool:
    """Show a new recovery key once, ask for one of its groups, and only then make it count."""
    key, group = app.door.new_recovery_key(), 1 + secrets.randbelow(_GROUPS)

    async def save(values: Values) -> bool:
        app.door.check_group(key, group, values["group"])
        await app.bridge.ask("slots.new_recovery", key)
        return True

    shown = [*key_shown(key).split("\n"), quiet(" "), quiet("Write it on paper and keep it away from this computer.")]
    await tell(app, strong("Your new recovery key, shown only now"), shown)
    form = Form(
        title="One look at the paper",
        sentence="until this is done, the old key counts",
        words=quiet(f"Type group {group} of the new recovery key, so that you know the paper is right."),
        fields=(Field("group", f"Group {group}", hint="5 characters"),),
        save=save,
    )
    return bool(await app.fill_in(form))


async def may_remove(app: CoachdeskApp, title: str, others: Sequence[str]) -> bool:
    """Ask whether a way to open the desk is to go; it says what is left."""
    left = " or ".join(f"{one[:1].lower()}{one[1:]}" for one in others)
    question = joined("Remove “", strong(title), f"”? Then only the {left} opens this desk.")
    return await ask_yes_no(app, question, yes="removes it", no="leaves it")
