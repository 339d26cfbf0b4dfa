"""The sessions of a desk made for the benches: held over the years with notes of 1 kB, and the next one planned."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from coachdesk.domain.ids import new_id
from coachdesk.store.rows import SealedRow
from coachdesk.store.tables.session_work import ClientAction, SessionAgreement, SessionNote, Share
from coachdesk.store.tables.sessions import SessionRow

EACH = 20
"""Sessions of one client: 2,000 clients make the 40,000 of the desk of record."""

NOTE = 150
"""Words of a note, which come to about 1 kB."""


def of_client(
    client_id: str, agreement_id: str, now: datetime, chance: random.Random, *, live: bool
) -> Iterator[SealedRow]:
    """So many sessions, each with a long note; of a `live` client the first of them is planned for these days and the
    latest was days ago, of all others it was months or years ago."""
    latest = 2 if live else chance.randrange(60, 2_000)
    for number in range(EACH):
        ahead = live and number == 0
        at = now + timedelta(hours=chance.randrange(1, 200)) if ahead else now - timedelta(days=7 * number + latest)
        session_id = new_id()
        yield SessionRow(
            id=session_id,
            client_id=client_id,
            agreement_id=agreement_id,
            kind="coaching",
            at=at,
            minutes=60,
            state="planned" if ahead else "held",
            created_at=at - timedelta(days=7),
            started_at=None if ahead else at,
            held_minutes=None if ahead else 58,
            ended_at=None if ahead else at + timedelta(minutes=58),
            wrapped_at=None if ahead else at + timedelta(minutes=70),
            zone="Africa/Lagos",
            medium="video",
            outcome="" if ahead else _words(chance, 12),
        )
        if not ahead:
            yield from _held(client_id, session_id, at, chance, number)


def _held(client_id: str, session_id: str, at: datetime, chance: random.Random, number: int) -> Iterator[SealedRow]:
    """What is in a session that was held: a long note, an insight, what was settled; of the latest also the rest."""
    whose = {"client_id": client_id, "session_id": session_id, "created_at": at}
    yield SessionNote(id=new_id(), kind="note", text=_words(chance, NOTE), **whose)
    if number > 3:
        return
    yield SessionNote(id=new_id(), kind="insight", text=_words(chance, 15), **whose)
    yield SessionAgreement(id=new_id(), topic=_words(chance, 6), result=_words(chance, 8), **whose)
    yield ClientAction(id=new_id(), text=_words(chance, 8), **whose)
    yield Share(id=new_id(), text=_words(chance, 10), **whose)


def _words(chance: random.Random, number: int) -> str:
    return " ".join(chance.choices(_WORDS, k=number))


_WORDS = ("said", "longer", "rather", "team", "before", "quiet", "asks", "report", "evening", "laughs", "Rosa", "never")
