"""Focus: a nearly empty screen for the hour itself. Single keys drop silent moments; nothing pops up, nothing asks for
words, and no key but its own does anything. All of it is in the desk at once, so that it goes on after a crash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.session_work import MOMENTS
from coachdesk.domain.times import city_of, clock_text, local, theirs
from coachdesk.domain.views.session_work import FocusView
from coachdesk.ui.commands import registry
from coachdesk.ui.commands.command import key_shown
from coachdesk.ui.commands.dispatch import Commanded
from coachdesk.ui.say import Tone, say
from coachdesk.ui.text import joined, keyed, name_for, quiet, shown, strong, words_for
from coachdesk.ui.widgets.dialogs import ask_text, choose
from coachdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

TICK = 5.0
"""Seconds after which it looks at the clock again; only minutes are shown."""
FIRST_MINUTES = timedelta(minutes=10)
"""So long after the start what it is about can still be settled with one key."""
LAST = (5, 10)
"""Minutes left at which it quietly says so."""
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Known:
    """The session that runs, the present instant (UTC), and the coach's zone."""

    view: FocusView
    now: datetime
    zone: str


class FocusScreen(Commanded):
    """One session while it runs. `stays_open` keeps the idle lock off: nobody types while a client speaks."""

    place = "focus"
    kind = "focus"
    stays_open = True

    DEFAULT_CSS = """
    FocusScreen { background: $ground; color: $ink; align: center middle; }
    FocusScreen > #middle { width: 100%; height: auto; padding: 0 4; }
    FocusScreen > #middle > Words { text-align: center; }
    FocusScreen #about { margin: 1 0 2 0; }
    FocusScreen #last { margin-top: 1; height: 1; }
    FocusScreen > #keys { dock: bottom; height: 3; text-align: center; padding: 0 1 1 1; }
    FocusScreen > #heard { dock: top; height: 1; text-align: center; margin-top: 1; }
    """

    def __init__(self, session_id: str) -> None:
        super().__init__()
        self.session_id = session_id
        self.known: Known | None = None
        self._shows_where = False

    def compose(self) -> ComposeResult:
        """Who, what for, the time; the keys at the foot."""
        yield Words(id="heard")
        with Vertical(id="middle"):
            yield Words(id="who")
            yield Words(lines=True, id="about")
            yield Words(lines=True, id="time")
            yield Words(id="last")
        yield Words(lines=True, id="keys")

    def on_mount(self) -> None:
        """What was said in passing before is gone; the clock is looked at."""
        self.app.clear_notifications()
        self.set_interval(TICK, self._look)

    def on_screen_resume(self) -> None:  # type: ignore[override]  # Textual gives the event to who takes one
        """In sight: read what runs."""
        self.reload()  # Textual calls what `Commanded` does at this itself

    def hear(self, text: str, tone: Tone) -> None:
        """Nothing pops up over a session: what failed is one quiet line, all else is not said."""
        if tone == "error":
            self.query_one("#heard", Words).show(quiet(f"✗ {text}"))

    # reading and painting

    def _look(self) -> None:
        if self.app.screen is self:
            self.reload()

    def reload(self) -> None:
        """Read anew what runs, and the clock."""
        if self.is_mounted and self.desk_app.desk_open:
            self.desk_app.beside(self._reload())

    async def _reload(self) -> None:
        try:
            known: Known = await self.desk_app.bridge.ask(_read, self.session_id)
        except CoachdeskError as error:
            if error.code not in ("focus.not-running", "ref.unknown"):
                raise
            await self._over()
            return
        self._show(known)

    async def _over(self) -> None:
        """It was ended elsewhere, or planning it was undone: there is nothing to stay for."""
        if self.app.screen is self:
            await self.app.pop_screen()
            say(self.desk_app, "this session does not run any more")

    def _show(self, known: Known) -> None:
        if not self.is_mounted:
            return
        self.known = known
        view = known.view
        self.query_one("#who", Words).show(strong(name_for(self.desk_app.private, view.client)))
        about, time = self._whereabouts(view) if self._shows_where else (self._about(known), self._time(known))
        self.query_one("#about", Words).show(about)
        self.query_one("#time", Words).show(time)
        self.query_one("#last", Words).show("" if self._shows_where else self._last(known))
        self.query_one("#keys", Words).show(self._keys())

    def _words(self, value: object) -> Content:
        return words_for(self.desk_app.private, value)

    def _about(self, known: Known) -> Content:
        """The topic, and what they want of it; while it can be settled, the key for that."""
        view = known.view
        if view.topic:
            wants = joined(quiet("wants: "), self._words(view.result)) if view.result else Content.empty()
            return Content("\n").join([self._words(view.topic), *([wants] if wants else [])])
        if self._may_settle(known):
            return joined(keyed("T"), quiet("  what is it about? five words"))
        return Content.empty()

    def _time(self, known: Known) -> Content:
        """`14 min · 31 min left          07:44 in Santiago`, and under it that the last minutes have begun."""
        view, now = known.view, known.now
        gone = max(0, (now - view.started) // _MINUTE)
        left = ceil((view.ends - now) / _MINUTE)
        rest = f"{left} min left" if left > 0 else f"{-left} min over" if left < 0 else "time is up"
        line = joined(quiet(f"{gone} min gone"), shown(rest), by="  ·  ")
        if view.zone:
            city = "" if self.desk_app.private else f" in {city_of(view.zone)}"
            there = theirs(now, known.zone, view.zone)
            line = joined(line, quiet(f"{there}{city}"), by=" " * 10)
        last = next((minutes for minutes in LAST if 0 < left <= minutes), 0)
        said = quiet(f"the last {last} minutes") if last else Content.empty()
        return Content("\n").join([line, Content.empty(), said])

    def _last(self, known: Known) -> Content:
        """How many moments there are, and the last of them: what `z` would take back."""
        moments = known.view.moments
        if not moments:
            return Content.empty()
        at = clock_text(local(moments[-1].at, known.zone))
        many = "1 moment" if len(moments) == 1 else f"{len(moments)} moments"
        return quiet(f"{many} · {at} {MOMENTS[moments[-1].kind]}")

    def _whereabouts(self, view: FocusView) -> tuple[Content, Content]:
        """Where the client is, and whom to call."""
        where = self._words(view.where) if view.where else quiet("where they are is not known")
        call = self._words(view.emergency) if view.emergency else quiet("no emergency contact is known")
        return where, joined(quiet("in an emergency: "), call)

    def _keys(self) -> Content:
        """The keys of the moments over those that lead elsewhere."""
        offered = [one for one in registry.commands_of(self.place, self.kind) if one.bar]
        moments = [one for one in offered if one.run in ("drop", "take_back")]
        others = [one for one in offered if one not in moments and one.why_not(self.context()) is None]
        rows = [
            joined(*(joined(keyed(key_shown(one.keys[0])), quiet(one.word), by=" ") for one in row), by="  ")
            for row in (moments, others)
        ]
        return Content("\n").join(rows)

    # the keys

    def _may_settle(self, known: Known) -> bool:
        return not known.view.topic and known.now - known.view.started <= FIRST_MINUTES

    def facts(self) -> frozenset[str]:
        """Whether what it is about can still be settled."""
        known = {"unsettled"} if self.known is not None and self._may_settle(self.known) else set()
        return frozenset(known)

    async def drop(self, kind: str) -> None:
        """A silent moment, now."""
        await self._act("mark", kind)

    async def take_back(self) -> None:
        """The last moment was none."""
        await self._act("take_back")

    async def _act(self, verb: str, *args: str) -> None:
        known: Known = await self.desk_app.bridge.ask(_do, self.session_id, verb, *args)
        self.desk_app.serial += 1  # what lies under this screen is out of date
        self.query_one("#heard", Words).show("")
        self._show(known)

    def show_where(self) -> None:
        """Where the client is and whom to call, or the session again."""
        self._shows_where = not self._shows_where
        if self.known is not None:
            self._show(self.known)

    async def settle(self) -> None:
        """What it is about, in the first minutes: one line."""
        question = "What is it about? A few words will do; after > what they want of it."
        said = await ask_text(self.desk_app, question, "topic > wanted result")
        if said and said.strip():
            topic, _, result = said.partition(">")
            self._show(await self.desk_app.bridge.ask(_settle, self.session_id, topic.strip(), result.strip()))
            self.desk_app.serial += 1

    async def leave_session(self) -> None:
        """Back from where the client is; else whether the session is over."""
        if self._shows_where:
            self.show_where()
            return
        choices = (
            ("end", "it is over: go on to the wrap-up"),
            ("stay", "go on with it"),
            ("leave", "leave the screen: it runs on, and f comes back to it"),
        )
        answer = await choose(self.desk_app, "The session", choices)
        if answer == "end":
            await self._end()
        elif answer == "leave":
            await self.app.pop_screen()

    async def _end(self) -> None:
        await self.desk_app.bridge.ask("focus.end", self.session_id)
        self.desk_app.serial += 1
        await self.app.pop_screen()
        self.desk_app.open_record("wrap_up", self.session_id)


# in the desk thread


def _read(desk: Desk, session_id: str) -> Known:
    from coachdesk.services import focus

    return Known(focus.view(desk, session_id), desk.clock(), desk.settings().zone)


def _do(desk: Desk, session_id: str, verb: str, *args: str) -> Known:
    from coachdesk.services import focus

    getattr(focus, verb)(desk, session_id, *args)
    return _read(desk, session_id)


def _settle(desk: Desk, session_id: str, topic: str, result: str) -> Known:
    from coachdesk.domain.inputs.session_work import SessionAgreementInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import session_work

    session_work.agree(desk, session_id, validated(SessionAgreementInput, {"topic": topic, "result": result}))
    return _read(desk, session_id)
