"""Every way in which Coachdesk says no: one catalogue of codes, sentences, hints and exit statuses.

A failure is a value with what went wrong, where, and what to do; the command line prints it on one line, a screen
shows the same words. The sentences are templates; only short, harmless values (a reference, a path) go into them,
never a secret. Exit statuses (DESIGN section 9): 1 not possible as asked, 2 wrong usage, 3 not opened,
4 damaged or newer data, 5 busy.
"""

from __future__ import annotations

from coachdesk.domain.failures import (
    agreements,
    desk,
    ethics,
    hours,
    incidents,
    ledger,
    register,
    session_work,
    tasks,
    typed,
)
from coachdesk.domain.failures.kinds import BUSY, DAMAGED, NOT_OPENED, NOT_POSSIBLE, WRONG_USAGE, ErrorKind

__all__ = [
    "BUSY", "DAMAGED", "ERRORS", "NOT_OPENED", "NOT_POSSIBLE", "WRONG_USAGE", "CoachdeskError", "ErrorKind", "failure",
]  # fmt: skip


class CoachdeskError(Exception):
    """A failure that a person can understand and act on."""

    def __init__(self, code: str, what: str, where: str, hint: str, exit_status: int) -> None:
        super().__init__(what)
        self.code, self.what, self.where, self.hint, self.exit_status = code, what, where, hint, exit_status

    @property
    def line(self) -> str:
        """The whole failure on one line: where, what, what to do."""
        return f"{self.where}: {self.advice}" if self.where else self.advice

    @property
    def advice(self) -> str:
        """What and what to do, where it is plain what it is about."""
        return f"{self.what} ({self.hint})" if self.hint else self.what

    def __str__(self) -> str:
        return self.line


def failure(code: str, /, *, where: str = "", **values: object) -> CoachdeskError:
    """The failure of that code, ready to raise. `where` names the field, file or record it is about."""
    kind = ERRORS[code]
    short = {name: _short(value, _LISTED if name in ("choices", "path") else _VALUE) for name, value in values.items()}
    return CoachdeskError(code, kind.what.format(**short), where, kind.hint.format(**short), kind.exit_status)


_VALUE, _LISTED = 80, 400
"""The longest a value may be in a message; half a list of choices, or half the path of a file, helps nobody."""


def _short(value: object, longest: int) -> str:
    """A value on one line and no longer than that, so that hostile input cannot flood the message."""
    text = " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())
    return text if len(text) <= longest else text[: longest - 3] + "…"


ERRORS: dict[str, ErrorKind] = {
    **desk.DESK,
    **desk.KEYS,
    **desk.STORE,
    **desk.FILES,
    **typed.MONEY,
    **typed.TEXT,
    **typed.USAGE,
    **typed.TIMES,
    **typed.WHEN,
    **typed.LINE,
    **typed.SETTINGS,
    **typed.REFS,
    **agreements.AGREEMENTS,
    **agreements.DOCUMENTS,
    **agreements.CLIENTS,
    **agreements.CONSENTS,
    **agreements.DISCLOSURES,
    **agreements.REPORTS,
    **tasks.TASKS,
    **tasks.MESSAGES,
    **tasks.SESSION,
    **session_work.SESSION_WORK,
    **tasks.ABSENCES,
    **tasks.REVIEWS,
    **ethics.EVIDENCE,
    **ethics.CATALOGUE,
    **ethics.EDITIONS,
    **ethics.ETHICS,
    **ethics.DILEMMAS,
    **incidents.INCIDENTS,
    **register.REGISTER,
    **hours.HOURS,
    **ledger.LEDGER,
}
"""Every failure by its code; a new one is an entry in the file of its part of the house, under `failures/`."""
