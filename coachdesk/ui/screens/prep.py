"""Prep: one screen before a session. It reads from what is there and asks nothing; each line has the key that deals
with it, and what is missing says how it is mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.content import Content

from coachdesk.domain.days import day_text
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.views.session_work import ActionView, Missing, PrepCard
from coachdesk.domain.views.sessions import SessionLine
from coachdesk.ui.say import say
from coachdesk.ui.screens import person_held, session_lines, task_words
from coachdesk.ui.screens.goal_words import course
from coachdesk.ui.screens.hour_keys import HourKeys, hour_facts
from coachdesk.ui.screens.moment_questions import ROW, QuestionKeys
from coachdesk.ui.screens.people import Clock, clock_of
from coachdesk.ui.screens.tabs import TabbedScreen, base_of
from coachdesk.ui.text import caution, joined, keyed, quiet, shown, strong
from coachdesk.ui.widgets.columns import Column, Row
from coachdesk.ui.widgets.dialogs import ask_text

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

_LABEL = 10
_ASK = "ask before: "
"""Goes without saying under "Care"."""
_MENDED_BY = {
    "sessions.agree": ("T", "make it now"),
    "sessions.wrap-up": ("enter", "wraps it up"),
    "sessions.done": ("enter", "says it"),
    "sessions.new": ("enter", "plans one"),
    "sessions.move": ("enter", "gives it another time"),
    "agreement.sign": ("enter", "opens the agreement: S signs"),
    "agreement.renew": ("enter", "opens the agreement: w renews it"),
    "agreements.new": ("enter", "writes one"),
    "client.edit": ("enter", "says where they are"),
    "goals.new": ("enter", "adds one"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """The card, and the clock it is read on."""

    card: PrepCard
    clock: Clock


class PrepScreen(TabbedScreen, person_held.HeldKeys, HourKeys, QuestionKeys):
    """The card of one session."""

    tab = "sessions"
    parts = (("prep", "prep"),)
    columns = {"prep": (Column(width=_LABEL), Column(flex=True, most=400))}  # noqa: RUF012  (never changed)

    def __init__(self, session_id: str) -> None:
        super().__init__()
        self.session_id = session_id
        self._more: list[str] = []

    async def load(self) -> Known | None:
        """The card; None where the session is no longer here."""
        await self.read_ahead("ahead.names")
        try:
            known: Known = await self.ask(_read, self.session_id)
        except CoachdeskError as error:
            if error.code != "ref.unknown":
                raise
            return None
        return known

    def paint(self, view: Known | None) -> None:
        """With whom and when on the first line; then what is known."""
        if view is None:
            if self.app.screen is self:
                self.app.pop_screen()
                say(self.desk_app, "this session is no longer here: planning it was undone")
            return
        name = strong(self.name_of(view.card.session.client.title, 24))
        parts = self._heading(view)
        fits = [at for at in range(1, len(parts) + 1) if self._fits(name, parts[:at])]
        self._more = parts[fits[-1] if fits else 1 :]
        self.answer(name, joined(*parts[: len(parts) - len(self._more)], by=" · "))
        super().paint(view)
        self.look_for_questions()

    def _heading(self, view: Known) -> list[str]:
        """When, in how long, where they are, which one it is, how long ago one spoke; privacy leaves out where."""
        first, *parts = view.card.heading.split(" · ")
        if self.desk_app.private:
            parts = [part.partition(" in ")[0] for part in parts]
        until = session_lines.until_words(view.card.session.at, view.clock.now)
        return [part for part in (first, until, *parts) if part]

    def _fits(self, name: Content, parts: list[str]) -> bool:
        return name.cell_length + 3 + len(" · ".join(parts)) <= self.app.size.width - 4

    # the card

    def rows(self, view: Known) -> Iterator[Row]:
        """Label and words, in the order in which one looks for them. What must be read whole is on as many lines as it
        needs; the rest is cut, so that all of it is in sight."""
        yield from self._goals(view.card)
        yield from self._last(view)
        yield from self._held(view)
        for one in view.card.incidents:
            yield from self.spread(f"incident:{one.id}", caution("Incident"), self.words_of(one.in_line), _LABEL)
        for row_id, label, words in self._rest(view):
            yield from self.spread(row_id, quiet(label), words, _LABEL)

    def _goals(self, card: PrepCard) -> Iterator[Row]:
        for at, goal in enumerate(card.goals):
            measure = quiet(self.words_of(goal.measure)) if goal.measure else ""
            said = joined("“", self.words_of(goal.text), "”")
            label = quiet("" if at else "Goals" if len(card.goals) > 1 else "Goal")
            yield Row(f"goal:{goal.id}", (label, joined(said, course(goal), measure, by="  ")))

    def _last(self, view: Known) -> Iterator[Row]:
        """The session before: when, what it was about and what was wanted; then what came and what they saw."""
        card, more = view.card, joined(*self._more, by=" · ")
        if card.last is None:
            if more:
                yield Row("last", (quiet("Last"), quiet(more)))
            return
        day = day_text(session_lines.day_of(card.last, view.clock), year=False)
        settled = card.last_agreement
        topic = joined(f"{day}: ", self.words_of(settled.topic)) if settled else shown(day)
        wanted = joined(quiet("wanted "), self.words_of(settled.result)) if settled and settled.result else ""
        yield Row("last", (quiet("Last"), joined(quiet(more), topic, wanted, by=" · ")))
        came = joined(quiet("came "), self.words_of(card.last_outcome)) if card.last_outcome else ""
        insights = [joined("“", self.words_of(one.text), "”") for one in card.last_insights]
        if came or insights:
            yield Row("last#1", ("", joined(came, *insights, by=" → " if came else " · ")))

    def _held(self, view: Known) -> Iterator[Row]:
        card, width = view.card, self.room - _LABEL - 2
        for at, one in enumerate(card.actions):
            marked = joined(person_held.mark(one), " ", person_held.words_of(self, one))
            yield from self.spread(person_held.row_id(one), quiet("" if at else "They would"), marked, _LABEL)
        yield from self._promises(view)
        for at, share in enumerate(card.shares):
            yield from person_held.spread(self, share, width, quiet("" if at else "To share"))

    def _promises(self, view: Known) -> Iterator[Row]:
        """Each that is open; on one line what became of the others."""
        label = quiet("I would")
        for line in (one for one in view.card.promises if one.is_open):
            due = quiet(f"due {task_words.when(line.due, view.clock)}") if line.due else ""
            broken = caution("broken") if line.state == "broken" else ""
            said = joined(self.words_of(line.text), due, broken, by=" · ")
            yield Row(f"task:{line.id}", (label, joined(task_words.mark(line), " ", said)))
            label = Content.empty()
        ended = [one for one in view.card.promises if not one.is_open]
        if ended:
            counts = Counter(one.state for one in ended)
            said = quiet(" · ".join(f"{count} {state}" for state, count in counts.items()))
            which = joined(*(joined(task_words.mark(one), " ", self.words_of(one.text)) for one in ended), by="  ")
            yield Row(f"task:{ended[0].id}", (label, joined(said, which, by="  ")))

    def _rest(self, view: Known) -> Iterator[tuple[str, str, Content]]:
        """What to care for, what is allowed, what is left, what was settled, what is missing, what I want of myself."""
        card = view.card
        if card.care:
            yield "care", "Care", joined(*(self.words_of(one.removeprefix(_ASK)) for one in card.care), by=" · ")
        if card.consents:
            yield "consents", "Consents", joined(*(self.words_of(one) for one in card.consents), by=" · ")
        counts = joined(card.left, self.words_of(card.money), by=" · ")
        if counts:
            yield "left", "Left", shown(counts, self.room - _LABEL - 2)
        if card.agreement is not None:
            wants = card.agreement.result
            said = joined(self.words_of(card.agreement.topic), quiet("wants ") if wants else "", by=" · ")
            yield "settled", "Topic", joined(said, self.words_of(wants))
        for at, one in enumerate(card.missing):
            key, does = _MENDED_BY.get(one.command, ("enter", "mends it"))
            yield (
                f"missing:{at}",
                "" if at else "Missing",
                joined(caution(one.what), "   ", keyed(key), " ", quiet(does)),
            )
        mine = self.words_of(card.intention) if card.intention else joined(keyed("i"), quiet(" what I want of myself"))
        yield "mine", "Mine", mine
        if self.waiting:
            yield ROW, "Ethics", self.questions_words()

    # the keys

    def session_here(self) -> SessionLine | None:
        """This one."""
        return self.view.card.session if self.view is not None else None

    def held_here(self) -> person_held.One | None:
        """What they would do, or what is to share, under the cursor."""
        if self.view is None:
            return None
        card = self.view.card
        return person_held.of_row(person_held.Held(card.actions, card.shares), self.lines.current)

    def held_for(self) -> tuple[str, str]:
        """What is added here is said in this session."""
        line = self.session_here()
        return (line.client.id, line.id) if line is not None else ("", "")

    def _missing_here(self) -> Missing | None:
        kind, _, at = base_of(self.lines.current).partition(":")
        return self.view.card.missing[int(at)] if self.view is not None and kind == "missing" else None

    def facts(self) -> frozenset[str]:
        """How the session stands, and what is under the cursor."""
        now = self.view.clock.now if self.view is not None else None
        return frozenset(hour_facts(self.session_here(), now) | person_held.facts_of(self.held_here()))

    def links(self) -> dict[str, Any]:
        """What is caught here is for this client."""
        line = self.session_here()
        return {"to": ("client", line.client.id)} if line is not None else {}

    def link_name(self) -> str:
        """The client."""
        line = self.session_here()
        return line.client.title if line is not None else ""

    def questions_about(self) -> tuple[str, str]:
        """Before this session."""
        return "session", self.session_id

    def questions_counted(self) -> None:
        """The line that says how many wait."""
        self.paint_part()

    async def intend(self) -> None:
        """What the coach wants of themself."""
        if self.view is not None:
            said = await ask_text(self.desk_app, "What do you want of yourself?", "mine", self.view.card.intention)
            if said is not None:
                await self.do("session_work.intend", self.session_id, said)

    async def save_card(self) -> None:
        """To a file of the coach's own."""
        if self.view is not None:
            from coachdesk.ui.screens.prep_file import save_card

            await save_card(self.desk_app, self.view.card)

    async def open_line(self) -> None:
        """Where the line under the cursor leads: what became of it, its page, or what mends what is missing."""
        line, (kind, _, record_id) = self.session_here(), base_of(self.lines.current).partition(":")
        if line is None:
            return
        missing = self._missing_here()
        if missing is not None:
            await self._mend(missing, line)
        elif isinstance(self.held_here(), ActionView) or kind == "share":
            await self.answer_held()
        elif kind in ("task", "incident"):
            self.desk_app.open_record(kind, record_id)
        elif kind == "settled":
            await self.agree_session()
        elif kind == "goal":
            await self._rate(record_id)
        elif kind == "mine":
            await self.intend()
        elif kind == ROW:
            await self.open_questions()
        elif kind == "last" and self.view is not None and self.view.card.last is not None:
            self.desk_app.open_record("session", self.view.card.last.id)
        else:
            self.desk_app.open_record("client", line.client.id)

    async def _rate(self, goal_id: str) -> None:
        """How near the goal under the cursor is now."""
        from coachdesk.ui.screens.goal_form import rate_goal

        card = self.view.card if self.view is not None else None
        goal = next((one for one in card.goals if one.id == goal_id), None) if card is not None else None
        if card is not None and goal is not None:
            await rate_goal(self.desk_app, card.session.client.id, goal)

    async def _mend(self, missing: Missing, line: SessionLine) -> None:
        """Do what mends it, or open where that is done."""
        from coachdesk.ui.screens import agreement_form, client_form, goal_form, session_form, session_marks

        app = self.desk_app
        if missing.command == "sessions.agree":
            await self.agree_session()
        elif missing.command == "sessions.wrap-up":
            app.open_record("wrap_up", missing.record_id)
        elif missing.command == "sessions.done":
            await session_marks.ask(app, missing.record_id)
        elif missing.command == "sessions.new":
            await session_form.plan_session(app, missing.record_id)
        elif missing.command == "sessions.move":
            await session_form.move_session(app, line)
        elif missing.command in ("agreement.sign", "agreement.renew") and line.agreement_id:
            app.open_record("agreement", line.agreement_id)
        elif missing.command == "agreements.new":
            written = await agreement_form.write_agreement(app, line.client.id)
            if written:
                app.open_record("agreement", written)
        elif missing.command == "client.edit":
            await client_form.edit_client(app, line.client.id, "zone")
        elif missing.command == "goals.new":
            await goal_form.add_goal(app, line.client.id)
        else:
            app.open_record("client", line.client.id)


# in the desk thread


def _read(desk: Desk, session_id: str) -> Known:
    from coachdesk.services import prep

    return Known(prep.prep(desk, session_id), clock_of(desk))
