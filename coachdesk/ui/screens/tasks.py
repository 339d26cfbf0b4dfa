"""Tasks: the one list of everything I owe anyone, by when; what became of it; one person's, one kind's, by words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from textual.content import Content

from coachdesk.domain.promises import ENDED, GROUPS, KINDS, group_of
from coachdesk.domain.text import fold
from coachdesk.domain.views.tasks import TaskLine
from coachdesk.ui.screens.people import Clock, clock_of
from coachdesk.ui.screens.people_list import People, PeopleList
from coachdesk.ui.screens.person_picked import pick_person
from coachdesk.ui.screens.task_keys import TaskKeys
from coachdesk.ui.screens.task_words import (
    COLUMNS,
    THEIRS,
    WHO,
    Seen,
    add_late,
    facts_of,
    kind_words,
    name_of,
    there,
)
from coachdesk.ui.text import alarm, caution, joined, quiet, shown, strong
from coachdesk.ui.widgets.columns import ROOMY, Column, heading, note
from coachdesk.ui.widgets.dialogs import choose
from coachdesk.ui.widgets.late_rows import LateRows
from coachdesk.ui.widgets.line_list import Empty

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

PAGE = 100
"""Ended tasks read at once; more are read as the cursor comes near the end of them."""
_STATES = (
    ("", "open: all that I owe now"),
    ("kept", "kept: done in time"),
    ("late", "late: done after the deadline"),
    ("broken", "broken: ended without being done, or open past the deadline"),
    ("released", "released: they let me off, or I let it go"),
    ("ended", "all that ended"),
)
_KINDS = {"promise": "promises", "own": "my own", "reply": "replies"}
_ENDED = ("kept", "late", "broken", "released")


@dataclass(frozen=True, slots=True)
class Tasks(People):
    """The lines and their clock. `groups` names the group of each that is open. Of what ended, `last` is the last one
    that was read, if there may be older ones."""

    last: TaskLine | None = None
    groups: Mapping[str, str] = field(default_factory=dict)


class TasksScreen(TaskKeys, PeopleList):
    """Every task."""

    place = "tasks"
    tab = "tasks"
    one, many = "task", "tasks"
    kinds = KINDS
    orders = (("kind", "when they are due"), ("name", "person"), ("length", "length"), ("newest", "newest"))
    columns = COLUMNS
    sought_by = "words, a person, a kind, a state"
    empty = Empty("Nothing is owed to anyone. What you promise belongs here.", "a", "adds it")

    def __init__(self) -> None:
        super().__init__()
        self.people = Tasks((), None)  # type: ignore[arg-type]  # nothing is painted before the desk was read
        self.state_shown = ""
        self.whom: tuple[str, str, str] | None = None
        self._groups: Mapping[str, str] = {}
        self._held = 0
        self._reading_after: Tasks | None = None
        self._was_roomy = False

    # reading

    async def load(self) -> Tasks:
        """All that is open, whatever is filtered, since the first line counts it; of what ended only the latest."""
        if not self.state_shown:
            view: Tasks = await self.ask(_open)
            return view
        return await self._ended(max(PAGE, self._held), None)

    async def _ended(self, most: int, after: TaskLine | None) -> Tasks:
        """What ended, page by page, so that the desk is free between them, and what is looked for can be left."""
        number, wanted, found = self._wanted, fold(self._words).split(), []
        while True:
            page: Tasks = await self.ask(_over, self.whom, self.kind_shown, self.state_shown, after)
            found += [one for one in page.lines if all(word in self._folded(one) for word in wanted)]
            after = page.last
            if after is None or len(found) >= most or number != self._wanted:
                return Tasks(found, page.clock, after)
            if wanted:
                self.answer(*self._looking(len(found), after, page.clock))

    async def _read_older(self, held: Tasks) -> None:
        older = await self._ended(PAGE, held.last)
        if held is self.people:  # nothing was read anew meanwhile
            self.paint(Tasks([*held.lines, *older.lines], held.clock, older.last))
            self._held = len(self.people.lines)

    def on_line_list_moved(self) -> None:
        """Near the end of what ended, older ones are read, once."""
        super().on_line_list_moved()
        held = self.people
        if not isinstance(held, Tasks) or held.last is None or held is self._reading_after:
            return
        if self.lines.current in {one.id for one in held.lines[-PAGE // 4 :]}:
            self._reading_after = held
            self.desk_app.beside(self._read_older(held))

    # what the list of people asks of its lines

    def kind_of(self, line: TaskLine) -> str:
        """The kind."""
        return line.kind

    def title_of(self, line: TaskLine) -> str:
        """To whom."""
        return name_of(line)

    def sought(self, line: TaskLine) -> Iterable[str]:
        """Its words, to whom, its kind and state; a reply also by the word that stands before its words."""
        return (line.text, name_of(line), line.kind, line.state, line.repeat, "answer" * (line.kind == "reply"))

    def rank(self, line: TaskLine) -> tuple[Any, ...]:
        """By deadline but for the order that is asked for; what ended comes latest first."""
        if self.state_shown and self.order == "kind":
            at = line.ended or line.due or line.created
            return (line.ended is not None, -at.timestamp(), line.id)
        due = (line.due is None, line.due.timestamp() if line.due else 0.0, line.id)
        if self.order == "name":
            return (line.to is None, name_of(line).casefold(), *due)
        if self.order == "length":
            return (line.minutes is None, line.minutes or 0, *due)
        return (-line.created.timestamp(), line.id) if self.order == "newest" else due

    def kind_words(self, kind: str, count: int) -> str:
        """`1 promise`, `2 replies`."""
        return kind_words(kind, count)

    # painting

    def paint(self, view: Any) -> None:
        """The groups are those of the clock that the lines were read at."""
        self._groups = view.groups
        super().paint(view)
        if self.state_shown and not view.lines:
            self.lines.empty = Empty(self._nothing(), "esc", "shows what is open")

    def on_resize(self) -> None:
        """What has no room in a line stands under it."""
        if self._painted_serial >= 0 and self._is_roomy != self._was_roomy:
            self.paint(self.people)

    @property
    def _is_roomy(self) -> bool:
        return self.app.size.width >= ROOMY

    def _columns_by_words(self) -> tuple[Column, ...]:
        """Those of names and of the other clock only as wide as there is need."""
        lines, clock = self.people.lines, self.people.clock
        columns = list(COLUMNS)
        columns[WHO] = replace(columns[WHO], width=min(columns[WHO].most, max(self._widest_name(), 4)))
        if not any(there(one.due, one, clock) for one in lines):
            columns[THEIRS] = replace(columns[THEIRS], title="", most=0)
        return tuple(columns)

    def _narrowed(self) -> list[Any]:
        if self.state_shown:
            return self._in_order()  # the desk has narrowed them
        lines = super()._narrowed()
        return [one for one in lines if one.to and (one.to.kind, one.to.id) == self.whom[:2]] if self.whom else lines

    def _rows(self, lines: Sequence[TaskLine]) -> LateRows:
        self._was_roomy = self._is_roomy
        seen = Seen(self.people.clock, self.name_of, self.words_of, roomy=self._was_roomy)
        rows = self._new_rows(self._was_roomy)
        if self.order != "kind" or self.state_shown:
            for line in lines:
                add_late(rows, line, seen)
            return rows
        by_group: dict[str, list[TaskLine]] = {}
        for line in lines:
            by_group.setdefault(self._groups.get(line.id, ENDED), []).append(line)
        for group in (one for one in GROUPS if one in by_group):
            if len(rows):
                rows.add(note())
            rows.add(heading(joined("  ", group.capitalize())))
            here = seen._replace(short_days=group in ("today", "tomorrow"))
            for line in by_group[group]:
                add_late(rows, line, here)
        return rows

    def _answer(self, shown_now: int) -> tuple[Content, Content]:
        """`14 open   1 broken · 2 due today · 1 to renegotiate`; while it is narrowed, by what."""
        filters = joined(
            _KINDS.get(self.kind_shown, ""),
            self.name_of(self.whom[2]) if self.whom else "",
            joined("“", self.words_of(self._words), "”") if self._words else "",
            by=", ",
        )
        if self.state_shown:
            more = " or more" if isinstance(self.people, Tasks) and self.people.last is not None else ""
            how = quiet("latest first; esc shows what is open")
            return strong(f"{shown_now}{more} {self.state_shown}"), joined(filters, how, by=" · ")
        total = len(self.people.lines)
        order = "" if self.order == "kind" else quiet(f" by {dict(self.orders)[self.order]}")
        if not total:
            return strong("Tasks"), quiet("nothing is owed to anyone")
        if filters:
            return joined(strong(f"{shown_now} of {total} open"), order), filters
        return joined(strong(f"{total} open"), order), self._counts()

    def _looking(self, found: int, last: TaskLine, clock: Clock) -> tuple[Content, Content]:
        back = f"; looked back to {clock.day(last.ended)}" if last.ended else ""
        return strong(f"{found} {self.state_shown}"), quiet(f"looking …{back}")

    def _counts(self) -> Content:
        groups = Counter(self._groups.values())
        warned = sum(1 for one in self.people.lines if one.warning)
        replies = sum(1 for one in self.people.lines if one.kind == "reply")
        return joined(
            alarm(f"✗ {groups['broken']} broken") if groups["broken"] else "",
            f"{groups['today']} due today" if groups["today"] else shown("none due today"),
            caution(f"! {warned} to renegotiate") if warned else "",
            self.kind_words("reply", replies) if replies else "",
            by=" · ",
        )

    def _nothing(self) -> str:
        return "Nothing here is so." if not self.state_shown else "Nothing ended so."

    # the keys

    def facts(self) -> frozenset[str]:
        """What can be done with the task under the cursor."""
        return frozenset(facts_of(self.task_here()))

    def task_here(self) -> TaskLine | None:
        """The one under the cursor."""
        here: TaskLine | None = self.line_here()
        return here

    def tasks_chosen(self) -> Sequence[TaskLine]:
        """Those that are marked, else the one under the cursor."""
        marked = set(self.lines.selected)
        return [one for one in self.people.lines if one.id in marked] or super().tasks_chosen()

    async def do_tasks(self) -> None:
        """Done, all that are marked; then nothing is."""
        await super().do_tasks()
        self.lines.clear_marks()

    def links(self) -> dict[str, Any]:
        """What is caught here is for the one whose tasks are shown, if it is one's."""
        return {"to": self.whom[:2]} if self.whom else {}

    def link_name(self) -> str:
        """Whose tasks are shown."""
        return self.whom[2] if self.whom else ""

    async def choose_state(self) -> None:
        """What is open, or what became of the rest."""
        chosen = await choose(self.desk_app, "Which tasks?", [(key or "open", words) for key, words in _STATES])
        if chosen is not None:
            self._show_state("" if chosen == "open" else chosen)

    def _show_state(self, state: str) -> None:
        if state != self.state_shown:
            self.state_shown, self._held = state, 0
            self.lines.clear_marks()
            self.reload()

    async def choose_person(self) -> None:
        """Only what is owed to one person."""
        picked = await pick_person(self.desk_app, "Tasks of whom?")
        if picked is not None:
            self.whom = picked
            self._narrow()

    def _narrow(self) -> None:
        """Paint what is narrowed; of what ended the desk narrows it."""
        if self.state_shown:
            self._held = 0
            self.reload()
        else:
            super()._narrow()

    def next_kind(self) -> None:
        """All, then each kind."""
        if not self.state_shown:
            super().next_kind()
            return
        kinds = ("", *self.kinds)
        self.kind_shown = kinds[(kinds.index(self.kind_shown) + 1) % len(kinds)]
        self._narrow()

    def back(self) -> None:
        """First show all that is open again; then one step back."""
        if self.state_shown:
            self.whom = None
            self._close_filter()
            self._show_state("")
        elif self.whom:
            self.whom = None
            self.show_all()
        else:
            super().back()


# in the desk thread


def _open(desk: Desk) -> Tasks:
    from coachdesk.services import task_reading  # not `tasks`: reading needs no store, which is imported behind

    found, clock = task_reading.lines(desk), clock_of(desk)
    today = clock.today
    groups = {one.id: group_of(one.state, one.due, one.is_open, today, clock.zone) for one in found}
    return Tasks(found, clock, groups=groups)


def _over(desk: Desk, whom: tuple[str, str, str] | None, kind: str, state: str, after: TaskLine | None) -> Tasks:
    """One page of what ended so."""
    from coachdesk.services import task_reading

    states = _ENDED if state == "ended" else (state,)
    read = task_reading.lines(
        desk, to=whom[:2] if whom else None, kind=kind or None, states=states, limit=PAGE, after=after
    )  # fmt: skip
    found = [one for one in read if state != "ended" or not one.is_open]
    return Tasks(found, clock_of(desk), read[-1] if len(read) == PAGE else None)
