"""The one way to tell a person something in passing: what happened to which record, and what to press next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

from coachdesk.domain.text import initials
from coachdesk.ui.text import plain

if TYPE_CHECKING:
    from coachdesk.ui.app import CoachdeskApp

Tone = Literal["information", "warning", "error"]


@runtime_checkable
class Silent(Protocol):
    """A screen over which nothing pops up: it hears what is said, and shows of it what it must."""

    def hear(self, text: str, tone: Tone) -> None:
        """What would have been said in passing."""


def say(app: CoachdeskApp, what: str, next_key: str = "", *, about: str = "", tone: Tone = "information") -> None:
    """Show a toast: `what` happened (to `about`, a name, which privacy mode reduces to initials), then `next_key`.

        say(app, "added", "u undoes it", about="Amara")     →  Amara: added · u undoes it

    The same words are never shown twice at once, and what is said of a record takes the place of what was said of it.
    """
    who = initials(about) if app.private and about else about
    text = plain(" · ".join(part for part in (f"{who}: {what}" if who else what, next_key) if part))
    if isinstance(app.screen, Silent):
        app.screen.hear(text, tone)
        return
    if any(one.message == text for one in app.toasts):
        return
    if who:
        app.forget_toasts(f"{who}: ")
    app.notify(text, severity=tone, timeout=8 if tone == "error" else 5, markup=False)
