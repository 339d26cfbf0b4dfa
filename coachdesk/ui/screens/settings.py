"""Settings: every one by group with its value, and the ways to open this desk. Made from `domain/settings`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.content import Content

from coachdesk.domain.settings import BY_KEY, GROUPS, SETTINGS, Settings
from coachdesk.domain.times import from_stamp
from coachdesk.domain.views.desk import SlotView
from coachdesk.ui.say import say
from coachdesk.ui.screens import slot_forms
from coachdesk.ui.screens.people import Clock, clock_of
from coachdesk.ui.screens.setting_form import change_setting
from coachdesk.ui.screens.tabs import TabbedScreen
from coachdesk.ui.text import joined, quiet, shown, strong
from coachdesk.ui.widgets.columns import Column, Row, heading, note
from coachdesk.ui.widgets.footnote import Footnote

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

WAYS = {
    "keyring": ("This computer's keyring", "opens the desk without asking while you are logged in"),
    "passphrase": ("Passphrase", "opens the desk, and unlocks it"),
    "recovery": ("Recovery key on paper", "opens the desk when all else is lost"),
}
NO_WAY = {
    "keyring": "c adds it, so that the desk opens without asking",
    "passphrase": "p sets one; without it the desk cannot be locked",
    "recovery": "w makes one; without it, whoever loses the other ways loses the desk",
}


@dataclass(frozen=True, slots=True)
class Known:
    """All that the screen shows."""

    settings: Settings
    slots: tuple[SlotView, ...]
    clock: Clock
    demo: bool


class SettingsScreen(TabbedScreen):
    """Over whichever screen was in sight; belongs to none of the seven."""

    tab = ""
    parts = (("settings", "settings"), ("settings_slots", "ways to open this desk"))
    columns = {  # noqa: RUF012  (never changed)
        "settings": (Column(most=30), Column(flex=True, most=400)),
        "settings_slots": (Column(width=23), Column(width=12), Column(flex=True, most=400)),
    }

    def __init__(self, part: str = "") -> None:
        super().__init__()
        self._part = part

    def body(self) -> ComposeResult:
        """The tabs, the list, and what the line under the cursor is about."""
        yield from super().body()
        yield Footnote()

    async def load(self) -> Known:
        """Settings and slots."""
        known: Known = await self.ask(_read)
        return known

    def paint(self, view: Known) -> None:
        """The first line says how many ways open the desk."""
        count = len(view.slots)
        self.answer("Settings", f"{count} way{'' if count == 1 else 's'} to open this desk")
        super().paint(view)
        self._paint_note()

    def rows(self, view: Known) -> Iterator[Row]:
        """The rows of the part in sight."""
        return _settings(view.settings) if self.place == "settings" else _slots(view)

    def paint_part(self) -> None:
        """The part in sight, and its note."""
        super().paint_part()
        self._paint_note()

    def on_line_list_moved(self) -> None:
        """Another line is about something else."""
        super().on_line_list_moved()
        self._paint_note()

    def _paint_note(self) -> None:
        for one in self.query(Footnote):
            one.show(self._note())

    def _note(self) -> Content:
        here = self.lines.current
        if self.view is None or not here:
            return Content.empty()
        if self.place == "settings":
            setting = BY_KEY[here]
            said = joined(strong(setting.title), quiet(f"  {setting.help}"))
            return Content("\n").join([said, shown(self.view.settings.shown(here))])
        slot = self._slot()
        return shown(WAYS[slot.kind][1]) if slot else Content.empty()

    def facts(self) -> frozenset[str]:
        """The ways there are, and whether this is the demo."""
        if self.view is None:
            return frozenset()
        found = {slot.kind for slot in self.view.slots}
        found |= {"one way"} if len(self.view.slots) == 1 else set()
        return frozenset(found | ({"demo"} if self.view.demo else set()))

    # commands

    def _slot(self) -> SlotView | None:
        here = self.lines.current
        return next((one for one in self.view.slots if one.id == here), None) if self.view else None

    def open_line(self) -> Any:
        """Change what the line under the cursor is about."""
        if self.place == "settings":
            return self._change(self.lines.current)
        slot = self._slot()
        if slot is None:
            return None
        if slot.kind == "keyring":
            say(self.desk_app, "there is nothing to change about the keyring", "D removes it")
            return None
        return self.set_passphrase() if slot.kind == "passphrase" else self.new_recovery()

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.action_command("settings.open" if self.place == "settings" else "slots.open")

    async def _change(self, key: str) -> None:
        if self.view is not None and await change_setting(self.desk_app, self.view.clock, self.view.settings, key):
            await self.desk_app.follow_settings()
            say(self.desk_app, f"{BY_KEY[key].title}: saved", "u undoes")

    async def set_passphrase(self) -> None:
        """A passphrase, or another one."""
        if await slot_forms.set_passphrase(self.desk_app, new="passphrase" not in self.facts()):
            say(self.desk_app, "the passphrase is set", "ctrl+l locks the desk")

    async def new_recovery(self) -> None:
        """A new recovery key, written down before it counts."""
        if await slot_forms.new_recovery(self.desk_app):
            say(self.desk_app, "the new recovery key opens this desk; the old sheet opens nothing any more")
        else:
            say(self.desk_app, "no new recovery key: the old one still opens this desk")

    async def add_keyring(self) -> None:
        """This computer's keyring."""
        say(self.desk_app, "asking the keyring …")
        await self.do("slots.add_keyring")
        say(self.desk_app, "the keyring opens this desk from now on")

    async def remove_slot(self) -> None:
        """Take the way under the cursor away."""
        slot = self._slot()
        if slot is not None and self.view is not None:
            others = {WAYS[one.kind][0] for one in self.view.slots if one.id != slot.id}
            if await slot_forms.may_remove(self.desk_app, WAYS[slot.kind][0], sorted(others)):
                await self.do("slots.remove", slot.id)
                say(self.desk_app, f"{WAYS[slot.kind][0]}: removed")


def _settings(settings: Settings) -> Iterator[Row]:
    for group in GROUPS:
        if group != GROUPS[0]:
            yield note()
        yield heading(f"  {group}")
        for one in SETTINGS:
            if one.group == group:
                value = settings.shown(one.key)
                chosen = settings.get(one.key) != one.default
                words = shown(value) if chosen else quiet(value)
                yield Row(one.key, (one.title, words if value else quiet("not set")))


def _slots(view: Known) -> Iterator[Row]:
    for slot in view.slots:
        title, what = WAYS[slot.kind]
        yield Row(slot.id, (title, quiet(f"since {view.clock.day(from_stamp(slot.made))}"), what))
    missing = [kind for kind in WAYS if all(slot.kind != kind for slot in view.slots)]
    if missing:
        yield note()
        yield heading("  Not set up")
    for kind in missing:
        words = "the demo touches no keyring" if view.demo and kind == "keyring" else NO_WAY[kind]
        yield note(joined("  ", WAYS[kind][0], quiet(f": {words}")))


def _read(desk: Desk) -> Known:
    from coachdesk.services import slots

    return Known(desk.settings(), tuple(slots.listed(desk)), clock_of(desk), desk.is_demo)
