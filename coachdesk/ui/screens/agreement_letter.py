"""The e-mail that goes with an agreement: to read, and copied for the program that sends it."""

from __future__ import annotations

from textual.app import ComposeResult

from coachdesk.domain.views.agreements import Letter
from coachdesk.ui.say import say
from coachdesk.ui.screens.base import DeskScreen
from coachdesk.ui.text import joined, quiet, shown_lines, strong
from coachdesk.ui.widgets.reader import Reader


class LetterScreen(DeskScreen):
    """Address, subject and text. It is copied as it opens, and again by its key."""

    place = "agreement_letter"
    tab = "agreements"

    def __init__(self, agreement_id: str, client: str, number: int | None, copy: str) -> None:
        super().__init__()
        self.agreement_id, self.client, self.number, self.copy_for = agreement_id, client, number, copy
        self.letter: Letter | None = None

    def body(self) -> ComposeResult:
        """The text, no wider than is good to read."""
        yield Reader(widest=76)

    def on_mount(self) -> None:
        """The text has the keys."""
        self.answer("E-mail to go with it")
        self.query_one(Reader).focus()

    async def load(self) -> Letter:
        """The e-mail."""
        found: Letter = await self.ask("agreement_papers.email", self.agreement_id, self.number, self.copy_for)
        return found

    def paint(self, view: Letter) -> None:
        """Address, subject, text."""
        first, self.letter = self.letter is None, view
        self.answer("E-mail to go with it", quiet("nothing is sent; it is yours to paste"))
        lines = [
            joined(quiet("To       "), self.words_of(view.to or "no address is known")),
            joined(quiet("Subject  "), strong(self.words_of(view.subject))),
            shown_lines(""),
            shown_lines(self.words_of(shown_lines(view.body))),
        ]
        self.query_one(Reader).read(lines, self.agreement_id)
        if first and not self.desk_app.private:
            self.desk_app.beside(self.copy_letter())

    async def copy_letter(self) -> None:
        """The text to the clipboard; the register keeps what is meant for the payer."""
        if self.letter is not None:
            if self.copy_for == "payer":
                await self.ask("agreement_papers.letter_copied", self.agreement_id, self.number, self.letter)
            self.app.copy_to_clipboard(self.letter.body)
            say(self.desk_app, "the e-mail's text is copied", "Y copies address and subject", about=self.client)

    def copy_heading(self) -> None:
        """Address and subject to the clipboard."""
        if self.letter is not None:
            self.app.copy_to_clipboard(f"{self.letter.to}\n{self.letter.subject}".strip())
            say(self.desk_app, "address and subject are copied", about=self.client)
