"""What became of a session, asked in as few keys as it takes: held, missed, cancelled, or planned again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from textual.content import Content

from coachdesk.domain.views.sessions import SessionLine, SessionPage
from coachdesk.domain.whens import PAST
from coachdesk.ui.say import say
from coachdesk.ui.screens.people import Clock, clock_of
from coachdesk.ui.screens.session_lines import when_shown
from coachdesk.ui.screens.when_echo import WhenEcho, echo_of
from coachdesk.ui.text import joined, name_for, strong
from coachdesk.ui.widgets.dialogs import choose
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

_BECAME = (
    ("held", "it was held: say how long"),
    ("wrap_up", "it was held: wrap it up"),
    ("missed", "somebody did not come"),
    ("cancelled", "it was cancelled before"),
    ("session", "not sure: its page"),
)
_WHO = (("client", "them"), ("coach", "me"))


async def ask(app: CoachdeskApp, session_id: str) -> None:
    """What became of a session that is over; each answer leads to where it is given."""
    line: SessionLine = await app.bridge.ask("sessions.line", session_id)
    clock: Clock = await app.bridge.ask(clock_of)
    question = joined("What became of the session with ", strong(name_for(app.private, line.client.title)), ", ",
                      _when(app, line, clock), "?")  # fmt: skip
    became = await choose(app, question, _BECAME)
    if became == "wrap_up" or became == "session":
        app.open_record(became, line.id)
    elif became is not None:
        await {"held": hold, "missed": miss, "cancelled": cancel}[became](app, line)


async def hold(app: CoachdeskApp, line: SessionLine) -> None:
    """It took place: `enter` takes the minutes that were planned."""
    form = Form(
        title=_title(app, "How long was the session with ", line),
        sentence="enter saves it",
        fields=(Field("minutes", "Minutes, really"),),
        values={"minutes": str(line.minutes)},
        check=lambda values: app.bridge.ask(_problems, "HeldInput", values),
        save=lambda values: app.bridge.ask(_hold, line.id, values),
    )
    await _said(app, line, await app.fill_in(form), "held")


async def cancel(app: CoachdeskApp, line: SessionLine) -> None:
    """By whom, why, and whether it is charged where the terms say so."""
    page: SessionPage = await app.bridge.ask("sessions.page", line.id)
    clock: Clock = await app.bridge.ask(clock_of)
    over = line.is_unmarked(clock.now)
    charge = (("", "charged, as the signed terms say, if they cancel"), ("no", "let it go"))
    said = Field(
        "at", "When they said so", hint="such as yesterday 18:00", note="empty: only now", echo=await _said_at(app)
    )
    form = Form(
        title=_title(app, "Cancel the session with ", line),
        sentence="ctrl+s cancels it",
        words=f"{_when(app, line, clock)}\n{_over_notice(page) if over else _notice(page)}",
        fields=(
            Field("by", "Cancelled by", "choice", choices=_WHO),
            Field("why", "Why", hint="in a few words"),
            *((said,) if over else ()),
            *((Field("charge", "Charge", "choice", choices=charge),) if page.would_charge else ()),
        ),
        check=lambda values: app.bridge.ask(_problems, "CancelInput", values),
        save=lambda values: app.bridge.ask(_cancel, line.id, values),
    )
    await _said(app, line, await app.fill_in(form), "cancelled")


async def miss(app: CoachdeskApp, line: SessionLine) -> None:
    """Who did not come, what happened, and whether it is charged where the terms say so."""
    page: SessionPage = await app.bridge.ask("sessions.page", line.id)
    charge = (("", "charged, as the signed terms say, if they did not come"), ("no", "let it go"))
    form = Form(
        title=_title(app, "The session with ", line, " was missed"),
        sentence="ctrl+s saves it",
        fields=(
            Field("by", "Who did not come", "choice", choices=_WHO),
            Field("why", "What happened", hint="may stay empty"),
            *((Field("charge", "Charge", "choice", choices=charge),) if page.cancel_hours is not None else ()),
        ),
        check=lambda values: app.bridge.ask(_problems, "EndingInput", values),
        save=lambda values: app.bridge.ask(_miss, line.id, values),
    )
    await _said(app, line, await app.fill_in(form), "missed")


async def reopen(app: CoachdeskApp, line: SessionLine) -> None:
    """It is planned again."""
    await app.do("sessions.reopen", line.id)
    say(app, f"no longer {line.state}: planned again", "u undoes", about=line.client.title)


def _when(app: CoachdeskApp, line: SessionLine, clock: Clock) -> str:
    """Its time on both clocks; privacy leaves out where."""
    return when_shown(line, clock, app.private).plain


def _notice(page: SessionPage) -> str:
    """What the signed terms say of cancelling now."""
    if page.line.kind != "coaching":
        return "It counts nowhere: nothing is charged"
    if page.cancel_hours is None:
        return "No signed terms hold then: nothing is charged"
    if page.cancel_hours == 0 and not page.is_late:
        return "The signed terms ask for no notice: nothing is charged"
    if page.would_charge:
        return f"Less than the {page.cancel_hours} h of notice are left that the signed terms ask for"
    return f"In time: the terms ask for {page.cancel_hours} h of notice; nothing is charged"


def _over_notice(page: SessionPage) -> str:
    """What the signed terms say of a session that is over and was cancelled before."""
    if not page.would_charge or not page.cancel_hours:
        return _notice(page)
    return f"It is over. Charged only if it was said less than {page.cancel_hours} h before it"


async def _said_at(app: CoachdeskApp) -> WhenEcho:
    """What is typed of a past time, said back."""
    echo: WhenEcho = await app.bridge.ask(echo_of)
    return echo.leaning(PAST)


async def _said(app: CoachdeskApp, line: SessionLine, done: SessionLine | None, what: str) -> None:
    if done is None:
        return
    page: SessionPage = await app.bridge.ask("sessions.page", done.id)
    charged = " and charged" if done.charged else ""
    say(app, f"{what}{charged}" + (f"; {page.count}" if page.count else ""), "u undoes", about=line.client.title)


def _title(app: CoachdeskApp, words: str, line: SessionLine, after: str = "") -> Content:
    return joined(strong(words), strong(name_for(app.private, line.client.title)), strong(after))


# in the desk thread


def _model(name: str) -> Any:
    from coachdesk.domain.inputs import sessions

    return getattr(sessions, name)


def _problems(desk: Desk, name: str, values: Mapping[str, str]) -> dict[str, str]:
    from coachdesk.domain.inputs.validate import problems

    return problems(_model(name), values)


def _checked(name: str, values: Values) -> Any:
    from coachdesk.domain.inputs.validate import validated

    return validated(_model(name), values)


def _hold(desk: Desk, session_id: str, values: Values) -> SessionLine:
    from coachdesk.services import sessions

    return sessions.hold(desk, session_id, _checked("HeldInput", values))


def _cancel(desk: Desk, session_id: str, values: Values) -> SessionLine:
    from coachdesk.services import sessions

    return sessions.cancel(desk, session_id, _checked("CancelInput", values))


def _miss(desk: Desk, session_id: str, values: Values) -> SessionLine:
    from coachdesk.services import sessions

    return sessions.miss(desk, session_id, _checked("EndingInput", values))
