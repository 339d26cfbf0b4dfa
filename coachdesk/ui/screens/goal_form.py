"""Forms of a goal: its words and measure, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coachdesk.domain.views.clients import GoalView
from coachdesk.ui.screens.saving import changed
from coachdesk.ui.text import joined, strong, words_for
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

_FIELDS = (
    Field("text", "Goal", "lines"),
    Field("measure", "How we will know", "lines"),
)
_RATING = (
    Field("value", "Where it stands", hint="0, not at all, to 10, all of it"),
    Field("by", "As seen by", "choice", choices=(("client", "them"), ("coach", "me"))),
)


async def add_goal(app: CoachdeskApp, client_id: str) -> GoalView | None:
    """A new goal of a client, or None where the form was left."""
    form = Form(
        title="New goal",
        sentence="what they want, in their words; the measure may come later",
        fields=_FIELDS,
        check=lambda values: app.bridge.ask(_problems, "GoalInput", _in_lines(values)),
        save=lambda values: app.bridge.ask(_add, client_id, _in_lines(values)),
        name="goal",
        about=client_id,
    )
    return await _filled(app, form)


async def edit_goal(app: CoachdeskApp, client_id: str, goal: GoalView) -> GoalView | None:
    """Other words for a goal. A frozen agreement keeps the old ones."""
    first = {"text": goal.text, "measure": goal.measure}
    form = Form(
        title="Edit a goal",
        sentence="an agreement that was sent keeps the words it had",
        fields=_FIELDS,
        values=first,
        check=lambda values: app.bridge.ask(_problems, "GoalChange", changed(_in_lines(values), first)),
        save=lambda values: app.bridge.ask(_edit, goal.id, changed(_in_lines(values), first)),
        name=f"goal {goal.id}",
        about=client_id,
    )
    return await _filled(app, form)


async def rate_goal(app: CoachdeskApp, client_id: str, goal: GoalView) -> GoalView | None:
    """How near a goal is now."""
    last = f"last: {goal.ratings[-1][2]}" if goal.ratings else "not rated yet"
    form = Form(
        title=joined(strong("Rate "), strong(words_for(app.private, goal.text, 44))),
        sentence=last,
        fields=_RATING,
        values={"by": "client"},
        check=lambda values: app.bridge.ask(_problems, "RatingInput", values),
        save=lambda values: app.bridge.ask(_rate, goal.id, values),
    )
    return await _filled(app, form)


async def _filled(app: CoachdeskApp, form: Form) -> GoalView | None:
    saved: GoalView | None = await app.fill_in(form)
    return saved


def _in_lines(values: Values) -> Values:
    """A goal is one line, however many it was typed in."""
    return {name: " ".join(text.split()) for name, text in values.items()}


# in the desk thread


def _model(name: str) -> Any:
    from coachdesk.domain.inputs import goals

    return getattr(goals, name)


def _problems(desk: Desk, name: str, entered: Mapping[str, str]) -> dict[str, str]:
    from coachdesk.domain.inputs.validate import problems

    return problems(_model(name), entered)


def _add(desk: Desk, client_id: str, entered: Mapping[str, str]) -> GoalView:
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import goals

    return goals.add(desk, client_id, validated(_model("GoalInput"), entered))


def _edit(desk: Desk, goal_id: str, entered: Mapping[str, str]) -> GoalView:
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import goals

    change = validated(_model("GoalChange"), entered)
    return goals.edit(desk, goal_id, change) if entered else goals.view(desk, goal_id)


def _rate(desk: Desk, goal_id: str, entered: Mapping[str, str]) -> GoalView:
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import goals

    return goals.rate(desk, goal_id, validated(_model("RatingInput"), entered))
