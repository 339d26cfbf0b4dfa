"""One row of each table of ethics and hours, with every plain column set."""

from __future__ import annotations

from datetime import UTC, date, datetime

from coachdesk.domain.ids import new_id
from coachdesk.store.session import Session
from coachdesk.store.tables.ethics import Dilemma, EthicsAnswer
from coachdesk.store.tables.fairness import Incident, LedgerEntry, Option
from coachdesk.store.tables.hours import PastHours
from coachdesk.store.tables.register import RegisterEntry

NOW = datetime(2027, 1, 11, 9, tzinfo=UTC)


def fill_ethics(db: Session, client_id: str, agreement_id: str, session_id: str) -> None:
    """The rows, of that client but for one entry of the practice."""
    entry_id = new_id()
    days = {"on_day": date(2027, 1, 4), "told_on": date(2027, 1, 5), "answered_on": date(2027, 1, 6)}
    db.add(RegisterEntry(id=entry_id, client_id=client_id, created_at=NOW, **days, until_day=date(2027, 6, 1),
                         ended_on=date(2027, 1, 9), kind="conflict", text="we share a board",
                         details={"decision": "go on, and say so", "answer": "agreed"}))  # fmt: skip
    db.add(RegisterEntry(id=new_id(), created_at=NOW, on_day=date(2026, 11, 3), kind="storage-check",
                         details={"what": "lock, passwords, who has access"}))  # fmt: skip
    db.add(EthicsAnswer(id=new_id(), client_id=client_id, agreement_id=agreement_id, session_id=session_id,
                        entry_id=entry_id, at=NOW, item="conflict.disclose.step_back", topic="conflict.disclose",
                        answer="yes", note="talked it over", edition="2020", standards=("13",),
                        words="If we cannot settle it, am I ready to stop?"))  # fmt: skip
    db.add(Dilemma(id=new_id(), client_id=client_id, created_at=NOW, on_day=date(2027, 1, 3),
                   decided_on=date(2027, 1, 6), look_back_on=date(2027, 3, 1), looked_back_on=date(2027, 3, 2),
                   happened="the payer asked for more", topics=("sponsor.release",), consulted="my supervisor",
                   decided="nothing without a yes", looked_back="right"))  # fmt: skip
    db.add(PastHours(id=new_id(), client_id=client_id, created_at=NOW, start_on=date(2024, 1, 8),
                     end_on=date(2025, 2, 3), paid_minutes=600, pro_bono_minutes=90, name="Ann Example",
                     contact="ann@example.org", group_size=None, listed=True))  # fmt: skip
    incident, line = new_id(), new_id()
    db.add(Incident(id=incident, client_id=client_id, session_id=session_id, state="closed", on_day=date(2027, 1, 8),
                    created_at=NOW, closed_at=NOW, what="I came late", who_knows="only us", next_step="an alarm",
                    options=(Option(text="a session more", on=date(2027, 1, 8)),), chosen=1, said="fine",
                    made_good="held on 9 January"))  # fmt: skip
    money = {"client_id": client_id, "agreement_id": agreement_id, "created_at": NOW, "currency": "EUR", "minor": 12000}
    db.add(LedgerEntry(id=line, **money, incident_id=incident, kind="credit", on_day=date(2027, 1, 9), sessions=1,
                       due_on=date(2027, 1, 20), why="I came late"))  # fmt: skip
    db.add(
        LedgerEntry(id=new_id(), **money, reverses_id=line, kind="credit", on_day=date(2027, 1, 10), why="typed twice")
    )
