"""Taking an action back: itself an action, which puts every touched row back as it was.

It refuses when a row changed since, when the desk was migrated since, and for what is recorded for good. The one list
keeps its history: there an undo adds to it (`task_undo`).
"""

from __future__ import annotations

from collections.abc import Callable

from coachdesk.domain.errors import failure
from coachdesk.store import task_undo
from coachdesk.store.engine import Store
from coachdesk.store.history import Change, Done, action, actions, current, history
from coachdesk.store.raw import Row
from coachdesk.store.recorder import Recorder
from coachdesk.store.rows import SealedRow, plain_values
from coachdesk.store.session import Session
from coachdesk.store.tables import (
    absences,
    agreements,
    clients,
    consents,
    contacts,
    disclosures,
    ethics,
    fairness,
    goals,
    hours,
    messages,
    register,
    session_work,
    sessions,
    settings,
    tasks,
    templates,
)

FOR_GOOD = frozenset({"disclosure", "signature", "ledger_entry"})
"""Tables whose rows no undo touches, whatever the action was."""
LEDGER = "ledger."
"""How the verbs begin of which it is said how a mistake is taken back."""

MODELS: dict[str, type[SealedRow]] = {
    str(model.__tablename__): model
    for model in (
        clients.Client, clients.StageChange, contacts.Contact, goals.Goal, goals.Rating, agreements.Agreement,
        agreements.AgreementVersion, agreements.Signature, disclosures.Disclosure, settings.Setting,
        templates.Template, consents.Consent, sessions.SessionRow, session_work.SessionAgreement,
        session_work.Moment, session_work.SessionNote, session_work.ClientAction, session_work.Share,
        messages.Message, tasks.Task, tasks.TaskEvent, tasks.Dismissal, absences.Absence, absences.Review,
        register.RegisterEntry, ethics.EthicsAnswer, ethics.Dilemma, hours.PastHours,
        fairness.LedgerEntry, fairness.Incident,
    )
}  # fmt: skip
"""Every table with a journal."""

_NAMED = {
    "unsaved_form": "a half-typed form",
    "agreement": "an agreement",
    "agreement_version": "an agreement",
    "session_agreement": "what was settled for a session",
    "session_note": "a note",
    "client_action": "an action of theirs",
    "share": "something to share",
    "register_entry": "an entry of the register",
    "ethics_answer": "an answer to a checklist",
    "past_hours": "hours of the log",
    "ledger_entry": "a line of the ledger",
}
"""Tables whose rows a person knows by another name."""

PAGE = 50
"""Actions looked at a time; seldom more than one page."""


def undo(
    store: Store, action_id: str | None = None, *, run: str | None = None, words: Callable[[str], str] = str
) -> Done:
    """Takes back that action; else the latest of that run of the program; else the latest of the desk.

    Answers with the action that was taken back; `words` says a verb as a person reads it, for refusals.
    Raises undo.nothing, undo.done, undo.final, undo.migrated, undo.changed, undo.needed, undo.kept, undo.list,
    row.damaged; nothing is changed then.
    """
    with store.write("undo") as db:
        target = _target(db, action_id, run, words)
        if target.schema_version != store.schema_version:
            raise failure("undo.migrated")
        changes = history(db, action_id=target.id)
        _check(db, target, changes, words)
        task_undo.check(db, target, changes)
        recorder: Recorder = db.info["recorder"]
        recorder.undoes, recorder.client_id = target.id, target.client_id
        for change in changes:
            if not task_undo.stays(change):
                _put_back(db, change)
        task_undo.take_back(db, changes, store.clock())
        db.flush()
        _check_needed(db, changes)
    return target


def can_undo(action: Done, schema_version: int) -> bool:
    """Whether undo may be offered for an action; a row that changed since is found only when it is tried."""
    return not (action.undone or action.final or action.undoes or action.schema_version != schema_version)


def _target(db: Session, action_id: str | None, run: str | None, words: Callable[[str], str]) -> Done:
    found = _latest(db, run) if action_id is None else action(db, action_id)
    if found is None:
        raise failure("undo.nothing")
    if found.damaged:
        raise failure("row.damaged", table="action", id=found.id)
    if found.undone:
        raise failure("undo.done")
    if found.final and found.verb.startswith(LEDGER):
        raise failure("ledger.undo")
    if found.final:
        raise failure("undo.final", verb=words(found.verb))
    return found


def _latest(db: Session, run: str | None) -> Done | None:
    """The latest action that was not undone and is no undo itself."""
    before: int | None = None
    while page := actions(db, run=run, before=before, most=PAGE):
        for one in page:
            if not one.undone and one.undoes is None:
                return one
        before = page[-1].seq
    return None


def _check(db: Session, target: Done, changes: list[Change], words: Callable[[str], str]) -> None:
    """Every row must be as the action left it, and none may be of a kind that is recorded for good."""
    for change in changes:
        if change.problem is not None:
            raise change.problem
        if change.table in FOR_GOOD or _was_sent(change.before) or _was_sent(change.after):
            raise failure("undo.final", verb=words(target.verb))
        if current(db, change.table, change.row_id) != change.after:
            raise failure("undo.changed", what=_words(change))
    (images,) = db.info["raw"].execute("SELECT images FROM action WHERE id = ?", (target.id,)).fetchone()
    if images != len(changes):
        raise failure("row.damaged", table="action", id=target.id)


def _was_sent(row: Row | None) -> bool:
    return row is not None and row.get("sent_at") is not None


def _put_back(db: Session, change: Change) -> None:
    model = MODELS[change.table]
    row = db.get(model, change.row_id)
    if change.before is None:
        if row is not None:
            db.delete(row)
        return
    hidden = {name: value for name, value in change.before.items() if name in model.__secrets__.model_fields}
    plain = plain_values(model, change.before)
    if row is None:
        db.add(model(**plain, **hidden))
        return
    for name, value in plain.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    row.change_secrets(hidden)


def _check_needed(db: Session, changes: list[Change]) -> None:
    """A row that is to go may be named by rows that came later; at commit SQLite would refuse without a word why."""
    if any(change.before is None and not task_undo.stays(change) for change in changes):
        for table, _, _, _ in db.info["raw"].execute("PRAGMA foreign_key_check").fetchall():
            if table in task_undo.LASTING:
                raise failure("undo.kept", what=_NAMED.get(table, f"a {table.replace('_', ' ')}"))
            raise failure("undo.needed", what=_NAMED.get(table, f"a {table.replace('_', ' ')}"))


def _words(change: Change) -> str:
    return f"{change.table.replace('_', ' ')} {change.row_id[:8]}"
