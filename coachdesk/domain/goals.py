"""The rules of goals: what a client wants, how we will know, and how near it feels."""

from __future__ import annotations

from coachdesk.domain.errors import failure
from coachdesk.domain.text import clean
from coachdesk.domain.views.agreements import GoalSnapshot

STATES = ("open", "dropped")
RATERS = ("client", "coach")
GOAL_LIMIT = 500
MOST_GOALS = 20
"""More goals than this in one agreement are none."""

SEPARATOR = "::"


def parse_goal(text: str, where: str = "goal") -> GoalSnapshot:
    """A goal and its measure as typed on one line, `GOAL :: MEASURE`; the measure may be left for later."""
    words, _, measure = text.partition(SEPARATOR)
    if SEPARATOR in measure:
        raise failure("goal.parts", where=where)
    goal = GoalSnapshot(clean(words, GOAL_LIMIT, where), clean(measure, GOAL_LIMIT, where))
    if not goal.text:
        raise failure("goal.empty", where=where)
    return goal


def goal_line(goal: GoalSnapshot) -> str:
    """A goal as it would be typed."""
    return f"{goal.text} {SEPARATOR} {goal.measure}" if goal.measure else goal.text


def parse_rating(text: str, where: str = "rating") -> int:
    """A whole number from 0 (not at all) to 10 (all of it)."""
    bare = text.strip()
    if not (bare.isascii() and bare.isdigit() and len(bare) <= 2 and int(bare) <= 10):
        raise failure("goal.rating", where=where, text=bare or "nothing")
    return int(bare)


def known_rater(by: str) -> str:
    """`client` or `coach`, or a failure."""
    small = by.strip().lower()
    if small not in RATERS:
        raise failure("goal.rater", where="by", text=by.strip() or "nothing", choices=", ".join(RATERS))
    return small
