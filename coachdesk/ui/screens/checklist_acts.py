"""What is done with a question of ethics: open the record that was found, go where it is made, answer, hand over."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from coachdesk.domain.file_names import typed_file
from coachdesk.domain.views.ethics import EvidenceView, ItemView, Subject, WayIn
from coachdesk.ui.say import say
from coachdesk.ui.screens import consent_form
from coachdesk.ui.screens.ethics_words import ANSWERS
from coachdesk.ui.screens.person_picked import pick_person
from coachdesk.ui.screens.table import RECORDS, TABS
from coachdesk.ui.text import caution, joined, keyed, name_for, quiet, shown, strong, words_for
from coachdesk.ui.widgets.dialogs import ask_text, choose, tell
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, GoesOnTyping, Values, said_at
from coachdesk.ui.widgets.read_first import read_first

if TYPE_CHECKING:
    from coachdesk.services.ethics_record import Handed, Look
    from coachdesk.ui.app import CoachdeskApp

_MEANS = {
    "yes": "yes",
    "partly": "partly: say in the note what is open",
    "no": "no: say in the note what follows",
    "does-not-apply": "does not apply here",
}
FORMATS = (("md", "Markdown, plain text"), ("pdf", "PDF, to print"))


PAGES = {"consent": "consents", "disclosure": "disclosures"}
"""Records without a page of their own, and the page of their client on which they stand."""

_OF_A_CLIENT = ("client", "agreement", "session", "prep", "wrap_up", "money")
_STAYS = ("agreement", "session", "wrap_up", "absences")
"""Pages on which one step leads to the next: what is done there does not lead back by itself."""


def open_found(app: CoachdeskApp, evidence: EvidenceView, subject: Subject) -> None:
    """The page of the record that tells most."""
    if evidence.found.records:
        kind, record_id = evidence.found.records[0]
        app.open_record(PAGES.get(kind, kind), subject.client_id if kind in PAGES else record_id)


async def make_record(app: CoachdeskApp, item: ItemView) -> None:
    """Where the record is made: its page, and what is pressed there; else in words."""
    if item.evidence is None:
        return
    way, subject, about = item.evidence.way, item.subject, item.about
    if way.later:
        say(app, way.words, "s answers it")
        return
    if (way.consent or way.place.partition("_")[0] in _OF_A_CLIENT) and not subject.client_id:
        picked = await pick_client(app, "Of which client?", _clients(item.evidence))
        if picked is None:
            return
        subject = Subject(picked[0])
        about = picked[1]
    if way.consent:
        await consent_form.ask(app, subject.client_id, about, way.consent)
        return
    page = _page_of(way, subject, item.evidence)
    if page is None:
        await tell(app, strong(item.text), [shown(way.words)])
        return
    kind, record_id, command = page
    if kind in _STAYS or not command:
        say(app, way.words)
    if kind in TABS:
        app.go(kind)
    else:
        app.open_record(kind, record_id, then=command, errand=kind not in _STAYS)


def _clients(evidence: EvidenceView) -> frozenset[str]:
    """The clients of whom nothing was found, where it is asked once for all."""
    return frozenset(record_id for kind, record_id in evidence.found.records if kind == "client")


def _page_of(way: WayIn, subject: Subject, evidence: EvidenceView) -> tuple[str, str, str] | None:
    """The page of that way in for this subject, and the command there; a client without an agreement begins one."""
    found = dict(reversed(evidence.found.records))  # of several the first one, which tells most
    ids = {"agreement": subject.agreement_id or found.get("agreement", "")}
    ids |= dict.fromkeys(("session", "prep", "wrap_up"), subject.session_id or found.get("session", ""))
    if way.place in ids:
        if ids[way.place]:
            return way.place, ids[way.place], way.command
        return "client", subject.client_id, "client.new" if way.place == "agreement" else ""
    if way.place.partition("_")[0] == "client":
        return "client", subject.client_id, way.command
    return (way.place, subject.client_id, way.command) if way.place in RECORDS or way.place in TABS else None


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


async def pick_client(app: CoachdeskApp, question: str, ids: Collection[str] = ()) -> tuple[str, str] | None:
    """A client, of all or of these: id and title."""
    picked = await pick_person(app, question, "client", ids)
    return picked[1:] if picked is not None else None


async def export(app: CoachdeskApp, subject: Subject, about: str) -> None:
    """The checklist of a client (`about`) or of the practice as a file for somebody, such as a supervisor."""

    async def save(values: Values) -> Handed:
        target = typed_file(values["file"], "file")
        wanted = {"recipient": values["recipient"].strip(), "overwrite": bool(values["replace"])}
        with said_at("file", "file."), said_at("recipient", "consent.", "text."):
            if wanted["recipient"] and not await _was_read(app, subject, values["recipient"].strip()):
                raise GoesOnTyping
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


async def _was_read(app: CoachdeskApp, subject: Subject, recipient: str) -> bool:
    """Show what is about to leave: names are taken out of it, but only the coach sees what else tells who it is."""
    seen: Look = await app.bridge.ask("ethics_record.look", subject, recipient)
    heading = joined(strong("For "), strong(name_for(app.private, seen.recipient)), ", word for word")
    question = Content("\n").join([heading, caution(f"! {seen.caution}")])
    return await read_first(app, question, [*_paragraphs(app, seen)])


def _paragraphs(app: CoachdeskApp, seen: Look) -> Iterator[Content]:
    for one in seen.passages:
        if one.kind in ("heading", "subheading"):
            yield Content.empty()
        words = words_for(app.private, shown(one.text))
        yield {"small": quiet, "text": shown, "heading": keyed}.get(one.kind, strong)(words)


def _place(app: CoachdeskApp) -> Path:
    """A file that is not there yet, in the folder used last or at home; it names nobody."""
    folder, number = app.export_folder or Path.home(), 1
    place = folder / "ethics-checklist.md"
    while os.path.lexists(place):
        number += 1
        place = folder / f"ethics-checklist-{number}.md"
    return place
