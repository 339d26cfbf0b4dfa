"""The verbs of `coachdesk sessions` about what is in a session: settling it, notes, and the calendar file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coachdesk.cli.nouns import Field, typed, with_fields
from coachdesk.cli.output import plain
from coachdesk.cli.people import reading
from coachdesk.cli.running import opened, show
from coachdesk.cli.sessions import NOUN, Ref, span_lines
from coachdesk.domain.errors import failure
from coachdesk.domain.file_names import names_folder
from coachdesk.domain.inputs.session_work import SessionAgreementInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.session_work import ACTION, ADDED, SHARE, known_becoming
from coachdesk.services import session_work as service

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

AGREED_KEYS = ("session", "topic", "result", "measure", "matters", "resolve", "minutes")
NOTE_KEYS = ("id", "session", "kind", "text")
EXPORT_KEYS = ("file", "files", "sessions")

_SETTLED = (
    Field("result", "what the client wants to leave with", "TEXT"),
    Field("measure", "how you will both know", "TEXT"),
    Field("matters", "why it matters to them", "TEXT"),
    Field("resolve", "what must be resolved for it", "TEXT"),
    Field("minutes", "how long, if other than planned", "N"),
)


@NOUN.verb("agree", example="sessions agree amara --topic 'saying no' --result 'a first sentence'", keys=AGREED_KEYS)
@with_fields(_SETTLED)
def agree(
    ctx: typer.Context,
    ref: Ref,
    topic: Annotated[str, typer.Option("--topic", metavar="TEXT", help="what the session is about")],
    **entered: str | None,
) -> None:
    """Settle what a session is about, or settle it anew; a client's name means the one that is on or comes next."""
    with opened(ctx) as desk:
        session_id = service.find(desk, ref)
        data = {"topic": topic, **typed(entered)}
        made = service.agree(desk, session_id, validated(SessionAgreementInput, data, reading(desk)))
        value = {"session": session_id} | {name: getattr(made, name) for name in AGREED_KEYS[1:]}
        show(ctx, value, [f"agreed: {plain(made.topic)}" + (f" → {plain(made.result)}" if made.result else "")])


@NOUN.verb("note", example='sessions note amara --kind insight "I can ask what to drop"', keys=NOTE_KEYS)
def note(
    ctx: typer.Context,
    ref: Ref,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="the words")],
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help=f"one of {', '.join(ADDED)}; an interpretation never leaves")
    ],
) -> None:
    """Note something of a session; a client's name means their last one that has begun. What is to share is to be
    asked about first."""
    small = known_becoming(kind.strip().lower(), ADDED)
    with opened(ctx) as desk:
        session_id = service.find(desk, ref, begun=True)
        note_id, words = _add(desk, session_id, small, text)
        value = {"id": note_id, "session": session_id, "kind": small, "text": words}
        show(ctx, value, [f"noted {small}: {plain(words)} [{note_id}]"])


@NOUN.verb("export", example="sessions export --ics --to sessions.ics", keys=EXPORT_KEYS)
def export(
    ctx: typer.Context,
    to: Annotated[str, typer.Option("--to", metavar="FILE", help="the file, or DIR/ for a file each in it")],
    ics: Annotated[bool, typer.Option("--ics", help="as a calendar file, which is the one format there is")] = False,
    names: Annotated[bool, typer.Option("--names", help="with the client's name, and the link or place")] = False,
    client: Annotated[str, typer.Option("--client", metavar="REF", help="only this client's")] = "",
    since: Annotated[str, typer.Option("--from", metavar="DAY", help="the first day, on your calendar")] = "",
    until: Annotated[str, typer.Option("--until", metavar="DAY", help="the last day, on your calendar")] = "",
    replace: Annotated[bool, typer.Option("--replace", help="put it in the place of a file that is there")] = False,
) -> None:
    """Write sessions to a file for your own calendar, which updates what it has of them instead of doubling it."""
    from coachdesk.services import calendar_files

    if not ics:
        raise failure("usage.wrong", what="no format was named", verb="sessions export")
    with opened(ctx) as desk:
        found = span_lines(desk, client, since, until, "until")
        files = calendar_files.export(desk, found, Path(to), names=names, overwrite=replace, folder=names_folder(to))
        count = f"{len(found)} session{'s' if len(found) != 1 else ''}"
        where = plain(files[0]) if len(files) == 1 else f"{len(files)} files in {plain(files[0].parent)}"
        value = {"file": files[0] if len(files) == 1 else None, "files": files, "sessions": len(found)}
        show(ctx, value, [f"wrote {count} to {where}"])


def _add(desk: Desk, session_id: str, kind: str, text: str) -> tuple[str, str]:
    from coachdesk.services import client_actions, session_notes, shares

    if kind == ACTION:
        action = client_actions.add(desk, service.client_of(desk, session_id), text, None, session_id)
        return action.id, action.text
    if kind == SHARE:
        share = shares.add(desk, service.client_of(desk, session_id), text, True, session_id)
        return share.id, share.text
    made = session_notes.add(desk, session_id, kind, text)
    return made.id, made.text
