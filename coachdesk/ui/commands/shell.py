"""Commands that belong to no noun: the screens by number, search, help, undo, lock, quit."""

from __future__ import annotations

from coachdesk.ui.commands.command import ALWAYS, EVERYWHERE, Command, Context, needs_desk

TABS = (
    ("1", "today", "Today", "what needs me now"),
    ("2", "tasks", "Tasks", "everything I owe anyone, by when"),
    ("3", "clients", "Clients", "who I work with"),
    ("4", "sessions", "Sessions", "the agenda in both clocks"),
    ("5", "agreements", "Agreements", "drafts, what is unsigned, what ends soon"),
    ("6", "ethics", "Ethics", "checklists by moment, and what the records answer"),
    ("7", "ledger", "Ledger", "credits, payments, sessions used and left"),
)
"""The seven screens: key, place, title, the question each answers."""


def _may_lock(context: Context) -> str | None:
    if context.place == "unlock":
        return "the desk is locked already"
    return needs_desk(context)


COMMANDS = (
    *(
        Command(
            id=f"go.{place}",
            title=title,
            keys=(key,),
            group="Screens",
            where=(EVERYWHERE,),
            help=f"{title}: {question}.",
            run="go",
            argument=place,
        )
        for key, place, title, question in TABS
    ),
    Command(
        id="shell.search",
        title="Search everything",
        keys=("/",),
        group="Everywhere",
        where=(EVERYWHERE,),
        help="Search all that is on the desk as you type: people, former names too, sessions, tasks, agreements.",
        run="open_search",
        why_not=needs_desk,
        bar=80,
        short="search",
    ),
    Command(
        id="shell.help",
        title="Keys of this screen",
        keys=("?",),
        group="Everywhere",
        where=(EVERYWHERE,),
        help="Show every key of this screen and what it does.",
        run="open_help",
        bar=81,
        short="keys",
    ),
    Command(
        id="shell.palette",
        title="Find a command",
        keys=("ctrl+p", ":"),
        group="Everywhere",
        where=(EVERYWHERE,),
        help="Find any command by its name, and see why one cannot run now.",
        run="open_palette",
        bar=82,
        short="everything",
    ),
    Command(
        id="shell.undo",
        title="Undo",
        keys=("u",),
        group="Everywhere",
        where=(EVERYWHERE,),
        help="Take back the latest change made since Coachdesk was started.",
        run="undo",
        why_not=needs_desk,
        bar=70,
    ),
    Command(
        id="shell.back",
        title="Back",
        keys=("escape",),
        group="Everywhere",
        where=(EVERYWHERE,),
        help="Go back one step.",
        run="back",
        bar=61,
    ),
    Command(
        id="shell.settings",
        title="Settings",
        keys=("comma",),
        group="Everywhere",
        where=(EVERYWHERE,),
        help="See and change the settings, and the ways to open this desk.",
        run="open_page",
        argument="settings",
        why_not=needs_desk,
    ),
    Command(
        id="shell.lock",
        title="Lock the desk",
        keys=("ctrl+l",),
        group="Everywhere",
        where=(ALWAYS,),
        help="Lock: the program is replaced, so that no key stays in memory; the passphrase opens it again.",
        run="lock_desk",
        why_not=_may_lock,
    ),
    Command(
        id="shell.private",
        title="Privacy mode",
        keys=("f9",),
        group="Everywhere",
        where=(ALWAYS,),
        help="Hide words and show initials for names, or show all again.",
        run="toggle_private",
    ),
    Command(
        id="shell.theme",
        title="Light or dark",
        keys=(),
        group="Everywhere",
        where=(EVERYWHERE,),
        help="Change between the light and the dark theme.",
        run="toggle_theme",
    ),
    Command(
        id="shell.quit",
        title="Quit",
        keys=("q",),
        group="Everywhere",
        where=(EVERYWHERE,),
        help="Quit; everything that was saved is kept, and so is what is half-typed.",
        run="leave",
        bar=90,
    ),
)
