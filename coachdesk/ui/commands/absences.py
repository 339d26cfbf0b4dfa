"""What can be done about being away: the list of absences, and the page of one."""

from __future__ import annotations

from coachdesk.ui.commands.command import EVERYWHERE, Command, Context, WhyNot, needs_desk, needs_line, needs_words

PAGE = ("absence", "absence_texts", "absence_told")


def _touched(context: Context) -> str | None:
    if (reason := needs_words(context)) is not None:
        return reason
    if "over" in context.facts:
        return "this absence is over"
    return None if context.current or context.selected else "there is nothing under the cursor"


def _channel(context: Context) -> str | None:
    return needs_line(context) or (None if "channel" in context.facts else "there is no auto-reply under the cursor")


def _back(context: Context) -> str | None:
    if (reason := needs_desk(context)) is not None:
        return reason
    return None if "now" in context.facts else "you are not away now"


def _untold(context: Context) -> str | None:
    return needs_desk(context) or (None if "untold" in context.facts else "everybody was told")


def _changes(context: Context) -> str | None:
    return needs_words(context) or ("this absence is over" if "over" in context.facts else None)


def _page(
    verb: str, title: str, key: str, bar: int, run: str, help_text: str, why_not: WhyNot, short: str,
    where: tuple[str, ...] = PAGE,
) -> Command:  # fmt: skip
    return Command(
        id=f"absence.{verb}",
        title=title,
        keys=(key,),
        group="Being away",
        where=where,
        help=help_text,
        run=run,
        why_not=why_not,
        bar=bar,
        short=short,
    )


COMMANDS = (
    Command(
        id="absences.go",
        title="Being away: absences",
        keys=("B",),
        group="Everywhere",
        where=(EVERYWHERE,),
        help="Your absences: going away without vanishing, being ill, coming back.",
        run="open_page",
        argument="absences",
        why_not=needs_desk,
    ),
    Command(
        id="absences.open",
        title="Open an absence",
        keys=("enter",),
        group="Being away",
        where=("absences",),
        help="Open the absence under the cursor: what it touches, its texts, its auto-replies.",
        run="open_line",
        why_not=needs_line,
        bar=1,
        short="open",
    ),
    Command(
        id="absences.new",
        title="Go away",
        keys=("n",),
        group="Being away",
        where=("absences",),
        help="Go away from a day to a day, or from now with no end yet.",
        run="new_absence",
        why_not=needs_words,
        bar=2,
        short="go away",
    ),
    _page(
        "open", "What becomes of it", "enter", 1, "open_line",
        "Choose what becomes of the session or promise under the cursor, or of all that are marked.", _touched,
        "what becomes of it", ("absence",),
    ),
    _page(
        "select", "Mark it", "x", 4, "select", "Mark it; enter then decides for all that are marked.", needs_line,
        "mark", ("absence",),
    ),
    _page(
        "done", "Switched on, or off", "space", 1, "switch",
        "Tick where you switched the auto-reply on, and off again when you are back.", _channel, "switched on or off",
        ("absence_texts",),
    ),
    _page(
        "copy", "Copy the text", "y", 2, "copy_text", "Copy the text under the cursor to the clipboard.", needs_words,
        "copy", ("absence_texts",),
    ),
    _page(
        "export", "Save a text, or hand the sheet over", "X", 3, "save_text",
        "Save the auto-reply, the voicemail text, or the sheet for who stands in.", needs_words, "save",
        ("absence_texts",),
    ),
    Command(
        id="told.done",
        title="They were told",
        keys=("space",),
        group="Being away",
        where=("absence_told",),
        help="Mark that the client under the cursor was told today, or all that are marked; once more takes it back.",
        run="tell_one",
        why_not=needs_line,
        bar=1,
        short="told",
    ),
    Command(
        id="told.select",
        title="Mark a client",
        keys=("x",),
        group="Being away",
        where=("absence_told",),
        help="Mark the client under the cursor; space then says it of all that are marked.",
        run="select",
        why_not=needs_line,
        bar=3,
        short="mark",
    ),
    Command(
        id="told.all",
        title="All were told",
        keys=("t",),
        group="Being away",
        where=("absence_told",),
        help="Mark that everybody who was not told yet was told today.",
        run="tell_all",
        why_not=_untold,
        bar=2,
        short="all told",
    ),
    _page(
        "back", "I am back", "b", 5, "come_back", "End the absence now.", _back, "I am back",
    ),
    _page(
        "edit", "Change dates or who stands in", "e", 6, "edit_absence",
        "Change when it ends, who stands in, or why.", _changes, "change",
    ),
)  # fmt: skip
