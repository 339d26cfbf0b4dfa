"""A client's page: how things stand on the first lines, then overview, agreement, sessions, tasks, goals, ethics,
history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.content import Content

from coachdesk.domain.errors import DAMAGED, CoachdeskError
from coachdesk.domain.times import duration_text
from coachdesk.domain.views.agreements import AgreementLine, AgreementPage
from coachdesk.domain.views.clients import ClientPage, GoalView
from coachdesk.domain.views.history import DisclosureView, HistoryLine
from coachdesk.domain.views.register import EntryView
from coachdesk.domain.views.sessions import SessionLine
from coachdesk.domain.views.tasks import TaskLine
from coachdesk.domain.zones import city_of
from coachdesk.ui.say import say
from coachdesk.ui.screens import (
    client_entries,
    client_overview,
    client_parts,
    person_held,
    person_sessions,
    person_tasks,
)
from coachdesk.ui.screens.client_form import change_stage, edit_client
from coachdesk.ui.screens.consent_keys import ConsentKeys
from coachdesk.ui.screens.entry_keys import EntryKeys
from coachdesk.ui.screens.entry_keys import facts_of as entry_facts
from coachdesk.ui.screens.goal_keys import GoalKeys
from coachdesk.ui.screens.hour_keys import hour_facts
from coachdesk.ui.screens.moment_questions import ROW, QuestionKeys
from coachdesk.ui.screens.people import Clock, clock_of, damaged_words
from coachdesk.ui.screens.session_keys import SessionKeys
from coachdesk.ui.screens.tabs import TabbedScreen, base_of
from coachdesk.ui.screens.task_keys import TaskKeys
from coachdesk.ui.screens.task_words import facts_of
from coachdesk.ui.text import caution, joined, quiet, shown, strong
from coachdesk.ui.widgets.columns import Column, Row, heading, note

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

_LABEL = 15
_ASKS = 2
"""Lines above the tabs for what to ask before doing."""
_BEST = ("signed", "sent", "draft")


@dataclass(frozen=True, slots=True)
class Known:
    """All that the page shows."""

    page: ClientPage
    clock: Clock
    agreements: tuple[AgreementLine, ...]
    agreed: AgreementPage | None
    handed_over: tuple[DisclosureView, ...]
    history: tuple[HistoryLine, ...]
    owed: person_tasks.Theirs
    sessions: person_sessions.TheirSessions
    held: person_held.Held
    entries: tuple[EntryView, ...]
    left_out: int = 0


class ClientScreen(
    TabbedScreen, person_held.HeldKeys, SessionKeys, TaskKeys, GoalKeys, QuestionKeys, EntryKeys, ConsentKeys
):
    """One client."""

    tab = "clients"
    parts = (
        ("client", "overview"),
        ("client_agreements", "agreement"),
        ("client_sessions", "sessions"),
        ("client_tasks", "tasks"),
        ("client_goals", "goals"),
        ("client_held", "to share"),
        ("client_ethics", "ethics"),
        ("client_history", "history"),
    )
    columns = {  # noqa: RUF012  (never changed)
        "client": (Column(width=_LABEL), Column(flex=True, most=400)),
        "client_agreements": client_parts.AGREEMENT_COLUMNS,
        "client_sessions": person_sessions.COLUMNS,
        "client_tasks": person_tasks.COLUMNS,
        "client_goals": client_parts.GOAL_COLUMNS,
        "client_held": person_held.COLUMNS,
        "client_ethics": client_entries.COLUMNS,
        "client_history": client_parts.HISTORY_COLUMNS,
    }

    def __init__(self, client_id: str) -> None:
        super().__init__()
        self.client_id = client_id

    async def load(self) -> Known | None:
        """The client, whole; None where they are no longer here."""
        try:
            known: Known = await self.ask(_read, self.client_id)
        except CoachdeskError as error:
            if error.code != "ref.unknown":
                raise
            return None
        return known

    def paint(self, view: Known | None) -> None:
        """The first line, what needs care, the part in sight."""
        if view is None:
            self._gone()
            return
        self.answer(self._who(view), self._where(view))
        super().paint(view)
        self.go_to_entry()
        self.look_for_questions()

    def _gone(self) -> None:
        """The adding of this client was undone, here or by another process."""
        if self.app.screen is self:
            self.app.pop_screen()
            say(self.desk_app, "this client is no longer here: adding them was undone")

    def facts(self) -> frozenset[str]:
        """What the commands of the tasks, the goals and the history look at."""
        goal = self.goal_here()
        known = ({goal.state} if goal else set()) | client_parts.facts_of(self._action())
        now = self.view.clock.now if self.view is not None else None
        known |= hour_facts(self.session_next(), now) | person_held.facts_of(self.held_here())
        return frozenset(known | facts_of(self.task_here()) | entry_facts(self.entry_here()))

    # the first lines

    def _who(self, view: Known) -> Content:
        fields = view.page.fields
        full = fields.full_name if fields.full_name.startswith(fields.called) else view.page.title
        return strong(self.name_of(full if not view.page.told_apart else view.page.title, 40))

    def _where(self, view: Known) -> Content:
        """Pronouns, the time there, the stage; where there is room, how to contact them. Privacy leaves words out."""
        page, clock, fields = view.page, view.clock, view.page.fields
        told = not self.desk_app.private
        since = page.stages[-1].at if page.stages else page.created
        city = f"{city_of(page.zone_now)}, " if page.zone_now and told else ""
        reply = f"answers within {duration_text(fields.expects_reply_minutes)}" if fields.expects_reply_minutes else ""
        said = [
            shown(fields.pronouns if told else ""),
            shown(f"{city}{clock.there(page.zone_now)} there now" if page.zone_now else ""),
            shown(f"{page.stage} since {clock.day(since)}"),
        ]
        whole = joined(*said, joined(fields.contact_how if told else "", reply, by=", "), by=" · ")
        fits = whole.cell_length + self._who(view).cell_length + 7 <= self.app.size.width
        return whole if fits else joined(*said, by=" · ")

    def _asks(self, view: Known) -> list[Content]:
        """What to ask before doing, in lines of the width."""
        asks = view.page.fields.ask_before
        words = self.words_of(" ".join(_sentence(one) for one in asks)) if asks else Content.empty()
        return words.wrap(max(20, self.app.size.width - 6)) if words else []

    def head(self, view: Known) -> Content:
        """What to ask before doing, in sight on every part; of much only the beginning. What is damaged is said."""
        lines = self._asks(view)
        if len(lines) > _ASKS:
            lines = [*lines[: _ASKS - 1], joined(lines[_ASKS - 1], " …")]
        damaged = [damaged_words(view.left_out)] if view.left_out else []
        return Content("\n").join([*damaged, *(caution(line) for line in lines)])

    # the parts

    def rows(self, view: Known) -> Iterable[Row]:
        """The rows of the part in sight."""
        if self.place == "client":
            return self._overview(view)
        if self.place == "client_agreements":
            return client_parts.agreements(self, view.agreements, view.handed_over, view.clock)
        if self.place == "client_sessions":
            return person_sessions.rows(self, view.sessions, view.clock)
        if self.place == "client_tasks":
            return person_tasks.rows(self, view.owed, view.clock)
        if self.place == "client_goals":
            return client_parts.goals(self, view.page.goals, view.clock)
        if self.place == "client_held":
            return person_held.rows(self, view.held)
        if self.place == "client_ethics":
            return client_entries.rows(self, view.page.fields, view.entries, view.clock)
        return client_parts.history(self, view.history, view.clock)

    def _overview(self, view: Known) -> Iterator[Row]:
        cut = len(self._asks(view)) > _ASKS
        known = (view.agreed, view.owed, view.sessions)
        for entry in client_overview.entries(view.page, view.clock, *known, self.words_of, cut):
            if entry.group:
                yield note()
                yield heading(joined("  ", entry.group))
            yield from self.spread(entry.id, quiet(entry.label), entry.words, _LABEL)
        if self.waiting:
            yield note()
            yield Row(ROW, (quiet("Ethics"), self.questions_words()))

    # commands

    def open_line(self) -> Any:
        """Where the line under the cursor leads: the agreement, the goals, or the form at that field."""
        kind, _, rest = base_of(self.lines.current).partition(":")
        if kind == "agreement":
            self.desk_app.open_record("agreement", rest)
        elif kind == "agreements":
            self.turn_to("client_agreements")
        elif kind == "session":
            self.desk_app.open_record("session", rest)
        elif kind == "sessions":
            self.turn_to("client_sessions")
        elif kind == "owed":
            self.turn_to("client_tasks")
        elif kind == "task":
            self.desk_app.open_record("task", rest)
        elif kind == "goal":
            self.show_goal(rest)
        elif kind in ("field", "unknown"):
            return self._edit(rest)
        elif kind == "stage":
            return self.change_stage()
        elif kind == "entry":
            return super().edit_entry()
        elif kind == ROW:
            return self.open_questions()
        return None

    def on_line_list_opened(self) -> None:
        """A double click is `enter`, where that opens something."""
        if self.place in ("client", "client_agreements", "client_ethics"):
            self.action_command("client.open")
        elif self.place == "client_sessions":
            self.action_command("sessions.open")
        elif self.place == "client_tasks":
            self.action_command("tasks.open")

    def session_here(self) -> SessionLine | None:
        """The session under the cursor."""
        if self.view is None or self.place != "client_sessions":
            return None
        found: SessionLine | None = self.view.sessions.of_row(self.lines.current)
        return found

    def session_next(self) -> SessionLine | None:
        """Among the sessions the one under the cursor, elsewhere the next that is planned."""
        if self.view is None or self.place == "client_sessions":
            return self.session_here()
        following: SessionLine | None = self.view.sessions.following(self.view.clock)
        return following

    def held_here(self) -> person_held.One | None:
        """What they would do or what is held for them, under the cursor."""
        if self.view is None or self.place != "client_held":
            return None
        return person_held.of_row(self.view.held, self.lines.current)

    def questions_about(self) -> tuple[str, str]:
        """All that is asked about this client now."""
        return "client", self.client_id

    def questions_counted(self) -> None:
        """The line that says how many wait."""
        self.paint_part()

    def entry_here(self) -> EntryView | None:
        """The entry of the register under the cursor."""
        return client_entries.entry_of(self.view.entries, self.lines.current) if self.view is not None else None

    def entry_for(self) -> tuple[str, str]:
        """An entry that is made here is about this client."""
        return self.client_id, self.link_name()

    def show_entry(self, entry: EntryView) -> None:
        """Turn to the entries, and to that one."""
        self.turn_to("client_ethics")
        super().show_entry(entry)

    def edit_entry(self) -> Any:
        """Change the entry under the cursor, or the field there."""
        return super().edit_entry() if self.entry_here() is not None else self.open_line()

    def enter_field(self, field: str) -> Any:
        """The form, at that field."""
        return self._edit(field)

    def held_for(self) -> tuple[str, str]:
        """What is added here is this client's, of no session."""
        return self.client_id, ""

    def client_here(self) -> str:
        """A session that is planned here is with this client."""
        return self.client_id

    def show_session(self, line: SessionLine) -> None:
        """Turn to the sessions, and to that one."""
        self.turn_to("client_sessions")
        self.lines.go_to(person_sessions.PREFIX + line.id)

    def task_here(self) -> TaskLine | None:
        """The task under the cursor."""
        if self.view is None or self.place != "client_tasks":
            return None
        return person_tasks.task_of(self.view.owed, self.lines.current)

    def links(self) -> dict[str, Any]:
        """What is caught here is about this client."""
        return {"to": ("client", self.client_id)}

    def link_name(self) -> str:
        """This client."""
        return self.view.page.title if self.view is not None else ""

    def edit_client(self) -> Any:
        """Change the client."""
        return self._edit("")

    async def _edit(self, field: str) -> None:
        done = await edit_client(self.desk_app, self.client_id, field)
        if done is not None:
            say(self.desk_app, "changed", "u undoes", about=done.title)

    async def change_stage(self) -> None:
        """Another stage."""
        if self.view is not None:
            page = self.view.page
            await change_stage(self.desk_app, self.client_id, page.title, page.stage)

    async def new_agreement(self) -> None:
        """Write an agreement with this client, and go on to it."""
        from coachdesk.ui.screens.agreement_form import write_agreement

        written = await write_agreement(self.desk_app, self.client_id)
        if written:
            self.desk_app.open_record("agreement", written)

    def goal_here(self) -> GoalView | None:
        """The goal under the cursor."""
        if self.view is None or self.place != "client_goals":
            return None
        here = base_of(self.lines.current)
        return next((goal for goal in self.view.page.goals if goal.id == here), None)

    def show_goal(self, goal_id: str) -> None:
        """Turn to the goals, and to that one."""
        self.turn_to("client_goals")
        self.lines.go_to(goal_id)

    def _action(self) -> HistoryLine | None:
        if self.view is None or self.place != "client_history":
            return None
        return client_parts.action_here(self, self.view.history)

    async def take_back(self) -> None:
        """Undo the action under the cursor."""
        if self.view is not None:
            await client_parts.take_back(self, self._action(), self.view.clock)


def _sentence(text: str) -> str:
    return text if text[-1:] in ".!?…" else f"{text}."


def _read(desk: Desk, client_id: str) -> Known:
    from coachdesk.services import agreements, clients, drafts_apart, hand_over, history, register

    with desk.noting() as damaged:
        page = clients.page(desk, client_id)
        lines = drafts_apart.told(desk, agreements.lines(desk, client_id=client_id))
        best = [line for state in _BEST for line in lines if line.state == state]
        agreed = None
        try:
            agreed = agreements.page(desk, best[0].id) if best else None
        except CoachdeskError as error:
            if error.exit_status != DAMAGED:
                raise
            damaged.append(error)
        return Known(
            page=page,
            clock=clock_of(desk),
            agreements=tuple(lines),
            agreed=agreed,
            handed_over=tuple(hand_over.register(desk, client_id)),
            history=tuple(history.history(desk, client_id)),
            owed=person_tasks.read(desk, "client", client_id),
            sessions=person_sessions.read(desk, client_id),
            held=person_held.read(desk, client_id),
            entries=tuple(register.lines(desk, client_id=client_id)),
            left_out=len(damaged),
        )
