"""What is done with the goals on a client's page: added, worded anew, rated, let go and taken up again."""

from __future__ import annotations

from coachdesk.domain.views.clients import GoalView
from coachdesk.ui.say import say
from coachdesk.ui.screens.base import DeskScreen
from coachdesk.ui.screens.goal_form import add_goal, edit_goal, rate_goal


class GoalKeys(DeskScreen):
    """The page of a client (`client_id`), who has goals."""

    client_id = ""

    def goal_here(self) -> GoalView | None:
        """The goal under the cursor."""
        raise LookupError

    def show_goal(self, goal_id: str) -> None:
        """Turn to that goal."""
        raise LookupError

    async def new_goal(self) -> None:
        """A goal of this client."""
        goal = await add_goal(self.desk_app, self.client_id)
        if goal is not None:
            self.show_goal(goal.id)
            say(self.desk_app, "goal added", "v rates it, u undoes")

    async def edit_goal(self) -> None:
        """Other words for the goal under the cursor."""
        goal = self.goal_here()
        if goal is not None and await edit_goal(self.desk_app, self.client_id, goal) is not None:
            say(self.desk_app, "goal changed", "u undoes")

    async def rate_goal(self) -> None:
        """Where the goal under the cursor stands."""
        goal = self.goal_here()
        rated = await rate_goal(self.desk_app, self.client_id, goal) if goal is not None else None
        if rated is not None:
            say(self.desk_app, f"rated {rated.ratings[-1][2]} of 10", "u undoes")

    async def drop_goal(self) -> None:
        """Let the goal under the cursor go, or take it up again."""
        goal = self.goal_here()
        if goal is None:
            return
        if goal.state == "open":
            await self.do("goals.drop", goal.id)
            say(self.desk_app, "goal let go; it stays in sight", "d takes it up again, u undoes")
        else:
            await self.do("goals.reopen", goal.id)
            say(self.desk_app, "goal taken up again", "u undoes")
