"""Hostile text in every field of every table: each screen shows it as text, obeys none of it, and hides it in privacy
mode."""

from __future__ import annotations

import re
from typing import Any

import pytest

from coachdesk.services.desk import Desk
from coachdesk.store.rows import SealedRow
from coachdesk.store.undo import MODELS
from coachdesk.ui.screens.table import RECORDS, TABS
from tests.driver import Story
from tests.services import acts
from tests.ui.desks import OpenDoor

WORD = "Zorbl"
HOSTILE = f"[/b]{WORD} [@click=app.quit]x[/] {{0}} \x1b[31m\x07\u202e\u2066"
"""Markup, a link that quits, a format field, an escape sequence, a bell and bidi controls."""

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

SAYS_WHAT_IT_IS = frozenset({"zone", "away_zone", "repeat", "salt", "fingerprint", "content", "value"})
"""Fields that programs read: a zone, a rule, a number as text. What lies in them is checked where it is read."""

SENT = frozenset({"task_event", "message", "signature", "disclosure", "agreement_version"})
"""Written once: what is hostile in them came in by the verbs, which clean it."""


def plant(desk: Desk) -> None:
    """Put the hostile text, past every input, into each text that a row of the desk holds."""
    with desk.store.write("clients.edit") as db:
        for table, model in MODELS.items():
            if table not in SENT | {"setting"}:
                for row in db.all(model):
                    poison(row)


def poison(row: SealedRow) -> None:
    """Every text of one row, made hostile."""
    hidden: dict[str, Any] = {}
    for name, field in type(row).__secrets__.model_fields.items():
        value = getattr(row, name)
        if name in SAYS_WHAT_IT_IS:
            continue
        if field.annotation is str:
            hidden[name] = HOSTILE
        elif isinstance(value, tuple) and value and isinstance(value[0], str):
            hidden[name] = (HOSTILE,)
    row.change_secrets(hidden)


def furnish(desk: Desk) -> dict[str, str]:
    """One of everything that has a page; the ids by the kind of page."""
    from coachdesk.domain.inputs.register import EntryInput
    from coachdesk.domain.inputs.sessions import HeldInput, SessionInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.domain.views.ethics import Subject
    from coachdesk.services import absences, focus, messages, register, sessions, shares, tasks, templates
    from coachdesk.ui.screens.ethics_ids import packed

    page = acts.signed(desk)
    client = page.client_id
    contact = acts.contact(desk, "Ingrid Berg")
    task = tasks.add(desk, f"send {WORD} [/b] [bold]x[/] @Amara fri 17:00 ~30m")
    tasks.add(desk, f"note {WORD} [/b]")
    messages.log(desk, ("client", client), f"about {WORD} [/b]")
    session = sessions.add(desk, client, validated(SessionInput, {"at": "mon 10:00"})).line
    running = sessions.add(desk, client, validated(SessionInput, {"at": "2026-11-27 09:35"})).line
    focus.start(desk, running.id)
    over = sessions.add(desk, client, validated(SessionInput, {"at": "2026-11-26 10:00"})).line
    sessions.hold(desk, over.id, validated(HeldInput, {}))
    shares.add(desk, client, f"{WORD} [/b]", session_id=session.id)
    entry = register.add(desk, validated(EntryInput, {"kind": "tool", "text": f"{WORD} [/b]"}))
    kept = {"kind": "harm", "text": "x", "details": {"heard": f"{WORD} [/b]"}}
    register.add(desk, validated(EntryInput, kept), client)
    asked = questions(desk, client)
    allowed(desk, client)
    absence = absences.add(desk, "mon", "next fri", "", f"{WORD} [/b]")
    template = templates.save(desk, page.id, f"{WORD} [/b]")
    return {
        "client": client,
        "contact": contact.id,
        "agreement": page.id,
        "task": task.id,
        "session": session.id,
        "prep": session.id,
        "focus": running.id,
        "wrap_up": over.id,
        "follow_up": over.id,
        "absence": absence.id,
        "entry": entry.id,
        "incident": wrong(desk, client),
        "checklist": packed("monthly", Subject()),
        "item": packed("power.influence.whose_lead", Subject(client_id=client)),
        "template": template.id,
        "clause_standards": page.id,
        "edition_compare": "2025|2020",
        **asked,
    }


def allowed(desk: Desk, client: str) -> None:
    """A consent in their words, and what was told of them."""
    from coachdesk.domain.inputs.consents import GiveInput
    from coachdesk.domain.inputs.disclosures import DisclosureInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import consents, disclosures

    day = desk.today()
    consents.give(desk, client, validated(GiveInput, {"kind": "recording", "on": day, "words": f"{WORD} [/b]"}))
    told = {"to": WORD, "what": f"{WORD} [/b]", "basis": "supervision", "on": day}
    disclosures.add(desk, client, validated(DisclosureInput, told))


def wrong(desk: Desk, client: str) -> str:
    """An incident with two options, one of them chosen; its id."""
    from coachdesk.domain.inputs.incidents import ChoiceInput, IncidentInput, OptionInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import incidents

    words = f"{WORD} [/b]"
    entered = {"client": client, "what": words, "who_knows": words, "next_step": words}
    made = incidents.open_one(desk, validated(IncidentInput, entered)).id
    for text in (f"{words} 1", f"{words} 2"):
        incidents.option(desk, made, validated(OptionInput, {"text": text, "cost": words}))
    incidents.choose(desk, made, validated(ChoiceInput, {"option": 1, "said": words}))
    return made


def questions(desk: Desk, client: str) -> dict[str, str]:
    """A question that was answered, of a client and of all; and a dilemma."""
    from coachdesk.domain.inputs.dilemmas import DilemmaInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.domain.views.ethics import Subject
    from coachdesk.services import dilemmas, ethics
    from coachdesk.ui.screens.ethics_ids import packed

    item, subject = "qualifications.accurate.told", Subject(client)
    ethics.answer(desk, item, "no", subject, f"{WORD} [/b]")
    ethics.answer(desk, "impairment.seek_help.self_check", "no", Subject(), f"{WORD} [/b]")
    dilemmas.add(desk, validated(DilemmaInput, {"happened": f"{WORD} [/b]", "client": client, "decided": "x"}))
    return {"checklist": packed("before_first_session", subject), "item": packed(item, subject)}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_every_screen_shows_hostile_text_as_text(door: OpenDoor, size: tuple[int, int]) -> None:
    other = door.other()
    ids = furnish(other)
    plant(other)
    other.close()
    seen = set()
    async with Story(door, size=size) as desk:
        for private in (False, True):
            if private:
                await desk.does("shell.private")
            for place in TABS:
                desk.app.go(place)
                await desk.rests()
                seen |= looked_at(desk, place, private)
            for kind in RECORDS:
                desk.app.open_record(kind, ids.get(kind, ""))
                await desk.rests()
                seen |= looked_at(desk, kind, private)
                await desk.press("escape")
        assert desk.app.is_running
    assert seen >= {
        "tasks",
        "clients",
        "sessions",
        "client",
        "contact",
        "agreement",
        "register",
        "consents",
        "disclosures",
        "task",
        "session",
        "prep",
        "focus",
    }


def looked_at(desk: Story, place: str, private: bool) -> set[str]:
    """What a person at that screen may not be shown is not; the name of the place if the hostile word could be read."""
    shown = desk.screen()
    assert not CONTROLS.search(shown.replace("\n", "")), f"control codes on {place}"
    assert not (private and WORD in shown), f"privacy mode shows words on {place}:\n{shown}"
    return {place} if WORD in shown else set()
