"""Saving the texts of an absence; the sheet for who stands in is handed over, and the register keeps to whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.domain.disclosures import SHOWS_NOBODY
from coachdesk.domain.file_names import typed_file
from coachdesk.domain.views.absences import AbsenceView
from coachdesk.ui.say import say
from coachdesk.ui.text import joined, quiet, strong
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

_FIELDS = (
    Field("file", "File"),
    Field("replace", "Replace a file there", "yes_no"),
)
_FOR_SHEET = "Names and numbers of those clients alone who consented. Each gets a line in the register of what left."


async def save_text(app: CoachdeskApp, absence: AbsenceView, text: tuple[str, str, str]) -> None:
    """Ask where to, write it, and say where it is."""
    kind, label, words = text

    async def save(values: Values) -> tuple[Path, str]:
        target, replace = typed_file(values["file"], "file"), bool(values["replace"])
        saved: tuple[Path, str] = await app.bridge.ask(_save, absence.id, kind, words, target, replace)
        return saved

    folder = app.export_folder or Path.home()
    form = Form(
        title=joined(strong("Hand over"), strong(absence.cover.title if absence.cover else ""), by=" · ")
        if kind == "sheet"
        else f"Save: {label.lower()}",
        words=quiet(_FOR_SHEET) if kind == "sheet" else "",
        fields=_FIELDS,
        values={"file": str(folder / f"{kind}.txt"), "replace": ""},
        save=save,
    )
    saved: tuple[Path, str] | None = await app.fill_in(form)
    if saved is not None:
        place, said = saved
        app.export_folder = place.parent
        say(app, f"{said}: {place}")


# in the desk thread


def _save(desk: Desk, absence_id: str, kind: str, words: str, target: Path, replace: bool) -> tuple[Path, str]:
    from coachdesk.services import absence_sheet, hand_over

    if kind == "sheet":
        place, count = absence_sheet.hand_over(desk, absence_id, target, overwrite=replace)
        left = len(absence_sheet.left_out(desk, absence_id))
        out = f" ({left} without consent left out)" if left else ""
        return place, f"handed over, with {count} of your clients on it{out}, and in the register"
    leaving = hand_over.Leaving(
        client_id="", version_id="", kind="absence-text", what=f"{kind} for an absence", recipient="myself",
        format="txt", fingerprint="", audience=SHOWS_NOBODY,
    )  # fmt: skip
    return hand_over.hand_over(desk, leaving, f"{words}\n".encode(), target, overwrite=replace), "saved"
