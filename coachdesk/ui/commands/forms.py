"""Keys of forms, dialogs and the screens at the door (first run, unlock)."""

from __future__ import annotations

from coachdesk.ui.commands.command import Command, Context


def _chosen(context: Context) -> str | None:
    return None if context.current else "nothing was found to choose"


def _help_opens(context: Context) -> str | None:
    return None


COMMANDS = (
    Command(
        id="form.save",
        title="Save",
        keys=("ctrl+s",),
        group="Forms",
        where=("form",),
        help="Save the form; what is wrong is said beside its field, and nothing typed is lost.",
        run="save",
        bar=1,
        short="saves",
    ),
    Command(
        id="form.leave",
        title="Leave the form",
        keys=("escape",),
        group="Forms",
        where=("form",),
        help="Leave the form; it asks first where something was changed.",
        run="leave_form",
        bar=2,
        short="leaves",
    ),
    Command(
        id="dialog.yes",
        title="Yes",
        keys=("y",),
        group="Questions",
        where=("yes_no",),
        help="Answer yes.",
        run="answer",
        argument="yes",
        bar=1,
    ),
    Command(
        id="dialog.no",
        title="No",
        keys=("n", "escape"),
        group="Questions",
        where=("yes_no",),
        help="Answer no.",
        run="answer",
        argument="",
        bar=2,
    ),
    Command(
        id="pick.open",
        title="Choose",
        keys=("enter",),
        group="Questions",
        where=("pick", "search", "choose"),
        help="Choose the line under the cursor.",
        run="choose",
        why_not=_chosen,
        bar=1,
        short="choose",
    ),
    Command(
        id="dialog.leave",
        title="Leave it",
        keys=("escape",),
        group="Questions",
        where=("pick", "ask", "search", "help", "choose"),
        help="Close without choosing.",
        run="leave_dialog",
        bar=2,
        short="leaves it",
    ),
    Command(
        id="ask.open",
        title="Go on",
        keys=("enter",),
        group="Questions",
        where=("ask",),
        help="Give the answer that was typed.",
        run="give",
        bar=1,
        short="goes on",
    ),
    Command(
        id="unlock.open",
        title="Open the desk",
        keys=("enter",),
        group="At the door",
        where=("unlock",),
        help="Open the desk with what was typed.",
        run="unlock",
        bar=1,
        short="opens",
    ),
    Command(
        id="unlock.recovery",
        title="Passphrase or recovery key",
        keys=("ctrl+r",),
        group="At the door",
        where=("unlock",),
        help="Change between the passphrase and the recovery key.",
        run="other_way",
        bar=2,
        short="passphrase or recovery key",
    ),
    Command(
        id="unlock.quit",
        title="Quit",
        keys=("escape",),
        group="At the door",
        where=("unlock",),
        help="Quit without opening the desk; while the keyring is asked, type the passphrase instead.",
        run="give_up",
        bar=3,
    ),
    Command(
        id="first_run.open",
        title="Next step",
        keys=("ctrl+s", "enter"),
        group="At the door",
        where=("first_run",),
        help="Go on to the next step; what is missing is said in one line.",
        run="next_step",
        bar=1,
        short="goes on",
    ),
    Command(
        id="first_run.back",
        title="Step before",
        keys=("escape",),
        group="At the door",
        where=("first_run",),
        help="Go back one step, or leave at the first; nothing is written before the end.",
        run="previous_step",
        bar=2,
        short="goes back",
    ),
)
