"""Random lives of a client through the verbs, with undo at any time: evidence is what a slow reading finds anew.

The slow reading takes the same desk by other ways: table objects and the reading that papers are made of, and computes
each key as `tests.domain.evidence.slow` does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.evidence.facts import AgreementFacts, ClauseFacts, ClientFacts, Records, SessionFacts, VersionRead
from coachdesk.domain.inputs.sessions import EndingInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.views.ethics import Subject
from coachdesk.services import agreement_reading as reading
from coachdesk.services import agreement_versions as versions
from coachdesk.services import agreements, session_notes, sessions, undo
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk, NewDesk, RecoveryKey, create_desk, new_recovery_key
from coachdesk.services.evidence import Reader
from coachdesk.store.engine import Session
from coachdesk.store.tables.agreements import Agreement, AgreementVersion
from coachdesk.store.tables.session_work import SessionAgreement, SessionNote
from coachdesk.store.tables.sessions import SessionRow
from tests.domain.evidence.slow import COUNTS, SLOW
from tests.services import acts
from tests.services.evidence_acts import allow, enter
from tests.services.session_acts import plan, to
from tests.services.session_work_acts import agree

KEY = RecoveryKey(new_recovery_key())
REFUSALS = ("agreement.", "session.", "undo.", "ref.", "consent.", "wrap-up.", "when.", "time.", "row.", "text.")
KEYS = [key for key in SLOW if key.partition(".")[0] in ("agreement", "engagement", "session", "client")]


class Life:
    """A desk with one client, at a time that goes by."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.at(acts.NOW)
        self.client_id = acts.client(desk, email="amara@example.org").id
        acts.goal(desk, self.client_id)
        desk.begin_run()  # undo takes nothing of that back

    def at(self, instant: datetime) -> None:
        self.desk.clock = self.desk.store.clock = fixed_clock(instant)

    def later(self, number: int) -> None:
        days = (1, 2, 3, 9, 30, 45)[number % 6]
        self.at(min(self.desk.clock() + timedelta(days=days), datetime(2027, 7, 1, 9, tzinfo=UTC)))

    def some(self, table: str, number: int) -> str:
        rows = sorted(row["id"] for row in self.desk.rows(table))
        return rows[number % len(rows)] if rows else "0" * 16

    def deal(self, number: int) -> str:
        return self.some("agreement", number)

    def session(self, number: int) -> str:
        return self.some("session", number)

    def draft(self, number: int) -> str:
        fee = ("1200.00", "0", "900.00")[number % 3]
        end = (self.desk.today() + timedelta(days=20 + number % 40)).isoformat() if number % 4 else ""
        return acts.draft(self.desk, self.client_id, fee=fee, start=self.desk.today().isoformat(), end=end).id

    def agree(self, number: int) -> None:
        """Written, sent and signed by both in one go."""
        ref = self.draft(number)
        agreements.send(self.desk, ref)
        acts.sign_all(self.desk, ref, self.desk.today())

    def amend(self, number: int) -> None:
        ref = self.deal(number)
        changed = {0: {"fee": "1500.00"}, 1: {"minutes": 45}, 2: {}, 3: {"frequency": "each week"}}[number % 4]
        versions.amend(self.desk, ref, acts.terms(self.desk, ref, **changed))

    def sign(self, number: int) -> None:
        for party in ("client", "coach") if number % 3 else ("client",):
            on = self.desk.today() - timedelta(days=number % 2)
            agreements.sign(self.desk, self.deal(number // 3), by="Somebody", on=on, how="paper", party=party)

    def leave_out(self, number: int) -> None:
        key = ("fee", "technology", "ending", "qualifications")[number % 4]
        agreements.include(self.desk, self.deal(number // 4), key, number % 5 > 2, why="no need" if number % 2 else "")

    def meet(self, number: int) -> None:
        """One that was planned before and is over now; under an agreement where one holds."""
        kind = {5: "review", 6: "chemistry"}.get(number % 7, "coaching")
        at = self.desk.clock() - timedelta(hours=number % 30)
        now = self.desk.clock()
        self.at(at - timedelta(days=1))
        try:
            found = plan(self.desk, self.client_id, f"{at:%Y-%m-%d %H:%M}", zone="UTC", kind=kind).line.id
        finally:
            self.at(now)
        if number % 4:
            sessions.hold(self.desk, found)
        elif number % 8:
            sessions.miss(self.desk, found, validated(EndingInput, {"by": "coach", "why": "a train"}))

    def move(self, number: int) -> None:
        when = self.desk.clock() + timedelta(days=1 + number % 40)
        sessions.move(self.desk, self.session(number), to(f"{when:%Y-%m-%d %H:%M}", by=("coach", "client")[number % 2]))

    def field(self, number: int) -> None:
        day = (self.desk.today() - timedelta(days=number % 50)).isoformat()
        changed = (
            {"conflict_check_on": day, "conflict_check": "none"},
            {"shares_employer": "yes"}, {"coached_since": day}, {"keep_years": "5"},
            {"coached_since": ""}, {"location": "Lagos", "emergency_number": "112"}, {"other_ties": "none"},
        )  # fmt: skip
        acts.change(self.desk, self.client_id, **changed[number % len(changed)])

    def entry(self, number: int) -> None:
        kind = ("review-talk", "intake-talk")[number % 2]
        day = self.desk.today() - timedelta(days=number % 100)
        enter(self.desk, kind, self.client_id, "we talked", on=day.isoformat())


STEPS: Mapping[str, Callable[[Life, int], object]] = {
    "draft": Life.draft,
    "agree": Life.agree,
    "amend": Life.amend,
    "send": lambda life, n: agreements.send(life.desk, life.deal(n)),
    "sign": Life.sign,
    "withdraw": lambda life, n: versions.withdraw(life.desk, life.deal(n)),
    "end": lambda life, n: versions.end(life.desk, life.deal(n), on=life.desk.today(), by="client"),
    "renew": lambda life, n: versions.renew(life.desk, life.deal(n)),
    "delete": lambda life, n: agreements.delete(life.desk, life.deal(n)),
    "leave out": Life.leave_out,
    "meet": Life.meet,
    "hold": lambda life, n: sessions.hold(life.desk, life.session(n)),
    "reopen": lambda life, n: sessions.reopen(life.desk, life.session(n)),
    "move": Life.move,
    "note": lambda life, n: session_notes.add(life.desk, life.session(n), "note", "well"),
    "settle": lambda life, n: agree(life.desk, life.session(n), topic="the board", result="a plan" * (n % 2)),
    "entry": Life.entry,
    "allow": lambda life, n: allow(life.desk, life.client_id, ("recording", "hours-log")[n % 2]),
    "field": Life.field,
    "undo": lambda life, n: undo.undo(life.desk),
    "time": Life.later,
}
USUAL = ("agree", "send", "sign", "meet", "meet", "note", "time", "time", "undo")


# the slow reading


def agreement_read(desk: Desk, db: Session, row: Agreement) -> AgreementFacts:
    numbers = [one.number for one in db.all(AgreementVersion) if one.agreement_id == row.id]
    every = [reading.read(desk, db, row.id, number) for number in sorted(numbers)]
    return AgreementFacts(
        row.id, row.title, tuple(version_read(one) for one in every), row.sponsor_id or "", "",
        ended_on=row.ended_on, ended_by=row.ended_by or "",
    )  # fmt: skip


def version_read(one: reading.Reading) -> VersionRead:
    texts = {part.key: part.text for part in one.filled()}
    clauses = {}
    for clause in one.version.clauses:
        known = reading.clause_of(clause)
        text = texts.get(clause.key, "")
        clauses[clause.key] = ClauseFacts(
            clause.key, clause.title, text, tuple(re.findall(r"\{([a-z_]+)\}", text)),
            known.is_required(one.sponsored, one.terms.barter), clause.included, clause.why_out,
            {name: one.values[name] for name in ("code_name", "code_edition") if one.values.get(name)},
        )  # fmt: skip
    terms = one.terms
    deal = {"all": repr((terms.fee, terms.basis, terms.sessions, terms.frequency, terms.minutes, terms.end))}
    return VersionRead(one.version.id, one.facts, one.version.created_at, terms.review, clauses, deal)


def session_read(db: Session, row: SessionRow) -> SessionFacts:
    notes = [one for one in db.all(SessionNote) if one.session_id == row.id]
    settled = next((one for one in db.all(SessionAgreement) if one.session_id == row.id), None)
    minutes = row.minutes if row.held_minutes is None else row.held_minutes
    return SessionFacts(
        row.id, row.client_id, row.agreement_id or "", row.kind, row.at, minutes, row.state, row.ended_by or "",
        moves=tuple((one.at, one.by) for one in row.moves), notes=tuple((one.kind, one.created_at) for one in notes),
        topic=settled.topic if settled else "", result=settled.result if settled else "", outcome=row.outcome,
    )  # fmt: skip


def read_slowly(desk: Desk, fast: Records) -> Records:
    """The same of agreements and sessions, by other ways; what `Reader` knows else is taken from it."""
    assert fast.client is not None
    with desk.store.read() as db:
        deals = sorted(db.all(Agreement), key=lambda row: (row.created_at, row.id))
        agreed = tuple(agreement_read(desk, db, row) for row in deals)
        met = tuple(session_read(db, row) for row in sorted(db.all(SessionRow), key=lambda row: (row.at, row.id)))
    client: ClientFacts = replace(fast.client, agreements=agreed, sessions=met)
    agreement = next((one for one in agreed if fast.agreement and one.id == fast.agreement.id), None)
    session = next((one for one in met if fast.session and one.id == fast.session.id), None)
    return replace(fast, client=client, agreement=agreement, session=session)


def check(life: Life, number: int) -> None:
    """Whatever is asked about, both say the same."""
    desk, client_id = life.desk, life.client_id
    subjects = [Subject(client_id)]
    if desk.rows("agreement"):
        subjects.append(Subject(client_id, agreement_id=life.deal(number)))
    if desk.rows("session"):
        subjects.append(Subject(client_id, session_id=life.session(number)))
    reader = Reader(desk)
    for subject in subjects:
        records = read_slowly(desk, reader.records(subject))
        said = {key: reader.look(key, subject).found for key in KEYS}
        assert said == {key: SLOW[key](records) for key in KEYS}
        kept = reader.look("agreement.kept_counts", subject)
        if kept.found:
            numbers = re.findall(r"\b(?:[0-9]+|none|no)\b", kept.says.replace("31 days", ""))
            expected = COUNTS["agreement.kept_counts"](records)
            assert [int(one) if one.isdigit() else 0 for one in numbers] == expected


@seed(22)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from((*STEPS, *USUAL)), st.integers(0, 999)), min_size=3, max_size=16))
def test_evidence_is_what_a_slow_reading_finds_whatever_was_done_and_undone(steps: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        desk = create_desk(Path(folder) / "desk", NewDesk(name="Nadia Petrova", zone="Europe/Sofia"), [KEY])
        life = Life(desk)
        for what, number in [("draft", steps[0][1]), *steps]:
            try:
                STEPS[what](life, number)
            except CoachdeskError as error:
                if not error.code.startswith(REFUSALS):
                    raise
        check(life, steps[-1][1])
        desk.close()
