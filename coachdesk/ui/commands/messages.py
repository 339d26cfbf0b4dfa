"""What can be done with messages that wait for an answer."""

from __future__ import annotations

from coachdesk.ui.commands.command import EVERYWHERE, Command, needs_words
from coachdesk.ui.commands.tasks import takes_or_saves

COMMANDS = (
    Command(
        id="messages.log",
        title="Log a message",
        keys=("m",),
        group="Everywhere",
        where=(EVERYWHERE,),
        help="Log a message that waits for an answer, in one line: from whom, how, when, about what.",
        run="log_message",
        why_not=needs_words,
        bar=62,
        short="message",
    ),
    Command(
        id="messages.acknowledge",
        title="Acknowledge a message",
        keys=("A",),
        group="Everywhere",
        where=(EVERYWHERE,),
        help="Say when they hear more: that becomes a promise, and a sentence to send is copied.",
        run="acknowledge",
        why_not=needs_words,
        bar=63,
        short="acknowledge",
    ),
    Command(
        id="log_message.open",
        title="Save",
        keys=("enter",),
        group="Catching in one line",
        where=("log_message",),
        help="Save what was said back; where a name is to be chosen, take the marked one first.",
        run="give",
        bar=1,
        short="saves",
        now=takes_or_saves,
    ),
)
