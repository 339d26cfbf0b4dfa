"""The questions of the moment, one key from where it arises: a session, its prep and wrap-up, an agreement, a client.

They never come by themselves. How many wait is looked up behind the page, once it is painted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from coachdesk.domain.views.ethics import Checklist, Subject
from coachdesk.ui.say import say
from coachdesk.ui.screens.base import DeskScreen
from coachdesk.ui.screens.ethics_ids import of_checklist
from coachdesk.ui.screens.ethics_words import count_waiting, heading_of
from coachdesk.ui.text import caution, joined, keyed, quiet
from coachdesk.ui.widgets.dialogs import choose

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

ROW = "questions"
"""The id of the line that says how many wait."""


class QuestionKeys(DeskScreen):
    """A page with a moment. `questions_about()` names it: `session`, `wrap_up`, `agreement` or `client`, and its id."""

    waiting = 0
    _counted = -1

    def questions_about(self) -> tuple[str, str]:
        """What is asked about."""
        raise LookupError

    async def open_questions(self) -> None:
        """The checklist of the moment; where there are several, the one that is chosen."""
        found: list[Checklist] = await self.ask(checklists, *self.questions_about())
        if not found:
            say(self.desk_app, "nothing is asked here now")
            return
        wanted: str | None = of_checklist(found[0])
        if len(found) > 1:
            private = self.desk_app.private
            choices = [
                (of_checklist(one), joined(quiet(f"{one.waiting} wait"), heading_of(one, private), by=" · "))
                for one in found
            ]
            wanted = await choose(self.desk_app, "Which questions?", choices)
        if wanted is not None:
            self.desk_app.open_record("checklist", wanted)

    def look_for_questions(self) -> None:
        """Count those that wait, once for each state of the desk, while the page can be read already."""
        if self._counted != self.desk_app.serial:
            self._counted = self.desk_app.serial
            self.desk_app.beside(self._count())

    async def _count(self) -> None:
        found: list[Checklist] = await self.ask(checklists, *self.questions_about())
        waiting = sum(one.waiting for one in found)
        if waiting != self.waiting and self.is_mounted:
            self.waiting = waiting
            self.questions_counted()

    def questions_counted(self) -> None:
        """Show another number; a page in parts paints the part in sight."""

    def questions_words(self) -> Content:
        """`2 questions wait   Q opens them`; nothing where none does."""
        if not self.waiting:
            return Content.empty()
        return joined(caution(count_waiting(self.waiting)), "   ", keyed("Q"), quiet(" opens them"))


# in the desk thread


def checklists(desk: Desk, kind: str, record_id: str) -> list[Checklist]:
    """The checklists of that page's moment, those with questions."""
    asked = {"session": _of_session, "wrap_up": _of_wrap_up, "agreement": _of_agreement, "client": _of_client}[kind]
    return [one for one in asked(desk, record_id) if one.items]


def _of_session(desk: Desk, session_id: str) -> Iterator[Checklist]:
    """Before it also what is asked before a first session, as long as that is asked of the client."""
    from coachdesk.services import ethics, sessions

    line = sessions.line(desk, session_id)
    ahead = line.state == "planned" and line.at > desk.clock()
    subject = Subject(line.client.id, line.agreement_id, session_id)
    yield ethics.checklist(desk, "before_session" if ahead else "after_session", subject)
    if ahead and line.kind == "coaching":
        yield from (one for one in _of_client(desk, line.client.id) if one.moment == "before_first_session")


def _of_wrap_up(desk: Desk, session_id: str) -> Iterator[Checklist]:
    from coachdesk.services import ethics, sessions

    line = sessions.line(desk, session_id)
    yield ethics.checklist(desk, "after_session", Subject(line.client.id, line.agreement_id, session_id))


def _of_agreement(desk: Desk, agreement_id: str) -> Iterator[Checklist]:
    """At the agreement, and what has come of this client that is about it: a payer, a report, a swap, its end."""
    from coachdesk.services import agreements, ethics

    subject = Subject(agreements.page(desk, agreement_id).client_id, agreement_id)
    yield ethics.checklist(desk, "at_agreement", subject)
    for one in _of_client(desk, subject.client_id):
        of_it = one.moment == "at_ending" or one.event == "sponsor_report"
        if of_it or (one.subject == subject and one.moment != "at_agreement"):
            yield one


def _of_client(desk: Desk, client_id: str) -> Iterator[Checklist]:
    from coachdesk.services import ethics

    yield from ethics.now(desk, client_id=client_id).checklists
