"""The form of a register entry, new or known: one for each kind, made from what the kind has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.content import Content

from coachdesk.domain.register import CLIENT, EITHER, KINDS, PRACTICE, EntryField, Kind, in_line, kind_of
from coachdesk.domain.text import fold
from coachdesk.domain.views.register import EntryView
from coachdesk.ui.screens.people import Echoes, clock_of, reading_of
from coachdesk.ui.screens.person_picked import pick_person
from coachdesk.ui.screens.saving import changed
from coachdesk.ui.text import joined, name_for, quiet, strong
from coachdesk.ui.widgets.columns import Column, Row
from coachdesk.ui.widgets.dialogs import choose, pick
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

_COLUMNS = (Column(width=22), Column(width=9), Column(flex=True, most=120))
_WHOSE = {PRACTICE: "practice", CLIENT: "client", EITHER: "either"}


async def pick_kind(app: CoachdeskApp, of_client: bool = False) -> str | None:
    """The kind of a new entry, or None; with `of_client` only those that a client can have."""
    kinds = [one for one in KINDS.values() if not of_client or one.whose != PRACTICE]

    def find(text: str) -> list[Row]:
        wanted = fold(text).split()
        found = [one for one in kinds if all(word in fold(f"{one.title} {one.about} {one.name}") for word in wanted)]
        return [Row(one.name, (one.title, quiet(_WHOSE[one.whose]), quiet(one.about))) for one in found]

    return await pick(app, "What kind of entry?", find, _COLUMNS, empty="No kind has these words.", about=_about)


def _of(app: CoachdeskApp, client: str) -> Content:
    return joined("of ", name_for(app.private, client)) if client else Content.empty()


def _about(name: str) -> str:
    about = KINDS[name].about
    return f"{about[:1].upper()}{about[1:]}."


async def add_entry(app: CoachdeskApp, kind: str = "", client_id: str = "", client: str = "") -> EntryView | None:
    """Ask for a new entry: its kind where none is named, whom it is about where that is open, then its words.

    None where it was left.
    """
    picked = kind or await pick_kind(app, bool(client_id))
    if picked is None:
        return None
    known = KINDS[picked]
    if known.whose == PRACTICE:
        client_id = client = ""
    elif not client_id:
        whose = await _pick_client(app, known)
        if whose is None:
            return None
        client_id, client = whose
    says = Echoes(await app.bridge.ask(clock_of))
    form = Form(
        title=joined(strong(known.title), quiet(_of(app, client)), by=" "),
        words=quiet(_about(picked)),
        fields=_fields(known, says),
        values={"on": "today"},
        check=lambda values: app.bridge.ask(_problems, picked, values),
        save=lambda values: app.bridge.ask(_add, picked, client_id, values),
        name=f"entry {picked}",
        about=client_id or None,
    )
    saved: EntryView | None = await app.fill_in(form)
    return saved


async def _pick_client(app: CoachdeskApp, kind: Kind) -> tuple[str, str] | None:
    """Id and name of the client it is about, both empty for none; or None where the question was left."""
    if kind.whose == EITHER:
        whose = await choose(
            app, joined(strong(kind.title), ": whom is it about?"),
            (("client", "a client"), ("practice", "nobody whom I coach: it is the practice's own")),
        )  # fmt: skip
        if whose != CLIENT:
            return None if whose is None else ("", "")
    picked = await pick_person(app, f"{kind.title}: about which client?", "client")
    return picked[1:] if picked is not None else None


async def edit_entry(app: CoachdeskApp, entry: EntryView) -> EntryView | None:
    """Change an entry; None where the form was left."""
    kind, says = kind_of(entry.kind), Echoes(await app.bridge.ask(clock_of))
    days = {"on": entry.on, "until": entry.until, "told": entry.told, "answered": entry.answered}
    first: Values = {name: str(day) for name, day in days.items() if day is not None} | {"text": entry.text}
    first |= {one.name: one.words for one in entry.details}
    form = Form(
        title=joined(strong("Edit"), strong(in_line(kind.title)), quiet(_of(app, entry.client)), by=" "),
        words=quiet(_about(entry.kind)),
        fields=_fields(kind, says),
        values=first,
        check=lambda values: app.bridge.ask(_change_problems, changed(values, first)),
        save=lambda values: app.bridge.ask(_change, entry.id, changed(values, first)),
        name=f"entry {entry.id}",
        about=entry.client_id or None,
    )
    saved: EntryView | None = await app.fill_in(form)
    return saved


# the fields of a kind


def _fields(kind: Kind, says: Echoes) -> tuple[Field, ...]:
    hints = {"on": "such as 12 jan, or today", "until": "empty if it has no end"}
    days = {
        name: Field(
            name, _capital(title), "date", hint=hints.get(name, "empty if not yet"),
            echo=says.begun_day if name == "until" else says.past_day,
        )
        for name, title in kind.date_titles().items()
    }  # fmt: skip
    text = Field("text", _capital(kind.text), "lines", hint="" if kind.text_needed else "may be empty")
    return (text, days.pop("on"), *(_field(one) for one in kind.fields), *days.values())


def _field(field: EntryField) -> Field:
    if field.kind == "choice":
        none = () if field.needed else (("", "not said"),)
        choices = (*none, *((one, one.replace("-", " ")) for one in field.choices))
        return Field(field.name, field.title, "choice", choices=choices, note=field.help)
    kind = "lines" if field.kind == "lines" else "text"
    return Field(field.name, field.title, kind, hint=field.help)  # type: ignore[arg-type]


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


# in the desk thread


def _problems(desk: Desk, kind: str, values: Mapping[str, str]) -> dict[str, str]:
    from coachdesk.domain.inputs.register import EntryInput, entry_data
    from coachdesk.domain.inputs.validate import problems

    return problems(EntryInput, entry_data({"kind": kind, **values}), reading_of(desk))


def _add(desk: Desk, kind: str, client_id: str, values: Mapping[str, str]) -> EntryView:
    from coachdesk.domain.inputs.register import EntryInput, entry_data
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import register

    return register.add(desk, validated(EntryInput, entry_data({"kind": kind, **values}), reading_of(desk)), client_id)


def _change_problems(desk: Desk, entered: Mapping[str, str]) -> dict[str, str]:
    from coachdesk.domain.inputs.register import EntryChange, entry_data
    from coachdesk.domain.inputs.validate import problems

    return problems(EntryChange, entry_data(entered), reading_of(desk))


def _change(desk: Desk, entry_id: str, entered: Mapping[str, str]) -> EntryView:
    from coachdesk.domain.inputs.register import EntryChange, entry_data
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import register

    if not entered:
        return register.view(desk, entry_id)
    return register.change(desk, entry_id, validated(EntryChange, entry_data(entered), reading_of(desk)))
