"""The prep card as a file of the coach's own, to print: it stays with them, and the register keeps that it was made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.domain.disclosures import KEPT
from coachdesk.domain.file_names import typed_file
from coachdesk.domain.views.session_work import PrepCard
from coachdesk.ui.say import say
from coachdesk.ui.text import joined, name_for, quiet, strong
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values, said_at

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

FILE_FIELDS = (
    Field("file", "File", note="only you can open it on this computer"),
    Field("replace", "Replace a file there", "yes_no"),
)


async def save_card(app: CoachdeskApp, card: PrepCard) -> None:
    """Ask where to, write it, and say where it is."""

    async def save(values: Values) -> Path:
        with said_at("file", "file."):
            place: Path = await app.bridge.ask(_save, card, typed_file(values["file"], "file"), bool(values["replace"]))
        return place

    folder = app.export_folder or Path.home()
    form = Form(
        title=joined(strong("Save the card of "), strong(name_for(app.private, card.session.client.title))),
        words=quiet("It is for you: it has what you hold back in it. What is written is kept in the register."),
        fields=FILE_FIELDS,
        values={"file": str(folder / f"prep-{card.session.short}.txt"), "replace": ""},
        save=save,
    )
    place: Path | None = await app.fill_in(form)
    if place is not None:
        app.export_folder = place.parent
        say(app, f"the card is in {place}", about=card.session.client.title)


# in the desk thread


def _save(desk: Desk, card: PrepCard, target: Path, replace: bool) -> Path:
    from coachdesk.services import hand_over, prep

    leaving = hand_over.Leaving(
        client_id=card.session.client.id, version_id="", kind="prep", what="prep card", recipient="myself",
        format="txt", fingerprint="", audience=KEPT,
    )  # fmt: skip
    text = "\n".join(prep.card_lines(desk, card))
    return hand_over.hand_over(desk, leaving, f"{text}\n".encode(), target, overwrite=replace)
