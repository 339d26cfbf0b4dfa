"""History: what ever changed for a client or in one record, when, in words a person reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from coachdesk.domain.clients import yes_no
from coachdesk.domain.days import day_text
from coachdesk.domain.ledger_words import row_words
from coachdesk.domain.money import Money, format_money
from coachdesk.domain.session_words import session_change
from coachdesk.domain.times import duration_words
from coachdesk.domain.views.history import HistoryLine
from coachdesk.services.task_words import OF_TASKS, task_change
from coachdesk.store import history as journal
from coachdesk.store.undo import can_undo

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

VERBS = {
    "clients.add": "client added",
    "clients.edit": "client changed",
    "clients.stage": "stage changed",
    "contacts.add": "contact added",
    "contacts.edit": "contact changed",
    "goals.add": "goal added",
    "goals.edit": "goal changed",
    "goals.rate": "goal rated",
    "goals.drop": "goal dropped",
    "goals.reopen": "goal taken up again",
    "agreements.new": "agreement written",
    "agreements.edit": "agreement changed",
    "agreements.send": "agreement sent",
    "agreements.sign": "agreement signed",
    "agreements.delete": "draft deleted",
    "agreements.amend": "next version of an agreement written",
    "agreements.withdraw": "agreement withdrawn",
    "agreements.end": "agreement ended",
    "agreements.renew": "agreement renewed",
    "sessions.add": "session planned",
    "sessions.edit": "session changed",
    "sessions.move": "session moved",
    "sessions.keep-hour": "hours settled for another zone",
    "sessions.hold": "session held",
    "sessions.miss": "session missed",
    "sessions.cancel": "session cancelled",
    "sessions.reopen": "session reopened",
    "sessions.agree": "session agreement made",
    "sessions.intend": "intention for a session",
    "sessions.start": "session begun",
    "sessions.end": "session ended",
    "sessions.outcome": "what came of a session",
    "sessions.wrap-up": "session wrapped up",
    "moments.mark": "moment marked",
    "moments.take-back": "moment taken back",
    "moments.resolve": "moment made into something",
    "notes.add": "note added",
    "notes.edit": "note changed",
    "notes.remove": "note taken away",
    "actions.add": "action of theirs added",
    "actions.edit": "action of theirs changed",
    "actions.answer": "action of theirs answered",
    "actions.remove": "action of theirs taken away",
    "shares.add": "to share: added",
    "shares.edit": "to share: changed",
    "shares.answer": "to share: what they said",
    "shares.tell": "to share: told",
    "shares.remove": "to share: taken away",
    "templates.save": "template saved",
    "templates.edit": "template changed",
    "templates.delete": "template deleted",
    "consents.give": "consent given",
    "consents.decline": "consent declined",
    "consents.withdraw": "consent withdrawn",
    "disclosures.add": "disclosure entered",
    "register.add": "entry of the register added",
    "register.change": "entry of the register changed",
    "register.end": "entry of the register ended",
    "absences.add": "absence added",
    "absences.change": "absence changed",
    "review.finish": "day reviewed",
    "hours.add": "past hours entered",
    "hours.change": "past hours changed",
    "hours.answer": "past hours: whether they may be listed",
    "hours.remove": "past hours taken away",
    "hours.import": "past hours imported",
    "hours.group": "coached as a group",
    "ethics.answer": "a question of ethics answered",
    "dilemmas.add": "dilemma written down",
    "dilemmas.decide": "dilemma decided",
    "dilemmas.look-back": "dilemma looked back on",
    "ledger.add": "line of the ledger added",
    "ledger.reverse": "line of the ledger taken back",
    "incidents.open": "incident written down",
    "incidents.change": "incident changed",
    "incidents.option": "incident: an option offered",
    "incidents.choose": "incident: the client chose",
    "incidents.close": "incident closed",
    "hand-over": "file handed over",
    "settings.change": "settings changed",
    "tasks.add": "put on the list",
    "tasks.edit": "words of a task changed",
    "tasks.done": "done",
    "tasks.renegotiate": "another deadline",
    "tasks.answer": "answer about a deadline",
    "tasks.release": "released",
    "tasks.leave-open": "left open",
    "tasks.dismiss": "warning dismissed",
    "messages.log": "message logged",
    "messages.acknowledge": "message acknowledged",
    "messages.answer": "message answered",
    "messages.close": "message closed without an answer",
    "undo": "undone",
    "desk.create": "desk made",
    "slots.change": "ways to open the desk changed",
}
"""Each verb of the journal as a person reads it; a test holds the list complete."""


FIELD_WORDS = {
    "full_name": "full name",
    "former_names": "former names",
    "email": "e-mail",
    "away_zone": "zone while away",
    "away_from": "away from",
    "away_until": "away until",
    "contact_how": "how to contact",
    "expects_reply_minutes": "expects an answer within",
    "how_came": "how they came",
    "referred_by": "referred by",
    "ask_before": "ask before",
    "emergency": "in an emergency",
    "location": "where they are",
    "shares_employer": "shares an employer with me",
    "conflict_check_on": "conflict check on",
    "keep_years": "years to keep records",
    "keep_until": "keep records until",
    "takes_clients_on": "can take a client, said on",
    "confidential_on": "agreed to keep things private on",
    "group_size": "people in the group",
    "decided_on": "decided on",
    "look_back_on": "to look back on it",
    "looked_back": "looking back",
    "looked_back_on": "looked back on",
    "who_knows": "who knows",
    "next_step": "next step",
    "made_good": "made good",
    "chosen": "chosen option",
    "start_on": "start",
    "end_on": "end",
    "review_on": "review",
    "by_name": "by",
    "signed_on": "on",
    "due_on": "by",
    "answered_on": "answered on",
    "told_on": "told on",
    "ask_first": "to be asked first",
    "on_day": "on",
    "until_day": "until",
    "withdrawn_on": "withdrawn",
}
"""Names of columns that a person would not read as they are."""

DATES = frozenset(
    (
        *("start_on", "end_on", "ended_on", "review_on", "signed_on", "away_from", "away_until"),
        *("on_day", "until_day", "withdrawn_on", "due_on", "answered_on", "told_on"),
        *("decided_on", "look_back_on", "looked_back_on"),
        *("conflict_check_on", "keep_until", "coached_since", "takes_clients_on", "confidential_on"),
    )
)
"""Columns that hold a calendar date."""

TOLD_APART = frozenset(("shares_employer",))
"""Columns in which no is an answer, and nothing is none."""

HIDDEN = frozenset(
    (
        *("id", "client_id", "agreement_id", "version_id", "goal_id", "sponsor_id", "renews_id"),
        *("session_id", "moment_id", "answered_at", "entry_id", "task_id", "item", "edition", "standards"),
        *("position", "number", "state", "given"),
        *("created_at", "at", "sent_at", "closed_at", "withdrawn_at"),
        *("salt", "content", "own_fills", "file_hash", "fingerprint"),
    )
)
"""Columns whose change tells a person nothing, or is told by the verb itself."""

PLAIN_TABLES = (
    "client",
    "agreement",
    "agreement_version",
    "stage_change",
    "disclosure",
    "signature",
    "goal",
    "contact",
    "ethics_answer",
    "dilemma",
    "incident",
)
"""Tables whose columns speak for themselves in a history line; the others are named before each."""


def history(desk: Desk, client_id: str) -> list[HistoryLine]:
    """What ever changed for a client, newest first, in words, with what can still be taken back."""
    with desk.store.read() as db:
        done = {one.id: one for one in journal.actions(db, client_id=client_id)}
        changes = journal.history(db, client_id=client_id)
    # an action that was about several people belongs to none of them, and changed a row of this one all the same
    done |= {change.action.id: change.action for change in changes}
    return _lines(desk, sorted(done.values(), key=lambda one: -one.seq), changes)


def of_record(desk: Desk, table: str, record_id: str) -> list[HistoryLine]:
    """What ever changed in one record that belongs to no client, such as a contact, newest first."""
    with desk.store.read() as db:
        changes = journal.history(db, table=table, row_id=record_id)
    done = {change.action.id: change.action for change in changes}
    return _lines(desk, sorted(done.values(), key=lambda one: -one.seq), changes)


def _lines(desk: Desk, done: Sequence[journal.Done], found: Sequence[journal.Change]) -> list[HistoryLine]:
    changes: dict[str, list[journal.Change]] = {}
    for change in found:
        changes.setdefault(change.action.id, []).append(change)
    zone = desk.settings().zone
    return [
        HistoryLine(
            action_id=one.id,
            at=one.at,
            what=VERBS.get(one.verb, one.verb),
            changes=_all_in_words(changes.get(one.id, []), zone),
            undone=one.undone,
            can_undo=can_undo(one, desk.store.schema_version),
        )
        for one in done
    ]


def _all_in_words(changes: Sequence[journal.Change], zone: str) -> tuple[str, ...]:
    """What one action changed, each thing once. What happened to a task is told by the kind of that task, whose row
    changed with it, and in the order in which it happened."""
    kinds = {row["id"]: row["kind"] for one in changes if one.table == "task" and (row := one.after or one.before)}
    in_order = sorted(changes, key=_when_in_action)
    return tuple(dict.fromkeys(line for one in in_order for line in _in_words(one, zone, kinds)))


def _when_in_action(change: journal.Change) -> tuple[bool, int]:
    row = change.after or change.before or {}
    return change.table == "task_event", int(row["number"]) if change.table == "task_event" and row else 0


def _in_words(change: journal.Change, zone: str, kinds: Mapping[str, str]) -> list[str]:
    """How one row changed: "zone: Europe/Sofia → Asia/Tokyo". Times are on the clock of `zone`."""
    if change.problem is not None:
        return [f"{change.table}: its record is damaged"]
    before, after = change.before or {}, change.after or {}
    if change.table == "rating":
        return [_rating(after or before, gone=not after)]
    if change.table == "session":
        return session_change(before, after, zone)
    if change.table == "ledger_entry":
        return [row_words(after or before)]
    if change.table in OF_TASKS:
        return task_change(change.table, before, after, zone, kinds.get(after.get("task_id", ""), "promise"))
    if after.get("sent_at") and not before.get("sent_at"):
        return [f"version {after['number']} was frozen as it was sent"]
    prefix = "" if change.table in PLAIN_TABLES else f"{change.table.replace('_', ' ')} "
    lines = []
    told = HIDDEN | {"stage"} if change.table == "stage_change" else HIDDEN  # the client's own row tells the stage
    for name in sorted({*before, *after} - told):
        old, new = before.get(name), after.get(name)
        if _same(old, new) and (name not in TOLD_APART or old is new):
            continue
        lines += _field_in_words(prefix, name, old, new)
    return lines


def _rating(row: Mapping[str, Any], *, gone: bool) -> str:
    """`rated 7 by the client`."""
    return f"rated {row.get('value')} by the {row.get('by')}{', taken away' if gone else ''}"


def _field_in_words(prefix: str, name: str, old: Any, new: Any) -> list[str]:
    if name in TOLD_APART:
        old, new = yes_no(old), yes_no(new)
    label = f"{prefix}{FIELD_WORDS.get(name, name.replace('_', ' '))}"
    if name == "clauses":
        return [f"clause “{title}” {what}" for title, what in _clauses_in_words(old or [], new or [])]
    if _is_money(old) or _is_money(new):
        old, new = _money(old), _money(new)
    elif isinstance(old, dict) or isinstance(new, dict):
        old, new = old or {}, new or {}
        changed = [key for key in sorted({*old, *new}) if not _same(old.get(key), new.get(key))]
        return [line for key in changed for line in _field_in_words(prefix, key, old.get(key), new.get(key))]
    if not old:
        return [f"{label}: {_shown(name, new)}"]
    if not new:
        return [f"{label}: {_shown(name, old)} → nothing"]
    return [f"{label}: {_shown(name, old)} → {_shown(name, new)}"]


def _same(old: Any, new: Any) -> bool:
    """Whether a person would see no difference: nothing, no text and "no" are all nothing."""
    return bool(old == new or (not old and not new))


def _is_money(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"minor", "currency"}


def _money(value: Any) -> str:
    return format_money(Money(**value)) if value else ""


def _clauses_in_words(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[tuple[str, str]]:
    before = {one["key"]: one for one in old}
    found = []
    for one in new:
        was = before.get(one["key"])
        if was is None or not old:
            continue
        if was["included"] != one["included"]:
            found.append((one["title"], "taken in" if one["included"] else "taken out"))
        if was["wording"] != one["wording"]:
            found.append((one["title"], "worded anew"))
    return found


def _shown(name: str, value: Any) -> str:
    if name.endswith("_minutes") and isinstance(value, int):
        return duration_words(value)
    if name in DATES and isinstance(value, str):
        return day_text(date.fromisoformat(value))
    if isinstance(value, list | tuple):
        return "; ".join(_shown(name, one) for one in value)
    if isinstance(value, dict):
        return ", ".join(str(one) for one in value.values() if one)
    text = " ".join(str(value).split())
    return text if len(text) <= 120 else text[:119] + "…"
