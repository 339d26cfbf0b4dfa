"""Goals: what a client wants, how we will know, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coachdesk.domain.errors import failure
from coachdesk.domain.ids import new_id
from coachdesk.domain.inputs.goals import GoalChange, GoalInput, RatingInput
from coachdesk.domain.text import fold
from coachdesk.domain.views.agreements import GoalSnapshot
from coachdesk.domain.views.clients import GoalView
from coachdesk.services.refs import Candidate, resolve
from coachdesk.store.engine import Session
from coachdesk.store.tables.goals import Goal, Rating

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


def add(desk: Desk, client_id: str, entered: GoalInput) -> GoalView:
    """A goal at the end of the client's list."""
    with desk.store.write("goals.add", client_id=client_id) as db:
        last = max((row.position for row in _rows(db, client_id)), default=0)
        goal = Goal(
            id=new_id(),
            client_id=client_id,
            created_at=desk.clock(),
            position=last + 1,
            state="open",
            text=entered.text,
            measure=entered.measure,
        )
        db.add(goal)
    return view(desk, goal.id)


def add_new(desk: Desk, client_id: str, wanted: Sequence[GoalSnapshot]) -> bool:
    """Add those goals that the client does not have among the open ones yet, all at once; whether there were any."""
    known = {fold(one.text) for one in of_client(desk, client_id) if one.state == "open"}
    missing = {fold(one.text): one for one in wanted if fold(one.text) not in known}
    if not missing:
        return False
    with desk.store.write("goals.add", client_id=client_id) as db:
        last = max((row.position for row in _rows(db, client_id)), default=0)
        for position, one in enumerate(missing.values(), last + 1):
            db.add(
                Goal(
                    id=new_id(),
                    client_id=client_id,
                    created_at=desk.clock(),
                    position=position,
                    state="open",
                    text=one.text,
                    measure=one.measure,
                )
            )
    return True


def edit(desk: Desk, goal_id: str, change: GoalChange) -> GoalView:
    """New words for a goal or its measure. A frozen agreement keeps the old ones in its snapshot."""
    with desk.store.write("goals.edit", client_id=_client_of(desk, goal_id)) as db:
        row = _row(db, goal_id)
        for field, value in change.changes().items():
            if getattr(row, field) != value:
                setattr(row, field, value)
    return view(desk, goal_id)


def drop(desk: Desk, goal_id: str) -> GoalView:
    """Let a goal go: it stays in the history, and is not offered to new agreements."""
    return _set_state(desk, goal_id, "goals.drop", "dropped")


def reopen(desk: Desk, goal_id: str) -> GoalView:
    """Take a dropped goal up again."""
    return _set_state(desk, goal_id, "goals.reopen", "open")


def _set_state(desk: Desk, goal_id: str, verb: str, state: str) -> GoalView:
    with desk.store.write(verb, client_id=_client_of(desk, goal_id)) as db:
        _row(db, goal_id).state = state
    return view(desk, goal_id)


def rate(desk: Desk, goal_id: str, entered: RatingInput) -> GoalView:
    """Where the goal stands now, 0 to 10, as the client (or the coach) sees it."""
    client_id = _client_of(desk, goal_id)
    with desk.store.write("goals.rate", client_id=client_id) as db:
        db.add(
            Rating(
                id=new_id(),
                client_id=client_id,
                goal_id=goal_id,
                at=desk.clock(),
                by=entered.by,
                value=entered.value,
            )
        )
    return view(desk, goal_id)


def view(desk: Desk, goal_id: str) -> GoalView:
    """One goal with its ratings. Raises `ref.unknown`."""
    with desk.store.read() as db:
        row = _row(db, goal_id)
        return next(goal for goal in goals_of(desk, db, row.client_id) if goal.id == goal_id)


def of_client(desk: Desk, client_id: str) -> list[GoalView]:
    """A client's goals in their order, dropped ones too."""
    with desk.store.read() as db:
        return list(goals_of(desk, db, client_id))


def goals_of(desk: Desk, db: Session, client_id: str) -> tuple[GoalView, ...]:
    """A client's goals in their order, read in a transaction that is open already; damaged rows are left out."""
    ratings: dict[str, list[Rating]] = {}
    for rating in desk.whole(db.all(Rating, Rating.client_id == client_id)):
        ratings.setdefault(rating.goal_id, []).append(rating)
    return tuple(
        GoalView(
            id=row.id,
            text=row.text,
            measure=row.measure,
            state=row.state,
            ratings=tuple((one.at, one.by, one.value) for one in sorted(ratings.get(row.id, []), key=lambda r: r.at)),
        )
        for row in sorted(desk.whole(_rows(db, client_id)), key=lambda goal: (goal.position, goal.id))
    )


def find(desk: Desk, ref: str) -> str:
    """The id of the goal that `ref` means (whole id, a part of its words, id prefix)."""
    with desk.store.read() as db:
        known = [Candidate(row.id, row.text, (row.text,)) for row in desk.whole(db.all(Goal))]
    return resolve(ref, known, "goal")


def _rows(db: Session, client_id: str) -> list[Goal]:
    return db.all(Goal, Goal.client_id == client_id)


def _row(db: Session, goal_id: str) -> Goal:
    row = db.get(Goal, goal_id)
    if row is None:
        raise failure("ref.unknown", ref=goal_id, noun="goal")
    return row


def _client_of(desk: Desk, goal_id: str) -> str:
    with desk.store.read() as db:
        return _row(db, goal_id).client_id
