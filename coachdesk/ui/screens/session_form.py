"""The forms of a session: a new one or a series, another time, other details. What speaks against a time is said and
asked about once; it never stops anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from textual.content import Content

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.session_words import when_words
from coachdesk.domain.sessions import EVERY, KINDS
from coachdesk.domain.text import fold
from coachdesk.domain.views.clients import ClientLine
from coachdesk.domain.views.sessions import Planned, PlanView, SessionLine
from coachdesk.domain.whens import EITHER, parse_when
from coachdesk.ui.say import say
from coachdesk.ui.screens.people import Clock, clock_of, reading_of
from coachdesk.ui.screens.saving import changed
from coachdesk.ui.text import caution, joined, name_for, quiet, strong
from coachdesk.ui.widgets.columns import Column, Row
from coachdesk.ui.widgets.dialogs import ask_yes_no, pick
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, GoesOnTyping, Values

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.services.people import Someone
    from coachdesk.ui.app import CoachdeskApp

KIND_WORDS = {
    "coaching": "coaching, under an agreement",
    "chemistry": "chemistry: to get to know each other",
    "three-way": "three-way, with whoever pays",
    "review": "review of the engagement",
}
_GROUPS = "hours with a group are entered in the ledger: 7"
_EVERY_WORDS = {"week": "every week", "fortnight": "every two weeks"}
_ASKED_BY = (("coach", "me"), ("client", "them"))
_ONCE = ("", "once")
_KEEP = (("coach", "your hour stays the same"), ("client", "their hour stays the same"))
_PICKED = (Column(most=40), Column(width=7), Column(flex=True, most=60))


@dataclass(frozen=True, slots=True)
class _Known:
    """What the forms need to know: the clock, with whom, their agreements that are under way, how times are read."""

    clock: Clock
    who: Someone
    agreements: tuple[tuple[str, str], ...]
    minutes: int
    eod: time
    workdays: frozenset[int]

    def when(self, text: str) -> str:
        """How a time that is typed is understood, on both clocks; what is wrong with it is said too."""
        try:
            found = self._read(text, self.who.zone_at(self.clock.now))
            found = self._read(text, self.who.zone_at(found))
        except CoachdeskError as error:
            return error.what
        return when_words(found, self.clock.zone, self.who.zone_at(found), self.clock.now)

    def _read(self, text: str, theirs: str) -> datetime:
        clock = self.clock
        named = {"eod": self.eod, "order": clock.order, "workdays": self.workdays, "lean": EITHER}
        return parse_when(text, clock.now, clock.zone, home=clock.zone, theirs=theirs, **named).instant  # type: ignore[arg-type]


async def plan_session(app: CoachdeskApp, client_id: str = "") -> SessionLine | None:
    """Plan a session or a series, with that client or one who is asked for; the first of them, or None where the form
    was left."""
    client_id = client_id or await _ask_whom(app)
    if not client_id:
        return None
    known: _Known = await app.bridge.ask(_know, client_id)

    async def save(values: Values) -> Planned:
        plan: PlanView = await app.bridge.ask(_plan, client_id, values)
        await _ask_about(app, plan, "plans it all the same")
        planned: Planned = await app.bridge.ask(_add, client_id, values)
        return planned

    form = Form(
        title=joined(strong("New session with "), strong(name_for(app.private, known.who.title))),
        sentence="ctrl+s plans it",
        fields=_new_fields(known),
        values={"minutes": str(known.minutes), "kind": KINDS[0], "keep": "coach"},
        check=lambda values: app.bridge.ask(_problems, client_id, values),
        save=save,
        name="session",
        about=client_id,
    )
    planned: Planned | None = await app.fill_in(form)
    if planned is None:
        return None
    many = f"{len(planned.series)} sessions planned" if len(planned.series) > 1 else "session planned"
    say(app, many, "u undoes", about=planned.line.client.title)
    return planned.line


async def move_session(app: CoachdeskApp, line: SessionLine) -> bool:
    """Give a session another time; whether it was moved."""
    known: _Known = await app.bridge.ask(_know, line.client.id)

    async def save(values: Values) -> Planned:
        plan: PlanView = await app.bridge.ask("sessions.plan_move", line.id, values["to"])
        await _ask_about(app, plan, "moves it all the same")
        moved: Planned = await app.bridge.ask(_move, line.id, values)
        return moved

    now = when_words(line.at, known.clock.zone, line.client.zone)
    form = Form(
        title=joined(strong("Move the session with "), strong(name_for(app.private, line.client.title))),
        sentence=f"now {now}",
        fields=(
            Field("to", "New time", hint="mon 10:00, +7d 17:00, 10:00 theirs", echo=known.when),
            Field("by", "Asked for by", "choice", choices=_ASKED_BY),
        ),
        values={"by": "coach"},
        save=save,
    )
    moved: Planned | None = await app.fill_in(form)
    if moved is None:
        return False
    when = when_words(moved.line.at, known.clock.zone, "", known.clock.now)
    say(app, f"moved to {when}", "u undoes", about=line.client.title)
    return True


async def edit_session(app: CoachdeskApp, line: SessionLine) -> bool:
    """Change how long it is, its kind, its agreement, where it takes place; whether anything was saved."""
    known: _Known = await app.bridge.ask(_know, line.client.id)
    first = {"minutes": str(line.minutes), "kind": line.kind, "agreement": line.agreement_id}
    first |= {"medium": line.medium, "link": line.link, "fallback": line.fallback}
    form = Form(
        title=joined(strong("Edit the session with "), strong(name_for(app.private, line.client.title))),
        sentence="t gives it another time",
        fields=(*_about_it(known, several=1), *_where()),
        values=first,
        check=lambda values: app.bridge.ask(_change_problems, changed(values, first)),
        save=lambda values: app.bridge.ask(_edit, line.id, changed(values, first)),
        name=f"session {line.id}",
        about=line.client.id,
    )
    if await app.fill_in(form) is None:
        return False
    say(app, "session changed", "u undoes", about=line.client.title)
    return True


async def _ask_about(app: CoachdeskApp, plan: PlanView, does: str) -> None:
    """Say what speaks against it, and ask; nothing is asked where nothing does."""
    if not plan.warnings:
        return
    said = [strong(words) for words in plan.words[:1]]
    said += [joined(caution("! "), warning) for warning in plan.warnings]
    if not await ask_yes_no(app, Content("\n").join(said), yes=does, no="goes on typing"):
        raise GoesOnTyping


async def _ask_whom(app: CoachdeskApp) -> str:
    """The client a new session is with; those one works with come first."""
    clients: list[ClientLine] = await app.bridge.ask("clients.lines")
    if not clients:
        say(app, "a session is with a client, and there is none yet", "3 then n adds the first", tone="warning")
        return ""
    clients.sort(key=lambda one: ("active", "enquiry", "paused", "ended").index(one.stage))

    def find(text: str) -> list[Row]:
        parts = fold(text).split()
        named = {one.id: fold(" ".join((one.title, one.full_name, *one.former_names))) for one in clients}
        return [
            Row(one.id, (name_for(app.private, one.title), quiet(one.stage), quiet(one.organisation)))
            for one in clients
            if all(part in named[one.id] for part in parts)
        ]

    return await pick(app, "A session with whom?", find, _PICKED, empty="No client has this name.") or ""


# the fields


def _new_fields(known: _Known) -> tuple[Field, ...]:
    hint = "fri 17:00, 27 jan 9:30, 17:00 theirs"
    return (
        Field("at", "When", hint=hint, echo=known.when),
        *_about_it(known, several=2),
        *_where(),
        Field("every", "How often", "choice", choices=(_ONCE, *_EVERY_WORDS.items()), heading="Again"),
        Field("times", "How many times", hint="6, or end: as long as the agreement goes"),
        Field("keep", "When clocks change", "choice", choices=_KEEP),
    )


def _about_it(known: _Known, several: int) -> tuple[Field, ...]:
    """How long, of which kind, and under which agreement where there are so many to choose from."""
    agreement: tuple[Field, ...] = ()
    if len(known.agreements) >= several:
        choices = (("", "the one in force that day"), *known.agreements)
        agreement = (Field("agreement", "Under", "choice", choices=choices),)
    return (
        Field("minutes", "How long", hint="60, 45m, 1h30"),
        Field("kind", "Kind", "choice", choices=tuple(KIND_WORDS.items()), note=_GROUPS),
        *agreement,
    )


def _where() -> tuple[Field, ...]:
    return (
        Field("medium", "Medium", hint="video, phone, a place", heading="Where"),
        Field("link", "Link or number", hint="https://… or +359 …"),
        Field("fallback", "If that fails", hint="a number to call"),
    )


# in the desk thread


def _know(desk: Desk, client_id: str) -> _Known:
    from coachdesk.domain.sessions import DEFAULT_MINUTES
    from coachdesk.services.people import people
    from coachdesk.services.session_agreements import of_clients

    today, settings = desk.today(), desk.settings()
    live = [one for one in of_clients(desk, [client_id]).values() if one.state(today) != "ended"]
    minutes = next((found for one in live if (found := one.number("minutes", today))), DEFAULT_MINUTES)
    return _Known(
        clock_of(desk),
        people(desk).known(("client", client_id)),
        tuple((one.id, one.title) for one in live),
        minutes,
        settings.eod,
        settings.workdays,
    )


def _entered(values: Mapping[str, str]) -> dict[str, str]:
    """Whose hour stays is asked of a series alone."""
    return {name: text for name, text in values.items() if name != "keep" or values.get("every") in EVERY}


def _problems(desk: Desk, client_id: str, values: Mapping[str, str]) -> dict[str, str]:
    from coachdesk.domain.inputs.sessions import SessionInput
    from coachdesk.domain.inputs.validate import problems

    found = problems(SessionInput, _entered(values), reading_of(desk))
    if not found:
        try:
            _plan(desk, client_id, values)
        except CoachdeskError as error:
            return {error.where: error.advice}
    return found


def _plan(desk: Desk, client_id: str, values: Mapping[str, str]) -> PlanView:
    from coachdesk.domain.inputs.sessions import SessionInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import sessions

    return sessions.plan(desk, client_id, validated(SessionInput, _entered(values), reading_of(desk)))


def _add(desk: Desk, client_id: str, values: Mapping[str, str]) -> Planned:
    from coachdesk.domain.inputs.sessions import SessionInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import sessions

    return sessions.add(desk, client_id, validated(SessionInput, _entered(values), reading_of(desk)))


def _change_problems(desk: Desk, values: Mapping[str, str]) -> dict[str, str]:
    from coachdesk.domain.inputs.sessions import SessionChange
    from coachdesk.domain.inputs.validate import problems

    return problems(SessionChange, values)


def _edit(desk: Desk, session_id: str, values: Mapping[str, str]) -> Any:
    from coachdesk.domain.inputs.sessions import SessionChange
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import sessions

    return sessions.edit(desk, session_id, validated(SessionChange, values))


def _move(desk: Desk, session_id: str, values: Mapping[str, str]) -> Planned:
    from coachdesk.domain.inputs.sessions import MoveInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import sessions

    return sessions.move(desk, session_id, validated(MoveInput, values))
