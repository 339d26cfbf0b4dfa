"""The app: it holds the desk thread, the seven screens, and the one place where failures become a line.

It knows no noun. Screens are modes of Textual (each keeps its pages and its cursor), found by name in
`screens/table.py`; what a person can do is in the registry of commands.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.notifications import Notification
from textual.screen import Screen

from coachdesk.domain.errors import CoachdeskError
from coachdesk.ui import behind, entering, start, theme
from coachdesk.ui.bridge import DeskThread, Verb
from coachdesk.ui.commands.shell import TABS
from coachdesk.ui.door import Door
from coachdesk.ui.idle import SIGNS, Idle, in_session
from coachdesk.ui.no_key import NoKeyIsSilent
from coachdesk.ui.pictures import OnePicture
from coachdesk.ui.say import say
from coachdesk.ui.screens.table import record_screen, tab_screen
from coachdesk.ui.typeahead import KeysInOrder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.events import Event

    from coachdesk.ui.widgets.form import Form

LOOK_SECONDS = 1.0
"""How often another process's changes are looked for, and whether anybody is still there."""


class CoachdeskApp(OnePicture, NoKeyIsSilent, KeysInOrder):
    """Coachdesk's screens over one desk.

    desk_open   whether the desk is open
    serial      goes up with every change of the desk; a screen painted at a lower one is out of date
    private     privacy mode
    commands    commands under way
    busy        jobs under way that do not wait for a person (the story driver waits for none)
    export_folder  where a file was last written, offered for the next one
    idle        how long nobody has touched the desk
    answers     answers for dialogs, for tests: taken instead of asking (see `widgets/dialogs.py`)
    """

    TITLE = "Coachdesk"
    ENABLE_COMMAND_PALETTE = False  # the palette is ours; Textual's also offers to save a screenshot of the desk
    DEFAULT_MODE = "today"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        place: partial(tab_screen, place) for _, place, _, _ in TABS
    }
    CSS = """
    Toast { width: auto; max-width: 76; min-width: 20; padding: 0 1; background: $raised; color: $ink; margin-top: 0; }
    ToastRack { margin-bottom: 1; }
    """

    def __init__(self, door: Door, *, locked: bool = False) -> None:
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        for one in theme.THEMES:
            self.register_theme(one)
        self.theme = theme.of_setting(theme.SYSTEM)
        self.door, self.locked = door, locked
        self.bridge = DeskThread()
        self.idle = Idle()
        self._theme_set = theme.SYSTEM
        self.desk_open = self._warmed = False
        self.private = False
        self.serial = 0
        self.waiting = 0
        self.asking_keyring = False
        self.answers: list[Any] = []
        self.export_folder: Path | None = None
        self.commands = 0
        self._jobs = 0
        self._turned = asyncio.Event()
        self.fault = ""

    # starting

    def on_mount(self) -> None:
        """The frame of Today is composed by now; what stands at the door decides what comes over it."""
        self.set_interval(LOOK_SECONDS, self._look)
        self.set_timer(start.LONGEST, start.collect_again)
        with self.guarded():
            entering.begin(self)

    async def opened(self) -> None:
        """The desk is open: show it."""
        self.desk_open, self.asking_keyring = True, False
        self.idle.touch()
        self.changed()
        await self.follow_settings()

    def painted(self) -> None:
        """A screen shows what is in the desk: from the first on, the rest is imported behind it. No sooner, since two
        threads take turns in Python, and the picture would wait."""
        if not self._warmed:
            self._warmed = True
            self.beside(self._warm())

    async def _warm(self) -> None:
        await self.bridge.warm((), behind.READ_FIRST)
        await self.bridge.warm(behind.MODULES, behind.READ_AHEAD)
        start.collect_again()
        await entering.offer_to_go_on(self)

    # the desk

    async def do(self, verb: Verb, *args: Any, **named: Any) -> Any:
        """A writing verb; afterwards the screen is read anew."""
        answer = await self.bridge.ask(verb, *args, **named)
        self.changed()
        return answer

    def changed(self) -> None:
        """The desk changed: screens painted before are out of date, the one in sight is read anew now."""
        self.serial += 1
        reload = getattr(self.screen, "reload", None)
        if reload is not None:
            reload()

    async def follow_settings(self) -> None:
        """Take over what the settings say of the shell itself; a theme that was chosen with a key stays until the
        setting changes."""
        chosen, self.idle.after = await self.bridge.ask(entering.shell_settings)
        if chosen != self._theme_set:
            self._theme_set, self.theme = chosen, theme.of_setting(chosen)

    async def _look(self) -> None:
        if self.desk_open and not self.busy:
            if self.idle.has_paused:
                start.collect_old()
                behind.make_next_screen(self)
            self.look_for_idleness()
            self.beside(self.look_for_changes())

    async def look_for_changes(self) -> None:
        """Read anew if another process changed the desk; its keys may have been changed too."""
        if await self.bridge.changed_elsewhere():
            await self.bridge.ask("desk.check_keys")
            if await self.bridge.acted_elsewhere():
                self.changed()
                await self.follow_settings()

    def look_for_idleness(self) -> None:
        """Lock if nobody has touched the desk for as long as the setting says."""
        if self.desk_open and self.idle.is_over:
            from coachdesk.ui import leaving

            self.idle.touch()
            self.beside(leaving.lock_when_idle(self))

    async def on_event(self, event: Event) -> None:
        """A key or a click shows that somebody is there; who comes back is told what happened meanwhile."""
        if isinstance(event, SIGNS):
            self.idle.touch()
            if self.idle.unsaid:
                said, self.idle.unsaid = self.idle.unsaid, ""
                say(self, said, "F9 shows the words")
        await super().on_event(event)

    # running things, and what happens when they fail

    @property
    def busy(self) -> bool:
        """Whether something is under way that does not wait for a person."""
        return self._jobs > self.waiting

    def holds_keys(self) -> bool:
        """Keys wait while a command is at work, unless it waits for the person itself; and while the screen is being
        read, since what they mean depends on what will be there."""
        return self.commands > self.waiting or getattr(self.screen, "is_being_read", False)

    def _turn(self) -> None:
        """Something ended, or waits for the person now: keys that were held may go on."""
        self._turned.set()
        self.call_later(self.release_keys)

    async def until_idle(self) -> None:
        """Wait until nothing is under way but what waits for a person."""
        while self.busy:
            self._turned.clear()
            await self._turned.wait()

    @property
    def toasts(self) -> list[Notification]:
        """What is told in passing right now."""
        return list(self._notifications)

    def forget_toasts(self, start: str) -> None:
        """Take away what was told in passing and begins so."""
        for one in self.toasts:
            if one.message.startswith(start):
                self._unnotify(one)

    def beside(self, job: Awaitable[Any]) -> None:
        """Run something beside the screen; what it raises is shown as one line."""
        self._jobs += 1
        self.run_worker(self._guarded_job(job), exit_on_error=False)

    async def _guarded_job(self, job: Awaitable[Any]) -> None:
        try:
            with self.guarded():
                await job
        finally:
            self._jobs -= 1
            self._turn()

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """The one handler: a failure that a person can act on is said in its own words, anything else in one line."""
        try:
            yield
        except CoachdeskError as error:
            if error.code == entering.KEYS_CHANGED and self.desk_open:
                entering.shut_out(self, error)
            else:
                say(self, error.line, tone="error")
        except Exception as error:
            say(self, self._note(error), tone="error")

    def _note(self, error: BaseException) -> str:
        from coachdesk.ui import crash

        return crash.line_of(error, crash.keep(error, self.door.folder))

    @contextmanager
    def waiting_for_person(self) -> Iterator[None]:
        """Around a job's question to the person: meanwhile the app counts as idle."""
        self.waiting += 1
        self._turn()
        try:
            yield
        finally:
            self.waiting -= 1

    def _fatal_error(self) -> None:
        """Textual would print a traceback with local variables, names and keys among them: one line instead."""
        error = self._exception
        if error is not None:
            self.fault = self._note(error)
        self._close_messages_no_wait()

    # what commands of every screen do

    def go(self, place: str) -> None:
        """Show one of the seven screens; the one in sight goes back to its first page."""
        if place == self.current_mode:
            while len(self.screen_stack) > 1:
                self.pop_screen()
        else:
            self.switch_mode(place)

    def back(self) -> None:
        """One step back; on the first page of a screen there is none."""
        if self.asking_keyring:
            entering.ask_for_passphrase(self, "the keyring is still being asked; this opens the desk as well")
        elif len(self.screen_stack) > 1:
            self.pop_screen()

    def open_record(self, kind: str, record_id: str, then: str = "", *, errand: bool = False) -> None:
        """Show the page of a record, and do `then` there, a command; `esc` comes back, and so does an `errand`."""
        page = record_screen(kind, record_id)
        if page is None:
            say(self, f"there is no page for {kind} yet")
            return
        page.then, page.errand = then, then if errand else ""
        self.push_screen(page)

    def open_search(self) -> None:
        """Search everything."""
        from coachdesk.ui.screens.search import SearchScreen

        self.push_screen(SearchScreen())

    async def verify_paper(self) -> None:
        """Whether a file, or a printed fingerprint, is what was agreed."""
        from coachdesk.ui.screens.verifying import verify

        await verify(self)

    async def catch_task(self) -> None:
        """Catch a task in one line, over the screen in sight."""
        from coachdesk.ui import one_list

        await one_list.catch_task(self)

    async def log_message(self) -> None:
        """Log a message that waits for an answer."""
        from coachdesk.ui import one_list

        await one_list.log_message(self)

    async def renegotiate(self) -> None:
        """Another deadline for a promise that is picked."""
        from coachdesk.ui import one_list

        await one_list.renegotiate(self)

    async def acknowledge(self) -> None:
        """Say to whoever waits when they hear more."""
        from coachdesk.ui import one_list

        await one_list.acknowledge(self)

    def open_help(self) -> None:
        """The keys of the screen in sight."""
        from coachdesk.ui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.screen))

    def open_page(self, kind: str) -> None:
        """A page of no record (the settings, the day review, absences) over the screen in sight; never twice."""
        if getattr(self.screen, "place", "").partition("_")[0] != kind:
            self.open_record(kind, "")

    async def open_palette(self) -> None:
        """Every command by its name."""
        from coachdesk.ui.screens.palette import choose_command

        await choose_command(self)

    async def undo(self) -> None:
        """Take back the latest change."""
        undone = await self.do("undo.undo")
        await self.follow_settings()
        say(self, f"undone: {undone.what}", "" if self.private else undone.about)

    async def lock_desk(self) -> None:
        """Lock the desk."""
        from coachdesk.ui import leaving

        await leaving.lock(self)

    async def leave(self) -> None:
        """Quit, keeping what is half-typed."""
        from coachdesk.ui import leaving

        await leaving.leave(self)

    async def action_quit(self) -> None:
        """ctrl+q is the same as `q`, from everywhere but a session that runs."""
        if not in_session(self):
            self.beside(self.leave())

    def action_help_quit(self) -> None:
        """ctrl+c copies; whoever meant to quit is told how."""
        say(self, "ctrl+c does not quit", "q does, or ctrl+q while typing")

    async def fill_in(self, form: Form) -> Any:
        """Show a form and wait for it: what its `save` gave, or None where it was left. What was half-typed is back."""
        from coachdesk.ui.widgets.form import FormScreen

        kept = await self.bridge.ask("unsaved.kept", form.name, form.about) if form.name else {}
        with self.waiting_for_person():
            answer = await self.push_screen_wait(FormScreen(form, kept))
        if answer is not None:
            self.changed()
        return answer

    def toggle_private(self) -> None:
        """Hide words and show initials, or show all again."""
        self.set_private(not self.private)
        hidden = "privacy mode: names are initials, words are hidden"
        say(self, hidden if self.private else "names and words are shown", "F9")

    def set_private(self, private: bool) -> None:
        """Privacy mode on or off, without a word."""
        self.private = private
        if private:
            self.clear_notifications()  # they may name somebody
        self.serial += 1
        for screen in self.screen_stack:
            screen.refresh(layout=True, recompose=False)
            for bar in screen.query("TopBar, KeyBar"):
                bar.refresh()
        self.changed()

    def toggle_theme(self) -> None:
        """Light or dark."""
        self.theme = theme.LIGHT if self.theme == theme.DARK else theme.DARK
