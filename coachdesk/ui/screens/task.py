"""A task's page: what it is and how it stands on the first lines, where it came from, and all that happened to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.content import Content

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.messages import WAY_WORDS
from coachdesk.domain.repeats import parse_repeat
from coachdesk.domain.spans import past_words, span_words
from coachdesk.domain.times import city_of, duration_words
from coachdesk.domain.views.messages import MessageView
from coachdesk.domain.views.tasks import TaskLine, TaskPage
from coachdesk.ui.say import say
from coachdesk.ui.screens.people import Clock, clock_of, damaged_words
from coachdesk.ui.screens.table import RECORDS
from coachdesk.ui.screens.tabs import TabbedScreen, base_of
from coachdesk.ui.screens.task_keys import TaskKeys
from coachdesk.ui.screens.task_words import both, called, changed, end_words, facts_of, mark, name_of, when
from coachdesk.ui.text import alarm, caution, joined, keyed, quiet, shown, strong
from coachdesk.ui.widgets.columns import Column, Row, heading, note

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

_LABEL = 15
_LEADS = {
    "client": "To", "contact": "To", "agreement": "Agreement", "session": "Session", "message": "From", "task": "See",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """All that the page shows."""

    page: TaskPage
    message: MessageView | None
    clock: Clock
    left_out: int = 0


class TaskScreen(TabbedScreen, TaskKeys):
    """One task."""

    tab = "tasks"
    parts = (("task", "task"),)
    columns = {"task": (Column(width=_LABEL), Column(flex=True, most=400))}  # noqa: RUF012  (never changed)

    def __init__(self, task_id: str) -> None:
        super().__init__()
        self.task_id = task_id

    async def load(self) -> Known | None:
        """The task; None where it is no longer here."""
        try:
            known: Known = await self.ask(_read, self.task_id)
        except CoachdeskError as error:
            if error.code != "ref.unknown":
                raise
            return None
        return known

    def paint(self, view: Known | None) -> None:
        """The first line, and what is known."""
        if view is None:
            if self.app.screen is self:
                self.app.pop_screen()
                say(self.desk_app, "this task is no longer here")
            return
        line = view.page.line
        whom = joined(" to ", self.name_of(name_of(line), 40)) if line.to else ""
        word = "Reply" if line.kind == "reply" else called(line).capitalize()
        self.answer(joined(mark(line), " ", strong(joined(word, whom))), self._how_it_stands(line, view.clock))
        super().paint(view)

    def head(self, view: Known) -> Content:
        """Why it should be renegotiated now, if it should; that something damaged is left out."""
        line = view.page.line
        lines = [damaged_words(view.left_out)] if view.left_out else []
        if line.warning:
            keys = joined(keyed("r"), quiet(" renegotiates  "), keyed("d"), quiet(" dismisses this"))
            lines.append(joined(caution(f"! {line.warning}"), "  ", keys))
        return Content("\n").join(lines)

    def _how_it_stands(self, line: TaskLine, clock: Clock) -> Content:
        """`due 17:00 · 2 h 40 left`, or what became of it."""
        if not line.is_open:
            return end_words(line, clock)
        if line.due is None:
            return shown("open, with no date")
        if line.due < clock.now:
            left = past_words(line.due, clock.now, clock.zone)
        else:
            left = f"{span_words(line.due - clock.now)} left"
        if line.state == "broken":
            return joined(alarm("broken"), f"was due {when(line.due, clock)}", left, by=" · ")
        state = quiet(line.state) if line.state != "open" else Content.empty()
        word = "aim" if line.kind == "reply" else "due"
        return joined(state, f"{word} {when(line.due, clock)}", left, by=" · ")  # on both clocks right below

    # the rows

    def rows(self, view: Known) -> Iterable[Row]:
        """What is known of it; then its history."""
        for row_id, label, words in self._entries(view):
            if words:
                yield from self.spread(row_id, quiet(label), words, _LABEL)
        yield note()
        yield heading("  What happened")
        for event in view.page.history:
            said = self.words_of(event.said) if self.desk_app.private else shown(event.said)
            words = joined(quiet(said), quiet("undone"), by=" · ") if event.undone else said
            yield from self.spread(f"event:{event.id}", quiet(view.clock.at(event.at)), words, _LABEL)

    def _entries(self, view: Known) -> Iterator[tuple[str, str, Content]]:
        line, clock = view.page.line, view.clock
        yield "text", "Message" if line.kind == "reply" else "What", self.words_of(line.text)
        if line.due is not None:
            there = f" in {city_of(line.to.zone)}" if line.to and line.to.zone and not self.desk_app.private else ""
            due = both(line.due, line, clock)
            whole = "end of my day" if view.page.ends_my_day else ""
            label = "Aim" if line.kind == "reply" else "Due"
            yield (
                "due",
                label,
                joined(due + (there if "theirs" in due else ""), whole, changed(line, clock, self.words_of), by=" · "),
            )
        if view.message is not None:
            yield from self._message(view.message, line, clock)
        yield "minutes", "Takes", shown(f"about {duration_words(line.minutes)}" if line.minutes else "")
        yield "repeat", "Repeats", shown(parse_repeat(line.repeat).words if line.repeat else "")
        earlier = [when(one, clock) for one in line.deadlines[:-1]] if line.kind != "reply" else []
        yield "deadlines", "Was due", quiet(", then ".join(earlier)) if len(earlier) > 1 else Content.empty()
        for kind, record_id, words in view.page.leads_to:
            if kind == "message" and line.kind == "reply":
                continue  # it is this one
            label = _LEADS.get(kind, "Belongs to")
            said = self.name_of(words) if kind in ("client", "contact") else self.words_of(words)
            yield f"{kind}:{record_id}", label, said
        yield "since", "Listed", shown(clock.at(line.created))

    def _message(self, message: MessageView, line: TaskLine, clock: Clock) -> Iterator[tuple[str, str, Content]]:
        """The clock of the message that it answers."""
        yield "received", "Came", joined(when(message.received, clock), WAY_WORDS[message.how], by=" · ")
        yield "expected", "Expected by", shown(both(message.expected, line, clock))
        if message.breach:
            yield "breach", "No word", alarm("✗ 48 hours went by without a word to them")
        yield "clock", "Stands", shown(message.clock)

    # the keys

    def facts(self) -> frozenset[str]:
        """What can be done with it."""
        return frozenset(facts_of(self.task_here()))

    def task_here(self) -> TaskLine | None:
        """The task whose page it is."""
        return self.view.page.line if self.view is not None else None

    def open_line(self) -> Any:
        """The record of the line under the cursor, or the form of the words."""
        kind, _, rest = base_of(self.lines.current).partition(":")
        if kind in RECORDS and rest:
            self.desk_app.open_record(kind, rest)
            return None
        if kind == "message":
            return self._open_message(rest)
        if kind in ("due", "deadlines"):
            is_reply = (line := self.task_here()) is not None and line.kind == "reply"
            self.action_command("messages.acknowledge" if is_reply else "tasks.renegotiate")
        elif kind in ("text", "minutes"):
            self.action_command("tasks.edit")
        return None

    async def _open_message(self, message_id: str) -> None:
        """The page of a message is that of its reply."""
        message: MessageView = await self.ask("message_reading.view", message_id)
        self.desk_app.open_record("task", message.task_id)

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.action_command("task.open")

    def links(self) -> dict[str, Any]:
        """What a task that is caught here belongs to."""
        line = self.task_here()
        if line is None or line.to is None:
            return {}
        held = {"message_id": line.message_id} if line.message_id else {}
        return {"to": (line.to.kind, line.to.id), **held}

    def link_name(self) -> str:
        """Whose it is."""
        line = self.task_here()
        return name_of(line) if line is not None else ""


def _read(desk: Desk, task_id: str) -> Known:
    from coachdesk.services import message_reading, tasks

    with desk.noting() as damaged:
        page = tasks.page(desk, task_id)
        of_reply = page.line.kind == "reply" and page.line.message_id
        message = message_reading.view(desk, page.line.message_id) if of_reply else None
        return Known(page, message, clock_of(desk), len(damaged))
