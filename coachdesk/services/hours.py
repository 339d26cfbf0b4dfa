"""The log of coaching hours, and the way to a credential: what was held, who may be named, what is left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coachdesk import catalogue
from coachdesk.domain import credential_path, hours
from coachdesk.domain.hours_words import off_line, sum_line, unsettled_line
from coachdesk.domain.views.hours import CredentialPath, HoursLog, LearningLine, LedgerPage, LogRow, RenewalPath
from coachdesk.services import hours_records as records

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

CREDENTIALS = ("ACC", "PCC", "MCC")


def rules() -> dict[str, Any]:
    """The rules as they are stored here (`credentials.toml`)."""
    return catalogue.load("credentials")


def log(desk: Desk, *, opened: bool = False) -> HoursLog:
    """The log of today: who is listed, and who is left off with all their hours. With `opened` every session is
    authenticated first, which what leaves is made of. Not to be called inside a transaction."""

    def made() -> HoursLog:
        return hours.log_of(desk.today(), records.parts(desk), records.persons(desk), records.past(desk))

    if opened:
        return hours.log(desk.today(), records.opened(desk), records.persons(desk), records.past(desk))
    return desk.cached_for("hours log", records.OF_LOG, made, desk.today())


def says(shown: HoursLog) -> tuple[str, ...]:
    """The sums for an application, who is left off, and what is in no column, a sentence each."""
    told = (sum_line(shown, rules()), off_line(shown), unsettled_line(shown))
    return tuple(one for one in told if one)


def listed(desk: Desk) -> tuple[str, ...]:
    """The clients whom the log names, by id."""
    return tuple(dict.fromkeys(one.client_id for one in log(desk).listed if one.client_id))


def left_off(desk: Desk) -> tuple[LogRow, ...]:
    """Who is left off, and why."""
    return log(desk).off


def path(desk: Desk, credential: str) -> CredentialPath:
    """The way to one credential. Raises `hours.credential`."""
    return credential_path.path(rules(), credential, log(desk), records.learnt(desk))


def paths(desk: Desk) -> tuple[CredentialPath, ...]:
    """The way to each credential."""
    return tuple(path(desk, one) for one in CREDENTIALS)


def renewal(desk: Desk) -> RenewalPath | None:
    """The renewal of the credential that was got last; nothing where the register names none."""
    return credential_path.renewal(rules(), desk.today(), records.learnt(desk))


def next_credential(desk: Desk) -> str:
    """The credential after the highest one that the register names, else the first; after the last, the last."""
    held = {name for name, _ in credential_path.credentials_held(records.learnt(desk), desk.today())}
    highest = max((CREDENTIALS.index(one) for one in held), default=-1)
    return CREDENTIALS[min(highest + 1, len(CREDENTIALS) - 1)]


def learning(desk: Desk) -> tuple[LearningLine, ...]:
    """Education, mentor coaching and supervision, the last first."""
    return credential_path.learning_lines(records.learnt(desk))


def ledger(desk: Desk) -> LedgerPage:
    """All that the Ledger screen shows of hours; kept until something of it changes."""
    tables = (*records.OF_LOG, "register_entry")
    return desk.cached_for("hours ledger", tables, lambda: _ledger(desk), desk.today())


def _ledger(desk: Desk) -> LedgerPage:
    from coachdesk.services import past_hours

    shown, learnt = log(desk), records.learnt(desk)
    by_day = replace(shown, spent=credential_path.by_day(shown.spent))  # a career's sessions are many times as many
    return LedgerPage(
        log=shown,
        paths=tuple(credential_path.path(rules(), one, by_day, learnt) for one in CREDENTIALS),
        renewal=credential_path.renewal(rules(), desk.today(), learnt),
        learning=credential_path.learning_lines(learnt),
        past=tuple(past_hours.lines(desk)),
        wanted=next_credential(desk),
        says=says(shown),
    )
