"""What is entered of a goal, and of how near it feels."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, model_validator

from coachdesk.domain.errors import failure
from coachdesk.domain.goals import GOAL_LIMIT, known_rater, parse_goal, parse_rating
from coachdesk.domain.inputs.fields import as_text, one_line, problem, told
from coachdesk.domain.inputs.validate import Input

GoalText = Annotated[str, BeforeValidator(told(lambda value, _: one_line(value, GOAL_LIMIT)))]


class GoalInput(Input):
    """A goal and how we will know; the measure may come later."""

    ALIASES: ClassVar[dict[str, str]] = {"goal": "text"}

    text: GoalText
    measure: GoalText = ""

    @model_validator(mode="after")
    def _has_words(self) -> GoalInput:
        if not self.text:
            raise problem(failure("goal.empty", where="text"))
        return self


class GoalChange(Input):
    """Changes of a goal: `changes()` is what was given."""

    text: GoalText = ""
    measure: GoalText = ""

    @model_validator(mode="after")
    def _still_has_words(self) -> GoalChange:
        if "text" in self.model_fields_set and not self.text:
            raise problem(failure("goal.empty", where="text"))
        return self


def goal_data(line: str) -> dict[str, str]:
    """The data of a `GoalInput` from one line, `GOAL :: MEASURE`."""
    goal = parse_goal(line)
    return {"text": goal.text, "measure": goal.measure}


def _rating(value: Any) -> int:
    return parse_rating(str(value) if isinstance(value, int) else as_text(value))


class RatingInput(Input):
    """How near a goal feels, 0 to 10, and to whom."""

    ALIASES: ClassVar[dict[str, str]] = {"rating": "value"}

    value: Annotated[int, BeforeValidator(told(lambda value, _: _rating(value)))]
    by: Annotated[str, BeforeValidator(told(lambda value, _: known_rater(as_text(value))))] = "client"
