"""`m` logs a message in one line; `A` says when they hear more, and copies a kind sentence to send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from textual.content import Content

from coachdesk.domain.messages import WAY_WORDS
from coachdesk.domain.views.messages import Acknowledged, CaughtMessage, MessageView
from coachdesk.ui.say import say
from coachdesk.ui.screens.capture import AtLine, about_of
from coachdesk.ui.screens.people import Clock, clock_of
from coachdesk.ui.screens.sentence import tell_with_sentence
from coachdesk.ui.screens.task_acts import WHEN_CODES
from coachdesk.ui.screens.task_words import when
from coachdesk.ui.screens.when_echo import WhenEcho, echo_of
from coachdesk.ui.text import alarm, joined, name_for, quiet, shown, strong, words_for
from coachdesk.ui.widgets.echo_line import ask_line
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values, said_at

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

_HINT = "@name by phone yesterday 17:00 asks whether Friday holds"


class LogLine(AtLine):
    """From whom, how, when, about what: one line. On the page of a person it is from them unless it names another."""

    place = "log_message"
    form = "log message"

    def say_nothing_yet(self) -> None:
        """What is taken for granted."""
        whose = f"From {self.whose}, unless it names another" if "to" in self.links else "@name says from whom"
        self.say([quiet(f"{whose}; by e-mail, now, unless it says how and when.")])

    async def read(self, text: str) -> CaughtMessage:
        """The line, understood."""
        caught: CaughtMessage = await self.desk_app.bridge.ask("messages.parse_log", text, to=self.links.get("to"))
        return caught

    def words_of(self, view: CaughtMessage) -> list[Content]:
        """What will be logged, and what is wrong with it."""
        lines = [strong(words) if not at else shown(words) for at, words in enumerate(view.words)]
        return [*lines, alarm(f"! {view.problem}")] if view.problem else lines

    async def take(self, view: CaughtMessage) -> None:
        """Save what was shown; where a name is still to be chosen, choose it first."""
        if not view.problem and view.sender is not None:
            sender = (view.sender.kind, view.sender.id)
            await self.close(await self.desk_app.do("messages.log", sender, view.about, how=view.how, at=view.received))
        elif self.choices:
            self.complete()
        else:
            say(self.desk_app, f"not saved: {view.problem}", tone="warning")


async def log(app: CoachdeskApp, links: Mapping[str, Any], whose: str) -> MessageView | None:
    """Log a message over the screen in sight; None where the line was left."""
    held = {"to": links["to"]} if "to" in links else {}
    message: MessageView | None = await ask_line(
        app,
        LogLine.form,
        about_of(held),
        lambda kept: LogLine("Message", _HINT, kept, about_of(held), held, whose),
    )
    if message is not None:
        say(app, f"message logged · {message.clock}", "A acknowledges, u takes it back", about=message.sender.title)
    return message


async def acknowledge(app: CoachdeskApp, message_id: str) -> Acknowledged | None:
    """When they hear more: that is the promise now, and the sentence that says so is copied."""
    message, echo, clock = await app.bridge.ask(_read, message_id)

    async def save(values: Values) -> Acknowledged:
        with said_at("reply_by", *WHEN_CODES, "message.reply-by"):
            done: Acknowledged = await app.bridge.ask("messages.acknowledge", message_id, values["reply_by"])
        return done

    form = Form(
        title=joined(strong("Acknowledge"), strong(name_for(app.private, message.sender.title, 40)), by=" · "),
        fields=(Field("reply_by", "They hear more by", "date", hint="tom 12:00, fri, +2d", echo=echo),),
        save=save,
        words=_words(app, message, clock),
        name=f"acknowledge {message_id}",
        about=message.sender.id if message.sender.kind == "client" else None,
    )
    done: Acknowledged | None = await app.fill_in(form)
    if done is not None:
        words = "acknowledged; when they hear more is a promise now"
        await tell_with_sentence(app, words, "u undoes", message.sender.title, done.sentence, copied=True)
    return done


def _words(app: CoachdeskApp, message: MessageView, clock: Clock) -> Content:
    """What it was about, when it came, how its clock stands."""
    came = f"{when(message.received, clock)} · {WAY_WORDS[message.how]} · {message.clock}"
    return Content("\n").join([joined("“", words_for(app.private, message.about), "”"), shown(came)])


# in the desk thread


def _read(desk: Desk, message_id: str) -> tuple[MessageView, WhenEcho, Clock]:
    from coachdesk.services import messages

    message = messages.view(desk, message_id)
    return message, echo_of(desk, message.sender.zone), clock_of(desk)
