"""The note to a client after a session: composed of what is theirs, changed by hand, copied or saved; what went out is
in the register of disclosures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.domain import session_work as rules
from coachdesk.domain.days import day_text
from coachdesk.domain.disclosures import TO_CLIENT
from coachdesk.domain.follow_up import Theirs, follow_up
from coachdesk.domain.inputs.session_work import note_text
from coachdesk.domain.session_words import when_words
from coachdesk.domain.times import local
from coachdesk.domain.views.session_work import FollowUp
from coachdesk.domain.views.sessions import SessionLine
from coachdesk.services import session_rows, sessions, unsaved
from coachdesk.services.hand_over import Leaving, hand_over, note_copied
from coachdesk.services.people import people
from coachdesk.services.session_items import actions_of, agreement_of, notes_of, shares_of

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

KIND = "follow-up"
_FORM, _TEXT = "follow-up", "text"


def view(desk: Desk, session_id: str) -> FollowUp:
    """The note as it was changed by hand, or else composed anew. Raises `wrap-up.not-held`, `session.not-begun`,
    `ref.unknown`."""
    line = _begun(desk, session_id)
    kept = unsaved.kept(desk, _form(session_id), line.client.id).get(_TEXT, "")
    rows = desk.rows("client", "WHERE id = ?", (line.client.id,))
    return FollowUp(
        session_id=session_id,
        client=line.client,
        email=rows[0]["email"] if rows else "",
        text=kept or _composed(desk, line),
        is_edited=bool(kept),
    )


def keep(desk: Desk, session_id: str, text: str) -> FollowUp:
    """Keep the note as it was changed by hand, until it is let go: sent or not, it stays as it was written.

    Raises `text.…`, and as `view` does.
    """
    line, words = _begun(desk, session_id), note_text(text)
    unsaved.keep(desk, _form(session_id), line.client.id, {_TEXT: words})
    return view(desk, session_id)


def forget(desk: Desk, session_id: str) -> FollowUp:
    """Let the changes go: the note is composed anew."""
    unsaved.forget(desk, _form(session_id), sessions.line(desk, session_id).client.id)
    return view(desk, session_id)


def save(desk: Desk, session_id: str, target: Path, *, text: str | None = None, overwrite: bool = False) -> Path:
    """Hand the note over as a file, as it stands or in these words; it is in the register then.

    Raises `file.…`, `text.…`, and as `view` does; nothing is written then.
    """
    note = _as_sent(desk, session_id, text)
    words = note.text.rstrip("\n") + "\n"
    return hand_over(desk, _leaving(desk, note, "txt"), words.encode(), target, overwrite=overwrite)


def copied(desk: Desk, session_id: str, text: str | None = None) -> FollowUp:
    """The note was copied, as it stands or in these words, to be sent: it is in the register from now on."""
    note = _as_sent(desk, session_id, text)
    note_copied(desk, _leaving(desk, note, "copied"), note.text.encode())
    return note


def _as_sent(desk: Desk, session_id: str, text: str | None) -> FollowUp:
    """The note as it goes out: as it stands, or in these words, which are kept then."""
    note = view(desk, session_id)
    return note if text is None or text == note.text else keep(desk, session_id, text)


def _composed(desk: Desk, line: SessionLine) -> str:
    someone = people(desk).known(("client", line.client.id))
    settings, settled = desk.settings(), agreement_of(desk, line.id)
    following = session_rows.following(desk, desk.clock(), line.client.id)
    ahead = session_rows.lines(desk, following)[0] if following else None
    theirs = Theirs(
        begun=line.at,
        topic=settled.topic if settled is not None else "",
        notes=tuple((one.kind, one.text) for one in notes_of(desk, line.id)),
        actions=tuple((one.text, one.due) for one in actions_of(desk, session_id=line.id)),
        told=tuple(
            one.text
            for one in shares_of(desk, session_id=line.id)
            if one.told is not None and (one.answer == rules.AGREED or not one.ask_first)
        ),
        next_at=ahead.at if ahead is not None else None,
        next_minutes=ahead.minutes if ahead is not None else 0,
    )
    listener = someone.listener(ahead.at if ahead is not None else desk.clock(), settings.zone)
    return follow_up(listener, theirs, str(settings.get("name")))


def _leaving(desk: Desk, note: FollowUp, form: str) -> Leaving:
    line = sessions.line(desk, note.session_id)
    day = day_text(local(line.at, desk.settings().zone).date())
    return Leaving(
        client_id=note.client.id,
        version_id="",
        kind=KIND,
        what=f"note after the session of {day}",
        recipient=note.client.title,
        format=form,
        fingerprint="",
        audience=TO_CLIENT,
    )


def _begun(desk: Desk, session_id: str) -> SessionLine:
    line = sessions.line(desk, session_id)
    said = when_words(line.at, desk.settings().zone, line.client.zone)
    rules.check_wrap_up(line.state, line.at, line.started, desk.clock(), said)
    return line


def _form(session_id: str) -> str:
    return f"{_FORM}:{session_id}"
