"""What can be done with tasks: catching one, the one list, the page of a task, the tasks of a person."""

from __future__ import annotations

from coachdesk.ui.commands.clients import needs_line_and_words
from coachdesk.ui.commands.command import EVERYWHERE, Command, Context, WhyNot, needs_desk, needs_line, needs_words

PAGE = ("task",)
PARTS = ("client_tasks", "contact_tasks")
HERE = ("tasks", *PAGE, *PARTS)
"""Where the cursor is on a task, or the page is that of one."""
LINES = (*HERE, "today", "review")
"""Where it may be on one."""


def _on_task(context: Context) -> str | None:
    """Only on a task: on its page, or with the cursor on its line."""
    if (reason := needs_desk(context)) is not None:
        return reason
    if context.place in LINES and not any(fact.endswith(" task") for fact in context.facts):
        return "there is no task under the cursor"
    return None


def _open_task(context: Context) -> str | None:
    return _on_task(context) or ("it is over; u undoes what was done last" if "over" in context.facts else None)


def _does(context: Context) -> str | None:
    return None if context.selected and context.desk_open else _open_task(context)


def _renegotiates(context: Context) -> str | None:
    if context.place not in HERE:
        return needs_words(context)
    if (reason := _open_task(context) or needs_words(context)) is not None:
        return reason
    if "reply task" in context.facts:
        return "a reply is answered with space, or acknowledged with A"
    return None


def _edits(context: Context) -> str | None:
    return _open_task(context) or needs_words(context)


def _releases(context: Context) -> str | None:
    return _open_task(context) or needs_words(context)


def _answers(context: Context) -> str | None:
    if "asked" in context.facts:  # also one that was done meanwhile
        return _on_task(context) or needs_words(context)
    return _open_task(context) or needs_words(context) or "no other deadline was asked for; r asks"


def _dismisses(context: Context) -> str | None:
    return _on_task(context) or (None if "warned" in context.facts else "there is no warning here")


def _chooses(context: Context) -> str | None:
    return None if "choices" in context.facts else "there is no name to choose"


def _completes(context: Context) -> str | None:
    return None if {"choices", "room"} & context.facts else "there is nothing to complete"


def takes_or_saves(context: Context) -> str:
    """What enter does in a line with @: a name that may be one of several is taken first."""
    return "takes it" if {"choices", "unsettled"} <= context.facts else ""


def _unlinks(context: Context) -> str | None:
    return None if "linked" in context.facts else "it is about nobody but whom the line names"


def _here(
    verb: str,
    title: str,
    key: str,
    bar: int,
    run: str,
    help_text: str,
    why_not: WhyNot,
    short: str = "",
    where: tuple[str, ...] = HERE,
) -> Command:
    return Command(
        id=f"tasks.{verb}",
        title=title,
        keys=(key,),
        group="Tasks",
        where=where,
        help=help_text,
        run=run,
        why_not=why_not,
        bar=bar,
        short=short or verb.replace("_", " "),
    )


def _line(verb: str, title: str, keys: tuple[str, ...], run: str, argument: str, why_not: WhyNot, bar: int) -> Command:
    """A key of the lines in which @ names somebody."""
    return Command(
        id=f"at_line.{verb}",
        title=title,
        keys=keys,
        group="Catching in one line",
        where=("capture", "log_message"),
        help=f"{title}.",
        run=run,
        argument=argument,
        why_not=why_not,
        bar=bar,
        short={"next": "↑ choose", "complete": "takes it"}.get(verb, title.lower()),
    )


COMMANDS = (
    Command(
        id="tasks.add",
        title="Add a task",
        keys=("a",),
        group="Everywhere",
        where=(EVERYWHERE,),
        help="Catch a promise or a task in one line, about whoever the page is about. ~30m: half an hour of work; "
        "+3d, +2w, +6m: days, weeks, months.",
        run="catch_task",
        why_not=needs_words,
        bar=60,
        short="add",
    ),
    Command(
        id="tasks.renegotiate",
        title="Renegotiate a promise",
        keys=("r",),
        group="Everywhere",
        where=(EVERYWHERE,),
        help="Ask for another deadline while there is time; elsewhere than on a task it asks which one.",
        run="renegotiate",
        why_not=_renegotiates,
        bar=61,
        short="renegotiate",
    ),
    _here(
        "open", "Open a task", "enter", 1, "open_line", "Open the page of the task under the cursor, with its history.",
        needs_line, "open", ("tasks", *PARTS),
    ),
    _here(
        "done", "Done", "space", 2, "do_tasks",
        "It is done, or all that are marked are; says whether it was in time. On a reply: it is answered.",
        _does, "done",
        where=LINES,
    ),
    _here(
        "select", "Mark a task", "x", 65, "select", "Mark the task under the cursor; space then does all marked ones.",
        needs_line, "mark", ("tasks",),
    ),
    _here(
        "edit", "Edit the words", "e", 64, "edit_task",
        "Change the words or how long it takes; the deadline is only ever renegotiated.", _edits, "edit",
        where=LINES,
    ),
    _here(
        "answer", "What they said", "s", 59, "answer_ask",
        "Enter what they said to another deadline that was asked for: yes or no, in their words.", _answers,
        "what they said",
        where=LINES,
    ),
    _here(
        "done_at", "Done earlier", "t", 72, "do_earlier",
        "Say when it was really done; the history shows it as entered now.",
        _open_task, "done earlier",
        where=LINES,
    ),
    _here(
        "release", "They let me off, or I let it go", "L", 73, "release_task",
        "They let you off, in their words; a task of your own is let go, a message closed unanswered, with a word why.",
        _releases, "let go",
        where=LINES,
    ),
    _here(
        "dismiss", "Dismiss the warning", "d", 58, "dismiss_warning",
        "Dismiss this warning; it stays dismissed for what it was about.", _dismisses, "dismiss",
    ),
    _here(
        "copy", "Copy the words", "y", 74, "copy_task", "Copy the words of the task to the clipboard.",
        _edits, "copy",
        where=LINES,
    ),
    _here("new", "New task", "n", 0, "catch_task", "Catch a task in one line.", needs_words, "new", ("tasks",)),
    _here(
        "filter", "Filter as typed", "f", 66, "filter_as_typed",
        "Show only those whose words, person, kind or state have what you type.", needs_desk, "filter", ("tasks",),
    ),
    _here(
        "kinds", "Which kind is shown", "v", 67, "next_kind", "Show promises, your own, replies; then all.",
        needs_desk, "show", ("tasks",),
    ),
    _here(
        "states", "Open, or what became of them", "w", 68, "choose_state",
        "Show what is open, or what was kept, late, broken or released, newest first.", needs_desk, "state",
        ("tasks",),
    ),
    _here(
        "person", "Tasks of one person", "c", 69, "choose_person", "Show only what is owed to one client or contact.",
        needs_words, "person", ("tasks",),
    ),
    _here(
        "order", "Order of the list", "o", 71, "next_order",
        "Order by when they are due, by person, by length, or newest first.",
        needs_desk, "order", ("tasks",),
    ),
    Command(
        id="task.open",
        title="Open what this line is about",
        keys=("enter",),
        group="A task",
        where=PAGE,
        help="Open the client, message or agreement of this line, or the form at this field.",
        run="open_line",
        why_not=needs_line_and_words,
        bar=1,
        short="open",
    ),
    Command(
        id="capture.open",
        title="Save",
        keys=("enter",),
        group="Catching in one line",
        where=("capture",),
        help="Save what was said back; where a name is to be chosen, take the marked one first. ~30m is half an hour "
        "of work; after a plus m is months: +6m is half a year from today, +3d and +2w are days and weeks.",
        run="give",
        bar=1,
        short="saves",
        now=takes_or_saves,
    ),
    Command(
        id="at_line.leave",
        title="Leave it",
        keys=("escape",),
        group="Catching in one line",
        where=("capture", "log_message"),
        help="Leave the line; what is typed is kept, and is there again the next time.",
        run="leave_line",
        bar=3,
        short="leaves it",
    ),
    _line("complete", "Take the name, or the day with room", ("tab",), "complete", "", _completes, 2),
    _line("next", "Next name", ("down",), "step", "1", _chooses, 4),
    _line("before", "Name before", ("up",), "step", "-1", _chooses, 0),
    _line("unlink", "Not about them", ("ctrl+o",), "unlink", "", _unlinks, 5),
    Command(
        id="sentence.copy",
        title="Copy the sentence",
        keys=("y",),
        group="Questions",
        where=("sentence",),
        help="Copy the sentence to the clipboard, to be sent by whatever you write to them with.",
        run="copy_sentence",
        bar=1,
        short="copy",
    ),
    Command(
        id="sentence.open",
        title="Go on",
        keys=("enter", "escape"),
        group="Questions",
        where=("sentence",),
        help="Go on without copying.",
        run="leave_dialog",
        bar=2,
        short="goes on",
    ),
)  # fmt: skip
