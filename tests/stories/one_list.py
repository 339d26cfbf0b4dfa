"""What stories about tasks and messages share: what was promised beforehand, at an instant of the past."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from coachdesk.services import tasks
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk, RecoveryKey, open_desk
from tests.ui.desks import NOW, OpenDoor


def _then(door: OpenDoor, ago: timedelta) -> Desk:
    return open_desk(door.folder_here, RecoveryKey(door.key), fixed_clock(NOW - ago))


def with_task(door: OpenDoor, line: str, *, ago: timedelta = timedelta(0), **links: Any) -> str:
    """A task caught so long ago; its id."""
    desk = _then(door, ago)
    try:
        return tasks.add(desk, line, **links).id
    finally:
        desk.close()


def then_does(door: OpenDoor, verb: str, *args: Any, ago: timedelta = timedelta(0), **named: Any) -> Any:
    """A verb of the one list, so long ago."""
    desk = _then(door, ago)
    try:
        return getattr(tasks, verb)(desk, *args, **named)
    finally:
        desk.close()


def with_message(door: OpenDoor, client_id: str, about: str, *, ago: timedelta = timedelta(0), **named: Any) -> str:
    """A message of a client that came so long ago; its id."""
    from coachdesk.services import messages

    desk = _then(door, ago)
    try:
        at: datetime = NOW - ago
        return messages.log(desk, ("client", client_id), about, at=at, **named).id
    finally:
        desk.close()
