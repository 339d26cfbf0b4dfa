"""`a`: a promise or an own task, caught in one line over any screen, said back in words before it is saved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from textual.content import Content

from coachdesk.domain.times import day_text
from coachdesk.domain.views.tasks import Caught, Choice, TaskLine
from coachdesk.ui.say import say
from coachdesk.ui.text import alarm, caution, joined, keyed, quiet, shown, strong
from coachdesk.ui.widgets.echo_line import EchoLine, ask_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coachdesk.ui.app import CoachdeskApp

MOST_CHOICES = 5
_AT_WORD = re.compile(r'@(?:"[^"]*"?|\S*)')
HINT = "send the exercise @name fri 17:00 ~30m"


class AtLine(EchoLine):
    """A line in which @ names a person, completed as it is typed. `links` is what it belongs to: `to` (kind, id)…"""

    def __init__(
        self, title: str, hint: str, kept: str, about: str | None, links: Mapping[str, Any], whose: str
    ) -> None:
        super().__init__(title, hint, kept, about)
        self.links, self.whose = dict(links), whose
        self.chosen = 0

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What the word after @ may mean."""
        found: tuple[Choice, ...] = self.view.choices if self.view is not None and self.is_shown else ()
        return found

    def facts(self) -> frozenset[str]:
        """Whether there is a name to take, what keeps the line from being saved, and a person whom it is about by
        itself."""
        unsettled = self.view is not None and self.is_shown and bool(self.view.problem)
        known = {"choices": bool(self.choices), "linked": "to" in self.links, "unsettled": unsettled}
        return frozenset(name for name, true in known.items() if true)

    def paint(self, view: Any) -> None:
        """Say it; the first of the choices is marked."""
        self.chosen = 0
        self.say([*self.words_of(view), *self._choices()])

    def words_of(self, view: Any) -> list[Content]:
        """What is said of the line, beside the choices."""
        raise LookupError(view)

    def _choices(self) -> list[Content]:
        """As many as there is room for, with the marked one among them."""
        first = max(0, min(self.chosen - MOST_CHOICES + 1, len(self.choices) - MOST_CHOICES))
        shown_now = list(enumerate(self.choices))[first : first + MOST_CHOICES]
        lines = [
            joined("▸ " if at == self.chosen else "  ", strong(one.title) if at == self.chosen else one.title, "  ",
                   quiet(one.detail))
            for at, one in shown_now
        ]  # fmt: skip
        more = len(self.choices) - len(shown_now)
        return [*lines, quiet(f"  {more} more: type more of the name, or go on with ↓")] if more > 0 else lines

    def step(self, by: str) -> None:
        """Go through what @ may mean."""
        if self.choices:
            self.chosen = (self.chosen + int(by)) % len(self.choices)
            self.say([*self.words_of(self.view), *self._choices()])

    def complete(self) -> None:
        """Put the marked name in the place of the @ word at the cursor, else of the last one."""
        if not self.choices:
            return
        text, cursor = self.text, self.input.cursor_position
        words = list(_AT_WORD.finditer(text))
        word = next((one for one in words if one.start() < cursor <= one.end()), words[-1] if words else None)
        start, end = word.span() if word is not None else (len(text), len(text))
        first = f"{text[:start]}{self.choices[self.chosen].insert} "
        self.put(first + text[end:].lstrip(), len(first))

    def put(self, text: str, cursor: int) -> None:
        """Another text in the line."""
        self.input.value = text
        self.input.cursor_position = cursor

    def unlink(self) -> None:
        """It is no longer about the person on whose page one is: the line itself says to whom."""
        self.links.clear()
        self._read_text = None
        if self.text.strip():
            self.read_newest()
        else:
            self.say_nothing_yet()
        self.footer_changed()


class CaptureLine(AtLine):
    """One line; `links` is what it belongs to: `to` (kind, id), `agreement_id`, `session_id`, `message_id`."""

    place = "capture"
    form = "capture"

    def facts(self) -> frozenset[str]:
        """Whether there is a day with room, too."""
        room = self.view is not None and self.is_shown and bool(self.view.room_line)
        return super().facts() | ({"room"} if room else set())

    def say_nothing_yet(self) -> None:
        """What it would be."""
        if "to" in self.links:
            self.say([quiet(joined("A promise to ", self.whose, "; by when?"))])
        else:
            self.say([quiet("With @name a promise, without an own task; ~30m says how long it takes.")])

    async def read(self, text: str) -> Caught:
        """The line, understood."""
        caught: Caught = await self.desk_app.bridge.ask("capture.read", text, to=self.links.get("to"))
        return caught

    def words_of(self, view: Caught) -> list[Content]:
        """What it will be, what is wrong with it, the load of that day."""
        lines = [strong(words) if not at else shown(words) for at, words in enumerate(view.words)]
        if view.problem:
            whom = bool(self.choices) and view.problem_code.startswith("line.person")
            lines.append(caution("? whom do you mean") if whom else alarm(f"! {view.problem}"))
        if view.load_words:
            lines.append(quiet(view.load_words))
        if view.room_line and view.room is not None and not self.choices:
            lines.append(joined(keyed("tab"), quiet(f": {day_text(view.room, year=False)} instead")))
        return lines

    def complete(self) -> None:
        """Put the marked name in; where there is none to choose, the next day that has room."""
        if self.choices:
            super().complete()
        elif self.view is not None and self.is_shown and self.view.room_line:
            self.put(self.view.room_line, len(self.view.room_line))

    async def take(self, view: Caught) -> None:
        """Save what was shown; where a name is still to be chosen, choose it first."""
        if not view.problem:
            await self.close(await self.desk_app.do("tasks.add", view.line, **self.links))
        elif self.choices:
            self.complete()
        else:
            say(self.desk_app, f"not saved: {view.problem}", tone="warning")


async def catch(app: CoachdeskApp, links: Mapping[str, Any], whose: str = "") -> TaskLine | None:
    """Catch a task over the screen in sight; None where the line was left. `whose` names the person of `links`."""
    line: TaskLine | None = await ask_line(
        app,
        CaptureLine.form,
        about_of(links),
        lambda kept: CaptureLine("Add", HINT, kept, about_of(links), links, whose),
    )
    return line


def about_of(links: Mapping[str, Any]) -> str | None:
    """The client under whose key a half-typed line is kept."""
    kind, record_id = links.get("to", ("", ""))
    return record_id if kind == "client" else None
