"""What is entered of a task beside its line: other words for it, another estimate."""

from __future__ import annotations

from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.inputs.fields import one_line
from coachdesk.domain.task_line import MOST_HOURS, TEXT_LIMIT
from coachdesk.domain.text import LINE_LIMIT
from coachdesk.domain.times import parse_duration


def task_text(text: str) -> str:
    """The words of a task, on one line. Raises `line.empty`, `line.long`, `text.…`."""
    words = one_line(text, max(LINE_LIMIT, len(text)))
    if not any(c.isalnum() for c in words):
        raise failure("line.empty", where="text")
    if len(words) > TEXT_LIMIT:
        raise failure("line.long", where="text", found=f"{len(words):,}", limit=TEXT_LIMIT)
    return words


def task_minutes(text: str) -> int | None:
    """An estimate in minutes, `30m` or `~1h30`; nothing where nothing was entered. Raises `line.estimate`."""
    bare = text.strip().lstrip("~").strip()
    if not bare:
        return None
    try:
        minutes = parse_duration(bare)
    except CoachdeskError:
        minutes = 0
    if not 1 <= minutes <= MOST_HOURS * 60:
        raise failure("line.estimate", where="minutes", text=text.strip(), most=MOST_HOURS)
    return minutes
