"""Rows of what belongs to one session: what was settled, moments, a note, an action of theirs, something to share."""

from __future__ import annotations

from datetime import UTC, date, datetime

from coachdesk.domain.ids import new_id
from coachdesk.store.session import Session
from coachdesk.store.tables.session_work import ClientAction, Moment, SessionAgreement, SessionNote, Share

NOW = datetime(2027, 1, 11, 9, tzinfo=UTC)


def fill_session_work(db: Session, client_id: str, session_id: str) -> None:
    """One row in each table, with every plain column set."""
    moment_id = new_id()
    whose = {"client_id": client_id, "session_id": session_id}
    from_mark = {"moment_id": moment_id, "created_at": NOW}
    db.add(SessionAgreement(id=new_id(), created_at=NOW, minutes=45, topic="saying no", result="a first sentence",
                            measure="said aloud", matters="evenings", resolve="whom first", **whose))  # fmt: skip
    db.add(Moment(id=moment_id, at=NOW, kind="insight", became="share", **whose))
    db.add(SessionNote(id=new_id(), kind="interpretation", text="she may be afraid", **from_mark, **whose))
    db.add(ClientAction(id=new_id(), due_on=date(2027, 1, 20), state="partly", answered_at=NOW, text="talk to Rosa",
                        obstacle="she was away", **from_mark, **whose))  # fmt: skip
    db.add(Share(id=new_id(), ask_first=True, answer="agreed", answered_on=date(2027, 1, 11),
                 told_on=date(2027, 1, 11), text="you light up", **from_mark, **whose))  # fmt: skip
