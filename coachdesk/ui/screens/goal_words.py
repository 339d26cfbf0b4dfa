"""How a goal's ratings are shown: small bars with the numbers beside them."""

from __future__ import annotations

from textual.content import Content

from coachdesk.domain.views.clients import GoalView
from coachdesk.ui.text import joined, quiet

_BARS = "▁▂▃▄▅▆▇█"
SHOWN = 8
"""The newest so many ratings have a bar."""


def course(goal: GoalView) -> Content:
    """`▂▄▆ 3→6`: how near it felt to the client, from the first to the latest rating; the coach's own beside it."""
    theirs = [value for _, by, value in goal.ratings if by == "client"]
    mine = [value for _, by, value in goal.ratings if by != "client"]
    said = [_course(theirs)] if theirs else []
    if mine:
        said.append(joined(quiet("mine "), _course(mine)))
    return joined(*said, by="  ")


def _course(values: list[int]) -> Content:
    bars = "".join(_BARS[min(value, 10) * (len(_BARS) - 1) // 10] for value in values[-SHOWN:])
    numbers = f"{values[0]}→{values[-1]}" if len(values) > 1 else f"{values[0]}"
    return joined(quiet(bars), numbers, by=" ")
