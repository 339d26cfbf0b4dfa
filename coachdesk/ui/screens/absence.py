"""The page of an absence: what it touches and what becomes of each; its texts, and where the auto-reply is on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from coachdesk.domain.absences import COVER, FOR_SESSIONS, FOR_TASKS
from coachdesk.domain.views.absences import AbsenceView, SwitchedOn, Touched
from coachdesk.ui.say import say
from coachdesk.ui.screens import task_acts
from coachdesk.ui.screens.absence_cover import say_unnamed
from coachdesk.ui.screens.absence_form import edit_absence
from coachdesk.ui.screens.absence_texts import save_text
from coachdesk.ui.screens.message_acts import acknowledge
from coachdesk.ui.screens.people import Clock, clock_of
from coachdesk.ui.screens.tabs import TabbedScreen, base_of
from coachdesk.ui.screens.task_words import when
from coachdesk.ui.text import caution, good, joined, keyed, quiet, shown, shown_lines, strong
from coachdesk.ui.widgets.columns import Column, Row, note
from coachdesk.ui.widgets.dialogs import choose

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

_LABEL = 12
CHANNELS = {"email": "E-mail", "phone": "Phone", "messaging": "Messaging"}
WORDS = {
    "keep": "keep it: I do it all the same",
    "move": "move it: its page opens",
    "renegotiate": "renegotiate it: another deadline is asked for now",
    "cover": "{cover} does it",
}
_INSTEAD = {"reply": "acknowledge it: say when they hear more", "own": "move it to another day"}
"""What renegotiating is called of what nobody else agrees to."""
SHORT = {"keep": "keep", "move": "move", "renegotiate": "renegotiate", "cover": "covered"}


@dataclass(frozen=True, slots=True)
class Known:
    """All that the page shows. `sheet` is empty where nobody stands in."""

    absence: AbsenceView
    clock: Clock
    sheet: tuple[str, ...]


class AbsenceScreen(TabbedScreen):
    """One absence."""

    tab = "today"
    parts = (
        ("absence", "what it touches"),
        ("absence_texts", "texts and auto-replies"),
        ("absence_told", "who was told"),
    )
    columns = {  # noqa: RUF012  (never changed)
        "absence": (
            Column(width=1),
            Column("What becomes of it", width=18),
            Column("When", most=18),
            Column("Who", most=18),
            Column("What", flex=True, most=200),
        ),
        "absence_texts": (Column(width=_LABEL), Column(flex=True, most=400)),
        "absence_told": (Column(width=1), Column(most=40), Column(flex=True, most=60)),
    }

    def __init__(self, absence_id: str) -> None:
        super().__init__()
        self.absence_id = absence_id

    async def load(self) -> Known | None:
        """The absence; None once adding it was undone."""
        known: Known | None = await self.ask(_read, self.absence_id)
        return known

    def paint(self, view: Known | None) -> None:
        """The first line says when, and what is still to be decided."""
        if view is None:
            if self.app.screen is self:
                self.app.pop_screen()
                say(self.desk_app, "this absence is no longer here: adding it was undone")
            return
        one = view.absence
        touched = len(one.touched)
        left = caution(f"! {one.undecided} of {touched} not decided") if one.undecided else Content.empty()
        if touched and not one.undecided:
            left = good(f"✓ all {touched} decided" if touched > 1 else "✓ decided")
        self.answer(strong("Away"), joined(one.words, one.state, left, by=" · "))
        super().paint(view)

    def head(self, view: Known) -> Content:
        """Who stands in, and what is to be done next."""
        one = view.absence
        cover = joined(self.name_of(one.cover.title), " stands in") if one.cover else quiet("nobody stands in")
        on = [CHANNELS[each.channel].lower() for each in one.channels if each.on and not each.off]
        replies = shown(f"auto-reply on: {', '.join(on)}") if on else quiet("no auto-reply is on")
        if one.state == "over" and on:
            replies = caution(f"! still on: {', '.join(on)}")
        untold = caution(f"! {one.untold} of {len(one.told)} not told") if one.untold and one.state != "over" else ""
        return joined(cover, replies, untold, self.words_of(one.why), by=" · ")

    def rows(self, view: Known) -> Iterable[Row]:
        """The rows of the part in sight."""
        if self.place == "absence_told":
            return self._told(view)
        return self._touched(view) if self.place == "absence" else self._texts(view)

    def _told(self, view: Known) -> Iterator[Row]:
        """Each client with the day on which they were told; who was not told yet first."""
        if not view.absence.told:
            yield note()
            yield note(quiet("  You coach nobody now, so there is nobody to tell."))
        for one in view.absence.told:
            said = quiet(f"told on {view.clock.day(one.on)}") if one.on else caution("not told yet")
            yield Row(f"told:{one.client_id}", (good("✓") if one.on else "", self.name_of(one.client), said))

    def _touched(self, view: Known) -> Iterator[Row]:
        if not view.absence.touched:
            yield note()
            yield note(quiet("  No session and no promise falls into it."))
        for one in view.absence.touched:
            decided = shown(SHORT[one.decision]) if one.decision else caution("not decided")
            who = self.name_of(one.to.title) if one.to else quiet("own")
            what = self.words_of(one.what) if one.kind != "session" else shown(one.what)
            kind = quiet(one.kind) if one.kind != "session" else Content.empty()
            mark = good("✓") if one.decision else caution("?")
            yield Row(one.id, (mark, decided, when(one.at, view.clock), who, joined(what, kind, by=" · ")))

    def _texts(self, view: Known) -> Iterator[Row]:
        one = view.absence
        for channel in one.channels:
            yield Row(f"channel:{channel.channel}", (CHANNELS[channel.channel], self._switch(channel, view)))
        yield note()
        for row_id, label, text in texts_of(view):
            words = self.words_of(text) if self.desk_app.private else shown_lines(text)
            yield from self.spread(row_id, quiet(label), words, _LABEL)
            yield note()

    def _switch(self, channel: SwitchedOn, view: Known) -> Content:
        clock = view.clock
        if channel.on is None:
            return joined(quiet("off"), quiet("   "), keyed("space"), quiet(" once you switched it on"))
        if channel.off is None:
            off = joined("   ", keyed("space"), quiet(" once it is off")) if view.absence.state == "over" else ""
            return joined(good("✓ on"), quiet(f" since {when(channel.on, clock)}"), off)
        return quiet(f"was on from {when(channel.on, clock)} to {when(channel.off, clock)}")

    # the keys

    def _here(self) -> Touched | None:
        current = base_of(self.lines.current)
        touched = self.view.absence.touched if self.view is not None else ()
        return next((one for one in touched if one.id == current), None)

    def facts(self) -> frozenset[str]:
        """How it stands, and whether the cursor is on an auto-reply."""
        if self.view is None:
            return frozenset()
        channel = {"channel"} if self.lines.current.startswith("channel:") else set()
        untold = {"untold"} if self.view.absence.untold else set()
        return frozenset({self.view.absence.state} | channel | untold)

    async def open_line(self) -> None:
        """What becomes of it, or of all that are marked."""
        chosen = self._chosen()
        if not chosen or self.view is None:
            return
        cover = self.view.absence.cover
        fits = [each for each in FOR_SESSIONS if all(_takes(one, each) for one in chosen)]
        fits += [each for each in FOR_TASKS if each not in fits and all(_takes(one, each) for one in chosen)]
        choices = [
            (each, _called(each, chosen).format(cover=self.name_of(cover.title) if cover else ""))
            for each in fits
            if each != COVER or cover is not None
        ]
        what = joined("“", self.words_of(chosen[0].what), "”") if len(chosen) == 1 else shown(f"{len(chosen)} of them")
        decision = await choose(self.desk_app, joined("What becomes of ", what, "?"), choices)
        if decision is None:
            return
        ids = [one.id for one in chosen]
        decided: AbsenceView = await self.do("absences.decide", self.absence_id, ids, decision)
        if decision == COVER:
            await say_unnamed(self.desk_app, decided, ids)
        self.lines.clear_marks()
        if len(chosen) == 1:
            await self._go_on(chosen[0], decision)

    async def _go_on(self, one: Touched, decision: str) -> None:
        """What was decided is begun at once; the rest is on the list."""
        if decision == "renegotiate":
            app = self.desk_app
            is_reply = one.kind == "reply"
            done = await (acknowledge(app, one.message_id) if is_reply else task_acts.renegotiate(app, one.id))
            if done is None:  # nothing was asked: nothing is decided
                await self.do("absences.decide", self.absence_id, [one.id], one.decision)
        elif decision == "move":
            self.desk_app.open_record("session", one.id)
        else:
            self.lines.move("down")

    def _chosen(self) -> list[Touched]:
        marked = set(self.lines.selected)
        touched = self.view.absence.touched if self.view is not None else ()
        here = self._here()
        return [one for one in touched if one.id in marked] or ([here] if here is not None else [])

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        if self.place == "absence":
            self.action_command("absence.open")

    async def renegotiate(self) -> None:
        """The promise under the cursor, else one that is picked."""
        here = self._here()
        if here is not None and here.kind == "promise":
            await task_acts.renegotiate(self.desk_app, here.id)
        else:
            await self.desk_app.renegotiate()

    async def switch(self) -> None:
        """The auto-reply under the cursor was switched on, or off again."""
        channel = self.lines.current.partition(":")[2]
        if self.view is None or not channel:
            return
        known = next(one for one in self.view.absence.channels if one.channel == channel)
        on = known.on is None or known.off is not None
        await self.do("absences.switch", self.absence_id, channel, on)
        say(self.desk_app, f"{CHANNELS[channel].lower()}: the auto-reply is {'on' if on else 'off'}", "u undoes")

    async def tell_one(self) -> None:
        """The client under the cursor was told today, or was not after all; of those that are marked, all were."""
        told = self.view.absence.told if self.view is not None else ()
        chosen = set(self.lines.selected) or {self.lines.current}
        found = [one for one in told if f"told:{one.client_id}" in chosen]
        takes_back = len(found) == 1 and found[0].on is not None
        await self._tell([one.client_id for one in found if one.on is None or takes_back], takes_back)

    async def tell_all(self) -> None:
        """Everybody who was not told yet was told today."""
        told = self.view.absence.told if self.view is not None else ()
        await self._tell([one.client_id for one in told if one.on is None], False)

    async def _tell(self, client_ids: list[str], takes_back: bool) -> None:
        if client_ids and self.view is not None:
            day = None if takes_back else self.view.clock.today
            await self.do("absences.tell", self.absence_id, client_ids, day)
            self.lines.clear_marks()
            count = "1 client" if len(client_ids) == 1 else f"{len(client_ids)} clients"
            say(self.desk_app, f"{count}: {'not told after all' if takes_back else 'told today'}", "u undoes")

    async def come_back(self) -> None:
        """The absence ends now."""
        ended: AbsenceView = await self.do("absences.back", self.absence_id)
        on = [one for one in ended.channels if one.on and not one.off]
        say(self.desk_app, "welcome back", "switch the auto-replies off" if on else "u undoes")
        if on:
            self.turn_to("absence_texts")

    async def edit_absence(self) -> None:
        """Other dates, another stand-in."""
        before = self.view.absence.cover if self.view is not None else None
        changed = await edit_absence(self.desk_app, self.absence_id)
        if changed is not None:
            say(self.desk_app, "changed", "u undoes")
            if changed.cover is not None and (before is None or before.id != changed.cover.id):
                await say_unnamed(self.desk_app, changed)

    def copy_text(self) -> None:
        """The text under the cursor; the auto-reply where it is on none."""
        if self.view is None:
            return
        here, found = base_of(self.lines.current), texts_of(self.view)
        _, label, text = next((one for one in found if one[0] == here), found[0])
        if here == "sheet":
            say(self.desk_app, "the sheet names clients: X hands it over, and the register keeps that")
            return
        self.app.copy_to_clipboard(text)
        say(self.desk_app, f"{label.lower()}: copied")

    async def save_text(self) -> None:
        """A text to a file; the sheet is handed over."""
        if self.view is not None:
            here, found = base_of(self.lines.current), texts_of(self.view)
            await save_text(self.desk_app, self.view.absence, next((one for one in found if one[0] == here), found[0]))


def texts_of(view: Known) -> list[tuple[str, str, str]]:
    """The texts of an absence: an id, a label, the words."""
    found = [
        ("auto-reply", "Auto-reply", view.absence.auto_reply),
        ("voicemail", "Voicemail", view.absence.voicemail),
    ]
    return [*found, ("sheet", "Sheet", "\n".join(view.sheet))] if view.sheet else found


def _called(decision: str, chosen: Sequence[Touched]) -> str:
    """What a decision is called for those that are chosen."""
    kinds = {one.kind for one in chosen}
    instead = _INSTEAD.get(kinds.pop(), "") if len(kinds) == 1 and decision == "renegotiate" else ""
    return instead or WORDS[decision]


def _takes(one: Touched, decision: str) -> bool:
    return decision in (FOR_SESSIONS if one.kind == "session" else FOR_TASKS)


# in the desk thread


def _read(desk: Desk, absence_id: str) -> Known | None:
    from coachdesk.domain.errors import CoachdeskError
    from coachdesk.services import absence_sheet, absences

    try:
        absence = absences.view(desk, absence_id)
    except CoachdeskError as error:
        if error.code != "ref.unknown":
            raise
        return None
    sheet = absence_sheet.sheet(desk, absence_id) if absence.cover is not None else ()
    return Known(absence, clock_of(desk), sheet)
