"""Wrap-up: each moment in turn becomes something or nothing; then what came of what was wanted, the next date, and the
session counts. Whatever is said is kept at once, so it can be left midway."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.session_work import ACTION, BECOMES, MOMENTS, NOTHING, PROMISE, SHARE, SUGGESTED
from coachdesk.domain.times import clock_text, local
from coachdesk.domain.views.session_work import MomentView, NoteView, WrapUp
from coachdesk.ui.say import say
from coachdesk.ui.screens import held_acts, person_held, session_form, session_lines, task_words, wrap_up_acts
from coachdesk.ui.screens.moment_questions import QuestionKeys
from coachdesk.ui.screens.people import Clock, clock_of
from coachdesk.ui.screens.person_held import HeldKeys, One
from coachdesk.ui.screens.tabs import LOOK_AT_THE_CLOCK
from coachdesk.ui.text import caution, good, joined, keyed, quiet, shown, strong
from coachdesk.ui.widgets.columns import Column, Row, heading, note
from coachdesk.ui.widgets.line_list import LineList
from coachdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

_COLUMNS = (Column(width=1), Column(width=14), Column(flex=True, most=400))
KEYS = (
    ("n", "note"),
    ("o", "observation"),
    ("t", "interpretation (stays mine)"),
    ("i", "insight"),
    ("a", "their action"),
    ("p", "my promise"),
    ("s", "to share"),
    ("x", "nothing"),
)
WORDS = dict(
    zip(("note", "observation", "interpretation", "insight", ACTION, PROMISE, SHARE, NOTHING), KEYS, strict=True)
)
"""What a moment may become: its key and how it is called."""
OUTCOME, NEXT = "outcome", "next"


@dataclass(frozen=True, slots=True)
class Known:
    """The wrap-up as far as it got, and the clock it is read on."""

    wrap: WrapUp
    clock: Clock

    @property
    def waiting(self) -> list[MomentView]:
        """The moments that became nothing yet."""
        return [one for one in self.wrap.moments if not one.became]


class WrapUpScreen(HeldKeys, QuestionKeys):
    """A walk with keys of its own: single letters say what the moment under the cursor becomes."""

    place = "wrap_up"
    kind = "walk"
    tab = "sessions"
    DEFAULT_CSS = """
    WrapUpScreen #card { height: auto; margin: 0 2 1 2; padding: 0 2; background: $raised; }
    WrapUpScreen LineList { height: 1fr; }
    """

    def __init__(self, session_id: str) -> None:
        super().__init__()
        self.session_id = session_id
        self.known: Known | None = None

    def body(self) -> ComposeResult:
        """The card of the moment under the cursor over the list of all."""
        yield Words("", lines=True, id="card")
        yield LineList(_COLUMNS)

    def on_mount(self) -> None:
        """The frame."""
        self.answer("Wrap-up")
        self.set_interval(LOOK_AT_THE_CLOCK, self._look)

    def _look(self) -> None:
        if self.app.screen is self:
            self.reload()

    async def load(self) -> Known | None:
        """How far it got; None where there is nothing to wrap up any more."""
        try:
            known: Known = await self.ask(_read, self.session_id)
        except CoachdeskError as error:
            if error.code not in ("ref.unknown", "wrap-up.not-held", "session.not-begun"):
                raise
            say(self.desk_app, error.line, tone="warning")
            return None
        return known

    def paint(self, view: Known | None) -> None:
        """What remains on the first line; the cursor goes to the first moment that waits."""
        if view is None:
            if self.app.screen is self:
                self.app.pop_screen()
            return
        first, self.known = self.known is None, view
        self.answer(
            "Wrap-up", joined(strong(self.name_of(view.wrap.session.client.title)), self._remains(view), by="   ")
        )
        self.lines.show(list(self._rows(view)))
        if first:
            self._go_on()
        self._paint_card()

    def _remains(self, view: Known) -> Content:
        """`3 of 8 moments left`, then what else there is to say, then that it is closed."""
        wrap, left = view.wrap, len(view.waiting)
        if wrap.closed:
            return joined(good("✓ wrapped up"), quiet(wrap.left), by=" · ")
        if left:
            return caution(f"{left} of {len(wrap.moments)} moment{'s' if len(wrap.moments) > 1 else ''} left")
        return shown("what came of it, and the next date" if not wrap.outcome else "ready to be closed")

    # the list

    def _rows(self, view: Known) -> Iterator[Row]:
        """The moments, what came of it and the next date under them, then all that is kept."""
        wrap = view.wrap
        for one in wrap.moments:
            at = clock_text(local(one.at, view.clock.zone))
            became = quiet(f"→ {WORDS[one.became][1]}") if one.became else Content.empty()
            mark = good("✓") if one.became else shown("○")
            yield Row(f"moment:{one.id}", (mark, quiet(at), joined(MOMENTS[one.kind], became, by="  ")))
        yield note()
        if wrap.agreement is not None and wrap.agreement.result:
            yield note(joined("     ", quiet("Wanted"), " " * 10, self.words_of(wrap.agreement.result)))
        came = self.words_of(wrap.outcome) if wrap.outcome else joined(keyed("c"), quiet(" what came of it"))
        yield Row(OUTCOME, ("", quiet("Came"), came))
        yield Row(NEXT, ("", quiet("Next"), self._next(view)))
        kept = list(self._kept(view))
        if kept:
            yield note()
            yield heading("  Kept")
            yield from kept

    def _kept(self, view: Known) -> Iterator[Row]:
        wrap = view.wrap
        for one in wrap.notes:
            yield Row(f"note:{one.id}", ("", quiet(_short(one.kind)), self.words_of(one.text)))
        for action in wrap.actions:
            yield Row(person_held.row_id(action), ("", quiet("their action"), person_held.words_of(self, action)))
        for line in wrap.promises:
            due = quiet(f"due {task_words.when(line.due, view.clock)}") if line.due else ""
            said = joined(self.words_of(line.text), due, by=" · ")
            yield Row(f"task:{line.id}", (task_words.mark(line), quiet("my promise"), said))
        for share in wrap.shares:
            yield Row(person_held.row_id(share), ("", quiet("to share"), person_held.words_of(self, share)))

    def _next(self, view: Known) -> Content:
        line = view.wrap.next_session
        if line is None:
            return joined(keyed("d"), quiet(" plans the next session"))
        return joined(session_lines.when_shown(line, view.clock, self.desk_app.private), quiet("planned"), by=" · ")

    # the card

    def on_line_list_moved(self) -> None:
        """The card is about the one under the cursor."""
        super().on_line_list_moved()
        self._paint_card()

    def _paint_card(self) -> None:
        if self.known is not None:
            self.query_one("#card", Words).show(Content("\n").join(self._card(self.known)))

    def _card(self, view: Known) -> list[Content]:
        """What the moment was and what it may become; once none waits, how it is closed."""
        moment = self.moment_here()
        legend = [
            Content("   ").join(joined(keyed(key), " ", quiet(word)) for key, word in row)
            for row in (KEYS[:4], KEYS[4:])
        ]
        if moment is not None:
            at = clock_text(local(moment.at, view.clock.zone))
            most = WORDS[SUGGESTED[moment.kind]]
            head = joined(
                strong(f"{at}  {MOMENTS[moment.kind]}"), quiet("what becomes of it?  enter:"), keyed(most[0]), by="  "
            )
            return [head, *legend]
        if view.waiting:
            return [quiet("The keys add something that had no moment."), *legend]
        if view.wrap.closed:
            return [
                joined(keyed("F"), quiet(" the note to them afterwards"), "   ", keyed("esc"), quiet(" leaves")),
                *legend,
            ]
        counts = (
            joined(quiet("closed, it counts: "), shown(view.wrap.left))
            if view.wrap.left
            else quiet("it counts nowhere")
        )
        return [joined(keyed("C"), " closes it", "   ", counts), *legend]

    # the keys

    def moment_here(self) -> MomentView | None:
        """The moment under the cursor."""
        kind, _, moment_id = self.lines.current.partition(":")
        moments = self.known.wrap.moments if self.known is not None and kind == "moment" else ()
        return next((one for one in moments if one.id == moment_id), None)

    def note_here(self) -> NoteView | None:
        """The note under the cursor."""
        kind, _, note_id = self.lines.current.partition(":")
        notes = self.known.wrap.notes if self.known is not None and kind == "note" else ()
        return next((one for one in notes if one.id == note_id), None)

    def held_here(self) -> One | None:
        """What they will do, or what is to share, under the cursor."""
        if self.known is None:
            return None
        wrap = self.known.wrap
        return person_held.of_row(person_held.Held(wrap.actions, wrap.shares), self.lines.current)

    def held_for(self) -> tuple[str, str]:
        """What is added here belongs to this session."""
        return (self.known.wrap.session.client.id if self.known is not None else "", self.session_id)

    def questions_about(self) -> tuple[str, str]:
        """After the session."""
        return "wrap_up", self.session_id

    def facts(self) -> frozenset[str]:
        """What is under the cursor, and how far it got."""
        known = person_held.facts_of(self.held_here())
        known |= {"moment"} if self.moment_here() is not None else set()
        known |= {"held"} if self.note_here() is not None else set()
        if self.known is not None:
            known |= {"closed"} if self.known.wrap.closed else set()
            known |= {"waiting"} if self.known.waiting else set()
        return frozenset(known)

    async def becomes(self, became: str) -> None:
        """The moment under the cursor becomes that; elsewhere it is added without one."""
        if self.known is None or became not in BECOMES:
            return
        moment = self.moment_here()
        act = wrap_up_acts.Act(self.known.wrap.session, moment, became, self._title(moment, became))
        if await wrap_up_acts.make(self.desk_app, act):
            await self._renewed()

    def _title(self, moment: MomentView | None, became: str) -> str:
        what = WORDS[became][1].capitalize()
        if moment is None or self.known is None:
            return what
        return f"{clock_text(local(moment.at, self.known.clock.zone))} {MOMENTS[moment.kind]} → {what}"

    async def _renewed(self) -> None:
        """Go on to the next moment that waits; after the last to what came of it."""
        self.known = await self.load()
        if self.known is not None and self.app.screen is self:
            self.paint(self.known)
            self._go_on()

    def _go_on(self) -> None:
        if self.known is not None:
            waiting = self.known.waiting
            self.lines.go_to(f"moment:{waiting[0].id}" if waiting else OUTCOME)

    async def open_line(self) -> None:
        """Change what is under the cursor: a note's words, an action, what came of it, the next date."""
        here, written = self.lines.current, self.note_here()
        if written is not None:
            await wrap_up_acts.edit_note(self.desk_app, written, self.held_for()[0])
        elif self.held_here() is not None:
            await self.edit_held()
        elif here.startswith("task:"):
            self.desk_app.open_record("task", here.partition(":")[2])
        elif here == OUTCOME:
            await self.say_outcome()
        elif here == NEXT:
            await self.plan_next()
        else:
            moment = self.moment_here()
            if moment is not None:
                await self.becomes(moment.became or SUGGESTED[moment.kind])

    async def delete_here(self) -> None:
        """Away with the note, action or share under the cursor."""
        written = self.note_here()
        if written is not None:
            await held_acts.remove(self.desk_app, "session_notes", written.id, written.text)
        else:
            await self.delete_held()

    async def say_outcome(self) -> None:
        """What came of what was wanted."""
        if self.known is not None and await wrap_up_acts.say_outcome(self.desk_app, self.known.wrap):
            await self._renewed()

    async def plan_next(self) -> None:
        """The next session with them; where one is planned its page."""
        if self.known is None:
            return
        following = self.known.wrap.next_session
        if following is not None:
            self.desk_app.open_record("session", following.id)
        else:
            await session_form.plan_session(self.desk_app, self.held_for()[0])

    async def close_wrap_up(self) -> None:
        """It counts; the note to them is offered next."""
        done: WrapUp = await self.do("wrap_ups.close", self.session_id)
        counts = f"; {done.left}" if done.left else ""
        say(self.desk_app, f"wrapped up{counts}", "F: the note to them", about=done.session.client.title)

    def follow_up(self) -> None:
        """The note to them afterwards."""
        self.desk_app.open_record("follow_up", self.session_id)

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.action_command("wrap_up.open")


def _short(kind: str) -> str:
    return {"interpretation": "mine alone"}.get(kind, kind)


# in the desk thread


def _read(desk: Desk, session_id: str) -> Known:
    from coachdesk.services import wrap_ups

    return Known(wrap_ups.view(desk, session_id), clock_of(desk))
