"""The form of a client, new or known, and the question that moves one to another stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coachdesk.domain.clients import ALLOWED, STAGES, yes_no
from coachdesk.domain.text import fold
from coachdesk.domain.times import duration_text
from coachdesk.domain.views.clients import ClientFields, ClientPage
from coachdesk.ui.say import say
from coachdesk.ui.screens.client_fields import place_fields, record_fields
from coachdesk.ui.screens.people import Clock, Echoes, clock_of, reading_of
from coachdesk.ui.screens.saving import Saved, ask_about_duplicates, changed
from coachdesk.ui.screens.session_zones import ask_which_hour
from coachdesk.ui.text import joined, name_for, quiet, strong
from coachdesk.ui.widgets.dialogs import ask_text, choose
from coachdesk.ui.widgets.fields import Field, Found
from coachdesk.ui.widgets.form import Form, Values

if TYPE_CHECKING:
    from coachdesk.domain.views.clients import LikelyDuplicate
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

FORM = "client"
STAGE_WORDS = {
    "enquiry": "they asked, nothing is agreed yet",
    "active": "you work together",
    "paused": "you will go on later",
    "ended": "the coaching is over; nothing is lost",
}


@dataclass(frozen=True, slots=True)
class _Known:
    """What the form needs to know beside the client: the clock, and whom a client can be referred by."""

    clock: Clock
    page: ClientPage | None
    people: tuple[tuple[str, str], ...]


def _know(desk: Desk, client_id: str) -> _Known:
    from coachdesk.services import clients, contacts

    people = [(one.id, one.title) for one in clients.lines(desk) if one.id != client_id]
    people += [(one.id, one.title) for one in contacts.lines(desk)]
    return _Known(clock_of(desk), clients.page(desk, client_id) if client_id else None, tuple(people))


async def add_client(app: CoachdeskApp) -> Saved | None:
    """Ask for a new client; None where the form was left."""
    known = await app.bridge.ask(_know, "")

    async def save(values: Values) -> Saved:
        entered = _entered(values, known)
        same = await ask_about_duplicates(app, await app.bridge.ask(_duplicates, entered, ""), "client")
        if same is not None:
            return Saved(same.id, same.title, existing=True)
        page = await app.bridge.ask(_add, entered)
        return Saved(page.id, page.title)

    form = Form(
        title="New client",
        sentence="one name is enough for now",
        fields=_fields(known),
        values={"stage": "active"},
        check=lambda values: app.bridge.ask(_problems, _entered(values, known)),
        save=save,
        name=FORM,
    )
    saved: Saved | None = await app.fill_in(form)
    return saved


async def edit_client(app: CoachdeskApp, client_id: str, focus: str = "") -> Saved | None:
    """Change a client, beginning in that field; None where the form was left."""
    known = await app.bridge.ask(_know, client_id)
    page = known.page
    first = _typed(page)

    async def save(values: Values) -> Saved:
        new = await app.bridge.ask(_edit, client_id, _entered(changed(values, first), known))
        return Saved(client_id, new.title)

    form = Form(
        title=joined(strong("Edit "), strong(name_for(app.private, page.title))),
        fields=_fields(known),
        values=first,
        check=lambda values: app.bridge.ask(_change_problems, _entered(changed(values, first), known)),
        save=save,
        name=FORM,
        about=client_id,
        focus=focus,
    )
    saved: Saved | None = await app.fill_in(form)
    if saved is not None:
        await ask_which_hour(app, client_id)
    return saved


async def change_stage(app: CoachdeskApp, client_id: str, title: str, stage: str) -> None:
    """Ask which stage comes next, and why."""
    name = strong(name_for(app.private, title))
    width = max(len(one) for one in STAGES)
    choices = [(one, joined(one.ljust(width + 2), quiet(STAGE_WORDS[one]))) for one in ALLOWED[stage]]
    chosen = await choose(app, joined(name, f" is {stage}. What now?"), choices)
    if chosen is None:
        return
    why = await ask_text(app, joined(name, f": {stage} → {chosen}"), "why, in your words; may stay empty")
    if why is None:
        return
    await app.do("clients.set_stage", client_id, chosen, why)
    say(app, f"{stage} → {chosen}", "u undoes", about=title)


# the fields, and their values as text


def _fields(known: _Known) -> tuple[Field, ...]:
    says = Echoes(known.clock)
    stages = tuple((stage, f"{stage}: {words}") for stage, words in STAGE_WORDS.items())
    stage = () if known.page else (Field("stage", "Stage", "choice", choices=stages),)
    return (
        Field("full_name", "Full name", hint="as an agreement has it"),
        Field("called", "Called", hint="how you call them; lists show this"),
        Field("pronouns", "Pronouns", hint="she, he, they, any"),
        *stage,
        Field("email", "E-mail", heading="Reaching them"),
        Field("phone", "Phone"),
        Field("contact_how", "How to contact them", hint="e-mail, text message, never by phone …"),
        Field("expects_reply_minutes", "Expects an answer in", hint="12h, 2d", echo=says.duration),
        Field("language", "Language"),
        Field(
            "zone", "Time zone", "search", hint="type a city", find=says.zones, echo=says.zone, heading="Their clock"
        ),
        Field("away_zone", "For a while in", "search", hint="another city", find=says.zones, echo=says.zone),
        Field("away_from", "  from", "date", hint="such as 12 jan", echo=says.begun_day),
        Field("away_until", "  until", "date", hint="the last day there", echo=says.day),
        Field("ask_before", "Ask before doing", "lines", heading="With care"),
        Field("emergency", "In an emergency", "lines"),
        *place_fields(),
        Field("note", "Note", "lines"),
        Field("organisation", "Organisation", heading="Who they are"),
        Field("former_names", "Former names", hint="parted by ; and shown on their page only"),
        Field("how_came", "How they came", hint="a talk, a page, a friend …"),
        Field("referred_by", "Referred by", "search", hint="a client or contact, or words", find=_finder(known)),
        *record_fields(says),
    )


def _finder(known: _Known) -> Any:
    """People of this desk by name. What was typed stands first, so that no name is put in its place unasked."""

    def find(text: str) -> Found:
        wanted = fold(text)
        titles = [title for _, title in known.people if wanted and wanted in fold(title)]
        return [(text, f"“{text}” as it is written"), *((title, title) for title in titles)] if titles else []

    return find


def _typed(page: ClientPage) -> Values:
    """A client's fields as they would be typed."""
    values: Values = {}
    for name in ClientFields.__dataclass_fields__:
        value = getattr(page.fields, name)
        if name == "former_names":
            values[name] = "; ".join(value)
        elif name == "ask_before":
            values[name] = "\n".join(value)
        elif name == "expects_reply_minutes":
            values[name] = duration_text(value) if value else ""
        elif name == "shares_employer":
            values[name] = yes_no(value)
        else:
            values[name] = "" if value is None else str(value)
    return values | {"referred_by": page.referred_by_name}


def _entered(values: Mapping[str, str], known: _Known) -> dict[str, str]:
    """The values with the id of whoever referred them, where that is one person of this desk."""
    entered = dict(values)
    ids = [person for person, title in known.people if title == entered.get("referred_by")]
    return entered | {"referred_by": ids[0]} if len(ids) == 1 else entered


# in the desk thread, where importing the inputs holds nothing up


def _problems(desk: Desk, entered: Mapping[str, str]) -> dict[str, str]:
    from coachdesk.domain.inputs.clients import ClientInput
    from coachdesk.domain.inputs.validate import problems

    return problems(ClientInput, entered, reading_of(desk))


def _change_problems(desk: Desk, entered: Mapping[str, str]) -> dict[str, str]:
    from coachdesk.domain.inputs.clients import ClientChange
    from coachdesk.domain.inputs.validate import problems

    return problems(ClientChange, entered, reading_of(desk))


def _duplicates(desk: Desk, entered: Mapping[str, str], besides: str) -> list[LikelyDuplicate]:
    from coachdesk.domain.inputs.clients import ClientInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import clients

    return clients.likely_duplicates(desk, validated(ClientInput, entered, reading_of(desk)), besides)


def _add(desk: Desk, entered: Mapping[str, str]) -> ClientPage:
    from coachdesk.domain.inputs.clients import ClientInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import clients

    return clients.add(desk, validated(ClientInput, entered, reading_of(desk)))


def _edit(desk: Desk, client_id: str, entered: Mapping[str, str]) -> ClientPage:
    from coachdesk.domain.inputs.clients import ClientChange
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import clients

    change = validated(ClientChange, entered, reading_of(desk))
    return clients.edit(desk, client_id, change) if entered else clients.page(desk, client_id)
