"""The note to a client after a session: written from what is theirs, to be read, changed, copied or saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.file_names import typed_file
from coachdesk.domain.views.session_work import FollowUp
from coachdesk.ui.say import say
from coachdesk.ui.screens.base import DeskScreen
from coachdesk.ui.screens.prep_file import FILE_FIELDS
from coachdesk.ui.text import joined, quiet, shown_lines, strong
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values, said_at
from coachdesk.ui.widgets.reader import Reader

if TYPE_CHECKING:
    from coachdesk.ui.app import CoachdeskApp


class FollowUpScreen(DeskScreen):
    """The note of one session. Nothing is sent by itself."""

    place = "follow_up"
    tab = "sessions"

    def __init__(self, session_id: str) -> None:
        super().__init__()
        self.session_id = session_id
        self.note: FollowUp | None = None

    def body(self) -> ComposeResult:
        """The text, no wider than is good to read."""
        yield Reader(widest=76)

    def on_mount(self) -> None:
        """The text has the keys."""
        self.answer("Note afterwards")
        self.query_one(Reader).focus()

    async def load(self) -> FollowUp | None:
        """The note; None where there is none to be written."""
        try:
            found: FollowUp = await self.ask("follow_ups.view", self.session_id)
        except CoachdeskError as error:
            if not error.code.startswith(("ref.", "wrap-up.", "session.", "follow")):
                raise
            say(self.desk_app, error.line, tone="warning")
            return None
        return found

    def paint(self, view: FollowUp | None) -> None:
        """To whom, and the text."""
        if view is None:
            if self.app.screen is self:
                self.app.pop_screen()
            return
        self.note = view
        state = "changed by you" if view.is_edited else "written from what is theirs alone; nothing is sent"
        self.answer("Note afterwards", quiet(state))
        to = joined(self.name_of(view.client.title), self.words_of(view.email or "no address is known"), by=" · ")
        lines = [joined(quiet("To  "), to), shown_lines(""), shown_lines(self.words_of(shown_lines(view.text)))]
        self.query_one(Reader).read(lines, self.session_id)

    def facts(self) -> frozenset[str]:
        """Whether it was changed by hand."""
        return frozenset({"edited"} if self.note is not None and self.note.is_edited else set())

    async def copy_note(self) -> None:
        """The text to the clipboard; the register keeps that it went there."""
        if self.note is not None:
            await self.ask("follow_ups.copied", self.session_id, self.note.text)
            self.desk_app.serial += 1
            self.app.copy_to_clipboard(self.note.text)
            say(self.desk_app, "the note is copied", "paste it where you write to them", about=self.note.client.title)

    async def edit_note(self) -> None:
        """Other words; they are kept."""
        if self.note is None:
            return
        note = self.note
        form = Form(
            title=joined(strong("Note to "), strong(self.name_of(note.client.title))),
            fields=(Field("text", "Text", "lines", tall=True),),
            values={"text": note.text},
            save=lambda values: self.ask("follow_ups.keep", self.session_id, values["text"]),
            name=f"follow-up {self.session_id}",
            about=note.client.id,
        )
        await self.desk_app.fill_in(form)

    async def write_anew(self) -> None:
        """As it would be written now, without the changes."""
        await self.do("follow_ups.forget", self.session_id)
        say(self.desk_app, "written anew")

    async def save_note(self) -> None:
        """To a file; the register keeps that it was handed over."""
        if self.note is not None:
            await _save(self.desk_app, self.session_id, self.note)


async def _save(app: CoachdeskApp, session_id: str, note: FollowUp) -> None:
    async def save(values: Values) -> Path:
        target, replace = typed_file(values["file"], "file"), bool(values["replace"])
        with said_at("file", "file."):
            place: Path = await app.bridge.ask("follow_ups.save", session_id, target, overwrite=replace)
        return place

    folder = app.export_folder or Path.home()
    form = Form(
        title="Save the note",
        words=quiet("What went to whom is kept in the register."),
        fields=FILE_FIELDS,
        values={"file": str(folder / "follow-up.txt"), "replace": ""},
        save=save,
    )
    place: Path | None = await app.fill_in(form)
    if place is not None:
        app.export_folder = place.parent
        say(app, f"the note is in {place}", about=note.client.title)
