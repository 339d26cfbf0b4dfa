"""What a client said they would do, and what is held for them: adding, answering, changing, on whatever screen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coachdesk.domain.days import day_text
from coachdesk.domain.views.session_work import ActionView, ShareView
from coachdesk.ui.say import say
from coachdesk.ui.screens.people import Echoes, clock_of
from coachdesk.ui.text import joined, words_for
from coachdesk.ui.widgets.dialogs import ask_text, ask_yes_no, choose
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

ASKING = (("yes", "ask first whether they want to hear it"), ("no", "may be told without asking"))
SHARE_FIELDS = (
    Field("text", "Words", "lines", hint="what you hold for them"),
    Field("ask_first", "Asking", "choice", choices=ASKING),
)
_BECAME = (
    ("done", "done"),
    ("partly", "done in part, and what got in the way"),
    ("not", "not done, and what got in the way"),
    ("open", "not known: it is open again"),
)
_SAID = {
    "asked": "asked, no answer yet",
    "agreed": "they want to hear it",
    "declined": "they do not want to hear it",
    "told": "told today",
}


# what they would do


async def tick(app: CoachdeskApp, action: ActionView) -> None:
    """Done, or open again."""
    await app.do("client_actions.answer", action.id, "open" if action.state == "done" else "done")


async def answer_action(app: CoachdeskApp, action: ActionView) -> None:
    """What became of it, and what got in the way where something did."""
    became = await choose(app, joined("“", words_for(app.private, action.text), "”"), _BECAME)
    if became is None:
        return
    obstacle = ""
    if became in ("partly", "not"):
        obstacle = await ask_text(app, "What got in the way?", "may stay empty", action.obstacle) or ""
    await app.do("client_actions.answer", action.id, became, obstacle)


def action_fields(app: CoachdeskApp, echoes: Echoes) -> tuple[Field, ...]:
    """What they will do, and by when if they said so."""
    return (
        Field("text", "They will", hint="in their words"),
        Field("due", "By", "date", hint="if they named a day", echo=echoes.day),
    )


async def add_action(app: CoachdeskApp, client_id: str, session_id: str = "") -> bool:
    """Something they said they would do; whether it was saved."""
    form = Form(
        title="What they will do",
        sentence="it is theirs: shown when you prepare, never on your list",
        fields=action_fields(app, Echoes(await app.bridge.ask(clock_of))),
        save=lambda values: app.bridge.ask(_add_action, client_id, values, session_id),
        name="action",
        about=client_id,
    )
    return await app.fill_in(form) is not None


async def edit_action(app: CoachdeskApp, client_id: str, action: ActionView) -> bool:
    """Other words or another day; whether anything was saved."""
    form = Form(
        title="What they will do",
        fields=action_fields(app, Echoes(await app.bridge.ask(clock_of))),
        values={"text": action.text, "due": action.due.isoformat() if action.due else ""},
        save=lambda values: app.bridge.ask(_edit_action, action.id, values),
        name=f"action {action.id}",
        about=client_id,
    )
    return await app.fill_in(form) is not None


# what is to share


async def answer_share(app: CoachdeskApp, share: ShareView) -> None:
    """They were asked, what they said, or that they were told."""
    told = ("asked", "agreed", "declined", "told")
    may_tell = not share.ask_first or share.answer == "agreed"
    choices = [(one, _SAID[one]) for one in told if one != "told" or may_tell]
    if may_tell:
        choices.reverse()
    said = await choose(app, joined("“", words_for(app.private, share.text.partition("\n")[0], 60), "”"), choices)
    if said == "told":
        await app.do("shares.tell", share.id)
    elif said is not None:
        await app.do("shares.answer", share.id, said)


async def add_share(app: CoachdeskApp, client_id: str, session_id: str = "") -> bool:
    """Something to share, held back for now; whether it was saved."""
    form = Form(
        title="To share with them",
        sentence="it stays yours until you say that they were told",
        fields=SHARE_FIELDS,
        values={"ask_first": "yes"},
        save=lambda values: app.bridge.ask(_add_share, client_id, values, session_id),
        name="share",
        about=client_id,
    )
    return await app.fill_in(form) is not None


async def edit_share(app: CoachdeskApp, client_id: str, share: ShareView) -> bool:
    """Other words for it, or whether they are to be asked; whether anything was saved."""
    form = Form(
        title="To share with them",
        fields=SHARE_FIELDS,
        values={"text": share.text, "ask_first": "yes" if share.ask_first else "no"},
        save=lambda values: app.bridge.ask(_edit_share, share.id, values),
        name=f"share {share.id}",
        about=client_id,
    )
    return await app.fill_in(form) is not None


async def remove(app: CoachdeskApp, service: str, record_id: str, words: str) -> None:
    """Take a note, an action or something to share away, once the person says so."""
    question = joined("Delete “", words_for(app.private, words.partition("\n")[0], 50), "”?")
    if await ask_yes_no(app, question, yes="deletes it; u brings it back", no="keeps it"):
        await app.do(f"{service}.remove", record_id)
        say(app, "deleted", "u brings it back")


def share_words(share: ShareView) -> str:
    """`ask first`, `asked 12 Nov, no answer yet`, `agreed 13 Nov`, `told 14 Nov`."""
    if share.told is not None:
        return f"told {_day(share.told)}"
    if share.answer == "asked":
        return f"asked {_day(share.answered)}, no answer yet"
    if share.answer:
        return f"{'they want to hear it' if share.answer == 'agreed' else 'declined'}, {_day(share.answered)}"
    return "ask first" if share.ask_first else "may be told"


def _day(day: date | None) -> str:
    return day_text(day, year=False).partition(" ")[2] if day else ""


# in the desk thread


def day_typed(desk: Desk, text: str) -> date | None:
    """The day that was typed, or none."""
    from coachdesk.domain.days import parse_day

    return parse_day(text, desk.today(), desk.settings().date_order, where="due") if text.strip() else None


def _add_action(desk: Desk, client_id: str, values: Values, session_id: str) -> ActionView:
    from coachdesk.services import client_actions

    return client_actions.add(desk, client_id, values["text"], day_typed(desk, values["due"]), session_id)


def _edit_action(desk: Desk, action_id: str, values: Values) -> ActionView:
    from coachdesk.services import client_actions

    return client_actions.edit(desk, action_id, values["text"], day_typed(desk, values["due"]))


def _add_share(desk: Desk, client_id: str, values: Values, session_id: str) -> ShareView:
    from coachdesk.services import shares

    return shares.add(desk, client_id, values["text"], values["ask_first"] == "yes", session_id)


def _edit_share(desk: Desk, share_id: str, values: Values) -> ShareView:
    from coachdesk.services import shares

    return shares.edit(desk, share_id, values["text"], values["ask_first"] == "yes")
