"""The review of the day: everything that is due today or was, until each has had its word; then how tomorrow begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from coachdesk.domain.days import day_text
from coachdesk.domain.session_words import when_words
from coachdesk.domain.times import duration_text
from coachdesk.domain.views.absences import ReviewView
from coachdesk.domain.views.tasks import TaskLine
from coachdesk.ui.say import say
from coachdesk.ui.screens import task_acts
from coachdesk.ui.screens.people import Clock, clock_of
from coachdesk.ui.screens.task_keys import TaskKeys
from coachdesk.ui.screens.task_words import COLUMNS, Seen, both, cells, changed, facts_of, name_of, waits
from coachdesk.ui.text import alarm, blanks, caution, good, joined, keyed, quiet, shown, strong
from coachdesk.ui.widgets.columns import Row, heading, note
from coachdesk.ui.widgets.line_list import LineList
from coachdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

Known = tuple[ReviewView, Clock]

_KEYS = {
    "promise": (
        ("space", "done"),
        ("r", "another deadline"),
        ("L", "they let me off"),
        ("o", "leave it open, and why"),
    ),
    "broken": (
        ("space", "done, late"),
        ("r", "promise it anew; this one stays broken"),
        ("L", "they let me off"),
        ("o", "leave it open, and why"),
    ),
    "own": (("space", "done"), ("r", "move it"), ("L", "let it go, and why"), ("o", "leave it open, and why")),
    "reply": (
        ("space", "answered"),
        ("A", "say when they hear more"),
        ("L", "it needs no answer, and why"),
        ("o", "leave it open, and why"),
    ),
}


class ReviewScreen(TaskKeys):
    """What waits for a word under the one it is about; whatever is said is kept at once, so it can be left midway."""

    place = "review"
    tab = "today"
    DEFAULT_CSS = """
    ReviewScreen #card { height: auto; margin: 0 2 1 2; padding: 1 2; background: $raised; }
    ReviewScreen LineList { height: 1fr; }
    """

    def __init__(self, record_id: str = "") -> None:
        super().__init__()
        self.known: Known | None = None
        self._seen: dict[str, None] = {}

    def body(self) -> ComposeResult:
        """The card of the one under the cursor over the list of all."""
        yield Words("", lines=True, id="card")
        yield LineList(COLUMNS)

    def on_mount(self) -> None:
        """The frame."""
        self.answer("Day review")

    async def load(self) -> Known:
        """What waits, and by which clock."""
        known: Known = await self.ask(_read)
        return known

    def paint(self, view: Known) -> None:
        """Where one is, what it is about, what else waits."""
        self.known = view
        review, clock = view
        waits = self._waiting()
        self._seen |= dict.fromkeys(one.id for one in waits)
        day = day_text(review.day, year=False)
        if waits:
            said = len(self._seen) - len(waits)
            self.answer("Day review", f"{said + 1} of {len(self._seen)} · {day}")
        else:
            done = "reviewed" if review.done_today else "all have had their word"
            self.answer("Day review", joined(good(f"✓ {done}"), f" · {day}"))
        self.lines.columns = COLUMNS
        self.lines.show(self._rows(review, clock))
        self._paint_card()

    def _rows(self, review: ReviewView, clock: Clock) -> list[Row]:
        seen = Seen(clock, self.name_of, self.words_of, roomy=False)  # the card says how it stands
        rows: list[Row] = []
        for title, lines in (("Due", review.due), ("Waiting for an answer", review.replies)):
            if lines:
                rows += [note()] if rows else []
                rows += [heading(joined("  ", title)), *(Row(one.id, cells(one, seen)) for one in lines)]
        if review.left:
            rows += [note()] if rows else []
            rows.append(heading("  Had its word today, still open"))
            rows += [note(joined("    ", *cells_in_words(one, self))) for one in review.left]
        return rows

    def on_line_list_moved(self) -> None:
        """The card is about the one under the cursor."""
        super().on_line_list_moved()
        if self.known is not None:
            self._paint_card()

    def _paint_card(self) -> None:
        if self.known is None:
            return
        review, clock = self.known
        here = self.task_here()
        card = self._about(here, clock) if here is not None else self._tomorrow(review, clock)
        self.query_one("#card", Words).show(Content("\n").join(card))

    def _about(self, line: TaskLine, clock: Clock) -> list[Content]:
        """What it is, when it was due, and the key for each thing that may become of it."""
        own = "for myself" if line.to is None else ""
        due = both(line.due, line, clock) if line.due else ""
        standing = alarm("✗ broken") if line.state == "broken" and line.kind == "promise" else Content.empty()
        if line.state == "broken" and line.kind != "promise":
            standing = caution("! overdue")
        facts = [line.kind, f"due {due}", f"about {duration_text(line.minutes)}" if line.minutes else ""]
        keys = _KEYS["broken" if line.state == "broken" and line.kind == "promise" else line.kind]
        return [
            joined(strong(self.name_of(name_of(line))), own, shown(self.words_of(line.text)), by="   "),
            joined(*(quiet(fact) for fact in facts), standing, *self._clock_words(line, clock), by=" · "),
            Content.empty(),
            *(joined(keyed(key), blanks(7 - len(key)), does) for key, does in keys),
        ]

    def _clock_words(self, line: TaskLine, clock: Clock) -> tuple[Content, Content]:
        return waits(line, clock), changed(line, clock, self.words_of)

    def _tomorrow(self, review: ReviewView, clock: Clock) -> list[Content]:
        """How the next day that has a session begins, and the key that ends this one."""
        lines = [self._next(review, clock)]
        lines += [joined("  ", caution(f"! {lack}")) for lack in review.lacks]
        ends = "back to Today" if review.done_today else "ends the day; it is kept as reviewed"
        return [*lines, Content.empty(), joined(keyed("enter"), quiet(f"  {ends}"))]

    def _next(self, review: ReviewView, clock: Clock) -> Content:
        session = review.next_session
        if session is None:
            return shown("No session is planned in the next seven days.")
        when = when_words(session.at, clock.zone, session.client.zone)
        ready = Content.empty() if review.lacks else good("ready")
        return joined(
            joined("Next  ", strong(self.name_of(session.client.title))),
            f"{when}, {session.minutes} min",
            ready,
            by=" · ",
        )

    # the keys

    def _waiting(self) -> tuple[TaskLine, ...]:
        return (*self.known[0].due, *self.known[0].replies) if self.known is not None else ()

    def task_here(self) -> TaskLine | None:
        """The one under the cursor."""
        return next((one for one in self._waiting() if one.id == self.lines.current), None)

    def facts(self) -> frozenset[str]:
        """What can be done with it; that all have had their word."""
        done = {"all-said"} if self.known is not None and not self._waiting() else set()
        return frozenset(facts_of(self.task_here()) | done)

    async def leave_open(self) -> None:
        """It stays open, with a word why."""
        if (line := self.task_here()) is not None:
            await task_acts.leave_open(self.desk_app, line.id)

    async def open_line(self) -> None:
        """The page of the one under the cursor; once none waits, the day ends."""
        line = self.task_here()
        if line is not None:
            self.desk_app.open_record("task", line.id)
        elif self.known is not None and not self._waiting():
            if not self.known[0].done_today:
                await self.do("review.finish")
                say(self.desk_app, "the day is reviewed", "u takes that back")
            if self.app.screen is self:
                self.app.pop_screen()


def cells_in_words(line: TaskLine, screen: ReviewScreen) -> list[Content]:
    """A line that only reminds: who and what."""
    who = screen.name_of(name_of(line)) if line.to else quiet("own")
    return [joined(who, screen.words_of(line.text), by="  ")]


# in the desk thread


def _read(desk: Desk) -> Known:
    from coachdesk.services import review

    return review.view(desk), clock_of(desk)
