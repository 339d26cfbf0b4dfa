"""The parts of a client's page beside the overview: agreements and what was handed over, goals, history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from coachdesk.domain.views.agreements import AgreementLine
from coachdesk.domain.views.clients import GoalView
from coachdesk.domain.views.history import DisclosureView, HistoryLine
from coachdesk.ui.say import say
from coachdesk.ui.screens.goal_words import course
from coachdesk.ui.screens.people import Clock
from coachdesk.ui.screens.tabs import base_of
from coachdesk.ui.text import caution, joined, keyed, quiet, strong
from coachdesk.ui.widgets.columns import Column, Row, heading, note
from coachdesk.ui.widgets.dialogs import ask_yes_no

if TYPE_CHECKING:
    from coachdesk.ui.screens.tabs import TabbedScreen

AGREEMENT_COLUMNS = (Column(width=7), Column(flex=True, most=400))
GOAL_COLUMNS = (Column(flex=True, most=400),)
HISTORY_COLUMNS = (Column(width=17), Column(flex=True, most=400))
EMPTY_GOAL = "No goals yet: what they want, and how you will both know."


def _hint(words: str, key: str = "", does: str = "") -> list[Row]:
    """What an empty part says."""
    rows = [note(), note(joined("  ", words))]
    return [*rows, note(), note(joined("  ", keyed(key), "  ", quiet(does)))] if key else rows


def agreements(
    screen: TabbedScreen, lines: Sequence[AgreementLine], handed: Sequence[DisclosureView], clock: Clock
) -> Iterator[Row]:
    """Each agreement with its state and dates; below, what went to whom."""
    if not lines:
        yield from _hint("No agreement yet.", "n", "writes one")
    for line in lines:
        state = caution(line.state) if line.state in ("draft", "sent") else quiet(line.state)
        draft = f"last changed {line.apart}" if line.apart else ""
        said = joined(screen.words_of(line.title), draft, _dates(line, clock), _gaps(line), by=" · ")
        yield from screen.spread(f"agreement:{line.id}", state, said, AGREEMENT_COLUMNS[0].width)
    if handed:
        yield note()
        yield heading("  Handed over")
    for one in handed:
        said = joined(screen.words_of(one.what), joined("to ", screen.words_of(one.recipient)), one.format, by=" · ")
        yield from screen.spread(f"handed:{one.id}", quiet(clock.day(one.at)), said, AGREEMENT_COLUMNS[0].width)


def _dates(line: AgreementLine, clock: Clock) -> str:
    begins = f"from {clock.day(line.start)}" if line.start else ""
    ends = f"until {clock.day(line.end)}" if line.end else ""
    return " ".join(part for part in (begins, ends) if part)


def _gaps(line: AgreementLine) -> Content:
    things = "1 thing is missing" if line.gaps == 1 else f"{line.gaps} things are missing"
    return caution(things) if line.gaps else Content.empty()


def action_here(screen: TabbedScreen, lines: Sequence[HistoryLine]) -> HistoryLine | None:
    """The action under the cursor of a history."""
    here = base_of(screen.lines.current)
    return next((line for line in lines if line.action_id == here), None)


def facts_of(line: HistoryLine | None) -> set[str]:
    """What the command that takes an action back looks at."""
    if line is None:
        return set()
    return {"undone"} if line.undone else set() if line.can_undo else {"final"}


async def take_back(screen: TabbedScreen, line: HistoryLine | None, clock: Clock) -> None:
    """Undo an action, after asking."""
    if line is None:
        return
    question = joined("Take back “", strong(line.what), f"” of {clock.at(line.at)}?")
    if await ask_yes_no(screen.desk_app, question, yes="takes it back", no="leaves it"):
        await screen.do("undo.undo", line.action_id)
        say(screen.desk_app, f"taken back: {line.what}")


def goals(screen: TabbedScreen, found: Sequence[GoalView], clock: Clock) -> Iterator[Row]:
    """Each goal with its course, how we will know, and its latest rating; those let go below."""
    if not found:
        yield from _hint(EMPTY_GOAL, "n", "adds the first")
    for state, title in (("open", ""), ("dropped", "Let go")):
        of_state = [goal for goal in found if goal.state == state]
        if of_state and title:
            if len(of_state) < len(found):
                yield note()
            yield heading(f"  {title}")
        for at, goal in enumerate(of_state):
            if at:
                yield note()
            yield from _goal(screen, goal, clock)


def _goal(screen: TabbedScreen, goal: GoalView, clock: Clock) -> Iterator[Row]:
    """The words of a goal with its course; under them how we will know, and when it was last rated."""
    measure = joined(quiet("measure: "), screen.words_of(goal.measure)) if goal.measure else quiet("no measure yet")
    rated = f"rated {clock.day(goal.ratings[-1][0])}" if goal.ratings else "not rated yet"
    lines = (joined(screen.words_of(goal.text), course(goal), by="  "), joined(measure, quiet(f" · {rated}")))
    yield from screen.spread_whole(goal.id, *lines)


def history(screen: TabbedScreen, lines: Sequence[HistoryLine], clock: Clock) -> Iterator[Row]:
    """What ever changed, newest first: when, what, and each change in words."""
    if not lines:
        yield from _hint("Nothing was recorded yet.")
    for line in lines:
        words = joined(line.what, quiet("undone") if line.undone else Content.empty(), by=" · ")
        yield Row(line.action_id, (quiet(clock.at(line.at)), words if not line.undone else quiet(words)))
        said = quiet(screen.words_of(" · ".join(line.changes)))
        if said:
            yield from screen.spread(f"{line.action_id}#0", "", said, HISTORY_COLUMNS[0].width)
