"""What is done with a question of ethics: open the record that was found, go where it is made, answer, hand over."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.domain.views.ethics import EvidenceView, ItemView, Subject
from coachdesk.ui.say import say
from coachdesk.ui.screens.ethics_words import ANSWERS
from coachdesk.ui.screens.person_picked import pick_person
from coachdesk.ui.screens.table import RECORDS
from coachdesk.ui.text import joined, name_for, quiet, shown, strong
from coachdesk.ui.widgets.dialogs import ask_text, choose, tell
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values, said_at

if TYPE_CHECKING:
    from coachdesk.services.ethics_record import Handed
    from coachdesk.ui.app import CoachdeskApp

_MEANS = {
    "yes": "yes",
    "partly": "partly: say in the note what is open",
    "no": "no: say in the note what follows",
    "does-not-apply": "does not apply here",
}
FORMATS = (("md", "Markdown, plain text"), ("pdf", "PDF, to print"))


def open_found(app: CoachdeskApp, evidence: EvidenceView) -> None:
    """The page of the record that tells most, among those that have one."""
    for kind, record_id in evidence.found.records:
        if kind in RECORDS:
            app.open_record(kind, record_id)
            return
    say(app, evidence.found.says or "it was found in the records", "it has no page of its own")


async def make_record(app: CoachdeskApp, item: ItemView) -> None:
    """Where the record is made: its page and what is pressed there; else in words."""
    if item.evidence is None:
        return
    way = item.evidence.way
    if way.later:
        say(app, f"a record of it comes with {way.later}", "s answers it until then")
        return
    page = _page_of(way.place, item.subject)
    if page is None or page[0] not in RECORDS:
        shell = [joined(quiet("In the shell: "), way.shell)] if way.shell else []
        await tell(app, strong(item.text), [shown(way.words), *shell])
        return
    app.open_record(*page, then=way.command)
    if not way.command:
        say(app, way.words)


def _page_of(place: str, subject: Subject) -> tuple[str, str] | None:
    """The page of that place for this subject: one of the subject's records, or a page of none."""
    ids = {"client": subject.client_id, "agreement": subject.agreement_id, "session": subject.session_id}
    ids |= {"prep": subject.session_id, "wrap_up": subject.session_id}
    if place in ids:
        if ids[place]:
            return place, ids[place]
        return ("client", subject.client_id) if subject.client_id else None
    if place.startswith("client_"):
        return ("client", subject.client_id) if subject.client_id else None
    return (place, subject.client_id) if place else None


async def answer(app: CoachdeskApp, item: ItemView, subject: Subject, about: str = "") -> bool:
    """My own answer and, if there is anything to say, a note; whether it was given. `about` is one client of all."""
    who = joined(" ", quiet("for "), name_for(app.private, about)) if about else ""
    chosen = await choose(app, joined(strong(item.text), who), [(key, shown(_MEANS[key])) for key in ANSWERS])
    if chosen is None:
        return False
    before = item.answer.note if item.answer is not None and item.answer.answer == chosen and not app.private else ""
    note = await ask_text(app, joined(strong(item.text), who), f"{ANSWERS[chosen]}: a note, if there is one", before)
    if note is None:
        return False
    await app.bridge.ask("ethics.answer", item.item, chosen, subject, note)
    app.changed()
    say(app, f"answered {ANSWERS[chosen]}", "u undoes", about=about)
    return True


async def pick_client(app: CoachdeskApp) -> tuple[str, str] | None:
    """A client for whom it is otherwise: id and title."""
    picked = await pick_person(app, "For which client is it otherwise?", "client")
    return picked[1:] if picked is not None else None


async def export(app: CoachdeskApp, subject: Subject, about: str) -> None:
    """The checklist of a client (`about`) or of the practice as a file for somebody, such as a supervisor."""

    async def save(values: Values) -> Handed:
        target = Path(values["file"].strip())
        wanted = {"recipient": values["recipient"].strip(), "overwrite": bool(values["replace"])}
        with said_at("file", "file."), said_at("recipient", "consent.", "text."):
            handed: Handed = await app.bridge.ask("ethics_record.export", subject, values["format"], target, **wanted)
        return handed

    def adapt(name: str, values: Values) -> dict[str, str]:
        typed = Path(values["file"].strip())
        if name != "format" or typed.suffix not in (".md", ".pdf"):
            return {}
        return {"file": str(typed.with_suffix(f".{values['format']}"))}

    of_whom = joined("of ", name_for(app.private, about)) if about else shown("of the practice")
    form = Form(
        title=joined(strong("Checklist "), strong(of_whom)),
        words=quiet(
            "Who a client is stays out of it unless they consented. What went to whom is kept in the register."
        ),
        fields=(
            Field("recipient", "For", hint="who receives it, such as your supervisor", note="empty: you keep it"),
            Field("format", "As", "choice", choices=FORMATS),
            Field("file", "File", hint="where it is written", note="only you can open it on this computer"),
            Field("replace", "Replace a file there", "yes_no"),
        ),
        values={"format": "md", "file": str(_place(app)), "recipient": "", "replace": ""},
        adapt=adapt,
        check=lambda values: {} if values["file"].strip() else {"file": "no file is named"},
        save=save,
        name="ethics export",
        about=subject.client_id or None,
    )
    handed: Handed | None = await app.fill_in(form)
    if handed is None:
        return
    app.export_folder = handed.place.parent
    left_out = "" if handed.named or not about else "; who they are is left out"
    said = f"handed over, and in the register{left_out}: {handed.place}"
    if handed.notes:
        await tell(app, said, handed.notes)
    else:
        say(app, said, about=about)


def _place(app: CoachdeskApp) -> Path:
    """A file that is not there yet, in the folder used last or at home; it names nobody."""
    folder, number = app.export_folder or Path.home(), 1
    place = folder / "ethics-checklist.md"
    while os.path.lexists(place):
        number += 1
        place = folder / f"ethics-checklist-{number}.md"
    return place
