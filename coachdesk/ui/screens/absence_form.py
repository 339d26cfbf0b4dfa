"""The form of an absence: from when to when, who stands in, why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.times import clock, local
from coachdesk.domain.views.absences import AbsenceView
from coachdesk.domain.whens import EITHER, parse_when, typed_when
from coachdesk.ui.text import strong
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values

if TYPE_CHECKING:
    from coachdesk.domain.settings import Settings
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

NOBODY = ("", "nobody")
VERB_NAMES = {"from": "since", "to": "until", "cover": "cover_ref", "why": "why"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the form stands on."""

    now: datetime
    settings: Settings
    stand_ins: tuple[tuple[str, str], ...]
    absence: AbsenceView | None = None


async def add_absence(app: CoachdeskApp) -> AbsenceView | None:
    """Go away; None where the form was left."""
    asked: _Asked = await app.bridge.ask(_read)

    async def save(values: Values) -> AbsenceView:
        added: AbsenceView = await app.bridge.ask(
            "absences.add", values["from"].strip() or "now", values["to"], values["cover"], values["why"]
        )
        return added

    form = Form(
        title="Going away",
        sentence="then: what becomes of each session and promise, and the texts",
        fields=_fields(asked),
        save=save,
        name="absence",
    )
    added: AbsenceView | None = await app.fill_in(form)
    return added


async def edit_absence(app: CoachdeskApp, absence_id: str) -> AbsenceView | None:
    """Other dates, another stand-in; None where the form was left."""
    asked: _Asked = await app.bridge.ask(_read, absence_id)
    absence = asked.absence
    if absence is None:
        return None
    first = {
        "from": _typed(absence.since, asked, end=False),
        "to": _typed(absence.until, asked, end=True),
        "cover": absence.cover.id if absence.cover else "",
        "why": absence.why,
    }

    async def save(values: Values) -> AbsenceView:
        given = {VERB_NAMES[name]: text for name, text in values.items() if text != first[name]}
        changed: AbsenceView = await app.bridge.ask("absences.change", absence_id, **given)
        return changed

    form = Form(
        title=strong("Away"),
        sentence=absence.words,
        fields=_fields(asked),
        values=first,
        save=save,
        name=f"absence {absence_id}",
    )
    changed: AbsenceView | None = await app.fill_in(form)
    return changed


def _fields(asked: _Asked) -> tuple[Field, ...]:
    says = _days(asked)
    return (
        Field(
            "from", "From", "date", hint="mon, 23 dec, fri 13:00", echo=says,
            note="" if asked.absence else f"empty: from now, {clock(asked.now, asked.settings.zone)}",
        ),
        Field("to", "To", "date", hint="fri, 2 jan, mon 9:00", echo=says, note="empty: no end is known yet"),
        Field("cover", "Stands in", "choice", choices=(NOBODY, *asked.stand_ins)),
        Field("why", "Why", note="for you alone: no text says it"),
    )  # fmt: skip


def _days(asked: _Asked) -> Callable[[str], str]:
    """How an end of it is understood: a day alone is away as a whole."""
    now, settings = asked.now, asked.settings

    def echo(text: str) -> str:
        try:
            found = parse_when(
                text, now, settings.zone, eod=settings.eod, order=settings.date_order, workdays=settings.workdays,
                lean=EITHER,
            )  # fmt: skip
        except CoachdeskError as error:
            if error.code.endswith((".unknown", ".empty")):
                return ""
            raise
        year = local(found.instant, settings.zone).year != local(now, settings.zone).year
        if found.whole_day:
            return f"{clock(found.instant, settings.zone, year).rpartition(' ')[0]}, the whole day"
        return clock(found.instant, settings.zone, year)

    return echo


def _typed(instant: datetime | None, asked: _Asked, *, end: bool) -> str:
    """An end of it as it can be typed: a day alone where the whole day is meant."""
    if instant is None:
        return ""
    there = local(instant, asked.settings.zone)
    if there.time() == time():
        return (there.date() - timedelta(days=1 if end else 0)).isoformat()
    return typed_when(instant, asked.now, asked.settings.zone)


def _read(desk: Desk, absence_id: str = "") -> _Asked:
    from coachdesk.services import absences, contacts

    known = contacts.lines(desk)
    ordered = [one for one in known if one.role == "stand-in"] + [one for one in known if one.role != "stand-in"]
    stand_ins = tuple((one.id, f"{one.title} · {one.role}") for one in ordered)
    absence = absences.view(desk, absence_id) if absence_id else None
    return _Asked(desk.clock(), desk.settings(), stand_ins, absence)
