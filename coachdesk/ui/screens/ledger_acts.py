"""What is done with a row of the log: what they said to being listed, and that it was a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachdesk.domain.hours_words import question_to
from coachdesk.domain.views.agreements import AgreementLine
from coachdesk.domain.views.hours import LogRow
from coachdesk.ui.say import say
from coachdesk.ui.screens import consent_form
from coachdesk.ui.screens.sentence import show_sentence
from coachdesk.ui.text import joined, name_for, quiet, strong
from coachdesk.ui.widgets.dialogs import ask_text, choose

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

KIND = "hours-log"
_WIDEST = 30


async def consent(app: CoachdeskApp, row: LogRow) -> None:
    """Enter a yes or a no of theirs, or show a question to send them."""
    name = name_for(app.private, row.name, _WIDEST)
    choices = [("give", "They agreed to be listed"), ("decline", "They declined")]
    choices.append(("ask", "They were not asked yet: a question to send them"))
    said = await choose(app, joined(strong(name), quiet("  in a log of hours, by name")), choices)
    if said is None:
        return
    if said == "ask":
        await show_sentence(app, "A question to send", question_to(row.name, await app.bridge.ask(_coach)))
    elif row.client_id:
        if await consent_form.answer(app, said, row.client_id, row.name, KIND) is not None:
            words = "may be listed" if said == "give" else "is left off, with all hours"
            say(app, words, "u undoes", about=row.name)
    else:
        for entry_id in row.past:
            await app.do("past_hours.answer", entry_id, said == "give")
        say(app, "may be listed" if said == "give" else "is left off, with all hours", "u undoes", about=row.name)


async def group(app: CoachdeskApp, row: LogRow) -> None:
    """Ask how many people an agreement coaches together."""
    found: list[AgreementLine] = await app.bridge.ask("agreements.lines", client_id=row.client_id)
    if not found:
        say(app, "there is no agreement that says whose sessions they are", about=row.name, tone="warning")
        return
    agreement_id: str | None = found[0].id
    if len(found) > 1:
        choices = [(one.id, joined(one.title, quiet(f"  {one.state}"))) for one in found]
        agreement_id = await choose(app, "Under which agreement?", choices)
    if agreement_id is None:
        return
    name = name_for(app.private, row.name, _WIDEST)
    question = joined("How many people were coached together with ", strong(name), "?")
    typed = await ask_text(app, question, "people in the group; empty for one person", str(row.people or ""))
    if typed is not None:
        await app.do(_set_size, agreement_id, typed)
        words = "the log shows it as a group" if typed.strip() else "the log shows it as one person"
        say(app, words, "u undoes", about=row.name)


# in the desk thread


def _coach(desk: Desk) -> str:
    return desk.settings().name


def _set_size(desk: Desk, agreement_id: str, typed: str) -> int | None:
    from coachdesk.domain.inputs.fields import whole_number
    from coachdesk.services import hours_groups

    return hours_groups.set_size(desk, agreement_id, whole_number(typed))
