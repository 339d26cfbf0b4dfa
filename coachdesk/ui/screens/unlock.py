"""The lock: the passphrase, or the recovery key. A wrong one is said in one line, and nothing typed is lost."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from coachdesk.domain.errors import CoachdeskError
from coachdesk.ui import entering
from coachdesk.ui.commands.dispatch import Commanded
from coachdesk.ui.text import alarm, quiet, strong
from coachdesk.ui.widgets.fields import LineInput
from coachdesk.ui.widgets.key_bar import KeyBar
from coachdesk.ui.widgets.words import Words

_LABELS = {"passphrase": "passphrase", "recovery": "recovery key (7 groups of 5; instead of the passphrase)"}


class UnlockScreen(Commanded):
    """Opens the desk at the start and after a lock."""

    place = "unlock"
    kind = "gate"
    DEFAULT_CSS = """
    UnlockScreen { background: $ground; color: $ink; align: center middle; }
    UnlockScreen > #box { width: 60; max-width: 96%; height: auto; }
    UnlockScreen Words { height: auto; }
    UnlockScreen #label { margin-top: 1; }
    UnlockScreen #said { margin-top: 1; min-height: 2; }
    """

    def __init__(self, why: str, *, locked: bool) -> None:
        super().__init__()
        self._why, self._locked = why, locked
        self._way = "passphrase"

    def compose(self) -> ComposeResult:
        """What this is, the line to type in, what was said."""
        with Vertical(id="box"):
            yield Words(strong("This desk is locked." if self._locked else "Coachdesk"))
            yield Words(quiet(self._why))
            yield Words(_LABELS[self._way], id="label")
            yield LineInput("", password=True)
            yield Words("", id="said")
        yield KeyBar()

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(Input).focus()

    def on_input_changed(self) -> None:
        """What was said was about what was typed before."""
        self.query_one("#said", Words).show("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """`enter` in the line."""
        event.stop()
        self.action_command("unlock.open")

    def other_way(self) -> None:
        """The recovery key instead of the passphrase, or back. A recovery key is read off paper, so it is shown."""
        self._way = "recovery" if self._way == "passphrase" else "passphrase"
        line = self.query_one(Input)
        line.value = ""
        line.password = self._way == "passphrase"
        self.query_one("#label", Words).show(_LABELS[self._way])
        self.query_one("#said", Words).show("")

    async def unlock(self) -> None:
        """Try what was typed. Deriving the key takes half a second, so the line says that it is under way."""
        line, said = self.query_one(Input), self.query_one("#said", Words)
        typed, door = line.value, self.desk_app.door
        if not typed.strip():
            said.show(alarm(f"! type the {'passphrase' if self._way == 'passphrase' else 'recovery key'}"))
            return
        said.show(quiet("opening …"))
        opener = door.by_passphrase if self._way == "passphrase" else door.by_recovery_key
        try:
            await self.desk_app.bridge.open(lambda: opener(typed))
        except CoachdeskError as error:
            said.show(alarm(f"! {error.line}"))
            line.focus()
            return
        await entering.arrived(self.desk_app)

    async def give_up(self) -> None:
        """Quit."""
        await self.desk_app.leave()
