"""What is imported and read behind the first screen, so that nothing a person does waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coachdesk.ui.app import CoachdeskApp

_SERVICES = (
    "tasks messages clients contacts goals agreements sessions session_work prep ethics hours past_hours search undo"
    " history unsaved slots review absences incidents ledger"
)
_SCREENS = "message_acts task tasks clients client sessions session prep agreements agreement ethics checklist ledger"
MODULES = (*(f"services.{name}" for name in _SERVICES.split()), *(f"ui.screens.{name}" for name in _SCREENS.split()))

READ_FIRST = ("ahead.names", "task_reading.open_lines")
"""What `2` waits for; the store, which takes longest to import, is not in it."""
READ_AHEAD = (
    "ahead.libraries",
    "ahead.names",
    "people.nameable",
    "tasks.lines",
    "ahead.clients",
    "clients.lines",
    "ahead.agreements",
    "agreements.lines",
    "ahead.ledger",
    "ahead.ethics",
)
"""What the first `2`, `@`, `3`, `5`, `7` and `6` would wait for on a desk of two thousand clients."""


def make_next_screen(app: CoachdeskApp) -> None:
    """Make one of the seven screens that nobody has opened yet, out of sight: opened, it is only read and painted.
    None is made while the program ends and takes its screens away."""
    place = next((one for one in app.MODES if one not in app._screen_stacks), None)
    if place is not None and app.is_running:
        app._init_mode(place)
