"""What is wrong with a line of the ledger."""

from __future__ import annotations

from coachdesk.domain.failures.kinds import ErrorKind

_AGAIN = "a mistake is taken back by another line: coachdesk ledger reverse REF --why TEXT"

LEDGER: dict[str, ErrorKind] = {
    "ledger.kind": ErrorKind("{text} is not a kind of line", "{near}"),
    "ledger.amount": ErrorKind("a line is about an amount above nothing", "which way it goes is said by its kind"),
    "ledger.sessions-kind": ErrorKind("only a credit gives sessions", "leave them out, or add a credit"),
    "ledger.sessions-many": ErrorKind("so many sessions cannot be given at once", "from 1 to {most}"),
    "ledger.sessions-where": ErrorKind("sessions are given under an agreement", "name it: --agreement REF"),
    "ledger.reason": ErrorKind("a {kind} needs its reason", "say why in a few words"),
    "ledger.future": ErrorKind("{on} is still to come", "enter it when it has happened"),
    "ledger.due-kind": ErrorKind("only an invoice has a day by which it is to be paid", "leave it out"),
    "ledger.due": ErrorKind("it would be due {due}, before its own day {on}", "name that day or a later one"),
    "ledger.currency": ErrorKind("the fee of “{title}” is in {fee}, not in {other}", "enter it without the agreement"),
    "ledger.which": ErrorKind("several agreements with {client} could be meant: {which}", "name one: --agreement REF"),
    "ledger.other-client": ErrorKind("that agreement is not one with {client}"),
    "ledger.incident-kind": ErrorKind("an incident is made good by a credit or a refund, not by a line of kind {kind}"),
    "ledger.other-incident": ErrorKind("that incident is not one with {client}", "coachdesk incidents list"),
    "ledger.reversed": ErrorKind("that line was taken back already"),
    "ledger.is-reversal": ErrorKind("that line takes back another, and is not taken back itself", "add a new line"),
    "ledger.undo": ErrorKind("a line of the ledger is kept for good", _AGAIN),
}
