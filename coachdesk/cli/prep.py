"""`coachdesk prep` and `followup`: before a session, and after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coachdesk.cli.goals import goal_json
from coachdesk.cli.nouns import Noun
from coachdesk.cli.output import fields, plain, plain_lines
from coachdesk.cli.running import opened, show
from coachdesk.cli.task_lines import session_json, task_json
from coachdesk.domain.file_names import typed_file
from coachdesk.domain.prep_words import card_pairs
from coachdesk.services import session_work

if TYPE_CHECKING:
    from coachdesk.domain.views.session_work import ActionView, PrepCard, SessionAgreementView, ShareView

NOUN = Noun("", "Before a session, and after it.")

PREP_KEYS = (
    "session", "now", "their_now", "heading", "days_since", "goals", "last", "actions", "promises", "shares",
    "incidents", "care", "consents", "left", "money", "agreement", "intention", "missing",
)  # fmt: skip
FOLLOWUP_KEYS = ("session", "client", "email", "text", "file")

Ref = Annotated[str, typer.Argument(metavar="REF|next", help="next, a client, or the id of a session")]


@NOUN.verb("prep", example="prep next", keys=PREP_KEYS)
def prep(ctx: typer.Context, ref: Ref) -> None:
    """Show all there is to know before a session: what was agreed, said and promised, what is to share, what is
    missing. It is for you alone."""
    from coachdesk.services.prep import prep as read

    with opened(ctx) as desk:
        card, zone = read(desk, session_work.find(desk, ref)), desk.settings().zone
        show(ctx, _json(card, zone), fields(card_pairs(card, zone)))


@NOUN.verb("followup", example="followup amara --to note.txt", keys=FOLLOWUP_KEYS)
def followup(
    ctx: typer.Context,
    ref: Ref,
    to: Annotated[str, typer.Option("--to", metavar="FILE", help="write it to this file, and enter it as sent")] = "",
    replace: Annotated[bool, typer.Option("--replace", help="put it in the place of a file that is there")] = False,
) -> None:
    """Write the note to a client after a session: what they took away, what they would do, when you meet again. Only
    what is theirs is in it."""
    from coachdesk.services import follow_ups

    with opened(ctx) as desk:
        session_id = session_work.find(desk, ref, begun=True)
        note = follow_ups.view(desk, session_id)
        file = follow_ups.save(desk, session_id, typed_file(to), overwrite=replace) if to else None
        value = {
            "session": session_id,
            "client": note.client.id,
            "email": note.email or None,
            "text": note.text,
            "file": file,
        }
        show(ctx, value, [f"wrote {plain(file)}"] if file is not None else plain_lines(note.text))


def _json(card: PrepCard, zone: str) -> dict[str, Any]:
    last = card.last
    return {
        "session": session_json(card.session, zone),
        "now": card.now,
        "their_now": card.their_now or None,
        "heading": card.heading,
        "days_since": card.days_since,
        "goals": [goal_json(one) for one in card.goals],
        "last": session_json(last, zone)
        | {
            "agreement_made": _agreed(card.last_agreement),
            "outcome": card.last_outcome or None,
            "insights": [one.text for one in card.last_insights],
        }
        if last is not None
        else None,
        "actions": [_action(one) for one in card.actions],
        "promises": [task_json(one, zone) for one in card.promises],
        "shares": [_share(one) for one in card.shares],
        "incidents": [
            {"id": one.id, "what": one.what, "waits_for": one.waits_for, "options": [each.text for each in one.options]}
            for one in card.incidents
        ],
        "care": card.care,
        "consents": card.consents,
        "left": card.left or None,
        "money": card.money or None,
        "agreement": _agreed(card.agreement),
        "intention": card.intention or None,
        "missing": [{"what": one.what, "command": one.command} for one in card.missing],
    }


def _agreed(settled: SessionAgreementView | None) -> dict[str, Any] | None:
    names = ("topic", "result", "measure", "matters", "resolve", "minutes")
    return {name: getattr(settled, name) for name in names} if settled is not None else None


def _action(one: ActionView) -> dict[str, Any]:
    return {"id": one.id, "text": one.text, "state": one.state, "due": one.due, "in_the_way": one.obstacle or None}


def _share(one: ShareView) -> dict[str, Any]:
    return {"id": one.id, "text": one.text, "ask_first": one.ask_first, "answer": one.answer or None,
            "answered": one.answered}  # fmt: skip
