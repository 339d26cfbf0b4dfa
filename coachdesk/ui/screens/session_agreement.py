"""What client and coach settle at the start of a session: six short fields, as the client says them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coachdesk.domain.views.session_work import SessionAgreementView
from coachdesk.domain.views.sessions import SessionLine
from coachdesk.ui.say import say
from coachdesk.ui.text import joined, name_for, strong
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

_TEXTS = (
    Field("topic", "Topic", hint="what it is about, in their words"),
    Field("result", "Wanted result", hint="what they want to leave with"),
    Field("measure", "How we will know", hint="what tells you both that it is there"),
    Field("matters", "Why it matters", hint="to them, now"),
    Field("resolve", "To be resolved", hint="what must be cleared on the way"),
)


@dataclass(frozen=True, slots=True)
class _Known:
    """The session, and what was settled already."""

    line: SessionLine
    settled: SessionAgreementView | None


async def agree(app: CoachdeskApp, session_id: str) -> SessionAgreementView | None:
    """Settle what a session is about, or settle it anew; None where the form was left."""
    known: _Known = await app.bridge.ask(_know, session_id)
    line, settled = known.line, known.settled
    minutes = settled.minutes if settled is not None and settled.minutes else None
    first = {one.name: getattr(settled, one.name) for one in _TEXTS} if settled is not None else {}
    form = Form(
        title=joined(strong("Session agreement with "), strong(name_for(app.private, line.client.title))),
        sentence="ctrl+s saves it; the topic alone will do",
        fields=(*_TEXTS, Field("minutes", "Minutes for it", hint=f"{line.minutes}, as planned")),
        values=first | {"minutes": str(minutes or "")},
        check=lambda values: app.bridge.ask(_problems, values),
        save=lambda values: app.bridge.ask(_agree, session_id, values),
        name=f"session agreement {session_id}",
        about=line.client.id,
    )
    done: SessionAgreementView | None = await app.fill_in(form)
    if done is not None:
        say(app, "settled", "u undoes", about=line.client.title)
    return done


# in the desk thread


def _know(desk: Desk, session_id: str) -> _Known:
    from coachdesk.services import session_work, sessions

    return _Known(sessions.line(desk, session_id), session_work.agreement(desk, session_id))


def _problems(desk: Desk, values: Mapping[str, str]) -> dict[str, str]:
    from coachdesk.domain.inputs.session_work import SessionAgreementInput
    from coachdesk.domain.inputs.validate import problems

    return problems(SessionAgreementInput, values)


def _agree(desk: Desk, session_id: str, values: Mapping[str, str]) -> SessionAgreementView:
    from coachdesk.domain.inputs.session_work import SessionAgreementInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import session_work

    return session_work.agree(desk, session_id, validated(SessionAgreementInput, values))
