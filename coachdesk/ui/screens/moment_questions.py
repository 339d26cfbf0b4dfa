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
                (of_checklist(one), joined(heading_of(one, private), quiet(count_waiting(one.waiting)), by=" · "))
                for one in found
            ]
            wanted = await choose(self.desk_app, "Which questions?", choices)
        if wanted is not None:
            self.desk_app.open_record("checklist", wanted)

    def look_for_questions(self) -> None:
        """Count those that wait, once for each state of the desk, while the page can be read already."""
        import importlib.util

        if importlib.util.find_spec("coachdesk.services.ethics") is None:
            return
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
    from coachdesk.services import ethics

    asked = {"session": _of_session, "wrap_up": _of_wrap_up, "agreement": _of_agreement, "client": _of_client}[kind]
    found = [ethics.checklist(desk, moment, subject, event) for moment, subject, event in asked(desk, record_id)]
    return [one for one in found if one.items]


Asked = tuple[str, Subject, str]


def _of_session(desk: Desk, session_id: str) -> Iterator[Asked]:
    from coachdesk.services import sessions

    line = sessions.line(desk, session_id)
    subject = Subject(line.client.id, line.agreement_id, session_id)
    ahead = line.state == "planned" and line.at > desk.clock()
    yield "before_session" if ahead else "after_session", subject, ""
    if ahead and line.kind == "coaching" and line.number == 1:
        yield "before_first_session", Subject(line.client.id), ""


def _of_wrap_up(desk: Desk, session_id: str) -> Iterator[Asked]:
    from coachdesk.services import sessions

    line = sessions.line(desk, session_id)
    yield "after_session", Subject(line.client.id, line.agreement_id, session_id), ""


def _of_agreement(desk: Desk, agreement_id: str) -> Iterator[Asked]:
    from coachdesk.services import agreements

    page = agreements.page(desk, agreement_id)
    subject = Subject(page.client_id, agreement_id)
    yield "at_agreement", subject, ""
    if page.sponsor_id:
        yield "on_event", subject, "third_party_payment"
    if page.ending is not None:
        yield "at_ending", Subject(page.client_id), ""


def _of_client(desk: Desk, client_id: str) -> Iterator[Asked]:
    from coachdesk.services import ethics

    for one in ethics.now(desk).checklists:
        if one.subject.client_id == client_id:
            yield one.moment, one.subject, one.event
